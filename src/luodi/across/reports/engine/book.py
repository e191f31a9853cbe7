"""The figures a paper may name: each value with what it means and where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from luodi.base.core.money import RoundMode, round_decimal


@dataclass(frozen=True)
class FigureValue:
    """One figure. `raw` is unrounded in `unit` (a rate in percent: 40.1515…); None cannot be said, and `why` says why.

    `text` is the value as the figures printed it, without unit; other digits than that are rounded from `raw`.
    `owner` is the unit that the figure is of, when its name says so: `name` begins with it.
    """

    code: str
    name: str
    raw: Decimal | None
    unit: str = ""
    text: str = ""
    why: str = ""
    definition: str = ""
    calibre: str = ""
    period: str = ""
    facts: int | None = None
    source: str = ""
    owner: str = ""

    @property
    def bare_name(self) -> str:
        """The name without whose it is."""
        return self.name.removeprefix(self.owner)


@dataclass(frozen=True)
class FigureBook(Mapping[str, FigureValue]):
    """Reference → value. The keys are what may stand between `{{` and `}}`, without digits and phrase."""

    values_by_key: Mapping[str, FigureValue] = field(default_factory=dict)
    round_mode: RoundMode = "HALF_UP"

    def __getitem__(self, key: str) -> FigureValue:
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)

    def rounded(self, mode: RoundMode) -> "FigureBook":
        """The same figures printed in the other manner of rounding, with as many digits as before."""
        return FigureBook({key: _rounded(value, mode) for key, value in self.items()}, mode)

    def why_not(self, key: str) -> str:
        """Why the figure cannot be said; empty when it can."""
        value = self.get(key)
        if value is None:
            return "系统中尚无这项数据"
        return "" if value.raw is not None else value.why or "暂无数值"


def _rounded(value: FigureValue, mode: RoundMode) -> FigureValue:
    """The figure with its text rounded anew; letters of colours and grades stay."""
    try:
        Decimal(value.text)
    except InvalidOperation:
        return value
    digits = len(value.text.partition(".")[2])
    return value if value.raw is None else replace(value, text=str(round_decimal(value.raw, digits, mode)))
