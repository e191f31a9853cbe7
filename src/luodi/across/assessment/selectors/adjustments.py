"""Reading what people decided about results: adjustments, marks, publications."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from django.db.models import Q, QuerySet

from luodi.across.assessment.models import Adjustment, JuryMark, Publication
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.rights import Permission
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.files.models import Attachment
from luodi.base.files.rules import Permission as Files
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require


def adjustments(viewer: User) -> QuerySet[Adjustment]:
    """Adjustments of the units in reach, latest first."""
    rows = Adjustment.objects.select_related(
        "unit", "slip", "slip__recognised_by__person", "recorded_by__person", "reverses"
    ).order_by("-pk")
    rows = rows.prefetch_related("evidence")
    found = reach(viewer, Permission.VIEW)
    if found.everything or found.summary:
        return rows
    return rows.filter(unit_id__in=found.unit_ids | found.chain_unit_ids)


def adjustment(viewer: User, pk: int) -> Adjustment:
    """One adjustment; NotVisible when its unit is out of reach."""
    found = adjustments(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该考核调整，或不在您的查看范围内。", code="assessment.adjustment")
    return found


def adjustment_attachment(viewer: User, adjustment_pk: int, pk: int) -> Attachment:
    """A basis document of an adjustment in reach; NotVisible otherwise. NotPermitted without the right to see attachments."""
    require(viewer, Files.VIEW)
    of = adjustment(viewer, adjustment_pk)
    found = Attachment.objects.filter(pk__in=of.evidence.values("pk"), pk=pk).first()
    if found is None or not found.path.exists():
        raise NotVisible("没有找到该附件，或它不属于这项考核调整。", code="assessment.attachment")
    return found


def adjustment_of_slip(slip: Slip) -> Adjustment | None:
    """What an approval slip of this kind is about."""
    rows = Adjustment.objects.filter(slip=slip).select_related("unit", "reverses")
    return rows.prefetch_related("evidence_rows__attachment", "evidence_rows__recorded_by__person").first()


@dataclass
class Decided:
    """What was decided about one unit in one period and counts."""

    corrections: dict[str, Fraction] = field(default_factory=dict)
    cases: dict[str, Fraction] = field(default_factory=dict)
    vetoes: set[str] = field(default_factory=set)
    colour: Adjustment | None = None
    marks: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    rows: list[Adjustment] = field(default_factory=list)


def decided(units: Sequence[Unit], *, scheme_code: str, period: str, known_at: datetime | None) -> dict[int, Decided]:
    """What counts for each unit in the period, as known at the moment (default: now)."""
    found: dict[int, Decided] = defaultdict(Decided)
    for row in _counting(units, scheme_code, period, known_at):
        _add(found[row.unit_id], row)
    for unit_id, marks in _marks(units, scheme_code, period, known_at).items():
        found[unit_id].marks = marks
    return found


def _counting(units: Sequence[Unit], scheme_code: str, period: str, known_at: datetime | None) -> list[Adjustment]:
    known = Q() if known_at is None else Q(slip__recognised_at__lte=known_at)
    rows = Adjustment.objects.filter(known, slip__state=SlipState.RECOGNISED, unit__in=units)
    rows = rows.filter(scheme_code=scheme_code, period=period).select_related("slip__recognised_by__person", "unit")
    every = list(rows.order_by("pk"))
    taken_back = {row.reverses_id for row in every}
    return [row for row in every if row.reverses_id is None and row.pk not in taken_back]


def _add(found: Decided, row: Adjustment) -> None:
    found.rows.append(row)
    amount = Fraction(row.amount)
    if row.kind == AdjustmentKind.POINTS:
        found.corrections[row.subject] = found.corrections.get(row.subject, Fraction(0)) + amount
    elif row.kind == AdjustmentKind.CASES:
        found.cases[row.subject] = found.cases.get(row.subject, Fraction(0)) + amount
    elif row.kind == AdjustmentKind.VETO:
        found.vetoes.add(row.subject)
    else:
        found.colour = row


def _marks(
    units: Sequence[Unit], scheme_code: str, period: str, known_at: datetime | None
) -> dict[int, dict[str, tuple[Fraction, ...]]]:
    known = Q() if known_at is None else Q(recorded_at__lte=known_at)
    rows = JuryMark.objects.filter(known, unit__in=units, scheme_code=scheme_code, period=period).order_by("pk")
    latest = {(row.unit_id, row.line, row.judge): Fraction(row.mark) for row in rows}
    found: dict[int, dict[str, tuple[Fraction, ...]]] = defaultdict(dict)
    for (unit_id, line, _judge), mark in latest.items():
        found[unit_id][line] = (*found[unit_id].get(line, ()), mark)
    return found


def is_public(scheme_code: str, group: str, period: str) -> bool:
    """Whether the group's ranking of the period has been opened to its members."""
    row = Publication.objects.filter(scheme_code=scheme_code, group=group, period=period).order_by("-pk").first()
    return row is not None and row.is_public
