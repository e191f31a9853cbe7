"""What stands in the blocks of first pages: ages, own filings, silent units, exceptions at the cut-off, corrections, the masked log."""

from datetime import date, timedelta

import pytest

from luodi.across.insight import selectors as insight
from luodi.across.insight.selectors import LogSearch
from luodi.base.approvals.models import Slip
from luodi.base.core.errors import NotPermitted
from luodi.base.core.periods import Span, parse_period
from luodi.base.orgs.models import User
from luodi.domains.projects import services as projects
from luodi.domains.projects.services import EventSeed, ProjectSeed, ProjectValues
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 10)


def test_the_queue_counts_both_steps_and_says_how_long_the_oldest_has_waited() -> None:
    factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1))
    factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1), at=factories.AT + timedelta(days=3))
    factories.verified(factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip)

    work = insight.work(factories.project_office(), on=TODAY)

    assert (work.to_verify, work.to_recognise, work.longest_days) == (2, 1, 7)
    assert [one.days for one in work.oldest] == [7, 7, 4]


def test_own_filings_say_what_was_returned_and_which_fields_are_missing() -> None:
    project = factories.project(total=None)
    slip = factories.filed_event(project, "TALK", date(2023, 2, 1)).slip
    projects.decide(slip, "return", actor=factories.checker(), at=factories.AT, note="日期不对")

    filed = insight.filings(factories.clerk())

    assert (filed.returned_count, filed.filed, filed.is_clear) == (1, 0, False)
    assert [[spec.name for spec in one.fields] for one in filed.incomplete] == [
        ["content", "total_investment_in_wan", "contact_phone", "owner"]
    ]


def test_what_came_back_with_a_whole_batch_is_not_to_be_mended() -> None:
    by_hand = factories.filed_event(factories.project(), "TALK", date(2023, 2, 1)).slip
    seed = ProjectSeed(
        values=ProjectValues(name="导入项目", unit=factories.unit("QJ-E"), investor=factories.investor()),
        events=[EventSeed("SIGN", date(2023, 2, 1))],
    )
    place, clerk = factories.unit("QJ-E"), factories.clerk()
    projects.take_over([seed], batch="B1", title="台账", unit=place, filer=clerk, recogniser=None, at=factories.AT)
    imported = Slip.objects.latest("pk")
    for slip in (by_hand, imported):
        projects.decide(slip, "return", actor=factories.checker(), at=factories.AT, note="日期不对")

    standing, undone = insight.filings(clerk), insight.filings(clerk, undone=["B1"])

    assert ([slip.pk for slip in standing.returned], standing.returned_count) == ([imported.pk, by_hand.pk], 2)
    assert ([slip.pk for slip in undone.returned], undone.returned_count) == ([by_hand.pk], 1)


def test_a_clerk_is_not_asked_for_another_unit_s_projects() -> None:
    factories.project("QJ-W", total=None)

    assert insight.filings(factories.clerk("QJ-W")).incomplete_count == 1
    assert insight.filings(factories.clerk("QJ-E")).incomplete_count == 0


def test_units_that_filed_nothing_this_month_are_named_longest_silent_first() -> None:
    factories.clerk("QJ-W")
    factories.filed_event(factories.project("QJ-E"), "SIGN", date(2023, 2, 1))

    july, august = (insight.silent_units(factories.user("r03"), on=day) for day in (TODAY, date(2023, 8, 2)))

    assert [one.unit.code for one in july] == ["QJ-W"]
    assert [(one.unit.code, one.last_on) for one in august] == [("QJ-W", None), ("QJ-E", date(2023, 7, 3))]


def test_what_waits_in_the_bureau_is_counted_by_unit() -> None:
    factories.filed_event(factories.project("QJ-E"), "SIGN", date(2023, 2, 1))
    factories.verified(factories.filed_event(factories.project("QJ-E"), "SIGN", date(2023, 2, 1)).slip)

    (queue,) = insight.unit_queues(factories.user("r03"), on=TODAY)

    assert (queue.unit.code, queue.to_verify, queue.to_recognise, queue.oldest_days) == ("QJ-E", 1, 1, 7)


def test_overdue_starts_are_those_of_the_cut_off_not_of_today() -> None:
    factories.signed_project(on=date(2022, 3, 1), name="迟迟未开工")
    viewer, unit = factories.user("r01"), factories.unit("QJ")

    before, after = (insight.exceptions(viewer, unit=unit, period=parse_period(code)) for code in ("2023Q1", "2023H1"))

    assert (before.overdue_count, after.overdue_count) == (0, 1)
    assert [(one.project.name, one.due_on, one.days) for one in after.overdue] == [
        ("迟迟未开工", date(2023, 3, 31), 91)
    ]
    assert {figure.code: figure.value for figure in after.counts} == {"P11": "1", "P10": "1"}


def test_a_summary_reader_gets_counts_without_names() -> None:
    factories.signed_project(on=date(2022, 3, 1))

    found = insight.exceptions(factories.user("r21"), unit=None, period=parse_period("2023H1"))

    assert (found.overdue_count, {figure.code for figure in found.counts}) == (0, {"P11", "P10"})


def test_the_week_goes_back_to_the_last_recognition_when_nothing_happened_since() -> None:
    factories.signed_project()

    changes = insight.changes(factories.user("r25"), on=date(2023, 9, 1))

    assert (changes.span, changes.counts) == (Span(date(2023, 6, 27), date(2023, 7, 3)), [("签订正式合同", 1)])


def test_corrections_name_what_was_taken_out_why_and_by_whom() -> None:
    project = factories.signed_project()
    record = factories.recognised_capital(project, "100", date(2023, 3, 1))
    factories.reversed_capital(record, "40")

    found = insight.corrections(factories.user("r26"), span=Span(date(2023, 1, 1), TODAY))

    assert (found.events, found.capital) == (0, 1)
    assert [(one.what, one.reason, one.by) for one in found.latest] == [("冲减到位资金 -40 万元", "重复填报", "r05")]


def auditor_of_logs() -> User:
    """The audit administrator, who holds no business right."""
    return factories.officer("auditadmin")


def test_the_log_shows_no_business_name_to_whom_has_no_business_right() -> None:
    factories.signed_project(name="再生铝项目")
    viewer = auditor_of_logs()

    lines = insight.log_lines(viewer, insight.log_entries(viewer, LogSearch()))

    assert "再生铝" not in repr(lines)
    assert {line.subject for line in lines if line.action == "projects.opened"} == {"项目（业务内容不显示）"}
    assert [line.changes for line in lines if line.action == "projects.opened"] == [{}]
    assert "东县" in {line.subject for line in lines if line.action == "orgs.unit_made"}


def test_the_log_cannot_be_searched_for_a_business_name_that_is_not_shown() -> None:
    factories.signed_project(name="再生铝项目")

    assert list(insight.log_entries(auditor_of_logs(), LogSearch(word="再生铝"))) == []
    assert list(insight.log_entries(auditor_of_logs(), LogSearch(word="东县"))) != []


def test_the_log_is_closed_to_others() -> None:
    with pytest.raises(NotPermitted):
        insight.log_entries(factories.clerk(), LogSearch())


def test_the_state_of_accounts_holds_no_business_data() -> None:
    factories.clerk()

    health = insight.account_health(factories.officer("sysadmin"), on=factories.AT.date())

    assert (health.active, health.switched_off, health.without_role_count) == (4, 0, 0)
    with pytest.raises(NotPermitted):
        insight.account_health(factories.clerk(), on=TODAY)


def test_grants_that_run_out_soon_are_named() -> None:
    factories.clerk()

    health = insight.grant_health(factories.officer("secadmin"), on=factories.AT.date())

    assert (health.in_force, health.ending, [grant.role.code for grant in health.given][:1]) == (4, [], ["r09"])
