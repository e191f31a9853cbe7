"""States in offices' own words: which stage and which side status a word means (rulings of the contract and of domain/04).

A table, not code: a new spelling is a new row. Order matters inside a table: the first that fits wins.
"""

from typing import Final

STAGES: Final = ("ST10", "ST20", "ST25", "ST30", "ST40", "ST45", "ST50", "ST60", "ST70", "ST80", "ST90")

EXACT: Final[dict[str, tuple[str, str]]] = {
    # word without blanks: (stage, side status); "" = the word does not tell
    "正常": ("", "NORMAL"), "正常推进": ("", "NORMAL"), "推进中": ("", "NORMAL"), "顺利": ("", "NORMAL"), "绿灯": ("", "NORMAL"),
    "无预警": ("", "NORMAL"), "无": ("", ""), "新建": ("", ""), "其他": ("", ""),
    "签约": ("ST40", ""), "续建": ("ST60", ""), "新开工": ("ST60", ""), "开工": ("ST60", ""), "在建": ("ST60", ""), "建设": ("ST60", ""),
    "落地": ("ST50", ""), "竣工": ("ST70", ""), "投产": ("ST80", ""), "达产": ("ST90", ""), "洽谈": ("ST20", ""), "意向": ("ST20", ""),
    "储备": ("ST20", ""), "线索": ("ST10", ""), "前期": ("ST40", ""), "前期工作": ("ST40", ""), "前期准备": ("ST40", ""), "筹备": ("ST40", ""), "待建": ("ST40", ""), "未建": ("ST40", ""), "开工前准备": ("ST40", ""), "待落地": ("ST40", ""),
    "注册阶段": ("ST45", ""), "备案": ("ST45", ""), "场地平整": ("ST50", ""), "建设阶段": ("ST60", ""), "生产": ("ST80", ""),
    "未落地": ("ST40", ""), "未开工": ("ST40", ""), "待开工": ("ST40", ""), "未签约": ("ST20", ""), "准备落地": ("ST45", ""),
    "履约": ("ST50", ""), "已履约": ("ST50", ""), "未履约": ("ST40", ""), "注册": ("ST45", ""), "供地": ("ST45", ""), "拿地": ("ST45", ""),
    "停滞": ("", "SUSPENDED"), "红灯": ("", ""), "黄灯": ("", ""), "蓝灯": ("", ""), "绿": ("", ""), "蓝": ("", ""), "黄": ("", ""), "橙": ("", ""), "红": ("", ""),
    "绿色": ("", ""), "蓝色": ("", ""), "黄色": ("", ""), "橙色": ("", ""), "红色": ("", ""), "未停工": ("", "NORMAL"), "无停工": ("", "NORMAL"),
}  # fmt: skip

SIDES: Final[tuple[tuple[str, str], ...]] = (
    ("RETURNED", "退回|被退|退件|核减认定"),
    (
        "TERMINATED",
        "终止|解约|解除|解除合同|取消|撤销|撤回|废止|退出|注销|中止|作废|清退|撤资|撤项|已退|毁约|不再实施|不再推进|停止合作",
    ),
    ("REPLACED", "置换|替换|调换|顶替"),
    ("LOST", "流失|洽谈失败|谈判破裂|未谈成|放弃|转投|落选|未达成|无果|失败|谈崩"),
    ("TRANSFERRED", "移交|流转|划转|转出"),
    ("MERGED", "合并|并入"),
    ("SUSPENDED", "暂停施工|暂停建设|停止施工|停摆|停工|停建|停产|烂尾|停滞|半停"),
    ("ON_HOLD", "搁浅|搁置|暂缓|暂停|缓建|延缓|推迟|冻结|挂起|观望|停止|延期"),
    ("NORMAL", "正常|顺利|有序|按计划|按期|稳步推进|加快推进|推进中|良好"),
)

RESUMED: Final = "(?<![待未拟将])(?:复工|复产|恢复建设|恢复施工|重启)"
NOT_A_SIDE: Final = "未|无|没有|不存在|防止|避免|解决|曾|原"
"""Before a side word these take it back (未停工, 无停建)."""

STAGE_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("ST80", "达效中|达产中"),
    ("ST60", "基本建成|基本完工|即将竣工|接近完工"),
    ("ST70", "试生产|试运行|试运营|试营业|试投产|投料试车|联动试车|带料试车|单机调试|主体竣工验收"),
    ("ST90", "达产|达效|达能|满产|满负荷"),
    ("ST80", "投产|运营|营业|开业|投用|投入使用|投入生产|正式生产|量产|生产经营|建成使用|正常生产|生产中|已生产|并网发电|开园|运行|经营(?!范围)"),
    ("ST60", "主体完工|主体竣工|主体封顶|主体已完工|基础完工|土建完工|部分完工|部分竣工|封顶"),
    ("ST70", "竣工|完工|建成|完成建设|建设完成|完成验收|工程完成"),
    ("ST60", "开工|动工|在建|建设中|施工|开建|续建|复工|恢复建设|主体|土建|桩基|基础建设|装修|设备安装|安装设备|设备调试|厂房建设|正在建设|加快建设|进场|打桩|改造中|破土|钢构|钢结构|厂房改造|全面建设|推进建设"),
    ("ST45", "准备落地|拟落地|即将落地|正在落地|落地中|注册公司|公司注册|完成注册|已注册|办理注册|工商注册|完成备案|已备案|取得备案|立项|完成选址|摘牌|拿地|供地|取得土地|土地招拍挂|挂牌"),
    ("ST50", "落地|落户|入驻|奠基|平场|场平|围挡|土地平整|开工准备|筹建"),
    ("ST25", "拟签约|待签约|拟签|待签|即将签约|准备签约|计划签约|近期签约|签约在即|合同审核|合同拟定|合同文本|协议文本|条款磋商|可签约|评审通过|通过评审"),
    ("ST30", "框架|意向协议|意向书|意向性协议|备忘录|草签|意向签约|签订意向|签意向|战略合作协议|投资意向"),
    ("ST40", "签约|签订|签定|签署|已签|合同|正式协议|投资协议|前期(?!洽谈|对接|接洽|沟通)|手续|规划|设计|环评|用地|报建|办证|办理|拆迁|征地|招标"),
    ("ST20", "意向|在谈|洽谈|对接|接洽|跟踪|跟进|考察|磋商|谈判|商谈|初谈|深谈|接触|沟通|初步|拜访|储备|推介|有意|论证"),
    ("ST10", "线索|信息"),
)  # fmt: skip

NOT_BUILDING: Final = "施工图|施工许可|施工招标|施工单位|施工合同|施工设计|施工方案|开工手续|开工准备|开工前|开工许可|开工报告|建设用地|建设规划|建设方案|基础设施配套|装修设计|装修方案|主体变更|主体资格|投资主体|运营主体|落地政策|落地方案|签约仪式"

NEGATIONS: Final = "(?:拟|将|将于|待|定于)[0-9年月日底上中下旬前后至-]{1,10}|未|未能|尚未|暂未|还未|没有|没|不|待|拟|将|即将|准备|筹备|预计.{0,6}|计划.{0,6}|力争.{0,6}|争取.{0,6}|确保.{0,6}|具备|可|等待|推动|促|尽快|力促|加快"
"""Before a stage word: not reached yet."""

BEFORE: Final[dict[str, str]] = {
    "ST90": "ST80",
    "ST80": "ST60",
    "ST70": "ST60",
    "ST60": "ST40",
    "ST50": "ST40",
    "ST45": "ST40",
    "ST40": "ST20",
    "ST30": "ST20",
    "ST25": "ST20",
    "ST20": "ST10",
    "ST10": "ST10",
}
"""The stage that 未投产, 未开工, 未签约 … mean."""

DENIED: Final[dict[str, str]] = {
    "未落地": "ST50",
    "未开工": "ST60",
    "待开工": "ST60",
    "未签约": "ST40",
    "未履约": "ST50",
}
"""The stage that the exact words above say has not been reached."""

TICKS: Final = frozenset(
    [
        "√",
        "✓",
        "✔",
        "☑",
        "●",
        "■",
        "★",
        "▲",
        "◆",
        "○",
        "是",
        "有",
        "Y",
        "y",
        "对",
        "v",
        "V",
        "1",
        "已",
        "完成",
        "已完成",
        "✅",
        "〇",
        "P",
        "R",
    ]
)
UNTICKED: Final = frozenset(
    ["", "×", "✗", "x", "X", "否", "无", "N", "n", "0", "-", "—", "/", "未", "没有", "□", "☐", "○", "不"]
)
YES: Final = frozenset(["是", "有", "Y", "y", "√", "对", "1", "已", "TRUE"])

EVENT_STAGES: Final[dict[str, str]] = {
    "first_talk_on": "ST20",
    "agreement_on": "ST30",
    "signed_on": "ST40",
    "prepared_on": "ST45",
    "landed_on": "ST50",
    "started_on": "ST60",
    "completed_on": "ST70",
    "produced_on": "ST80",
    "full_capacity_on": "ST90",
}

TOLD_EVENTS: Final[tuple[tuple[str, str], ...]] = (
    ("started_on", "开工|动工|开建|破土"),
    ("completed_on", "竣工|完工|建成(?!投产)"),
    ("produced_on", "投产|投入生产|正式运营|投入运营|开业"),
    ("full_capacity_on", "达产"),
)
"""Events whose day a sentence may tell (“5月26日正式开工建设”)."""

TOLD_STATE: Final = r"(?:已|现|正|全面|\d[日号月份]).{0,8}(?:开工|动工|施工|在建|建成|竣工|完工|投产|试生产|运营|达产|开业|装修|安装)(?:建设|生产|使用|完毕|中|了)?$"
"""A clause that states how far a project is: a word of fact before, the works at its end."""
NOT_TOLD: Final = "未|预计|预期|计划|拟|将|力争|争取|确保|待|如|若|可|能|防止|避免|建议|尽快|希望|要求|条件|约定|承诺|原定|目标|不|无法|准备"
"""Words that make a wish, a plan or a condition of a clause."""

SIDE_STAGES: Final[dict[str, str]] = {
    "SUSPENDED": "ST60",
    "LOST": "ST20",
    "TERMINATED": "ST40",
    "RETURNED": "ST40",
    "REPLACED": "ST40",
    "ON_HOLD": "ST40",
    "TRANSFERRED": "ST40",
    "MERGED": "ST40",
}
"""The stage that a project with only a side status must have reached at least (a project cannot stop before it was started)."""
