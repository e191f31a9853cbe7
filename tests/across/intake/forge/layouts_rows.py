"""Ledgers whose rows and words carry the meaning: plans beside facts, units in headings, progress in remarks, side states as ticks."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.across.intake.forge.book import Expected, Forged, chinese, new_book, save, wan, yi
from tests.across.intake.forge.layouts_odd import BARE, status
from tests.across.intake.forge.truth import make_projects

AS_OF = date(2023, 9, 30)
_PLANNED = date(2023, 11, 1)


def plans_beside_facts(folder: Path, rng: Random) -> Forged:
    """计划 over 实际 (or under it) for every project, name and sum merged over both; planned days and sums are no facts."""
    projects = make_projects(rng, 10, AS_OF, months_until=2)
    book, sheet = new_book("推进表")
    sheet.add("云岭区2023年招商项目计划与实际对照表（单位：万元）")
    sheet.add(
        "序号",
        "项目名称",
        "投资企业",
        "总投资",
        "类别",
        "签约时间",
        "开工时间",
        "竣工时间",
        "到位资金",
        None,
        "目前状态",
    )
    sheet.add(*[None] * 8, "1月", "2月")
    sheet.merge("I2:J2")
    for area in (*(f"{letter}2:{letter}3" for letter in "ABCDEFGH"), "K2:K3"):
        sheet.merge(area)
    expected = []
    for number, project in enumerate(projects, 1):
        head = [number, project.name, project.investor, wan(project.total)]
        plan = ["计划", "2023-1-1", _PLANNED, "2024-12-31", 900, 900, None]
        months = [wan(project.months.get((2023, month), Decimal(0))) or None for month in (1, 2)]
        fact = ["实际", project.signed, project.started, project.completed, *months, status(project)]
        upper, lower = (plan, fact) if number % 2 else (fact, plan)
        first = sheet.add(*head, *upper)
        second = sheet.add(None, None, None, None, *lower)
        for column in range(1, 5):
            sheet.merge_down(column, first, second)
        told, planned = (second, first) if number % 2 else (first, second)
        expected.append(Expected(planned, outcome="skip", reason="note"))
        capital = {name: amount for name, amount in project.by_month(2023).items() if not name.startswith("..")}
        omits = frozenset({"fixed", "uscc", "chain", "produced"})
        expected.append(Expected(told, project, capital=capital, omits=omits))
    return Forged(save(book, folder / "plans.xlsx"), expected)


def groups_name_units(folder: Path, rng: Random) -> Forged:
    """The heading of each group names the unit of money of its rows; the day of signing is called 合同签订日."""
    projects = make_projects(rng, 12, AS_OF, months_until=0)
    book, sheet = new_book()
    sheet.add("云岭区招商引资项目一览表")
    sheet.add("序号", "项目名称", "投资单位", "总投资", "固定资产投资", "合同签订日", "状态")
    expected = []
    for heading, size, part in (
        ("一、工业项目（单位：亿元）", yi, projects[:6]),
        ("二、服务业项目（万元）", wan, projects[6:]),
    ):
        expected.append(Expected(sheet.add(heading), outcome="skip", reason="group"))
        for number, project in enumerate(part, 1):
            row = sheet.add(
                number,
                project.name,
                project.investor,
                size(project.total),
                size(project.fixed),
                chinese(project.signed),
                status(project),
            )
            expected.append(Expected(row, project, omits=BARE - {"fixed"}))
    return Forged(save(book, folder / "units.xlsx"), expected)


def remarks_tell_progress(folder: Path, rng: Random) -> Forged:
    """No column of progress: the remark tells what was reached, and since when; wishes and plans in it say nothing."""
    projects = [project for project in make_projects(rng, 30, AS_OF, months_until=0) if project.signed]
    book, sheet = new_book("台账")
    sheet.add("云岭区2023年招商引资签约项目台账（单位：亿元）")
    sheet.add("序号", "项目名称", "投资方", "总投资", "签约时间", "备注")
    expected = []
    for number, project in enumerate(projects, 1):
        row = sheet.add(
            number,
            project.name,
            project.investor,
            yi(project.total),
            project.signed,
            _remark(project.stage, project.side),
        )
        stage = project.stage if project.stage in ("ST60", "ST80") else "ST40"
        expected.append(Expected(row, project, omits=BARE, stage=stage))
    return Forged(save(book, folder / "remarks.xlsx"), expected, as_of=None)


def _remark(stage: str, side: str) -> str:
    """A sentence as clerks write it; a stage without one of its own is only hoped for."""
    if side == "TERMINATED":
        return "因企业资金链断裂，已解除协议"
    if side == "SUSPENDED":
        return "前期已全面施工，因土地问题停工"
    return {
        "ST60": "手续齐备，现进行厂房基础施工",
        "ST80": "设备全部到厂，已正式投产",
    }.get(stage, "正在做前期，预计年底开工，投产后年税收约500万元")


def side_states_as_ticks(folder: Path, rng: Random) -> Forged:
    """● for what was reached, a column of its own for 停工 and 终止, a share of the works in percent that is neither sum nor state."""
    projects = [project for project in make_projects(rng, 20, AS_OF, months_until=0) if project.signed]
    book, sheet = new_book("进度")
    sheet.add("云岭区招商项目进度一览（金额：亿元）")
    sheet.add("序号", "项目名称", "业主", "计划总投资", "签约日期", "项目进展", *[None] * 6, "形象进度(%)")
    sheet.add(*[None] * 5, "签约", "落地", "开工", "竣工", "投产", "停工", "终止")
    sheet.merge("F2:L2")
    for area in (*(f"{letter}2:{letter}3" for letter in "ABCDE"), "M2:M3"):
        sheet.merge(area)
    expected = []
    for number, project in enumerate(projects, 1):
        reached = ["●" if project.stage >= stage else None for stage in ("ST40", "ST50", "ST60", "ST70", "ST80")]
        sides = ["●" if project.side == side else None for side in ("SUSPENDED", "TERMINATED")]
        row = sheet.add(
            number, project.name, project.investor, yi(project.total), project.signed, *reached, *sides, number * 3
        )
        stage = "ST80" if project.stage == "ST90" else project.stage
        expected.append(Expected(row, project, omits=BARE, stage=stage))
    expected.append(Expected(sheet.add("合", "计", None, None), outcome="skip", reason="total"))
    return Forged(save(book, folder / "ticks.xlsx"), expected)


EVERY: tuple[Callable[[Path, Random], Forged], ...] = (
    plans_beside_facts, groups_name_units, remarks_tell_progress, side_states_as_ticks,
)  # fmt: skip
