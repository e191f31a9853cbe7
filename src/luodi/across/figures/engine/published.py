"""What a figure looks like once it is published: value, targets, and why it cannot be said."""

from dataclasses import dataclass
from fractions import Fraction

from luodi.across.figures.engine.terms import TargetLine
from luodi.base.core.money import RoundMode


@dataclass(frozen=True, slots=True)
class Display:
    """How values are shown: rounding mode and digits (None: those of the catalogue)."""

    mode: RoundMode = "HALF_UP"
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a target asks and what counts towards it by the cut-off, exact and in `unit` (money in 亿元).

    `adds_up` tells that it grows over time; rates and states at the cut-off have no pace.
    """

    asked: Fraction
    reached: Fraction
    unit: str
    adds_up: bool


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target beside a figure, with the completion in percent (None where it cannot be said)."""

    issuer: str
    tier: str
    period: str
    value: str
    unit: str
    completion: str | None
    progress: Progress | None = None

    def to_json(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "issuer": self.issuer,
            "tier": self.tier,
            "period": self.period,
            "value": self.value,
            "unit": self.unit,
            "completion": self.completion,
        }


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One published value with everything needed to defend it."""

    code: str
    name: str
    unit: str
    value: str | None
    raw: str | None
    numerator: str | None
    denominator: str | None
    definition: str
    calibre_text: str
    round: RoundMode
    digits: int
    facts: int
    window: str
    window_from: str
    window_to: str
    targets: tuple[TargetValue, ...] = ()
    why: str = ""
    note: str = ""
    exact: Fraction | None = None
    corrections: str | None = None
    denominator_corrections: str | None = None

    def to_json(self) -> dict[str, object]:
        """As the contract prints it; `why` only where there is no value, `note` only where there is something to say,
        the corrections of closed periods (in the unit of numerator and denominator) only where there may be any.
        """
        apart = {"targets", "why", "note", "exact", "corrections", "denominator_corrections"}
        plain: dict[str, object] = {name: getattr(self, name) for name in self.__slots__ if name not in apart}
        for name in ("corrections", "denominator_corrections"):
            if getattr(self, name) is not None:
                plain[name] = getattr(self, name)
        plain["targets"] = [target.to_json() for target in self.targets]
        if self.value is None:
            plain["why"] = self.why
        if self.note:
            plain["note"] = self.note
        return plain


@dataclass(frozen=True, slots=True)
class Result:
    """A value before it is shown. `ratio` is the raw value of a percentage (0.4015…), else the value itself."""

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    facts: int = 0
    why: str = ""
    note: str = ""
    target: TargetLine | None = None
    corrections: Fraction | None = None
    denominator_corrections: Fraction | None = None
