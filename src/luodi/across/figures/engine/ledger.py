"""The facts and attributes as known at a moment, read from the mart in one scan per table and held in memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, held, here
from luodi.across.figures.engine.source import Source
from luodi.across.figures.rules.duties import Duty
from luodi.domains.projects.rules import SIDE_OF_EVENT, CapitalOrigin, Event, ShareRole

EPOCH: Final = date(1970, 1, 1)
KEY: Final = 2**40
"""A fact's key is its day × KEY + its id: comparing keys is comparing by day, then by id."""

NEVER: Final = 2_000_000_000
"""The day number of what has not happened."""

PACK: Final = 16
"""A side event's key × PACK + its number among the side events: the greatest tells the last one and its kind."""

_FINAL: Final = 2**61
"""Lifts a merger above every other side event: who was merged never was a project of its own, whatever was told later."""


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The day of a day number."""
    return date.fromordinal(EPOCH.toordinal() + number)


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit as the tree stood at the cut-off. A merged unit stands below its successor."""

    unit_id: int
    parent_id: int | None
    code: str
    name: str


@dataclass(frozen=True)
class Ledger:
    """What is known: events, pairs of replaced and replacing projects, capital, projects with their attributes, shares of
    one role, trips, what units owe, planned projects, and the unit tree.
    """

    events: Frame
    pairs: Frame
    capital: Frame
    projects: Frame
    shares: Frame
    trips: Frame
    contacts: Frame
    dues: Frame
    planned: Frame
    planned_steps: Frame
    planned_links: Frame
    units: Mapping[int, UnitNode]


def load(
    source: Source,
    *,
    cut_off: date,
    known_at: datetime | None,
    role: ShareRole,
    origins: Collection[CapitalOrigin],
    duties: Collection[Duty] = (),
    plans: bool = False,
    in_detail: bool = False,
    units: Mapping[int, UnitNode] | None = None,
) -> Ledger:
    """Read the mart: facts up to the cut-off and known at the moment (None: everything known).

    Of capital only that of the `origins`, of what units owe only the `duties`, planned projects only with `plans`.
    `units` is the tree where it is known already;
    `in_detail` keeps what only a drill-down shows: the names of projects and the numbers of records.
    """
    return Ledger(
        events=_events(source, cut_off, known_at, in_detail=in_detail),
        pairs=held(source.scan("pairs")),
        capital=_capital(source, cut_off, known_at, origins, in_detail=in_detail),
        projects=_projects(source, known_at, in_detail=in_detail),
        shares=_shares(source, known_at, role),
        trips=_trips(source, cut_off, known_at),
        contacts=held(source.scan("trip_contacts")),
        dues=_dues(source, known_at, duties),
        planned=held(_planned(source, known_at, plans=plans)),
        planned_steps=held(_planned_steps(source, known_at, plans=plans)),
        planned_links=held(_planned_links(source, known_at, plans=plans)),
        units=units_at(source, cut_off, known_at) if units is None else units,
    )


def _known(frame: Frame, known_at: datetime | None) -> Frame:
    return frame if known_at is None else frame.filter(nw.col("known_at") <= known_at)


def _events(source: Source, cut_off: date, known_at: datetime | None, *, in_detail: bool) -> Frame:
    """Without leads, unless in detail: no figure counts them, and every project has one."""
    facts = _known(source.scan("stage_events").filter(nw.col("occurred_on") <= cut_off), known_at)
    day = nw.col("occurred_on_day")
    key = day.cast(nw.Int64) * KEY + nw.col("event_id")
    numbers = {event.value: number for number, event in enumerate(SIDE_OF_EVENT)}
    side = nw.col("event").replace_strict(numbers, default=None, return_dtype=nw.Int64)
    final = (nw.col("event") == Event.MERGE.value).cast(nw.Int64) * _FINAL
    return held(
        facts.select(
            "event_id",
            "project_id",
            "event",
            day.alias("day"),
            key.alias("key"),
            (key * PACK + side + final).alias("side_pack"),
            "amount_fen",
            "occasion_id",
            "reverses_id",
        ).filter(nw.lit(in_detail) | (nw.col("event") != Event.LEAD.value) | ~nw.col("reverses_id").is_null())
    )


def _capital(
    source: Source,
    cut_off: date,
    known_at: datetime | None,
    origins: Collection[CapitalOrigin],
    *,
    in_detail: bool,
) -> Frame:
    facts = source.scan("capital") if origins else source.scan("capital").head(0)
    asked = [origin.value for origin in CapitalOrigin if origin in origins]
    return held(
        _known(facts.filter(nw.col("span_to") <= cut_off), known_at)
        .select(
            *(["record_id"] if in_detail else []),
            "project_id",
            nw.col("arrived_on_day").alias("day"),
            nw.col("span_from_day").alias("from_day"),
            nw.col("span_to_day").alias("to_day"),
            "amount_fen",
            "origin",
        )
        .filter(nw.col("origin").is_in(asked))
    )


def _projects(source: Source, known_at: datetime | None, *, in_detail: bool) -> Frame:
    """The row of each project that was valid at the moment; before a project's first row, that row."""
    rows = source.scan("projects")
    if known_at is None:
        rows = rows.filter(nw.col("valid_to").is_null())
    else:
        begun = nw.col("valid_from").min().over("project_id")
        first = (nw.col("valid_from") == begun) & (nw.col("valid_from") > known_at)
        valid = (nw.col("valid_from") <= known_at) & (nw.col("valid_to").is_null() | (nw.col("valid_to") > known_at))
        rows = rows.filter(first | valid)
    section = nw.col("sector").fill_null("").str.slice(0, 1)
    return held(
        rows.filter(nw.col("scope").fill_null("") == "").select(
            "project_id",
            *(["code", "name"] if in_detail else []),
            "unit_id",
            "chain_id",
            section.alias("section"),
            nw.col("chain_id").is_null().__invert__().alias("in_chain"),
            nw.col("is_foreign").fill_null(False),
            nw.col("has_honour").fill_null(False),
            nw.col("parent_id").is_null().__invert__().alias("is_child"),
            (section == "C").alias("is_manufacturing"),
            section.is_in(["B", "C", "D"]).alias("is_industry"),
            nw.col("total_investment_fen").alias("investment_fen"),
            nw.col("negotiation_months").fill_null(3),
        )
    )


def _shares(source: Source, known_at: datetime | None, role: ShareRole) -> Frame:
    rows = _known(source.scan("shares").filter(nw.col("role") == role.value), known_at)
    day = nw.col("valid_from_day").alias("from_day")
    return held(rows.select("project_id", "unit_id", "share_bp", day, "revision"))


def _trips(source: Source, cut_off: date, known_at: datetime | None) -> Frame:
    """Trips led by a leader; one that a later row takes back is no trip, nor is that row."""
    rows = _known(source.scan("trips").filter(nw.col("is_led") & (nw.col("left_on") <= cut_off)), known_at)
    gone = rows.filter(~nw.col("reverses_id").is_null()).select(nw.col("reverses_id").alias("trip_id"))
    standing = rows.filter(nw.col("reverses_id").is_null()).join(gone, on="trip_id", how="anti")
    return held(standing.select("trip_id", "unit_id", nw.col("left_on_day").alias("day")))


def _dues(source: Source, known_at: datetime | None, duties: Collection[Duty]) -> Frame:
    """What units owe of some kinds: of each line the last version known, if it counts."""
    rows = source.scan("dues") if duties else source.scan("dues").head(0)
    rows = _known(rows.filter(nw.col("kind").is_in([duty.value for duty in Duty if duty in duties])), known_at)
    last = nw.col("version") == nw.col("version").max().over("kind", "subject_id")
    standing = rows.filter(last).filter(nw.col("is_counted"))
    return held(
        standing.select(
            "kind",
            "subject_id",
            "unit_id",
            "project_id",
            nw.col("day_day").alias("day"),
            nw.col("done_on_day").alias("done"),
            "score",
            "parts",
        )
    )


def _planned(source: Source, known_at: datetime | None, *, plans: bool) -> Frame:
    """Every known version of planned projects."""
    rows = source.scan("planned") if plans else source.scan("planned").head(0)
    return _known(rows, known_at).select("planned_id", "revision", "unit_id", "investment_fen", "action", "is_resource")


def _planned_steps(source: Source, known_at: datetime | None, *, plans: bool) -> Frame:
    rows = source.scan("planned_steps") if plans else source.scan("planned_steps").head(0)
    day = nw.col("occurred_on_day").alias("day")
    return _known(rows, known_at).select("step_id", "planned_id", "act", day, "reverses_id")


def _planned_links(source: Source, known_at: datetime | None, *, plans: bool) -> Frame:
    rows = source.scan("planned_links") if plans else source.scan("planned_links").head(0)
    day = nw.col("linked_on_day").alias("day")
    return _known(rows, known_at).select("link_id", "planned_id", "project_id", day, "reverses_id")


def units_at(source: Source, cut_off: date, known_at: datetime | None) -> dict[int, UnitNode]:
    """The tree at the cut-off: of several rows of a unit the last that had begun, else the first to come.

    A unit merged by then, as far as that was known, hangs below its successor: its projects count there, also those of
    last year, so that a comparison stands on the same ground (domain/05 §4.7.3).
    """
    rows = here(source.scan("units").drop("kind")).rows(named=True)
    chosen: dict[int, tuple[bool, date, UnitNode]] = {}
    for row in rows:
        begins = row["valid_from"] or date.min
        node = UnitNode(row["unit_id"], _above(row, cut_off, known_at), row["code"], row["name"])
        begun = begins <= cut_off
        held = chosen.get(node.unit_id)
        if (
            held is None
            or (begun and (not held[0] or begins > held[1]))
            or (not begun and not held[0] and begins < held[1])
        ):
            chosen[node.unit_id] = (begun, begins, node)
    return {unit_id: node for unit_id, (_, _, node) in chosen.items()}


def _above(row: Mapping[str, Any], cut_off: date, known_at: datetime | None) -> int | None:
    """The unit above: the successor from the day of the merger on."""
    successor, ended, entered = row["merged_into"], row["valid_to"], row["merged_at"]
    is_known = known_at is None or entered is None or entered <= known_at
    is_merged = successor is not None and ended is not None and ended <= cut_off and is_known
    above: int | None = successor if is_merged else row["parent_id"]
    return above
