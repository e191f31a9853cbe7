"""Who is there: units, chains, leaders and accounts of the demonstration district. Everything is invented, visibly.

Townships and people are counted in heavenly stems (甲乙丙丁), companies in the sixty pairs (甲子, 乙丑 …) after 示例.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

ROOT_CODE: Final = "QJ"
ROOT_NAME: Final = "示例区"
CUT_OFF: Final = date(2023, 6, 30)
PASSWORD: Final = "Luodi@2023H1"
BUREAU: Final = "QJ-ZS"
PARK: Final = "QJ-Y1"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the tree; without a parent's code it stands right below the root. `target`: contracts due in 2023."""

    code: str
    name: str
    kind: str
    group: str = ""
    parent: str = ROOT_CODE
    target: int = 0
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What a company of a chain makes: the words of the project's name and its GB/T 4754 code."""

    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A chain: its lead department, the word in its companies' names, where its projects lie, what is made."""

    name: str
    lead: str
    word: str
    places: tuple[str, ...]
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account to try the product with."""

    username: str
    name: str
    post: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the district as it was issued."""

    indicator: str
    value: Decimal
    measure: str
    issuer: str
    tier: str = ""
    doc_no: str = ""


_DEPARTMENTS: Final = (
    ("QJ-ZS", "招商投资局", 0),
    ("QJ-FG", "发展和改革委员会", 2),
    ("QJ-JX", "经济和信息化委员会", 5),
    ("QJ-NY", "农业农村委员会", 4),
    ("QJ-SW", "商务委员会", 3),
    ("QJ-WL", "文化和旅游发展委员会", 3),
    ("QJ-WJ", "卫生健康委员会", 2),
    ("QJ-JT", "交通局", 1),
)
_TOWNSHIPS: Final = (
    ("QJ-Z01", "甲山街道", 2),
    ("QJ-Z02", "乙水街道", 2),
    ("QJ-Z03", "丙岭镇", 1),
    ("QJ-Z04", "丁溪镇", 1),
    ("QJ-Z05", "戊坪镇", 1),
    ("QJ-Z06", "己滩镇", 1),
    ("QJ-Z07", "庚垭乡", 1),
    ("QJ-Z08", "辛坝乡", 1),
)
_OUTSTATIONS: Final = ("粤港澳大湾区", "长三角", "京津冀", "成渝双城经济圈")

CHAINS: Final = (
    ChainLine(
        "铝产业",
        "QJ-JX",
        "铝业",
        ("QJ-Y1", "QJ-Y1", "QJ-JX"),
        (
            Product("再生铝熔铸", "C3240"),
            Product("铝灰渣综合利用", "C3240"),
            Product("铝板带箔加工", "C3252"),
            Product("工业铝型材", "C3252"),
            Product("铝合金建筑模板", "C3252"),
        ),
    ),
    ChainLine(
        "食品加工",
        "QJ-NY",
        "食品",
        ("QJ-Y1", "QJ-Y2", "QJ-NY", "QJ-Z01", "QJ-Z03"),
        (
            Product("肉牛屠宰及深加工", "C1353"),
            Product("预制菜加工", "C1432"),
            Product("蔬菜精深加工", "C1371"),
            Product("果汁饮料", "C1523"),
            Product("复合调味料", "C1469"),
            Product("方便火锅食材", "C1432"),
            Product("天然食品添加剂", "C1495"),
        ),
    ),
    ChainLine(
        "生物医药",
        "QJ-WJ",
        "生物医药",
        ("QJ-Y2", "QJ-WJ"),
        (
            Product("中药饮片及提取物", "C2740"),
            Product("宠物疫苗", "C2762"),
            Product("医用敷料", "C2770"),
            Product("中成药制剂", "C2740"),
        ),
    ),
    ChainLine(
        "清洁能源",
        "QJ-FG",
        "能源",
        ("QJ-FG", "QJ-Z04", "QJ-Z05"),
        (
            Product("风电场二期", "D4415"),
            Product("风储一体化", "D4415"),
            Product("农光互补光伏", "D4416"),
            Product("屋顶分布式光伏", "D4416"),
        ),
    ),
    ChainLine(
        "新材料",
        "QJ-JX",
        "新材料",
        ("QJ-Y1", "QJ-JX"),
        (
            Product("玻璃纤维制品", "C3062"),
            Product("碳素制品", "C3091"),
            Product("纸基新材料", "C2221"),
        ),
    ),
    ChainLine(
        "装备制造",
        "QJ-JX",
        "装备",
        ("QJ-Y1", "QJ-Y2"),
        (
            Product("通用零部件", "C3489"),
            Product("山地农机", "C3599"),
            Product("环保专用设备", "C3599"),
        ),
    ),
    ChainLine(
        "电子信息",
        "QJ-JX",
        "电子",
        ("QJ-Y2",),
        (
            Product("印制电路板", "C3982"),
            Product("电子元件封装", "C3979"),
            Product("显示模组", "C3979"),
        ),
    ),
    ChainLine(
        "轻纺服装",
        "QJ-SW",
        "服饰",
        ("QJ-Y2", "QJ-Z02"),
        (
            Product("校服及工装", "C1819"),
            Product("蚕丝服饰", "C1819"),
        ),
    ),
    ChainLine(
        "交通工具轻量化",
        "QJ-JT",
        "车件",
        ("QJ-Y1", "QJ-JT"),
        (
            Product("轻量化车架", "C3670"),
            Product("铝合金轮毂", "C3670"),
        ),
    ),
    ChainLine(
        "文化旅游",
        "QJ-WL",
        "文旅",
        ("QJ-WL", "QJ-Z06"),
        (
            Product("峡谷景区提升", "N7861"),
            Product("康养民宿群", "H6110"),
            Product("非遗体验街区", "N7861"),
        ),
    ),
    ChainLine(
        "商贸物流",
        "QJ-SW",
        "物流",
        ("QJ-SW", "QJ-Z02"),
        (
            Product("冷链物流中心", "G5930"),
            Product("中药材仓储", "G5960"),
        ),
    ),
    ChainLine(
        "山地特色农业",
        "QJ-NY",
        "农业",
        ("QJ-NY", "QJ-Z03", "QJ-Z07"),
        (
            Product("设施蔬菜基地", "A0141"),
            Product("奶牛养殖场", "A0311"),
        ),
    ),
)
OFF_CHAIN: Final = ChainLine(
    "",
    "QJ-SW",
    "商业",
    ("QJ-SW", "QJ-WL", "QJ-Z01"),
    (
        Product("城市酒店", "H6110"),
        Product("总部楼宇", "L7221"),
        Product("商业综合体", "L7221"),
    ),
)
FOOD: Final = 1
TOURISM: Final = 9
FAIR_DAY: Final = date(2023, 5, 26)
FAIR_DEALS: Final = (("峡谷景区二期", 300_000), ("夜游经济街区", 250_000))
"""Framework agreements signed at the fair, in 万元: 55亿元 together."""

UNITS: Final = (
    UnitLine("QJ-LD", "区领导", "LEADERS"),
    *(
        UnitLine(code, ROOT_NAME + name, "DEPARTMENT", "G3", target=due, short_name=name)
        for code, name, due in _DEPARTMENTS
    ),
    UnitLine("QJ-Y1", "示例工业园区管委会", "ZONE", "G2", target=12),
    UnitLine("QJ-Y2", "示例高新区管委会", "ZONE", "G2", target=8),
    *(UnitLine(code, name, "TOWNSHIP", "G6", target=due) for code, name, due in _TOWNSHIPS),
    *(
        UnitLine(f"QJ-ZB{place:02d}", f"{chain.name}产业链招商专班", "TASK_FORCE", "G4")
        for place, chain in enumerate(CHAINS, start=1)
    ),
    *(
        UnitLine(f"QJ-ZW{place}", f"驻{region}招商组", "OUTSTATION", "G5", parent=BUREAU, short_name=region)
        for place, region in enumerate(_OUTSTATIONS, start=1)
    ),
)

LEADERS: Final = tuple(f"示例{stem}" for stem in "子丑寅卯辰巳午未申酉戌亥")
"""Twelve leaders of the district, each chief of one chain."""

ACCOUNTS: Final = (
    AccountLine("leader", "示例甲", "区委常委、副区长", "r01", "QJ-LD"),
    AccountLine("patron", "示例包", "区政府副区长（包抓项目）", "r02", "QJ-LD"),
    AccountLine("director", "示例乙", "招商工作领导小组办公室主任", "r03", BUREAU),
    AccountLine("statistics", "示例丙", "招商投资局统计科", "r04", BUREAU),
    AccountLine("officer", "示例丁", "招商投资局项目科", "r05", BUREAU),
    AccountLine("industry", "示例戊", "招商投资局产业科", "r06", BUREAU),
    AccountLine("clerk", "示例己", "工业园区填报员", "r09", PARK),
    AccountLine("verifier", "示例庚", "工业园区审核人", "r10", PARK),
    AccountLine("township", "示例辛", "甲山街道招商联络员", "r13", "QJ-Z01"),
    AccountLine("chief", "示例壬", "食品加工产业链专班负责人", "r14", "QJ-ZB02"),
    AccountLine("outpost", "示例癸", "驻长三角招商组组长", "r16", "QJ-ZW2"),
    AccountLine("assessor", "示例考", "招商投资局考核科", "r07", BUREAU),
    AccountLine("inspection", "示例督", "督查室", "r25", "QJ-LD"),
    AccountLine("auditor", "示例审", "审计（只读）", "r26", "QJ-LD"),
)
OFFICERS: Final = (
    ("sysadmin", "系统管理员", "r28"),
    ("secadmin", "安全管理员", "r29"),
    ("auditadmin", "审计管理员", "r30"),
)

TARGETS: Final = (
    TargetLine("S01", Decimal(40), "个", "政府工作报告", doc_no="示例政发〔2023〕1号"),
    TargetLine("S02", Decimal(120), "亿元", "市级", doc_no="示例市招商办〔2023〕2号"),
    TargetLine("S02", Decimal(160), "亿元", "区级", "M0", "示例招商办〔2023〕3号"),
    TargetLine("C01", Decimal(15), "亿元", "市级", doc_no="示例市招商办〔2023〕2号"),
    TargetLine("A01", Decimal(60), "次", "区级", doc_no="示例招商办〔2023〕3号"),
)
