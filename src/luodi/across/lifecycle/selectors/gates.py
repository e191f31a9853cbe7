"""Gates as they count on a day, and how projects and filed events stand before them.

One table answers what may be filed, what is missing for the next stage, and whether a step may be recognised.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from luodi.across.lifecycle.models import GateRow, GateVersion, Waiver
from luodi.across.lifecycle.rules.gates import Gate, GateState, Requirement, Test, judge
from luodi.across.lifecycle.rules.gates_holdings import Holdings, Paper
from luodi.across.lifecycle.rules.gates_order import GATED, next_event, turn_fault
from luodi.across.lifecycle.rules.gates_preset import preset
from luodi.across.lifecycle.rules.gates_review import belongs_to_city
from luodi.across.lifecycle.selectors.gates_review import competence
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipKind, SlipState
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import root_unit, users_with
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.projects.rules import ENDED, EVENT_OF_STAGE, Event, ProjectKind, replay
from luodi.domains.projects.rules.documents import DocumentKind


def versions() -> QuerySet[GateVersion]:
    """Every version that the bureau wrote with its rows, latest first."""
    rows = GateRow.objects.prefetch_related("targets").order_by("position")
    found = GateVersion.objects.select_related("recorded_by__person").prefetch_related(Prefetch("rows", rows))
    return found.order_by("event", "kind", "-revision")


def gate_of(event: str, kind: str, on: date) -> Gate:
    """The gate that counts on the day: the latest version that had begun, else the preset."""
    row = versions().filter(event=event, kind=kind, valid_from__lte=on).first()
    return preset(event, kind) if row is None else read_gate(row)


def read_gate(version: GateVersion) -> Gate:
    """A version as the rules take it."""
    return Gate(
        version.event,
        version.kind,
        tuple(_requirement(row) for row in version.rows.all()),
        version.is_used,
        version.revision,
    )


def _requirement(row: GateRow) -> Requirement:
    return Requirement(
        row.code,
        row.label,
        row.test,
        tuple(item.target for item in row.targets.all()),
        row.least,
        row.needs_number,
        row.needs_date,
        row.group,
        row.branch,
        row.group_needs,
        row.is_core,
        row.may_waive,
    )


@dataclass(frozen=True)
class GateBook:
    """The gates of all steps and kinds as they count on any day: the versions are read once."""

    begun: dict[tuple[str, str], list[GateVersion]]

    def gate(self, event: str, kind: str, on: date) -> Gate:
        """The gate that counts on the day."""
        found = next((row for row in self.begun.get((event, kind), ()) if row.valid_from <= on), None)
        return preset(event, kind) if found is None else read_gate(found)

    def unused(self, kind: str, on: date) -> frozenset[str]:
        """The steps that the kind's track leaves out on the day."""
        return frozenset(event for event in GATED if not self.gate(event, kind, on).is_used)


def gate_book() -> GateBook:
    """All gates, to judge many projects."""
    begun: dict[tuple[str, str], list[GateVersion]] = defaultdict(list)
    for row in versions():
        begun[row.event, row.kind].append(row)
    return GateBook(dict(begun))


@dataclass(frozen=True)
class Belongings:
    """What is known of a set of projects before any gate, read in a fixed number of queries."""

    papers: dict[int, tuple[Paper, ...]]
    scenes: dict[int, tuple[str, ...]]
    checks: dict[tuple[int, str], str]
    twins: frozenset[int]
    waivers: dict[tuple[int, str], dict[str, int]]

    def holdings(self, project: Project, event: str, *, on: date, filed: StageEvent | None = None) -> Holdings:
        """What the project has for the step; `filed` is the event that is judged."""
        return Holdings(
            on=on,
            fields=_fields(project),
            papers=self.papers.get(project.pk, ()),
            scenes=self.scenes.get(project.pk, ()),
            checked=self.checks.get((project.pk, event), ""),
            capital_in_wan=project.capital_in_wan,
            country=project.investor.country if project.investor else "",
            has_parent=project.parent_id is not None,
            has_twin=project.pk in self.twins,
            amount_in_wan=None if filed is None else filed.amount_in_wan,
            occurred_on=None if filed is None else filed.occurred_on,
        )


def belongings(projects: Sequence[Project], *, today: date) -> Belongings:
    """Papers, photos, checks, doubled contracts and waivers of the projects."""
    ids = [project.pk for project in projects]
    papers: dict[int, list[Paper]] = defaultdict(list)
    for row in ledger.documents_in_force(ids):
        papers[row.project_id].append(
            Paper(
                row.pk,
                row.kind,
                row.number,
                row.issued_on,
                row.valid_until,
                row.amount_in_wan,
                row.party_code,
                row.conclusion,
                row.commits_money,
            )
        )
    scenes: dict[int, list[str]] = defaultdict(list)
    for pk, scene in ledger.site_photos(ids).values_list("project_id", "scene"):
        scenes[pk].append(scene)
    checks = {(row.project_id, row.event): row.conclusion for row in ledger.site_checks(ids)}
    return Belongings(
        {pk: tuple(found) for pk, found in papers.items()},
        {pk: tuple(found) for pk, found in scenes.items()},
        checks,
        ledger.with_doubled_numbers(ids, DocumentKind.CONTRACT),
        waivers_in_force(ids, today),
    )


def _fields(project: Project) -> dict[str, object]:
    values = {spec.name: getattr(project, spec.name, None) for spec in PROJECT_FIELDS}
    values["uscc"] = project.investor.uscc if project.investor else ""
    return values


def waivers_in_force(project_ids: Iterable[int], on: date) -> dict[tuple[int, str], dict[str, int]]:
    """Approved waivers that have not run out, per project and step: requirement code → number of the waiver."""
    rows = Waiver.objects.filter(
        project_id__in=list(project_ids), valid_until__gte=on, slip__state=SlipState.RECOGNISED
    )
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for row in rows.order_by("pk"):
        found[row.project_id, row.event][row.code] = row.pk
    return dict(found)


def states_of_events(events: Sequence[StageEvent], *, today: date) -> dict[int, GateState]:
    """How each filed event stands before the gate of its own day, by the event's number. Events without gates are left out."""
    gated = [row for row in events if row.event in GATED]
    if not gated:
        return {}
    book = gate_book()
    held = belongings(list({row.project_id: row.project for row in gated}.values()), today=today)
    return {
        row.pk: judge(
            book.gate(row.event, row.project.kind, row.occurred_on),
            held.holdings(row.project, row.event, on=row.occurred_on, filed=row),
            held.waivers.get((row.project_id, row.event), {}),
        )
        for row in gated
    }


def state_before(project: Project, event: str, *, on: date, today: date) -> GateState:
    """How the project stands before the gate of a step that would happen on the day."""
    held = belongings([project], today=today)
    waived = held.waivers.get((project.pk, event), {})
    return judge(gate_of(event, project.kind, on), held.holdings(project, event, on=on), waived)


@dataclass(frozen=True)
class Ahead:
    """The gates on which a project works now: events that are filed and wait, and the step that comes next."""

    waiting: list[tuple[StageEvent, GateState]]
    following: GateState | None


def ahead_of(project: Project, *, today: date) -> Ahead:
    """What the project lacks: for each waiting event, and for the step after all that is filed. Nothing once it has ended."""
    events = StageEvent.objects.filter(project=project, event__in=GATED).select_related("project__investor", "slip")
    waiting = list(events.filter(slip__state__in=WAITING).order_by("pk"))
    states = states_of_events(waiting, today=today)
    following = next_step(project, today=today)
    return Ahead(
        [(row, states[row.pk]) for row in waiting],
        None if following is None else state_before(project, following, on=today, today=today),
    )


def next_step(project: Project, *, today: date) -> Event | None:
    """The step after all that is filed; None at the end of the track, and for a project that has ended."""
    life = replay(ledger.claimed_facts(project))
    return None if life.side_status in ENDED else next_event(life.days, gate_book().unused(project.kind, today))


def due_fields(on: date) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each stage and kind of project the fields without which the next step cannot be filed; none where it needs none.

    A project that has only been registered stands at the first stage as a lead does, so there both steps are asked for.
    """
    book = gate_book()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, _ in kinds():
        unused = book.unused(kind, on)
        for stage, event in EVENT_OF_STAGE.items():
            following = next_event({event: on}, unused)
            steps = [step for step in (event if event == Event.LEAD else None, following) if step is not None]
            rows = [row for step in steps for row in book.gate(step, kind, on).rows if row.test == Test.FIELD]
            names = dict.fromkeys(name for row in rows for name in row.targets)
            if names:
                found[stage.value, kind] = tuple(names)
    return found


def amount_of(project: Project) -> Decimal | None:
    """By which amount (万元 CNY) the competence over the project is decided: the contract's, else the total investment's."""
    if project.contract_in_wan is not None:
        return project.contract_in_wan
    return project.total_investment_in_wan if project.currency == "CNY" else None


def kinds() -> list[tuple[str, str]]:
    """The kinds of project, each with its word."""
    return [(kind.value, kind.label) for kind in ProjectKind]


def hindrances(event: StageEvent) -> str:
    """Why the filed step may not be recognised yet whatever papers there are: the stage on which it stands is not recognised.

    "" when it is in its turn.
    """
    facts = ledger.recognised_facts([event.project_id])[event.project_id]
    days = replay(fact for fact in facts if fact.id != event.pk).days
    kind = event.project.kind
    unused = gate_book().unused(kind, event.occurred_on)
    return turn_fault(event.event, days, unused, kind_label=ProjectKind(kind).label, recognised=True)


def states_of_slips(slips: Iterable[Slip], *, today: date) -> dict[int, list[tuple[StageEvent, GateState]]]:
    """How the events of each slip stand before their gates. A ledger that was taken over has no gates to pass."""
    chosen = [slip.pk for slip in slips if slip.kind == SlipKind.EVENT]
    rows = StageEvent.objects.filter(slip_id__in=chosen, event__in=GATED).select_related("project__investor")
    events = list(rows.order_by("pk"))
    states = states_of_events(events, today=today)
    found: dict[int, list[tuple[StageEvent, GateState]]] = defaultdict(list)
    for row in events:
        found[row.slip_id].append((row, states[row.pk]))
    return dict(found)


@dataclass(frozen=True)
class Office:
    """Who recognises what a project files: the city or the county, and the people who hold the right."""

    is_city: bool
    from_in_wan: Decimal
    people: list[User]


def recognising_office(project: Project, *, today: date) -> Office:
    """The office that is competent for the project's events, with its people."""
    rule = competence(today)
    is_city = belongs_to_city(amount_of(project), rule)
    place = root_unit() if is_city else project.unit
    return Office(is_city, rule.city_from_in_wan, users_with(Approvals.EVENT_RECOGNISE, place))


def requirements(kind: str, event: str, on: date) -> tuple[Requirement, ...]:
    """The rows of a gate on a day; none for a step without a gate."""
    return gate_of(event, kind, on).rows if event in GATED else ()
