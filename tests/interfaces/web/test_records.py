"""Trips, activities, unit shares, rates, later documents and mergers as people use their pages."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.domains.investors.models import Activity, Trip
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import ExchangeRate, ShareProposal
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def district() -> None:
    """The district of the tests."""
    factories.district()


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("外出报告.pdf", b"%PDF-1.7 report")


def trip_words(**more: object) -> dict[str, object]:
    return {
        "unit": "QJ-E",
        "left_on": "2023-05-08",
        "returned_on": "2023-05-10",
        "place": "深圳",
        "met": "华兴电子有限公司\n\n示例食品有限公司\n华兴电子有限公司",
        "notes": "达成意向",
        **more,
    }


def test_a_trip_is_filed_with_leader_companies_and_report(signed_in: SignIn) -> None:
    leader = orgs.make_person(
        name="王县长", unit=factories.unit("QJ-E"), is_leader=True, actor=operator(), at=factories.AT
    )
    client = signed_in(factories.clerk())

    answer = client.post("/investors/trips/new/", trip_words(leader=leader.pk, evidence=[pdf()]))

    made = Trip.objects.get()
    assert answer.headers["Location"] == f"/investors/trips/{made.pk}/"
    assert (made.is_led, made.contacts.count(), made.evidence.get().name) == (True, 2, "外出报告.pdf")
    page = client.get(answer.headers["Location"]).content.decode()
    assert all(word in page for word in ("王县长", "示例食品有限公司", "外出报告.pdf", "达成意向"))


def test_a_trip_is_corrected_by_a_new_one_that_keeps_the_documents(signed_in: SignIn) -> None:
    old = factories.trip(evidence=[factories.attachment()])
    client = signed_in(factories.clerk())

    client.post(f"/investors/trips/{old.pk}/correct/", trip_words(place="东莞", reason="目的地填错"))

    new = Trip.objects.get(reverses=None, withdrawal=None)
    assert (new.place, new.evidence.count(), old.withdrawal.notes) == ("东莞", 1, "更正：目的地填错")
    listed = client.get("/investors/trips/").content.decode()
    assert ("已撤回" in listed, "东莞" in listed) == (True, True)


def test_an_activity_page_lists_its_signings_and_other_editions(signed_in: SignIn) -> None:
    fair = factories.activity()
    row = factories.project(name="甲项目")
    client = signed_in(factories.clerk())
    projects.file_event(
        row,
        event="SIGN",
        occurred_on=fair.held_on,
        occasion=fair,
        amount_in_wan=Decimal(1000),
        actor=factories.clerk(),
        at=factories.AT,
    )
    words = {"unit": "QJ-E", "name": fair.name, "edition": "第四届", "held_on": "2023-06-01", "is_fair": "on"}
    client.post("/investors/activities/new/", words)

    page = client.get(f"/investors/activities/{fair.pk}/").content.decode()

    assert all(word in page for word in ("甲项目", "1,000", "待审核", "第四届"))
    refused = client.post(f"/investors/activities/{fair.pk}/withdraw/", {"reason": "登记错了"})
    assert (refused.status_code, Activity.objects.count()) == (422, 2)


def test_attendance_is_corrected_on_the_activitys_page(signed_in: SignIn) -> None:
    fair, client = factories.activity(), signed_in(factories.clerk())
    words = {"companies_attending": "86", "projects_proposed": "42", "reason": "签到表核对"}

    client.post(f"/investors/activities/{fair.pk}/attendance/", words)
    again = client.post(f"/investors/activities/{fair.pk}/attendance/", words)

    page = client.get(f"/investors/activities/{fair.pk}/").content.decode()
    assert all(word in page for word in ("86 家", "42 个", "签到表核对", "最初登记"))
    assert (again.status_code, fair.attendance_corrections.count()) == (422, 1)
    assert "86" in client.get("/investors/activities/").content.decode()


def test_a_slip_about_shares_lists_units_with_their_percents_now_and_then(signed_in: SignIn) -> None:
    row = factories.project()
    asked = {factories.unit("QJ-E"): Decimal(60), factories.unit("QJ-W"): Decimal(40)}
    made = projects.propose_shares(
        row, asked, valid_from=date(2023, 6, 1), actor=factories.clerk(), at=factories.AT, basis="联合招商备忘"
    )
    client = signed_in(factories.checker())

    page = client.get(f"/approvals/{made.slip.pk}/").content.decode()
    beside = client.get(f"/approvals/{made.slip.pk}/beside/").content.decode()

    for text in (page, beside):
        assert all(word in text for word in ("联合招商备忘", "2023-06-01", "东县", "西县", ">100<", ">60<", ">40<"))
        assert "该事项没有具体事实" not in text


def test_shares_are_asked_for_by_unit_names_and_shown_while_they_wait(signed_in: SignIn) -> None:
    row, client = factories.project(), signed_in(factories.clerk())
    words = {"unit_1": "东县", "share_1": "60", "unit_2": "QJ-W", "share_2": "40", "role": "PROMOTE"}
    words |= {"valid_from": "2023-06-01", "basis": "联合招商备忘"}

    wrong = client.post(f"/projects/{row.pk}/shares/new/", {**words, "unit_2": "南县"})
    short = client.post(f"/projects/{row.pk}/shares/new/", {**words, "share_2": "30"})
    done = client.post(f"/projects/{row.pk}/shares/new/", words)

    assert (wrong.status_code, short.status_code, done.status_code) == (422, 422, 302)
    assert "合计 90" in short.content.decode()
    lines = ShareProposal.objects.get().lines.values_list("unit__code", "share_percent")
    assert set(lines) == {("QJ-E", Decimal(60)), ("QJ-W", Decimal(40))}
    page = client.get(f"/projects/{row.pk}/shares/").content.decode()
    assert all(word in page for word in ("联合招商备忘", "待审核", "登记起", "现行"))


def test_a_rate_is_entered_superseded_and_exported(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    words = {"currency": "USD", "day": "2023-03-01", "rate": "6.9400", "source": "中国人民银行"}

    client.post("/rates/new/", words)
    silent = client.post("/rates/new/", {**words, "rate": "6.9410"})
    client.post("/rates/new/", {**words, "rate": "6.9410", "reason": "录入时看错一位"})

    assert (silent.status_code, ExchangeRate.objects.count()) == (422, 2)
    page = client.get("/rates/?currency=USD").content.decode()
    assert all(word in page for word in ("6.9410", "6.9400", "已被取代", "录入时看错一位"))
    assert client.get("/rates/export/").headers["Content-Type"].endswith("sheet")
    assert signed_in(factories.clerk()).get("/rates/new/").status_code == 403


def test_a_document_is_added_to_an_event_later_and_shown_as_such(signed_in: SignIn) -> None:
    event = factories.recognised_event(factories.project(), "SIGN", date(2023, 2, 1))
    client, base = signed_in(factories.clerk()), f"/projects/{event.project_id}"

    client.post(f"{base}/progress/{event.pk}/evidence/", {"evidence": [pdf()]})

    page = client.get(f"{base}/progress/").content.decode()
    assert ("外出报告.pdf" in page, "补充于" in page) == (True, True)
    assert "外出报告.pdf" in client.get(f"{base}/files/").content.decode()


def test_a_merger_is_shown_before_it_is_done(signed_in: SignIn) -> None:
    factories.signed_project("QJ-W")
    client = signed_in(factories.officer("sysadmin"))
    words = {"into": "QJ-E", "on": "2023-07-01", "reason": "区划调整"}

    first = client.post("/units/QJ-W/merge/", words)

    assert first.status_code == 200
    assert "撤并后会怎样" in first.content.decode()
    assert Unit.objects.get(code="QJ-W").active_to is None
    seen = first.context["form"]["seen"].value()
    other = client.post("/units/QJ-W/merge/", {**words, "on": "2023-07-02", "seen": seen})
    assert (other.status_code, Unit.objects.get(code="QJ-W").active_to) == (200, None)
    done = client.post("/units/QJ-W/merge/", {**words, "seen": seen})
    assert (done.status_code, Unit.objects.get(code="QJ-W").merged_into) == (302, factories.unit("QJ-E"))


def test_the_investors_of_another_county_are_not_listed_found_or_opened(signed_in: SignIn) -> None:
    company = factories.project().investor
    assert company is not None
    client = signed_in(factories.clerk("QJ-W"))

    assert company.name not in client.get("/investors/").content.decode()
    assert company.name not in client.get("/search/?q=华兴").content.decode()
    assert client.get(f"/investors/{company.pk}/").status_code == 404
