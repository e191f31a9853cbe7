"""Ledgers as a department of commerce, a chain's task force, a fair's office and a system's export would give them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import xlwt

from tests.across.intake.forge.book import (
    Expected,
    Forged,
    any_way,
    chinese,
    dotted,
    new_book,
    save,
    wan,
    write_csv,
    yi,
)
from tests.across.intake.forge.truth import make_projects

AS_OF = date(2023, 9, 30)


def commerce_export(folder: Path, rng: Random) -> Forged:
    """A system's csv: UTF-8 with a mark, yuan in bare numbers, times of day, 是/否 columns, no title, no status."""
    projects = make_projects(rng, 15, AS_OF, months_until=9)
    rows: list[list[object]] = [
        ["项目编号", "招商引资项目名称", "外来投资方名称", "投资方信用代码", "投资总额(元)", "其中固定资产投资(元)", "合同签订日期", "实际开工日期", "实际竣工日期", "实际投产日期", "是否签约", "是否开工",
         "是否竣工", "是否投产", "是否达产", "所属区县", "更新时间", "累计到位资金(元)", "2023年到位资金(元)", "计划开工日期"],
    ]  # fmt: skip
    expected = []
    for number, project in enumerate(projects, 1):
        reached = [project.stage >= stage for stage in ("ST40", "ST60", "ST70", "ST80", "ST90")]
        rows.append(
            [f"XM2018{number:05d}", project.name, project.investor, project.uscc, int(project.total), int(project.fixed), *(f"{day} 00:00:00" if day else "" for day in (project.signed, project.started, project.completed, project.produced)),
             *("是" if yes else "否" for yes in reached), project.unit, "2023-09-30 18:00:00", int(project.prior + project.of_year()), int(project.of_year()), "2024-03-01 00:00:00"]
        )  # fmt: skip
        capital = {
            name: amount for name, amount in (("..2022-12-31", project.prior), ("2023", project.of_year())) if amount
        }
        stage = project.stage if project.stage != "ST50" else "ST40"
        expected.append(
            Expected(
                len(rows), project, capital=capital, omits=frozenset({"chain", "side"}), unit=project.unit, stage=stage
            )
        )
    return Forged(write_csv(folder / "商务系统导出2023.csv", rows, encoding="utf-8-sig"), expected)


def chain_task_force(folder: Path, rng: Random) -> Forged:
    """A sheet per chain, the chain only in the titles, ● for stages, a light for the state, numbers like 1-1."""
    projects = make_projects(rng, 18, AS_OF, months_until=0)
    book, sheet = new_book("目录")
    sheet.add("各产业链项目推进表（共三张）")
    expected: list[Expected] = [Expected(1, outcome="skip", reason="text", sheet="目录")]
    for number, chain in enumerate(("新材料", "装备制造", "数字经济"), 1):
        page = type(sheet)(book.create_sheet(f"{chain}链"))
        page.add(f"云岭区{chain}产业链招商项目推进表（截至2023年9月30日）")
        page.merge("A1:N1")
        page.add(
            "序号",
            "招引项目",
            "招引企业",
            "拟投资（亿元）",
            "洽谈",
            "签约",
            "落地",
            "开工",
            "竣工",
            "投产",
            "达产",
            "签约日期",
            "红黄绿灯",
            "专班",
        )
        for place, project in enumerate(projects[number - 1 :: 3], 1):
            reached = [
                "●" if project.stage >= stage else ""
                for stage in ("ST20", "ST40", "ST50", "ST60", "ST70", "ST80", "ST90")
            ]
            light = {"TERMINATED": "已终止", "SUSPENDED": "停工"}.get(project.side, rng.choice(("绿", "黄", "绿")))
            row = page.add(
                f"{number}-{place}",
                project.name,
                project.investor,
                yi(project.total),
                *reached,
                any_way(project.signed, rng),
                light,
                project.unit,
            )
            omits = frozenset({"fixed", "uscc", "started", "completed", "produced", "capital"})
            expected.append(Expected(row, project, omits=omits, unit=project.unit, chain=chain, sheet=page.page.title))
    return Forged(save(book, folder / "chains.xlsx"), expected, as_of=AS_OF)


def signing_list(folder: Path, rng: Random) -> Forged:
    """A fair's list of signings: kinds of contract instead of a status, amounts with their unit in the cell, a printed page's header."""
    projects = [project for project in make_projects(rng, 24, AS_OF, months_until=0) if project.signed]
    book, sheet = new_book("签约")
    sheet.add("2023云岭投资大会签约项目一览表")
    head = ("序号", "签约项目", "甲方", "乙方", "合同额", "签订日期", "协议类型", "所属产业", "牵头部门")
    expected: list[Expected] = []
    for number, project in enumerate(projects, 1):
        if number in (1, 9):
            row = sheet.add(*head)
            expected += [Expected(row, outcome="skip", reason="header_repeat")] if number > 1 else []
        is_framework = number % 5 == 0
        money = rng.choice((f"{yi(project.total)}亿元", f"{wan(project.total):g}万元", f"人民币{yi(project.total)}亿"))
        row = sheet.add(
            number,
            project.name,
            "云岭区人民政府",
            project.investor,
            money,
            chinese(project.signed),
            "框架协议" if is_framework else "正式合同",
            project.chain,
            project.unit,
        )
        omits = {"fixed", "uscc", "chain", "started", "completed", "produced", "capital", "side"} | (
            {"signed"} if is_framework else set()
        )
        expected.append(
            Expected(row, project, omits=frozenset(omits), unit=project.unit, stage="ST30" if is_framework else "ST40")
        )
    return Forged(save(book, folder / "fair.xlsx"), expected)


def old_xls(folder: Path, rng: Random) -> Forged:
    """.xls with two header rows that are not merged, a row numbering the columns, Excel's serial days, stray blanks and wide letters."""
    projects = make_projects(rng, 12, AS_OF, months_until=0)
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    lines: list[tuple[object, ...]] = [
        ("附件2：",),
        ("二〇二三年云岭区招商引资在库项目情况表",),
        ("（截止２０２３年９月３０日）", "", "", "", "", "", "", "", "金额单位：万元"),
        ("序", "项目", "", "投资规模", "", "时间", "", "", "目前\n形象进度", "备注"),
        ("号", "名称", "投资业主", "总投资", "其中：固定资产投资", "签 约", "开 工", "投 产", "", ""),
        ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
    ]
    words = {
        "ST20": "洽 谈",
        "ST40": "签约 未开工",
        "ST50": "落地",
        "ST60": "在　建",
        "ST70": "竣工",
        "ST80": "已 投 产",
        "ST90": "达产",
    }
    expected = []
    for number, project in enumerate(projects, 1):
        status = {"TERMINATED": "终止", "SUSPENDED": "停 工"}.get(project.side, words[project.stage])
        days = [
            (day - date(1899, 12, 30)).days if day and rng.random() < 0.5 else dotted(day)
            for day in (project.signed, project.started, project.produced)
        ]
        name = project.name[:4] + "\n" + project.name[4:]
        lines.append(
            (number, name, "　" + project.investor, f"{wan(project.total):,.0f}", wan(project.fixed), *days, status, "")
        )
        expected.append(Expected(len(lines), project, omits=frozenset({"uscc", "chain", "completed", "capital"})))
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            page.write(row, column, value)
    path = folder / "old.xls"
    book.save(str(path))
    return Forged(path, expected, as_of=AS_OF)


def monthly_sheets(folder: Path, rng: Random) -> Forged:
    """The same projects month after month, each sheet with this month's arrival and the year's sum so far."""
    projects = [project for project in make_projects(rng, 16, date(2023, 3, 31), months_until=3) if project.started][:8]
    book, first = new_book("1月")
    pages = [first, *(type(first)(book.create_sheet(f"{month}月")) for month in (2, 3))]
    words = {"ST60": "在建", "ST70": "竣工", "ST80": "投产", "ST90": "达产"}
    expected: list[Expected] = []
    for month, page in enumerate(pages, 1):
        page.add(f"云岭区招商项目月报表（2023年{month}月）")
        page.add(None, None, None, None, "单位：万元")
        page.add("序号", "项目名称", "投资单位", "总投资", "本月到位资金", "本年累计到位资金", "进展情况", "责任单位")
        for number, project in enumerate(projects, 1):
            sums = [project.months.get((2023, earlier), Decimal(0)) for earlier in range(1, month + 1)]
            status = "停工" if project.side == "SUSPENDED" else words[project.stage]
            row = page.add(
                number,
                project.name,
                project.investor,
                wan(project.total),
                wan(sums[-1]),
                wan(sum(sums, Decimal(0))),
                status,
                project.unit,
            )
            omits = frozenset({"fixed", "uscc", "chain", "signed", "started", "completed", "produced", "prior"})
            capital = (
                {name: amount for name, amount in project.by_month(2023).items() if not name.startswith("..")}
                if month == 1
                else {}
            )
            expected.append(
                Expected(
                    row,
                    project,
                    outcome="import" if month == 1 else "merge",
                    capital=capital,
                    omits=omits,
                    unit=project.unit,
                    sheet=page.page.title,
                )
            )
    return Forged(save(book, folder / "monthly.xlsx"), expected)


def payments_csv(folder: Path, rng: Random) -> Forged:
    """A GB18030 list of payments with semicolons, yuan, the project only in the first of its rows, and a list of projects before it."""
    projects = [project for project in make_projects(rng, 14, AS_OF, months_until=9) if project.started]
    book, sheet = new_book("在库")
    sheet.add("项目名称", "企业名称", "合同金额（万元）", "合同签订时间", "开工时间", "状态")
    expected: list[Expected] = []
    words = {"ST60": "建设中", "ST70": "竣工", "ST80": "投产", "ST90": "达产"}
    for project in projects:
        row = sheet.add(
            project.name,
            project.investor,
            wan(project.total),
            dotted(project.signed),
            dotted(project.started),
            "停建" if project.side == "SUSPENDED" else words[project.stage],
        )
        capital = {f"{key[0]}-{key[1]:02d}": amount for key, amount in project.months.items() if amount}
        expected.append(
            Expected(
                row,
                project,
                capital=capital,
                omits=frozenset({"fixed", "uscc", "chain", "completed", "produced", "prior"}),
                sheet="在库",
            )
        )
    page = type(sheet)(book.create_sheet("2023年入账"))
    page.add("2023年项目资金入账登记")
    page.add("入账日期", "项目", "付款摘要", "入账金额(元)", "凭证字号", "出资人")
    number = 0
    for project in projects:
        for place, ((year, month), amount) in enumerate(sorted(project.months.items())):
            number += 1
            row = page.add(
                date(year, month, rng.randint(1, 28)),
                project.name if place == 0 else None,
                "设备款",
                float(amount),
                f"银付{number:04d}",
                project.investor if place == 0 else None,
            )
            expected.append(Expected(row, None, sheet="2023年入账"))
        expected += (
            [
                Expected(
                    page.add(None, "小  计", None, float(project.of_year())),
                    outcome="skip",
                    reason="total",
                    sheet="2023年入账",
                )
            ]
            if project.months
            else []
        )
    return Forged(save(book, folder / "payments.xlsx"), expected)
