"""Taking over ledgers in bulk: projects with their events and capital, under one slip or one slip each.

Used by intake. Everything happens in one transaction; the number of statements does not grow with single rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.text import project_key
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
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
from luodi.domains.projects.services.cache import apply_state, refresh_projects, search_text
from luodi.domains.projects.services.records import ProjectValues, next_codes

_CHUNK = 2000
_OPEN = date(1900, 1, 1)


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

    The filer needs the right to edit, file events and file capital for `unit`. `progress` is told percents.
    """
    for permission in (Permission.EDIT, Permission.FILE_EVENT, Permission.FILE_CAPITAL):
        require(filer, permission, unit=unit)
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


def _projects(
    seeds: Sequence[ProjectSeed], *, batch: str, actor: User, at: datetime, recognised: bool
) -> list[Project]:
    new = [seed for seed in seeds if seed.project is None]
    codes = iter(next_codes(at.year, len(new)))
    made = [_new_project(seed, next(codes), batch=batch, at=at, recognised=recognised) for seed in new]
    Project.objects.bulk_create(made, batch_size=_CHUNK)
    Project.history.bulk_history_create(made, batch_size=_CHUNK, default_user=actor, default_date=at)
    shares = [
        ProjectUnitShare(
            project=project,
            unit_id=project.unit_id,
            role=ShareRole.PROMOTE,
            share_percent=Decimal(100),
            valid_from=_OPEN,
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
    project.name_key = project_key(values.name)
    investor = values.investor
    project.search_text = search_text(
        project, investor=investor.name if investor else "", uscc=investor.uscc if investor else ""
    )
    if recognised:
        _apply_seeds(project, seed)
    return project


def _apply_seeds(project: Project, seed: ProjectSeed) -> None:
    facts = [
        EventFact(place, item.event, item.occurred_on, item.reverses_place) for place, item in enumerate(seed.events)
    ]
    apply_state(project, replay(facts))
    reversed_places = {item.reverses_place for item in seed.events}
    for place, item in enumerate(seed.events):
        if item.event == Event.SIGN and place not in reversed_places:
            project.contract_in_wan = item.amount_in_wan
    project.capital_in_wan = sum((item.amount_in_wan for item in seed.capital), Decimal(0))


def _slips(
    seeds: Sequence[ProjectSeed],
    projects: Sequence[Project],
    *,
    title: str,
    unit: Unit,
    filer: User,
    recogniser: User | None,
    at: datetime,
) -> list[Slip]:
    if recogniser is not None:
        return [recognised_slip(title, unit=unit, filer=filer, recogniser=recogniser, at=at)] * len(seeds)
    kind = SlipKind.TAKEOVER
    rows = [
        Slip(kind=kind, title=f"台账导入：{project.name}"[:200], unit=project.unit, filed_by=filer, filed_at=at)
        for project in projects
    ]
    Slip.objects.bulk_create(rows, batch_size=_CHUNK)
    add_steps(rows, SlipAct.FILE, actor=filer, at=at)
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
    slips: Sequence[Slip],
    *,
    batch: str,
    actor: User,
    at: datetime,
) -> int:
    rows: dict[tuple[int, int], StageEvent] = {}
    for number, (seed, project, slip) in enumerate(zip(seeds, projects, slips, strict=True)):
        for place, item in enumerate(seed.events):
            rows[number, place] = StageEvent(
                project=project,
                event=item.event,
                occurred_on=item.occurred_on,
                precision=item.precision,
                amount_in_wan=item.amount_in_wan,
                currency=item.currency,
                amount_in_currency_wan=item.amount_in_currency_wan,
                reason=item.reason[:300],
                reverses_id=item.reverses_id,
                slip=slip,
                batch=batch,
                recorded_by=actor,
                recorded_at=at,
            )
    later = {
        key: (key[0], seeds[key[0]].events[key[1]].reverses_place)
        for key in rows
        if seeds[key[0]].events[key[1]].reverses_place is not None
    }
    StageEvent.objects.bulk_create([row for key, row in rows.items() if key not in later], batch_size=_CHUNK)
    for key, (number, place) in later.items():
        rows[key].reverses = rows[number, place or 0]
    StageEvent.objects.bulk_create([rows[key] for key in later], batch_size=_CHUNK)
    return len(rows)


def _capital(
    seeds: Sequence[ProjectSeed],
    projects: Sequence[Project],
    slips: Sequence[Slip],
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
            amount_in_wan=item.amount_in_wan,
            currency=item.currency,
            amount_in_currency_wan=item.amount_in_currency_wan,
            rate=item.rate,
            origin=item.origin,
            form=item.form,
            voucher_no=item.voucher_no,
            reason=item.reason[:300],
            reverses_id=item.reverses_id,
            slip=slip,
            batch=batch,
            recorded_by=actor,
            recorded_at=at,
        )
        for seed, project, slip in zip(seeds, projects, slips, strict=True)
        for item in seed.capital
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
