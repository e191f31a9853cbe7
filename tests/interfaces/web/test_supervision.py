"""Pages of problems, orders, meetings and inspections as people use them."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.domains.supervision.models import Finding, Inspection, InspectionPhoto, InspectionPlan, Issue, Meeting, Order
from tests import factories
from tests.architecture import parts_of_supervision as parts
from tests.domains.supervision import making
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
@remembered
def _people(db: None) -> None:
    for person in (making.chief, making.inspector, making.clerk, making.head, factories.project_office):
        person()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("结果.pdf", b"%PDF-1.7 done", content_type="application/pdf")


@pytest.mark.usefixtures("_people")
def test_an_order_goes_from_draft_to_closing_by_its_buttons(signed_in: SignIn) -> None:
    chief, clerk, head = signed_in(making.chief()), signed_in(making.clerk()), signed_in(making.head())
    given = {"kind": "ASSIGN", "unit": "QJ-E", "title": "协调用地", "text": "一周内完成"}
    assert chief.post("/orders/new/", given).status_code == 302
    order = Order.objects.get()
    assert clerk.get(f"/orders/{order.pk}/").status_code == 404

    assert chief.post(f"/orders/{order.pk}/issue/", {}).status_code == 302
    page = text(clerk, f"/orders/{order.pk}/")
    assert 'value="sign"' in page
    assert 'value="revoke"' not in page
    assert clerk.post(f"/orders/{order.pk}/act/", {"act": "sign"}).status_code == 302
    assert clerk.post(f"/orders/{order.pk}/act/", {"act": "plan"}).status_code == 422
    assert clerk.post(f"/orders/{order.pk}/act/", {"act": "plan", "note": "专人负责"}).status_code == 302
    assert 'value="finish"' not in text(clerk, f"/orders/{order.pk}/")
    sent = {"act": "finish", "note": "已完成", "evidence": paper()}
    assert head.post(f"/orders/{order.pk}/act/", sent).status_code == 302
    assert "结果.pdf" in text(chief, f"/orders/{order.pk}/")
    assert chief.post(f"/orders/{order.pk}/act/", {"act": "close", "note": "属实"}).status_code == 302

    order.refresh_from_db()
    assert order.state == "CLOSED"
    assert chief.post(f"/orders/{order.pk}/act/", {"act": "sign"}).status_code == 403


@pytest.mark.usefixtures("_people")
def test_the_overview_says_who_is_waited_for_and_counts_by_unit(signed_in: SignIn) -> None:
    late = making.issued(at=timezone.now() - timedelta(days=20))

    page = text(signed_in(making.chief()), "/orders/overview/")

    assert late.number in page
    assert "逾期" in page
    assert page.index("各单位") < page.index("逾期事项")
    assert f"/orders/{late.pk}/" in page


@pytest.mark.usefixtures("_people")
def test_the_list_narrows_and_its_export_holds_what_is_shown(signed_in: SignIn) -> None:
    making.issued(title="东县的事")
    making.issued("SUPERVISE", unit_code="QJ-W", title="西县的事")
    client = signed_in(making.chief())

    page = text(client, "/orders/?kind=SUPERVISE")
    assert "西县的事" in page
    assert "东县的事" not in page
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/orders/export/?q=东县").content)).active
    assert sheet is not None
    rows = [str(row[0].value) for row in sheet.iter_rows()]
    assert any("东县的事" in row for row in rows)
    assert not any("西县的事" in row for row in rows)


@pytest.mark.usefixtures("_people")
def test_a_broken_rule_stands_above_the_form_and_the_words_stay(signed_in: SignIn) -> None:
    order = making.handling(making.issued())

    answer = signed_in(making.head()).post(f"/orders/{order.pk}/act/", {"act": "finish", "note": "我写的话"})

    assert answer.status_code == 422
    assert "佐证材料" in answer.content.decode()
    assert "我写的话" in answer.content.decode()


@pytest.mark.usefixtures("_people")
def test_a_problem_is_raised_solved_and_confirmed(signed_in: SignIn) -> None:
    office, clerk = signed_in(factories.project_office()), signed_in(making.clerk())
    given = {"title": "停电", "text": "三天没电", "unit": "QJ-E", "category": "POWER", "level": "GRAVE"}
    assert office.post("/issues/new/", given).status_code == 302
    issue = Issue.objects.get()
    assert clerk.post(f"/issues/{issue.pk}/act/", {"act": "solve", "note": "已通电"}).status_code == 302
    assert 'value="confirm"' in text(office, f"/issues/{issue.pk}/")
    assert 'value="confirm"' not in text(clerk, f"/issues/{issue.pk}/")
    assert office.post(f"/issues/{issue.pk}/act/", {"act": "confirm"}).status_code == 302

    issue.refresh_from_db()
    assert issue.state == "CLOSED"


@pytest.mark.usefixtures("_people")
def test_a_companys_link_is_shown_once(signed_in: SignIn) -> None:
    issue = making.solved(making.raised(company="示例电子有限公司", at=timezone.now()), timezone.now())
    client = signed_in(making.chief())

    answer = client.post(f"/issues/{issue.pk}/ask/")

    assert "/confirm/" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "/confirm/" not in text(client, f"/issues/{issue.pk}/")


@pytest.mark.usefixtures("_people")
def test_an_order_made_from_a_problem_begins_with_its_words(signed_in: SignIn) -> None:
    issue = making.raised(at=timezone.now())
    client = signed_in(making.chief())
    assert "施工变压器容量不够" in text(client, f"/orders/new/?issue={issue.pk}")

    given = {"kind": "ASSIGN", "unit": "QJ-E", "title": issue.title, "text": issue.text}
    client.post(f"/orders/new/?issue={issue.pk}", given)
    client.post(f"/orders/new/?issue={issue.pk}", given)

    assert Order.objects.get().issue == issue


@pytest.mark.usefixtures("_people")
def test_a_meeting_from_agenda_to_minutes(signed_in: SignIn) -> None:
    client = signed_in(making.chief())
    given = {"kind": "WEEKLY", "title": "周调度会", "unit": "QJ", "held_on": str(parts.today()), "chair": "区长"}
    client.post("/meetings/new/", given | {"topics": "人员安排"})
    pk = Meeting.objects.get().pk
    assert "人员安排" in text(client, f"/meetings/{pk}/")
    assert client.get(f"/meetings/{pk}/word/").status_code == 404
    client.post(f"/meetings/{pk}/act/", {"act": "freeze"})
    client.post(f"/meetings/{pk}/decisions/", {"text": "一周内供地", "unit": "QJ-E"})
    decision = Meeting.objects.get().decisions.get()
    for _ in range(2):
        assert client.post(f"/meetings/{pk}/decisions/{decision.pk}/order/").status_code == 302
    assert client.post(f"/meetings/{pk}/act/", {"act": "hold"}).status_code == 302

    assert Order.objects.count() == 1
    assert client.get(f"/meetings/{pk}/word/").content.startswith(b"PK")


@pytest.mark.usefixtures("_people")
def test_a_plan_without_basis_warns_and_an_inspection_keeps_its_photo(signed_in: SignIn) -> None:
    office, chief, today = signed_in(making.inspector()), signed_in(making.chief()), str(parts.today())
    given = {
        "title": "督查",
        "kind": "SUPERVISE",
        "unit": "QJ",
        "begins_on": today,
        "ends_on": today,
        "units": ["QJ-E"],
    }
    office.post("/inspections/new/", given)
    pk = InspectionPlan.objects.get().pk
    assert "没有填依据文号" in text(chief, f"/inspections/{pk}/")
    assert chief.post(f"/inspections/{pk}/act/", {"act": "approve"}).status_code == 422
    assert chief.post(f"/inspections/{pk}/act/", {"act": "approve", "basis_no": "督发1号"}).status_code == 302
    visit = {
        "unit": "QJ-E",
        "held_on": today,
        "inspectors": "一组",
        "summary": "未开工",
        "latitude": "29.1",
        "longitude": "108.2",
    }
    photo = SimpleUploadedFile("现场.png", PICTURE, content_type="image/png")
    assert office.post(f"/inspections/{pk}/visits/new/", visit | {"photos": photo}).status_code == 302
    made = Inspection.objects.get()
    assert "108.2" in text(signed_in(making.clerk()), f"/inspections/visits/{made.pk}/")
    assert InspectionPhoto.objects.get().inspection == made
    due = {"text": "围挡不全", "demand": "补齐", "due_on": str(parts.today() + timedelta(days=5))}
    assert office.post(f"/inspections/visits/{made.pk}/findings/new/", due).status_code == 302
    finding = Finding.objects.get()
    sent = {"act": "report", "note": "已补齐", "evidence": paper()}
    assert signed_in(making.clerk()).post(f"/inspections/findings/{finding.pk}/", sent).status_code == 302
    finding.refresh_from_db()
    assert finding.state == "REPORTED"


@pytest.mark.usefixtures("_people")
def test_a_county_reads_no_word_of_another(signed_in: SignIn) -> None:
    secret = "鲲鹏屿"
    west = factories.unit("QJ-W")
    type(west).objects.filter(pk=west.pk).update(name=f"{secret}县", short_name="")
    west.refresh_from_db()
    parts.another_county(secret, west, factories.user("r09", "QJ-W", name=f"{secret}填报员"))
    client = signed_in(making.head())

    pages = ["/issues/", "/issues/new/", "/orders/", "/orders/overview/", "/orders/export/", "/meetings/"]
    pages += ["/inspections/", "/inspections/findings/"]
    plan = Inspection.objects.get().plan_id
    found = [
        page
        for page in [*pages, f"/inspections/{plan}/"]
        if secret in client.get(page).content.decode(errors="replace")
    ]

    assert found == []
    for order in Order.objects.all():
        assert client.get(f"/orders/{order.pk}/").status_code == 404
    assert client.get(f"/inspections/visits/{Inspection.objects.get().pk}/").status_code == 404


@pytest.mark.usefixtures("_people")
def test_a_list_of_orders_costs_the_same_for_one_and_for_many(
    signed_in: SignIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(6):
        making.issued(title=f"第{number}件")
    client = signed_in(making.chief())
    client.get("/orders/")

    with django_assert_max_num_queries(30):
        client.get("/orders/")
