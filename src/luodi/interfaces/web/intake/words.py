"""Words of the wizard: how a column's meaning was found, kinds of sheets, names of row counts."""

from typing import Final

from luodi.across.intake.rules.meanings import KEPT, meaning, meanings

HOW: Final = {"alias": "按列名", "fuzzy": "近似判断", "remembered": "沿用确认", "none": "未识别"}
HOW_TONES: Final = {"alias": "good", "fuzzy": "warn", "remembered": "info", "none": "plain"}
SHEETS: Final = {
    "projects": "项目台账",
    "capital": "到位资金",
    "targets": "目标任务",
    "units": "单位名单，不导入",
    "summary": "汇总表，不导入",
    "none": "没有台账，不导入",
    "empty": "空表",
}
STATES: Final = {"hidden": "隐藏工作表，不导入", "very_hidden": "隐藏工作表，不导入"}
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


def field_choices(kind: str, now: str) -> list[tuple[str, str]]:
    """Choices of a select: leave alone, then every meaning of such a sheet; a present meaning of another kind stands first."""
    known = sorted(meanings(kind), key=lambda pair: pair[0] not in MOST_USED)
    choices = [("", KEPT), *known]
    return choices if any(now == name for name, _ in choices) else [(now, meaning(kind, now)), *choices]
