"""A ledger of tests/across/figures/engine/synthetic.py written into the real database, row by row as it was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.core import bulk
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.base.orgs.services import install_instance, make_unit
from luodi.domains.chains.models import Chain
from luodi.domains.investors.models import Activity, Honour, Investor, Trip, TripContact
from luodi.domains.offers.models import PlannedLink, PlannedProject, PlannedStep, PlannedVersion
from luodi.domains.projects.models import CapitalRecord, Project, ProjectUnitShare, SideDetail, StageEvent
from luodi.domains.projects.rules import NegotiationClass
from luodi.domains.targets.models import Target as TargetRow
from tests.across.figures.engine.naive_book import Target
from tests.across.figures.engine.synthetic import EARLY, Ledger

Row = dict[str, Any]
FEN_IN_YUAN = 100
YUAN_IN_WAN = 10_000
ALWAYS, NEVER = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
PARENTS = (1, 1, 2, 2)
"""Of units 2 to 5 of the random ledgers."""


@dataclass(frozen=True)
class Ground:
    """What the ledgers stand on, by the numbers that they use: units, chains, activities, investors (3 has an honour)."""

    units: Mapping[int, Unit]
    chains: Mapping[int, int]
    activities: Mapping[int, int]
    investors: Mapping[int, int]


def ground() -> Ground:
    """The tree of the random ledgers with two chains, two activities and three investors."""
    units = {1: install_instance(name="示例市", code="U1", kind=UnitKind.OTHER, at=EARLY).root}
    for number, parent in enumerate(PARENTS, start=2):
        units[number] = make_unit(
            code=f"U{number}",
            name=f"单位{number}",
            kind=UnitKind.OTHER,
            parent=units[parent],
            actor=operator(),
            at=EARLY,
        )
    chains = {number: Chain.objects.create(code=f"L{number}", name=f"链{number}").pk for number in (1, 2)}
    activities = {
        number: Activity.objects.create(
            name=f"招商会{number}",
            unit=units[1],
            held_on=date(2023, 4, 1),
            is_fair=True,
            recorded_at=EARLY,
            recorded_by=operator(),
        ).pk
        for number in (1, 2)
    }
    investors = {
        number: Investor.objects.create(name=f"企业{number}", name_key=f"企业{number}").pk for number in (1, 2, 3)
    }
    Honour.objects.create(investor_id=investors[3], list_name="WORLD500", year=2022, evidence="榜单")
    return Ground(units, chains, activities, investors)


def in_whole_yuan(ledger: Ledger) -> Ledger:
    """The database keeps whole yuan, no project is its own parent and none is replaced by one that there is not: the same
    ledger within these limits.

    What is owed is left out: it follows from orders, plans and returns, which test_duties writes through their services.
    """
    ledger.rows["dues"] = []
    present = {row["project_id"] for row in ledger.rows["projects"]}
    ledger.rows["pairs"] = [row for row in ledger.rows["pairs"] if row["counterpart_id"] in present]
    for row in ledger.rows["stage_events"]:
        row["amount_fen"] = _whole(row["amount_fen"])
    for row in ledger.rows["capital"]:
        row["amount_fen"] = _whole(row["amount_fen"])
    for row in ledger.rows["planned"]:
        row["investment_fen"] = _whole(row["investment_fen"])
    for row in ledger.rows["projects"]:
        row["total_investment_fen"] = _whole(row["total_investment_fen"])
        row["parent_id"] = None if row["parent_id"] == row["project_id"] else row["parent_id"]
    return ledger


def _whole(fen: int | None) -> int | None:
    """Cut to whole yuan, but never to nothing."""
    if fen is None:
        return None
    return (abs(fen) // FEN_IN_YUAN or 1) * FEN_IN_YUAN * (1 if fen > 0 else -1)


def in_order_of_knowledge(ledger: Ledger) -> Ledger:
    """The same ledger with its events numbered as they became known: a reversal is never known before what it reverses.

    Planned projects, of which no question of such a ledger asks, are left out.
    """
    for table in ("planned", "planned_steps", "planned_links"):
        ledger.rows[table] = []
    events = ledger.rows["stage_events"]
    known = {row["event_id"]: row["known_at"] for row in events}
    for row in events:
        row["known_at"] = max(row["known_at"], known.get(row["reverses_id"], EARLY))
        known[row["event_id"]] = row["known_at"]
    events.sort(key=lambda row: row["known_at"])
    numbers = {row["event_id"]: number for number, row in enumerate(events, start=1)}
    for row in events:
        row |= {"event_id": numbers[row["event_id"]], "reverses_id": numbers.get(row["reverses_id"])}
    for row in ledger.rows["pairs"]:
        row["event_id"] = numbers[row["event_id"]]
    return ledger


class Writer:
    """Writes rows of a ledger, all or those that became known within a time, recognised at the moment they are told for."""

    def __init__(self, on: Ground) -> None:
        self.on = on
        self.projects: dict[int, int] = {}
        self.events: dict[int, int] = {}
        self.planned: dict[int, int] = {}
        self.planned_step: dict[int, int] = {}
        self.planned_link: dict[int, int] = {}

    def write(self, ledger: Ledger, *, after: datetime = ALWAYS, upto: datetime = NEVER) -> None:
        """The rows known after a moment and up to another."""

        def within(table: str, moment: str = "known_at") -> list[Row]:
            return [row for row in ledger.rows[table] if after < row[moment] <= upto]

        for row in within("projects", "valid_from"):
            self._project(row)
        self._events(within("stage_events"), {row["event_id"]: row["counterpart_id"] for row in ledger.rows["pairs"]})
        self._capital(within("capital"))
        self._shares(within("shares"))
        for row in within("trips"):
            self._trip(row, ledger.rows["trip_contacts"])
        for row in within("planned"):
            self._planned(row)
        self._planned_steps(within("planned_steps"))
        self._planned_links(within("planned_links"))

    def aim(self, target: Target) -> None:
        """A target of a year."""
        TargetRow.objects.create(
            holder=self.on.units[target.holder],
            indicator=target.indicator,
            issuer=target.issuer,
            period=str(target.start.year),
            value=target.value,
            measure=target.measure,
            recorded_at=EARLY,
            recorded_by=operator(),
        )

    def _project(self, row: Row) -> None:
        """Every state is a row of the history, the first one also the project's own."""
        values: Row = {
            "code": row["code"],
            "name": row["name"],
            "name_key": row["name"],
            "unit_id": self.on.units[row["unit_id"]].pk,
            "chain_id": self.on.chains.get(row["chain_id"]),
            "sector_code": row["sector"],
            "investor_id": self.on.investors[3 if row["has_honour"] else 1],
            "is_foreign": row["is_foreign"],
            "total_investment_in_wan": _wan(row["total_investment_fen"]),
            "parent_id": self.projects.get(row["parent_id"]),
            "scope_note": row["scope"],
            "negotiation_class": NegotiationClass.MAJOR
            if row["negotiation_months"] == 6
            else NegotiationClass.ORDINARY,
            "created_at": EARLY,
        }
        number = row["project_id"]
        if number not in self.projects:
            (self.projects[number],) = bulk.append_rows(Project, tuple(values), [tuple(values.values())])
        state = (self.projects[number], *values.values())
        bulk.append_rows(
            Project.history.model, ("id", *values), [state], history_date=row["valid_from"], history_type="~"
        )

    def _events(self, rows: list[Row], counterparts: dict[int, int]) -> None:
        for row, slip in zip(rows, self._recognised(rows), strict=True):
            (self.events[row["event_id"]],) = bulk.append_rows(
                StageEvent,
                ("project_id", "event", "occurred_on", "amount_in_wan", "occasion_id", "reverses_id", "slip_id"),
                [
                    (
                        self.projects[row["project_id"]],
                        row["event"],
                        row["occurred_on"],
                        _wan(row["amount_fen"]),
                        self.on.activities.get(row["occasion_id"]),
                        self.events.get(row["reverses_id"]),
                        slip,
                    )
                ],
                recorded_at=row["known_at"],
                recorded_by_id=takeover_clerk().pk,
            )
            if row["event_id"] in counterparts:
                SideDetail.objects.create(
                    event_id=self.events[row["event_id"]],
                    counterpart_id=self.projects[counterparts[row["event_id"]]],
                    recorded_at=row["known_at"],
                    recorded_by=takeover_clerk(),
                )

    def _capital(self, rows: list[Row]) -> None:
        plain = ("arrived_on", "span_from", "span_to", "origin")
        given = [
            (*(row[name] for name in plain), self.projects[row["project_id"]], _wan(row["amount_fen"]), slip,
             row["known_at"])
            for row, slip in zip(rows, self._recognised(rows), strict=True)
        ]  # fmt: skip
        names = (*plain, "project_id", "amount_in_wan", "slip_id", "recorded_at")
        bulk.append_rows(CapitalRecord, names, given, recorded_by_id=takeover_clerk().pk)

    def _shares(self, rows: list[Row]) -> None:
        plain = ("role", "valid_from", "revision")
        given = [
            (*(row[name] for name in plain), self.projects[row["project_id"]], self.on.units[row["unit_id"]].pk,
             Decimal(row["share_bp"]) / 100, row["known_at"])
            for row in rows
        ]  # fmt: skip
        names = (*plain, "project_id", "unit_id", "share_percent", "recorded_at")
        bulk.append_rows(ProjectUnitShare, names, given, recorded_by_id=operator().pk)

    def _planned(self, row: Row) -> None:
        """Every version is a row, the first one also the planned project itself."""
        number, said = row["planned_id"], {"recorded_at": row["known_at"], "recorded_by": operator()}
        if number not in self.planned:
            made = PlannedProject.objects.create(code=f"C{number}", unit=self.on.units[row["unit_id"]], **said)
            self.planned[number] = made.pk
        PlannedVersion.objects.create(
            planned_id=self.planned[number],
            revision=row["revision"],
            title=f"策划项目{number}",
            investment_in_wan=_wan(row["investment_fen"]),
            action=row["action"],
            resource="PLANT" if row["is_resource"] else "",
            **said,
        )

    def _planned_steps(self, rows: list[Row]) -> None:
        for row in rows:
            made = PlannedStep.objects.create(
                planned_id=self.planned[row["planned_id"]],
                act=row["act"],
                state="STORED",
                occurred_on=row["occurred_on"],
                reverses_id=self.planned_step.get(row["reverses_id"]),
                recorded_at=row["known_at"],
                recorded_by=operator(),
            )
            self.planned_step[row["step_id"]] = made.pk

    def _planned_links(self, rows: list[Row]) -> None:
        for row, slip in zip(rows, self._recognised(rows), strict=True):
            made = PlannedLink.objects.create(
                planned_id=self.planned[row["planned_id"]],
                project_id=self.projects[row["project_id"]],
                linked_on=row["linked_on"],
                reason="对接记录",
                slip_id=slip,
                reverses_id=self.planned_link.get(row["reverses_id"]),
                recorded_at=row["known_at"],
                recorded_by=takeover_clerk(),
            )
            self.planned_link[row["link_id"]] = made.pk

    def _recognised(self, rows: list[Row]) -> list[int]:
        """A slip for each fact, recognised at its moment."""
        moments = [row["known_at"] for row in rows]
        slips = bulk.append_rows(
            Slip,
            ("filed_at", "recognised_at"),
            [(moment, moment) for moment in moments],
            kind="takeover",
            title="补报",
            unit_id=self.on.units[1].pk,
            state=SlipState.RECOGNISED,
            filed_by_id=takeover_clerk().pk,
            recognised_by_id=operator().pk,
        )
        steps = list(zip(slips, moments, strict=True))
        bulk.append_rows(
            SlipStep, ("slip_id", "recorded_at"), steps, act=SlipAct.RECOGNISE, recorded_by_id=operator().pk
        )
        return slips

    def _trip(self, row: Row, contacts: list[Row]) -> None:
        said = {"recorded_at": row["known_at"], "recorded_by": operator()}
        trip = Trip.objects.create(
            unit=self.on.units[row["unit_id"]],
            left_on=row["left_on"],
            returned_on=row["left_on"],
            place="深圳",
            is_led=row["is_led"],
            **said,
        )
        for contact in contacts:
            if contact["trip_id"] == row["trip_id"]:
                TripContact.objects.create(trip=trip, investor_id=self.on.investors[contact["investor_id"]], **said)


def _wan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / FEN_IN_YUAN / YUAN_IN_WAN
