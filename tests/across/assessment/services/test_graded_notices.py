"""Graded notices out of closed quarters: two low ones in a row make exactly one draft; people send it, nothing deletes it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import PeriodClosing, Scheme, Snapshot, SnapshotScore
from luodi.across.assessment.rules.graded import Notice
from luodi.across.assessment.rules.ranks import LEAST_MEMBERS, places
from luodi.across.figures.models import PeriodLock
from luodi.base.audit.models import AuditEntry
from luodi.base.core.periods import parse_period
from luodi.base.notices.models import Notice as Message
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import merge_units
from luodi.domains.supervision import selectors as supervision
from luodi.domains.supervision import services as orders
from luodi.domains.supervision.models import Order, OrderStep
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, preset, signed
from tests.factories import AT, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
A1, A2, A3, A4, A5 = COUNTIES
GOOD_YEAR = {A1: 90, A2: 80, A3: 70, A4: 60, A5: 50}
CHANGED = {A1: 90, A2: 80, A3: 50, A4: 70, A5: 60}
"""丁县 is out of the low zone; 丙县 and 戊县 are in it."""


def kept(code: str, scores: Mapping[str, int], *, version: int = 1, scheme: Scheme | None = None) -> Snapshot:
    """A closed quarter whose snapshot holds these scores, placed as the ranking places them; all coloured blue."""
    period, of = parse_period(code), scheme or preset()
    row, _ = PeriodClosing.objects.get_or_create(
        period=code, defaults={"start": period.first, "end": period.last, "state": "CLOSED"}
    )
    at = AT + timedelta(days=version)
    by = {"recorded_by": operator(), "recorded_at": at}
    told = {"order_document": "示例府办〔2023〕9号", "reason": "补报"} if version > 1 else {}
    days = {"start": period.first, "end": period.last}
    lock = PeriodLock.objects.create(period=code, known_at=at, version=version, **days, **told, **by)
    made = Snapshot.objects.create(closing=row, lock=lock, version=version, sha256="0" * 64, **by)
    ranks = places({name: Fraction(score) for name, score in scores.items()}) if len(scores) >= LEAST_MEMBERS else {}
    for name, score in scores.items():
        SnapshotScore.objects.create(
            snapshot=made, scheme=of, unit=unit(name), score=str(score), rank=ranks.get(name), colour="蓝"
        )
    return made


def propose(at: datetime = AT) -> services.Proposed:
    return services.propose_accountability(at=at)


def drafts() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("source_key", flat=True))


def basis_steps() -> list[tuple[str, str]]:
    return list(OrderStep.objects.filter(key__startswith="basis:").order_by("pk").values_list("act", "note"))


@pytest.fixture
def city(db: None) -> list[Unit]:
    return counties()


@pytest.mark.usefixtures("city")
def test_two_low_quarters_in_a_row_make_exactly_one_draft_however_often_it_is_asked() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", {**GOOD_YEAR, A4: 75})

    first = propose()
    audited, told = AuditEntry.objects.count(), Message.objects.count()
    again = [propose(AT + timedelta(days=day)) for day in (0, 1, 30)]

    assert (first.drafted, drafts()) == (1, [f"ranking:2023Q2:{A5}"])
    assert str(first) == "起草问责建议单 1 件"
    assert [str(one) for one in again] == ["", "", ""]
    assert (AuditEntry.objects.count(), Message.objects.count()) == (audited, told)
    made = Order.objects.get()
    assert (made.kind, made.source, made.state, made.number) == ("ACCOUNT", "RANKING", "DRAFT", "")
    assert (made.unit.code, made.issuer.code) == (A5, "QJ")
    assert made.drafted_by == operator()
    assert "2023年第一季度第5名（5个单位），50.00分，蓝，靠后（快照第1版）" in made.text
    assert made.basis.startswith("2023年第一季度第1版、2023年第二季度第1版结账快照；招商引资考核（预置方案）第1版")


@pytest.mark.usefixtures("city")
def test_a_draft_that_people_discarded_does_not_come_back() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", {**GOOD_YEAR, A4: 75})
    propose()

    orders.take_step(Order.objects.get(), "discard", actor=user("r25"), at=AT, said=orders.Said(note="另行约谈"))

    assert (propose().drafted, Order.objects.count()) == (0, 1)


@pytest.mark.usefixtures("city")
def test_one_low_quarter_or_two_with_a_better_one_between_make_none() -> None:
    kept("2023Q1", GOOD_YEAR)
    assert propose().drafted == 0

    kept("2023Q2", {A1: 50, A2: 60, A3: 70, A4: 80, A5: 90})
    kept("2023Q3", GOOD_YEAR)

    assert (propose().drafted, drafts()) == (0, [])
    levels = {one.unit.code: one.level for one in selectors.graded_notices(operator(), parse_period("2023Q3"))}
    assert levels == {A4: Notice.TALK, A5: Notice.TALK}


@pytest.mark.usefixtures("city")
def test_a_run_goes_on_over_the_turn_of_the_year_also_under_a_new_scheme() -> None:
    new = Scheme.objects.create(
        code="Y2024", group="G1a", version=1, name="2024年考核办法", unit=unit("QJ"), year=2024, state="IN_FORCE",
        valid_from=date(2024, 1, 1), missing="spread", colour_mode="score", made_by=operator(), made_at=AT,
        adopted_by=operator(), adopted_at=AT,
    )  # fmt: skip
    kept("2023Q4", GOOD_YEAR)
    kept("2024Q1", GOOD_YEAR, scheme=new)

    assert propose().drafted == 2

    assert drafts() == [f"ranking:2024Q1:{A4}", f"ranking:2024Q1:{A5}"]
    assert "2023年第四季度第5名" in Order.objects.get(unit__code=A5).text
    assert "2024年考核办法第1版" in Order.objects.get(unit__code=A5).basis


@pytest.mark.usefixtures("city")
def test_a_quarter_that_was_not_closed_breaks_the_run() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q3", GOOD_YEAR)

    assert propose().drafted == 0


@pytest.mark.usefixtures("city")
def test_who_shares_a_place_with_somebody_above_the_zone_is_not_low() -> None:
    tied = {A1: 90, A2: 80, A3: 60, A4: 60, A5: 50}
    kept("2023Q1", tied)
    kept("2023Q2", tied)

    propose()

    assert drafts() == [f"ranking:2023Q2:{A5}"]


@pytest.mark.usefixtures("city")
def test_all_who_share_the_last_place_of_the_zone_are_low() -> None:
    tied = {A1: 90, A2: 80, A3: 70, A4: 60, A5: 60}
    kept("2023Q1", tied)
    kept("2023Q2", tied)

    propose()

    assert drafts() == [f"ranking:2023Q2:{A4}", f"ranking:2023Q2:{A5}"]


@pytest.mark.usefixtures("city")
def test_a_group_of_less_than_four_is_not_ranked_and_nobody_is_low() -> None:
    three = {A1: 90, A2: 80, A3: 10}
    kept("2023Q1", three)
    kept("2023Q2", three)

    assert propose().drafted == 0
    assert selectors.graded_notices(operator(), parse_period("2023Q2")) == []


@pytest.mark.usefixtures("city")
def test_a_restatement_that_lifts_a_unit_marks_its_draft_and_keeps_it() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    propose()
    fourth, fifth = Order.objects.get(unit__code=A4), Order.objects.get(unit__code=A5)
    office = user("r25")

    kept("2023Q1", CHANGED, version=2)
    done = propose(AT + timedelta(days=9))
    again = propose(AT + timedelta(days=10))

    assert str(done) == "依据消失 1 件、核对依据 1 件"
    assert str(again) == ""
    fourth.refresh_from_db()
    fifth.refresh_from_db()
    assert (fourth.state, fourth.is_basis_gone, fifth.is_basis_gone) == ("DRAFT", True, False)
    act, note = basis_steps()[-2]
    assert act == "basis_gone"
    assert "2023年第一季度第3名（5个单位），70.00分，蓝（快照第2版）；2023年第二季度第4名" in note
    assert Message.objects.filter(recipient=office, code="supervision.basis_changed").count() == 1
    with refused("orders.basis_gone"):
        orders.issue_order(fourth, actor=office, at=AT, due_on=date(2023, 7, 31))
    assert supervision.step_differences()[1] == []
    listed = {one.unit.code: (one.level, one.order) for one in selectors.graded_notices(office, parse_period("2023Q2"))}
    assert listed == {A4: (Notice.CIRCULAR, fourth), A5: (Notice.ACCOUNT, fifth)}


@pytest.mark.usefixtures("city")
def test_a_basis_that_comes_back_is_written_down_and_makes_no_second_draft() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    propose()

    for version, scores in ((2, CHANGED), (3, GOOD_YEAR)):
        kept("2023Q1", scores, version=version)
        propose(AT + timedelta(days=version))

    order = Order.objects.get(unit__code=A4)
    acts = order.steps.filter(key__startswith="basis:").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["basis_stands", "basis_gone", "basis_stands"]
    assert (order.is_basis_gone, Order.objects.count()) == (False, 2)


@pytest.mark.usefixtures("city")
def test_a_restatement_that_newly_makes_a_unit_low_twice_drafts_for_it() -> None:
    kept("2023Q1", CHANGED)
    kept("2023Q2", GOOD_YEAR)
    propose()
    assert drafts() == [f"ranking:2023Q2:{A5}"]

    kept("2023Q1", GOOD_YEAR, version=2)
    propose()

    assert sorted(drafts()) == [f"ranking:2023Q2:{A4}", f"ranking:2023Q2:{A5}"]


@pytest.mark.usefixtures("city")
def test_a_unit_that_a_restatement_no_longer_judges_loses_its_basis() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    propose()

    kept("2023Q2", {name: score for name, score in GOOD_YEAR.items() if name != A5}, version=2)
    propose()

    order = Order.objects.get(unit__code=A5)
    assert order.is_basis_gone
    assert order.steps.last().note.startswith("2023年第二季度快照第2版没有该单位的考核结果")  # type: ignore[union-attr]


@pytest.mark.usefixtures("city")
def test_a_dissolved_unit_gets_no_draft() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    merge_units(unit(A5), into=unit(A1), on=date(2023, 7, 1), actor=operator(), at=AT, reason="区划调整")

    propose()

    assert drafts() == [f"ranking:2023Q2:{A4}"]


@pytest.mark.usefixtures("city")
def test_a_county_reads_its_own_notice_and_no_other() -> None:
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    propose()
    period = parse_period("2023Q2")

    def seen(code: str) -> list[tuple[str, Order | None]]:
        viewer = factories.clerk(code)
        return [(one.unit.code, one.order) for one in selectors.graded_notices(viewer, period)]

    assert seen(A4) == [(A4, None)]
    assert seen(A5) == [(A5, None)]
    assert seen(A1) == []


def quarter_closed(code: str) -> Snapshot:
    at = AT + timedelta(days=30)
    return services.close_at_once(parse_period(code), actor=factories.statistics_office(), at=at)


def low_counties() -> None:
    """Targets of 10 contracts each; 甲 to 丙 sign many, 丁 and 戊 few, in both quarters."""
    for row in counties():
        aim(row, "10")
    for day in (date(2023, 2, 1), date(2023, 5, 8)):
        for code, number in zip(COUNTIES, (5, 4, 3, 2, 1), strict=True):
            signed(code, number, on=day)


def test_t002_closing_two_quarters_in_which_two_counties_are_low_drafts_one_order_for_each() -> None:
    low_counties()

    quarter_closed("2023Q1")
    assert drafts() == []
    quarter_closed("2023Q2")

    assert drafts() == [f"ranking:2023Q2:{A4}", f"ranking:2023Q2:{A5}"]
    assert propose(AT + timedelta(days=60)).drafted == 0


def test_t002_restating_the_first_quarter_takes_the_basis_from_the_county_that_rose() -> None:
    low_counties()
    quarter_closed("2023Q1")
    quarter_closed("2023Q2")
    later = AT + timedelta(days=40)
    for _ in range(3):
        factories.signed_project(A4, on=date(2023, 2, 1), at=later)

    services.restate_closing(
        parse_period("2023Q1"),
        order_document="示例府办〔2023〕9号",
        reason="补报三个签约项目",
        actor=user("r03"),
        at=AT + timedelta(days=50),
    )

    gone = {row.unit.code: row.is_basis_gone for row in Order.objects.select_related("unit")}
    assert gone[A4]
    assert not gone[A5]
    assert Order.objects.filter(state="DRAFT").count() == Order.objects.count()
