"""From the log to each project's state at a cut-off: `luodi.domains.projects.rules.replay` for all projects at once."""

from datetime import date
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.ledger import KEY, PACK, Ledger, day_number
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


def states(ledger: Ledger, cut_off: date, wanted: frozenset[str] | None = None) -> Frame:
    """One row per project that has events: stage, side status, keys, days and amounts at the end of the cut-off day.

    `wanted` names the columns that will be read (None: all); what nobody reads is not computed.
    """
    live = live_events(ledger, cut_off)
    keys = _keys_for(wanted)
    firsts = [nw.when(_is(event)).then(nw.col("key")).min().alias(key) for event, key in _FIRST.items() if key in keys]
    lasts = [nw.when(_is(event)).then(nw.col("key")).max().alias(key) for event, key in _LATEST.items() if key in keys]
    state = live.group_by("project_id").agg(*firsts, *lasts, nw.col("side_pack").max())
    if keys.issuperset(_FIRST.values()):
        state = state.with_columns(_stage())
    if keys.issuperset(_OPENING):
        state = state.with_columns(nw.min_horizontal(*_OPENING).alias("opened_key"))
    state = _with_side(state.collect().lazy(), live, ledger.events)
    state = _with_amounts(state, live, keys)
    present = set(state.collect_schema().names())
    days = [_day(key).alias(day) for day, key in _DAYS.items() if key in present]
    return state.with_columns(*days) if days else state


def _keys_for(wanted: frozenset[str] | None) -> frozenset[str]:
    every = frozenset({*_FIRST.values(), *_LATEST.values()})
    if wanted is None or "stage" in wanted:
        return every
    keys = {_DAYS.get(name, name) for name in wanted}
    keys |= {f"{name.partition('_')[0]}_key" for name in wanted if name.endswith(("_fen", "_occasion"))}
    return every & (keys | set(_OPENING if "opened_key" in keys else ()))


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


def _day(key: str) -> nw.Expr:
    return (nw.col(key) // KEY).cast(nw.Int32).fill_null(NEVER)


def _is(event: Event) -> nw.Expr:
    return nw.col("event") == event.value


def _stage() -> nw.Expr:
    stage: nw.Expr = nw.lit(0)
    for event, name in _FIRST.items():
        stage = nw.when(~nw.col(name).is_null()).then(nw.lit(_RANK[event])).otherwise(stage)
    return stage.alias("stage")


def _with_side(state: Frame, live: Frame, events: Frame) -> Frame:
    """Side status and its first day: that of the last side event; RETURNED ends when its event is recognised again."""
    restored = _restored(state, live, events)
    if restored:
        back = nw.col("project_id").is_in(restored)
        state = state.with_columns(nw.when(~back).then(nw.col("side_pack")).alias("side_pack"))
    key = nw.col("side_pack") // PACK
    code = nw.col("side_pack") - key * PACK
    side: nw.Expr = nw.lit(SIDES[SideStatus.NORMAL])
    for number, (_, status) in enumerate(SIDE_OF_EVENT.items()):
        side = nw.when(code == number).then(nw.lit(SIDES[status])).otherwise(side)
    return state.with_columns(
        side.alias("side"), (key // KEY).cast(nw.Int32).fill_null(NEVER).alias("side_day"), key.alias("side_key")
    ).drop("side_pack")


def _restored(state: Frame, live: Frame, events: Frame) -> list[int]:
    """Returned projects whose revoked event was recognised again afterwards."""
    key = nw.col("side_pack") // PACK
    returned = state.filter(nw.col("side_pack") - key * PACK == list(SIDE_OF_EVENT).index(Event.RETURN))
    returned = returned.select("project_id", key.alias("side_key"))
    if returned.select(nw.len()).collect().item() == 0:
        return []
    revokers = live.filter(_is(Event.RETURN)).select(nw.col("key").alias("side_key"), "reverses_id")
    named = returned.join(revokers, on="side_key", how="inner").collect()
    revoked = events.filter(nw.col("event_id").is_in(named["reverses_id"].drop_nulls().to_list()))
    kinds = revoked.select(nw.col("event_id").alias("reverses_id"), nw.col("event").alias("revoked")).collect()
    again = live.filter(
        nw.col("project_id").is_in(named["project_id"].to_list())
        & nw.col("event").is_in(sorted(set(kinds["revoked"].to_list())))
    )
    named = named.join(kinds, on="reverses_id", how="inner")
    again = named.lazy().join(again.select("project_id", "event", "key"), on="project_id", how="inner")
    again = again.filter((nw.col("event") == nw.col("revoked")) & (nw.col("key") > nw.col("side_key")))
    return sorted(set(again.select("project_id").collect()["project_id"].to_list()))


def _with_amounts(state: Frame, live: Frame, keys: frozenset[str]) -> Frame:
    for event, key, name in ((Event.SIGN, "sign_key", "sign"), (Event.FRAMEWORK, "framework_key", "framework")):
        if key not in keys:
            continue
        rows = live.filter(_is(event)).select(
            nw.col("key").alias(key),
            nw.col("amount_fen").alias(f"{name}_fen"),
            nw.col("occasion_id").alias(f"{name}_occasion"),
        )
        state = state.join(rows, on=key, how="left")
    return state
