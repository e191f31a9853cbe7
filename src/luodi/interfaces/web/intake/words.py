"""Words of the wizard: what a column means, how that was found, kinds of sheets, names of row counts."""

from typing import Final

from luodi.across.intake.fields import LEDGER_FIELDS
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import Stage

GRAMMAR: Final = {
    "total_investment": "总投资",
    "total_investment_usd": "总投资（万美元）",
    "fixed_investment": "固定资产投资",
    "capital": "到位资金（分期）",
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
}
HOW: Final = {"alias": "按列名", "fuzzy": "近似判断", "remembered": "上次确认", "none": "未识别"}
HOW_TONES: Final = {"alias": "good", "fuzzy": "warn", "remembered": "info", "none": "plain"}
SHEETS: Final = {
    "projects": "项目台账",
    "capital": "到位资金",
    "targets": "目标任务",
    "units": "单位",
    "summary": "汇总表",
    "notes": "说明",
    "other": "其他",
    "empty": "空表",
}
STATES: Final = {"hidden": "隐藏工作表，未导入", "veryHidden": "隐藏工作表，未导入"}
COUNTS: Final = (
    ("read", "读到"),
    ("created", "新增"),
    ("updated", "更新"),
    ("unchanged", "无变化"),
    ("merged", "并入同一项目"),
    ("duplicates", "重复"),
    ("skipped_totals", "合计行"),
    ("skipped_other", "其他跳过"),
    ("rejected", "未导入"),
)
MOST_USED: Final = ("name", "investor", "uscc", "unit", "chain")


def field_label(name: str | None) -> str:
    """What a column means, for people: 到位资金 2023年5月, 已到开工."""
    if not name:
        return "保留原样，不入账"
    base, _, rest = name.partition(":")
    if base == "capital" and rest:
        return f"到位资金 {_span(rest)}"
    if base in {"reached", "whether"}:
        label = Stage(rest).label if rest in Stage.values else rest
        return f"已到{label}（√）" if base == "reached" else f"是否{label}"
    if base in LEDGER_FIELDS:
        return LEDGER_FIELDS[base].label
    return GRAMMAR.get(base, base)


def field_choices(now: str) -> list[tuple[str, str]]:
    """Choices of a select: leave alone, the present meaning, then every field."""
    plain = [(name, label) for name, label in GRAMMAR.items() if name != "capital"]
    ledger = [(spec.name, spec.label) for spec in LEDGER_FIELDS]
    known = sorted(ledger, key=lambda pair: pair[0] not in MOST_USED)
    choices = [("", field_label(None)), *known, *plain]
    return choices if any(now == name for name, _ in choices) else [(now, field_label(now)), *choices]


def _span(code: str) -> str:
    try:
        return parse_period(code).label
    except BusinessError:
        return code
