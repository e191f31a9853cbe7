import gzip
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError
from luodi.base.core.text import (
    bigrams,
    compact,
    company_key,
    fitted,
    masked_contacts,
    normalise,
    project_key,
    restored_contacts,
    shortened,
)

CHINESE = st.text(alphabet="云澜松汀华兴电子科技股份集团有限责任公司项目一二期（）()ａA1　 ", max_size=30)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("　松汀区　招商局 ", "松汀区 招商局"),
        ("到位\r\n资金\t（万元）", "到位 资金 (万元)"),
        ("ＡＢＣ１２３，５．６％", "ABC123,5.6%"),
        ("华\u200b兴\ufeff电\u00ad子", "华兴电子"),
        ("华\x00兴", "华兴"),
        ("建筑面积㎡", "建筑面积m2"),
        ("", ""),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text())
@example("e\u200b\u0301")
@example("a\u00a8")
def test_normal_forms_stay_as_they_are(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert compact(compact(text)) == compact(text)


def test_compact_has_no_blank_at_all() -> None:
    assert compact(" 总 投 资\n（亿元）") == "总投资(亿元)"


@pytest.mark.parametrize(
    "written",
    [
        "华兴（云澜）电子有限公司",
        "华兴(云澜)电子有限公司",
        "华兴〔云澜〕电子有限公司",
        "华兴云澜电子有限公司",
        "华兴（云澜）电子有限责任公司",
        "华兴（云澜）电子",
        "华兴（云澜）电子公司",
        "华兴（云澜）电子股份有限公司",
        "华兴（云澜）电子集团有限公司",
        "华兴（云澜）电子（集团）有限责任公司",
        "华兴（云澜）电子集团",
        "　华兴 （云澜）\n电子 有限公司 ",
    ],
)
def test_writings_of_one_company_meet(written: str) -> None:
    assert company_key(written) == "华兴云澜电子"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("双日（广州）有限公司", "双日（大连）有限公司"),
        ("燕京啤酒（玉林）有限公司", "燕京啤酒有限公司"),
        ("华兴电子有限公司", "华兴电子有限公司云澜分公司"),
        ("华兴电子公司", "华兴电子总公司"),
        ("华兴电子有限公司", "华兴电力有限公司"),
        ("中天建设有限公司", "中天建设集团第六建设有限公司"),
    ],
)
def test_different_companies_stay_apart(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("云澜养殖场（普通合伙）", "云澜养殖场"),
        ("云澜创投合伙企业（有限合伙）", "云澜创投合伙企业"),
        ("云澜创投合伙企业有限合伙", "云澜创投合伙企业"),
        ("华兴有限责任公司云澜分公司", "华兴云澜分公司"),
        ("道威尔.史龙柏格（中国）有限公司", "道威尔史龙柏格中国"),
        ("abc科技有限公司", "ABC科技"),
        ("集团有限公司", "集团有限公司"),
        ("", ""),
    ],
)
def test_company_keys(name: str, key: str) -> None:
    assert company_key(name) == key


@given(CHINESE)
def test_blanks_and_width_never_change_a_key(name: str) -> None:
    spaced = "　".join(name)

    assert company_key(spaced) == company_key(name)
    assert project_key(spaced) == project_key(name)


def test_keys_of_real_names_hardly_ever_meet(shared_data: Path) -> None:
    with gzip.open(shared_data / "companies" / "names_1000k.txt.gz", "rt", encoding="utf-8", errors="replace") as file:
        names = {line.strip() for _, line in zip(range(100_000), file, strict=False)} - {""}

    keys = {company_key(name) for name in names}

    assert len(names) > 99_000
    assert len(names) - len(keys) < 10


@pytest.mark.parametrize(
    "written",
    [
        "琨岳风电场二期项目",
        "琨岳风电场项目（二期）",
        "琨岳风电场第2期工程",
        "琨岳 风电场·二期建设项目",
        "琨岳风电场工程二期",
    ],
)
def test_writings_of_one_project_meet(written: str) -> None:
    assert project_key(written) == "琨岳风电场2期"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("琨岳风电场一期项目", "琨岳风电场二期项目"),
        ("琨岳风电场项目", "琨岳风电场二期项目"),
        ("年产3.5万吨铝箔项目", "年产35万吨铝箔项目"),
        ("年产1-2万吨铝箔项目", "年产12万吨铝箔项目"),
        ("琨岳风电场项目", "琨岳风电场扩建项目"),
    ],
)
def test_different_projects_stay_apart(one: str, other: str) -> None:
    assert project_key(one) != project_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("铄瑞高标准蚕桑园建设项目", "铄瑞高标准蚕桑园"),
        ("铄瑞高标准蚕桑园项目", "铄瑞高标准蚕桑园"),
        ("年产1,000吨ABS项目", "年产1000吨ABS"),
        ("年产1000吨abs工程", "年产1000吨ABS"),
        ("锦屏十二期工程", "锦屏12期"),
        ("某厂第二十一期", "某厂21期"),
        ("某厂一、二期", "某厂一二期"),
        ("建设项目", "建设项目"),
        ("", ""),
    ],
)
def test_project_keys(name: str, key: str) -> None:
    assert project_key(name) == key


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("落地项目", "落地 地项 项目"),
        ("落地", "落地"),
        ("落", "落"),
        ("松汀区（云澜市）", "松汀 汀区 云澜 澜市"),
        ("LNG接收站", "ln ng g接 接收 收站"),
        ("甲、乙", "甲 乙"),
        ("……", ""),
    ],
)
def test_bigrams(text: str, pairs: str) -> None:
    assert bigrams(text) == pairs


@given(st.text(alphabet="落地项目云澜", min_size=2, max_size=12), st.data())
def test_a_part_of_a_text_is_found_as_a_run_of_its_bigrams(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))

    assert f" {bigrams(text[start:end])} " in f" {bigrams(text)} "


def test_numbers_come_back_where_their_masks_were_left() -> None:
    original = "甲 13911112222，乙 13900002222，丙 13933334444"
    masked = masked_contacts(original)

    assert masked == "甲 139****2222，乙 139****2222，丙 139****4444"
    assert restored_contacts(masked, original) == original
    assert restored_contacts("丙 139****4444，丁 13955556666", original) == "丙 13933334444，丁 13955556666"
    assert restored_contacts("", original) == ""


def test_of_two_numbers_with_one_mask_none_is_guessed() -> None:
    with pytest.raises(BusinessError) as caught:
        restored_contacts("乙 139****2222", "甲 13911112222，乙 13900002222")

    assert caught.value.code == "text.mask"


def test_a_text_that_fits_stays_and_a_longer_one_is_refused_with_its_length() -> None:
    assert fitted("三个字", 3, "事由") == "三个字"

    with pytest.raises(BusinessError, match="“事由”最多 3 个字，现在有 4 个") as refused:
        fitted("四个字的", 3, "事由")

    assert refused.value.code == "text.too_long"


def test_a_text_of_the_systems_own_is_shortened_so_that_one_sees_it() -> None:
    assert shortened("推进某某项目", 6) == "推进某某项目"
    assert shortened("推进某某大项目", 6) == "推进某某大…"
