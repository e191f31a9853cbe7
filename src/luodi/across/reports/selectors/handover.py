"""What a person who leaves hands over, put together from the ledger, the log of visits and the orders in the viewer's reach."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from luodi.across.reports.engine.handover import HeldProject, OrderLine, Pack, PastLine, PromiseLine, pack_document
from luodi.base.core.documents import write_docx
from luodi.base.core.money import format_wan
from luodi.base.orgs.models import Person, User
from luodi.domains.projects.models import Assignment, CapitalRecord, Project, StageEvent, Visit
from luodi.domains.projects.rules import Stage
from luodi.domains.projects.selectors.responsibility import burdened_person, held_by, visit_duties
from luodi.domains.supervision.rules.orders import OPEN
from luodi.domains.supervision.selectors.visibility import visible_orders

_YEAR: Final = timedelta(days=365)
_PLANS: Final = (
    ("planned_start_on", "started_on", "合同约定开工"),
    ("planned_completion_on", "completed_on", "合同约定竣工"),
    ("planned_production_on", "produced_on", "合同约定投产"),
)


def handover_pack(viewer: User, person_pk: int, on: date) -> Pack:
    """The pack of one person as it stands on the day; NotVisible when nothing of it lies in the viewer's reach."""
    person = burdened_person(viewer, person_pk, on)
    held = held_by(viewer, person, on)
    projects = list({row.project_id: row.project for row in held}.values())
    promises = sorted(_promises(projects), key=lambda line: (line.due_on, line.project))
    return Pack(
        person=person.name,
        post=person.post,
        unit=person.unit.name,
        on=on,
        projects=_held(viewer, person, held, on),
        history=_history(projects, on),
        promises=promises,
        orders=_orders(viewer, projects),
    )


def handover_document(pack: Pack) -> bytes:
    """The pack as Word."""
    return write_docx(pack_document(pack))


def _held(viewer: User, person: Person, held: Sequence[Assignment], on: date) -> list[HeldProject]:
    owed = {
        duty.assignment.pk: duty.due_on for duty in visit_duties(viewer, on) if duty.assignment.person_id == person.pk
    }
    return [
        HeldProject(
            name=row.project.name,
            code=row.project.code,
            role=row.get_role_display(),
            since=row.starts_on,
            stage=_standing(row.project),
            unit=row.project.unit.label,
            total=_total(row.project),
            next_step=_next_step(row.project, owed.get(row.pk), on),
        )
        for row in held
    ]


def _standing(project: Project) -> str:
    stage = str(Stage(project.stage).label)
    return stage if project.side_status == "NORMAL" else f"{stage}（{project.get_side_status_display()}）"


def _total(project: Project) -> str:
    amount = project.total_investment_in_wan
    if amount is None:
        return "—"
    return f"{amount.normalize():,f}" + ("" if project.currency == "CNY" else f" {project.currency}")


def _next_step(project: Project, visit_due: date | None, on: date) -> str:
    """The next day on which something is due: an agreed one not yet reached, else the visit."""
    agreed = [
        (getattr(project, planned), text)
        for planned, reached, text in _PLANS
        if getattr(project, planned) is not None and getattr(project, reached) is None
    ]
    steps = [f"{text} {day}{'（已过）' if day < on else ''}" for day, text in sorted(agreed)[:1]]
    if visit_due is not None:
        steps.append(f"走访 {visit_due}{'（已过）' if visit_due < on else ''}")
    return "；".join(steps) or "—"


def _history(projects: Sequence[Project], on: date) -> list[PastLine]:
    names = {project.pk: project.name for project in projects}
    lines = [*_events(names, on), *_arrivals(names, on), *_visits(names, on)]
    return sorted(lines, key=lambda line: (line.day, line.project), reverse=True)


def _events(names: dict[int, str], on: date) -> Iterator[PastLine]:
    rows = StageEvent.objects.filter(
        project_id__in=names, slip__state="RECOGNISED", occurred_on__range=(on - _YEAR, on), reverses=None
    )
    for row in rows.order_by("occurred_on", "pk"):
        yield PastLine(row.occurred_on, names[row.project_id], str(row.get_event_display()))


def _arrivals(names: dict[int, str], on: date) -> Iterator[PastLine]:
    rows = CapitalRecord.objects.filter(
        project_id__in=names, slip__state="RECOGNISED", arrived_on__range=(on - _YEAR, on)
    )
    for row in rows.order_by("arrived_on", "pk"):
        word = "资金到位" if row.amount_in_wan > 0 else "资金冲减"
        yield PastLine(row.arrived_on, names[row.project_id], f"{word} {format_wan(abs(row.amount_in_wan))}")


def _visits(names: dict[int, str], on: date) -> Iterator[PastLine]:
    rows = Visit.objects.filter(
        project_id__in=names, visited_on__range=(on - _YEAR, on), reverses=None, reversal=None
    ).select_related("visitor")
    for row in rows.order_by("visited_on", "pk"):
        agreed = f"；议定：{row.decided}" if row.decided else ""
        yield PastLine(row.visited_on, names[row.project_id], f"{row.visitor.name}走访：{row.found}{agreed}")


def _promises(projects: Sequence[Project]) -> Iterator[PromiseLine]:
    """Agreed days of the contracts that are not reached yet."""
    for project in projects:
        for planned, reached, text in _PLANS:
            day = getattr(project, planned)
            if day is not None and getattr(project, reached) is None:
                yield PromiseLine(project.name, text, day, "未完成")


def _orders(viewer: User, projects: Sequence[Project]) -> list[OrderLine]:
    rows = visible_orders(viewer).filter(project_id__in=[project.pk for project in projects], state__in=OPEN)
    return [OrderLine(row.number or "—", row.title, row.get_state_display(), row.due_on) for row in rows]
