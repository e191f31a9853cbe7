"""Two issues of a paper, figure by figure: what each printed, and the difference in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.printing import fill
from luodi.across.reports.engine.tokens import parse_reference
from luodi.across.reports.rules.templates import WINDOWS
from luodi.base.core.money import UNKNOWN, round_decimal

_DEFAULT_DIGITS = 1
_MORE_DIGITS = 4
_PLACE = "X03"


@dataclass(frozen=True)
class Pair:
    """A figure in both issues; None where an issue has no such figure. The difference is taken of unrounded values."""

    key: str
    then: FigureValue | None
    now: FigureValue | None

    @property
    def told(self) -> FigureValue:
        """The figure's words: those of the later issue where it has them."""
        found = self.now or self.then
        if found is None:
            raise ValueError(f"{self.key} stands in no issue")
        return found

    @property
    def difference(self) -> Decimal | None:
        """Now less then; None where one of them has no value."""
        if self.then is None or self.now is None or self.then.raw is None or self.now.raw is None:
            return None
        return self.now.raw - self.then.raw

    @property
    def moved(self) -> str:
        """↑1.20亿元, ↓3个, ↑2.5个百分点, 持平; for places ↑2 is two places better; why there is nothing to say."""
        if self.difference is None:
            return _why(self.then, self.now)
        if self.told.code == _PLACE and self.told.unit == "名":
            return _placed(self.difference)
        if not self._has_numbers:
            return "持平" if not self.difference else f"{printed(self.then)}→{printed(self.now)}"
        return self._sized(self.difference)

    @property
    def has_moved(self) -> bool:
        """Whether the issues print, or mean, different things."""
        return self.difference != 0 if self.difference is not None else printed(self.then) != printed(self.now)

    def _sized(self, difference: Decimal) -> str:
        if not difference:
            return "持平"
        digits = max(_digits(self.then), _digits(self.now))
        size = round_decimal(abs(difference), digits)
        if not size:
            size = round_decimal(abs(difference), _MORE_DIGITS)
        unit = "个百分点" if self.told.unit == "%" else self.told.unit
        return f"{'↑' if difference > 0 else '↓'}{size}{unit}" if size else "基本持平"

    @property
    def _has_numbers(self) -> bool:
        return all(one is None or _is_number(one.text) for one in (self.then, self.now))


def printed(figure: FigureValue | None) -> str:
    """A figure as its issue told it, with its unit; — where it has no value."""
    if figure is None or figure.raw is None:
        return UNKNOWN
    return f"{figure.text or round_decimal(figure.raw, _DEFAULT_DIGITS)}{figure.unit}"


def pairs(then: FigureBook, now: FigureBook, keys: Iterable[str]) -> tuple[Pair, ...]:
    """The figures of the keys, in the order given."""
    return tuple(Pair(key, then.get(key), now.get(key)) for key in keys if key in then or key in now)


def names_of(pairs: Iterable[Pair]) -> dict[str, str]:
    """Each figure's name by its key; of several of one name each with its days (本月, 年初至今) and calibre."""
    told = {pair.key: pair.told.name for pair in pairs}
    times = Counter(told.values())
    return {key: name if times[name] == 1 else f"{name}（{_days_of(key)}）" for key, name in told.items()}


def _days_of(key: str) -> str:
    reference = parse_reference(key)
    words = [WINDOWS[part] for part in reference.parts if part in WINDOWS]
    return "，".join([*(words or [WINDOWS["period"]]), *(f"口径{one}" for one in reference.calibre)])


def printed_keys(draft: Draft, book: FigureBook) -> Iterator[str]:
    """The figures of the paper's own area that it prints, in the order in which they stand in it."""
    yield from dict.fromkeys(line.token.key for line in fill(draft, book).sources)


def printed_codes(draft: Draft, book: FigureBook) -> frozenset[str]:
    """The codes of the measures that the paper prints of single units."""
    return frozenset(measure.figure.code for measure in fill(draft, book).measures)


def _why(then: FigureValue | None, now: FigureValue | None) -> str:
    if then is None:
        return "前一份没有这项"
    if now is None:
        return "后一份没有这项"
    told = [f"{word}：{one.why or '暂无数值'}" for word, one in (("前", then), ("后", now)) if one.raw is None]
    return "；".join(told)


def _placed(difference: Decimal) -> str:
    if not difference:
        return "名次不变"
    return f"{'↓' if difference > 0 else '↑'}{abs(difference):.0f}位"


def _digits(figure: FigureValue | None) -> int:
    if figure is None or not figure.text:
        return _DEFAULT_DIGITS
    return len(figure.text.partition(".")[2])


def _is_number(text: str) -> bool:
    try:
        Decimal(text or "0")
    except InvalidOperation:
        return False
    return True
