"""The columns of the dispatch list (RP08 项目调度清单), one row each."""

from dataclasses import dataclass
from typing import Final, Literal

ColumnKind = Literal["text", "index", "integer", "money", "date", "code"]


@dataclass(frozen=True)
class DispatchColumn:
    """A column: its name in DispatchRow, header, kind and the weight of its width (the columns that
    stand share the width of the page)."""

    name: str
    label: str
    kind: ColumnKind
    width: float
    is_centred: bool = False


DISPATCH_COLUMNS: Final = (
    DispatchColumn("number", "序号", "index", 8),
    DispatchColumn("project", "项目", "text", 31),
    DispatchColumn("investor", "投资方", "text", 28),
    DispatchColumn("total_investment_in_wan", "总投资（万元）", "money", 16.5),
    DispatchColumn("talks_on", "开始洽谈日", "date", 19.5),
    DispatchColumn("talks_until", "洽谈时限", "date", 19.5),
    DispatchColumn("signed_on", "签约日", "date", 19.5),
    DispatchColumn("contract_start_on", "合同开工日", "date", 19.5),
    DispatchColumn("bottom_line_on", "底线日", "date", 19.5),
    DispatchColumn("started_on", "开工日", "date", 19.5),
    DispatchColumn("suspended_on", "停建日", "date", 19.5),
    DispatchColumn("produced_on", "投产日", "date", 19.5),
    DispatchColumn("overdue_days", "超期（天）", "integer", 16, is_centred=True),
    DispatchColumn("stage", "当前阶段", "text", 15, is_centred=True),
    DispatchColumn("obstacle", "卡点（类别）", "text", 14, is_centred=True),
    DispatchColumn("responsible", "责任单位/人", "text", 27),
    DispatchColumn("leader", "包抓领导", "text", 12, is_centred=True),
    DispatchColumn("aim", "本月目标", "text", 12, is_centred=True),
    DispatchColumn("next_milestone", "下月节点", "text", 20),
    DispatchColumn("colour", "色", "text", 6, is_centred=True),
    DispatchColumn("urged_times", "督办次数", "integer", 8.5, is_centred=True),
    DispatchColumn("listed_times", "列入次数", "integer", 8.5, is_centred=True),
)
"""A column stands only in the lists of which at least one project has something to say in it."""
