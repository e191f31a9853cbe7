"""Planned projects of the demonstration district: some in every state, two of the park's turned into signed projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from luodi.across.lifecycle.services.gates import decide
from luodi.domains.offers.services import PlannedValues, file_link, make_planned, take_planned_step
from luodi.domains.projects import selectors as ledger
from luodi.interfaces.cli.demo.district import PARK
from luodi.interfaces.cli.demo.ground import Ground
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models, the verbs that take it say what it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a unit planned, and the days of its steps as far as it came."""

    title: str
    unit: str
    chain: int
    action: str
    wan: int
    days: tuple[date, ...]
    resource: str = ""
    land: int = 0
    owners: tuple[str, ...] = ()
    is_linked: bool = False


_THIS_YEAR: Final = date(2023, 1, 1)
_STEPS: Final = ("SOLICIT", "ARGUE", "STORE", "OFFER", "ATTRACT")
_BY: Final = {"ARGUE": "filler", "STORE": "industry", "OFFER": "filler", "ATTRACT": "industry"}
_FILLERS: Final = {PARK: "clerk", "QJ-Z01": "township"}
LINES: Final = (
    Line(
        "轻量化车架与零部件产业园",
        PARK,
        8,
        "EXTEND",
        120_000,
        (date(2023, 1, 9), date(2023, 1, 30), date(2023, 2, 10), date(2023, 2, 24), date(2023, 6, 20)),
        land=300,
        is_linked=True,
    ),
    Line(
        "标准厂房盘活新材料基地",
        PARK,
        4,
        "FILL",
        36_000,
        (date(2023, 1, 16), date(2023, 2, 6), date(2023, 2, 20), date(2023, 3, 15)),
        resource="PLANT",
        is_linked=True,
    ),
    Line(
        "园区屋顶分布式光伏",
        PARK,
        3,
        "BUILD",
        18_000,
        (date(2023, 2, 13), date(2023, 3, 6), date(2023, 3, 20), date(2023, 4, 10)),
        resource="ROOF",
    ),
    Line(
        "预制菜中央厨房及冷链仓储",
        "QJ-Z01",
        1,
        "EXTEND",
        52_000,
        (date(2023, 2, 20), date(2023, 3, 13), date(2023, 4, 3), date(2023, 5, 8)),
        land=120,
        owners=(PARK,),
    ),
    Line("闲置校舍改造康养驿站", "QJ-Z01", 9, "", 6_000, (date(2023, 4, 17), date(2023, 5, 15)), resource="BUILDING"),
    Line("低空物流配送试点", PARK, 10, "BUILD", 0, (date(2023, 6, 12),)),
)
"""All invented; the chain is its place in the district's list, 0 万元 an investment nobody has worked out yet."""


class Offers:
    """Files what was planned. `done`: name → number of the project."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground, self._who, self._done = ground, ground.accounts, done
        self._chains = list(ground.chains.values())

    def file(self, stories: Sequence[Story], at: datetime) -> None:
        """Every line with its steps; the links are recognised before success is noted."""
        this_year = [story for story in stories if story.signed_on >= _THIS_YEAR]
        signed = [story for story in this_year if story.unit == PARK and not story.by_hand]
        for line in LINES:
            planned = self._plan(line, at)
            if line.is_linked:
                turned = (story for story in signed if story.chain == line.chain and story.signed_on >= line.days[3])
                self._link(planned, next(turned), at)
            for act, day in zip(_STEPS[4:], line.days[4:], strict=False):
                self._step(planned, line, act, day, at)

    def _plan(self, line: Line, at: datetime) -> Row:
        units = self._ground.units
        values = PlannedValues(
            title=line.title,
            chain=self._chains[line.chain],
            action=line.action,
            investment_in_wan=Decimal(line.wan) or None,
            land_mu=Decimal(line.land) or None,
            site=units[line.unit].name,
            resource=line.resource,
            brochure="演示数据：建设内容、配套条件和合作方式从略",
            owners=tuple(units[code] for code in line.owners),
        )
        filler = self._who[_FILLERS[line.unit]]
        planned = make_planned(units[line.unit], values, occurred_on=line.days[0], actor=filler, at=at)
        for act, day in zip(_STEPS[1:4], line.days[1:4], strict=False):
            self._step(planned, line, act, day, at)
        return planned

    def _step(self, planned: Row, line: Line, act: str, day: date, at: datetime) -> None:
        who = _FILLERS[line.unit] if _BY[act] == "filler" else _BY[act]
        take_planned_step(planned, act, occurred_on=day, actor=self._who[who], at=at)

    def _link(self, planned: Row, story: Story, at: datetime) -> None:
        project = ledger.project(self._ground.operator, self._done[story.name])
        link = file_link(
            planned,
            project,
            linked_on=story.signed_on,
            reason="演示数据：招商推介会后认领",
            actor=self._who["clerk"],
            at=at,
        )
        decide(link.slip, "verify", actor=self._who["verifier"], at=at)
        decide(link.slip, "recognise", actor=self._who["industry"], at=at)
