"""From what is known of a unit to its score on a sheet: pure arithmetic with exact fractions (domain/06 §4.8.3, §4.8.4).

The score is taken against the schedule: a completion counts as its share of what was due by the cut-off, so at the
end of the year it is the completion itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from luodi.across.assessment.rules import methods
from luodi.across.assessment.rules.colours import Colour, k_colour
from luodi.across.assessment.rules.methods import BY_TARGET, Method
from luodi.across.assessment.rules.sheets import (
    SIGNING_BLOCK,
    WHOLE,
    ItemKind,
    ItemSpec,
    LineSpec,
    Missing,
    SheetSpec,
    SourceSpec,
    Veto,
    plain,
)

MOST_BONUS: Final = Fraction(10)
MOST_PENALTY: Final = Fraction(10)
MOST_TOTAL: Final = WHOLE + MOST_BONUS
FALSIFIED_AT_MOST: Final = Fraction(59)
UNFAIR_PROMISE_COSTS: Final = Fraction(5)
_ZERO: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of one unit against its target. `k` is the ratio to what was due; None where it cannot be said."""

    figure: str
    name: str
    value: Fraction | None = None
    shown: str = ""
    k: Fraction | None = None
    target: str = ""
    why: str = ""
    is_absent: bool = False
    """True when the system has no such figure yet."""


@dataclass(frozen=True)
class Known:
    """Everything known of one unit in one period: readings by figure and target, marks and corrections by line."""

    readings: Mapping[SourceSpec, Reading] = field(default_factory=dict)
    marks: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    corrections: Mapping[str, Fraction] = field(default_factory=dict)
    cases: Mapping[str, Fraction] = field(default_factory=dict)
    vetoes: frozenset[str] = frozenset()

    @property
    def is_zero_signed(self) -> bool:
        """Whether the unit had a target for signings and signed nothing."""
        return Veto.ZERO_SIGNED in self.vetoes


@dataclass(frozen=True, slots=True)
class LineScore:
    """A line as scored: `weight` as it stands in the sheet, `counted` after spreading, points out of `counted`."""

    spec: LineSpec
    value: Fraction | None
    k: Fraction | None
    counted: Fraction
    points: Fraction | None
    colour: Colour
    why: str
    readings: tuple[Reading, ...] = ()
    correction: Fraction = _ZERO

    @property
    def is_judged(self) -> bool:
        """Whether it gave points."""
        return self.points is not None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """A bonus or penalty as scored."""

    spec: ItemSpec
    cases: Fraction
    points: Fraction
    why: str


@dataclass(frozen=True)
class UnitScore:
    """The result of one unit. `calculated` is before corrections by people, `total` after; None where nothing is judged."""

    lines: tuple[LineScore, ...]
    items: tuple[ItemScore, ...]
    base: Fraction
    bonus: Fraction
    penalty: Fraction
    correction: Fraction
    calculated: Fraction | None
    total: Fraction | None
    vetoes: tuple[str, ...] = ()
    why: str = ""

    @property
    def judged_weight(self) -> Fraction:
        """How much of the sheet's 100 could be judged."""
        return sum((line.spec.weight for line in self.lines if line.is_judged), _ZERO)


Ranges = Mapping[SourceSpec, tuple[Fraction, Fraction]]


def ranges_of(everyone: Sequence[Known]) -> Ranges:
    """Lowest and highest value of each source inside a group, for the efficacy method."""
    found: dict[SourceSpec, list[Fraction]] = {}
    for known in everyone:
        for source, reading in known.readings.items():
            if reading.value is not None:
                found.setdefault(source, []).append(reading.value)
    return {source: (min(values), max(values)) for source, values in found.items()}


def score_unit(sheet: SheetSpec, known: Known, ranges: Ranges) -> UnitScore:
    """The score of a unit on a sheet; `ranges` are those of its group."""
    first = [_line(line, line.weight, known, ranges) for line in sheet.lines]
    if not any(line.is_judged and line.spec.method != Method.DED for line in first):
        return UnitScore(tuple(first), (), _ZERO, _ZERO, _ZERO, _ZERO, None, None, why="没有可评价的指标，不计分")
    if sheet.missing == Missing.ZERO:
        lines = [line if line.is_judged else _zeroed(line) for line in first]
    else:
        weights = spread(
            [Share(line.spec.block, line.spec.weight, line.is_judged, line.spec.method != Method.DED) for line in first]
        )
        lines = [_spread_line(line, weight, known, ranges) for line, weight in zip(first, weights, strict=True)]
    return _sum(sheet, lines, known)


@dataclass(frozen=True, slots=True)
class Share:
    """A line's part in spreading: its weight, whether it is judged, and whether it may take over others' weight.

    A line of listed deductions is judged, but grows by nothing: without a measured value it would give points away.
    """

    block: str
    weight: Fraction
    is_judged: bool = True
    may_grow: bool = True


def spread(shares: Sequence[Share]) -> list[Fraction]:
    """Weights after those of lines that cannot be judged are spread, in proportion, over the judged ones of their block.

    What a block cannot take is spread over all judged lines of the sheet. The sum stays the same.
    """
    growing = [share.is_judged and share.may_grow for share in shares]
    blocks = [share.block for share in shares]
    pools, takers = dict.fromkeys(blocks, _ZERO), dict.fromkeys(blocks, _ZERO)
    for share, grows in zip(shares, growing, strict=True):
        takers[share.block] += share.weight if grows else _ZERO
        pools[share.block] += _ZERO if share.is_judged else share.weight
    rest = sum((pool for block, pool in pools.items() if not takers[block]), _ZERO)
    grown = [
        share.weight * (1 + pools[share.block] / takers[share.block]) if grows else _ZERO
        for share, grows in zip(shares, growing, strict=True)
    ]
    whole = sum(grown, _ZERO)
    if not whole:
        return [_ZERO for _ in shares]
    return [
        weight * (1 + rest / whole) if grows else (share.weight if share.is_judged else _ZERO)
        for share, weight, grows in zip(shares, grown, growing, strict=True)
    ]


def _line(spec: LineSpec, weight: Fraction, known: Known, ranges: Ranges) -> LineScore:
    """A line against a weight. Sources of a line of listed deductions are shown beside them and take nothing off."""
    readings = tuple(known.readings.get(source, _absent(source)) for source in spec.sources)
    if spec.method == Method.JURY:
        return _marked(spec, weight, known.marks.get(spec.code, ()))
    if spec.method == Method.DED:
        taken = -min(known.corrections.get(spec.code, _ZERO), _ZERO)
        points = methods.deducted(weight, taken)
        why = f"满分{_points(weight)}，已认定扣分{_points(taken)}" if taken else "没有经认定的扣分，计满分"
        why = "；".join([why, *(f"参考：{_told(reading)}" for reading in readings if reading.value is not None)])
        return LineScore(spec, None, None, weight, points, Colour.GREY, why, readings)
    scored = _BY_METHOD[Method(spec.method)](spec, weight, readings, ranges)
    if known.is_zero_signed:
        return _of_zero_signed(scored)
    return scored


def _absent(source: SourceSpec) -> Reading:
    return Reading(source.figure, source.figure, why="系统尚无此项数据", is_absent=True)


def _unjudged(spec: LineSpec, weight: Fraction, readings: tuple[Reading, ...]) -> LineScore:
    reasons = dict.fromkeys(f"{reading.name}：{reading.why}" for reading in readings if reading.why)
    why = "；".join(reasons) or spec.note or "系统尚无此项数据"
    return LineScore(spec, _value(readings), None, weight, None, Colour.GREY, f"不评价：{why}", readings)


def _by_target(spec: LineSpec, weight: Fraction, readings: tuple[Reading, ...], _ranges: Ranges) -> LineScore:
    """LIN, HALF and TGT: the mean of the sources' ratios to what was due, capped."""
    ratios = [reading.k for reading in readings if reading.k is not None]
    if not ratios:
        return _unjudged(spec, weight, readings)
    if spec.method == Method.HALF and len(ratios) == 2:
        points = methods.halves(weight, ratios[0], ratios[1], spec.cap)
    elif spec.method == Method.TGT:
        points = sum((methods.attained(weight, ratio, Fraction(1)) for ratio in ratios), _ZERO) / len(ratios)
    else:
        points = methods.linear(weight, sum(ratios, _ZERO) / len(ratios), spec.cap)
    k = sum(ratios, _ZERO) / len(ratios)
    why = "；".join([*(_told(reading) for reading in readings), _formula(spec, weight, k, points)])
    return LineScore(spec, _value(readings), k, weight, points, k_colour(k), why, readings)


def _efficacy(spec: LineSpec, weight: Fraction, readings: tuple[Reading, ...], ranges: Ranges) -> LineScore:
    present = [
        (reading, ranges.get(source))
        for reading, source in zip(readings, spec.sources, strict=True)
        if not reading.is_absent
    ]
    if not present:
        return _unjudged(spec, weight, readings)
    points, told = _ZERO, []
    for reading, around in present:
        lowest, highest = around or (_ZERO, _ZERO)
        points += methods.efficacy(weight, reading.value, lowest, highest)
        told.append(f"{_told(reading)}，组内最低{_points(lowest)}、最高{_points(highest)}")
    points /= len(present)
    why = "；".join([*told, f"功效系数法得{_points(points)}分"])
    return LineScore(spec, _value(readings), None, weight, points, Colour.GREY, why, readings)


def _stepped(spec: LineSpec, weight: Fraction, readings: tuple[Reading, ...], _ranges: Ranges) -> LineScore:
    counted = [reading.value for reading in readings if reading.value is not None]
    if not counted:
        return _unjudged(spec, weight, readings)
    cases = sum(counted, _ZERO)
    points = methods.stepped(weight, spec.per_case, cases)
    told = "；".join(_told(reading) for reading in readings)
    why = f"{told}；{plain(weight)}−{plain(spec.per_case)}×{_points(cases)}，得{_points(points)}分"
    return LineScore(spec, cases, None, weight, points, Colour.GREY, why, readings)


_BY_METHOD: Final = {
    Method.LIN: _by_target,
    Method.HALF: _by_target,
    Method.TGT: _by_target,
    Method.EFF: _efficacy,
    Method.STEP: _stepped,
}


def _marked(spec: LineSpec, weight: Fraction, marks: Sequence[Fraction]) -> LineScore:
    if not marks:
        return LineScore(spec, None, None, weight, None, Colour.GREY, "不评价：还没有评价分")
    mean, points = methods.mean_mark(marks), methods.judged(weight, marks)
    trimmed = "，去掉最高、最低各一个" if len(marks) >= methods.TRIMMED_FROM else ""
    why = (
        f"{len(marks)}份评价{trimmed}，平均{_points(mean)}分；{_points(weight)}×{_points(mean)}%，得{_points(points)}分"
    )
    return LineScore(spec, mean, None, weight, points, Colour.GREY, why)


def _of_zero_signed(line: LineScore) -> LineScore:
    """零签约: nothing in the signing block, and nothing for rates that have no denominator for want of signings."""
    is_rate = (
        line.spec.method in BY_TARGET
        and not line.is_judged
        and any(reading.value is None and not reading.is_absent and "分母" in reading.why for reading in line.readings)
    )
    if line.spec.block != SIGNING_BLOCK and not is_rate:
        return line
    reason = "签约类指标计0分" if line.spec.block == SIGNING_BLOCK else "率类指标计0分"
    return replace(line, points=_ZERO, colour=Colour.RED, why=f"零签约，{reason}；{line.why}")


def _zeroed(line: LineScore) -> LineScore:
    return replace(line, points=_ZERO, why=f"{line.why}；按方案计0分")


def _spread_line(first: LineScore, weight: Fraction, known: Known, ranges: Ranges) -> LineScore:
    if not first.is_judged:
        return replace(first, counted=_ZERO, why=f"{first.why}；权重{plain(first.spec.weight)}分摊到其他指标")
    if weight == first.spec.weight:
        return first
    scored = _line(first.spec, weight, known, ranges)
    return replace(scored, why=f"{scored.why}（含分摊，权重由{plain(first.spec.weight)}计为{_points(weight)}）")


def _sum(sheet: SheetSpec, lines: Sequence[LineScore], known: Known) -> UnitScore:
    corrected = [_corrected(line, known) for line in lines]
    items = tuple(_item(item, known.cases[item.code]) for item in sheet.items if known.cases.get(item.code))
    base = sum((line.points or _ZERO for line in lines), _ZERO)
    bonus = min(_of_kind(items, ItemKind.BONUS), MOST_BONUS)
    penalty = max(_of_kind(items, ItemKind.PENALTY), -MOST_PENALTY)
    if Veto.UNFAIR_PROMISE in known.vetoes:
        bonus, penalty = _ZERO, penalty - UNFAIR_PROMISE_COSTS
    whole = known.corrections.get("", _ZERO)
    correction = whole + sum((line.correction for line in corrected), _ZERO)
    calculated = _limited(min(base + bonus, MOST_TOTAL) + penalty, known)
    total = _limited(min(base + bonus, MOST_TOTAL) + penalty + correction, known)
    vetoes = tuple(code for code in Veto.values if code in known.vetoes)
    return UnitScore(tuple(corrected), items, base, bonus, penalty, correction, calculated, total, vetoes)


def _limited(score: Fraction, known: Known) -> Fraction:
    """Nothing below 0; who falsified has at most 59."""
    ceiling = FALSIFIED_AT_MOST if Veto.FALSIFIED in known.vetoes else score
    return max(_ZERO, min(score, ceiling))


def _corrected(line: LineScore, known: Known) -> LineScore:
    """A line with what people have added or taken; deductions of DED are in its points already."""
    given = known.corrections.get(line.spec.code, _ZERO)
    if line.spec.method == Method.DED:
        given = max(given, _ZERO)
    if not given:
        return line
    return replace(line, correction=given, why=f"{line.why}；经批准调整{_signed(given)}分")


def _item(spec: ItemSpec, cases: Fraction) -> ItemScore:
    points = spec.points * cases
    capped = points
    if spec.limit is not None:
        capped = min(points, spec.limit) if points > 0 else max(points, -abs(spec.limit))
    limit = f"，封顶{_signed(capped)}" if capped != points else ""
    return ItemScore(spec, cases, capped, f"{_points(cases)}件×{_signed(spec.points)}{limit}")


def _of_kind(items: Sequence[ItemScore], kind: ItemKind) -> Fraction:
    return sum((item.points for item in items if item.spec.kind == kind), _ZERO)


def _value(readings: Sequence[Reading]) -> Fraction | None:
    """The mean of the sources' values; for a single one its value."""
    values = [reading.value for reading in readings if reading.value is not None]
    return sum(values, _ZERO) / len(values) if values else None


def _told(reading: Reading) -> str:
    if reading.value is None:
        return f"{reading.name}：{reading.why}，不计入"
    return f"{reading.name}{reading.shown}{reading.target}"


def _formula(spec: LineSpec, weight: Fraction, k: Fraction, points: Fraction) -> str:
    cap = Fraction(1) if spec.method == Method.TGT else spec.cap
    capped = f"，封顶{plain(cap * 100)}%" if k > cap else ""
    return f"K={_points(k)}{capped}，{_points(weight)}×{_points(min(max(k, _ZERO), cap))}得{_points(points)}分"


def _points(number: Fraction) -> str:
    """A number in a sentence: two digits at most, half up."""
    scaled = abs(number) * 100
    whole = int(scaled + Fraction(1, 2))
    text = f"{whole // 100}.{whole % 100:02d}".rstrip("0").rstrip(".")
    return f"−{text}" if number < 0 and whole else text


def _signed(number: Fraction) -> str:
    return f"+{_points(number)}" if number > 0 else _points(number)
