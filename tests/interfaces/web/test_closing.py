"""The pages of the close: from what waits to the differences of a closed period."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.assessment import services
from luodi.across.assessment.models import PeriodClosing, Snapshot
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from tests import factories

pytestmark = pytest.mark.django_db
JUNE = parse_period("2023-06")


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_shows_the_periods_that_are_over_and_leads_to_each() -> None:
    factories.signed_project()

    page = text(seen_by(factories.clerk()), "/closing/?year=2023")

    assert page.count("未结账") == 19
    assert "/closing/2023H1/" in page
    assert "/closing/2022/" not in page


def test_what_waits_stands_on_the_page_and_closing_goes_step_by_step() -> None:
    factories.filed_event(factories.signed_project(), "START", date(2023, 6, 20))
    office = seen_by(factories.statistics_office())

    page = text(office, "/closing/2023-06/")
    assert "东县" in page
    assert "开始结账" in page
    office.post("/closing/2023-06/act/", {"step": "start"})
    page = text(office, "/closing/2023-06/")
    assert "请先办理" in page
    assert "强制结账</button>" not in page

    assert office.post("/closing/2023-06/act/", {"step": "close"}).status_code == 409
    chief = seen_by(factories.user("r03"))
    assert "强制结账</button>" in text(chief, "/closing/2023-06/")
    answer = chief.post("/closing/2023-06/act/", {"step": "close", "reason": "省里要求先报"})
    assert answer.status_code == 302
    assert PeriodClosing.objects.get().state == "CLOSED"
    assert "省里要求先报" in text(chief, "/closing/2023-06/")


def test_a_close_begun_by_mistake_is_taken_back() -> None:
    office = seen_by(factories.statistics_office())

    office.post("/closing/2023-06/act/", {"step": "start"})
    office.post("/closing/2023-06/act/", {"step": "cancel"})

    assert PeriodClosing.objects.get().state == "OPEN"


def test_published_values_stand_there_by_unit_and_version() -> None:
    factories.signed_project(on=date(2023, 6, 10))
    services.close_at_once(JUNE, actor=factories.statistics_office(), at=timezone.now())

    page = text(seen_by(factories.clerk()), "/closing/2023-06/values/?unit=QJ-E&version=1")

    assert "新签正式合同项目数" in page
    assert "第1版" in page
    workbook = seen_by(factories.clerk()).get("/closing/2023-06/values/export/?unit=QJ-E")
    assert workbook["Content-Type"].endswith("spreadsheetml.sheet")
    text(seen_by(factories.clerk()), "/closing/2023-05/values/", status=404)


def test_differences_are_listed_and_exported() -> None:
    services_at = timezone.now()
    factories.district()
    services.close_at_once(JUNE, actor=factories.statistics_office(), at=services_at)
    late = factories.signed_project(on=date(2023, 6, 12), at=timezone.now(), name="迟到的项目")
    clerk = seen_by(factories.clerk())

    page = text(clerk, "/closing/2023-06/corrections/")

    assert late.name in page
    assert "补计" in page
    assert clerk.get("/closing/2023-06/corrections/export/").status_code == 200
    assert "没有差异" in text(seen_by(factories.clerk("QJ-W")), "/closing/2023-06/corrections/")
    text(clerk, "/closing/2023-05/corrections/", status=409)


def test_restating_asks_for_the_order_and_makes_a_version() -> None:
    factories.district()
    services.close_at_once(JUNE, actor=factories.statistics_office(), at=timezone.now())
    chief = seen_by(factories.user("r03"))

    assert chief.post("/closing/2023-06/restate/", {"order_document": "", "reason": "漏报"}).status_code == 422
    answer = chief.post("/closing/2023-06/restate/", {"order_document": "招领〔2023〕8号", "reason": "漏报"})

    assert answer.status_code == 302
    assert [one.version for one in Snapshot.objects.order_by("version")] == [1, 2]
    assert "招领〔2023〕8号" in text(chief, "/closing/2023-06/")


def test_a_word_that_is_no_period_is_not_found() -> None:
    factories.district()

    text(seen_by(factories.clerk()), "/closing/2023-06a/", status=404)
