"""Codes of the state: 统一社会信用代码, 投资项目代码, 行政区划代码, GB/T 4754-2017 sections and divisions.

A `…_fault` function gives None for a good code, else the reason as a sentence. Rules: domain/11 §4.20.
"""

import re
from dataclasses import dataclass
from operator import mul
from types import MappingProxyType
from typing import Literal

from luodi.base.core.errors import BusinessError

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and capitals without I O S V Z."""

_USCC_PLACES = {char: place for place, char in enumerate(USCC_ALPHABET)}
_USCC_LENGTH = 18
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(_USCC_LENGTH - 1))
_PROJECT_CODE = re.compile(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
_DIVISION_LENGTHS = (6, 9, 12)
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_INDUSTRY_CODE = re.compile(r"([A-T])?([0-9]{2,4})?")

Industry = Literal["一产", "二产", "三产"]


def uscc_check_char(body: str) -> str:
    """The 18th character for the first 17 of a 统一社会信用代码. ValueError for another length or alphabet."""
    if len(body) != _USCC_LENGTH - 1:
        raise ValueError(f"17 characters needed, not {len(body)}")
    if not _USCC_PLACES.keys() >= set(body):
        raise ValueError("a character that no credit code has")
    total = sum(map(mul, map(_USCC_PLACES.__getitem__, body), _USCC_WEIGHTS))
    return USCC_ALPHABET[-total % 31]


def uscc_fault(code: str) -> str | None:
    """Why this is no 统一社会信用代码, or None. Blanks and small letters are faults too: clean the value first."""
    if len(code) != _USCC_LENGTH:
        return f"统一社会信用代码应为18位，现为{len(code)}位，请核对后重填"
    if not _USCC_PLACES.keys() >= set(code):
        foreign = "".join(dict.fromkeys(char for char in code if char not in _USCC_PLACES))
        return f"统一社会信用代码含有不允许的字符“{foreign}”，只能用数字和除I、O、S、V、Z以外的大写字母"
    if code[-1] != uscc_check_char(code[:-1]):
        return "统一社会信用代码校验位不符，请对照营业执照核对"
    return None


def project_code_fault(code: str) -> str | None:
    """Why this is no 投资项目代码 (24 characters, form only), or None."""
    if _PROJECT_CODE.fullmatch(code) is None:
        return "投资项目代码格式不符，应形如2103-500114-04-01-123456（4-6-2-2-6位数字，共24位）"
    return None


def division_fault(code: str) -> str | None:
    """Why this is no 行政区划代码 (6 digits, townships 9, villages 12; form and province only), or None."""
    if not (code.isascii() and code.isdecimal()) or len(code) not in _DIVISION_LENGTHS:
        return "行政区划代码应为6位数字（乡镇9位，村居12位）"
    if _PROVINCE.match(code) is None:
        return f"行政区划代码前两位“{code[:2]}”不是省级代码，请核对"
    return None


@dataclass(frozen=True, slots=True)
class Division:
    """A GB/T 4754-2017 大类: two digits, name, and the letter of its 门类."""

    code: str
    name: str
    section: str


@dataclass(frozen=True, slots=True)
class Sector:
    """Where an industry code belongs. `division` is "" when only the section is given."""

    section: str
    division: str
    is_manufacturing: bool
    industry: Industry


_TABLE = """
A 农、林、牧、渔业
01 农业
02 林业
03 畜牧业
04 渔业
05 农、林、牧、渔专业及辅助性活动
B 采矿业
06 煤炭开采和洗选业
07 石油和天然气开采业
08 黑色金属矿采选业
09 有色金属矿采选业
10 非金属矿采选业
11 开采专业及辅助性活动
12 其他采矿业
C 制造业
13 农副食品加工业
14 食品制造业
15 酒、饮料和精制茶制造业
16 烟草制品业
17 纺织业
18 纺织服装、服饰业
19 皮革、毛皮、羽毛及其制品和制鞋业
20 木材加工和木、竹、藤、棕、草制品业
21 家具制造业
22 造纸和纸制品业
23 印刷和记录媒介复制业
24 文教、工美、体育和娱乐用品制造业
25 石油、煤炭及其他燃料加工业
26 化学原料和化学制品制造业
27 医药制造业
28 化学纤维制造业
29 橡胶和塑料制品业
30 非金属矿物制品业
31 黑色金属冶炼和压延加工业
32 有色金属冶炼和压延加工业
33 金属制品业
34 通用设备制造业
35 专用设备制造业
36 汽车制造业
37 铁路、船舶、航空航天和其他运输设备制造业
38 电气机械和器材制造业
39 计算机、通信和其他电子设备制造业
40 仪器仪表制造业
41 其他制造业
42 废弃资源综合利用业
43 金属制品、机械和设备修理业
D 电力、热力、燃气及水生产和供应业
44 电力、热力生产和供应业
45 燃气生产和供应业
46 水的生产和供应业
E 建筑业
47 房屋建筑业
48 土木工程建筑业
49 建筑安装业
50 建筑装饰、装修和其他建筑业
F 批发和零售业
51 批发业
52 零售业
G 交通运输、仓储和邮政业
53 铁路运输业
54 道路运输业
55 水上运输业
56 航空运输业
57 管道运输业
58 多式联运和运输代理业
59 装卸搬运和仓储业
60 邮政业
H 住宿和餐饮业
61 住宿业
62 餐饮业
I 信息传输、软件和信息技术服务业
63 电信、广播电视和卫星传输服务
64 互联网和相关服务
65 软件和信息技术服务业
J 金融业
66 货币金融服务
67 资本市场服务
68 保险业
69 其他金融业
K 房地产业
70 房地产业
L 租赁和商务服务业
71 租赁业
72 商务服务业
M 科学研究和技术服务业
73 研究和试验发展
74 专业技术服务业
75 科技推广和应用服务业
N 水利、环境和公共设施管理业
76 水利管理业
77 生态保护和环境治理业
78 公共设施管理业
79 土地管理业
O 居民服务、修理和其他服务业
80 居民服务业
81 机动车、电子产品和日用产品修理业
82 其他服务业
P 教育
83 教育
Q 卫生和社会工作
84 卫生
85 社会工作
R 文化、体育和娱乐业
86 新闻和出版业
87 广播、电视、电影和录音制作业
88 文化艺术业
89 体育
90 娱乐业
S 公共管理、社会保障和社会组织
91 中国共产党机关
92 国家机构
93 人民政协、民主党派
94 社会保障
95 群众团体、社会团体和其他成员组织
96 基层群众自治组织及其他组织
T 国际组织
97 国际组织
"""


def _read_table() -> tuple[dict[str, str], dict[str, Division]]:
    sections: dict[str, str] = {}
    divisions: dict[str, Division] = {}
    section = ""
    for line in _TABLE.split("\n")[1:-1]:
        code, _, name = line.partition(" ")
        if code.isalpha():
            section = code
            sections[code] = name
        else:
            divisions[code] = Division(code, name, section)
    return sections, divisions


_sections, _divisions = _read_table()

SECTIONS = MappingProxyType(_sections)
"""The 20 门类 of GB/T 4754-2017: letter → name."""

DIVISIONS = MappingProxyType(_divisions)
"""The 97 大类 of GB/T 4754-2017: two digits → Division."""

_SECONDARY_SECTIONS = frozenset("BCDE")
_SUPPORTING_DIVISIONS = frozenset({"05", "11", "43"})
"""农林牧渔专业及辅助, 开采专业及辅助, 金属制品机械设备修理: third sector although they stand in A, B, C."""


def sector_of(code: str) -> Sector:
    """Section, division and 一二三产 of `C`, `C13`, `13`, `1351` or `C1351` (2–4 digits, letter optional).

    Manufacturing is C13–C43. BusinessError `codes.industry` for an unknown code or a letter that is not its own.
    """
    match = _INDUSTRY_CODE.fullmatch(code)
    letter, digits = (match[1] or "", match[2] or "") if match else ("", "")
    division = DIVISIONS.get(digits[:2])
    section = division.section if division else letter
    if not section or (digits and division is None) or (letter and letter != section):
        raise BusinessError(f"行业代码“{code}”不在GB/T 4754-2017中，请填写如C13、C1351的代码", code="codes.industry")
    return Sector(section, division.code if division else "", section == "C", _industry(section, digits[:2]))


def _industry(section: str, division: str) -> Industry:
    if division in _SUPPORTING_DIVISIONS:
        return "三产"
    if section == "A":
        return "一产"
    return "二产" if section in _SECONDARY_SECTIONS else "三产"
