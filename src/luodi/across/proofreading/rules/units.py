"""Units of reports. Only what has one dimension can be compared; kinds of counted things are dimensions of their own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how it is written, what it measures, how many basic units it is."""

    name: str
    dimension: str
    factor: Decimal = Decimal(1)

    @property
    def is_rate(self) -> bool:
        """Whether it says a part of something (%, 成), not an amount."""
        return self.dimension == RATE

    @property
    def is_count(self) -> bool:
        """Whether it counts things, so that a number without digits after the point is exact."""
        return self.dimension.startswith("count")


RATE: Final = "rate"
POINTS: Final = "points"
TIMES: Final = "times"
MONEY: Final = "money"

_TABLE: Final[dict[str, dict[str, int | Decimal]]] = {
    RATE: {"%": 1, "‰": Decimal("0.1"), "成": 10},
    POINTS: {"个百分点": 1, "百分点": 1},
    TIMES: {"倍": 1},
    MONEY: {"元人民币": 1, "元": 1, "人民币": 1},
    "money.usd": {"美元": 1, "美金": 1},
    "money.hkd": {"港元": 1, "港币": 1},
    "money.eur": {"欧元": 1},
    "money.jpy": {"日元": 1},
    "area": {"平方公里": 1_000_000, "平方千米": 1_000_000, "平方米": 1, "平米": 1, "公顷": 10_000},
    "area.mu": {"亩": 1},
    "volume": {"立方米": 1, "立方": 1, "方": 1},
    "mass": {"公斤": Decimal("0.001"), "千克": Decimal("0.001"), "吨": 1, "吨标准煤": 1, "斤": Decimal("0.0005")},
    "power": {"千瓦": 1, "兆瓦": 1000, "吉瓦": 1_000_000},
    "energy": {"千瓦时": 1, "度电": 1},
    "length": {"公里": 1000, "千米": 1000, "米": 1},
    "time.minute": {"分钟": 1},
    "time.day": {"个工作日": 1, "工作日": 1, "天": 1},
    "time.week": {"周": 1},
    "time.month": {"个月": 1},
    "time.hour": {"小时": 1},
    "points.scored": {"分": 1},
    "count.thing": {"个": 1, "项": 1, "件": 1, "宗": 1, "单": 1, "条": 1, "笔": 1},
    "count.case": {"起": 1, "例": 1, "案": 1},
    "count.firm": {"家": 1, "户": 1},
    "count.person": {"名": 1, "位": 1, "人": 1},
    "count.visit": {"人次": 1},
    "count.firm_visit": {"家次": 1, "户次": 1, "个次": 1},
    "count.event": {"批次": 1, "次": 1, "场": 1, "场次": 1, "批": 1, "轮": 1, "期": 1, "班": 1, "课时": 1, "学时": 1},
    "count.dose": {"剂次": 1, "剂": 1, "例次": 1},
    "count.trip": {"辆次": 1, "车次": 1, "架次": 1, "艘次": 1, "台次": 1, "班次": 1, "列": 1, "趟": 1},
    "count.piece": {"件次": 1, "张": 1, "枚": 1, "幅": 1, "面": 1, "盏": 1, "根": 1, "块次": 1},
    "count.box": {"标准箱": 1, "标箱": 1, "箱": 1},
    "count.machine": {"台套": 1, "台": 1, "套": 1, "辆": 1, "艘": 1, "架": 1},
    "count.building": {"座": 1, "栋": 1, "幢": 1, "所": 1, "处": 1, "间": 1},
    "count.place": {"片": 1, "块": 1, "村": 1, "县": 1, "市": 1, "省": 1, "段": 1, "口": 1, "眼": 1},
    "count.team": {"支": 1, "组": 1},
    "count.kind": {"种": 1, "类": 1, "款": 1},
    "count.point": {"点": 1, "方面": 1, "大类": 1, "大": 1},
    "count.paper": {"份": 1, "册": 1, "篇": 1, "本": 1, "部": 1, "封": 1, "票": 1},
    "count.animal": {"头": 1, "只": 1, "株": 1, "尾": 1},
}

UNITS: Final = {
    name: Unit(name, dimension, Decimal(factor))
    for dimension, members in _TABLE.items()
    for name, factor in members.items()
}
"""Every unit by the way it is written."""

PERCENT: Final = UNITS["%"]
BARE: Final = Unit("", MONEY)
"""亿 or 万 without more: in these texts that is money."""


def comparable(one: Unit, other: Unit) -> bool:
    """Whether amounts in the two units may be added or divided: one dimension, or two words for counted cases (个, 家)."""
    return one.dimension == other.dimension or {one.dimension, other.dimension} == {"count.thing", "count.firm"}
