"""Ledgers that are odd: exported pages, unknown words, stacked tables, sums that do not say so, several rows a project."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.across.intake.forge.book import (
    Expected,
    Forged,
    Sheet,
    Value,
    any_way,
    chinese,
    dotted,
    new_book,
    save,
    wan,
    write_csv,
    yi,
)
from tests.across.intake.forge.truth import Truth, make_projects

AS_OF = date(2023, 9, 30)
WORDS = {
    "ST20": "在谈",
    "ST40": "已签约",
    "ST50": "已落地",
    "ST60": "在建",
    "ST70": "已竣工",
    "ST80": "已投产",
    "ST90": "达产",
}
SIDES = {"TERMINATED": "终止", "SUSPENDED": "停工"}
BARE = frozenset({"fixed", "uscc", "chain", "started", "completed", "produced", "capital"})


def status(project: Truth) -> str:
    """A plain status word."""
    return SIDES.get(project.side, WORDS[project.stage])


def exported_page(folder: Path, rng: Random) -> Forged:
    """HTML under the name .xls, header over two rows by rowspan and colspan, days as 23.5.6."""
    projects = make_projects(rng, 12, AS_OF, months_until=0)
    lines = [
        "<html><meta charset='gbk'><body><table border=1><tr><td colspan=8>云岭区项目管理系统导出表（2023年9月）</td></tr>"
    ]
    lines.append(
        "<tr><th rowspan=2>序号</th><th rowspan=2>项目名称</th><th rowspan=2>投资企业</th><th colspan=2>投资额（万元）</th><th colspan=2>时间节点</th><th rowspan=2>当前状态</th></tr>"
    )
    lines.append("<tr><th>总投资</th><th>固定资产</th><th>签约</th><th>开工</th></tr>")
    expected = []
    for number, project in enumerate(projects, 1):
        days = [
            f"{str(day.year)[2:]}.{day.month}.{day.day}" if day else "&nbsp;"
            for day in (project.signed, project.started)
        ]
        cells = [
            number,
            project.name,
            project.investor,
            f"{wan(project.total):.2f}",
            f"{wan(project.fixed):.2f}",
            *days,
            status(project),
        ]
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        expected.append(
            Expected(3 + number, project, omits=frozenset({"uscc", "chain", "completed", "produced", "capital"}))
        )
    path = folder / "导出.xls"
    path.write_bytes(("\n".join(lines) + "</table></body></html>").encode("gb18030"))
    return Forged(path, expected, as_of=AS_OF)


def unknown_words(folder: Path, rng: Random) -> Forged:
    """Headers nobody uses; the cells speak: companies, projects, codes, states, offices. The unit of money stands in the cells."""
    projects = make_projects(rng, 20, AS_OF, months_until=0)
    book, sheet = new_book()
    sheet.add("序号", "东家", "干啥", "身份号", "盘子", "签约时间", "啥样了", "谁管", "备注")
    expected = []
    for number, project in enumerate(projects, 1):
        row = sheet.add(
            number,
            project.investor,
            project.name,
            project.uscc,
            f"{wan(project.total):g}万元",
            any_way(project.signed, rng),
            status(project),
            project.unit,
            "",
        )
        expected.append(Expected(row, project, omits=BARE - {"uscc"}, unit=project.unit))
    return Forged(save(book, folder / "unknown.xlsx"), expected)


_HEADS: tuple[tuple[str, ...], ...] = (
    ("序号", "项目名称", "投资方", "总投资", "签约时间", "状态"),
    ("编号", "投资主体", "招商项目", "进展", "签约日期", "投资总额"),
    ("项目名称", "总投资", "客商", "项目进展", "签约"),
)


def stacked_towns(folder: Path, rng: Random) -> Forged:
    """Three towns' tables one below the other: other columns, other units of money, totals first, a page's header again."""
    projects = make_projects(rng, 21, AS_OF, months_until=0)
    book, sheet = new_book("各镇街")
    expected: list[Expected] = []
    for number, town in enumerate(("云岭镇", "石桥街道", "白鹭乡")):
        expected += _town(sheet, number, town, projects[number * 7 : number * 7 + 7], rng)
        expected.append(Expected(sheet.add("制表人：甲某", None, "审核：乙某"), outcome="skip", reason="signature"))
        if number < 2:
            expected.append(Expected(sheet.add(), outcome="skip", reason="blank"))
    return Forged(save(book, folder / "towns.xlsx"), expected, as_of=AS_OF)


def _town(sheet: Sheet, number: int, town: str, projects: list[Truth], rng: Random) -> list[Expected]:
    sheet.add(f"{town}2023年三季度招商项目情况表")
    sheet.add(f"填报单位：{town}", None, None, None, f"单位：{'亿元' if number == 1 else '万元'}")
    sheet.add(*_HEADS[number])
    expected: list[Expected] = []
    if number == 1:
        row = sheet.add("合计", None, None, None, None, sum(yi(project.total) for project in projects))
        expected.append(Expected(row, outcome="skip", reason="total"))
    for place, project in enumerate(projects, 1):
        if number == 0 and place == 5:
            expected.append(Expected(sheet.add(*_HEADS[0]), outcome="skip", reason="header_repeat"))
        day, state = any_way(project.signed, rng), status(project)
        lines: tuple[tuple[Value, ...], ...] = (
            (place, project.name, project.investor, wan(project.total), day, state),
            (place, project.investor, project.name, state, day, yi(project.total)),
            (project.name, wan(project.total), project.investor, state, day),
        )
        expected.append(Expected(sheet.add(*lines[number]), project, omits=BARE, unit=town))
    return expected


def silent_sums(folder: Path, rng: Random) -> Forged:
    """Sums that do not say so: a unit's name with its projects' total before them, 其中 lines under the grand total."""
    projects = sorted(make_projects(rng, 15, AS_OF, months_until=0), key=lambda project: project.unit)
    book, sheet = new_book("汇总")
    sheet.add("云岭区2023年招商项目汇总表（单位：万元）")
    sheet.add("序号", "项目名称", "投资方", "投资额", "签约时间", "项目状态")
    expected = [
        Expected(
            sheet.add(None, "全区总计", None, sum(wan(project.total) for project in projects)),
            outcome="skip",
            reason="total",
        )
    ]
    industry = [project for project in projects if project.kind == "工业"]
    if industry:
        expected.append(
            Expected(
                sheet.add(None, "其中：工业项目", None, sum(wan(project.total) for project in industry)),
                outcome="skip",
                reason="total",
            )
        )
    for unit in dict.fromkeys(project.unit for project in projects):
        part = [project for project in projects if project.unit == unit]
        expected.append(
            Expected(
                sheet.add(None, unit, None, sum(wan(project.total) for project in part)), outcome="skip", reason="total"
            )
        )
        for number, project in enumerate(part, 1):
            row = sheet.add(
                number,
                project.name,
                project.investor,
                wan(project.total),
                any_way(project.signed, rng),
                status(project),
            )
            expected.append(Expected(row, project, omits=BARE))
    return Forged(save(book, folder / "sums.xlsx"), expected)


def rows_per_project(folder: Path, rng: Random) -> Forged:
    """One project over several rows: name, investor and sum run down, each row is one month's arrival."""
    projects = [project for project in make_projects(rng, 20, AS_OF, months_until=9) if project.months][:7]
    book, sheet = new_book("到位")
    sheet.add("云岭区2023年招商项目及到位资金表", None, None, None, "单位：万元")
    sheet.add("序号", "项目名称", "投资方", "总投资", "签约时间", "状态", "到位月份", "到位金额")
    expected: list[Expected] = []
    for number, project in enumerate(projects, 1):
        first = sheet.row + 1
        for place, ((year, month), amount) in enumerate(sorted(project.months.items())):
            front = (
                (number, project.name, project.investor, wan(project.total), dotted(project.signed), status(project))
                if place == 0
                else (None,) * 6
            )
            row = sheet.add(
                *front, rng.choice((f"{month}月", f"{year}.{month:02d}", f"{year}年{month}月")), wan(amount)
            )
            capital = {f"{key[0]}-{key[1]:02d}": value for key, value in project.months.items()}
            expected.append(
                Expected(
                    row,
                    project if place == 0 else None,
                    outcome="import" if place == 0 else "merge",
                    capital=capital,
                    omits=BARE - {"capital"} | {"prior"},
                )
            )
        for column in range(1, 7):
            sheet.merge_down(column, first, sheet.row)
    return Forged(save(book, folder / "several.xlsx"), expected)


def no_unit_anywhere(folder: Path, rng: Random) -> Forged:
    """No unit of money in the whole file, months without a parent, tab-separated text with the office only in its first row."""
    projects = sorted(make_projects(rng, 14, AS_OF, months_until=6), key=lambda project: project.unit)
    rows: list[list[object]] = [
        ["2023年招商引资到位资金统计表"],
        [
            "序号",
            "招商单位",
            "项目名称",
            "投资方",
            "签约时间",
            "总投资",
            *[f"{month}月" for month in range(1, 7)],
            "合计",
            "当前状态",
        ],
    ]
    expected: list[Expected] = []
    before = ""
    for number, project in enumerate(projects, 1):
        months = [wan(project.months.get((2023, month), Decimal(0))) or "" for month in range(1, 7)]
        rows.append(
            [
                number,
                project.unit if project.unit != before else "",
                project.name,
                project.investor,
                chinese(project.signed),
                wan(project.total),
                *months,
                wan(project.of_year()),
                status(project),
            ]
        )
        before = project.unit
        capital = {
            f"2023-{month:02d}": project.months[2023, month]
            for month in range(1, 7)
            if project.months.get((2023, month))
        }
        expected.append(Expected(len(rows), project, capital=capital, omits=BARE - {"capital"}, unit=project.unit))
    return Forged(write_csv(folder / "统计.csv", rows, encoding="gb18030", delimiter="\t"), expected)


def wide_beside_projects(folder: Path, rng: Random) -> Forged:
    """Projects on one sheet with a column of all arrivals so far, the year's months on another: each yuan once."""
    projects = make_projects(rng, 14, AS_OF, months_until=9)
    book, sheet = new_book("项目库")
    sheet.add("云岭区招商项目库（截至2023年9月30日）", None, None, None, None, None, "金额单位：万元")
    sheet.add("序号", "项目名称", "投资方", "项目总投资", "累计到位资金", "签约时间", "状态", "责任单位")
    expected = []
    for number, project in enumerate(projects, 1):
        row = sheet.add(
            number,
            project.name,
            project.investor,
            wan(project.total),
            wan(project.prior + project.of_year()),
            dotted(project.signed),
            status(project),
            project.unit,
        )
        expected.append(
            Expected(
                row, project, capital=_each_once(project), omits=BARE - {"capital"}, unit=project.unit, sheet="项目库"
            )
        )
    page = type(sheet)(book.create_sheet("到位资金"))
    page.add("2023年各项目到位资金（万元）")
    page.add("序号", "项目名称", *[f"{month}月" for month in range(1, 10)], "合计")
    for number, project in enumerate(projects, 1):
        months = [wan(project.months.get((2023, month), Decimal(0))) for month in range(1, 10)]
        row = page.add(number, project.name, *months, sum(months))
        expected.append(Expected(row, None, sheet="到位资金"))
    return Forged(save(book, folder / "wide.xlsx"), expected)


def _each_once(project: Truth) -> dict[str, Decimal]:
    """The months, and before the first of them what the sum so far says beyond them."""
    months = {f"{key[0]}-{key[1]:02d}": amount for key, amount in sorted(project.months.items()) if amount}
    if not months:
        return {"..2023-09-30": project.prior} if project.prior else {}
    first = min(key for key, amount in project.months.items() if amount)
    before = date(first[0], first[1], 1).toordinal() - 1
    return ({f"..{date.fromordinal(before)}": project.prior} if project.prior else {}) | months


def foreign_money(folder: Path, rng: Random) -> Forged:
    """A column of dollars beside one of yuan, and days as an English export writes them."""
    projects = [project for project in make_projects(rng, 16, AS_OF, months_until=0) if project.signed]
    book, sheet = new_book("FDI")
    sheet.add("云岭区2023年外资项目表")
    sheet.add("序号", "项目名称", "投资者", "国别（地区）", "投资总额（万美元）", "签约时间", "进度")
    expected = []
    for number, project in enumerate(projects, 1):
        assert project.signed is not None
        row = sheet.add(
            number,
            project.name,
            project.investor,
            "新加坡",
            wan(project.total),
            f"{project.signed:%b-%y}",
            status(project),
        )
        expected.append(Expected(row, project, omits=BARE))
    return Forged(save(book, folder / "foreign.xlsx"), expected)


def faults(folder: Path, rng: Random) -> Forged:
    """Every fault once, in a layout of its own: each must be named with its column, and only the deciding ones turn the row away."""
    projects = [
        project
        for project in make_projects(rng, 60, AS_OF, months_until=0)
        if project.stage == "ST60" and project.side == "NORMAL"
    ][:14]
    projects += make_projects(rng, 10, AS_OF, months_until=0)
    book, sheet = new_book("8月底")
    sheet.add("云岭区重点产业项目台账（截至2023年9月30日）", None, None, None, None, "单位：万元")
    head = (
        "编号",
        "项目全称",
        "引资企业",
        "信用代码",
        "计划总投资",
        "固定资产投资",
        "签约日",
        "开工日",
        "9月到位资金",
        "形象进度",
        "来源地",
        "行业",
    )
    sheet.add(*head)
    expected: list[Expected] = []
    broken: dict[int, tuple[str, object, str, bool]] = {
        0: ("签约日", "2022.14.3", "date.invalid", True), 1: ("签约日", "2922年3月", "date.out_of_range", True), 2: ("项目全称", "", "name.missing", True),
        3: ("计划总投资", -300, "money.negative", True), 4: ("计划总投资", "好几千万", "money.unreadable", True), 5: ("开工日", "2023-11-31", "date.invalid", False),
        6: ("信用代码", "91330198MA0000000X", "uscc.invalid", False), 7: ("计划总投资", wan(projects[7].total) * 10_000, "money.unit_slip", False), 8: ("开工日", "2019.5.6", "date.order", False),
        9: ("签约日", 2022.1, "date.ambiguous", False), 10: ("形象进度", "未开工", "status.conflict", False), 11: ("来源地", "云岭区", "scope.local", False),
        12: ("行业", "房地产业", "scope.excluded", False), 13: ("形象进度", "拟议中的甲类", "status.unknown", False),
    }  # fmt: skip
    for number, project in enumerate(projects):
        values: list[object] = [
            number + 1,
            project.name,
            project.investor,
            project.uscc,
            wan(project.total),
            wan(project.fixed),
            dotted(project.signed),
            dotted(project.started),
            "",
            status(project),
            project.city,
            "制造业",
        ]
        column, value, code, decides = broken.get(number, ("", None, "", False))
        if column:
            values[head.index(column)] = value
        row = sheet.add(*values)
        if column:
            expected.append(Expected(row, None, outcome="reject" if decides else "flag", codes=((column, code),)))
        else:
            expected.append(Expected(row, project, omits=frozenset({"chain", "completed", "produced", "capital"})))
    return Forged(save(book, folder / "faults.xlsx"), expected, as_of=AS_OF)


EVERY: tuple[Callable[[Path, Random], Forged], ...] = (
    exported_page, unknown_words, stacked_towns, silent_sums, rows_per_project, no_unit_anywhere, wide_beside_projects, foreign_money, faults,
)  # fmt: skip
