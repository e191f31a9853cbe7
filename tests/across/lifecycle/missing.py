"""What each gate asks for of each kind of project, word for word as a refusal names it (domain/04 §4.3, §4.5)."""

from collections.abc import Mapping
from typing import Final

_LEAD: Final = ["投资方", "建设内容及规模", "总投资", "联系电话（企业联系人）"]
_TALK: Final = ["责任人（定人定责）", "洽谈接洽记录（有日期、写明对方人员）"]
_ADMISSION: Final = ["洽谈时限", "准入三条件评估表"]
_CHECKS: Final = ["环评预审意见", "能耗预审意见", "安全预审意见"]
_CONCLUSIONS: Final = [
    "评审（决策）会议纪要（有会议文号）",
    "公平竞争审查结论",
    "合法性审查（法律）意见",
    "合同含资金承诺时有财政意见",
]
_REVIEWED: Final = ["尽职调查报告", *_CONCLUSIONS]
_FRAMEWORK: Final = ["框架（意向）协议文本（有签订日期）", "非约束性声明"]
_CONTRACT: Final = [
    "合同约定投产（运营）日",
    "投资方信用代码有效，或为境外企业并写明国别",
    "正式合同（双方盖章、有签订日期）",
    "履约与退出条款摘要",
    *_CONCLUSIONS,
    "合同没有用于其他项目",
]
_LICENCE, _FILING = "运营主体营业执照", "备案证或核准批复（有文号）"
_SITE: Final = "用地（用房）权属：出让合同、不动产权证、租赁合同或用地批准"
_VISIT: Final = "两人现场核查符合"
_PARENT: Final = "已关联原项目（增资扩产）"
_OPERATION: Final = ["当月用电或产量记录", "首张销售发票或完税证明", "生产（营业）现场照片（有时间和定位）"]

_BUILD: Final[Mapping[str, list[str]]] = {
    "LEAD": _LEAD,
    "TALK": _TALK,
    "CLEAR": [*_ADMISSION, "用地预审意见", *_CHECKS, *_REVIEWED],
    "FRAMEWORK": _FRAMEWORK,
    "SIGN": ["建设内容及规模", "建设地点", "总投资", "固定资产投资", "合同约定开工日", *_CONTRACT],
    "PREPARE": [_LICENCE, _FILING, _SITE],
    "LAND": [_LICENCE, _FILING, _SITE],
    "START": [
        "投资项目代码",
        "施工合同",
        "施工许可证或免办施工许可依据或批准的开工报告",
        "桩基、基础或主体施工照片（有时间和定位）",
        _VISIT,
    ],
    "COMPLETE": ["竣工验收（备案）材料", "完工自声明（含完成比例）", _VISIT],
    "PRODUCE": [
        "生产许可证，或无需许可的说明",
        "环保验收，或无需验收的说明",
        "安全验收，或无需验收的说明",
        *_OPERATION,
    ],
    "FULL": ["达产核定表（达合同 80%）", "税务或统计部门数据证明"],
}
_PLATFORM: Final[Mapping[str, list[str]]] = {
    "LEAD": _LEAD,
    "TALK": _TALK,
    "CLEAR": [*_ADMISSION, *_REVIEWED],
    "FRAMEWORK": _FRAMEWORK,
    "SIGN": ["建设内容及规模", "建设地点", "总投资", *_CONTRACT],
    "PREPARE": [_LICENCE, _FILING, "办公场所或入驻合同"],
    "LAND": [_LICENCE, _FILING, _SITE, "办公场所或入驻合同", "首笔资金已认定到位"],
    "PRODUCE": _OPERATION,
}

MISSING: Final[Mapping[str, Mapping[str, list[str]]]] = {
    "BUILD": _BUILD,
    "PURCHASE": {
        **_BUILD,
        "START": ["设备采购合同", "发票或付款凭证", "设备到场照片（有时间和定位）", _VISIT],
    },
    "LEASE": {
        **{event: words for event, words in _BUILD.items() if event != "COMPLETE"},
        "CLEAR": [*_ADMISSION, *_CHECKS, *_REVIEWED],
        "START": ["租赁合同", "装修改造合同", "装修改造照片（有时间和定位）", _VISIT],
    },
    "SERVICE": {
        **_PLATFORM,
        "START": ["开业证明", "人员名册（社保月报）", "首张销售发票或完税证明", _VISIT],
        "FULL": _BUILD["FULL"],
    },
    "PLATFORM": _PLATFORM,
    "EXPANSION": {**_BUILD, "LEAD": [*_LEAD, _PARENT], "SIGN": [*_BUILD["SIGN"], _PARENT]},
}
"""Kind of project → step → what it asks for. A step that the kind's track leaves out is not there."""
