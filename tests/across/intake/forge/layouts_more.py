"""More odd ledgers: days over three columns, units row by row, months as Excel days, sheets by town, states as merged classes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.across.intake.forge.book import Expected, Forged, any_way, new_book, save, wan, write_csv, yi
from tests.across.intake.forge.layouts_odd import BARE, status
from tests.across.intake.forge.truth import make_projects

AS_OF = date(2023, 9, 30)


def day_in_three_columns(folder: Path, rng: Random) -> Forged:
    """年, 月, 日 under 签订合同时间; the sum's unit in a column of its own; names with a number in front; page marks below."""
    projects = [project for project in make_projects(rng, 16, AS_OF, months_until=0) if project.signed]
    book, sheet = new_book("登记簿")
    sheet.add("云岭区招商引资合同登记簿")
    sheet.add("项目名称", "投资单位", "签订合同时间", None, None, "合同金额", "货币单位", "进展情况", "主办单位")
    sheet.add(None, None, "年", "月", "日")
    for area in ("C2:E2", *(f"{letter}2:{letter}3" for letter in "ABFGHI")):
        sheet.merge(area)
    expected = []
    for number, project in enumerate(projects, 1):
        assert project.signed is not None
        unit = rng.choice(("万元", "亿元"))
        money = wan(project.total) if unit == "万元" else yi(project.total)
        row = sheet.add(
            f"{number}、{project.name}",
            project.investor,
            project.signed.year,
            project.signed.month,
            project.signed.day,
            money,
            unit,
            status(project),
            project.unit,
        )
        expected.append(Expected(row, project, omits=BARE))
    expected.append(Expected(sheet.add("第1页，共1页"), outcome="skip", reason="note"))
    return Forged(save(book, folder / "register.xlsx"), expected)


def months_as_days(folder: Path, rng: Random) -> Forged:
    """Months in the header are Excel's days, sums are in the titles only, the numbering is Chinese, the end is written down."""
    projects = make_projects(rng, 12, AS_OF, months_until=9)
    book, sheet = new_book("到位情况")
    sheet.add("云岭区2023年招商引资项目资金到位情况统计表（截至2023年9月底）")
    sheet.add("（计量单位：人民币万元）")
    sheet.add(
        "项目编号",
        "招引项目名称",
        "来资方",
        "协议总投资",
        "以前年度到位",
        *(date(2023, month, 1) for month in range(1, 10)),
        "今年合计",
        "目前进展",
        "签约日期",
    )
    expected = []
    for number, project in enumerate(projects, 1):
        months = [wan(project.months.get((2023, month), Decimal(0))) for month in range(1, 10)]
        row = sheet.add(
            f"YL-{number:03d}",
            project.name,
            project.investor,
            wan(project.total),
            wan(project.prior),
            *months,
            wan(project.of_year()),
            status(project),
            any_way(project.signed, rng),
        )
        expected.append(Expected(row, project, capital=project.by_month(2023), omits=BARE - {"capital"}))
    expected.append(Expected(sheet.add("（以下空白）"), outcome="skip", reason="note"))
    return Forged(save(book, folder / "days.xlsx"), expected, as_of=AS_OF)


def sheet_per_town(folder: Path, rng: Random) -> Forged:
    """A sheet for every town without a title; the sheet's name is the unit; the same header, no numbering, a count at the end."""
    projects = make_projects(rng, 15, AS_OF, months_until=0)
    book, sheet = new_book("云岭镇")
    pages = [sheet, *(type(sheet)(book.create_sheet(name)) for name in ("石桥街道", "白鹭乡"))]
    expected: list[Expected] = []
    for place, page in enumerate(pages):
        page.add("引进企业", "项目", "总投资(亿元)", "合同签订时间", "项目所处阶段")
        part = projects[place::3]
        for project in part:
            row = page.add(
                project.investor, project.name, yi(project.total), any_way(project.signed, rng), status(project)
            )
            expected.append(Expected(row, project, omits=BARE, unit=page.page.title, sheet=page.page.title))
        expected.append(
            Expected(
                page.add(f"共计{len(part)}个项目", None, sum(yi(project.total) for project in part)),
                outcome="skip",
                reason="total",
                sheet=page.page.title,
            )
        )
    return Forged(save(book, folder / "sheets.xlsx"), expected)


def classes_merged(folder: Path, rng: Random) -> Forged:
    """The state as a class in the first column, running down merged rows; the sum in 亿 without 元; the code misspelt in the header."""
    projects = sorted(make_projects(rng, 18, AS_OF, months_until=0), key=status)
    book, sheet = new_book()
    sheet.add(
        "类别",
        "序号",
        "项目名称",
        "投资方名称",
        "社会统一代码",
        "投资总额（亿）",
        "签约时间（年月日）",
        "责任领导",
        "责任单位",
    )
    expected = []
    first = 2
    for number, project in enumerate(projects, 1):
        word = status(project)
        is_new = number == 1 or word != status(projects[number - 2])
        if is_new and number > 1:
            sheet.merge_down(1, first, sheet.row)
        first = sheet.row + 1 if is_new else first
        row = sheet.add(
            word if is_new else None,
            number,
            project.name,
            project.investor,
            project.uscc,
            yi(project.total),
            any_way(project.signed, rng),
            "某领导",
            project.unit,
        )
        expected.append(Expected(row, project, omits=BARE - {"uscc"}, unit=project.unit))
    sheet.merge_down(1, first, sheet.row)
    return Forged(save(book, folder / "classes.xlsx"), expected)


def half_year_and_month(folder: Path, rng: Random) -> Forged:
    """This month's arrival, the year's and all so far, side by side: the month, what is left of the year, what lay before it."""
    projects = make_projects(rng, 14, AS_OF, months_until=9)
    rows: list[list[object]] = [
        ["云岭区招商引资项目月度调度表（2023年9月）"], ["单位：万元"],
        ["序号", "项目名称", "投资者", "总投资额", "9月份到位", "1-9月到位", "开工以来累计到位", "建设进展", "签约时间"],
    ]  # fmt: skip
    expected = []
    for number, project in enumerate(projects, 1):
        month = project.months.get((2023, 9), Decimal(0))
        sums = [wan(month), wan(project.of_year()), wan(project.prior + project.of_year())]
        rows.append(
            [
                number,
                project.name,
                project.investor,
                wan(project.total),
                *sums,
                status(project),
                any_way(project.signed, rng),
            ]
        )
        capital = {"2023-09": month, "2023-01..2023-08": project.of_year() - month, "..2022-12-31": project.prior}
        expected.append(
            Expected(
                len(rows),
                project,
                capital={name: amount for name, amount in capital.items() if amount},
                omits=BARE - {"capital"},
            )
        )
    return Forged(write_csv(folder / "调度.csv", rows, encoding="utf-8"), expected, as_of=AS_OF)


def project_over_header_lines(folder: Path, rng: Random) -> Forged:
    """Instructions between title and header, blank columns for looks, two names for the company, plan dates beside real ones."""
    projects = make_projects(rng, 14, AS_OF, months_until=0)
    book, sheet = new_book("台账")
    sheet.add("附件1")
    sheet.add("全区招商引资项目推进台账")
    sheet.add("填表说明：1.投资额以亿元为单位；2.请于每月25日前报送。")
    sheet.add(None, "数据截止时间：2023年9月30日")
    sheet.add()
    sheet.add(
        "序号",
        None,
        "项  目  名  称",
        "业主单位",
        "落地公司名称",
        "总 投 资",
        None,
        "预计开工时间",
        "实际开工时间",
        "预计投产时间",
        "实际投产时间",
        "正式签约时间",
        "项 目 动 态",
        "招引部门",
    )
    expected = []
    for number, project in enumerate(projects, 1):
        row = sheet.add(
            number, None, project.name, project.investor, "云岭" + project.investor[2:] if project.signed else "", yi(project.total), None, "2024年6月", any_way(project.started, rng), "2025年底", any_way(project.produced, rng),
            any_way(project.signed, rng), status(project), project.unit,
        )  # fmt: skip
        expected.append(
            Expected(
                row, project, omits=frozenset({"fixed", "uscc", "chain", "completed", "capital"}), unit=project.unit
            )
        )
    return Forged(save(book, folder / "looks.xlsx"), expected, as_of=AS_OF)


def unit_lines_between(folder: Path, rng: Random) -> Forged:
    """One header printed again for every town under a line that is only its name; the unit of money in the sheet's name; 元月."""
    projects = make_projects(rng, 15, AS_OF, months_until=3)
    book, sheet = new_book("一季度（万元）")
    expected: list[Expected] = []
    head = ("序号", "落户项目", "外来投资方名称", "约定投资", "元月到位", "2月到位", "3月到位", "签协时间", "目前状况")
    for place, town in enumerate(("一、云岭镇", "二、石桥街道", "三、白鹭乡")):
        sheet.add(town)
        sheet.add(*head)
        for number, project in enumerate(projects[place::3], 1):
            months = [wan(project.months.get((2023, month), Decimal(0))) or None for month in (1, 2, 3)]
            row = sheet.add(
                number,
                project.name,
                project.investor,
                wan(project.total),
                *months,
                any_way(project.signed, rng),
                status(project),
            )
            capital = {f"{key[0]}-{key[1]:02d}": amount for key, amount in project.months.items() if amount}
            expected.append(Expected(row, project, capital=capital, omits=BARE - {"capital"}, unit=town[2:]))
    return Forged(save(book, folder / "云岭区2023年招商引资到位资金.xlsx"), expected)


def form_with_hints(folder: Path, rng: Random) -> Forged:
    """A form with explanations inside the header, a row of 必填, an example row, and the unit of money only in a note below."""
    projects = make_projects(rng, 14, AS_OF, months_until=0)
    book, sheet = new_book("填报")
    sheet.add("2023年招商项目信息采集表")
    sheet.add(
        "序号",
        "项目名称（须与备案证一致，不得使用简称，分期建设的分开填写）",
        "投资企业名称（填写营业执照上的全称，没有注册的填写母公司）",
        "项目总投资（含设备、流动资金，不含土地）",
        "合同签订日期（格式：年-月-日）",
        "项目当前进展阶段",
    )
    sheet.add("必填", "必填", "必填", "数字", "日期", "下拉选择")
    expected = [
        Expected(
            sheet.add("示例", "某某产业园项目", "某某有限公司", 12000, "2023-05-06", "在建"),
            outcome="skip",
            reason="note",
        )
    ]
    for number, project in enumerate(projects, 1):
        row = sheet.add(
            number, project.name, project.investor, wan(project.total), any_way(project.signed, rng), status(project)
        )
        expected.append(Expected(row, project, omits=BARE))
    expected.append(Expected(sheet.add("注：表中金额单位为万元。"), outcome="skip", reason="note"))
    return Forged(save(book, folder / "form.xlsx"), expected)


EVERY: tuple[Callable[[Path, Random], Forged], ...] = (
    day_in_three_columns, months_as_days, sheet_per_town, classes_merged, half_year_and_month, project_over_header_lines,
    unit_lines_between, form_with_hints,
)  # fmt: skip
