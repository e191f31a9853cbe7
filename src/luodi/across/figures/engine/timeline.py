"""From the log to each project's state at a cut-off: `luodi.domains.projects.rules.replay` for all projects at once."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.ledger import KEY, PACK, Ledger, day_number
from luodi.across.figures.engine.source import Frame
from luodi.domains.projects.rules import SIDE_OF_EVENT, STAGE_OF_EVENT, Event, SideStatus

NEVER: Final = 2_000_000_000
"""The day number of what has not happened."""

SIDES: Final = {side: number for number, side in enumerate(SideStatus)}
_RANK: Final = {event: int(stage.value.removeprefix("ST")) for event, stage in STAGE_OF_EVENT.items()}
_OPENING: Final = (Event.TALK, Event.CLEAR, Event.FRAMEWORK)
_LATEST: Final = (Event.TERMINATE, Event.RETURN, Event.REPLACE)
_PAID: Final = (Event.SIGN, Event.FRAMEWORK)
_LANDED: Final = (Event.LAND, Event.START, Event.COMPLETE, Event.PRODUCE, Event.FULL)
PROOFS: Final = {
    "SIGN": (Event.SIGN,),
    "FRAMEWORK": (Event.FRAMEWORK,),
    "OPENED": _OPENING,
    "LANDED": _LANDED,
    "STARTED": _LANDED[1:],
    "COMPLETED": _LANDED[2:],
    "PRODUCED": _LANDED[3:],
    "TERMINATE": (Event.TERMINATE,),
    "RETURN": (Event.RETURN,),
    "REPLACE": (Event.REPLACE,),
}
"""The events of which the earliest is the fact that proves a count; SIDE is proved by the last side event."""


def states(ledger: Ledger, cut_off: date, wanted: frozenset[str] | None = None, *, keys: bool = False) -> Frame:
    """One row per project that has events: stage, side status, days and amounts at the end of the cut-off day.

    `wanted` names the columns that will be read (None: all); what nobody reads is not computed. With `keys` the keys of
    the facts stand there too.
    """
    live = live_events(ledger, cut_off)
    events = _events_for(wanted)
    staged = [event for event in STAGE_OF_EVENT if event in events and (keys or event is not Event.LEAD)]
    sums = [_earliest(event, "day") for event in staged]
    sums += [_latest(event, "day") for event in _LATEST if event in events]
    sums += [sum_ for event in _PAID if event in events for sum_ in _amounts(event)]
    if keys:
        sums += [_earliest(event, "key") for event in STAGE_OF_EVENT] + [_latest(event, "key") for event in _LATEST]
    state = live.group_by("project_id").agg(*sums, nw.col("side_pack").max())
    if events.issuperset(STAGE_OF_EVENT):
        state = state.with_columns(_stage(staged))
    if events.issuperset(_OPENING):
        state = state.with_columns(
            nw.min_horizontal(*(_column(event, "day") for event in _OPENING)).alias("opened_day")
        )
    told = ledger.events.filter(nw.col("day") <= day_number(cut_off))
    state = _with_side(state.collect().lazy(), live, told)
    for event in _PAID:
        if event in events:
            state = _first_of_several(state, live, event)
    return state


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


def turned_back(ledger: Ledger) -> Frame:
    """Projects whose state at an earlier day is more than a part of the state now: something was reversed, or merged."""
    moved = ~nw.col("reverses_id").is_null() | _is(Event.MERGE)
    return ledger.events.filter(moved).select("project_id").unique()


def _column(event: Event, what: str) -> str:
    return f"{event.value.lower()}_{what}"


def _events_for(wanted: frozenset[str] | None) -> frozenset[Event]:
    every = frozenset({*STAGE_OF_EVENT, *_LATEST})
    if wanted is None or "stage" in wanted:
        return every
    named = {event for event in every if any(name.startswith(f"{event.value.lower()}_") for name in wanted)}
    return frozenset(named | set(_OPENING if "opened_day" in wanted else ()))


def _is(event: Event) -> nw.Expr:
    return nw.col("event") == event.value


def _earliest(event: Event, what: str) -> nw.Expr:
    return nw.when(_is(event)).then(nw.col(what)).min().alias(_column(event, what))


def _latest(event: Event, what: str) -> nw.Expr:
    return nw.when(_is(event)).then(nw.col(what)).max().alias(_column(event, what))


def _amounts(event: Event) -> list[nw.Expr]:
    """Amount and occasion, right where there is one such event; `_first_of_several` mends the others."""
    mine = _is(event)
    return [
        nw.when(mine).then(nw.col("amount_fen")).max().alias(_column(event, "fen")),
        nw.when(mine).then(nw.col("occasion_id")).max().alias(_column(event, "occasion")),
        mine.sum().alias(_column(event, "times")),
    ]


def _first_of_several(state: Frame, live: Frame, event: Event) -> Frame:
    """Of several events of a kind the first one tells amount and occasion."""
    fen, occasion, times = (_column(event, what) for what in ("fen", "occasion", "times"))
    several = state.filter(nw.col(times) > 1).select("project_id").collect()
    state = state.drop(times)
    if not len(several):
        return state
    rows = live.filter(_is(event) & nw.col("project_id").is_in(several["project_id"].to_list()))
    firsts = rows.group_by("project_id").agg(nw.col("key").min()).join(rows.drop("project_id"), on="key", how="inner")
    mended = firsts.select("project_id", nw.col("amount_fen").alias(fen), nw.col("occasion_id").alias(occasion))
    alone = state.join(several.lazy(), on="project_id", how="anti")
    names = alone.collect_schema().names()
    again = state.drop(fen, occasion).join(mended, on="project_id", how="inner")
    return nw.concat([alone, again.select(*names)])


def _stage(events: Iterable[Event]) -> nw.Expr:
    """The rank of the furthest event; leads are told apart from nothing only with keys, no figure asks for them."""
    stage: nw.Expr = nw.lit(0)
    for event in events:
        stage = nw.when(~nw.col(_column(event, "day")).is_null()).then(nw.lit(_RANK[event])).otherwise(stage)
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
    since = (key // KEY).cast(nw.Int32).alias("side_day")
    return state.with_columns(side.alias("side"), since, key.alias("side_key")).drop("side_pack")


def _restored(state: Frame, live: Frame, events: Frame) -> Collection[int]:
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
