"""The columns of the dispatch list (RP08 项目调度清单), one row each."""

from dataclasses import dataclass
from typing import Final, Literal

ColumnKind = Literal["text", "index", "integer", "money", "date", "code"]


@dataclass(frozen=True)
class DispatchColumn:
    """A column: its name in DispatchRow, header, kind and width in mm on a landscape A4 page (225 mm in all)."""

    name: str
    label: str
    kind: ColumnKind
    width: float
    is_centred: bool = False


DISPATCH_COLUMNS: Final = (
    DispatchColumn("number", "序号", "index", 7.5),
    DispatchColumn("project", "项目", "text", 29),
    DispatchColumn("investor", "投资方", "text", 24),
    DispatchColumn("total_investment_in_wan", "总投资（万元）", "money", 15),
    DispatchColumn("signed_on", "签约日", "date", 17),
    DispatchColumn("contract_start_on", "合同开工日", "date", 17),
    DispatchColumn("bottom_line_on", "底线日", "date", 17),
    DispatchColumn("stage", "当前阶段", "text", 14, is_centred=True),
    DispatchColumn("obstacle", "卡点（类别）", "text", 14, is_centred=True),
    DispatchColumn("responsible", "责任单位/人", "text", 20),
    DispatchColumn("leader", "包抓领导", "text", 12, is_centred=True),
    DispatchColumn("aim", "本月目标", "text", 12, is_centred=True),
    DispatchColumn("next_milestone", "下月节点", "text", 12, is_centred=True),
    DispatchColumn("colour", "色", "text", 6, is_centred=True),
    DispatchColumn("urged_times", "督办次数", "integer", 8.5, is_centred=True),
)
