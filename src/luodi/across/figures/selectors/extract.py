"""Rows of the ledger as frames of the mart: only recognised facts, money in whole 分, moments in UTC."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Final

import polars as pl
from django.db.models import Count, F, Max, Q, QuerySet, Value

from luodi.across.figures.engine.schema import TABLES, empty
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.selectors.locks import as_known
from luodi.base.approvals.models import SlipStep
from luodi.base.approvals.rules import SlipAct
from luodi.base.audit.models import AuditEntry
from luodi.base.core.codes import sector_of
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import fen_from_wan
from luodi.base.orgs.models import Unit
from luodi.domains.investors.models import Honour, Trip, TripContact
from luodi.domains.offers.models import PlannedLink, PlannedStep, PlannedVersion
from luodi.domains.projects.models import CapitalRecord, Project, ProjectUnitShare, StageEvent
from luodi.domains.projects.rules import Event, NegotiationClass
from luodi.domains.targets.models import Target

_MONTHS = {NegotiationClass.ORDINARY: 3, NegotiationClass.MAJOR: 6}
NUMBERED: Final = ("step", "history", "share", "trip")
COUNTED: Final = ("target", "planned", "planned_step")
"""Small tables: all their rows are counted, in one question."""
REACH: Final = 50_000
"""So many numbers below a mark may still come in late."""

_WITHDRAWN = "withdrawn"
_CHUNK = 500
_UNIT_COLUMNS = ("pk", "parent_id", "code", "name", "kind", "active_from", "active_to", "merged_into_id")
_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
_PROJECT_COLUMNS = (
    "id", "history_id", "history_date", "code", "name", "unit_id", "chain_id", "sector_code", "investor_id", "is_foreign",
    "total_investment_in_wan", "currency", "parent_id", "scope_note", "is_withdrawn", "negotiation_class",
)  # fmt: skip


def watermarks() -> dict[str, int]:
    """Up to which rows the ledger goes now, with the number of rows near each mark (`step.seen`).

    A database may give out numbers before it commits: a row below the mark that comes late changes what was seen.
    Units, which change in place, count by a fingerprint.
    """
    marks: dict[str, int] = {}
    for name in NUMBERED:
        marks[name] = _numbered(name).aggregate(last=Max("pk"))["last"] or 0
        marks[f"{name}.seen"] = seen(name, marks[name])
    marks["honour"] = Honour.objects.aggregate(last=Max("pk"))["last"] or 0
    marks |= _counted()
    marks["lock"] = PeriodLock.objects.aggregate(last=Max("pk"))["last"] or 0
    marks["units"] = _unit_fingerprint()
    return marks


def _counted() -> dict[str, int]:
    first, *others = (
        _numbered(name)
        .annotate(fact_table=Value(name))
        .values("fact_table")
        .annotate(highest=Max("pk"), how_many=Count("pk"))
        for name in COUNTED
    )
    marks = {mark: 0 for name in COUNTED for mark in (name, f"{name}.seen")}
    for name, last, rows in first.union(*others, all=True).values_list("fact_table", "highest", "how_many"):
        marks[name], marks[f"{name}.seen"] = last or 0, rows
    return marks


def seen(name: str, mark: int) -> int:
    """Number of rows up to a mark: of large tables those within reach below it."""
    rows = _numbered(name).filter(pk__lte=mark)
    return (rows if name in COUNTED else rows.filter(pk__gt=mark - REACH)).count()


def _numbered(name: str) -> QuerySet[Any]:
    rows: dict[str, QuerySet[Any]] = {
        "step": SlipStep.objects.filter(act=SlipAct.RECOGNISE),
        "history": Project.history.all(),
        "share": ProjectUnitShare.objects.all(),
        "trip": Trip.objects.all(),
        "target": Target.objects.all(),
        "planned": PlannedVersion.objects.all(),
        "planned_step": PlannedStep.objects.all(),
    }
    return rows[name].order_by()


def _unit_fingerprint() -> int:
    """Changes when a unit is added, renamed, moved, or merged."""
    rows = list(Unit.objects.order_by("pk").values_list(*_UNIT_COLUMNS))
    return int.from_bytes(hashlib.sha256(repr(rows).encode()).digest()[:6])


def stage_events(after: int, upto: int) -> pl.DataFrame:
    """Events recognised by steps in (after, upto]."""
    rows = StageEvent.objects.filter(_recognised(after, upto)).order_by("pk")
    columns = (
        "pk", "project_id", "event", "occurred_on", "slip_id", "slip__recognised_at", "amount_in_wan", "occasion_id", "reverses_id",
    )  # fmt: skip
    known = _recognition(after, upto)
    return _frame(
        "stage_events",
        (
            (pk, project, event, day, known(slip, at), _fen(amount), occasion, reverses)
            for pk, project, event, day, slip, at, amount, occasion, reverses in rows.values_list(*columns).iterator(
                20_000
            )
        ),
    )


def pairs(after: int, upto: int) -> pl.DataFrame:
    """Replaced and replacing projects, of replacements recognised by steps in (after, upto]."""
    events = StageEvent.objects.filter(_recognised(after, upto), event=Event.REPLACE).order_by("pk")
    rows = events.filter(side_detail__counterpart__isnull=False)
    return _frame("pairs", rows.values_list("pk", "project_id", "side_detail__counterpart_id"))


def capital(after: int, upto: int) -> pl.DataFrame:
    """Capital records recognised by steps in (after, upto]."""
    rows = CapitalRecord.objects.filter(_recognised(after, upto)).order_by("pk")
    columns = (
        "pk", "project_id", "arrived_on", "span_from", "span_to", "slip_id", "slip__recognised_at", "amount_in_wan", "origin",
        "reverses_id",
    )  # fmt: skip
    known = _recognition(after, upto)
    return _frame(
        "capital",
        (
            (pk, project, day, first, last, known(slip, at), _fen(amount), origin, reverses)
            for pk, project, day, first, last, slip, at, amount, origin, reverses in rows.values_list(
                *columns
            ).iterator(20_000)
        ),
    )


def _recognised(after: int, upto: int) -> Q:
    slips = SlipStep.objects.filter(act=SlipAct.RECOGNISE, pk__gt=after, pk__lte=upto).values("slip_id")
    return Q(slip_id__in=slips)


def _recognition(after: int, upto: int) -> Callable[[int, datetime], datetime]:
    """When a slip's facts became known: its recognition, but never before the lock it came after."""
    steps = SlipStep.objects.filter(act=SlipAct.RECOGNISE, pk__gt=after, pk__lte=upto)
    numbers = dict(steps.values_list("slip_id", "pk")) if PeriodLock.objects.exists() else {}
    known = as_known("last_step")

    def moment(slip: int, at: datetime) -> datetime:
        return known(numbers.get(slip, 0), at.astimezone(UTC))

    return moment


def shares(after: int, upto: int) -> pl.DataFrame:
    """Unit shares recorded with numbers in (after, upto]."""
    rows = ProjectUnitShare.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    columns = ("pk", "project_id", "unit_id", "role", "share_percent", "valid_from", "revision", "recorded_at")
    known = as_known("last_share")
    return _frame(
        "shares",
        (
            (project, unit, role, int(percent * 100), day, revision, known(pk, _utc(at)))
            for pk, project, unit, role, percent, day, revision, at in rows.values_list(*columns).iterator(20_000)
        ),
    )


def trips(after: int, upto: int) -> pl.DataFrame:
    """Trips filed with numbers in (after, upto]."""
    rows = Trip.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    known = as_known("last_trip")
    columns = ("pk", "unit_id", "left_on", "is_led", "recorded_at", "reverses_id")
    return _frame(
        "trips",
        (
            (pk, unit, day, led, known(pk, _utc(at)), reverses)
            for pk, unit, day, led, at, reverses in rows.values_list(*columns)
        ),
    )


def trip_contacts(after: int, upto: int) -> pl.DataFrame:
    """Companies met on those trips."""
    rows = TripContact.objects.filter(trip_id__gt=after, trip_id__lte=upto).order_by("pk")
    return _frame("trip_contacts", rows.values_list("trip_id", "investor_id"))


def planned(after: int, upto: int) -> pl.DataFrame:
    """Versions of planned projects written with numbers in (after, upto]."""
    rows = PlannedVersion.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    known = as_known("planned")
    columns = (
        *("pk", "planned_id", "revision", "recorded_at"),
        *("planned__unit_id", "investment_in_wan", "action", "resource"),
    )
    return _frame(
        "planned",
        (
            (planned_id, revision, known(pk, _utc(at)), unit, _fen(amount), action, bool(resource))
            for pk, planned_id, revision, at, unit, amount, action, resource in rows.values_list(*columns)
        ),
    )


def planned_steps(after: int, upto: int) -> pl.DataFrame:
    """Steps of planned projects written with numbers in (after, upto]."""
    rows = PlannedStep.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    known = as_known("planned_step")
    columns = ("pk", "planned_id", "act", "occurred_on", "recorded_at", "reverses_id")
    return _frame(
        "planned_steps",
        (
            (pk, planned_id, act, day, known(pk, _utc(at)), reverses)
            for pk, planned_id, act, day, at, reverses in rows.values_list(*columns)
        ),
    )


def planned_links(after: int, upto: int) -> pl.DataFrame:
    """Links of planned projects, and their endings, recognised by steps in (after, upto]."""
    rows = PlannedLink.objects.filter(_recognised(after, upto)).order_by("pk")
    columns = ("pk", "planned_id", "project_id", "linked_on", "slip_id", "slip__recognised_at", "reverses_id")
    known = _recognition(after, upto)
    return _frame(
        "planned_links",
        (
            (pk, planned_id, project, day, known(slip, at), reverses)
            for pk, planned_id, project, day, slip, at, reverses in rows.values_list(*columns)
        ),
    )


def targets() -> pl.DataFrame:
    """Every target, the replaced and withdrawn ones too."""
    rows = Target.objects.order_by("pk")
    return _frame(
        "targets",
        (
            (
                row.pk, row.holder_id, row.indicator, row.issuer, row.tier, row.period, int(row.value * 10_000),
                row.measure, row.supersedes_id, row.is_withdrawn, _utc(row.recorded_at),
            )
            for row in rows
        ),
    )  # fmt: skip


def locks() -> pl.DataFrame:
    """Every version of every closed period."""
    rows = PeriodLock.objects.order_by("pk").values_list(
        "pk", "period", "start", "end", "version", "known_at", "recorded_at", "last_target"
    )
    return _frame("locks", ((*row[:5], _utc(row[5]), _utc(row[6]), row[7]) for row in rows))


def units() -> pl.DataFrame:
    """The unit tree as it stands; of each merger also when it was entered."""
    entered = _moments("orgs.unit_merged")
    rows = Unit.objects.order_by("pk").values_list(*_UNIT_COLUMNS)
    return _frame("units", ((*row, entered.get(row[0])) for row in rows))


def _moments(action: str) -> dict[int, datetime]:
    """When rows that bear no moment of their own were entered, by the audit log."""
    rows = AuditEntry.objects.filter(action=action).order_by("number").values_list("subject_id", "at")
    return {int(subject): at.astimezone(UTC) for subject, at in rows}


def changed_projects(after: int, upto: int) -> list[int]:
    """Projects whose attributes were recorded anew by rows of history in (after, upto]."""
    rows = Project.history.filter(history_id__gt=after, history_id__lte=upto)
    return sorted(set(rows.values_list("id", flat=True)))


def projects(only: Collection[int] | None = None) -> pl.DataFrame:
    """Every state that a project's classifying fields had, with the time in which it was the known one.

    `only` these projects (None: all). A state that differs in nothing from the one before it is the same state.
    """
    rows = Project.history.order_by("id", "history_date", "history_id").values_list(*_PROJECT_COLUMNS, named=True)
    honoured, known = _honoured(), as_known("last_history")
    kinds = _investor_kinds()
    found: list[list[object]] = []
    parts = [None] if only is None else [list(only)[at : at + _CHUNK] for at in range(0, len(only), _CHUNK)]
    for part in parts:
        told = (rows if part is None else rows.filter(id__in=part)).iterator(20_000)
        for project, history in groupby(told, key=lambda row: row.id):
            for begun, row, has_honour in _states(history, known, honoured):
                state = _attributes(row, has_honour, kinds.get(row.investor_id, ""))
                _add_state(found, project, begun, state)
    return _frame("projects", found)


def _honoured() -> dict[int, datetime]:
    """Since when an investor is known to hold an honour."""
    entered = _moments("investors.honour_awarded")
    since: dict[int, datetime] = {}
    for honour, investor in Honour.objects.values_list("pk", "investor_id"):
        moment = entered.get(honour, _ALWAYS)
        since[investor] = min(moment, since.get(investor, moment))
    return since


def _states(
    history: Iterable[Any], known: Callable[[int, datetime], datetime], honoured: Mapping[int, datetime]
) -> Iterator[tuple[datetime, Any, bool]]:
    """A project's history as (known since, row, whether its investor was honoured); the coming of an honour is a state
    of its own.
    """
    rows = [(known(row.history_id, _utc(row.history_date)), row.history_id, row) for row in history]
    rows.sort(key=lambda told: told[:2])
    for place, (begun, _, row) in enumerate(rows):
        moment = honoured.get(row.investor_id)
        yield begun, row, moment is not None and moment <= begun
        is_last = place + 1 == len(rows)
        if moment is not None and begun < moment and (is_last or moment < rows[place + 1][0]):
            yield moment, row, True


def _attributes(
    row: Any,  # noqa: ANN401 - a row named by its columns
    is_honoured: bool,
    kind: str,
) -> list[object]:
    return [
        row.code,
        row.name,
        row.unit_id,
        row.chain_id,
        _section(row.sector_code),
        row.investor_id,
        kind,
        row.is_foreign,
        is_honoured,
        _fen(row.total_investment_in_wan) if row.currency == "CNY" else None,
        row.parent_id,
        _WITHDRAWN if row.is_withdrawn else row.scope_note,
        _MONTHS.get(row.negotiation_class, 3),
    ]


def _add_state(found: list[list[object]], project: int, begun: datetime, state: list[object]) -> None:
    """Close the project's state before this one, unless they are the same or it lasted no time."""
    last = found[-1] if found and found[-1][0] == project else None
    if last is not None and last[3:] == state:
        return
    if last is not None and last[1] == begun:
        found.pop()
        last = found[-1] if found and found[-1][0] == project else None
        if last is not None and last[3:] == state:
            last[2] = None
            return
    if last is not None:
        last[2] = begun
    found.append([project, begun, None, *state])


def _investor_kinds() -> dict[int, str]:
    rows = Project.objects.exclude(investor=None).values_list("investor_id", F("investor__origin")).distinct()
    return dict(rows)


@cache
def _section(code: str) -> str:
    """`C13` for 1351: letter and division, so that the first letter is the section."""
    if not code:
        return ""
    try:
        sector = sector_of(code)
    except BusinessError:
        return ""
    return f"{sector.section}{sector.division}"


def _frame(table: str, rows: Iterable[Sequence[object]]) -> pl.DataFrame:
    listed = list(rows)
    return pl.DataFrame(listed, schema=TABLES[table], orient="row") if listed else empty(table)


def _fen(wan: Decimal | None) -> int | None:
    return None if wan is None else fen_from_wan(wan)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
