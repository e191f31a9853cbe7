"""How the units stand in a period, out of the assessment: places, scores and colours as figures of the book.

A closed period is told as it was published: its scores, places and colours are those of the snapshot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.timezone import localtime

from luodi.across.assessment import selectors as assessment
from luodi.across.assessment.models import Adjustment, Snapshot, SnapshotScore
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.colours import MEANINGS, Colour
from luodi.across.assessment.rules.scoring import LineScore
from luodi.across.figures import selectors as figures
from luodi.across.figures.models import PeriodLock
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.colours import LETTERS, count_key
from luodi.across.reports.engine.standing import Member, SheetLine, Standing
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.spread import short_label
from luodi.across.reports.selectors.taken import as_decimal
from luodi.base.core.documents import chinese_date
from luodi.base.core.money import round_decimal
from luodi.base.core.periods import parse_period, year_to_date
from luodi.base.orgs.models import Unit

_COLOURS: Final = "、".join(f"{colour.value}{word}" for colour, word in MEANINGS.items())
_ORDER: Final = tuple(Colour)
_UNRANKED: Final = "本组不排名或该单位没有得分"
_NO_EARLIER: Final = "上期没有名次"


@dataclass(frozen=True)
class Standings:
    """The groups of a paper, the figures in them, the units behind them, and the scheme they are scored by."""

    groups: tuple[Standing, ...]
    book: Mapping[str, FigureValue]
    units: tuple[Unit, ...]
    scheme: str
    has_previous: bool


@dataclass(frozen=True)
class _Told:
    """Score, place and colour of a unit as they are published."""

    score: Decimal | None
    rank: int | None
    colour: Colour
    grade: str


def governing_lock(asked: Asked) -> PeriodLock | None:
    """The closed period by which the paper's figures are answered; None in open time."""
    return figures.governing(asked.period.last, asked.known_at)


def closing_remark(asked: Asked) -> str:
    """What stands under the title: how far the period is closed, and as known when."""
    lock = governing_lock(asked)
    if lock is None:
        return f"（未结账，数据截至{_moment(asked.known_at)}）"
    how = "已结账" if lock.period == asked.period.code else f"已随{parse_period(lock.period).label}结账"
    word = "结账" if lock.version == 1 else "重述"
    return f"（{how}，第{lock.version}版，{_moment(lock.known_at)}{word}）"


def standings(asked: Asked, *, area: str) -> Standings:
    """The groups with members in the paper's unit. Errors: those of the ranking (`assessment.no_scheme` …)."""
    snapshot = _snapshot(asked)
    lock = governing_lock(asked)
    known_at = snapshot.recorded_at if snapshot else lock.known_at if lock else asked.known_at
    found = assessment.ranking(asked.viewer, period=asked.period.code, known_at=known_at)
    published = _published(asked, snapshot)
    book: dict[str, FigureValue] = {}
    groups, units = [], []
    for group in found.groups:
        inside = [one for one in group.units if one.unit.path.startswith(asked.unit.path)]
        if not inside:
            continue
        teller = _Teller(asked, group, published, area)
        groups.append(teller.standing(inside))
        units += [one.unit for one in inside]
        book |= dict(teller.entries(inside))
    book |= dict(_counted_in_all(groups, book))
    version = next((group.scheme.version for group in found.groups), 1)
    has_previous = any(one.previous_colour is not None for group in found.groups for one in group.units)
    return Standings(tuple(groups), book, tuple(units), f"{found.scheme_name}第{version}版", has_previous)


def _counted_in_all(groups: Sequence[Standing], book: Mapping[str, FigureValue]) -> Iterator[tuple[str, FigureValue]]:
    """How many units of all scored groups have which colour."""
    scored = [group for group in groups if group.scored]
    for letter in LETTERS if scored else ():
        parts = [book[count_key(group.code, letter)] for group in scored]
        number = sum((part.raw or Decimal(0) for part in parts), Decimal(0))
        whole = replace(parts[0], name=f"评{letter}单位数", raw=number, text=f"{number:f}", source="各组评色单位数之和")
        yield count_key("all", letter), whole


def _snapshot(asked: Asked) -> Snapshot | None:
    lock = governing_lock(asked)
    if lock is None or lock.period != asked.period.code:
        return None
    return assessment.snapshots(asked.viewer, lock.period).filter(lock=lock).first()


def _published(asked: Asked, snapshot: Snapshot | None) -> dict[tuple[int, int], SnapshotScore]:
    if snapshot is None:
        return {}
    return {(row.scheme_id, row.unit_id): row for row in assessment.snapshot_scores(asked.viewer, snapshot)}


def _moment(moment: datetime) -> str:
    local = localtime(moment)
    return f"{chinese_date(local.date())}{local:%H:%M}"


class _Teller:
    """One group: its members and the figures in it."""

    def __init__(
        self,
        asked: Asked,
        group: assessment.RankedGroup,
        published: Mapping[tuple[int, int], SnapshotScore],
        area: str,
    ) -> None:
        self._asked = asked
        self._group = group
        self._published = published
        self._area = area
        span = year_to_date(asked.period.last)
        self._span = f"{span.start}至{span.end}"
        self._source = f"{group.scheme.name}（{group.code}，第{group.scheme.version}版）"

    def standing(self, inside: Sequence[assessment.RankedUnit]) -> Standing:
        """The group with its members and lines."""
        scored = [one for one in inside if one.is_open]
        lines = tuple(
            SheetLine(
                f"L{number}",
                line.spec.name,
                any(one.score.lines[number - 1].is_judged for one in scored),
                any(one.score.lines[number - 1].colour is not Colour.GREY for one in scored),
            )
            for number, line in enumerate(inside[0].score.lines, 1)
        )
        members = tuple(self._member(one) for one in inside)
        is_ranked = any(member.rank is not None for member in members)
        return Standing(self._group.code, self._group.name, members, lines, is_ranked, self._group.note)

    def entries(self, inside: Sequence[assessment.RankedUnit]) -> Iterator[tuple[str, FigureValue]]:
        """Scores, places, colours and lines of the members, and the points that people gave or took."""
        for one in inside:
            for key, value in self._own(one):
                yield qualified(key, one.unit.code), value
            for line_key, value in self._lines(one):
                yield qualified(line_key, one.unit.code), value
            for row in one.adjustments:
                yield f"adjusted.{row.pk}", self._amount(one, row)
        yield from self._counted(inside)

    def _counted(self, inside: Sequence[assessment.RankedUnit]) -> Iterator[tuple[str, FigureValue]]:
        """How many units of the group have which colour."""
        colours = [self._told(one).colour for one in inside]
        for letter in LETTERS:
            number = colours.count(Colour(letter))
            name = f"{self._group.name}评{letter}单位数"
            yield (
                count_key(self._group.code, letter),
                FigureValue("X04", name, Decimal(number), "个", str(number), period=self._span, source=self._source),
            )

    def _member(self, one: assessment.RankedUnit) -> Member:
        told = self._told(one)
        remarks = [f"{self._label(one)}：{why}" for why in one.colour_why]
        remarks += [
            f"{self._label(one)}：{_remark(row)}" for row in one.adjustments if row.kind != AdjustmentKind.COLOUR
        ]
        return Member(
            code=one.unit.code,
            label=self._label(one),
            rank=told.rank,
            is_scored=told.score is not None,
            is_low=one.is_low,
            low_run=one.low_run,
            is_open=one.is_open,
            remarks=tuple(remarks),
        )

    def _label(self, one: assessment.RankedUnit) -> str:
        return plain_word(short_label(one.unit, self._area))

    def _told(self, one: assessment.RankedUnit) -> _Told:
        row = self._published.get((self._group.scheme.pk, one.unit.pk))
        if row is not None:
            return _Told(None if row.score is None else Decimal(row.score), row.rank, Colour(row.colour), row.grade)
        grade = str(one.grade.label) if one.grade is not None else ""
        return _Told(as_decimal(one.score.total), one.rank, one.colour, grade)

    def _own(self, one: assessment.RankedUnit) -> Iterator[tuple[str, FigureValue]]:
        told = self._told(one)
        why = one.score.why or "不计分"
        weight = as_decimal(one.score.judged_weight)
        score = one.score
        for key, name, part in (
            ("base", "指标得分", score.base),
            ("bonus", "加分", score.bonus),
            ("penalty", "扣分", -score.penalty),
            ("correction", "评分调整", score.correction),
        ):
            raw = None if score.total is None else as_decimal(part)
            yield key, self._value(one, "", name, raw, "分", digits=2, why=why)
        yield "X02", self._value(one, "X02", "综合得分", told.score, "分", digits=2, why=why)
        yield "weight", self._value(one, "", "已评价权重", weight, "分", digits=0)
        yield "X03", self._value(one, "X03", "组内排名", _decimal(told.rank), "名", digits=0, why=_UNRANKED)
        before = _decimal(one.previous_rank)
        yield "X03.before", self._value(one, "X03", "上期组内排名", before, "名", digits=0, why=_NO_EARLIER)
        moved = None if told.rank is None or one.previous_rank is None else one.previous_rank - told.rank
        yield "X03.moved", self._value(one, "X03", "名次变化", _decimal(moved), "位", digits=0, why=_NO_EARLIER)
        yield "X04", self._colour(one, "X04", "综合五色", told.colour)
        earlier = one.previous_colour
        yield "X04.before", self._colour(one, "X04", "上期综合五色", earlier, why="上期没有评色")
        shift = None if earlier is None else _ORDER.index(earlier) - _ORDER.index(told.colour)
        yield "X04.moved", self._value(one, "X04", "五色变化", _decimal(shift), "档", digits=0, why="上期没有评色")
        yield "X05", self._value(one, "X05", "连续靠后期数", Decimal(one.low_run), "期", digits=0)
        yield "grade", FigureValue("", f"{self._label(one)}等次", Decimal(0) if told.grade else None, text=told.grade,
                                   why="没有得分，不评等次", source=self._source, owner=self._label(one))  # fmt: skip

    def _lines(self, one: assessment.RankedUnit) -> Iterator[tuple[str, FigureValue]]:
        if not one.is_open:
            return
        for number, line in enumerate(one.score.lines, 1):
            why = _reason(line)
            name = line.spec.name
            yield f"L{number}.value", self._reading(one, line, why)
            yield f"L{number}.points", self._line(one, line, f"{name}得分", as_decimal(line.points), why)
            yield f"L{number}.k", self._line(one, line, f"{name}时序系数K", as_decimal(line.k), why)
            yield f"L{number}.weight", self._line(one, line, f"{name}权重", as_decimal(line.counted), "", digits=1)
            yield f"L{number}.colour", self._colour(one, line.spec.code, f"{name}五色", line.colour)

    def _reading(self, one: assessment.RankedUnit, line: LineScore, why: str) -> FigureValue:
        """What the line was judged by, as it is shown with the score."""
        shown = "、".join(reading.shown for reading in line.readings if reading.shown)
        raw = as_decimal(line.value) if shown else None
        owner = self._label(one)
        name = f"{owner}{line.spec.name}指标值"
        reason = why or "按扣分或评分计，没有指标值"
        return FigureValue(
            line.spec.code, name, raw, "", shown, reason, period=self._span, source=self._source, owner=owner
        )

    def _line(
        self, one: assessment.RankedUnit, line: LineScore, name: str, raw: Decimal | None, why: str, *, digits: int = 2
    ) -> FigureValue:
        return self._value(one, line.spec.code, name, raw, "", digits=digits, why=why)

    def _value(
        self,
        one: assessment.RankedUnit,
        code: str,
        name: str,
        raw: Decimal | None,
        unit: str,
        *,
        digits: int,
        why: str = "",
    ) -> FigureValue:
        text = "" if raw is None else str(round_decimal(raw, digits))
        owner = self._label(one)
        return FigureValue(
            code, f"{owner}{name}", raw, unit, text, why, period=self._span, source=self._source, owner=owner
        )

    def _colour(
        self, one: assessment.RankedUnit, code: str, name: str, colour: Colour | None, why: str = ""
    ) -> FigureValue:
        """A colour as a figure: its place in the order of colours, printed as its letter."""
        raw = None if colour is None else Decimal(_ORDER.index(colour) + 1)
        text = "" if colour is None else colour.value
        owner = self._label(one)
        return FigureValue(
            code, f"{owner}{name}", raw, "", text, why, _COLOURS, period=self._span, source=self._source, owner=owner
        )

    def _amount(self, one: assessment.RankedUnit, row: Adjustment) -> FigureValue:
        word, unit = ("件数", "件") if row.kind == AdjustmentKind.CASES else ("调整分值", "分")
        owner = self._label(one)
        amount = row.amount.normalize()
        return FigureValue(
            "", f"{owner}{word}", row.amount, unit, f"{amount:f}", source=f"考核调整，依据{row.basis}", owner=owner
        )


def _remark(row: Adjustment) -> str:
    """What people decided about a unit, with its number as a field."""
    kind = str(AdjustmentKind(row.kind).label)
    number = "" if row.kind == AdjustmentKind.VETO else f"{{{{adjusted.{row.pk}|增减}}}}"
    return f"经批准{kind}{number}，{plain_word(row.reason)}（依据：{plain_word(row.basis)}）"


def _reason(line: LineScore) -> str:
    return "" if line.is_judged else line.why.removeprefix("不评价：").partition("；权重")[0].partition("（")[0]


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
