"""The sweep tells everything once: run twice, run every night, or after nights on which nobody looked."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from luodi.across.lifecycle.models import ClockMark
from luodi.across.lifecycle.rules.clocks_days import Mark, marks_passed
from luodi.across.lifecycle.selectors.clocks_records import proposals
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.base.notices.models import Notice
from luodi.domains.projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db

BEGAN, DUE = date(2023, 1, 31), date(2023, 4, 30)


def night(day: date) -> datetime:
    """Three in the morning in Shanghai."""
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC) - timedelta(hours=8)


def talking() -> Project:
    """A project whose talks are due on 30 April 2023, with its clerk and verifier."""
    made = factories.project()
    factories.recognised_event(made, "TALK", BEGAN)
    return made


def told() -> list[str]:
    """The clock notices of the clerk, in order."""
    rows = Notice.objects.filter(recipient=factories.clerk(), code="clocks.due").order_by("pk")
    return list(rows.values_list("title", flat=True))


def marks() -> list[str]:
    """The marks put down, in order."""
    return list(ClockMark.objects.filter(code="TALKS").order_by("pk").values_list("mark", flat=True))


def test_every_night_of_half_a_year_tells_each_mark_exactly_once() -> None:
    talking()

    for number in range(1, 180):
        remind(at=night(BEGAN + timedelta(days=number)))

    assert marks() == ["TWO_THIRDS", "EARLY", "OVERDUE", "ORANGE", "RED"]
    assert len(told()) == 5
    assert "剩 29 天" in told()[0]
    assert "超期 1 天" in told()[2]


def test_the_same_night_twice_tells_nothing_twice() -> None:
    talking()

    first, second = remind(at=night(DUE + timedelta(days=1))), remind(at=night(DUE + timedelta(days=1)))

    assert (len(first), second, len(told())) == (1, [], 1)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_nights_are_missed_the_next_look_tells_where_the_clock_stands(seed: int) -> None:
    talking()
    draw = Random(seed)
    nights = sorted(draw.sample(range(1, 200), 12))

    for number in nights:
        on = BEGAN + timedelta(days=number)
        before = len(told())
        remind(at=night(on))
        passed = marks_passed(BEGAN, DUE, on)

        # The highest mark passed has been told by now, and by this look at most one notice was sent.
        assert not passed or passed[-1] in marks()
        assert len(told()) - before <= 1
    assert len(marks()) == len(set(marks()))
    proposed = [mark for mark in marks_passed(BEGAN, DUE, on) if mark in {Mark.ORANGE, Mark.RED}]
    assert [mark for mark in marks() if mark in {"ORANGE", "RED"}] == proposed


def test_a_gap_over_both_proposals_puts_both_down_and_tells_the_later() -> None:
    talking()

    remind(at=night(DUE + timedelta(days=200)))

    assert marks() == ["ORANGE", "RED"]
    assert len(told()) == 1
    assert [one.proposed for one in proposals(factories.user("r03"), DUE + timedelta(days=200))] == ["移出在谈、转流失"]


def test_the_verifier_hears_from_overdue_on_and_who_decides_from_orange_on() -> None:
    talking()
    checker, chief = factories.checker(), factories.user("r03")

    def heard(person: object) -> int:
        return Notice.objects.filter(recipient=person, code="clocks.due").count()

    remind(at=night(DUE - timedelta(days=10)))
    assert (heard(checker), heard(chief)) == (0, 0)
    remind(at=night(DUE + timedelta(days=1)))
    assert (heard(checker), heard(chief)) == (1, 0)
    remind(at=night(DUE + timedelta(days=30)))
    assert (heard(checker), heard(chief)) == (2, 1)


def test_nobody_of_another_county_hears_of_it() -> None:
    talking()
    stranger = factories.clerk("QJ-W")

    remind(at=night(DUE + timedelta(days=1)))

    assert not Notice.objects.filter(recipient=stranger, code="clocks.due").exists()


def test_many_marks_in_one_look_reach_a_person_as_one_message() -> None:
    for _ in range(7):
        talking()

    remind(at=night(DUE + timedelta(days=1)))

    assert ClockMark.objects.count() == 7
    assert told() == ["时限：7 项新到提醒，其中超期 7 项，请逐项办理"]


def test_what_is_signed_or_waits_for_recognition_is_not_reminded_of() -> None:
    signed, waiting = talking(), talking()
    factories.recognised_event(signed, "SIGN", date(2023, 4, 20))
    factories.filed_event(waiting, "SIGN", date(2023, 4, 20))

    remind(at=night(DUE + timedelta(days=1)))

    assert marks() == []


def test_the_sweep_of_an_empty_instance_tells_nothing() -> None:
    factories.district()

    assert remind(at=night(DUE)) == []
