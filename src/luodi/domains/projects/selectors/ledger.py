"""Reading the ledger of one project: events, capital, shares; and facts as the replay needs them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Q, QuerySet, Sum

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.core.money import round_decimal
from luodi.base.core.periods import add_months
from luodi.base.core.text import compact
from luodi.base.files.models import Attachment
from luodi.domains.projects.models import (
    CapitalEvidence,
    CapitalRecord,
    ExchangeRate,
    Project,
    ProjectUnitShare,
    ShareProposal,
    StageEvent,
)
from luodi.domains.projects.rules import Event, EventFact, LifeState, replay

DAY_COLUMNS: Final = {
    "framework_on": Event.FRAMEWORK,
    "signed_on": Event.SIGN,
    "landed_on": Event.LAND,
    "started_on": Event.START,
    "completed_on": Event.COMPLETE,
    "produced_on": Event.PRODUCE,
}
_LONGEST_HOLIDAY: Final = timedelta(days=9)
"""No rate is published on holidays; so the last rate of a month may lie this far before the month's end."""


_BESIDE: Final = (
    "evidence",
    "evidence_rows__attachment",
    "evidence_rows__recorded_by__person",
    "reversals__slip",
)
"""What is read with every fact: its documents, who added each and when, and what took it back."""


@dataclass(frozen=True)
class LedgerState:
    """A project as a set of its facts tells it: stage and side status, money in place, contract amount (万元 CNY)."""

    life: LifeState
    capital_in_wan: Decimal = Decimal(0)
    contract_in_wan: Decimal | None = None


@dataclass(frozen=True)
class SlipFacts:
    """The facts that one slip is about."""

    events: list[StageEvent]
    capital: list[CapitalRecord]
    shares: list[ShareProposal] = field(default_factory=list)

    @property
    def project_ids(self) -> set[int]:
        """The projects that these facts belong to."""
        facts: list[StageEvent | CapitalRecord | ShareProposal] = [*self.events, *self.capital, *self.shares]
        return {fact.project_id for fact in facts}


def events(project: Project) -> QuerySet[StageEvent]:
    """Every event of the project with slip and evidence, by day."""
    rows = StageEvent.objects.filter(project=project).select_related("slip", "recorded_by__person", "reverses")
    return rows.prefetch_related(*_BESIDE).order_by("occurred_on", "pk")


def capital_records(project: Project) -> QuerySet[CapitalRecord]:
    """Every capital record of the project with slip and evidence, by day."""
    rows = CapitalRecord.objects.filter(project=project).select_related("slip", "recorded_by__person", "reverses")
    return rows.prefetch_related(*_BESIDE).order_by("arrived_on", "pk")


def facts_of_slip(slip: Slip) -> SlipFacts:
    """The events, capital records and proposed unit shares that the slip covers."""
    chosen = StageEvent.objects.filter(slip=slip).select_related("project", "project__investor").order_by("pk")
    money = CapitalRecord.objects.filter(slip=slip).select_related("project", "project__investor").order_by("pk")
    asked = ShareProposal.objects.filter(slip=slip).select_related("project__unit", "project__investor", "recorded_by")
    shares = asked.prefetch_related("lines__unit").order_by("pk")
    return SlipFacts(list(chosen.prefetch_related("evidence")), list(money.prefetch_related("evidence")), list(shares))


def recognised_facts(project_ids: Iterable[int], known_at: datetime | None = None) -> dict[int, list[EventFact]]:
    """Recognised events per project, as the replay takes them; with `known_at` those that were recognised by then."""
    known = Q(slip__state=SlipState.RECOGNISED)
    return _facts(project_ids, known if known_at is None else known & Q(slip__recognised_at__lte=known_at))


def claimed_facts(project: Project) -> list[EventFact]:
    """The project's events, recognised and waiting; returned ones left out."""
    return _facts([project.pk], ~Q(slip__state=SlipState.RETURNED))[project.pk]


def _facts(project_ids: Iterable[int], chosen: Q) -> dict[int, list[EventFact]]:
    found: dict[int, list[EventFact]] = {pk: [] for pk in project_ids}
    rows = StageEvent.objects.filter(chosen, project_id__in=found).order_by("pk")
    for project_id, pk, event, day, reverses in rows.values_list(
        "project_id", "pk", "event", "occurred_on", "reverses_id"
    ):
        found[project_id].append(EventFact(pk, event, day, reverses))
    return found


def recognised_states(project_ids: Iterable[int]) -> dict[int, LedgerState]:
    """What the recognised facts make of each project: the truth that the cached columns repeat."""
    return _states(project_ids, Q(slip__state=SlipState.RECOGNISED))


def claimed_state(project: Project) -> LedgerState:
    """What stands in the ledger with what is still waiting; the ground on which new entries are judged."""
    return _states([project.pk], ~Q(slip__state=SlipState.RETURNED))[project.pk]


def _states(project_ids: Iterable[int], chosen: Q) -> dict[int, LedgerState]:
    lives = {pk: replay(facts) for pk, facts in _facts(project_ids, chosen).items()}
    sums = _sums(CapitalRecord.objects.filter(chosen, project_id__in=lives), "project_id")
    signed = StageEvent.objects.filter(chosen, project_id__in=lives, event=Event.SIGN).order_by()
    amounts = dict(signed.values_list("pk", "amount_in_wan"))
    return {
        pk: LedgerState(life, sums.get(pk, Decimal(0)), amounts.get(life.proofs.get(Event.SIGN, 0)))
        for pk, life in lives.items()
    }


def cached_values(state: LedgerState) -> dict[str, object]:
    """The cached columns of a project in that state, by name."""
    life = state.life
    return {
        "stage": life.stage,
        "side_status": life.side_status,
        "side_since": life.side_since,
        **{column: life.days.get(event) for column, event in DAY_COLUMNS.items()},
        "capital_in_wan": state.capital_in_wan,
        "contract_in_wan": state.contract_in_wan,
    }


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
    row = rate_of_day(currency, day)
    return None if row is None else row.rate


def rate_of_day(currency: str, day: date) -> ExchangeRate | None:
    """The entered rate that applies to the day: its own, else that of the month's end."""
    rows = ExchangeRate.objects.filter(currency=currency)
    exact = rows.filter(day=day).order_by("-revision").first()
    if exact is not None:
        return exact
    month_end = add_months(day.replace(day=1), 1) - timedelta(days=1)
    return rows.filter(day__gt=month_end - _LONGEST_HOLIDAY, day__lte=month_end).order_by("-day", "-revision").first()


def vouchers_in_use(numbers: Iterable[str]) -> dict[str, CapitalRecord]:
    """The living record behind each voucher number, written without blanks. Returned and wholly reversed records free
    theirs.
    """
    wanted = sorted({compact(number) for number in numbers} - {""})
    found: dict[str, CapitalRecord] = {}
    for start in range(0, len(wanted), 500):
        rows = CapitalRecord.objects.filter(voucher_no__in=wanted[start : start + 500], amount_in_wan__gt=0)
        for record in _standing(rows):
            found.setdefault(record.voucher_no, record)
    return found


def record_supported_by(attachment: Attachment) -> CapitalRecord | None:
    """The living record that the same bytes support already, or None."""
    same = CapitalEvidence.objects.filter(attachment__sha256=attachment.sha256).values("record_id")
    return next(iter(_standing(CapitalRecord.objects.filter(pk__in=same, amount_in_wan__gt=0))), None)


def _standing(rows: QuerySet[CapitalRecord]) -> list[CapitalRecord]:
    """Those that are not returned and of which recognised reversals have left something, earliest first."""
    living = list(rows.exclude(slip__state=SlipState.RETURNED).select_related("project").order_by("pk"))
    gone = taken_back(Q(reverses__in=[record.pk for record in living], slip__state=SlipState.RECOGNISED))
    return [record for record in living if record.amount_in_wan + gone.get(record.pk, 0) > 0]


def taken_back(chosen: Q) -> dict[int, Decimal]:
    """The sum (negative, 万元) of the chosen reversals for each record that they name."""
    return _sums(CapitalRecord.objects.filter(chosen, reverses__isnull=False), "reverses_id")


def _sums(rows: QuerySet[CapitalRecord], key: str) -> dict[int, Decimal]:
    """Sums per key. SQLite adds in floating point, so they are brought back to the four digits of a column."""
    found = rows.order_by().values(key).annotate(total=Sum("amount_in_wan")).values_list(key, "total")
    return {pk: round_decimal(total, 4) for pk, total in found}
