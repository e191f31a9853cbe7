"""The words of the half-year summary: names of the area and its offices, targets as they are called."""

from dataclasses import dataclass

from luodi.across.reports.engine.compose import Item
from luodi.base.orgs.rules import Level


@dataclass(frozen=True)
class Office:
    """Who writes: the level of the area and the office's name (松汀区招商投资局)."""

    level: Level
    name: str
    short_name: str


def half_year_words(year: int, half: int, office: Office) -> dict[str, str]:
    """The words of the paper: names of the area, its leaders, the half years."""
    level = office.level
    is_first = half == 1
    return {
        "year": str(year),
        "half": "上半年" if is_first else "下半年",
        "plan": "下半年" if is_first else "下一步",
        "bottom_line": f"{year + 1}年一季度前",
        "area": f"全{level}",
        "committee": f"{level}委、{level}政府",
        "leaders": f"{level}领导",
        "office": office.short_name,
    }


def target_qualifier(issuer: str, tier: str = "") -> str:
    """What stands behind @ for a target: 市级, 区级/M0."""
    return f"{issuer}/{tier}" if tier else issuer


def target_item(issuer: str, tier: str = "", *, measured: str = "", level: str = "") -> Item:
    """A target as an item of `count_targets` or `amount_targets` (`measured`: 正式合同额); tiers print whole percents.

    A 政府工作报告 is that of the area's own `level`: 区政府工作报告目标.
    """
    whose = level if issuer.startswith("政府") else ""
    words = {
        "label": f"{whose}{issuer}{measured}{tier}目标",
        "target": target_qualifier(issuer, tier),
        "digits": ":0" if tier else "",
    }
    return Item(words)
