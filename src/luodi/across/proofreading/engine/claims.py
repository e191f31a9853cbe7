"""What a text claims about its figures, and what comes of checking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.rounding import Verdict

Kind = Literal["ratio", "share", "sum", "growth", "difference", "average", "partition", "count", "repeat"]

Reach = Literal["near", "far", "any"]

LABELS: dict[str, str] = {
    "ratio": "比率",
    "share": "占比",
    "sum": "合计",
    "growth": "增减幅度",
    "difference": "相差",
    "average": "平均",
    "partition": "部分与整体",
    "count": "列举个数",
    "repeat": "前后一致",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim: which figures stand behind the stated one, and how."""

    formula: Formula
    operands: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a relation stands: the paragraph (from 1) and the places in its text; for a table the row and column too."""

    paragraph: int
    start: int
    end: int
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated figure and the readings of the relation that it stands in, the likeliest first.

    `is_certain`: the text leaves no other reading, so a mismatch is an error. Otherwise a mismatch says nothing.
    """

    kind: Kind
    at: Place
    stated: Quantity
    readings: tuple[Reading, ...] = ()
    is_certain: bool = False
    note: str = ""
    within: Reach = "far"
    """How far off an error may be: beyond it the figures are rather of something else."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A checked claim. `recomputed` is in the stated figure's own unit; None when nothing could be computed."""

    kind: Kind
    at: Place
    quote: str
    stated: Quantity
    operands: Sequence[Quantity]
    recomputed: Decimal | None
    verdict: Verdict
    note: str
