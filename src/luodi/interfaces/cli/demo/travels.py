"""Trips and activities of the demonstration district: 24 trips led by leaders to 45 companies in the first half of 2023."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from luodi.interfaces.cli.demo.district import BUREAU, FAIR_DAY, LEADERS
from luodi.interfaces.cli.demo.story import company_name

_PLACES: Final = ("深圳", "上海", "北京", "成都", "广州", "杭州", "苏州", "天津", "东莞", "宁波", "佛山", "无锡")
_UNITS: Final = (BUREAU, "QJ-ZW1", "QJ-ZW2", "QJ-ZW3", "QJ-ZW4", "QJ-JX", "QJ-NY", "QJ-WL")
PROSPECTS: Final = tuple(company_name(number, "投资") for number in range(30))
"""Companies met that have no project yet."""


@dataclass(frozen=True, slots=True)
class TripLine:
    """One trip; without a leader it does not count as led."""

    left: date
    unit: str
    place: str
    leader: str
    companies: tuple[str, ...]

    @property
    def returned(self) -> date:
        """Three days on the road."""
        return self.left + timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity with its attendance; the fair is where framework agreements were signed."""

    name: str
    held_on: date
    unit: str
    companies: int
    proposed: int | None = None
    is_fair: bool = False
    edition: str = ""


ACTIVITIES: Final = (
    ActivityLine("央企市属国企支持示例区建设座谈会", date(2023, 3, 17), BUREAU, 44, 42),
    ActivityLine("生物医药联合研究院揭牌仪式", date(2023, 4, 20), "QJ-WJ", 12),
    ActivityLine("示例文旅大会招商项目推介及集中签约", FAIR_DAY, "QJ-WL", 36, 18, is_fair=True, edition="2023年"),
)


def travels(known: tuple[str, ...]) -> list[TripLine]:
    """All trips in order of their day. `known`: companies that have a project or are in talks, the latest last."""
    met = (*PROSPECTS[:22], *known[-23:])
    this_year = _led(date(2023, 1, 9), 24, met, every=7)
    last_year = _led(date(2022, 1, 12), 19, (*PROSPECTS[8:30], *known[:11]), every=8)
    others = [
        TripLine(
            date(2023, 1, 30) + timedelta(days=16 * number), f"QJ-ZW{number % 4 + 1}", _PLACES[-number - 1], "", (name,)
        )
        for number, name in enumerate(PROSPECTS[20:29])
    ]
    return sorted([*last_year, *this_year, *others], key=lambda trip: (trip.left, trip.unit))


def _led(first: date, number: int, met: tuple[str, ...], *, every: int) -> list[TripLine]:
    """As many trips as asked for, every company met on one of them, the first few once more on the last ones."""
    trips = []
    for place in range(number):
        companies = met[place::number]
        if place >= number - 3:
            companies = (*companies, met[place - number + 4])
        trips.append(
            TripLine(
                first + timedelta(days=every * place),
                _UNITS[place % len(_UNITS)],
                _PLACES[place % len(_PLACES)],
                LEADERS[place % len(LEADERS)],
                companies,
            )
        )
    return trips
