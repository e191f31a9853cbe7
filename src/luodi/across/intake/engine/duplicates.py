"""The same project again: found by code, company and name, weighed by sum and day; never by the credit code alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.model import DateValue
from luodi.base.core.text import company_key, project_key

_DIGITS: Final = re.compile(r"\d+|[一二三四五六七八九十]+期")
_PLACE: Final = re.compile(r"^[一-鿿]{2,4}?(?:省|市|县|区|州|旗)(?=.{4})")
_PLACE_MARKS: Final = frozenset("省市县区州旗")
_ALIKE: Final = 88
_SAME_SUM: Final = Decimal("0.01")
_OTHER_SUM: Final = Decimal("0.05")
_MOST_CANDIDATES: Final = 40
_KEYS_KEPT: Final = 200_000
_PLAIN: Final = re.compile(r"[一-鿿0-9]+")
_PROJECT_TAIL: Final = re.compile(r"(?:建设|项目|工程)+$")
_FORM_WORDS: Final = re.compile(r"公司|(?:集团|股份|合伙|独资|个体工商户|微型企业)$")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a row is compared by."""

    name: str
    bare_name: str
    investor: str
    uscc: str
    code: str
    place: str
    amount: Decimal | None
    day: DateValue | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two rows are (0…1), and in what."""

    score: Decimal
    why: tuple[str, ...]


@lru_cache(maxsize=_KEYS_KEPT)
def name_key(name: str) -> str:
    """`project_key`, with a short way for names of plain characters, which are nearly all."""
    if _PLAIN.fullmatch(name) and "期" not in name:
        return _PROJECT_TAIL.sub("", name) or name
    return project_key(name)


@lru_cache(maxsize=_KEYS_KEPT)
def investor_key(name: str) -> str:
    """`company_key`, with a short way for a plain name that ends with 有限公司 and says nothing of its form before."""
    bare = name.removesuffix("有限公司")
    if bare != name and _PLAIN.fullmatch(bare) and not _FORM_WORDS.search(bare):
        return bare
    return company_key(name)


def traits_of(draft: Draft, local_places: Sequence[str]) -> Traits:
    """The row's traits; names also without a place in front (云溪县…)."""
    name = name_key(draft.text_of("name"))
    local = ""
    if name.startswith(tuple(local_places)):
        local = next(place for place in local_places if name.startswith(place))
        local = local if len(name) > len(local) + 1 else ""
    bare = name.removeprefix(local) if local else (_PLACE.sub("", name) if _PLACE_MARKS & set(name[2:5]) else name)
    total, signed = (
        draft.values.get("total_investment"),
        draft.values.get("signed_on") or draft.values.get("agreement_on"),
    )
    return Traits(
        name=name,
        bare_name=bare,
        investor=investor_key(draft.text_of("investor")),
        uscc=draft.text_of("uscc"),
        code=draft.text_of("code") or draft.text_of("national_code"),
        place=draft.text_of("place"),
        amount=total if isinstance(total, Decimal) else None,
        day=signed if isinstance(signed, DateValue) else None,
    )


class KnownRows:
    """Rows met so far, found again by any of their keys."""

    def __init__(self) -> None:
        self._rows: list[tuple[Draft, Traits]] = []
        self._places: dict[str, list[int]] = {}

    def add(self, draft: Draft, traits: Traits) -> None:
        """Remembers a row."""
        place = len(self._rows)
        self._rows.append((draft, traits))
        for key in _keys(traits):
            self._places.setdefault(key, []).append(place)

    def find(self, traits: Traits, *, is_elsewhere: bool) -> tuple[Draft, Likeness] | None:
        """The row most like these traits, if it is the same project."""
        places: dict[int, None] = {}
        for key in _keys(traits):
            for place in self._places.get(key, ())[-_MOST_CANDIDATES:]:
                places[place] = None
        best: tuple[Draft, Likeness] | None = None
        for place in sorted(places):
            draft, other = self._rows[place]
            likeness = compare(other, traits, is_elsewhere=is_elsewhere)
            if likeness is not None and (best is None or likeness.score > best[1].score):
                best = (draft, likeness)
        return best


def _keys(traits: Traits) -> list[str]:
    """Names with and without their place, company, codes; none of them looks like another kind."""
    keys = [key for key in (traits.name, traits.uscc, traits.code) if key]
    if traits.bare_name != traits.name:
        keys.append(traits.bare_name)
    if traits.investor:
        keys.append(f"@{traits.investor}")
    return keys


def compare(one: Traits, other: Traits, *, is_elsewhere: bool = False) -> Likeness | None:
    """Are these two the same project? `is_elsewhere`: they stand on different sheets, where sums and days may have been updated."""
    if not one.name or not other.name:
        return None
    is_same_investor = _same_investor(one, other)
    is_same_name = one.name == other.name or one.bare_name == other.bare_name
    is_close, is_far = _sums(one, other)
    is_same_day, is_other_day = _days(one, other)
    if is_same_investor is False:
        return None
    if is_same_investor is None:
        is_same = is_same_name and not is_far and not is_other_day and (is_elsewhere or (is_close and is_same_day))
    elif is_same_name:
        is_same = is_elsewhere or not (is_far and is_other_day) or bool(one.code and one.code == other.code)
    else:
        is_same = _are_alike(one.bare_name, other.bare_name) and is_close and not is_other_day
    return (
        _likeness(one, other, is_same_name=is_same_name, is_close=is_close, is_same_day=is_same_day)
        if is_same
        else None
    )


def _same_investor(one: Traits, other: Traits) -> bool | None:
    """None: one of the rows does not say who invests."""
    if one.uscc and other.uscc:
        return one.uscc == other.uscc
    if not one.investor or not other.investor:
        return None
    return one.investor == other.investor


def _sums(one: Traits, other: Traits) -> tuple[bool, bool]:
    """(close, clearly different)"""
    if one.amount is None or other.amount is None:
        return False, False
    apart = abs(one.amount - other.amount) / max(one.amount, other.amount)
    return apart <= _SAME_SUM, apart > _OTHER_SUM


def _days(one: Traits, other: Traits) -> tuple[bool, bool]:
    """(same, different)"""
    if one.day is None or other.day is None:
        return False, False
    is_same = one.day.first <= other.day.last and other.day.first <= one.day.last
    return is_same, not is_same


def _are_alike(one: str, other: str) -> bool:
    """Nearly the same words, and the same numbers and phases."""
    return _DIGITS.findall(one) == _DIGITS.findall(other) and fuzz.ratio(one, other) >= _ALIKE


def _likeness(one: Traits, other: Traits, *, is_same_name: bool, is_close: bool, is_same_day: bool) -> Likeness:
    parts = (
        ("uscc", bool(one.uscc) and one.uscc == other.uscc, 0),
        ("code", bool(one.code) and one.code == other.code, 0),
        ("investor", bool(one.investor) and one.investor == other.investor, 30),
        ("name", is_same_name, 35),
        ("amount", is_close, 15),
        ("date", is_same_day, 15),
        ("place", bool(one.place) and one.place == other.place, 0),
    )
    points = sum(weight for _, holds, weight in parts if holds)
    points += 35 if not is_same_name and one.name and fuzz.ratio(one.bare_name, other.bare_name) >= _ALIKE else 0
    points += 5 if (one.uscc and one.uscc == other.uscc) or (one.code and one.code == other.code) else 0
    if one.uscc and one.uscc == other.uscc and one.investor != other.investor:
        points += 30
    why = tuple(name for name, holds, _ in parts if holds) + (() if is_same_name else ("name_alike",))
    return Likeness((Decimal(points) / 100).quantize(Decimal("0.01")), why)
