"""The working-day calendar: what is published stands there, a missing year says so, a day is entered with its audit row."""

from datetime import date

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.orgs.models import CalendarDay
from luodi.base.orgs.selectors import work_calendar
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_year_shows_holidays_and_worked_weekends(signed_in):
    page = signed_in(factories.clerk()).get("/workdays/?year=2023").content.decode()

    assert "2023-10-01" in page
    assert "上班" in page


def test_a_year_without_days_says_that_weekends_count(signed_in):
    page = signed_in(factories.clerk()).get("/workdays/?year=2040").content.decode()

    assert "2040年的节假日还没有录入" in page


def test_the_system_administrator_enters_a_day_and_the_clocks_follow(signed_in):
    client = signed_in(factories.officer("sysadmin"))

    answer = client.post("/workdays/new/", {"day": "2040-10-01", "is_workday": "no", "name": "国庆节"})

    assert answer.status_code == 302
    assert work_calendar().is_workday(date(2040, 10, 1)) is False
    assert AuditEntry.objects.filter(action="orgs.calendar_set").count() == 1


def test_a_clerk_cannot_enter_a_day(signed_in):
    factories.district()
    before = CalendarDay.objects.count()

    answer = signed_in(factories.clerk()).post("/workdays/new/", {"day": "2040-10-01", "is_workday": "no", "name": ""})

    assert answer.status_code == 403
    assert CalendarDay.objects.count() == before
