"""`luodi dispatch`, the weekly job and `luodi verify` over frozen lists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luodi.across.reports.models import DispatchVersion, WeekCall
from luodi.interfaces.jobs import schedule
from tests import factories
from tests.interfaces.cli.conftest import Run

pytestmark = pytest.mark.django_db


def test_a_list_that_was_never_frozen_is_shown_as_it_stands(run: Run) -> None:
    factories.signed_project(name="甲项目")

    answer = run("dispatch", "--period", "2023-06b", "--list", "unstarted", "--json")

    (told,) = answer.document["lists"]
    assert (answer.status, told["version"], told["count"]) == (0, None, 1)
    row = told["rows"][0]
    assert (row["project"], row["overdue_clock"], row["overdue_days"], row["colour"]) == ("甲项目", "落地", 60, "红")
    assert not DispatchVersion.objects.exists()


def test_freezing_makes_a_version_with_its_difference(run: Run) -> None:
    factories.signed_project(name="甲项目")
    run("dispatch", "--period", "2023-06a", "--freeze")

    answer = run("dispatch", "--period", "2023-06b", "--list", "unstarted", "--freeze", "--json")
    again = run("dispatch", "--period", "2023-06b", "--list", "unstarted", "--freeze", "--json")

    (told,) = answer.document["lists"]
    assert (told["version"], told["rows"][0]["listed_times"], told["rows"][0]["mark"]) == (1, 2, "有变化")
    assert again.document == answer.document
    assert len(told["sha256"]) == 64


def test_people_read_a_table(run: Run) -> None:
    factories.signed_project(name="甲项目")

    out = run("dispatch", "--period", "2023-06b", "--list", "unstarted").out

    assert "签约未开工：1 个项目（未定版）" in out
    assert "甲项目" in out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--period", "2023-06b", "--list", "nonsense"), 1, "reports.set_unknown"),
        (("--period", "2023Q2", "--freeze"), 1, "reports.period_kind"),
        (("--period", "2099-01a", "--freeze"), 1, "reports.period_open"),
        (("--list", "unstarted"), 2, "usage"),
    ],
)
def test_what_cannot_be_listed_is_refused(run: Run, words: tuple[str, ...], status: int, code: str) -> None:
    factories.district()

    answer = run("dispatch", *words, "--json")

    assert (answer.status, answer.document["error"]["code"]) == (status, code)
    assert not DispatchVersion.objects.exists()


def test_the_weekly_job_asks_for_the_week_that_has_ended_once() -> None:
    factories.district()

    assert schedule.call_weekly_returns() == "开启周统计 1 周"
    assert schedule.call_weekly_returns() == ""
    today = timezone.localdate()
    assert WeekCall.objects.get().first_on == today - timedelta(days=today.weekday() + 7)
