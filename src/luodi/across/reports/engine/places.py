"""Why a unit stands where it stands in a later issue: its score line by line, and who went past it (domain/06 §4.8)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.tokens import qualified
from luodi.base.core.money import UNKNOWN, round_decimal

RANK, SCORE = "X03", "X02"
_APART = (("bonus", "加分项", 1), ("penalty", "扣分项", -1), ("correction", "评分调整", 1))
_POINTS = "得分"
_TOLD = 3
_LAST = 9_999
_ZERO = Decimal(0)


@dataclass(frozen=True)
class ScoreLine:
    """A line of the sheet in both issues: what it was judged by, and its points; None where it gave none."""

    name: str
    value_then: str
    value_now: str
    weight: str
    then: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal:
        """Points now less then; a line that was not judged counts as nothing."""
        return (self.now or _ZERO) - (self.then or _ZERO)


@dataclass(frozen=True)
class Place:
    """A unit's place and score in both issues; None where it had none. `group`: the scheme and group it is ranked in."""

    code: str
    label: str
    group: str
    rank_then: int | None
    rank_now: int | None
    score_then: Decimal | None
    score_now: Decimal | None

    @property
    def gained(self) -> Decimal | None:
        """Score now less then."""
        return None if self.score_then is None or self.score_now is None else self.score_now - self.score_then

    @property
    def moved(self) -> str:
        """↑2位, ↓3位, 不变; — where a place is missing."""
        if self.rank_then is None or self.rank_now is None:
            return UNKNOWN
        size = self.rank_then - self.rank_now
        return f"{'↑' if size > 0 else '↓'}{abs(size)}位" if size else "不变"


@dataclass(frozen=True)
class Rival:
    """A unit that changed sides with ours, and the lines in which it gained most on us (in points)."""

    place: Place
    gains: tuple[tuple[str, Decimal], ...]

    @property
    def told(self) -> str:
        """到位资金+6.00分、开工率+2.00分."""
        return "、".join(f"{name}{signed(points)}分" for name, points in self.gains)


@dataclass(frozen=True)
class PlaceChange:
    """One unit between two issues. `rest` is what caps, vetoes and limits took or gave, so that all of it sums to the
    difference of the scores. `are_lines_open`: the viewer may see the lines.
    """

    place: Place
    lines: tuple[ScoreLine, ...]
    rest: Decimal
    passed_by: tuple[Rival, ...]
    passed: tuple[Rival, ...]
    everyone: tuple[Place, ...]
    are_lines_open: bool

    @property
    def sentence(self) -> str:
        """甲县由第3名降到第6名，得分85.20→78.10（−7.10分）；失分最多的是…；超过甲县的有…."""
        parts = [_ranked(self.place), _scored(self.place), *self._blamed(), *self._overtaken()]
        return "；".join(part for part in parts if part) + "。"

    def _blamed(self) -> Iterable[str]:
        lost = sorted((one for one in self.lines if one.difference < 0), key=lambda one: one.difference)[:_TOLD]
        won = sorted((one for one in self.lines if one.difference > 0), key=lambda one: -one.difference)[:_TOLD]
        for word, found in (("失分最多的是", lost), ("得分增加最多的是", won)):
            if found:
                yield word + "、".join(f"{one.name}（{signed(one.difference)}分）" for one in found)

    def _overtaken(self) -> Iterable[str]:
        if self.passed_by:
            yield f"超过{self.place.label}的有{_names(self.passed_by)}"
        if self.passed:
            yield f"被{self.place.label}超过的有{_names(self.passed)}"


def places_of(then: FigureBook, now: FigureBook) -> tuple[Place, ...]:
    """The units that have a place in either issue, group by group, best first in the later one."""
    codes = dict.fromkeys(key.partition("@")[2] for book in (now, then) for key in book if key.startswith(f"{RANK}@"))
    found = [_place(then, now, code) for code in codes]
    ranked = [one for one in found if one.rank_now is not None or one.rank_then is not None]
    return tuple(sorted(ranked, key=lambda one: (one.group, one.rank_now or _LAST, one.code)))


def place_change(
    then: FigureBook, now: FigureBook, places: Sequence[Place], mine: Place, open_codes: Collection[str] | None
) -> PlaceChange:
    """What moved a unit among the places. `open_codes`: the units whose lines the viewer may see (None: all)."""
    peers = tuple(one for one in places if one.group == mine.group)
    is_open = open_codes is None or mine.code in open_codes
    lines = _lines(then, now, mine.code) if is_open else ()
    explained = sum((one.difference for one in lines), _ZERO)

    def rival(place: Place) -> Rival:
        may_see = is_open and (open_codes is None or place.code in open_codes)
        return Rival(place, _gains(lines, _lines(then, now, place.code)) if may_see else ())

    return PlaceChange(
        mine,
        lines,
        mine.gained - explained if is_open and mine.gained is not None else _ZERO,
        tuple(rival(one) for one in peers if _went_past(one, mine)),
        tuple(rival(one) for one in peers if _went_past(mine, one)),
        peers,
        is_open,
    )


def signed(points: Decimal) -> str:
    """+6.00, −5.50."""
    rounded = round_decimal(abs(points), 2)
    return f"{'−' if points < 0 and rounded else '+' if rounded else ''}{rounded}"


def _went_past(one: Place, other: Place) -> bool:
    """Whether `one` stands before `other` now and did not before."""
    if one.rank_now is None or other.rank_now is None or one.rank_now >= other.rank_now:
        return False
    return one.rank_then is None or (other.rank_then is not None and one.rank_then > other.rank_then)


def _place(then: FigureBook, now: FigureBook, code: str) -> Place:
    found = now.get(qualified(RANK, code)) or then.get(qualified(RANK, code))
    label = found.owner if found is not None else code
    return Place(
        code,
        label,
        _group_of(now, then, code),
        _number(then, RANK, code),
        _number(now, RANK, code),
        _raw(then, SCORE, code),
        _raw(now, SCORE, code),
    )


def _lines(then: FigureBook, now: FigureBook, code: str) -> tuple[ScoreLine, ...]:
    """The lines of a unit by their names, then bonus, penalty and corrections where there are any."""
    before, after = _marks(then, code), _marks(now, code)
    names = dict.fromkeys([*after, *before])
    lines = [_line(name, (then, before.get(name, "")), (now, after.get(name, "")), code) for name in names]
    for key, name, sign in _APART:
        sums = [_raw(book, key, code) for book in (then, now)]
        if any(sums):
            lines.append(ScoreLine(name, "", "", "", *(None if one is None else one * sign for one in sums)))
    return tuple(lines)


def _line(name: str, then: tuple[FigureBook, str], now: tuple[FigureBook, str], code: str) -> ScoreLine:
    (old, before), (new, after) = then, now
    weight = new.get(qualified(f"{after}.weight", code)) or old.get(qualified(f"{before}.weight", code))
    return ScoreLine(
        name,
        _text(old.get(qualified(f"{before}.value", code))),
        _text(new.get(qualified(f"{after}.value", code))),
        _text(weight),
        _raw(old, f"{before}.points", code),
        _raw(new, f"{after}.points", code),
    )


def _marks(book: FigureBook, code: str) -> dict[str, str]:
    """The names of the lines and the marks (L1 …) under which this issue keeps them: the sheet may have been revised."""
    tail = f".points@{code}"
    found = {key.removesuffix(tail): value for key, value in book.items() if key.endswith(tail) and key[:1] == "L"}
    return {value.bare_name.removesuffix(_POINTS): mark for mark, value in found.items()}


def _gains(mine: Iterable[ScoreLine], theirs: Iterable[ScoreLine]) -> tuple[tuple[str, Decimal], ...]:
    own = {line.name: line.difference for line in mine}
    against = [(line.name, line.difference - own.get(line.name, _ZERO)) for line in theirs]
    won = sorted(((name, points) for name, points in against if points > 0), key=lambda one: -one[1])
    return tuple(won[:_TOLD])


def _group_of(now: FigureBook, then: FigureBook, code: str) -> str:
    """The scheme and group of a unit, as its score names them."""
    found = now.get(qualified(SCORE, code)) or then.get(qualified(SCORE, code))
    return found.source if found is not None else ""


def _number(book: FigureBook, key: str, code: str) -> int | None:
    raw = _raw(book, key, code)
    return None if raw is None else int(raw)


def _raw(book: FigureBook, key: str, code: str) -> Decimal | None:
    found = book.get(qualified(key, code))
    return None if found is None else found.raw


def _text(figure: FigureValue | None) -> str:
    return UNKNOWN if figure is None or figure.raw is None else figure.text


def _names(found: Iterable[Rival]) -> str:
    return "、".join(one.place.label for one in found)


def _ranked(place: Place) -> str:
    then, now = place.rank_then, place.rank_now
    if now is None:
        return f"{place.label}后一份没有名次" + (f"（前一份第{then}名）" if then is not None else "")
    if then is None:
        return f"{place.label}列第{now}名，前一份没有名次"
    if then == now:
        return f"{place.label}仍列第{now}名"
    return f"{place.label}由第{then}名{'降' if now > then else '升'}到第{now}名"


def _scored(place: Place) -> str:
    if place.score_then is None or place.score_now is None or place.gained is None:
        return ""
    then, now = round_decimal(place.score_then, 2), round_decimal(place.score_now, 2)
    if not place.gained:
        return f"得分仍为{now}分"
    return f"得分由{then}分变为{now}分（{signed(place.gained)}分）"
