"""What units owe, as rows of the mart: problems, orders, rectifications, re-checks, visits, milestones and returns.

Every line is worked out from the facts of its subject alone, so the lines of the subjects touched since the last time
are taken anew and all others stay.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import polars as pl
from django.db.models import Count, Max, QuerySet, Value
from django.utils import timezone

from luodi.across.figures.engine.schema import TABLES, empty
from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.selectors.due_lines import Line, Row, versions
from luodi.across.figures.selectors.dues_of_plans import planned, touched_projects
from luodi.across.figures.selectors.locks import as_known
from luodi.across.lifecycle.models import ReviewItem, ReviewResult
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.base.core.periods import period_at
from luodi.domains.projects.models import Plan, ProgressReturn
from luodi.domains.supervision.models import (
    Finding,
    FindingStep,
    Inspection,
    Issue,
    IssueStep,
    JuryMark,
    Order,
    OrderStep,
)
from luodi.domains.supervision.rules.counting import is_withdrawn, rectified_on, solved_on
from luodi.domains.supervision.rules.inspections import InspectionKind
from luodi.domains.supervision.rules.issues import FACTORS
from luodi.domains.supervision.rules.orders import OrderState, is_in_time, replay
from luodi.domains.supervision.selectors.record import fact_of

MARKS: Final = ("issue_step", "order_step", "finding_step", "jury_mark", "review", "plan", "return")
"""Facts by whose numbers the lines follow the ledger; a lock keeps the highest of each."""
MONTH: Final = "month"
"""Returns of a month that has ended are owed by nobody's act: the mark of the running month."""
_CHUNK: Final = 500
_HUNDREDTHS: Final = 100


def watermarks() -> dict[str, int]:
    """Up to which facts the ledger goes, with their number (`plan.seen`), in one query; and the running month."""
    first, *others = (
        rows.order_by()
        .annotate(fact_table=Value(name))
        .values("fact_table")
        .annotate(highest=Max("pk"), how_many=Count("pk"))
        for name, rows in _numbered().items()
    )
    marks = {name: 0 for mark in MARKS for name in (mark, f"{mark}.seen")}
    for name, last, rows in first.union(*others, all=True).values_list("fact_table", "highest", "how_many"):
        marks[name], marks[f"{name}.seen"] = last or 0, rows
    today = timezone.localdate()
    marks[MONTH] = today.year * 12 + today.month
    return marks


def _numbered() -> dict[str, QuerySet[Any]]:
    return {
        "issue_step": IssueStep.objects.all(),
        "order_step": OrderStep.objects.all(),
        "finding_step": FindingStep.objects.all(),
        "jury_mark": JuryMark.objects.all(),
        "review": ReviewResult.objects.all(),
        "plan": Plan.objects.all(),
        "return": ProgressReturn.objects.all(),
    }


def every() -> pl.DataFrame:
    """All lines of all subjects."""
    rows = [row for _, read, _ in _KINDS.values() for row in read(None)]
    return _frame([*rows, *planned(None)])


def brought_up(kept: pl.DataFrame, old: Mapping[str, int], new: Mapping[str, int], *, is_late: bool) -> pl.DataFrame:
    """The table with the lines of the touched subjects taken anew. `is_late`: recognitions below the old mark came in."""
    rows: list[Row] = []
    for mark, (duty, read, subject) in _KINDS.items():
        if _is_touched(mark, old, new):
            ids = _touched(mark, subject, old, new)
            rows.extend(row for part in _parts(ids) for row in read(part))
            gone = pl.lit(True) if ids is None else pl.col("subject_id").is_in(ids)
            kept = kept.filter(~((pl.col("kind") == duty.value) & gone))
    if any(_is_touched(mark, old, new) for mark in ("plan", "return", "step")) or old[MONTH] != new[MONTH]:
        is_whole = is_late or old[MONTH] != new[MONTH] or any(_came_late(one, old, new) for one in ("plan", "return"))
        projects = None if is_whole else touched_projects(old, new)
        rows.extend(planned(projects))
        gone = pl.lit(True) if projects is None else pl.col("project_id").is_in(projects)
        kept = kept.filter(~(pl.col("kind").is_in([Duty.MILESTONE.value, Duty.RETURN.value]) & gone))
    return pl.concat([kept, _frame(rows)])


def _is_touched(mark: str, old: Mapping[str, int], new: Mapping[str, int]) -> bool:
    return any(old.get(name, 0) != new[name] for name in (mark, f"{mark}.seen"))


def _came_late(mark: str, old: Mapping[str, int], new: Mapping[str, int]) -> bool:
    """True when more facts have come than numbers above the old mark tell of."""
    above = _numbered()[mark].filter(pk__gt=old.get(mark, 0), pk__lte=new[mark]).count()
    return above != new[f"{mark}.seen"] - old.get(f"{mark}.seen", 0)


def _touched(mark: str, subject: str, old: Mapping[str, int], new: Mapping[str, int]) -> list[int] | None:
    """The subjects with facts above the old mark; None for all of them."""
    if _came_late(mark, old, new):
        return None
    rows = _numbered()[mark].filter(pk__gt=old.get(mark, 0), pk__lte=new[mark])
    return sorted(set(rows.order_by().values_list(subject, flat=True)))


def _parts(ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    return [None] if ids is None else [ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK)]


def _steps(rows: QuerySet[Any], subject: str, ids: Collection[int] | None) -> dict[int, list[Any]]:
    """Steps by subject, in the order in which they were taken."""
    found: dict[int, list[Any]] = defaultdict(list)
    for step in (rows if ids is None else rows.filter(**{f"{subject}__in": ids})).order_by("pk"):
        found[getattr(step, subject)].append(step)
    return found


def _chosen(rows: QuerySet[Any], ids: Collection[int] | None) -> QuerySet[Any]:
    return (rows if ids is None else rows.filter(pk__in=ids)).order_by("pk")


def _moment(known: Callable[[int, datetime], datetime], step: Any) -> datetime:  # noqa: ANN401 - a fact of any table
    return known(step.pk, step.recorded_at.astimezone(UTC))


def _taken(steps: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(step.act, timezone.localdate(step.recorded_at)) for step in steps]


def _issues(ids: Collection[int] | None) -> Iterator[Row]:
    steps, known = _steps(IssueStep.objects.all(), "issue_id", ids), as_known("issue_step")
    for row in _chosen(Issue.objects.filter(category__in=FACTORS), ids):
        taken = _taken(steps[row.pk])
        told = [
            (
                _moment(known, step),
                Line(
                    row.unit_id,
                    row.project_id,
                    row.raised_on,
                    not is_withdrawn(taken[: place + 1]),
                    solved_on(taken[: place + 1]),
                ),
            )
            for place, step in enumerate(steps[row.pk])
        ]
        yield from versions(Duty.FACTOR, row.pk, told)


def _orders(ids: Collection[int] | None) -> Iterator[Row]:
    steps, known = _steps(OrderStep.objects.all(), "order_id", ids), as_known("order_step")
    for row in _chosen(Order.objects.all(), ids):
        facts = [fact_of(step) for step in steps[row.pk]]
        told = [
            (_moment(known, step), _order_line(row, facts[: place + 1])) for place, step in enumerate(steps[row.pk])
        ]
        yield from versions(Duty.ORDER, row.pk, told)


def _order_line(row: Order, facts: Sequence[Any]) -> Line | None:
    life = replay(row.kind, facts)
    if life.due_on is None:
        return None
    done = (life.reported_on or life.ended_on) if is_in_time(life) else None
    return Line(row.unit_id, row.project_id, life.due_on, life.state != OrderState.REVOKED, done)


def _rectifications(ids: Collection[int] | None) -> Iterator[Row]:
    steps, known = _steps(FindingStep.objects.all(), "finding_id", ids), as_known("finding_step")
    for row in _chosen(Finding.objects.select_related("inspection"), ids):
        taken = _taken(steps[row.pk])
        project = row.inspection.project_id
        told = [
            (
                _moment(known, step),
                Line(row.unit_id, project, row.due_on, True, rectified_on(taken[: place + 1], row.due_on)),
            )
            for place, step in enumerate(steps[row.pk])
        ]
        yield from versions(Duty.RECTIFICATION, row.pk, told)


def _reviews(ids: Collection[int] | None) -> Iterator[Row]:
    results, known = _steps(ReviewResult.objects.all(), "item_id", ids), as_known("review")
    for row in _chosen(ReviewItem.objects.select_related("draw"), ids):
        day = period_at(row.draw.month, "month").last
        told = [
            (
                _moment(known, result),
                Line(None, row.project_id, day, True, None if result.outcome == ReviewOutcome.TRUE else day),
            )
            for result in results[row.pk]
        ]
        yield from versions(Duty.REVIEW, row.pk, told)


def _visits(ids: Collection[int] | None) -> Iterator[Row]:
    marks, known = _steps(JuryMark.objects.all(), "inspection_id", ids), as_known("jury_mark")
    for row in _chosen(Inspection.objects.filter(plan__kind=InspectionKind.VISIT), ids):
        latest: dict[str, int] = {}
        told = []
        for mark in sorted(marks[row.pk], key=lambda mark: mark.pk):
            latest[mark.judge] = int(mark.mark * _HUNDREDTHS)
            points = sum(latest.values()), len(latest) * _HUNDREDTHS
            told.append(
                (_moment(known, mark), Line(row.unit_id, row.project_id, row.held_on, True, row.held_on, *points))
            )
        yield from versions(Duty.VISIT, row.pk, told)


_KINDS: Final[dict[str, tuple[Duty, Callable[[Collection[int] | None], Iterator[Row]], str]]] = {
    "issue_step": (Duty.FACTOR, _issues, "issue_id"),
    "order_step": (Duty.ORDER, _orders, "order_id"),
    "finding_step": (Duty.RECTIFICATION, _rectifications, "finding_id"),
    "review": (Duty.REVIEW, _reviews, "item_id"),
    "jury_mark": (Duty.VISIT, _visits, "inspection_id"),
}
"""By which facts the lines of a kind change, how they are read, and which column of the fact names the subject."""


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLES["dues"], orient="row") if rows else empty("dues")
