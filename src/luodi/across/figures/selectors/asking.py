"""A question about figures, checked and scoped: which unit, period, window, calibre, as known when, shown how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone

from luodi.across.figures.engine.published import Display
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.rules.catalogue import chosen
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.knowledge import Knowledge
from luodi.across.figures.rules.measures import Calibre, Cohort
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors.locks import governing, knowledge
from luodi.across.figures.selectors.mart import fresh_mart
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period, Span, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, root_unit, subtree, unit_by_code
from luodi.domains.projects.rules import ShareRole
from luodi.domains.targets.models import Target

_FIRST_YEAR = 1990
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
    known_at: datetime | None
    source: MartFiles
    asked_at: datetime

    @property
    def moment(self) -> datetime:
        """As known when: that of the closed period, else the moment asked for, else that of the question."""
        return self.query.knowledge.at(self.period.last) or self.known_at or self.asked_at

    @property
    def lock(self) -> PeriodLock | None:
        """The version of the closed period by which the question is answered; None in open time."""
        return governing(self.period.last, self.known_at) if self.query.knowledge.at(self.period.last) else None


def understand(viewer: User, ask: Ask, *, source: MartFiles | None = None) -> Asked:
    """Check the question. NotPermitted/NotVisible when the unit is out of reach; BusinessError for wrong words.

    `source`: the mart of a question asked just before, beside which this one stands (default: brought up to date now).
    """
    unit = visible_unit(viewer, ask.unit)
    period = parse_period(ask.period)
    figures = chosen(tuple(ask.codes))
    asked_at = timezone.now()
    # The mart's moments are UTC; a moment of another zone must not be compared with them.
    known_at = in_utc(ask.known_at)
    # A question put at a past moment is answered as it was then: by the locks that existed.
    known = knowledge(known_at)
    moment = known.at(period.last) or known_at or asked_at
    query = Query(
        period=period.span,
        figures=figures,
        period_code=period.code,
        calibre=calibre_of(ask.calibre),
        window=window_of(ask.window),
        role=_role(ask.role),
        targets=target_lines(unit, moment, _last_target(known, period, known_at)),
        knowledge=known,
        seen_on=timezone.localdate(moment),
    )
    display = Display(ask.round_mode, ask.digits)
    return Asked(unit, period, figures, query, display, known_at, source or fresh_mart(), asked_at)


def in_utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; BusinessError when it lies before anything can have been known."""
    if moment is None:
        return None
    if moment.year < _FIRST_YEAR:
        raise BusinessError("“截至何时所知”的时间太早，请填写 1990 年以后的时间。", code="figures.known_at")
    return moment.astimezone(UTC)


def visible_unit(viewer: User, code: str | None) -> Unit:
    """The unit asked for (default: the root, or the viewer's own) when the viewer may see its figures."""
    found = reach(viewer, Permission.VIEW)
    if found.is_empty:
        raise NotPermitted("您没有查看指标的权限，请联系安全管理员授权。", code="figures.not_permitted")
    if code:
        unit = unit_by_code(code)
    else:
        unit = root_unit() if found.everything or found.summary or viewer.unit is None else viewer.unit
    if not (found.everything or found.summary or unit.pk in found.unit_ids | found.chain_unit_ids):
        raise NotVisible("没有找到该单位，或它不在您的查看范围内。", code="figures.unit")
    return unit


def require_detail(viewer: User, unit: Unit) -> None:
    """Facts and projects are for those who see the unit in detail; a summary reach has totals only."""
    found = reach(viewer, Permission.VIEW)
    if not found.covers(unit.pk) and unit.pk not in found.chain_unit_ids:
        raise NotPermitted("您的数据范围只能查看汇总数，不能穿透到项目。", code="figures.summary_only")


def _role(text: str) -> ShareRole:
    try:
        return ShareRole(text)
    except ValueError as error:
        names = "、".join(f"{role.value}（{role.label}）" for role in ShareRole)
        raise BusinessError(f"归属角色“{text}”不认识，可用 {names}。", code="figures.role") from error


def calibre_of(text: str) -> Calibre:
    """The calibre of the letter; BusinessError for another one."""
    try:
        return Calibre(text.upper())
    except ValueError as error:
        raise BusinessError(f"口径“{text}”不认识，可用 A、B、C。", code="figures.calibre") from error


def window_of(text: str | None) -> Cohort | Span | None:
    """The window of signings of the word or span; None for that of each figure."""
    if not text:
        return None
    return _WINDOWS[text] if text in _WINDOWS else parse_period(text).span


def _last_target(known: Knowledge, period: Period, known_at: datetime | None) -> int | None:
    """The last target that a closed period knows; None in open time."""
    lock = governing(period.last, known_at) if known.at(period.last) is not None else None
    return None if lock is None else lock.last_target


def target_lines(unit: Unit, known_at: datetime, last: int | None = None) -> tuple[TargetLine, ...]:
    """Targets of the unit and all below it as known at the moment, up to the row numbered `last`."""
    rows = Target.objects.filter(holder__in=subtree(unit).values("pk"), recorded_at__lte=known_at, is_withdrawn=False)
    gone = Q(superseded_by__recorded_at__lte=known_at)
    if last is not None:
        rows, gone = rows.filter(pk__lte=last), gone & Q(superseded_by__pk__lte=last)
    rows = rows.exclude(gone).order_by("pk")
    return tuple(
        TargetLine(
            row.holder_id,
            row.indicator,
            row.issuer,
            row.tier,
            row.period,
            parse_period(row.period).span,
            row.value,
            row.measure,
        )
        for row in rows
    )
