"""A question about figures, checked and scoped: which unit, period, window, calibre, as known when, shown how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.engine.values import Display
from luodi.across.figures.rules.catalogue import chosen
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Calibre, Cohort
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors.mart import fresh_mart
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period, Span, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, root_unit, subtree, unit_by_code
from luodi.domains.projects.rules import ShareRole
from luodi.domains.targets.models import Target

_WINDOWS = {"period": Cohort.PERIOD, "ytd": Cohort.YEAR_TO_DATE, "r36": Cohort.ROLLING}


@dataclass(frozen=True)
class Ask:
    """A question as a face puts it; empty fields take the defaults of the contract."""

    period: str
    unit: str | None = None
    codes: Sequence[str] = ()
    calibre: str = "A"
    window: str | None = None
    known_at: datetime | None = None
    round_mode: RoundMode = "HALF_UP"
    digits: int | None = None
    role: str = ShareRole.PROMOTE


@dataclass(frozen=True)
class Asked:
    """A question understood, for a viewer who may ask it."""

    unit: Unit
    period: Period
    figures: tuple[Figure, ...]
    query: Query
    display: Display
    known_at: datetime
    source: MartFiles


def understand(viewer: User, ask: Ask) -> Asked:
    """Check the question. NotPermitted/NotVisible when the unit is out of reach; BusinessError for wrong words."""
    unit = visible_unit(viewer, ask.unit)
    period = parse_period(ask.period)
    figures = chosen(tuple(ask.codes))
    known_at = ask.known_at or timezone.now()
    query = Query(
        period=period.span,
        figures=figures,
        period_code=period.code,
        calibre=_calibre(ask.calibre),
        window=_window(ask.window),
        role=ShareRole(ask.role),
        targets=target_lines(unit, known_at),
    )
    return Asked(unit, period, figures, query, Display(ask.round_mode, ask.digits), known_at, fresh_mart())


def visible_unit(viewer: User, code: str | None) -> Unit:
    """The unit asked for (default: the root, or the viewer's own) when the viewer may see its figures."""
    found = reach(viewer, Permission.VIEW)
    if code:
        unit = unit_by_code(code)
    else:
        unit = root_unit() if found.everything or found.summary or viewer.unit is None else viewer.unit
    if not (found.everything or found.summary or unit.pk in found.unit_ids):
        raise NotVisible("没有找到该单位，或它不在您的查看范围内。", code="figures.unit")
    return unit


def _calibre(text: str) -> Calibre:
    try:
        return Calibre(text.upper())
    except ValueError as error:
        raise BusinessError(f"口径“{text}”不认识，可用 A、B、C。", code="figures.calibre") from error


def _window(text: str | None) -> Cohort | Span | None:
    if not text:
        return None
    return _WINDOWS[text] if text in _WINDOWS else parse_period(text).span


def target_lines(unit: Unit, known_at: datetime) -> tuple[TargetLine, ...]:
    """Targets of the unit and all below it as known at the moment."""
    rows = Target.objects.filter(holder__in=subtree(unit).values("pk"), recorded_at__lte=known_at, is_withdrawn=False)
    rows = rows.exclude(superseded_by__recorded_at__lte=known_at).order_by("pk")
    return tuple(
        TargetLine(
            row.holder_id, row.indicator, row.issuer, row.tier, row.period, parse_period(row.period).span, row.value, row.measure
        )
        for row in rows
    )  # fmt: skip
