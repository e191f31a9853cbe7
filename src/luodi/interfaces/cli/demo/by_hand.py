"""What people of the demonstration district filed themselves, with evidence, and what still waits for another person."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, Final, TypeAlias

from luodi.base.approvals.rules import SlipAct
from luodi.base.files.services import store
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.services import ProjectValues, decide, file_capital, file_event, open_project
from luodi.interfaces.cli.demo.district import CHAINS, CUT_OFF, FOOD, PARK
from luodi.interfaces.cli.demo.evidence import page, picture
from luodi.interfaces.cli.demo.ground import Ground
from luodi.interfaces.cli.demo.proofs import Proofs
from luodi.interfaces.cli.demo.story import MoneyLine, Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models, the verbs that take it say what it is."""

CAPITAL_BY_HAND_FROM: Final = date(2023, 6, 1)
_STARTS_WAITING: Final = 4
_ARRIVALS_WAITING: Final = 3


def is_paid_by_hand(story: Story, line: MoneyLine) -> bool:
    """The park's arrivals from June 2023 on were filed by its clerk, with evidence."""
    return story.unit == PARK and line.day >= CAPITAL_BY_HAND_FROM


class ByHand:
    """Files, verifies and recognises one by one, each step by another account. `done`: name → number of the project."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground = ground
        self._done = done
        self._numbers: Iterator[int] = count(1)
        self._fairs: dict[date, Row] = {}

    def remember(self, held_on: date, activity: Row) -> None:
        """Framework agreements signed on that day were signed at this activity."""
        self._fairs[held_on] = activity

    def tell(self, story: Story, at: datetime) -> None:
        """Open a project and file its events; another person verifies, a third recognises."""
        in_park = story.unit == PARK
        filer = self._ground.accounts["clerk" if in_park else "industry"]
        project = open_project(self._ground.values(story), actor=filer, at=at)
        self._done[story.name] = project.pk
        for line in story.events:
            filed = file_event(
                project,
                event=line.event,
                occurred_on=line.day,
                amount_in_wan=line.amount,
                occasion=self._fairs.get(line.day) if line.event == "FRAMEWORK" else None,
                reason=line.reason,
                evidence=[self._page(f"{line.event} {line.day}", story.unit, filer, at)] if line.amount else [],
                actor=filer,
                at=at,
            )
            self.settle(filed.slip, at, verifier="verifier" if in_park else "statistics", recogniser="officer")

    def pay(self, stories: Sequence[Story], at: datetime) -> None:
        """The park's latest arrivals: filed with receipts, verified, recognised."""
        clerk = self._ground.accounts["clerk"]
        for story in stories:
            for line in story.money:
                if not is_paid_by_hand(story, line):
                    continue
                record = file_capital(
                    self._project(story),
                    arrived_on=line.day,
                    amount_in_wan=line.amount,
                    origin=story.origin,
                    voucher_no=line.voucher,
                    evidence=[self._page(f"RECEIPT {line.day}", story.unit, clerk, at)],
                    actor=clerk,
                    at=at,
                )
                self.settle(record.slip, at, verifier="verifier", recogniser="statistics")

    def settle(self, slip: Row, at: datetime, *, verifier: str, recogniser: str) -> None:
        """Verify and recognise a slip."""
        decide(slip, SlipAct.VERIFY, actor=self._ground.accounts[verifier], at=at)
        decide(slip, SlipAct.RECOGNISE, actor=self._ground.accounts[recogniser], at=at)

    # what still waits ----------------------------------------------------------------------------------------------

    def file_waiting(self, stories: Sequence[Story], now: datetime) -> None:
        """Starts, arrivals and a first talk that count for nothing until somebody else has looked at them."""
        starting = sorted(filter(_may_start, stories), key=lambda story: not story.has("LAND"))[:_STARTS_WAITING]
        self._file_starts(starting, now)
        proofs = Proofs(self._ground, self._page, self._picture)
        proofs.bring([self._project(story) for story in starting[:-1]], now)
        proofs.review(now)
        self._file_arrivals([story for story in stories if _may_receive(story)][:_ARRIVALS_WAITING], now)
        self._file_first_talk(now)

    def _file_starts(self, stories: Sequence[Story], now: datetime) -> None:
        clerk, verifier = self._ground.accounts["clerk"], self._ground.accounts["verifier"]
        for place, story in enumerate(stories):
            filed = file_event(
                self._project(story),
                event="START",
                occurred_on=CUT_OFF - timedelta(days=2 + place),
                evidence=[self._picture(story.unit, clerk, now)],
                actor=clerk,
                at=now,
            )
            if place == 0:
                decide(filed.slip, SlipAct.VERIFY, actor=verifier, at=now)
            if place == len(stories) - 1:
                note = "照片只见围挡和平场，请补主体施工照片和施工许可证"
                decide(filed.slip, SlipAct.RETURN, actor=verifier, at=now, note=note)

    def _file_arrivals(self, stories: Sequence[Story], now: datetime) -> None:
        clerk, verifier = self._ground.accounts["clerk"], self._ground.accounts["verifier"]
        for place, story in enumerate(stories):
            filed = file_capital(
                self._project(story),
                arrived_on=CUT_OFF - timedelta(days=1),
                amount_in_wan=Decimal(120 + 60 * place),
                origin=story.origin,
                voucher_no=f"示例凭证待审-{place + 1:02d}",
                evidence=[self._page(f"RECEIPT {place + 1}", story.unit, clerk, now)],
                actor=clerk,
                at=now,
            )
            if place == 0:
                decide(filed.slip, SlipAct.VERIFY, actor=verifier, at=now)

    def _file_first_talk(self, now: datetime) -> None:
        liaison = self._ground.accounts["township"]
        chain = CHAINS[FOOD]
        values = ProjectValues(
            name="示例山泉饮料灌装项目",
            unit=self._ground.units["QJ-Z01"],
            content="演示数据：年灌装山泉水 5 万吨",
            total_investment_in_wan=Decimal(3_000),
            chain=self._ground.chains[chain.name],
            sector_code="C1523",
            is_industrial=True,
            remark="演示数据",
        )
        project = open_project(values, actor=liaison, at=now)
        file_event(project, event="TALK", occurred_on=CUT_OFF, actor=liaison, at=now)

    # ---------------------------------------------------------------------------------------------------------------

    def _project(self, story: Story) -> Row:
        return ledger.project(self._ground.operator, self._done[story.name])

    def _page(self, title: str, unit: str, actor: Row, at: datetime) -> Row:
        number = next(self._numbers)
        return store(page(number, title), name=f"示例材料{number:03d}.pdf", unit_code=unit, actor=actor, at=at)

    def _picture(self, unit: str, actor: Row, at: datetime) -> Row:
        number = next(self._numbers)
        return store(picture(number), name=f"示例现场照片{number:03d}.png", unit_code=unit, actor=actor, at=at)


def _may_start(story: Story) -> bool:
    """Signed in the park, waiting, not held up, never started by mistake."""
    told = {line.event for line in story.events}
    return story.unit == PARK and "SIGN" in told and not told & {"START", "TERMINATE", "HOLD"}


def _may_receive(story: Story) -> bool:
    """Under construction in the park, with room below its contract."""
    told = {line.event for line in story.events}
    return story.unit == PARK and story.has("START") and not told & {"COMPLETE", "SUSPEND", "TERMINATE"}
