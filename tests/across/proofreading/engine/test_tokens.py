import pytest

from luodi.across.proofreading.engine.tokens import quantities_in


def found(text: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (one.text, None if one.number is None else f"{one.number:f}", one.unit_name, one.approx.value)
        for one in quantities_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("已签约123个项目", [("123个", "123", "个", "exact")]),
        ("到位资金412.63亿元", [("412.63亿元", "412.63", "亿元", "exact")]),
        ("实际利用外资12.78亿美元", [("12.78亿美元", "12.78", "亿美元", "exact")]),
        ("近四成", [("近四成", "4", "成", "near")]),
        ("约占三分之一", [("三分之一", "33", "%", "about")]),
        ("百分之三十", [("百分之三十", "30", "%", "exact")]),
        ("十余家企业", [("十余家", "10", "家", "over")]),
        ("3000多万元", [("3000多万元", "3000", "万元", "over")]),
        ("超过90亿元", [("超过90亿元", "90", "亿元", "over")]),
        ("20亿元左右", [("20亿元左右", "20", "亿元", "about")]),
        ("不足两成", [("不足两成", "2", "成", "below")]),
        ("提高3.2个百分点", [("3.2个百分点", "3.2", "个百分点", "exact")]),
        ("3、5和8个", [("3", "3", "个", "exact"), ("5", "5", "个", "exact"), ("8个", "8", "个", "exact")]),
        ("合计64.1亿", [("64.1亿", "64.1", "亿", "exact")]),
        ("三点意见", [("三点", "3", "点", "exact")]),
        ("占***亿元的**.**%", [("***亿元", None, "亿元", "exact"), ("**.**%", None, "%", "exact")]),
        ("下降-8.9%", [("-8.9%", "-8.9", "%", "exact")]),
        ("实现翻番", [("翻番", "2", "倍", "over")]),
        ("接近翻两番", [("接近翻两番", "4", "倍", "near")]),
        ("超半数企业", [("超半数", "50", "%", "over")]),
        ("半数企业", [("半数", "50", "%", "about")]),
        ("用9.6亿元建设园区", [("9.6亿元", "9.6", "亿元", "exact")]),
    ],
)
def test_a_quantity_is_found_with_its_unit_and_exactness(
    text: str, quantities: list[tuple[str, str | None, str, str]]
) -> None:
    assert found(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月30日",
        "第3届博览会",
        "世界500强企业",
        "“十四五”时期",
        "1-2名工作人员",
        "桂招办〔2023〕5号",
        "400-0123-021",
        "1.对照目标任务",
        "（一）健全机制",
        "CAR-T细胞",
        "三次产业比为12.1:35.6:52.3",
        "“三张清单一张网”",
        "一方面",
        "XX电动车",
        "百亿级产业",
    ],
)
def test_dates_ordinals_names_and_list_numbers_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_the_word_for_signing_is_no_approximation() -> None:
    assert found("签约385个") == [("385个", "385", "个", "exact")]


@pytest.mark.parametrize(
    "text", ["10亿元以上项目9个", "总投资2.8亿元的电动汽车项目", "年产30万吨再生铝项目", "1000万元项目"]
)
def test_a_size_of_things_is_no_amount(text: str) -> None:
    assert quantities_in(text)[0].is_attribute


def test_a_target_is_given_not_rounded() -> None:
    target, done = quantities_in("目标任务2亿美元，完成1.3亿美元")

    assert target.amount.bounds == (200_000_000, 200_000_000)
    assert done.amount.bounds == (125_000_000, 135_000_000)
