"""Invented projects with their exact truth, from a seed; what a layout writes about them is what the reader must say.

Names are visibly invented. Credit codes have a right check character and a county that does not exist.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from luodi.base.core.codes import USCC_ALPHABET, uscc_check_char

_CITIES = ("杭州", "苏州", "佛山", "武汉", "成都", "长沙", "深圳", "上海", "合肥", "宁波")
_WORDS = (
    "晟图",
    "沁舟",
    "骏禾",
    "泓曜",
    "茁远",
    "琨达",
    "翎川",
    "岚序",
    "祺拓",
    "穗隆",
    "铄恒",
    "瀚微",
    "曜棠",
    "珩越",
    "宸翼",
    "稷昌",
)
_KINDS = (
    ("年产{n}万吨{w}复合材料生产线", "新材料有限公司", "新材料", "工业"),
    ("{w}智能装备制造基地", "智能装备有限公司", "装备制造", "工业"),
    ("{w}冷链物流园", "供应链管理有限公司", "现代物流", "服务业"),
    ("{w}预制菜加工", "食品有限公司", "食品加工", "工业"),
    ("{w}中药材种植示范园", "农业科技有限公司", "特色农业", "农业"),
    ("{w}数据中心", "信息技术有限公司", "数字经济", "服务业"),
)
UNITS = ("区经信局", "区农业农村局", "区商务局", "云岭镇", "石桥街道", "高新园区管委会")

STATES = (
    # (stage, side status): how far a project may have come
    ("ST20", "NORMAL"), ("ST40", "NORMAL"), ("ST40", "NORMAL"), ("ST40", "TERMINATED"), ("ST50", "NORMAL"), ("ST60", "NORMAL"),
    ("ST60", "NORMAL"), ("ST60", "SUSPENDED"), ("ST70", "NORMAL"), ("ST80", "NORMAL"), ("ST90", "NORMAL"),
)  # fmt: skip


@dataclass(slots=True)
class Truth:
    """One project as it really is."""

    name: str
    investor: str
    uscc: str
    city: str
    unit: str
    chain: str
    kind: str
    total: Decimal
    fixed: Decimal
    stage: str
    side: str
    signed: date | None = None
    started: date | None = None
    completed: date | None = None
    produced: date | None = None
    prior: Decimal = Decimal(0)
    months: dict[tuple[int, int], Decimal] = field(default_factory=dict)

    def capital(self, *spans: tuple[str, Decimal]) -> dict[str, Decimal]:
        """Arrivals by span name without zeros."""
        return {name: amount for name, amount in spans if amount}

    def by_month(self, year: int) -> dict[str, Decimal]:
        """Arrivals by month and what lies before the year."""
        spans = {f"..{year - 1}-12-31": self.prior} | {
            f"{key[0]}-{key[1]:02d}": amount for key, amount in sorted(self.months.items())
        }
        return {name: amount for name, amount in spans.items() if amount}

    def of_year(self) -> Decimal:
        """Σ of the year's months."""
        return sum(self.months.values(), Decimal(0))


def make_projects(rng: Random, count: int, as_of: date, *, months_until: int) -> list[Truth]:
    """`count` different projects as they stand on `as_of`."""
    names: set[str] = set()
    projects: list[Truth] = []
    while len(projects) < count:
        project = _make(rng, as_of, months_until)
        if project.name not in names:
            names.add(project.name)
            projects.append(project)
    return projects


def _make(rng: Random, as_of: date, months_until: int) -> Truth:
    template, company, chain, kind = rng.choice(_KINDS)
    word, city = rng.choice(_WORDS) + rng.choice(_WORDS)[0], rng.choice(_CITIES)
    stage, side = rng.choice(STATES)
    total = Decimal(rng.choice((1200, 1500, 2000, 3500, 5000, 8000, 12000, 26000, 45000, 80000))) * 10_000
    project = Truth(
        name=template.format(n=rng.randint(2, 30), w=word) + "项目",
        investor=f"{city}{word}{company}",
        uscc=_credit_code(rng),
        city=city,
        unit=rng.choice(UNITS),
        chain=chain,
        kind=kind,
        total=total,
        fixed=(total * rng.randint(5, 9) / 10).to_integral_value(),
        stage=stage,
        side=side,
    )
    _date_events(rng, project, as_of)
    if project.started is not None:
        _add_capital(rng, project, as_of, months_until)
    return project


def _credit_code(rng: Random) -> str:
    body = (
        "91" + rng.choice(("330198", "440398", "320598")) + "MA" + "".join(rng.choice(USCC_ALPHABET) for _ in range(7))
    )
    return body + uscc_check_char(body)


def _date_events(rng: Random, project: Truth, as_of: date) -> None:
    if project.stage == "ST20":
        return
    project.signed = as_of - timedelta(days=rng.randint(560, 900))
    if project.stage >= "ST60":
        project.started = project.signed + timedelta(days=rng.randint(60, 160))
    if project.stage >= "ST70":
        project.completed = project.signed + timedelta(days=rng.randint(260, 340))
    if project.stage >= "ST80":
        project.produced = project.signed + timedelta(days=rng.randint(380, 480))


def _add_capital(rng: Random, project: Truth, as_of: date, months_until: int) -> None:
    project.prior = (project.total * rng.randint(5, 20) / 100).quantize(Decimal(10_000))
    for month in range(1, months_until + 1):
        if rng.random() < 0.5:
            project.months[as_of.year, month] = (project.total * rng.randint(1, 6) / 100).quantize(Decimal(10_000))
