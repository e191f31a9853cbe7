"""Before and after: figures as they are, and as they would be if a merger, or facts that nobody has filed, were recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

import polars as pl

from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.engine.schema import TABLES
from luodi.across.figures.engine.source import Source
from luodi.across.figures.engine.supposing import Supposing
from luodi.across.figures.selectors.answers import Answers
from luodi.across.figures.selectors.asking import Ask, Asked, understand
from luodi.base.core.money import fen_from_wan
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.projects.rules import CapitalOrigin, Event
from luodi.domains.projects.selectors import MergePlan

MERGER_CODES: Final = ("S01", "S02", "P01", "P03", "P05", "P10", "C01", "C05")
_SUPPOSED: Final = 2**39
"""Numbers of supposed facts lie above those of real ones."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A figure as it is and as it would be; `change` only where both can be said."""

    now: FigureValue
    then: FigureValue

    @property
    def change(self) -> Fraction | None:
        """What it would gain or lose."""
        return None if self.now.exact is None or self.then.exact is None else self.then.exact - self.now.exact


@dataclass(frozen=True, slots=True)
class SupposedFact:
    """An event of a project, or without `event` money that arrived, as if it were recognised; amounts in 万元."""

    project_id: int
    day: date
    event: str = ""
    amount_in_wan: Decimal | None = None


def supposing_merger(
    viewer: User, plan: MergePlan, *, period: str, unit: str | None = None, codes: Sequence[str] = MERGER_CODES
) -> tuple[Supposed, ...]:
    """The figures of a unit before and after a merger, computed by the same engine over the same facts.

    Errors: those of `figures`.
    """
    asked = understand(viewer, Ask(period, unit, codes))
    now, then = (_values(asked, source) for source in (asked.source, Supposing(asked.source, _rows(plan, asked))))
    return tuple(Supposed(one, other) for one, other in zip(now, then, strict=True) if one.code in codes)


def answers_supposing(asked: Asked, facts: Sequence[SupposedFact], units: Sequence[Unit]) -> Answers:
    """The figures of the units as they would be with the facts; nothing is written and nothing is kept."""
    source, nodes = Supposing(asked.source, _supposed_rows(facts, asked)), [unit.pk for unit in units]
    (sheet,) = compute(source, [asked.query], known_at=asked.known_at, nodes=nodes, display=asked.display)
    return Answers({node: tuple(sheet.values(node)) for node in nodes}, {})


def _values(asked: Asked, source: Source) -> list[FigureValue]:
    (sheet,) = compute(source, [asked.query], nodes=[asked.unit.pk], display=asked.display)
    return sheet.values(asked.unit.pk)


def _rows(plan: MergePlan, asked: Asked) -> dict[str, pl.DataFrame]:
    """The merger and the facts that move, as the mart would tell them."""
    plain: dict[str, object] = {"known_at": asked.moment, "reverses_id": None}
    merge: dict[str, object] = {
        "event_id": _SUPPOSED,
        "project_id": plan.loser.pk,
        "event": Event.MERGE.value,
        "occurred_on": plan.since,
    }
    events: list[dict[str, object]] = [plain | merge]
    records: list[dict[str, object]] = []
    for number, line in enumerate(plan.moving(), start=1):
        fact, said = line.fact, plain | {"project_id": plan.survivor.pk}
        if isinstance(fact, StageEvent):
            amount = None if fact.amount_in_wan is None else fen_from_wan(fact.amount_in_wan)
            said |= {"event_id": _SUPPOSED + number, "event": fact.event, "occurred_on": fact.occurred_on}
            events.append(said | {"amount_fen": amount, "occasion_id": fact.occasion_id})
        else:
            records.append(said | _money(fact, line.amount_in_wan, _SUPPOSED + number))
    return {name: _frame(name, rows) for name, rows in (("stage_events", events), ("capital", records))}


def _supposed_rows(facts: Sequence[SupposedFact], asked: Asked) -> dict[str, pl.DataFrame]:
    events: list[dict[str, object]] = []
    records: list[dict[str, object]] = []
    for number, fact in enumerate(facts):
        amount = None if fact.amount_in_wan is None else fen_from_wan(fact.amount_in_wan)
        said: dict[str, object] = {"known_at": asked.moment, "project_id": fact.project_id, "amount_fen": amount}
        if fact.event:
            events.append(said | {"event_id": _SUPPOSED + number, "event": fact.event, "occurred_on": fact.day})
        else:
            span = {"arrived_on": fact.day, "span_from": fact.day, "span_to": fact.day}
            records.append(said | span | {"record_id": _SUPPOSED + number, "origin": CapitalOrigin.OUTSIDE.value})
    return {name: _frame(name, rows) for name, rows in (("stage_events", events), ("capital", records))}


def _money(fact: CapitalRecord, left: Decimal | None, number: int) -> dict[str, object]:
    return {
        "record_id": number,
        "arrived_on": fact.arrived_on,
        "span_from": fact.span_from,
        "span_to": fact.span_to,
        "amount_fen": fen_from_wan(fact.amount_in_wan if left is None else left),
        "origin": fact.origin,
    }


def _frame(table: str, rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    columns = TABLES[table]
    return pl.DataFrame([{name: row.get(name) for name in columns} for row in rows], schema=columns)
