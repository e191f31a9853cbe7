"""Amounts that are about ten thousand times too large or too small for their company: a slip of the unit, to be shown and left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.rules.money import IMPLAUSIBLY_HIGH_IN_YUAN, IMPLAUSIBLY_LOW_IN_YUAN

_SLIP: Final = 10_000
_FAR: Final = 40
"""How many times beyond the usual amounts a slip lies at least."""
_ROOM: Final = 10
_ENOUGH: Final = 8
_APART: Final = 1_000
"""Fixed and total investment are never this many times apart."""
_TENTH: Final = 10
_ABOVE_CONTRACT: Final = 20


@dataclass(frozen=True, slots=True)
class Usual:
    """The range in which most of a file's investments lie, in yuan; None when there are too few to tell."""

    low: float
    high: float

    def is_slip(self, amount: float) -> bool:
        """Far outside, and ten thousand times more or less would be well inside."""
        if amount > self.high * _FAR:
            return self.low / _ROOM <= amount / _SLIP <= self.high * _ROOM
        return amount < self.low / _FAR and self.low / _ROOM <= amount * _SLIP <= self.high * _ROOM


def mark_slips(drafts: Iterable[Draft]) -> None:
    """Flags slips of 总投资, 固投 and 合同额 and doubts the values; nothing is corrected."""
    rows = [draft for draft in drafts if draft.outcome != "skip"]
    usual = _usual([amount for draft in rows if (amount := _yuan(draft, "total_investment")) is not None])
    for draft in rows:
        total, fixed = _yuan(draft, "total_investment"), _yuan(draft, "fixed_investment")
        if total is not None and (
            _is_absurd(total) or (usual and usual.is_slip(total)) or _is_odd_one(total, fixed, usual)
        ):
            _flag(draft, "total_investment")
        if draft.is_doubted("total_investment"):
            continue
        for name in ("fixed_investment", "contract_amount"):
            lesser = _yuan(draft, name)
            if lesser is not None and _is_far_from(lesser, total):
                _flag(draft, name)


def is_arrival_slip(amount: Decimal, contract: Decimal) -> bool:
    """Arrived money many times the contract that would fit it if it were ten thousand times less."""
    return amount > contract * _ABOVE_CONTRACT and amount / _SLIP <= contract


def _usual(amounts: Sequence[float]) -> Usual | None:
    if len(amounts) < _ENOUGH:
        return None
    ordered = sorted(amounts)
    return Usual(ordered[len(ordered) // _TENTH], ordered[-1 - len(ordered) // _TENTH])


def _yuan(draft: Draft, name: str) -> float | None:
    amount = draft.values.get(name)
    is_home = draft.values.get("contract_currency" if name == "contract_amount" else "currency", "CNY") == "CNY"
    return float(amount) if isinstance(amount, Decimal) and amount > 0 and is_home else None


def _is_absurd(total: float) -> bool:
    return total >= IMPLAUSIBLY_HIGH_IN_YUAN or total <= IMPLAUSIBLY_LOW_IN_YUAN


def _is_odd_one(total: float, fixed: float | None, usual: Usual | None) -> bool:
    """Total and fixed are worlds apart: the total is the slip, unless it looks usual and the fixed does not."""
    if fixed is None or not _is_far_from(fixed, total):
        return False
    return usual is not None and not usual.low / _ROOM <= total <= usual.high * _ROOM


def _is_far_from(fixed: float, total: float | None) -> bool:
    return total is not None and (fixed / total > _APART or total / fixed > _APART)


def _flag(draft: Draft, name: str) -> None:
    column = draft.table.column(name) if draft.table else None
    stated = draft.stated.get(name, "")
    draft.complain("money.unit_slip", column, stated)
    draft.doubt(name, stated, "money.unit_slip")
