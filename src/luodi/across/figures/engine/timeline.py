"""From the log to each project's state at a cut-off: `luodi.domains.projects.rules.replay` for all projects at once."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, beside, countable, held, here, number_of_rows
from luodi.across.figures.engine.ledger import PACK, Ledger, day_number
from luodi.across.figures.engine.places import PLACES, with_places
from luodi.domains.projects.rules import SIDE_OF_EVENT, STAGE_OF_EVENT, Event, SideStatus

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
    "LISTED": (Event.SIGN, Event.RETURN),
    "WORKED": (Event.SIGN, *_LANDED[1:]),
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
    sums += [sum_ for event in _PAID if event in events for sum_ in _amounts(live, event)]
    sums += [_last_side("day"), nw.col("side_pack").max()]
    if keys:
        sums += [_earliest(event, "key") for event in STAGE_OF_EVENT] + [_latest(event, "key") for event in _LATEST]
        sums += [_last_side("key")]
    state = live.group_by("project_id").agg(*sums)
    if events.issuperset(STAGE_OF_EVENT):
        state = state.with_columns(_stage(staged))
    if events.issuperset(_OPENING):
        state = state.with_columns(
            nw.min_horizontal(*(_column(event, "day") for event in _OPENING)).alias("opened_day")
        )
    told = ledger.events.filter(nw.col("day") <= day_number(cut_off))
    state = _with_side(held(state), live, told)
    for event in _PAID:
        if event in events:
            state = _first_of_several(state, live, event)
    if wanted is None or wanted & PLACES:
        state = with_places(state, ledger.pairs, live, told)
    return state


def live_events(ledger: Ledger, cut_off: date) -> Frame:
    """Events that stand at the cut-off. A reversal takes its event out from the reversal's own day on; a reversal that
    was itself reversed does nothing.
    """
    events = ledger.events.filter(nw.col("day") <= day_number(cut_off))
    reversals = here(events.filter(~nw.col("reverses_id").is_null()).select("event_id", "reverses_id"))
    void: set[int] = set()
    for event_id, reversed_id in sorted(reversals.iter_rows(), reverse=True):
        if event_id not in void:
            void.add(reversed_id)
    if not void:
        return events
    return events.join(beside(events, {"event_id": sorted(void)}), on="event_id", how="anti")


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
    named |= set(_OPENING if "opened_day" in wanted else ()) | ({Event.SIGN} if wanted & PLACES else set())
    return frozenset(named)


def _is(event: Event) -> nw.Expr:
    return nw.col("event") == event.value


def _earliest(event: Event, what: str) -> nw.Expr:
    return nw.when(_is(event)).then(nw.col(what)).min().alias(_column(event, what))


def _latest(event: Event, what: str) -> nw.Expr:
    return nw.when(_is(event)).then(nw.col(what)).max().alias(_column(event, what))


def _last_side(what: str) -> nw.Expr:
    """Of the last side event: the greatest pack is that of the latest day and the greatest key."""
    return nw.when(~nw.col("side_pack").is_null()).then(nw.col(what)).max().alias(f"side_{what}")


def _amounts(live: Frame, event: Event) -> list[nw.Expr]:
    """Amount and occasion, right where there is one such event; `_first_of_several` mends the others."""
    mine = _is(event)
    return [
        nw.when(mine).then(nw.col("amount_fen")).max().alias(_column(event, "fen")),
        nw.when(mine).then(nw.col("occasion_id")).max().alias(_column(event, "occasion")),
        countable(live, mine).sum().alias(_column(event, "times")),
    ]


def _first_of_several(state: Frame, live: Frame, event: Event) -> Frame:
    """Of several events of a kind the first one tells amount and occasion."""
    fen, occasion, times = (_column(event, what) for what in ("fen", "occasion", "times"))
    several = held(state.filter(nw.col(times) > 1).select("project_id"))
    state = state.drop(times)
    if not number_of_rows(several):
        return state
    rows = live.filter(_is(event)).join(several, on="project_id", how="semi")
    firsts = rows.group_by("project_id").agg(nw.col("key").min()).join(rows.drop("project_id"), on="key", how="inner")
    mended = firsts.select("project_id", nw.col("amount_fen").alias(fen), nw.col("occasion_id").alias(occasion))
    alone = state.join(several, on="project_id", how="anti")
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
        names = [name for name in state.collect_schema().names() if name.startswith("side_")]
        state = state.with_columns(*(nw.when(~back).then(nw.col(name)).alias(name) for name in names))
    code = nw.col("side_pack") % PACK
    side: nw.Expr = nw.lit(SIDES[SideStatus.NORMAL])
    for number, (_, status) in enumerate(SIDE_OF_EVENT.items()):
        side = nw.when(code == number).then(nw.lit(SIDES[status])).otherwise(side)
    return state.with_columns(side.alias("side")).drop("side_pack")


def _restored(state: Frame, live: Frame, events: Frame) -> Collection[int]:
    """Returned projects whose revoked event was recognised again afterwards."""
    returned = state.filter(nw.col("side_pack") % PACK == list(SIDE_OF_EVENT).index(Event.RETURN))
    returned = held(returned.select("project_id", "side_pack"))
    if not number_of_rows(returned):
        return []
    revokers = live.filter(_is(Event.RETURN)).select("side_pack", nw.col("reverses_id").alias("revoked_id"))
    revoked = events.select(nw.col("event_id").alias("revoked_id"), nw.col("event").alias("revoked"))
    named = returned.join(revokers, on="side_pack", how="inner").join(revoked, on="revoked_id", how="inner")
    again = named.join(live.select("project_id", "event", "key"), on="project_id", how="inner")
    # A later key × PACK lies above the pack, whatever the pack's last part is.
    again = again.filter((nw.col("event") == nw.col("revoked")) & (nw.col("key") * PACK > nw.col("side_pack")))
    return sorted(set(here(again.select("project_id"))["project_id"].to_list()))
