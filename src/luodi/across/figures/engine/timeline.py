"""From a project's log to its state at a cut-off: the replay of `luodi.domains.projects.rules.replay`, for all at once."""

from datetime import date
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.ledger import KEY, Ledger, day_number
from luodi.across.figures.engine.source import Frame
from luodi.domains.projects.rules import SIDE_OF_EVENT, STAGE_OF_EVENT, Event, SideStatus

NEVER: Final = 2_000_000_000
"""The day number of what has not happened."""

_FIRST: Final = {event: f"{event.value.lower()}_key" for event in STAGE_OF_EVENT}
_LATEST: Final = {
    Event.TERMINATE: "terminate_key",
    Event.RETURN: "return_key",
    Event.REPLACE: "replace_key",
}
_RANK: Final = {event: int(stage.value.removeprefix("ST")) for event, stage in STAGE_OF_EVENT.items()}
SIDES: Final = {side: number for number, side in enumerate(SideStatus)}
_OPENING: Final = ("talk_key", "clear_key", "framework_key")
_DAYS: Final = {
    "talk_day": "talk_key",
    "opened_day": "opened_key",
    "framework_day": "framework_key",
    "sign_day": "sign_key",
    "start_day": "start_key",
    "complete_day": "complete_key",
    "produce_day": "produce_key",
    "terminate_day": "terminate_key",
    "return_day": "return_key",
    "replace_day": "replace_key",
}
PROOFS: Final = {
    "SIGN": ("sign_key",),
    "FRAMEWORK": ("framework_key",),
    "OPENED": ("opened_key",),
    "LANDED": ("land_key", "start_key", "complete_key", "produce_key", "full_key"),
    "STARTED": ("start_key", "complete_key", "produce_key", "full_key"),
    "COMPLETED": ("complete_key", "produce_key", "full_key"),
    "PRODUCED": ("produce_key", "full_key"),
    "SIDE": ("side_key",),
    "TERMINATE": ("terminate_key",),
    "RETURN": ("return_key",),
    "REPLACE": ("replace_key",),
}
"""The keys of which the earliest is the fact that proves a count."""


def states(ledger: Ledger, cut_off: date) -> Frame:
    """One row per project that has events: stage, side status, keys, days and amounts at the end of the cut-off day."""
    live = live_events(ledger, cut_off)
    firsts = [
        nw.when(nw.col("event") == event.value).then(nw.col("key")).min().alias(name) for event, name in _FIRST.items()
    ]
    lasts = [
        nw.when(nw.col("event") == event.value).then(nw.col("key")).max().alias(name) for event, name in _LATEST.items()
    ]
    side = nw.when(_is_side()).then(nw.col("key")).max().alias("side_key")
    state = live.group_by("project_id").agg(*firsts, *lasts, side)
    state = state.with_columns(_stage(), nw.min_horizontal(*_OPENING).alias("opened_key"))
    state = _with_side(state, live, ledger)
    state = _with_amounts(state, live)
    return state.with_columns(
        (nw.col(key) // KEY).cast(nw.Int32).fill_null(NEVER).alias(day) for day, key in _DAYS.items()
    )


def live_events(ledger: Ledger, cut_off: date) -> Frame:
    """Events that stand at the cut-off. A reversal takes its event out from the reversal's own day on; a reversal that
    was itself reversed does nothing.
    """
    events = ledger.events.filter(nw.col("day") <= day_number(cut_off))
    reversals = events.filter(~nw.col("reverses_id").is_null()).select("event_id", "reverses_id").collect()
    void: set[int] = set()
    for event_id, reversed_id in sorted(reversals.iter_rows(), reverse=True):
        if event_id not in void:
            void.add(reversed_id)
    if not void:
        return events
    gone = nw.from_dict({"event_id": sorted(void)}, backend="polars").lazy()
    return events.join(gone, on="event_id", how="anti")


def _is_side() -> nw.Expr:
    return nw.col("event").is_in([event.value for event in SIDE_OF_EVENT])


def _stage() -> nw.Expr:
    stage: nw.Expr = nw.lit(0)
    for event, name in _FIRST.items():
        stage = nw.when(~nw.col(name).is_null()).then(nw.lit(_RANK[event])).otherwise(stage)
    return stage.alias("stage")


def _with_side(state: Frame, live: Frame, ledger: Ledger) -> Frame:
    """Side status and its first day: that of the last side event; RETURNED ends when its event is recognised again."""
    names = live.filter(_is_side()).select(
        nw.col("key").alias("side_key"), nw.col("event").alias("side_event"), "reverses_id"
    )
    state = state.join(names, on="side_key", how="left")
    restored = _restored(state, live, ledger)
    if restored:
        back = nw.col("project_id").is_in(restored)
        state = state.with_columns(nw.when(~back).then(nw.col("side_event")).alias("side_event"))
    side: nw.Expr = nw.lit(SIDES[SideStatus.NORMAL])
    for event, status in SIDE_OF_EVENT.items():
        side = nw.when(nw.col("side_event") == event.value).then(nw.lit(SIDES[status])).otherwise(side)
    since = (nw.col("side_key") // KEY).cast(nw.Int32).fill_null(NEVER)
    return state.with_columns(side.alias("side"), since.alias("side_day")).drop("side_event", "reverses_id")


def _restored(state: Frame, live: Frame, ledger: Ledger) -> list[int]:
    """Returned projects whose revoked event was recognised again afterwards."""
    returned = state.filter((nw.col("side_event") == Event.RETURN.value) & ~nw.col("reverses_id").is_null())
    returned = returned.select("project_id", "side_key", "reverses_id").collect().lazy()
    if returned.select(nw.len()).collect().item() == 0:
        return []
    kinds = ledger.events.select(nw.col("event_id").alias("reverses_id"), nw.col("event").alias("revoked"))
    again = returned.join(kinds, on="reverses_id", how="inner").join(
        live.select("project_id", "event", "key"), on="project_id", how="inner"
    )
    again = again.filter((nw.col("event") == nw.col("revoked")) & (nw.col("key") > nw.col("side_key")))
    return sorted(set(again.select("project_id").collect()["project_id"].to_list()))


def _with_amounts(state: Frame, live: Frame) -> Frame:
    for event, key, name in ((Event.SIGN, "sign_key", "sign"), (Event.FRAMEWORK, "framework_key", "framework")):
        rows = live.filter(nw.col("event") == event.value).select(
            nw.col("key").alias(key),
            nw.col("amount_fen").alias(f"{name}_fen"),
            nw.col("occasion_id").alias(f"{name}_occasion"),
        )
        state = state.join(rows, on=key, how="left")
    return state
