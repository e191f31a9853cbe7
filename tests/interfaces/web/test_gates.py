"""Pages of gates and recognition: what is missing is linked to its place, versions, waivers, re-checks."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.across.lifecycle.models import CompetenceRule, GateVersion, ReviewResult, Waiver
from luodi.across.lifecycle.services.gates_review import draw_month
from luodi.domains.projects.models import CapitalRecord, Project, ProjectDocument, SiteCheck, SitePhoto
from tests import factories, lives

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
TODAY = date(2023, 7, 3)


def told(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]  # Django's test response


def test_the_gate_tab_links_each_missing_thing_to_its_very_place(signed_in: SignIn) -> None:
    project = factories.signed_project()

    page = signed_in(factories.clerk()).get(f"/projects/{project.pk}/gate/")

    gate = page.context["gates"][0]
    assert [(line.mark.text, line.href) for line in gate.lines] == [
        ("缺少", f"/projects/{project.pk}/documents/new/?kind=LICENCE#id_number"),
        ("缺少", f"/projects/{project.pk}/documents/new/?kind=FILING#id_number"),
        ("缺少", f"/projects/{project.pk}/documents/new/?kind=LAND_CONTRACT#id_number"),
    ]
    assert "县级或市级" in told(page)


def test_a_paper_filed_on_the_page_meets_its_requirement(signed_in: SignIn) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    sent = {"kind": "LICENCE", "number": "执照-1", "upload": SimpleUploadedFile("执照.pdf", b"%PDF-1.7 licence")}

    answer = client.post(f"/projects/{project.pk}/documents/new/?kind=LICENCE", sent)

    paper = ProjectDocument.objects.get()
    assert answer.headers["Location"] == f"/projects/{project.pk}/gate/"
    assert client.get(answer.headers["Location"]).context["gates"][0].lines[0].mark.text == "齐备"
    assert client.get(f"/projects/{project.pk}/files/{paper.attachment_id}/").status_code == 200


def test_a_framework_that_promises_money_is_refused_with_its_sentence(signed_in: SignIn) -> None:
    project = factories.project()
    sent = {"kind": "FRAMEWORK", "number": "框-1", "commits_money": "on"}

    answer = signed_in(factories.clerk()).post(f"/projects/{project.pk}/documents/new/", sent)

    assert (answer.status_code, ProjectDocument.objects.count()) == (422, 0)
    assert "不得写入奖补、返还、垫资等资金承诺" in told(answer)


def test_a_paper_is_replaced_and_withdrawn_on_the_page(signed_in: SignIn) -> None:
    project, client = factories.project(), signed_in(factories.clerk())
    old = lives.paper(project, "LEASE", number="旧")

    client.post(f"/projects/{project.pk}/documents/new/?replaces={old.pk}", {"kind": "LEASE", "number": "新"})
    new = ProjectDocument.objects.get(number="新")
    client.post(f"/projects/{project.pk}/documents/{new.pk}/withdraw/", {"reason": "登记错项目"})

    states = [line.state.text for line in client.get(f"/projects/{project.pk}/files/").context["papers"].documents]
    assert states == ["已作废", "已被取代"]


def test_a_site_check_and_photos_are_filed_on_the_page(signed_in: SignIn) -> None:
    project, client, (first, second) = factories.project(), signed_in(factories.clerk()), lives.people()
    check = {"event": "START", "checked_on": "2023-06-20", "place": "园区", "conclusion": "MEETS"}
    with lives.picture().path.open("rb") as stream:
        picture = SimpleUploadedFile("现场.jpg", stream.read())
    photo = {"scene": "MAIN", "taken_at": "2023-06-20T10:30", "latitude": "30.5", "longitude": "114.25"}

    client.post(f"/projects/{project.pk}/checks/new/", check | {"first": first.pk, "second": second.pk})
    client.post(f"/projects/{project.pk}/photos/new/", photo | {"evidence": picture, "by_phone": ""})

    assert [str(row) for row in SiteCheck.objects.all()] == ["开工核查 2023-06-20"]
    assert [(row.latitude, row.source) for row in SitePhoto.objects.all()] == [(Decimal("30.5"), "TYPED")]


def test_a_photo_from_the_future_is_refused_on_the_page(signed_in: SignIn) -> None:
    project = factories.project()
    with lives.picture().path.open("rb") as stream:
        picture = SimpleUploadedFile("现场.jpg", stream.read())
    photo = {"scene": "MAIN", "taken_at": "2199-06-20T10:30", "latitude": "30.5", "longitude": "114.25"}

    answer = signed_in(factories.clerk()).post(f"/projects/{project.pk}/photos/new/", photo | {"evidence": picture})

    assert (answer.status_code, SitePhoto.objects.count()) == (422, 0)
    assert "在将来" in told(answer)


def test_evidence_of_a_kind_is_filed_as_a_paper_with_the_step(signed_in: SignIn) -> None:
    project = lives.lived(lives.filled_project(), ("LEAD", date(2022, 9, 1)))
    sent = {"event": "TALK", "occurred_on": "2022-10-01", "paper_kind": "CONTACT_RECORD"}
    upload = SimpleUploadedFile("记录.pdf", b"%PDF-1.7 talk")

    client = signed_in(factories.clerk())
    client.post(f"/projects/{project.pk}/progress/new/", sent | {"evidence": [upload]})

    paper = ProjectDocument.objects.get()
    assert (paper.kind, paper.issued_on, paper.attachment and paper.attachment.name) == (
        "CONTACT_RECORD",
        date(2022, 10, 1),
        "记录.pdf",
    )
    assert client.get(f"/projects/{project.pk}/gate/").context["gates"][0].is_open


def test_a_skipped_stage_is_refused_on_the_page(signed_in: SignIn) -> None:
    project = lives.filled_project()
    sent = {"event": "SIGN", "occurred_on": "2023-02-01"}

    answer = signed_in(factories.clerk()).post(f"/projects/{project.pk}/progress/new/", sent)

    assert answer.status_code == 422
    assert "不能越过阶段：请先填报“评审通过”或“签订框架协议”" in told(answer)


def waiting_clearance() -> tuple[Project, int]:
    """A project whose access review waits for the recogniser with nothing but two papers."""
    project = lives.lived(lives.filled_project(), ("LEAD", date(2022, 9, 1)), ("TALK", date(2022, 10, 1)))
    lives.paper(project, "ADMISSION")
    filed = lives.filed(project, "CLEAR", date(2022, 12, 1))
    factories.verified(filed.slip)
    return project, filed.slip.pk


def test_the_queue_and_the_slip_say_how_the_gate_stands(signed_in: SignIn) -> None:
    project, slip = waiting_clearance()
    lives.paper(project, "LAND_CHECK", conclusion="FAIL")
    client = signed_in(factories.project_office())

    table = client.get("/approvals/").context["table"]
    page = client.get(f"/approvals/{slip}/")

    column = next(column for column in table.columns if column.name == "gate")
    assert [badge.text for badge in column.value(table.rows[0])] == ["矛盾1、缺7"]
    assert "要件未齐，现在不能认定" in told(page)
    answer = client.post(f"/approvals/{slip}/decide/", {"act": "recognise", "note": ""})
    assert answer.status_code == 422
    assert "用地预审意见（结论为不符合）" in told(answer)


def test_the_queue_asks_the_database_a_fixed_number_of_times(
    signed_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(4):
        factories.verified(lives.filed(lives.filled_project(), "LEAD", TODAY).slip)
    client = signed_in(factories.project_office())
    client.get("/approvals/")

    with django_assert_max_num_queries(45):  # type: ignore[attr-defined]  # a context manager
        client.get("/approvals/")


def test_money_is_recognised_in_part_on_the_page(signed_in: SignIn) -> None:
    project = factories.signed_project()
    record = factories.filed_capital(project, "100", date(2023, 3, 1))
    factories.verified(record.slip)
    client = signed_in(factories.statistics_office())

    page = client.get(f"/approvals/{record.slip_id}/")
    client.post(
        f"/approvals/{record.slip_id}/decide/",
        {"act": "recognise", "recognised_in_wan": "60", "note": "40 万元为保证金"},
    )

    assert "只认定其中" in told(page)
    assert sorted(CapitalRecord.objects.values_list("amount_in_wan", flat=True)) == [Decimal(-40), Decimal(100)]


def test_a_waiver_is_asked_for_listed_and_approved(signed_in: SignIn) -> None:
    project, _ = waiting_clearance()
    client = signed_in(factories.clerk())
    gate = client.get(f"/projects/{project.pk}/gate/").context["gates"][0]
    address = next(line.waiver_href for line in gate.lines if line.label == "用地预审意见")

    page = client.get(address)
    client.post(address, {"valid_until": page.context["form"].fields["valid_until"].initial, "reason": "正在办理"})

    waiver = Waiver.objects.get()
    assert (waiver.event, waiver.code, waiver.slip.kind) == ("CLEAR", "paper_land_check", "waiver")
    assert [row.pk for row in client.get("/gates/waivers/").context["table"].rows] == [waiver.pk]
    slip = signed_in(factories.checker()).get(f"/approvals/{waiver.slip_id}/")
    assert "用地预审意见" in told(slip)
    assert client.get(f"/gates/waivers/new/{project.pk}/CLEAR/x/").status_code == 404


def test_the_bureau_writes_a_new_version_on_the_page(signed_in: SignIn) -> None:
    client, today = signed_in(factories.user("r03")), datetime.now(UTC).date()
    sent = {
        "valid_from": today.replace(year=today.year + 1).isoformat(),
        "basis": "示例办〔2026〕1号",
        "is_used": "on",
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "0",
        "rows-0-label": "营业执照",
        "rows-0-targets": ["DOCUMENT:LICENCE", "DOCUMENT:APPROVAL"],
        "rows-0-needs_number": "on",
        "rows-1-label": "",
    }

    answer = client.post("/gates/steps/LAND/BUILD/revise/", sent)

    row = GateVersion.objects.get().rows.get()
    assert answer.headers["Location"] == "/gates/steps/LAND/BUILD/"
    assert (row.label, row.needs_number, row.may_waive) == ("营业执照", True, False)
    assert [item.target for item in row.targets.all()] == ["LICENCE", "APPROVAL"]
    assert "第 1 版" in told(client.get("/gates/steps/LAND/BUILD/"))


def test_a_row_that_looks_at_nothing_comes_back(signed_in: SignIn) -> None:
    sent = {"valid_from": "2099-01-01", "basis": "纪要", "is_used": "on"}
    sent |= {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-label": "营业执照"}

    answer = signed_in(factories.user("r03")).post("/gates/steps/LAND/BUILD/revise/", sent)

    assert GateVersion.objects.count() == 0
    assert "请为这一行选择要查的内容" in told(answer)


def test_the_competence_is_settled_on_the_page(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r03"))
    sent = {"valid_from": "2099-01-01", "city_from_in_wan": "5000", "sample_percent": "10", "basis": "纪要"}

    client.post("/gates/competence/", sent)

    assert [(row.city_from_in_wan, row.sample_percent) for row in CompetenceRule.objects.all()] == [(5000, 10)]


def test_a_re_check_is_written_down_and_the_share_of_errors_shown(signed_in: SignIn) -> None:
    factories.signed_project()
    draw = draw_month(date(2023, 7, 1), actor=factories.user("r03"), at=datetime(2023, 8, 2, tzinfo=UTC))
    item, client = draw.items.get(), signed_in(factories.user("r03"))

    client.post(
        f"/gates/reviews/{item.pk}/", {"outcome": "FALSE", "checked_on": "2023-08-02", "finding": "现场没有项目"}
    )

    assert ReviewResult.objects.get().outcome == "FALSE"
    assert client.get("/gates/reviews/?month=2023-07").context["rate"].percent == Decimal(100)


def test_an_expansion_is_registered_from_its_parent(signed_in: SignIn) -> None:
    parent, client = lives.filled_project(), signed_in(factories.clerk())
    form = client.get(f"/projects/{parent.pk}/expansion/new/").context["form"]
    sent = {name: form.initial[name] for name in ("name", "kind", "currency", "negotiation_class", "unit", "investor")}

    answer = client.post(f"/projects/{parent.pk}/expansion/new/", sent | {"total_investment_in_wan": "300"})

    child = Project.objects.exclude(pk=parent.pk).get()
    assert (child.parent, child.kind, child.name) == (parent, "EXPANSION", f"{parent.name}增资扩产")
    assert answer.headers["Location"] == f"/projects/{child.pk}/gate/"
