"""Writing the demonstration district down, month by month, in the order in which an office would have recorded it.

The old ledger is taken over in January 2023; every month's facts follow in the next month; what waits is filed now.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from luodi.domains.investors.services import file_activity, file_trip
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.services import (
    CapitalSeed,
    EventSeed,
    ProjectSeed,
    reverse_capital,
    set_shares,
    take_over,
)
from luodi.interfaces.cli.demo.by_hand import ByHand, is_paid_by_hand
from luodi.interfaces.cli.demo.district import CUT_OFF, ROOT_CODE
from luodi.interfaces.cli.demo.duties import Duties
from luodi.interfaces.cli.demo.ground import Ground, morning
from luodi.interfaces.cli.demo.honours import Honours
from luodi.interfaces.cli.demo.leader_cards import give_cards
from luodi.interfaces.cli.demo.lists import freeze_after
from luodi.interfaces.cli.demo.offers import Offers
from luodi.interfaces.cli.demo.oversight import Oversight
from luodi.interfaces.cli.demo.plan import Plan
from luodi.interfaces.cli.demo.schedules import Schedules
from luodi.interfaces.cli.demo.sides import Sides
from luodi.interfaces.cli.demo.splits import propose_split
from luodi.interfaces.cli.demo.story import EventLine, MoneyLine, Story
from luodi.interfaces.cli.demo.travels import ACTIVITIES, travels

_ROUNDS: Final = (
    (date(2023, 1, 6), date(2022, 12, 31)),
    (date(2023, 2, 6), date(2023, 1, 31)),
    (date(2023, 3, 6), date(2023, 2, 28)),
    (date(2023, 4, 6), date(2023, 3, 31)),
    (date(2023, 5, 6), date(2023, 4, 30)),
    (date(2023, 6, 6), date(2023, 5, 31)),
    (date(2023, 7, 3), CUT_OFF),
)
"""When something was recorded, and up to which day it speaks."""
_SHARED_WITH: Final = {"QJ-Y1": "QJ-JX", "QJ-Y2": "QJ-SW", "QJ-NY": "QJ-Z08", "QJ-WL": "QJ-Z06"}
_HALF: Final = Decimal(50)


class District:
    """Builds everything in one transaction: interrupted, it leaves nothing behind."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._plan = Plan()
        self._done: dict[str, int] = {}

    @transaction.atomic
    def build(self, now: datetime) -> None:
        """Write the district; `now` is when the facts that still wait are filed."""
        self._tell("建立单位、人员、产业链和目标……")
        self._ground = Ground(self._plan.stories)
        self._by_hand = ByHand(self._ground, self._done)
        known = tuple(story.company for story in self._plan.stories)
        self._trips = travels(known)
        before = date.min
        for recorded, until in _ROUNDS:
            self._tell(f"登记截至 {until} 的项目、资金和外出……")
            self._round(before, until, morning(recorded))
            freeze_after(recorded)
            before = until
        self._tell("填报等待审核的事项……")
        self._by_hand.file_waiting(self._plan.stories, now)
        Sides(self._ground, self._done).file(self._plan.stories, now)
        Duties(self._ground, self._done).fill(self._plan.stories, now)
        Schedules(self._ground, self._done).fill(self._plan.stories, now)
        Oversight(self._ground, self._done).file(self._plan.stories, now)
        Honours(self._ground, self._done).file(self._plan.stories, morning(_ROUNDS[-1][0]), now)
        give_cards(self._ground, now)

    def _round(self, after: date, until: date, at: datetime) -> None:
        self._take_over(after, until, at)
        self._travel(after, until, at)
        for story in self._plan.stories:
            if story.by_hand and after < story.events[-1].day <= until:
                self._by_hand.tell(story, at)
        for story in self._plan.stories:
            for line in story.money:
                if after < line.day <= until:
                    self._correct(story, line, at)
        if until == CUT_OFF:
            self._by_hand.pay(self._plan.stories, at)
            self._share_some(at)
            Offers(self._ground, self._done).file(self._plan.stories, at)
            propose_split(self._ground, at)

    # taking over ---------------------------------------------------------------------------------------------------

    def _take_over(self, after: date, until: date, at: datetime) -> None:
        stories = [story for story in self._plan.stories if not story.by_hand]
        told = [(story, self._seed(story, after, until)) for story in stories]
        chosen = [(story, seed) for story, seed in told if seed.events or seed.capital]
        taken = take_over(
            [seed for _, seed in chosen],
            batch="",
            title=f"台账登记：截至 {until}",
            unit=self._ground.units[ROOT_CODE],
            filer=self._ground.clerk,
            recogniser=self._ground.accounts["statistics"],
            at=at,
        )
        for (story, _), project in zip(chosen, taken.projects, strict=True):
            self._done[story.name] = project.pk

    def _seed(self, story: Story, after: date, until: date) -> ProjectSeed:
        events = [line for line in story.events if after < line.day <= until]
        money = [line for line in story.money if after < line.day <= until and not is_paid_by_hand(story, line)]
        seeds = [_event(line, story, events) for line in events]
        capital = [_capital(line, story) for line in money]
        if not (events or money):
            return ProjectSeed()
        if story.name in self._done:
            project = ledger.project(self._ground.operator, self._done[story.name])
            return ProjectSeed(project=project, events=seeds, capital=capital)
        return ProjectSeed(values=self._ground.values(story), events=seeds, capital=capital)

    # the rest ------------------------------------------------------------------------------------------------------

    def _travel(self, after: date, until: date, at: datetime) -> None:
        for trip in self._trips:
            if after < trip.left <= until:
                file_trip(
                    self._ground.units[trip.unit],
                    left_on=trip.left,
                    returned_on=trip.returned,
                    place=trip.place,
                    met=[self._ground.investors[name] for name in trip.companies],
                    leader=self._ground.leaders.get(trip.leader),
                    is_led=bool(trip.leader),
                    purpose="上门对接投资意向",
                    actor=self._ground.operator,
                    at=at,
                )
        for line in ACTIVITIES:
            if after < line.held_on <= until:
                made = file_activity(
                    self._ground.units[line.unit],
                    name=line.name,
                    edition=line.edition,
                    held_on=line.held_on,
                    place=self._ground.units[ROOT_CODE].name,
                    companies_attending=line.companies,
                    projects_proposed=line.proposed,
                    is_fair=line.is_fair,
                    actor=self._ground.operator,
                    at=at,
                )
                self._by_hand.remember(line.held_on, made)

    def _correct(self, story: Story, line: MoneyLine, at: datetime) -> None:
        if not line.taken_back:
            return
        project = ledger.project(self._ground.operator, self._done[story.name])
        record = ledger.capital_records(project).get(voucher_no=line.voucher)
        reversal = reverse_capital(
            record,
            amount_in_wan=line.taken_back,
            arrived_on=line.day,
            reason="银行回单复核，原填报金额偏大",
            actor=self._ground.accounts["officer"],
            at=at,
        )
        self._by_hand.settle(reversal.slip, at, verifier="statistics", recogniser="statistics")

    def _share_some(self, at: datetime) -> None:
        """Six projects that two units brought in together count half for each."""
        recent = [story for story in self._plan.stories if story.signed_on.year == 2023 and story.unit in _SHARED_WITH]
        for story in recent[:6]:
            project = ledger.project(self._ground.operator, self._done[story.name])
            units = self._ground.units
            set_shares(
                project,
                {units[story.unit]: _HALF, units[_SHARED_WITH[story.unit]]: _HALF},
                valid_from=story.signed_on,
                actor=self._ground.operator,
                at=at,
                basis="联合招商备忘",
            )


def _event(line: EventLine, story: Story, events: list[EventLine]) -> EventSeed:
    place = None if line.reverses is None else events.index(story.events[line.reverses])
    return EventSeed(line.event, line.day, amount_in_wan=line.amount, reason=line.reason, reverses_place=place)


def _capital(line: MoneyLine, story: Story) -> CapitalSeed:
    first = line.since or line.day
    return CapitalSeed(
        arrived_on=line.day,
        span_from=first,
        span_to=line.day,
        amount_in_wan=line.amount,
        precision="year" if line.since else "day",
        origin=story.origin,
        voucher_no=line.voucher,
    )
