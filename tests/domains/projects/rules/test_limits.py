"""What facts may say: order of days, side events, capital, amounts."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.core.errors import BusinessError
from luodi.domains.projects import rules
from luodi.domains.projects.rules import Event, SideStatus, Stage

TODAY = date(2023, 7, 3)
SIGNED = date(2023, 2, 1)
LIFE = {Event.TALK: date(2022, 11, 1), Event.SIGN: SIGNED, Event.LAND: date(2023, 3, 1), Event.START: date(2023, 5, 1)}


def code_of(refused: pytest.ExceptionInfo[BusinessError]) -> str:
    return refused.value.code


@pytest.mark.parametrize(
    ("event", "day", "code"),
    [
        ("COMPLETE", TODAY, None),
        ("COMPLETE", date(2023, 7, 4), "events.future"),
        ("TERMINATE", date(2023, 7, 4), "events.future"),
        ("PREPARE", date(2023, 1, 31), "events.before_signing"),
        ("PREPARE", SIGNED, None),
        ("PREPARE", date(2023, 3, 2), "events.order"),
        ("COMPLETE", date(2023, 4, 30), "events.order"),
        ("COMPLETE", date(2023, 5, 1), None),
        ("FRAMEWORK", date(2023, 2, 2), "events.order"),
        ("FRAMEWORK", date(2022, 10, 31), "events.order"),
        ("FRAMEWORK", date(2022, 12, 1), None),
        ("HOLD", date(2020, 1, 1), None),
    ],
)
def test_days_stand_in_order(event: str, day: date, code: str | None) -> None:
    if code is None:
        rules.require_event_in_order(event, day, LIFE, today=TODAY)
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_event_in_order(event, day, LIFE, today=TODAY)
    assert code_of(refused) == code


@pytest.mark.parametrize("event", ["PREPARE", "LAND", "START", "COMPLETE", "PRODUCE", "FULL"])
def test_what_follows_the_signing_needs_one(event: str) -> None:
    with pytest.raises(BusinessError) as refused:
        rules.require_event_in_order(event, TODAY, {Event.TALK: SIGNED}, today=TODAY)

    assert code_of(refused) == "events.unsigned"


@pytest.mark.parametrize("event", ["LEAD", "TALK", "CLEAR", "FRAMEWORK", "SIGN"])
def test_what_comes_before_the_signing_needs_none(event: str) -> None:
    rules.require_event_in_order(event, TODAY, {}, today=TODAY)


# domain/04 §4.3, table of side statuses, column "Allowed from".
ALLOWED_FROM = {
    "HOLD": ("ST10", "ST20", "ST25", "ST30", "ST40", "ST45", "ST50"),
    "SUSPEND": ("ST60",),
    "TERMINATE": ("ST30", "ST40", "ST45", "ST50", "ST60", "ST70", "ST80"),
    "RETURN": ("ST40", "ST45", "ST50", "ST60", "ST70", "ST80"),
    "REPLACE": ("ST40", "ST45", "ST50", "ST60"),
    "LOSE": ("ST10", "ST20", "ST25", "ST30"),
    "TRANSFER": ("ST10", "ST20", "ST25", "ST30", "ST40", "ST45", "ST50"),
    "MERGE": tuple(stage.value for stage in Stage),
}


@pytest.mark.parametrize("event", list(ALLOWED_FROM))
@pytest.mark.parametrize("stage", [stage.value for stage in Stage])
def test_a_side_event_comes_only_from_its_stages(event: str, stage: str) -> None:
    if stage in ALLOWED_FROM[event]:
        rules.require_side_allowed(event, stage=stage, side_status="NORMAL")
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_side_allowed(event, stage=stage, side_status="NORMAL")
    assert code_of(refused) == ("events.suspend" if event == "SUSPEND" and stage < "ST60" else "events.stage")


@pytest.mark.parametrize("side", [side.value for side in SideStatus])
def test_only_what_stands_still_is_resumed(side: str) -> None:
    if side in {"ON_HOLD", "SUSPENDED", "TRANSFERRED"}:
        rules.require_side_allowed("RESUME", stage="ST60", side_status=side)
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_side_allowed("RESUME", stage="ST60", side_status=side)
    assert code_of(refused) == "events.resume"


@pytest.mark.parametrize("side", [side.value for side in SideStatus])
@pytest.mark.parametrize(("day", "later"), [(date(2023, 6, 1), False), (date(2023, 6, 2), True)])
def test_after_the_end_nothing_more_happens_but_what_came_before_may_be_told_late(
    side: str, day: date, later: bool
) -> None:
    ended = side in {"TERMINATED", "REPLACED", "LOST", "MERGED"}

    if not (ended and later):
        rules.require_not_ended("START", day, side_status=side, side_since=date(2023, 6, 1))
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_not_ended("START", day, side_status=side, side_since=date(2023, 6, 1))
    assert code_of(refused) == "events.ended"


SOUND = {
    "amount_in_wan": Decimal(100),
    "already_in_wan": Decimal(0),
    "contract_in_wan": Decimal(1000),
    "arrived_on": date(2023, 3, 1),
    "signed_on": SIGNED,
    "side_status": "NORMAL",
    "side_since": None,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"amount_in_wan": Decimal(1100)}, None),
        ({"amount_in_wan": Decimal("1100.0001")}, "capital.over_ceiling"),
        ({"already_in_wan": Decimal(1000)}, None),
        ({"already_in_wan": Decimal("1000.0001")}, "capital.over_ceiling"),
        ({"amount_in_wan": Decimal(999_999), "contract_in_wan": None}, None),
        ({"amount_in_wan": Decimal(0)}, "capital.negative"),
        ({"amount_in_wan": Decimal(-1)}, "capital.negative"),
        ({"arrived_on": SIGNED}, None),
        ({"arrived_on": date(2023, 1, 31)}, "capital.before_signing"),
        ({"signed_on": None}, "capital.before_signing"),
        ({"arrived_on": TODAY}, None),
        ({"arrived_on": date(2023, 7, 4)}, "capital.future"),
        ({"side_status": "TERMINATED", "side_since": date(2023, 2, 28)}, "capital.after_termination"),
        ({"side_status": "REPLACED", "side_since": date(2023, 2, 28)}, "capital.after_termination"),
        ({"side_status": "TERMINATED", "side_since": date(2023, 3, 1)}, None),
        ({"side_status": "SUSPENDED", "side_since": date(2023, 2, 28)}, "capital.paused"),
        ({"side_status": "SUSPENDED", "side_since": date(2023, 3, 1)}, None),
    ],
)
def test_capital_counts_between_signing_and_today_up_to_110_percent(
    change: dict[str, object], code: str | None
) -> None:
    if code is None:
        rules.require_capital_allowed(**{**SOUND, **change})  # type: ignore[arg-type]  # one value changed at a time
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_capital_allowed(**{**SOUND, **change})  # type: ignore[arg-type]  # as above
    assert code_of(refused) == code


@pytest.mark.parametrize(
    ("total", "fixed", "code"),
    [
        (None, None, None),
        ("0.0001", "0", None),
        ("1000", "1000", None),
        ("1000", "1000.0001", "money.fixed_above_total"),
        (None, "5", None),
        ("0", None, "money.negative"),
        ("-5", None, "money.negative"),
        ("5", "-1", "money.negative"),
    ],
)
def test_amounts_are_above_zero_and_fixed_investment_is_a_part(
    total: str | None, fixed: str | None, code: str | None
) -> None:
    amounts = [None if text is None else Decimal(text) for text in (total, fixed)]
    if code is None:
        rules.require_sound_amounts(*amounts)
        return
    with pytest.raises(BusinessError) as refused:
        rules.require_sound_amounts(*amounts)
    assert code_of(refused) == code


def test_every_event_moves_the_stage_or_the_side_but_never_both() -> None:
    moving = set(rules.STAGE_OF_EVENT) | set(rules.SIDE_OF_EVENT)

    assert moving == set(Event) - {Event.REVOKE}
    assert not set(rules.STAGE_OF_EVENT) & set(rules.SIDE_OF_EVENT)
    assert set(rules.SIDE_OF_EVENT.values()) == set(SideStatus)
    assert list(rules.STAGE_OF_EVENT.values()) == list(Stage)
