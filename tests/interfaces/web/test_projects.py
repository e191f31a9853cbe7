"""Pages of projects: list, search, export, detail, filing, reversing."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from tests import factories, lives

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def form_of(project: Project, **changes: object) -> dict[str, object]:
    """What the edit form sends back untouched, with some changes."""
    sent = {
        "name": project.name,
        "unit": project.unit.code,
        "investor": project.investor.name if project.investor else "",
        "uscc": "",
        "kind": project.kind,
        "currency": project.currency,
        "total_investment_in_wan": project.total_investment_in_wan or "",
        "negotiation_class": project.negotiation_class,
        "version": project.version,
    }
    return sent | changes


@pytest.mark.parametrize(("word", "found"), [("再生铝", 1), ("zsl", 1), ("华兴", 2), ("不存在", 0)])
def test_the_list_is_searched_in_chinese_and_by_initials(signed_in: SignIn, word: str, found: int) -> None:
    factories.project(name="年产30万吨再生铝项目")
    factories.project(name="预制菜加工项目")

    table = signed_in(factories.clerk()).get("/projects/", {"q": word}).context["table"]

    assert (table.count, len(table.rows)) == (found, found)


def test_totals_are_of_everything_filtered_not_of_the_page(signed_in: SignIn) -> None:
    for number in range(52):
        factories.project(name=f"第{number}号项目", total="100")

    answer = signed_in(factories.clerk()).get("/projects/")

    table = answer.context["table"]
    assert (len(table.rows), table.count, table.totals["total_investment_in_wan"]) == (50, 52, Decimal(5200))
    assert "下一页" in answer.content.decode()


def test_the_second_page_begins_where_the_first_ended(signed_in: SignIn) -> None:
    for number in range(52):
        factories.project(name=f"第{number}号项目")
    client = signed_in(factories.clerk())

    first = client.get("/projects/").context["table"]
    second = client.get(f"/projects/{first.after_href}").context["table"]

    assert {row.pk for row in first.rows} & {row.pk for row in second.rows} == set()
    assert (len(second.rows), second.after, bool(second.before)) == (2, "", True)


def test_a_list_page_asks_the_database_a_fixed_number_of_times(
    signed_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(12):
        factories.signed_project(name=f"第{number}号项目")
    client = signed_in(factories.statistics_office())
    client.get("/projects/")

    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]  # a context manager
        client.get("/projects/", {"unit": "QJ-E"})


def test_the_export_holds_exactly_the_shown_columns_of_the_filtered_rows(signed_in: SignIn) -> None:
    factories.signed_project(name="再生铝项目", amount="128000")
    factories.project(name="预制菜项目")

    answer = signed_in(factories.clerk()).get(
        "/projects/export/", {"q": "再生铝", "columns": ["stage", "contract_in_wan"]}
    )

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[2:] == [["项目名称", "合同额（万元）", "阶段与状态"], ["再生铝项目", 128000, "正式签约"]]


def test_htmx_gets_the_part_and_a_browser_the_page(signed_in: SignIn) -> None:
    clerk = factories.clerk()

    page = signed_in(clerk).get("/projects/").content.decode()
    part = signed_in(clerk, part=True).get("/projects/").content.decode()

    assert page.startswith("<!DOCTYPE html>")
    assert part.lstrip().startswith('<section class="panel is-long">')
    assert "没有符合条件的项目" in part


def test_a_project_is_registered_with_its_investor(signed_in: SignIn) -> None:
    clerk = factories.clerk()
    sent = {
        "name": "年产3万吨预制菜项目",
        "unit": "QJ-E",
        "investor": "示例食品有限公司",
        "uscc": factories.uscc(1),
        "kind": "BUILD",
        "currency": "CNY",
        "total_investment_in_wan": "8500",
        "negotiation_class": "ORDINARY",
        "is_foreign": "on",
    }

    answer = signed_in(clerk).post("/projects/new/", sent)

    made = Project.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/projects/{made.pk}/")
    assert made.investor is not None
    assert (made.investor.uscc, made.total_investment_in_wan, made.is_foreign) == (
        factories.uscc(1),
        Decimal(8500),
        True,
    )


def test_a_wrong_credit_code_stays_in_the_form_and_writes_nothing(signed_in: SignIn) -> None:
    sent = form_of(factories.project(), name="另一项目", uscc="91350100M000100Y44")

    answer = signed_in(factories.clerk()).post("/projects/new/", sent)

    assert answer.status_code == 422
    assert "统一社会信用代码有误" in answer.content.decode()
    assert Project.objects.count() == 1


def test_a_project_cannot_be_given_to_a_unit_out_of_reach(signed_in: SignIn) -> None:
    project = factories.project("QJ-E")

    answer = signed_in(factories.clerk("QJ-E")).post(f"/projects/{project.pk}/edit/", form_of(project, unit="QJ-W"))

    project.refresh_from_db()
    assert (answer.status_code, project.unit.code) == (422, "QJ-E")


def test_a_change_against_a_newer_version_is_refused(signed_in: SignIn) -> None:
    project = factories.project()
    client = signed_in(factories.clerk())
    client.post(f"/projects/{project.pk}/edit/", form_of(project, place="甲园区"))

    answer = client.post(f"/projects/{project.pk}/edit/", form_of(project, place="乙园区"))

    project.refresh_from_db()
    assert (answer.status_code, project.place) == (422, "甲园区")
    assert "刚被他人修改过" in answer.content.decode()


def test_the_detail_shows_track_money_and_what_is_missing(signed_in: SignIn) -> None:
    project = factories.signed_project(amount="10000")
    factories.recognised_capital(project, "2500", date(2023, 3, 1))

    context = signed_in(factories.clerk()).get(f"/projects/{project.pk}/").context

    assert [step.label for step in context["track"] if step.state == "current"] == ["正式签约"]
    assert context["reached"] == Decimal(25)
    gate = context["gates"][0]
    assert (gate.title, [line.label for line in gate.lines if line.mark.text == "缺少"]) == (
        "下一步：落地",
        [
            "运营主体营业执照",
            "备案证或核准批复（有文号）",
            "用地（用房）权属：出让合同、不动产权证、租赁合同或用地批准",
        ],
    )
    assert gate.lines[0].href == f"/projects/{project.pk}/documents/new/?kind=LICENCE#id_number"


def test_a_filed_event_waits_with_its_evidence(signed_in: SignIn) -> None:
    project = lives.filled_project()
    photo = SimpleUploadedFile("合同.pdf", b"%PDF-1.7 contract")
    sent = {"event": "LEAD", "occurred_on": "2023-02-01", "evidence": [photo]}

    signed_in(factories.clerk()).post(f"/projects/{project.pk}/progress/new/", sent)

    event = StageEvent.objects.get()
    assert (event.event, event.slip.state, [item.name for item in event.evidence.all()]) == (
        "LEAD",
        "FILED",
        ["合同.pdf"],
    )


def test_an_event_before_the_signing_is_refused_with_the_rules_sentence(signed_in: SignIn) -> None:
    project = factories.signed_project(on=date(2023, 2, 1))

    answer = signed_in(factories.clerk()).post(
        f"/projects/{project.pk}/progress/new/", {"event": "START", "occurred_on": "2023-01-15"}
    )

    assert answer.status_code == 422
    assert "早于签约日" in answer.content.decode()
    assert StageEvent.objects.count() == 1


def test_capital_above_the_ceiling_is_refused_and_its_papers_are_not_kept(signed_in: SignIn) -> None:
    project = factories.signed_project(amount="1000")
    sent = {
        "arrived_on": "2023-03-01",
        "amount_in_wan": "1100.0001",
        "currency": "CNY",
        "origin": "OUT_PROVINCE",
        "form": "CASH",
        "evidence": [SimpleUploadedFile("回单.pdf", b"%PDF-1.7 receipt")],
    }

    answer = signed_in(factories.clerk()).post(f"/projects/{project.pk}/capital/new/", sent)

    assert answer.status_code == 422
    assert "110%" in answer.content.decode()
    assert CapitalRecord.objects.count() == 0
    assert project.events.get().evidence.count() == 0


def test_a_renamed_program_is_no_evidence(signed_in: SignIn) -> None:
    project = factories.project()
    sent = {"event": "TALK", "occurred_on": "2023-02-01", "evidence": [SimpleUploadedFile("回单.pdf", b"MZ\x90\x00")]}

    answer = signed_in(factories.clerk()).post(f"/projects/{project.pk}/progress/new/", sent)

    assert answer.status_code == 422
    assert "这不是可接收的文件" in answer.content.decode()
    assert StageEvent.objects.count() == 0


def test_a_document_of_another_project_is_not_found(signed_in: SignIn) -> None:
    one, other, document = factories.signed_project(), factories.signed_project(name="另一项目"), factories.attachment()
    factories.filed_capital(one, "100", date(2023, 3, 1), evidence=[document])
    client = signed_in(factories.clerk())

    answers = [client.get(f"/projects/{project.pk}/files/{document.pk}/").status_code for project in (one, other)]

    assert answers == [200, 404]


def test_a_reversal_waits_and_the_original_stays(signed_in: SignIn) -> None:
    project = factories.project()
    event = factories.recognised_event(project, "SIGN", date(2023, 2, 1))
    client = signed_in(factories.statistics_office())

    client.post(f"/projects/{project.pk}/progress/{event.pk}/reverse/", {"reason": "填报有误"})

    shown = client.get(f"/projects/{project.pk}/progress/").context["events"]
    assert [(fact.title.partition("：")[0], fact.state.text) for fact, _ in shown] == [
        ("撤销", "待审核"),
        ("签订正式合同", "已认定"),
    ]


def test_capital_is_taken_back_in_part(signed_in: SignIn) -> None:
    project = factories.signed_project()
    record = factories.recognised_capital(project, "500", date(2023, 3, 1))

    signed_in(factories.statistics_office()).post(
        f"/projects/{project.pk}/capital/{record.pk}/reverse/", {"amount_in_wan": "200", "reason": "重复入账"}
    )

    assert CapitalRecord.objects.get(reverses=record).amount_in_wan == Decimal(-200)


def test_the_history_speaks_chinese(signed_in: SignIn) -> None:
    project = factories.signed_project()

    text = signed_in(factories.clerk()).get(f"/projects/{project.pk}/history/").content.decode()

    assert "填报阶段事件" in text
    assert "签订正式合同" in text
    assert "projects." not in text
