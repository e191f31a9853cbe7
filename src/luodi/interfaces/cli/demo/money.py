"""Capital of the demonstration district: the totals of seed 001 spread over the projects that could have received it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Final

from luodi.interfaces.cli.demo.district import CUT_OFF
from luodi.interfaces.cli.demo.story import MoneyLine, Story

_NEW_FROM: Final = date(2023, 1, 1)
_STEP: Final = 10
_MOST: Final = Decimal("0.85")
"""No project receives more than this part of its contract."""
_TAKEN_BACK: Final = Decimal(200)


@dataclass(frozen=True, slots=True)
class Pool:
    """An amount (万元) that arrived in a span at the projects of one kind; `yearly`: known only as one sum."""

    first: date
    last: date
    amount: int
    fits: Callable[[Story], bool]
    yearly: bool = False


def _any(story: Story) -> bool:
    return True


def _new(story: Story) -> bool:
    return story.signed_on >= _NEW_FROM


def _old_in_chain(story: Story) -> bool:
    return story.signed_on < _NEW_FROM and story.chain is not None


def _off_chain(story: Story) -> bool:
    return story.chain is None


POOLS: Final = (
    Pool(date(2019, 1, 1), date(2019, 12, 31), 42_600, _any, yearly=True),
    Pool(date(2020, 1, 1), date(2020, 12, 31), 58_300, _any, yearly=True),
    Pool(date(2021, 1, 1), date(2021, 6, 30), 35_600, _any),
    Pool(date(2021, 7, 1), date(2021, 12, 31), 39_400, _any),
    Pool(date(2022, 1, 1), date(2022, 6, 30), 52_400, _any),
    Pool(date(2022, 7, 1), date(2022, 12, 31), 47_800, _any),
    Pool(_NEW_FROM, CUT_OFF, 23_120, _new),
    Pool(_NEW_FROM, CUT_OFF, 34_830, _old_in_chain),
    Pool(_NEW_FROM, CUT_OFF, 3_050, _off_chain),
)
"""6.1亿元 in the first half of 2023, of which 95 % at projects of a chain: 23,120 + 34,830 + 3,050 万元."""


def spread_capital(stories: Sequence[Story], draw: Random) -> None:
    """Give every pool's money to the stories that fit, after the room their contracts leave."""
    numbers = count(1)
    for pool in POOLS:
        fitting = [story for story in stories if pool.fits(story) and _receives(story, pool)]
        for story, amount in _shares(fitting, pool.amount):
            story.money += [
                replace(line, voucher=f"示例凭证{line.day.year}-{next(numbers):04d}")
                for line in _arrivals(story, pool, amount, draw)
            ]
    _take_some_back([story for story in stories if _old_in_chain(story)])


def _receives(story: Story, pool: Pool) -> bool:
    landed = story.day_of("LAND")
    return landed is not None and story.has("START") and landed + timedelta(days=10) <= pool.last and _room(story) > 0


def _room(story: Story) -> int:
    """What may still arrive, in whole steps."""
    left = story.amount * _MOST - sum((line.amount for line in story.money), Decimal(0))
    return int(left) // _STEP * _STEP


def _shares(stories: Sequence[Story], total: int) -> list[tuple[Story, int]]:
    """The total by room, in whole steps; what rounding leaves goes to those with most room."""
    rooms = [_room(story) for story in stories]
    if sum(rooms) < total:
        raise ValueError(f"the contracts leave room for {sum(rooms)}, not for {total}")
    parts = [room * total // sum(rooms) // _STEP * _STEP for room in rooms]
    order = sorted(range(len(stories)), key=lambda place: parts[place] - rooms[place])
    while (left := total - sum(parts)) > 0:
        place = order.pop(0)
        parts[place] += min(left, rooms[place] - parts[place])
    return [(story, part) for story, part in zip(stories, parts, strict=True) if part]


def _arrivals(story: Story, pool: Pool, amount: int, draw: Random) -> list[MoneyLine]:
    if pool.yearly:
        return [MoneyLine(pool.last, Decimal(amount), "", since=pool.first)]
    landed = story.day_of("LAND") or pool.last
    first = max(pool.first, landed + timedelta(days=5))
    pieces = 1 if amount < 400 else draw.randint(2, 3)
    days = sorted(first + timedelta(days=draw.randint(0, (pool.last - first).days)) for _ in range(pieces))
    part = amount // pieces // _STEP * _STEP
    amounts = [part] * (pieces - 1) + [amount - part * (pieces - 1)]
    return [MoneyLine(day, Decimal(piece), "") for day, piece in zip(days, amounts, strict=True)]


def _take_some_back(stories: Sequence[Story]) -> None:
    """One record was entered too high and corrected in the same half year: a reversal to be looked at."""
    for story in stories:
        for place, line in enumerate(story.money):
            if line.since is None and _NEW_FROM <= line.day < date(2023, 4, 1):
                higher = replace(line, amount=line.amount + _TAKEN_BACK, taken_back=_TAKEN_BACK)
                story.money[place] = higher
                return
