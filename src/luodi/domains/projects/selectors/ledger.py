"""Reading the ledger of one project: events, capital, shares; and facts as the replay needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.domains.projects.models import CapitalRecord, ExchangeRate, Project, ProjectUnitShare, StageEvent
from luodi.domains.projects.rules import EventFact, LifeState, replay


@dataclass(frozen=True)
class ClaimedState:
    """A project as filed, returned slips left out: what recognition would make of it."""

    life: LifeState
    capital_in_wan: Decimal
    contract_in_wan: Decimal | None


@dataclass(frozen=True)
class SlipFacts:
    """The facts that one slip is about."""

    events: list[StageEvent]
    capital: list[CapitalRecord]

    @property
    def project_ids(self) -> set[int]:
        """The projects that these facts belong to."""
        return {fact.project_id for fact in (*self.events, *self.capital)}


def events(project: Project) -> QuerySet[StageEvent]:
    """Every event of the project with slip and evidence, by day."""
    rows = StageEvent.objects.filter(project=project).select_related("slip", "recorded_by__person", "reverses")
    return rows.prefetch_related("evidence", "reversals").order_by("occurred_on", "pk")


def capital_records(project: Project) -> QuerySet[CapitalRecord]:
    """Every capital record of the project with slip and evidence, by day."""
    rows = CapitalRecord.objects.filter(project=project).select_related("slip", "recorded_by__person", "reverses")
    return rows.prefetch_related("evidence", "reversals").order_by("arrived_on", "pk")


def facts_of_slip(slip: Slip) -> SlipFacts:
    """The events and capital records that the slip covers."""
    chosen = StageEvent.objects.filter(slip=slip).select_related("project", "project__investor").order_by("pk")
    money = CapitalRecord.objects.filter(slip=slip).select_related("project", "project__investor").order_by("pk")
    return SlipFacts(list(chosen.prefetch_related("evidence")), list(money.prefetch_related("evidence")))


def recognised_facts(project_ids: Iterable[int]) -> dict[int, list[EventFact]]:
    """Recognised events per project, as the replay takes them."""
    found: dict[int, list[EventFact]] = {pk: [] for pk in project_ids}
    rows = StageEvent.objects.filter(project_id__in=found, slip__state=SlipState.RECOGNISED)
    for project_id, pk, event, day, reverses in rows.values_list(
        "project_id", "pk", "event", "occurred_on", "reverses_id"
    ):
        found[project_id].append(EventFact(pk, event, day, reverses))
    return found


def claimed_state(project: Project) -> ClaimedState:
    """What stands in the ledger with what is still waiting; the ground on which new entries are judged."""
    waiting = StageEvent.objects.filter(project=project).exclude(slip__state=SlipState.RETURNED)
    facts = [EventFact(row.pk, row.event, row.occurred_on, row.reverses_id) for row in waiting]
    life = replay(facts)
    money = CapitalRecord.objects.filter(project=project).exclude(slip__state=SlipState.RETURNED)
    total = sum(money.values_list("amount_in_wan", flat=True), Decimal(0))
    reversed_ids = {fact.reverses_id for fact in facts}
    signed = [row for row in waiting if row.event == "SIGN" and row.pk not in reversed_ids]
    return ClaimedState(life, total, signed[-1].amount_in_wan if signed else None)


def shares_in_force(project: Project, on: date) -> QuerySet[ProjectUnitShare]:
    """The unit shares in force on a day: per role the latest revision that had begun."""
    begun = ProjectUnitShare.objects.filter(project=project, valid_from__lte=on)
    latest: dict[str, int] = {}
    for role, revision in begun.values_list("role", "revision"):
        latest[role] = max(revision, latest.get(role, 0))
    chosen = [share.pk for share in begun if share.revision == latest[share.role]]
    return begun.filter(pk__in=chosen).select_related("unit").order_by("role", "-share_percent")


def exchange_rate(currency: str, day: date) -> Decimal | None:
    """CNY per unit of the currency on the day; only if the day is missing, the month-end rate (domain/04 §4.5.8)."""
    if currency == "CNY":
        return Decimal(1)
    rows = ExchangeRate.objects.filter(currency=currency)
    exact = rows.filter(day=day).first()
    if exact is not None:
        return exact.rate
    same_month = rows.filter(day__year=day.year, day__month=day.month).order_by("-day").first()
    return None if same_month is None else same_month.rate
