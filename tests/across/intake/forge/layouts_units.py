"""Ledgers as a township's clerk, a development zone and a county's bureau would keep them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.across.intake.forge.book import (
    Expected,
    Forged,
    Sheet,
    any_way,
    chinese,
    dotted,
    new_book,
    save,
    wan,
    yi,
)
from tests.across.intake.forge.truth import Truth, make_projects

AS_OF = date(2023, 9, 30)
_ST60 = "ST60"


def township_clerk(folder: Path, rng: Random) -> Forged:
    """One header row, narrative progress, totals as a row without the word, a blank line, notes numbered below."""
    projects = make_projects(rng, 14, AS_OF, months_until=9)
    book, sheet = new_book("外来项目")
    sheet.add("石桥镇2023年外来投资企业（项目）登记表")
    sheet.merge("A1:J1")
    sheet.add(
        "上报单位：石桥镇人民政府", None, None, None, None, "统计截止：2023年9月30日", None, None, "计量单位：万元"
    )
    sheet.add(
        "No.",
        "客商名称",
        "引进项目名称",
        "计划投资",
        "签约年月日",
        "动工年月",
        "落户村居",
        "推进情况",
        "镇级包联干部",
        "企业人数",
    )
    told = {
        "ST20": "正在对接洽谈，尚未签约", "ST40": "合同已签，正在办理用地手续，尚未开工", "ST50": "公司已落户，厂房图纸设计中，未开工", "ST60": "厂房主体已完工，正在安装设备",
        "ST70": "已全部竣工，准备投产", "ST80": "去年已投产，正常生产", "ST90": "已达产达效",
    }  # fmt: skip
    expected = []
    for number, project in enumerate(projects, 1):
        side = {"TERMINATED": "企业已退出，合同解除", "SUSPENDED": "因资金问题停工"}.get(project.side)
        row = sheet.add(
            number, project.investor, project.name, wan(project.total), any_way(project.signed, rng), chinese(project.started) if project.started else "未动工",
            rng.choice(("红星村", "向阳社区")), side or told[project.stage], "包联干部甲", rng.randint(10, 300),
        )  # fmt: skip
        expected.append(
            Expected(
                row, project, omits=frozenset({"fixed", "uscc", "chain", "completed", "produced", "capital"}), unit=""
            )
        )
    row = sheet.add(None, None, f"{len(projects)}个", sum(wan(project.total) for project in projects))
    expected.append(Expected(row, outcome="skip", reason="total"))
    sheet.add()
    expected.append(Expected(sheet.row, outcome="skip", reason="blank"))
    for line in ("备注：1、计划投资以协议为准；", "2、外来投资指镇外投资。"):
        expected.append(Expected(sheet.add(line), outcome="skip", reason="note"))
    expected.append(
        Expected(
            sheet.add("分管领导（签字）：", None, None, None, None, "填表人：甲某"), outcome="skip", reason="signature"
        )
    )
    return Forged(save(book, folder / "township.xlsx"), expected, as_of=AS_OF)


def zone_quarters(folder: Path, rng: Random) -> Forged:
    """Three header rows with groups of columns, quarters of arrivals with a sum of the year, totals above the data, groups by unit."""
    projects = make_projects(rng, 16, AS_OF, months_until=9)
    book, sheet = new_book("三季度")
    sheet.add("高新园区2023年前三季度重大产业项目推进一览表")
    sheet.merge("A1:P1")
    sheet.add(
        None, None, None, None, None, None, None, None, None, None, None, None, None, "（投资额：亿元；资金：万元）"
    )
    sheet.add(
        "编号",
        "基本情况",
        None,
        None,
        "投资额（亿元）",
        None,
        "实际到位县外资金（万元）",
        None,
        None,
        None,
        None,
        "工程进度",
        None,
        None,
        None,
        "现状态",
    )
    sheet.add(
        None,
        "项目全称",
        "投资主体",
        "注册地",
        "协议投资额",
        "其中：固投",
        "以前年度累计",
        "2023年",
        None,
        None,
        None,
        "签约",
        "动工",
        "竣工",
        "投产",
    )
    sheet.add(None, None, None, None, None, None, None, "一季度", "二季度", "三季度", "小计")
    for area in (
        "B3:D3",
        "E3:F3",
        "G3:K3",
        "L3:O3",
        "H4:K4",
        "A3:A5",
        "P3:P5",
        *(f"{letter}4:{letter}5" for letter in "BCDEFGLMNO"),
    ):
        sheet.merge(area)
    row = sheet.add("总计", None, None, None, sum(yi(project.total) for project in projects))
    expected = [Expected(row, outcome="skip", reason="total")]
    words = {
        "ST20": "意向阶段",
        "ST40": "签订合同",
        "ST50": "落户",
        "ST60": "建设中",
        "ST70": "完工",
        "ST80": "正式运营",
        "ST90": "满产",
    }
    half = len(projects) // 2
    for title, part in (
        (f"（一）云岭镇（{half}个）", projects[:half]),
        (f"（二）石桥街道（{len(projects) - half}个）", projects[half:]),
    ):
        row = sheet.add(title)
        sheet.merge(f"A{row}:P{row}")
        expected.append(Expected(row, outcome="skip", reason="group"))
        for number, project in enumerate(part, 1):
            expected.append(_zone_row(sheet, number, project, words, rng, unit=title[3:7].strip("（")))
    return Forged(save(book, folder / "zone.xlsx"), expected, as_of=AS_OF)


def _zone_row(sheet: Sheet, number: int, project: Truth, words: dict[str, str], rng: Random, *, unit: str) -> Expected:
    quarters = [
        sum((project.months.get((2023, month), Decimal(0)) for month in range(start, start + 3)), Decimal(0))
        for start in (1, 4, 7)
    ]
    status = {"TERMINATED": "已解约", "SUSPENDED": "停建"}.get(project.side, words[project.stage])
    row = sheet.add(
        number, project.name, project.investor, project.city, yi(project.total), yi(project.fixed), wan(project.prior) or "—", *(wan(amount) or None for amount in quarters),
        wan(project.of_year()), *(f"{day:%Y-%m-%d}" if day else "" for day in (project.signed, project.started, project.completed, project.produced)), status,
    )  # fmt: skip
    capital = {"..2022-12-31": project.prior} | {
        f"2023-Q{quarter}": amount for quarter, amount in enumerate(quarters, 1)
    }
    return Expected(
        row,
        project,
        capital={name: amount for name, amount in capital.items() if amount},
        omits=frozenset({"uscc", "chain"}),
        unit=unit,
    )


def merged_months(folder: Path, rng: Random) -> Forged:
    """Months as bare numbers under a merged parent, the unit running down, subtotals per unit, the numbering starting anew."""
    projects = sorted(make_projects(rng, 18, AS_OF, months_until=9), key=lambda project: project.unit)
    book, sheet = new_book("9月")
    sheet.add("云岭区2023年1-9月招商引资实际到位资金台账")
    sheet.add("填表单位（章）：云岭区投资促进局", None, None, None, None, None, None, "单位：万元")
    head = [
        "序号",
        "任务单位",
        "项目",
        "业主",
        "统一社会信用代码",
        "合同引资额",
        "2022年底前到位",
        "2023年分月到位",
        *[None] * 8,
        "年内累计",
        "项目现状",
        "签约时间",
        "开工时间",
    ]
    sheet.add(*head)
    sheet.add(*[None] * 7, *range(1, 10))
    sheet.merge("H3:P3")
    for column in (*range(1, 8), *range(17, 21)):
        sheet.page.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    words = {
        "ST20": "在谈",
        "ST40": "签约未动工",
        "ST50": "已落地未开工",
        "ST60": "在建",
        "ST70": "建成未投产",
        "ST80": "投产达标",
        "ST90": "达效",
    }
    words["ST80"] = "投产"
    expected: list[Expected] = []
    for unit in dict.fromkeys(project.unit for project in projects):
        part = [project for project in projects if project.unit == unit]
        first = sheet.row + 1
        for number, project in enumerate(part, 1):
            months = [
                wan(project.months.get((2023, month), Decimal(0))) or rng.choice((None, "-", 0))
                for month in range(1, 10)
            ]
            status = {"TERMINATED": "取消合作", "SUSPENDED": "停工"}.get(project.side, words[project.stage])
            row = sheet.add(
                number, unit if number == 1 else None, project.name, project.investor, project.uscc, f"{wan(project.total):,.0f}", wan(project.prior), *months,
                wan(project.of_year()), status, any_way(project.signed, rng), any_way(project.started, rng),
            )  # fmt: skip
            expected.append(
                Expected(
                    row,
                    project,
                    capital=project.by_month(2023),
                    omits=frozenset({"fixed", "chain", "completed", "produced"}),
                    unit=unit,
                )
            )
        sheet.merge_down(2, first, sheet.row)
        expected.append(
            Expected(
                sheet.add(None, f"{unit}小计", f"{len(part)}个", None, None, sum(wan(one.total) for one in part)),
                outcome="skip",
                reason="total",
            )
        )
    return Forged(save(book, folder / "months.xlsx"), expected, as_of=AS_OF)


def groups_tell_status(folder: Path, rng: Random) -> Forged:
    """No column of status: the groups say it (在谈, 签约未开工, 在建, 竣工投产, 终止)."""
    projects = make_projects(rng, 20, AS_OF, months_until=0)
    book, sheet = new_book("项目清单")
    sheet.add("云岭区招商引资项目分类清单（2023年9月底）")
    sheet.add("序号", "项目名称及建设内容", "投资商", "投资总额", "牵头单位", "引进时间")
    groups = (("在谈项目", "ST20", "NORMAL"), ("签约未开工项目", "ST40", "NORMAL"), ("在建项目", "ST60", "NORMAL"), ("停工项目", "ST60", "SUSPENDED"), ("竣工项目", "ST70", "NORMAL"), ("终止项目", "ST40", "TERMINATED"))  # fmt: skip
    expected: list[Expected] = []
    for number, (title, stage, side) in enumerate(groups):
        part = [project for project in projects if (project.stage, project.side) == (stage, side)]
        numeral = "一二三四五六"[number]
        expected.append(Expected(sheet.add(numeral, f"{title}（{len(part)}个）"), outcome="skip", reason="group"))
        for place, project in enumerate(part, 1):
            row = sheet.add(
                place, project.name, project.investor, f"{yi(project.total)}亿元", project.unit, dotted(project.signed)
            )
            omits = frozenset({"fixed", "uscc", "chain", "signed", "started", "completed", "produced", "capital"})
            expected.append(Expected(row, project, omits=omits, unit=project.unit))
    return Forged(save(book, folder / "groups.xlsx"), expected, as_of=AS_OF)
