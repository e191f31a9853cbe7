"""What the wizard tells a clerk: every kind of remark, meanings in Chinese, what waits, what was undone, what was given up."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.across.intake import services as intake
from luodi.across.intake.models import ImportBatch, LayoutMapping
from luodi.interfaces.web.intake import answers
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LEDGER = "项目名称,投资方,总投资（万元）,签约时间,备注,备注\n示例部件项目,示例实业有限公司,8500,2023-03-01,甲,乙\n"


def upload(client: Client, text: str = LEDGER, name: str = "台账.csv", unit: str = "QJ-E") -> ImportBatch:
    client.post("/intake/new/", {"file": SimpleUploadedFile(name, text.encode()), "unit": unit, "kind": "auto"})
    return ImportBatch.objects.latest("pk")


def text_of(client: Client, made: ImportBatch, page: str = "") -> str:
    return client.get(f"/intake/{made.code}/{page}").content.decode()


def test_every_kind_of_remark_is_shown_and_the_tab_counts_both(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    rows = [f"第{number}号部件项目,示例{number}号实业有限公司,8500,2023.13.{number}" for number in range(1, 21)]
    made = upload(
        client,
        "\n".join(
            ["项目名称,投资方,总投资（万元）,签约时间", *rows, "第30号部件项目,第30号实业有限公司,约8500,2023-03-01"]
        ),
    )

    context = client.get(f"/intake/{made.code}/").context

    assert (len(context["remarks"].shown), context["remarks"].more) == (21, 0)
    assert context["found"] == {"rejected": 20, "warning": 1, "duplicate": 0}
    assert "未导入 20" in text_of(client, made)
    assert "提示 1" in text_of(client, made)


def test_when_there_are_too_many_kinds_the_page_says_how_many_more() -> None:
    entry = {"sheet": "台账", "column": "签约时间", "row": 3}
    many = [entry | {"message": f"第{number}种"} for number in range(answers.REMARKS_SHOWN + 7)]

    found = answers.remarks({"rejected": [], "warnings": many})

    assert (len(found.shown), found.more) == (answers.REMARKS_SHOWN, 7)
    assert found.shown[0].place == "“台账”第 3 行，“签约时间”列"


def test_columns_of_targets_are_named_in_chinese(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    text = (
        "指标名称,下达单位,责任单位,层级,年度,目标值,计量单位,文号\n签约项目数,市级,东县,M0,2023,40,个,示〔2023〕1号\n"
    )
    made = upload(client, text, unit="QJ")

    columns = client.get(f"/intake/{made.code}/").context["sheets"][0].columns
    form = client.get(f"/intake/{made.code}/columns/").context["form"]

    meanings = ["指标名称", "下达单位", "责任单位", "层级", "年度", "目标值", "计量单位", "文号"]
    assert [column.meaning for column in columns] == meanings
    assert [dict(form.fields[f"column-{n}"].choices)[form.fields[f"column-{n}"].initial] for n in range(8)] == meanings
    assert "未识别" not in {column.how.text for column in columns}


def test_a_table_of_units_down_and_indicators_across_is_named_too(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    made = upload(client, "2023年目标任务分解表,,\n乡镇,签约个数（个）,合同额（亿元）\n东县,4,2\n西县,5,3\n", unit="QJ")

    columns = client.get(f"/intake/{made.code}/").context["sheets"][0].columns

    assert [column.meaning for column in columns] == ["责任单位", "目标值（指标按表头）", "目标值（指标按表头）"]


def test_no_choice_of_a_meaning_is_left_in_english(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    form = client.get(f"/intake/{upload(client).code}/columns/").context["form"]

    labels = [label for _, label in form.fields["column-0"].choices]
    assert [label for label in labels if label.isascii()] == []
    assert [label for label in labels if "（万）" in label] == []


def test_two_columns_for_one_meaning_come_back_with_a_sentence(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = upload(client)
    chosen = ["name", "investor", "total_investment", "signed_on", "remark", "remark"]
    sent = {f"column-{number}": value for number, value in enumerate(chosen)}

    answer = client.post(f"/intake/{made.code}/columns/", sent | {"sheet": made.answer["sheets"][0]["name"]})

    (sentence,) = answer.context["form"].non_field_errors()
    assert (answer.status_code, LayoutMapping.objects.count()) == (422, 0)
    assert sentence.startswith("E列“备注”和F列“备注”都对应“备注”。")


def test_of_two_columns_with_one_header_the_second_alone_can_be_changed(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = upload(client)
    chosen = ["name", "investor", "total_investment", "signed_on", "remark", "problems"]
    sent = {f"column-{number}": value for number, value in enumerate(chosen)}

    client.post(f"/intake/{made.code}/columns/", sent | {"sheet": made.answer["sheets"][0]["name"]})

    columns = client.get(f"/intake/{made.code}/").context["sheets"][0].columns
    assert [column.meaning for column in columns][4:] == ["备注", "存在问题"]


def test_after_a_commit_the_page_says_how_many_facts_wait_and_where(signed_in: SignIn) -> None:
    clerk = factories.clerk()
    made = upload(signed_in(clerk))
    intake.commit(made, actor=clerk, at=timezone.now())

    own, others = text_of(signed_in(clerk), made), text_of(signed_in(factories.statistics_office()), made)

    assert '待审核 <b class="num">1</b> 条' in own
    assert 'href="/approvals/filed/"' in own
    assert '<a href="/approvals/">去审核认定</a>' in others


def test_after_an_undo_the_page_says_what_who_when_and_why(signed_in: SignIn) -> None:
    clerk, officer = factories.clerk(), factories.statistics_office()
    made = upload(signed_in(clerk))
    intake.commit(made, actor=clerk, at=timezone.now())
    intake.undo(made, actor=officer, at=timezone.now(), reason="导错了文件")

    text = text_of(signed_in(clerk), made)

    assert "已写入" not in text
    assert f"本批已整批撤销：{officer}" in text
    assert '冲回和退回事实 <b class="num">1</b> 条' in text
    assert "原因：导错了文件" in text


def test_a_file_that_is_not_wanted_is_given_up_and_leaves_the_persons_work(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = upload(client)

    client.post(f"/intake/{made.code}/drop/")

    made.refresh_from_db()
    page = text_of(client, made)
    assert made.state == "DROPPED"
    assert "这次导入已放弃，没有写入任何内容" in page
    assert "确认导入" not in page
