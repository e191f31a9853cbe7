"""What a column of a ledger may mean, in words: the fields of its kind of sheet, and the meanings that are put together from headers."""

from typing import Final

from luodi.across.intake.fields import LEDGER_FIELDS, TARGET_FIELDS, UNIT_FIELDS
from luodi.base.core.errors import BusinessError
from luodi.base.core.fieldspec import FieldTable
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import SideStatus, Stage

FIELDS: Final[dict[str, FieldTable]] = {
    "projects": LEDGER_FIELDS,
    "capital": LEDGER_FIELDS,
    "targets": TARGET_FIELDS,
    "units": UNIT_FIELDS,
}
"""The fields by kind of sheet."""

COMPUTED: Final[dict[str, str]] = {
    "total_investment": "总投资",
    "total_investment_usd": "总投资中的外币部分",
    "fixed_investment": "固定资产投资",
    "contract_amount": "合同额（协议额）",
    "capital": "到位资金（时间按表头）",
    "capital_total": "累计到位资金",
    "capital_ytd": "本年到位资金",
    "amount": "到位金额",
    "arrived_on": "到位日期",
    "first_talk_on": "洽谈日期",
    "agreement_on": "协议日期",
    "signed_on": "签约日期",
    "prepared_on": "准备落地日期",
    "landed_on": "落地日期",
    "started_on": "开工日期",
    "completed_on": "竣工日期",
    "produced_on": "投产日期",
    "full_capacity_on": "达产日期",
    "side_since": "停建/终止日期",
    "resumed_on": "复工日期",
    "money_unit": "各行的金额单位",
    "row_role": "计划或实际（按行）",
}
"""Meanings that the grammar of headers puts together; only ledgers of projects and of arrivals have them."""

TARGET: Final = ("target", "目标值（指标按表头）")
"""In a table of units down and indicators across, each indicator's column."""

KEPT: Final = "保留原样，不入账"
SPAN: Final = "capital"
SHARED: Final = frozenset({SPAN, TARGET[0]})
"""Several columns may have these meanings, each with the month, quarter, year or indicator of its own header."""


def own_name(kind: str, field: str | None) -> str:
    """The field's name among those of its kind of sheet (the answer calls the measure of a target its unit, as ledgers do)."""
    return "measure" if kind == "targets" and field == "unit" else field or ""


def meaning(kind: str, field: str | None) -> str:
    """What a column means, for people: 责任单位, 到位资金 2023年5月, 已到开工（√）, 目标 签约个数."""
    name = own_name(kind, field)
    if not name:
        return KEPT
    base, _, rest = name.partition(":")
    if base == SPAN and rest:
        return f"到位资金 {_span(rest)}"
    if base in {"reached", "whether"}:
        label = next((kind(rest).label for kind in (Stage, SideStatus) if rest in kind.values), rest)
        return f"已到{label}（√）" if base == "reached" else f"是否{label}"
    if base == TARGET[0]:
        return TARGET[1]
    table = FIELDS.get(kind, LEDGER_FIELDS)
    return table[base].label if base in table else COMPUTED.get(base, "其他")


def meanings(kind: str) -> list[tuple[str, str]]:
    """Every meaning that a column of such a sheet may be given, by field."""
    fields = [(spec.name, spec.label) for spec in FIELDS.get(kind, LEDGER_FIELDS)]
    if kind == "targets":
        return [*fields, TARGET]
    return fields if kind == "units" else [*fields, *COMPUTED.items()]


def _span(code: str) -> str:
    """2023-05 → 2023年5月, 2023-01..2023-06 → 2023-01 至 2023-06, ..2022-12-31 → 截至 2022-12-31."""
    first, dots, last = code.partition("..")
    if dots:
        return f"{first} 至 {last}" if first else f"截至 {last}"
    try:
        return parse_period(code.replace("-Q", "Q").replace("-H", "H")).label
    except BusinessError:
        return code
