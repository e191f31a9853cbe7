"""Taking over ledgers in bulk: projects with their events and capital, under one slip or one slip each.

Used by intake. Everything happens in one transaction; the number of statements does not grow with single rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState, require_other_person
from luodi.base.audit import services as audit
from luodi.base.core import bulk
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.money import round_decimal
from luodi.base.core.text import compact, project_key, shortened
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalRecord, Project, ProjectExtra, ProjectUnitShare, StageEvent
from luodi.domains.projects.rules import (
    CapitalForm,
    CapitalOrigin,
    Event,
    EventFact,
    Permission,
    Precision,
    ShareRole,
    replay,
)
from luodi.domains.projects.selectors import LedgerState
from luodi.domains.projects.services.cache import index_projects, refresh_projects, search_text
from luodi.domains.projects.services.records import ProjectValues, next_codes
from luodi.domains.projects.services.shares import OPEN

_CHUNK = 2000
_EVENT_COLUMNS = (
    "project_id",
    "slip_id",
    "event",
    "occurred_on",
    "precision",
    "amount_in_wan",
    "currency",
    "amount_in_currency_wan",
    "reason",
    "reverses_id",
)
_CAPITAL_COLUMNS = (
    "project_id",
    "slip_id",
    "arrived_on",
    "precision",
    "span_from",
    "span_to",
    "amount_in_wan",
    "currency",
    "amount_in_currency_wan",
    "rate",
    "origin",
    "form",
    "voucher_no",
    "reason",
    "reverses_id",
)


@dataclass(frozen=True, slots=True)
class EventSeed:
    """An event as a ledger tells it. It may reverse another event of the same seed (its place) or a stored one."""

    event: str
    occurred_on: date
    precision: str = Precision.DAY
    amount_in_wan: Decimal | None = None
    currency: str = "CNY"
    amount_in_currency_wan: Decimal | None = None
    reason: str = ""
    reverses_place: int | None = None
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class CapitalSeed:
    """Money as a ledger tells it: a point (all three days equal) or a span. 万元 CNY, negative for 冲减."""

    arrived_on: date
    span_from: date
    span_to: date
    amount_in_wan: Decimal
    precision: str = Precision.DAY
    currency: str = "CNY"
    amount_in_currency_wan: Decimal | None = None
    rate: Decimal | None = None
    origin: str = CapitalOrigin.OUT_PROVINCE
    form: str = CapitalForm.CASH
    voucher_no: str = ""
    reason: str = ""
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectSeed:
    """A new project (`values`) or more facts of a known one (`project`)."""

    values: ProjectValues | None = None
    project: Project | None = None
    events: Sequence[EventSeed] = ()
    capital: Sequence[CapitalSeed] = ()
    extras: Sequence[tuple[str, str]] = ()
    scope_note: str = ""


@dataclass(frozen=True)
class TakenOver:
    """What a take-over wrote: the project of each seed, in order, and the number of facts."""

    projects: list[Project] = field(default_factory=list)
    stage_events: int = 0
    capital_records: int = 0


@transaction.atomic
def take_over(
    seeds: Sequence[ProjectSeed],
    *,
    batch: str,
    title: str,
    unit: Unit,
    filer: User,
    recogniser: User | None,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenOver:
    """Write the seeds. With a `recogniser` (another person than the filer) the facts count at once.

    The filer needs the right to edit, file events and file capital for `unit`, the recogniser that to recognise
    take-overs; nothing is written to a project of a unit outside `unit`. `progress` is told percents.
    Errors: NotPermitted, NotVisible, BusinessError `approvals.same_person`, `capital.voucher_reused`.
    """
    for permission in (Permission.EDIT, Permission.FILE_EVENT, Permission.FILE_CAPITAL):
        require(filer, permission, unit=unit)
    if recogniser is not None:
        require(recogniser, Approvals.TAKEOVER_RECOGNISE, unit=unit)
    audit.stand_in_line()
    _require_within(unit, seeds)
    _require_fresh_vouchers(seeds)
    tell = progress or (lambda percent: None)
    projects = _projects(seeds, batch=batch, actor=filer, at=at, recognised=recogniser is not None)
    tell(40)
    slips = _slips(seeds, projects, title=title, unit=unit, filer=filer, recogniser=recogniser, at=at)
    tell(55)
    events = _events(seeds, projects, slips, batch=batch, actor=filer, at=at)
    tell(75)
    records = _capital(seeds, projects, slips, batch=batch, actor=filer, at=at)
    _extras(seeds, projects, batch=batch)
    tell(90)
    if recogniser is not None:
        refresh_projects([seed.project.pk for seed in seeds if seed.project is not None])
    acts = [
        audit.Act("projects.taken_over", project, unit_code=project.unit.code, changes={"batch": ("", batch)})
        for project in projects
    ]
    audit.record_many(acts, actor=filer, at=at)
    return TakenOver(projects, events, records)


def _require_within(unit: Unit, seeds: Sequence[ProjectSeed]) -> None:
    for seed in seeds:
        owner = seed.project or seed.values
        if owner is not None and not owner.unit.path.startswith(unit.path):
            message = f"台账中有项目属于“{unit.name}”以外的单位，不能导入。请删去这些行，或由上级单位导入。"
            raise NotVisible(message, code="orgs.not_visible")


def _require_fresh_vouchers(seeds: Sequence[ProjectSeed]) -> None:
    counts = Counter(compact(item.voucher_no) for seed in seeds for item in seed.capital if item.amount_in_wan > 0)
    used = selectors.vouchers_in_use(counts)
    for number, count in counts.items():
        if number in used or (number and count > 1):
            raise BusinessError(f"凭证号“{number}”已经用过，一张凭证只能用一次。", code="capital.voucher_reused")


def _projects(
    seeds: Sequence[ProjectSeed], *, batch: str, actor: User, at: datetime, recognised: bool
) -> list[Project]:
    new = [seed for seed in seeds if seed.project is None]
    codes = iter(next_codes(timezone.localdate(at).year, len(new)))
    made = [_new_project(seed, next(codes), batch=batch, at=at, recognised=recognised) for seed in new]
    bulk.append_models(made)
    index_projects(made)
    _append_history(made, actor=actor, at=at)
    bulk.append_rows(
        ProjectUnitShare,
        ("project_id", "unit_id"),
        [(project.pk, project.unit_id) for project in made],
        role=ShareRole.PROMOTE,
        share_percent=Decimal(100),
        valid_from=OPEN,
        basis="台账",
        batch=batch,
        recorded_by_id=actor.pk,
        recorded_at=at,
    )
    fresh = iter(made)
    return [seed.project if seed.project is not None else next(fresh) for seed in seeds]


def _append_history(made: Sequence[Project], *, actor: User, at: datetime) -> None:
    """The first line of each project's history, as simple-history would write it."""
    history = Project.history.model
    names = [field.attname for field in history.tracked_fields]
    rows = list(map(attrgetter(*names), made))
    bulk.append_rows(
        history, names, rows, history_date=at, history_user_id=actor.pk, history_type="+", history_change_reason=""
    )


def _new_project(seed: ProjectSeed, code: str, *, batch: str, at: datetime, recognised: bool) -> Project:
    values = seed.values
    if values is None:
        raise ValueError("a seed without a project needs values")
    columns = {name: getattr(values, name) for name in ProjectValues.__dataclass_fields__}
    if recognised:
        columns |= selectors.cached_values(_seeded_state(seed))
    key = project_key(values.name)[:200]
    project = Project(code=code, created_at=at, batch=batch, scope_note=seed.scope_note, name_key=key, **columns)
    investor = values.investor
    project.search_text = search_text(
        project, investor=investor.name if investor else "", uscc=investor.uscc if investor else ""
    )
    return project


def _seeded_state(seed: ProjectSeed) -> LedgerState:
    """What the replay will say of the seed's facts, numbered in the order in which `_events` appends them."""
    order = sorted(range(len(seed.events)), key=lambda place: seed.events[place].reverses_place is not None)
    numbers: dict[int | None, int | None] = {None: None}
    numbers.update((place, number) for number, place in enumerate(order, start=1))
    facts = [
        EventFact(number, item.event, item.occurred_on, numbers[item.reverses_place])
        for number, item in enumerate((seed.events[place] for place in order), start=1)
    ]
    life = replay(facts)
    signed = life.proofs.get(Event.SIGN)
    contract = None if signed is None else _four(seed.events[order[signed - 1]].amount_in_wan)
    return LedgerState(life, sum((round_decimal(item.amount_in_wan, 4) for item in seed.capital), Decimal(0)), contract)


def _four(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else round_decimal(amount, 4)


def _slips(
    seeds: Sequence[ProjectSeed],
    projects: Sequence[Project],
    *,
    title: str,
    unit: Unit,
    filer: User,
    recogniser: User | None,
    at: datetime,
) -> dict[int, Slip]:
    """The slip of each seed that brings facts, by the seed's place."""
    places = [place for place, seed in enumerate(seeds) if seed.events or seed.capital]
    if recogniser is not None:
        require_other_person(filer.pk, recogniser.pk)
        return dict.fromkeys(places, recognised_slip(title, unit=unit, filer=filer, recogniser=recogniser, at=at))
    rows = {}
    for place in places:
        project = projects[place]
        name = shortened(f"台账导入：{project.name}", 200)
        rows[place] = Slip(kind=SlipKind.TAKEOVER, title=name, unit=project.unit, filed_by=filer, filed_at=at)
    Slip.objects.bulk_create(rows.values(), batch_size=_CHUNK)
    add_steps(rows.values(), SlipAct.FILE, actor=filer, at=at)
    return rows


def recognised_slip(title: str, *, unit: Unit, filer: User, recogniser: User, at: datetime) -> Slip:
    """One slip that goes through all steps at once: the ledger is filed by `filer` and recognised by another person."""
    slip = Slip.objects.create(
        kind=SlipKind.TAKEOVER,
        title=shortened(title, 200),
        unit=unit,
        state=SlipState.RECOGNISED,
        filed_by=filer,
        filed_at=at,
        verified_by=recogniser,
        verified_at=at,
        recognised_by=recogniser,
        recognised_at=at,
    )
    add_steps([slip], SlipAct.FILE, actor=filer, at=at)
    add_steps([slip], SlipAct.VERIFY, actor=recogniser, at=at)
    add_steps([slip], SlipAct.RECOGNISE, actor=recogniser, at=at)
    audit.record(audit.Act("approvals.recognise", slip, unit_code=unit.code), actor=recogniser, at=at)
    return slip


def add_steps(slips: Iterable[Slip], act: str, *, actor: User, at: datetime, note: str = "") -> None:
    """The same step of many slips, appended in one go."""
    rows = [SlipStep(slip=slip, act=act, note=note, recorded_by=actor, recorded_at=at) for slip in slips]
    SlipStep.objects.bulk_create(rows, batch_size=_CHUNK)


def _events(
    seeds: Sequence[ProjectSeed],
    projects: Sequence[Project],
    slips: Mapping[int, Slip],
    *,
    batch: str,
    actor: User,
    at: datetime,
) -> int:
    """Events that take out another event of their own seed come last: they name its key."""
    first: list[tuple[int, int]] = []
    later: list[tuple[int, int]] = []
    for number, seed in enumerate(seeds):
        for place, item in enumerate(seed.events):
            (first if item.reverses_place is None else later).append((number, place))
    keys: dict[tuple[int, int], int] = {}
    for places in (first, later):
        rows = []
        for number, place in places:
            item = seeds[number].events[place]
            target = None if item.reverses_place is None else keys[number, item.reverses_place]
            rows.append(
                (
                    projects[number].pk,
                    slips[number].pk,
                    item.event,
                    item.occurred_on,
                    item.precision,
                    _four(item.amount_in_wan),
                    item.currency,
                    _four(item.amount_in_currency_wan),
                    shortened(item.reason, 300),
                    target or item.reverses_id,
                )
            )
        made = bulk.append_rows(StageEvent, _EVENT_COLUMNS, rows, batch=batch, recorded_by_id=actor.pk, recorded_at=at)
        keys.update(zip(places, made, strict=True))
    return len(keys)


def _capital(
    seeds: Sequence[ProjectSeed],
    projects: Sequence[Project],
    slips: Mapping[int, Slip],
    *,
    batch: str,
    actor: User,
    at: datetime,
) -> int:
    rows = [
        (
            project.pk,
            slips[number].pk,
            item.arrived_on,
            item.precision,
            item.span_from,
            item.span_to,
            amount,
            item.currency,
            _four(item.amount_in_currency_wan),
            item.rate,
            item.origin,
            item.form,
            compact(item.voucher_no)[:80],
            shortened(item.reason, 300),
            item.reverses_id,
        )
        for number, (seed, project) in enumerate(zip(seeds, projects, strict=True))
        for item in seed.capital
        if (amount := round_decimal(item.amount_in_wan, 4))
    ]
    bulk.append_rows(CapitalRecord, _CAPITAL_COLUMNS, rows, batch=batch, recorded_by_id=actor.pk, recorded_at=at)
    return len(rows)


def _extras(seeds: Sequence[ProjectSeed], projects: Sequence[Project], *, batch: str) -> None:
    """The cells of unknown columns: a known project's are replaced by what the ledger says now."""
    fresh: dict[tuple[int, str], str] = {}
    known: dict[tuple[int, str], str] = {}
    for seed, project in zip(seeds, projects, strict=True):
        cells = fresh if seed.project is None else known
        cells.update(((project.pk, header[:100]), value) for header, value in seed.extras)
    rows = [(pk, header, value) for (pk, header), value in fresh.items()]
    bulk.append_rows(ProjectExtra, ("project_id", "header", "value"), rows, batch=batch)
    ProjectExtra.objects.bulk_create(
        [ProjectExtra(project_id=pk, header=header, value=value, batch=batch) for (pk, header), value in known.items()],
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["project", "header"],
        update_fields=["value", "batch"],
    )
