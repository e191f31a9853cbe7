"""Monthly progress returns: one per project and month, locked, a new version only after a return; reminders once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.notices.models import Notice
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import ProgressReturn, Project
from luodi.domains.projects.rules.progress import due_on, months_owed
from luodi.domains.projects.selectors.progress import owed_for
from luodi.domains.projects.services.milestones import make_plan
from luodi.domains.projects.services.progress import ReturnValues, file_return, remind_of_returns
from tests import factories

SOUND = ReturnValues(Decimal(120), Decimal(15), "场地平整完成", "GREEN")


def planned() -> Project:
    made = factories.signed_project()
    make_plan(made, target_on=date(2025, 6, 30), actor=factories.clerk(), at=datetime(2023, 4, 3, 1, tzinfo=UTC))
    return made


def filed(
    project: Project, period: str = "2023-06", values: ReturnValues = SOUND, *, at: datetime = factories.AT
) -> ProgressReturn:
    return file_return(project, period=period, values=values, actor=factories.clerk(), at=at)


def test_a_months_return_is_due_on_the_5th_of_the_next() -> None:
    assert due_on(parse_period("2023-12")) == date(2024, 1, 5)


def test_returns_are_owed_from_the_month_of_the_plan_to_the_last_that_has_ended() -> None:
    assert [one.code for one in months_owed(date(2023, 4, 3), date(2023, 7, 1))] == ["2023-04", "2023-05", "2023-06"]
    assert [one.code for one in months_owed(date(2023, 4, 3), date(2023, 4, 30))] == []


@pytest.mark.django_db
def test_a_return_is_locked_once_filed_until_the_verifier_sends_it_back() -> None:
    project = planned()
    first = filed(project)
    with pytest.raises(BusinessError) as locked:
        filed(project)
    projects.decide(first.slip, "return", actor=factories.checker(), at=factories.AT, note="投资量与凭证不符")

    second = filed(project, values=ReturnValues(Decimal(100), Decimal(15), "场地平整完成", "GREEN"))

    assert locked.value.code == "progress.locked"
    assert (first.version, second.version) == (1, 2)
    assert ProgressReturn.objects.get(pk=first.pk).invested_in_wan == 120


@pytest.mark.django_db
def test_a_recognised_return_stays() -> None:
    project = planned()
    row = filed(project)
    factories.verified(row.slip)
    projects.decide(row.slip, "recognise", actor=factories.project_office(), at=factories.AT)

    with pytest.raises(BusinessError) as refused:
        filed(project)

    assert refused.value.code == "progress.locked"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "values", "code"),
    [
        ("2023-06", ReturnValues(Decimal(1), Decimal(1), "平场", "YELLOW"), "progress.reason"),
        ("2023-06", ReturnValues(Decimal(1), Decimal(1), "平场", "BLUE"), "progress.light"),
        ("2023-06", ReturnValues(Decimal(-1), Decimal(1), "平场", "GREEN"), "progress.amount"),
        ("2023-06", ReturnValues(Decimal(1), Decimal(101), "平场", "GREEN"), "progress.percent"),
        ("2023-06", ReturnValues(Decimal(1), Decimal(1), " ", "GREEN"), "progress.works"),
        ("2023-08", SOUND, "progress.future"),
        ("2023H1", SOUND, "progress.period"),
    ],
)
def test_a_return_that_says_too_little_or_too_much_is_refused(period: str, values: ReturnValues, code: str) -> None:
    project = planned()

    with pytest.raises(BusinessError) as refused:
        filed(project, period, values)

    assert refused.value.code == code
    assert ProgressReturn.objects.count() == 0


@pytest.mark.django_db
def test_work_that_goes_backwards_needs_a_reason() -> None:
    project = planned()
    filed(project, "2023-05", ReturnValues(Decimal(10), Decimal(30), "基础完成", "GREEN"))

    with pytest.raises(BusinessError) as refused:
        filed(project, "2023-06")
    filed(project, "2023-06", ReturnValues(Decimal(1), Decimal(25), "返工", "GREEN", "复测后核减"))

    assert refused.value.code == "progress.backwards"


@pytest.mark.django_db
def test_another_countys_clerk_files_nothing_here() -> None:
    with pytest.raises(NotVisible):
        file_return(planned(), period="2023-06", values=SOUND, actor=factories.clerk("QJ-W"), at=factories.AT)

    assert ProgressReturn.objects.count() == 0


@pytest.mark.django_db
def test_who_owes_what_for_a_month() -> None:
    owing, done = planned(), planned()
    factories.signed_project()
    filed(done)

    rows = owed_for(factories.clerk(), parse_period("2023-06"))

    assert [(one.project.pk, one.is_missing) for one in rows] == [(owing.pk, True), (done.pk, False)]
    assert owed_for(factories.clerk(), parse_period("2023-03")) == []


def told() -> list[str]:
    rows = Notice.objects.filter(recipient=factories.clerk(), code="milestones.progress_due").order_by("pk")
    return list(rows.values_list("title", flat=True))


@pytest.mark.django_db
def test_units_are_told_once_when_a_month_has_ended_and_once_when_it_is_overdue() -> None:
    planned()
    factories.clerk()

    for day in range(1, 29):
        remind_of_returns(at=datetime(2023, 5, day, 1, tzinfo=UTC))

    assert told() == [
        "2023年4月进度月报还有 1 份没有填报，请于 5 日前提交",
        "2023年4月进度月报还有 1 份没有填报，已过期限",
    ]


@pytest.mark.django_db
def test_missed_months_are_counted_in_the_next_message() -> None:
    planned()

    remind_of_returns(at=datetime(2023, 7, 20, 1, tzinfo=UTC))
    remind_of_returns(at=datetime(2023, 7, 21, 1, tzinfo=UTC))

    assert told() == ["2023年6月进度月报还有 1 份没有填报，已过期限；更早的还差 2 份"]


@pytest.mark.django_db
def test_nobody_is_told_when_everything_is_filed() -> None:
    project = planned()
    for period in ("2023-04", "2023-05", "2023-06"):
        filed(project, period)

    assert remind_of_returns(at=datetime(2023, 7, 20, 1, tzinfo=UTC)) == 0
