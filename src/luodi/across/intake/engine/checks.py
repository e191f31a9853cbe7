"""What is doubtful in a row of a project although every cell can be read: order of days, sums that cannot be, what is out of scope."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.filling import is_covered
from luodi.across.intake.engine.model import DateValue, Limits
from luodi.across.intake.engine.projects import day_of
from luodi.across.intake.engine.status import RANK
from luodi.across.intake.engine.tables import RateOf
from luodi.across.intake.rules.issues import currency_name, rate_day
from luodi.across.intake.rules.lengths import LONGEST
from luodi.across.intake.rules.scope import AND, EXCLUDED_KINDS, EXCLUDED_NAMES, FARMING, HERE

_AFTER: Final[tuple[tuple[str, str], ...]] = (
    # (event, event that cannot be later)
    ("landed_on", "signed_on"),
    ("started_on", "signed_on"),
    ("completed_on", "signed_on"),
    ("produced_on", "signed_on"),
    ("full_capacity_on", "signed_on"),
    ("side_since", "signed_on"),
    ("completed_on", "started_on"),
    ("produced_on", "started_on"),
    ("full_capacity_on", "produced_on"),
)
_DATED: Final = tuple(dict.fromkeys(name for pair in _AFTER for name in pair))
_EXCLUDED_KINDS: Final = re.compile(EXCLUDED_KINDS)
_EXCLUDED_NAMES: Final = re.compile(EXCLUDED_NAMES)
_FARMING: Final = re.compile(FARMING)
_HERE: Final = re.compile(HERE)
_AND: Final = re.compile(AND)
_ABOVE: Final = Decimal("1.005")


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the checks are told: names of local places, rates, thresholds."""

    local_places: Sequence[str]
    rate_of: RateOf
    limits: Limits


def check_projects(drafts: Iterable[Draft], context: CheckContext) -> None:
    """Warnings for every row of a project that was not turned away as a line of text."""
    for draft in drafts:
        if draft.outcome == "skip" or draft.continues is not None or draft.is_rejected:
            continue
        _check_order(draft)
        _check_money(draft, context)
        _check_contract(draft, context)
        _check_scope(draft, context)
        _check_lengths(draft)


def _check_lengths(draft: Draft) -> None:
    for name, most in LONGEST.items():
        text = draft.text_of(name)
        if len(text) > most:
            draft.complain("text.too_long", _column(draft, name), text, count=len(text), most=most)
            draft.doubt(name, text, "text.too_long")


def _column(draft: Draft, *names: str) -> Column | None:
    return next((column for name in names if draft.table and (column := draft.table.column(name))), None)


def _check_order(draft: Draft) -> None:
    days = {name: day for name in _DATED if (day := day_of(draft, name)) is not None and day.precision != "ambiguous"}
    if len(days) < 2:
        return
    seen: set[str] = set()
    for later, earlier in _AFTER:
        one, other = days.get(later), days.get(earlier)
        if one is None or other is None or later in seen:
            continue
        column = _column(draft, later)
        if one.last < other.first and column is not None:
            seen.add(later)
            stated = _stated_day(draft, later, one)
            draft.complain("date.order", column, stated)
            draft.doubt(later, stated, "date.order")


def _stated_day(draft: Draft, name: str, value: DateValue) -> str:
    column = _column(draft, name)
    return text_of(draft.table.cell(draft.row, column)) if draft.table and column else value.value


def _check_money(draft: Draft, context: CheckContext) -> None:
    total, fixed = draft.values.get("total_investment"), draft.values.get("fixed_investment")
    column = _column(draft, "total_investment", "total_investment_usd")
    if not isinstance(total, Decimal):
        _check_missing(draft)
        return
    if (
        isinstance(fixed, Decimal)
        and fixed > total * _ABOVE
        and draft.values.get("currency") == "CNY"
        and not (draft.is_doubted("total_investment") or draft.is_doubted("fixed_investment"))
    ):
        draft.complain(
            "money.fixed_above_total", _column(draft, "fixed_investment"), draft.stated.get("fixed_investment", "")
        )
        draft.doubt("fixed_investment", draft.stated.get("fixed_investment", ""), "money.fixed_above_total")
    if draft.values.get("currency") != "CNY" and _is_signed(draft):
        signed = day_of(draft, "signed_on")
        if signed is None or context.rate_of(str(draft.values["currency"]), signed.day) is None:
            of_foreign = _column(draft, "total_investment_usd") if "total_investment_usd" in draft.stated else None
            _miss_rate(draft, of_foreign or column, "total_investment", str(draft.values["currency"]), signed)
    if "foreign_part" in draft.values:
        _add_foreign_part(draft, context)


def _check_contract(draft: Draft, context: CheckContext) -> None:
    """合同额 beside 总投资: it should not be the larger one, and in foreign money it needs the rate of its day."""
    contract, currency = draft.values.get("contract_amount"), str(draft.values.get("contract_currency", ""))
    if not isinstance(contract, Decimal) or draft.is_doubted("contract_amount"):
        return
    column = _column(draft, "contract_amount")
    if currency != "CNY" and _is_signed(draft):
        signed = day_of(draft, "signed_on")
        if signed is None or context.rate_of(currency, signed.day) is None:
            _miss_rate(draft, column, "contract_amount", currency, signed)
    total = draft.values.get("total_investment")
    if (
        isinstance(total, Decimal)
        and currency == draft.values.get("currency")
        and contract > total * _ABOVE
        and not draft.is_doubted("total_investment")
    ):
        draft.complain("money.contract_above_total", column, draft.stated.get("contract_amount", ""))


def _miss_rate(draft: Draft, column: Column | None, field: str, currency: str, signed: DateValue | None) -> None:
    stated, day = draft.stated.get(field, ""), rate_day(signed.day if signed else None)
    draft.complain("currency.rate_missing", column, stated, currency=currency_name(currency), day=day)


def _add_foreign_part(draft: Draft, context: CheckContext) -> None:
    """Home and foreign money in one contract: together with the rate, else the foreign part waits and is shown."""
    part, currency = draft.values["foreign_part"], str(draft.values["foreign_currency"])
    signed, total = day_of(draft, "signed_on"), draft.values["total_investment"]
    rate = context.rate_of(currency, signed.day) if signed else None
    if rate is None or not isinstance(part, Decimal) or not isinstance(total, Decimal):
        _miss_rate(draft, _column(draft, "total_investment_usd"), "total_investment_usd", currency, signed)
        return
    draft.values["total_investment"] = total + part * rate


def _check_missing(draft: Draft) -> None:
    if "contract_amount" in draft.values:
        return
    if not _is_signed(draft) or any(issue.field == "total_investment" for issue in draft.issues):
        return
    column = _column(draft, "total_investment", "total_investment_usd")
    if column is None or draft.table is None:
        return
    if not is_covered(draft.table, draft.row, column):
        draft.complain("money.missing", column, text_of(draft.table.cell(draft.row, column)))


def _is_signed(draft: Draft) -> bool:
    return RANK[str(draft.values.get("stage", ""))] >= RANK["ST40"]


def _check_scope(draft: Draft, context: CheckContext) -> None:
    _check_local(draft, context)
    _check_threshold(draft, context)
    kind = draft.text_of("kind") or draft.text_of("sector")
    if _EXCLUDED_KINDS.search(kind):
        draft.complain(
            "scope.excluded", _column(draft, "kind") if draft.text_of("kind") else _column(draft, "sector"), kind
        )
    elif _EXCLUDED_NAMES.search(draft.text_of("name")):
        draft.complain("scope.excluded", _column(draft, "name"), draft.text_of("name"))


def _check_local(draft: Draft, context: CheckContext) -> None:
    """Who the ledger itself calls local is out of the figures; a company that is only named after the place is asked about."""
    said = _said_of_source(draft)
    if said:
        column, place = said
        if _is_wholly_local(place, context.local_places):
            draft.complain("scope.local", column, place)
            draft.doubt("investor_place", place, "scope.local")
        return
    investor = draft.text_of("investor")
    if any(compact(investor).startswith(local) for local in context.local_places):
        draft.complain("scope.local", _column(draft, "investor"), investor)


def _said_of_source(draft: Draft) -> tuple[Column | None, str] | None:
    """Where the investor, or the project's money as a whole, comes from; beside single payments the word is theirs alone."""
    if draft.text_of("investor_place"):
        return _column(draft, "investor_place"), draft.text_of("investor_place")
    column = _column(draft, "origin")
    if column is None or draft.table is None or draft.table.column("arrived_on") is not None:
        return None
    text = text_of(draft.table.cell(draft.row, column))
    return (column, text) if text else None


def _is_wholly_local(place: str, local_places: Sequence[str]) -> bool:
    parts = [part for part in _AND.split(compact(place)) if part]
    return all(_HERE.match(part) or any(part.startswith(local) for local in local_places) for part in parts)


def _check_threshold(draft: Draft, context: CheckContext) -> None:
    total = draft.values.get("total_investment")
    if not isinstance(total, Decimal) or draft.values.get("currency") != "CNY" or draft.is_doubted("total_investment"):
        return
    kind = draft.text_of("kind") + draft.text_of("sector")
    industry = "一产" if _FARMING.search(kind or draft.text_of("name")) else "二产"
    if 0 < total < context.limits.threshold_in_yuan.get(industry, Decimal(0)):
        draft.complain(
            "scope.below_threshold", _column(draft, "total_investment"), draft.stated.get("total_investment", "")
        )
