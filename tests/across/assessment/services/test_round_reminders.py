"""Reminders of rounds: on the last two working days to who has not confirmed, after a stretch to the office; each once."""

from datetime import timedelta

import pytest

from luodi.across.assessment import services
from luodi.base.notices.models import Notice
from tests.across.assessment import rounds_in as rounds
from tests.factories import AT, unit, user

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = AT + timedelta(days=4), AT + timedelta(days=7)
"""The last two working days of the self-check, which runs to Monday 2023-07-10."""


def told(code: str, person: str) -> list[str]:
    rows = Notice.objects.filter(code=code, recipient__username=person).order_by("pk")
    return list(rows.values_list("title", flat=True))


def test_who_has_not_confirmed_is_reminded_once_before_the_last_day() -> None:
    rounds.city()
    for code in ("QJ-A1", "QJ-A2"):
        rounds.leader_of(code)
    made = services.start_round("STD", period=rounds.PERIOD, actor=user("r07"), at=AT)
    services.open_self_check(made, actor=user("r07"), at=AT)
    services.confirm_scores(made, unit("QJ-A1"), actor=rounds.leader_of("QJ-A1"), at=rounds.CHECKED_AT)

    assert services.remind_rounds(at=rounds.CHECKED_AT) == 0
    first = services.remind_rounds(at=FRIDAY)
    again = services.remind_rounds(at=MONDAY)

    assert (first > 0, again) == (True, 0)
    assert len(told("assessment.self_check", "r11.qj-a1")) == 1
    assert told("assessment.self_check", "r11.qj-a2")[1:] == [
        "2023年第二季度考核自查将于 2023-07-10 截止，本单位还没有确认"
    ]


def test_the_office_is_told_once_that_a_stretch_is_over() -> None:
    made = rounds.in_self_check()

    services.remind_rounds(at=rounds.DRAWN_AT)
    services.remind_rounds(at=rounds.PUBLIC_AT)
    assert told("assessment.stretch_over", "r07.qj") == ["2023年第二季度考核自查已于 2023-07-10 期满，请办理下一步"]
    rounds.in_publicity(made)
    assert services.remind_rounds(at=rounds.PUBLIC_AT) == 0
    services.remind_rounds(at=rounds.FINAL_AT)

    assert told("assessment.stretch_over", "r03.qj") == ["2023年第二季度考核公示已于 2023-07-19 期满，请办理下一步"]
