"""The course of events of the demonstration district: pure, seeded, always the same.

Fixed are the numbers of seed 001 (how many, of what fate, how much in all); everything else follows from a seeded draw.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from luodi.interfaces.cli.demo.district import CHAINS, CUT_OFF, FAIR_DAY, FAIR_DEALS, OFF_CHAIN, PARK, TOURISM
from luodi.interfaces.cli.demo.money import spread_capital
from luodi.interfaces.cli.demo.story import EventLine, Story, credit_code

_SEED: Final = 20230630
_ORIGINS: Final = ("OUT_PROVINCE",) * 6 + ("OUT_CITY",) * 3 + ("FOREIGN",)
_WEIGHTS: Final = (10, 18, 8, 6, 7, 7, 6, 5, 4, 6, 5, 6, 12)
"""How often each chain comes up before 2023; the last number is for projects of no chain."""
_SIZES: Final = (1_200, 1_800, 2_600, 3_600, 5_200, 8_000, 10_500, 13_000, 18_000, 26_000, 42_000, 90_000)
_CHAINS_2023: Final = (5, 11, 4, 4, 3, 3, 2, 1, 1, 2, 1, 1)
_AMOUNTS_2023: Final = (
    *(116_000, 100_000, 52_000, 42_000, 36_000, 32_000, 28_000, 25_000, 22_000, 20_000, 18_000, 16_000, 15_000),
    *(13_000, 12_000, 11_000, 10_500, 10_000, 6_800, 6_200, 5_600, 5_200, 4_800, 4_200, 3_800, 3_200, 2_800, 2_600),
    *(2_500, 2_300, 2_200, 2_000, 1_800, 1_600, 1_500, 1_300, 1_100, 1_000),
)
"""Contract amounts of the first half of 2023 in 万元: 38 of them, 641,000 in all."""
_REASONS: Final = ("市场变化，投资方主动终止", "资金未能落实", "用地条件不符", "能耗指标不符", "投资方战略调整")
_NO_SIGNINGS_2023: Final = frozenset({"QJ-Z06", "QJ-Z07"})


@dataclass(frozen=True, slots=True)
class Half:
    """The signings of a half year: how many started, still wait, ended before the start; amount in all (万元)."""

    first: date
    last: date
    started: int
    waiting: int
    ended: int
    amount: int

    @property
    def signed(self) -> int:
        """All of them."""
        return self.started + self.waiting + self.ended


HALVES: Final = (
    Half(date(2020, 7, 1), date(2020, 12, 31), 5, 0, 6, 118_000),
    Half(date(2021, 1, 1), date(2021, 6, 30), 6, 0, 9, 236_000),
    Half(date(2021, 7, 1), date(2021, 12, 31), 6, 1, 8, 204_000),
    Half(date(2022, 1, 1), date(2022, 6, 30), 13, 2, 16, 568_000),
    Half(date(2022, 7, 1), date(2022, 12, 31), 9, 4, 9, 312_000),
    Half(date(2023, 1, 1), CUT_OFF, 14, 22, 2, sum(_AMOUNTS_2023)),
)
"""132 signings in the 36 months to the cut-off: 53 started, 29 wait, 50 ended (seed 001)."""
_OLDER: Final = Half(date(2018, 1, 1), date(2020, 6, 30), 22, 0, 2, 420_000)
_BY_HAND_FROM: Final = date(2023, 5, 20)
"""The park's signings from here on were filed by its clerk, verified and recognised one by one, with evidence."""
_TALKS: Final = 14
_CLEARED: Final = 3
_LOST: Final = 2
_LEADS: Final = 6


class Plan:
    """Draws the stories one after the other; `stories` holds them all in the order of their first day."""

    def __init__(self) -> None:
        self._draw = Random(_SEED)
        self._places: dict[int | None, int] = {}
        self._codes = 0
        signed = [story for half in (_OLDER, *HALVES) for story in self._half(half)]
        self._give_rest_to_started([story for story in signed if story.has("START")])
        self._vary_waiting([story for story in signed if not story.has("START") and not story.has("TERMINATE")])
        self._land_some_ended([story for story in signed if story.has("TERMINATE") and not story.has("START")])
        self.frameworks = [self._framework(name, amount) for name, amount in FAIR_DEALS]
        for story in signed:
            story.by_hand = story.unit == PARK and story.signed_on >= _BY_HAND_FROM
        spread_capital(signed, self._draw)
        self.stories = sorted([*signed, *self._talks(), *self.frameworks], key=lambda story: story.first_day())

    # signings ------------------------------------------------------------------------------------------------------

    def _half(self, half: Half) -> list[Story]:
        days = self._days(half)
        chains = self._chains(half)
        amounts = list(_AMOUNTS_2023) if half.last == CUT_OFF else self._amounts(half.signed, half.amount)
        self._draw.shuffle(amounts)
        stories = []
        for day, fate, chain, amount in zip(days, self._fates(half), chains, amounts, strict=True):
            story = self._story(
                chain, Decimal(amount), without=_NO_SIGNINGS_2023 if half.last == CUT_OFF else frozenset()
            )
            talked = day - timedelta(days=self._draw.randint(25, 160))
            story.events = [EventLine("TALK", talked), EventLine("SIGN", day, story.amount)]
            if fate == "started":
                self._start(story, day)
            elif fate == "ended":
                self._end(story, day)
            stories.append(story)
        return stories

    def _days(self, half: Half) -> list[date]:
        """Distinct days of the half year in order, its first and its last among them."""
        span = (half.last - half.first).days
        chosen = {0, span} | set(self._draw.sample(range(1, span), half.signed - 2))
        return [half.first + timedelta(days=number) for number in sorted(chosen)]

    def _fates(self, half: Half) -> list[str]:
        """Who has had time comes first: the latest signings of a half year that has just ended all wait."""
        settled = ["started"] * half.started + ["ended"] * half.ended
        early = settled + ["waiting"] * min(half.waiting, 8)
        self._draw.shuffle(early)
        return early + ["waiting"] * (half.signed - len(early))

    def _chains(self, half: Half) -> list[int | None]:
        if half.last == CUT_OFF:
            chains: list[int | None] = [place for place, count in enumerate(_CHAINS_2023) for _ in range(count)]
        else:
            choices: list[int | None] = [*range(len(CHAINS)), None]
            chains = self._draw.choices(choices, weights=_WEIGHTS, k=half.signed)
        self._draw.shuffle(chains)
        return chains

    def _amounts(self, count: int, total: int) -> list[int]:
        """Amounts of the usual sizes, in whole hundreds, that add up to the total."""
        drawn = [self._draw.choice(_SIZES) for _ in range(count)]
        scaled = [max(1_000, value * total // sum(drawn) // 100 * 100) for value in drawn]
        scaled[scaled.index(max(scaled))] += total - sum(scaled)
        return scaled

    def _story(self, chain: int | None, amount: Decimal, *, without: frozenset[str] = frozenset()) -> Story:
        line = OFF_CHAIN if chain is None else CHAINS[chain]
        place = self._places.get(chain, 0)
        self._places[chain] = place + 1
        self._codes += 1
        return Story(
            chain=chain,
            place=place,
            product=line.products[place % len(line.products)],
            unit=self._draw.choice([unit for unit in line.places if unit not in without]),
            amount=amount,
            origin=self._draw.choice(_ORIGINS),
            uscc=credit_code(self._codes),
        )

    def _start(self, story: Story, signed: date) -> None:
        latest = CUT_OFF - timedelta(days=self._draw.randint(3, 25))
        started = min(signed + timedelta(days=self._draw.randint(40, 250)), latest)
        landed = signed + (started - signed) * self._draw.randint(3, 8) / 10
        story.events += [EventLine("LAND", landed), EventLine("START", started)]

    def _end(self, story: Story, signed: date) -> None:
        latest = CUT_OFF - timedelta(days=self._draw.randint(2, 60))
        ended = min(signed + timedelta(days=self._draw.randint(60, 420)), latest)
        story.events.append(EventLine("TERMINATE", ended, reason=self._draw.choice(_REASONS)))

    # what came after -----------------------------------------------------------------------------------------------

    def _give_rest_to_started(self, started: list[Story]) -> None:
        building = []
        for story in started:
            day = story.events[-1].day
            for event, least, most in (("COMPLETE", 300, 430), ("PRODUCE", 20, 120), ("FULL", 330, 500)):
                day = day + timedelta(days=self._draw.randint(least, most))
                if day > CUT_OFF:
                    break
                story.events.append(EventLine(event, day))
            else:
                continue
            if not story.has("COMPLETE") and story.events[-1].day < date(2022, 12, 1):
                building.append(story)
        for story in self._draw.sample(building, 6):
            begun = story.events[-1].day
            stopped = begun + (CUT_OFF - begun) * self._draw.randint(4, 8) / 10
            story.events.append(EventLine("SUSPEND", stopped, reason="企业资金周转困难，现场停工"))
            building.remove(story)
        revived = building[0]
        begun = revived.events[-1].day
        revived.events.append(EventLine("SUSPEND", begun + timedelta(days=60), reason="雨季山洪影响施工"))
        revived.events.append(EventLine("RESUME", begun + timedelta(days=110)))

    def _vary_waiting(self, waiting: list[Story]) -> None:
        early = [story for story in waiting if story.events[-1].day < date(2023, 5, 1)]
        chosen = self._draw.sample(early, 9)
        for story in chosen[:2]:
            held = story.events[-1].day + timedelta(days=40)
            story.events.append(EventLine("HOLD", held, reason="等待上级路网规划批复，经分管领导同意暂缓"))
        for story, event in zip(chosen[2:8], ("PREPARE", "LAND") * 3, strict=True):
            story.events.append(EventLine(event, story.events[-1].day + timedelta(days=self._draw.randint(20, 55))))
        mistaken = chosen[8]
        started = mistaken.events[-1].day + timedelta(days=30)
        mistaken.events.append(EventLine("START", started))
        mistaken.events.append(
            EventLine("REVOKE", started, reason="核查认定仅平场奠基，未达开工标准", reverses=len(mistaken.events) - 1)
        )

    def _land_some_ended(self, ended: list[Story]) -> None:
        recent = [story for story in ended if story.signed_on >= HALVES[0].first]
        for story in self._draw.sample(recent, 5):
            signed, last = story.events[1].day, story.events[-1].day
            story.events.insert(2, EventLine("LAND", signed + (last - signed) / 2))

    # talks ---------------------------------------------------------------------------------------------------------

    def _talks(self) -> list[Story]:
        stories = []
        for number in range(_TALKS + _CLEARED + _LOST + _LEADS):
            story = self._story(number % len(CHAINS), Decimal(self._draw.choice(_SIZES)))
            day = date(2022, 12, 20) + timedelta(days=self._draw.randint(0, 170))
            story.events = [EventLine("LEAD" if number >= _TALKS + _CLEARED + _LOST else "TALK", day)]
            if _TALKS <= number < _TALKS + _CLEARED:
                story.events.append(EventLine("CLEAR", day + timedelta(days=15)))
            elif _TALKS + _CLEARED <= number < _TALKS + _CLEARED + _LOST:
                story.events.append(EventLine("LOSE", day + timedelta(days=20), reason="投资方选择外地"))
            stories.append(story)
        return stories

    def _framework(self, name: str, amount: int) -> Story:
        story = self._story(TOURISM, Decimal(amount))
        story.fair_name = f"示例{name}项目"
        story.by_hand = True
        story.events = [
            EventLine("TALK", FAIR_DAY - timedelta(days=70)),
            EventLine("FRAMEWORK", FAIR_DAY, story.amount),
        ]
        return story
