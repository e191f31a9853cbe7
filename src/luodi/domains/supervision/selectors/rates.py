"""The facts behind G06, G07, G08 and P25 (domain/05): counted by `figures`, listed here one by one.

Days are inclusive. `known_at` leaves out every step recorded later, so a rate of the past can be said again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Prefetch
from django.utils import timezone

from luodi.base.core.periods import Span
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Finding, FindingStep, Issue, IssueStep, JuryMark, Order, OrderStep
from luodi.domains.supervision.rules.counting import is_withdrawn, rectified_on, solved_on
from luodi.domains.supervision.rules.inspections import FindingAct, InspectionKind, mean_mark
from luodi.domains.supervision.rules.issues import FACTORS
from luodi.domains.supervision.rules.orders import OrderState, is_in_time, replay
from luodi.domains.supervision.selectors.record import fact_of
from luodi.domains.supervision.selectors.visibility import (
    visible_findings,
    visible_inspections,
    visible_issues,
    visible_orders,
)


@dataclass(frozen=True, slots=True)
class RateLine:
    """One row of the denominator: what it is, of which unit, its day, and whether it stands in the numerator."""

    pk: int
    label: str
    unit_id: int
    unit_name: str
    project_id: int | None
    day: date
    ended_on: date | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with the rows it is made of."""

    lines: tuple[RateLine, ...]

    @property
    def denominator(self) -> int:
        """All rows."""
        return len(self.lines)

    @property
    def numerator(self) -> int:
        """The rows that count."""
        return sum(line.counts for line in self.lines)

    @property
    def value(self) -> Fraction | None:
        """Percent; None without a row."""
        return Fraction(100 * self.numerator, self.denominator) if self.lines else None


def factor_issues(viewer: User, span: Span, *, known_at: datetime | None = None) -> Rate:
    """G06 要素问题解决率: problems of factors raised in the span; those closed by its last day count. Withdrawn: out."""
    rows = visible_issues(viewer).filter(category__in=FACTORS, raised_on__range=(span.start, span.end))
    if known_at is not None:
        rows = rows.filter(created_at__lte=known_at)
    steps = (
        IssueStep.objects.order_by("pk") if known_at is None else IssueStep.objects.filter(recorded_at__lte=known_at)
    )
    found = rows.order_by("pk").prefetch_related(Prefetch("steps", steps.order_by("pk"), to_attr="known_steps"))
    return Rate(tuple(line for row in found if (line := _issue_line(row, span.end)) is not None))


def _issue_line(row: Issue, until: date) -> RateLine | None:
    steps: list[IssueStep] = row.known_steps  # type: ignore[attr-defined]  # prefetched just above
    taken = [(step.act, timezone.localdate(step.recorded_at)) for step in steps]
    if is_withdrawn(taken):
        return None
    ended = solved_on(taken)
    is_solved = ended is not None and ended <= until
    return RateLine(row.pk, str(row), row.unit_id, row.unit.name, row.project_id, row.raised_on, ended, is_solved)


def due_orders(viewer: User, span: Span, *, known_at: datetime | None = None) -> Rate:
    """G07 三单按期办结率: orders whose due day (extensions granted) lies in the span; closed in time counts. Revoked: out."""
    steps = (
        OrderStep.objects.order_by("pk") if known_at is None else OrderStep.objects.filter(recorded_at__lte=known_at)
    )
    rows = visible_orders(viewer).filter(issued_on__isnull=False).order_by("pk")
    found = rows.prefetch_related(Prefetch("steps", steps.order_by("pk"), to_attr="known_steps"))
    return Rate(tuple(line for row in found if (line := _order_line(row, span)) is not None))


def _order_line(row: Order, span: Span) -> RateLine | None:
    steps: list[OrderStep] = row.known_steps  # type: ignore[attr-defined]  # prefetched just above
    life = replay(row.kind, [fact_of(step) for step in steps])
    if life.due_on is None or not span.start <= life.due_on <= span.end or life.state == OrderState.REVOKED:
        return None
    ended = life.ended_on if life.state == OrderState.CLOSED else None
    return RateLine(row.pk, str(row), row.unit_id, row.unit.name, row.project_id, life.due_on, ended, is_in_time(life))


def due_rectifications(viewer: User, span: Span, *, known_at: datetime | None = None) -> Rate:
    """G08 限期整改完成率: rectifications due in the span; those reported by the due day and found done count."""
    steps = FindingStep.objects.order_by("pk")
    if known_at is not None:
        steps = FindingStep.objects.filter(recorded_at__lte=known_at).order_by("pk")
    rows = visible_findings(viewer).filter(due_on__range=(span.start, span.end)).order_by("pk")
    found = rows.prefetch_related(Prefetch("steps", steps, to_attr="known_steps"))
    return Rate(tuple(_finding_line(row) for row in found if row.known_steps))


def _finding_line(row: Finding) -> RateLine:
    steps: list[FindingStep] = row.known_steps  # type: ignore[attr-defined]  # prefetched by the caller
    taken = [(step.act, timezone.localdate(step.recorded_at)) for step in steps]
    ended = dict(taken).get(FindingAct.CLOSE.value)
    in_time = rectified_on(taken, row.due_on) is not None
    project = row.inspection.project_id
    return RateLine(row.pk, str(row), row.unit_id, row.unit.name, project, row.due_on, ended, in_time)


@dataclass(frozen=True, slots=True)
class VisitScore:
    """P25 of one visited place: the mean of its marks in 分, how many judges, and its rank in the event."""

    inspection_id: int
    unit_id: int
    unit_name: str
    project_id: int | None
    label: str
    held_on: date
    judges: int
    mean: Fraction | None
    rank: int | None


def visit_scores(viewer: User, plan_id: int, *, known_at: datetime | None = None) -> list[VisitScore]:
    """The scores of a site visit 观摩, best first; of several marks by one judge the latest counts."""
    rows = visible_inspections(viewer).filter(plan_id=plan_id, plan__kind=InspectionKind.VISIT)
    marks = JuryMark.objects.filter(inspection__plan_id=plan_id).order_by("revision")
    if known_at is not None:
        marks = marks.filter(recorded_at__lte=known_at)
    latest: dict[int, dict[str, JuryMark]] = {}
    for mark in marks:
        latest.setdefault(mark.inspection_id, {})[mark.judge] = mark
    scored = []
    for row in rows:
        given = [mark.mark for mark in latest.get(row.pk, {}).values()]
        scored.append((row, len(given), mean_mark(given)))
    means = [mean for _, _, mean in scored if mean is not None]
    found = [
        VisitScore(
            row.pk,
            row.unit_id,
            row.unit.name,
            row.project_id,
            row.project.name if row.project else row.place or row.unit.name,
            row.held_on,
            judges,
            mean,
            None if mean is None else 1 + sum(other > mean for other in means),
        )
        for row, judges, mean in scored
    ]
    return sorted(found, key=lambda score: (score.rank is None, score.rank or 0, score.inspection_id))
