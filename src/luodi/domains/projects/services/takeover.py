"""Taking over ledgers in bulk: projects with their events and capital, under one slip or one slip each.

Used by intake. Everything happens in one transaction; the number of statements does not grow with single rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState, require_other_person
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.money import round_decimal
from luodi.base.core.text import compact, project_key
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
from luodi.domains.projects.services.cache import apply_state, refresh_projects, search_text
from luodi.domains.projects.services.records import OPEN, ProjectValues, next_codes

_CHUNK = 2000


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
    Project.objects.bulk_create(made, batch_size=_CHUNK)
    Project.history.bulk_history_create(made, batch_size=_CHUNK, default_user=actor, default_date=at)
    shares = [
        ProjectUnitShare(
            project=project,
            unit_id=project.unit_id,
            role=ShareRole.PROMOTE,
            share_percent=Decimal(100),
            valid_from=OPEN,
            basis="台账",
            batch=batch,
            recorded_by=actor,
            recorded_at=at,
        )
        for project in made
    ]
    ProjectUnitShare.objects.bulk_create(shares, batch_size=_CHUNK)
    fresh = iter(made)
    return [seed.project if seed.project is not None else next(fresh) for seed in seeds]


def _new_project(seed: ProjectSeed, code: str, *, batch: str, at: datetime, recognised: bool) -> Project:
    values = seed.values
    if values is None:
        raise ValueError("a seed without a project needs values")
    columns = {name: getattr(values, name) for name in ProjectValues.__dataclass_fields__}
    project = Project(code=code, created_at=at, batch=batch, scope_note=seed.scope_note, **columns)
    project.name_key = project_key(values.name)[:200]
    investor = values.investor
    project.search_text = search_text(
        project, investor=investor.name if investor else "", uscc=investor.uscc if investor else ""
    )
    if recognised:
        apply_state(project, _seeded_state(seed))
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
        name = f"台账导入：{project.name}"[:200]
        rows[place] = Slip(kind=SlipKind.TAKEOVER, title=name, unit=project.unit, filed_by=filer, filed_at=at)
    Slip.objects.bulk_create(rows.values(), batch_size=_CHUNK)
    add_steps(rows.values(), SlipAct.FILE, actor=filer, at=at)
    return rows


def recognised_slip(title: str, *, unit: Unit, filer: User, recogniser: User, at: datetime) -> Slip:
    """One slip that goes through all steps at once: the ledger is filed by `filer` and recognised by another person."""
    slip = Slip.objects.create(
        kind=SlipKind.TAKEOVER,
        title=title[:200],
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
    rows: dict[tuple[int, int], StageEvent] = {}
    for number, (seed, project) in enumerate(zip(seeds, projects, strict=True)):
        for place, item in enumerate(seed.events):
            rows[number, place] = StageEvent(
                project=project,
                event=item.event,
                occurred_on=item.occurred_on,
                precision=item.precision,
                amount_in_wan=_four(item.amount_in_wan),
                currency=item.currency,
                amount_in_currency_wan=_four(item.amount_in_currency_wan),
                reason=item.reason[:300],
                reverses_id=item.reverses_id,
                slip=slips[number],
                batch=batch,
                recorded_by=actor,
                recorded_at=at,
            )
    later: dict[tuple[int, int], tuple[int, int]] = {}
    for number, place in rows:
        target = seeds[number].events[place].reverses_place
        if target is not None:
            later[number, place] = (number, target)
    StageEvent.objects.bulk_create([row for key, row in rows.items() if key not in later], batch_size=_CHUNK)
    for key, target_key in later.items():
        rows[key].reverses = rows[target_key]
    StageEvent.objects.bulk_create([rows[key] for key in later], batch_size=_CHUNK)
    return len(rows)


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
        CapitalRecord(
            project=project,
            arrived_on=item.arrived_on,
            precision=item.precision,
            span_from=item.span_from,
            span_to=item.span_to,
            amount_in_wan=round_decimal(item.amount_in_wan, 4),
            currency=item.currency,
            amount_in_currency_wan=_four(item.amount_in_currency_wan),
            rate=item.rate,
            origin=item.origin,
            form=item.form,
            voucher_no=compact(item.voucher_no)[:80],
            reason=item.reason[:300],
            reverses_id=item.reverses_id,
            slip=slips[number],
            batch=batch,
            recorded_by=actor,
            recorded_at=at,
        )
        for number, (seed, project) in enumerate(zip(seeds, projects, strict=True))
        for item in seed.capital
        if round_decimal(item.amount_in_wan, 4)
    ]
    CapitalRecord.objects.bulk_create(rows, batch_size=_CHUNK)
    return len(rows)


def _extras(seeds: Sequence[ProjectSeed], projects: Sequence[Project], *, batch: str) -> None:
    rows = {
        (project.pk, header[:100]): ProjectExtra(project=project, header=header[:100], value=value, batch=batch)
        for seed, project in zip(seeds, projects, strict=True)
        for header, value in seed.extras
    }
    ProjectExtra.objects.bulk_create(
        list(rows.values()),
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["project", "header"],
        update_fields=["value", "batch"],
    )
