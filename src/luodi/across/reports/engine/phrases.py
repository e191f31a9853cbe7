"""How a figure is said in running text: value with unit, growth with its word, differences, records, masked.

Rules (domain/05 §4.7, domain/11 §4.19): no growth word when the base is missing; differences of rates in 个百分点 from
unrounded values; 创历年新高 only when told so; `**` in place of every value of a public draft.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.tokens import Token
from luodi.base.core.money import RoundMode, round_decimal

MASK = "**"
_WAN_PER_YI = 10_000
_DEFAULT_DIGITS = 1


@dataclass(frozen=True)
class Said:
    """What stands in the paper, or why nothing can."""

    text: str = ""
    why: str = ""

    @property
    def is_said(self) -> bool:
        """Whether there is a text."""
        return not self.why


@dataclass(frozen=True)
class _Manner:
    """How values are written: digits asked for (None = as printed by the figures), rounding, masking."""

    digits: int | None
    mode: RoundMode
    is_masked: bool


_Speech = Callable[[FigureValue, Decimal, _Manner], Said]


def say(token: Token, book: FigureBook, *, is_masked: bool = False) -> Said:
    """The words for a field of a text."""
    speech = PHRASES.get(token.phrase)
    if speech is None:
        return Said(why=f"没有“{token.phrase}”这种说法")
    why = book.why_not(token.key)
    if why:
        return Said(why=why)
    figure = book[token.key]
    if figure.raw is None:
        return Said(why=figure.why)
    return speech(figure, figure.raw, _Manner(token.digits, book.round_mode, is_masked))


def completion(target: str, field_text: str) -> str:
    """完成X的Y%."""
    return f"完成{target}的{field_text}"


def share(whole: str, field_text: str) -> str:
    """占…的."""
    return f"占{whole}的{field_text}"


def _value(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    number, unit = _number(figure, raw, manner)
    return Said(number + unit)


def _bare(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """Without its unit, so always in that of the figure: 0.5 of 亿元, not 5000."""
    if manner.is_masked:
        return Said(MASK)
    return Said(_in_own_unit(figure, raw, manner))


def _tabular(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """In a table: the digits of the figure, zeros kept, one unit for the whole column."""
    if manner.is_masked:
        return Said(MASK)
    if manner.digits is None and figure.text:
        return Said(figure.text)
    return Said(str(round_decimal(raw, _DEFAULT_DIGITS if manner.digits is None else manner.digits, manner.mode)))


def _moved(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """A change of place: ↑2, ↓1, →."""
    if manner.is_masked:
        return Said(MASK)
    return Said("→" if raw == 0 else f"{'↑' if raw > 0 else '↓'}{abs(raw):.0f}")


def _signed(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """With its sign: +2分, −0.5分."""
    number, unit = _number(figure, abs(raw), manner) if figure.text == "" else (figure.text.lstrip("-"), figure.unit)
    return Said(f"{'−' if raw < 0 else '+'}{MASK if manner.is_masked else number}{unit}")


def _against_schedule(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """Ahead of or behind the schedule, in 个百分点."""
    size, is_zero = _size(figure, raw, manner)
    if is_zero:
        return Said("与时序进度持平")
    return Said(f"{'快于' if raw > 0 else '慢于'}时序进度{size}个百分点")


def _letter(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    """A word that stands for the value: the letter of a colour, a grade."""
    return Said(MASK if manner.is_masked else figure.text)


def _growth(against: str, level: str) -> _Speech:
    def speak(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
        if raw == 0:
            return Said(level)
        size, is_zero = _size(figure, raw, manner)
        if is_zero:
            return Said(f"{level.removesuffix('持平')}基本持平")
        return Said(f"{against}{'增长' if raw > 0 else '下降'}{size}{figure.unit or '%'}")

    return speak


def _points(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    if raw == 0:
        return Said("与上年同期持平")
    size, is_zero = _size(figure, raw, manner)
    if is_zero:
        return Said("与上年同期基本持平")
    return Said(f"同比{'提高' if raw > 0 else '下降'}{size}个百分点")


def _more_or_less(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    if raw == 0:
        return Said("与上年同期持平")
    return Said(f"同比{'增加' if raw > 0 else '减少'}{_size(figure, raw, manner)[0]}{figure.unit}")


def _record(figure: FigureValue, raw: Decimal, manner: _Manner) -> Said:
    return Said("创历年新高") if raw == 1 else Said(why="未创历年新高")


PHRASES: Mapping[str, _Speech] = {
    "": _value,
    "数值": _bare,
    "同比": _growth("同比", "与上年同期持平"),
    "环比": _growth("环比", "与上期持平"),
    "年均": _growth("年均", "年均持平"),
    "百分点": _points,
    "同比增减": _more_or_less,
    "新高": _record,
    "增减": _signed,
    "比时序": _against_schedule,
    "表内": _tabular,
    "升降": _moved,
    "评语": _letter,
    "颜色": _letter,
}


def _number(figure: FigureValue, raw: Decimal, manner: _Manner) -> tuple[str, str]:
    if manner.is_masked:
        return MASK, figure.unit
    if figure.unit == "亿元" and 0 < abs(raw) < 1:
        wan = raw * _WAN_PER_YI
        digits = 0 if wan == wan.to_integral_value() else 2
        return str(round_decimal(wan, digits, manner.mode)), "万元"
    return _in_own_unit(figure, raw, manner), figure.unit


def _in_own_unit(figure: FigureValue, raw: Decimal, manner: _Manner) -> str:
    if manner.digits is not None:
        return str(round_decimal(raw, manner.digits, manner.mode))
    return _without_zeros(figure.text or str(round_decimal(raw, _DEFAULT_DIGITS, manner.mode)))


def _size(figure: FigureValue, raw: Decimal, manner: _Manner) -> tuple[str, bool]:
    """The value without its sign, and whether it rounds to zero."""
    digits = _digits_of(figure.text) if manner.digits is None else manner.digits
    rounded = round_decimal(abs(raw), digits, manner.mode)
    shown = str(rounded) if manner.digits is not None else _without_zeros(str(rounded))
    return MASK if manner.is_masked else shown, rounded == 0


def _digits_of(text: str) -> int:
    return len(text.partition(".")[2]) if text else _DEFAULT_DIGITS


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
