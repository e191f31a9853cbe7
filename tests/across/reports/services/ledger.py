"""A bureau's ledger of five years for papers over years: the figures of seed 004, loaded through the import."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.core.documents import Document, Table, write_text
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.investors.models import Investor
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.across.intake.ledgers import HEADER, Cell, numbered, write_ledger

AT = factories.AT
YEARS = range(2016, 2021)


def take_in(path: Path, unit: Unit, *, as_of: date = date(2023, 6, 30)) -> None:
    """Take a workbook over as recognised facts that speak of a day; a rejected row is a fault of the test."""
    options = ImportOptions(recognise=True, create_chains=True, create_units=True, as_of=as_of)
    answer = import_file(path, unit=unit, options=options, actor=operator(), at=AT)[1]
    assert answer["rejected"] == []


def aims(unit: Unit, period: str, lines: Sequence[tuple[str, str, str]], issuer: str = "市级") -> None:
    """Targets of a period: indicator, value, unit of measure."""
    for indicator, amount, measure in lines:
        issue_target(
            unit,
            indicator=indicator,
            value=Decimal(amount),
            measure=measure,
            period=period,
            issuer=issuer,
            actor=operator(),
            at=AT,
        )


def seed_004(unit: Unit, folder: Path) -> None:
    """123 signings over 398亿元 in five years, 83 of 1亿元 and more, 9 of 10亿元 and more, 3 foreign; 412.63亿元 arrived,
    most of it from an older project; 127 trips led by leaders; three investors of the Chinese 500, one unicorn.
    """
    amounts = [20.0] * 8 + [398 - 160 - 74 * 2 - 40 * 0.5] + [2.0] * 74 + [0.5] * 40
    rows: list[list[Cell]] = [[*HEADER, "是否外资"]]
    for number, amount in enumerate(amounts):
        day = f"{2016 + number % 5}-05-06"
        foreign = "是" if number in {20, 30, 40} else "否"
        rows.append([*numbered(number), None, "", amount, day, None, None, None, "已签约", foreign])
    rows.append([*numbered(900), None, "", 400, "2015-01-05", None, "2015-09-01", None, "已开工", "否"])
    capital: list[list[Cell]] = [["项目名称", "投资方", "到位时间", "到位金额（亿元）", "凭证号"]]
    capital += [[*numbered(900), f"{year}-09-09", 80, f"K{year}"] for year in YEARS]
    capital.append([*numbered(0), "2020-10-10", 12.63, "K0"])
    take_in(write_ledger(folder / "五年台账.xlsx", {"签约": rows, "到位资金明细": capital}), unit)
    _travel(unit)
    for number, listed in ((0, "CHINA_500"), (1, "CHINA_500"), (2, "CHINA_500"), (3, "UNICORN")):
        _, name = numbered(number)
        holder = Investor.objects.get(name=name)
        investors.award_honour(holder, list_name=listed, year=2020, evidence="榜单", actor=operator(), at=AT)


def _travel(unit: Unit) -> None:
    met = [factories.investor("示例零号实业有限公司")]
    for number in range(127):
        day = date(2016 + number % 5, number // 5 % 12 + 1, number // 60 + 1)
        investors.file_trip(
            unit, left_on=day, returned_on=day, place="深圳", met=met, is_led=True, actor=operator(), at=AT
        )


def words(document: Document) -> str:
    """The text of a paper without its annexes."""
    return write_text(document, has_annexes=False)


def table(document: Document, caption: str) -> Table:
    """The table whose caption holds the words."""
    return next(one for one in document.tables() if caption in one.caption)


def cells(document: Document, caption: str) -> list[list[str]]:
    """The lines of that table as printed."""
    return [[cell.text for cell in line.cells] for line in table(document, caption).rows]


def loose_numbers(document: Document) -> set[str]:
    """Sources of table cells that no line of the annexes answers for."""
    anchors = {
        line.anchor for annex in document.annexes for one in annex.body if isinstance(one, Table) for line in one.rows
    }
    named = {cell.source for one in document.body if isinstance(one, Table) for row in one.rows for cell in row.cells}
    return named - anchors - {""}
