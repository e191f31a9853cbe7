"""The same scores as a spreadsheet: LibreOffice recalculates every kind of line over random numbers.

Needs LibreOffice (calc); without it the test is skipped, in the project's own runs it is there (scripts/system-tools.sh).
"""

import csv
import random
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from luodi.across.assessment.rules import methods
from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.scoring import Known, Reading, score_unit
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, LineSpec, SheetSpec, SourceSpec
from luodi.across.figures.rules.rounding import shown

ROWS = 200
DIGITS = 8
HEADER = ("weight", "a", "b", "cap", "low", "high", "m1", "m2", "m3", "m4", "m5")
Row = list[Fraction]

READ = SourceSpec("X")


def line(weight: Fraction, cap: Fraction, code: str = "L1", sources: tuple[SourceSpec, ...] = (READ,)) -> LineSpec:
    return LineSpec(code, code, "推进", Method.LIN, weight, cap, sources=sources)


def known(row: Row, **more: object) -> Known:
    return Known({READ: Reading("X", "X", row[1], k=row[1])}, **more)  # type: ignore[arg-type]  # cases


def with_items(row: Row) -> Fraction:
    """A line, a bonus of a tenth of m1, two penalties of a tenth of m2 limited to 4 points; bonus and whole are capped."""
    items = (
        ItemSpec(ItemKind.BONUS, "B1", "加分", row[6] / 10),
        ItemSpec(ItemKind.PENALTY, "D1", "扣分", -row[7] / 10, Fraction(-4)),
    )
    given = known(row, cases={"B1": Fraction(1), "D1": Fraction(2)})
    return score_unit(SheetSpec((line(row[0], row[3]),), items), given, {}).total or Fraction(0)


def spread(row: Row) -> Fraction:
    """A judged line takes over the weight (a tenth of m5) of one in its block that has no data."""
    lines = (line(row[0], row[3]), line(row[10] / 10, Fraction(1), "L2", ()))
    return score_unit(SheetSpec(lines), known(row), {}).total or Fraction(0)


FORMULAS: dict[str, tuple[str, Callable[[Row], Fraction]]] = {
    "LIN": ("A{0}*MIN(MAX(B{0},0),D{0})", lambda r: methods.linear(r[0], r[1], r[3])),
    "TGT": ("A{0}*MIN(MAX(B{0}/C{0},0),1)", lambda r: methods.attained(r[0], r[1], r[2])),
    "HALF": ("A{0}*MIN(MAX(0.5*B{0}+0.5*C{0},0),D{0})", lambda r: methods.halves(r[0], r[1], r[2], r[3])),
    "EFF": (
        "IF(F{0}=E{0},A{0},A{0}*(60+40*(B{0}-E{0})/(F{0}-E{0}))/100)",
        lambda r: methods.efficacy(r[0], r[1], r[4], r[5]),
    ),
    "STEP": ("MAX(0,A{0}-C{0}*INT(G{0}))", lambda r: methods.stepped(r[0], r[2], Fraction(int(r[6])))),
    "DED": ("MAX(0,A{0}-C{0})", lambda r: methods.deducted(r[0], r[2])),
    "JURY": ("A{0}*AVERAGE(G{0}:I{0})/100", lambda r: methods.judged(r[0], r[6:9])),
    "JURY5": (
        "A{0}*(SUM(G{0}:K{0})-MAX(G{0}:K{0})-MIN(G{0}:K{0}))/3/100",
        lambda r: methods.judged(r[0], r[6:11]),
    ),
    "ITEMS": ("MAX(0,MIN(A{0}*MIN(MAX(B{0},0),D{0})+MIN(G{0}/10,10),110)+MAX(-2*H{0}/10,-4))", with_items),
    "SPREAD": ("(A{0}+K{0}/10)*MIN(MAX(B{0},0),D{0})", spread),
}


def rows() -> list[Row]:
    """Weights to a tenth, ratios to a ten-thousandth, marks to a hundredth; every tenth row has equal extremes."""
    chance = random.Random(20230630)
    found = []
    for number in range(ROWS):
        weight = Fraction(chance.randint(1, 300), 10)
        ratio, other = (Fraction(chance.randint(0, 20_000), 10_000) for _ in range(2))
        low = Fraction(chance.randint(0, 5_000), 10_000)
        high = low if number % 10 == 0 else low + Fraction(chance.randint(1, 20_000), 10_000)
        marks = [Fraction(chance.randint(0, 10_000), 100) for _ in range(5)]
        cap = chance.choice([Fraction(1), Fraction(12, 10)])
        found.append([weight, ratio, other + Fraction(1, 10_000), cap, low, high, *marks])
    return found


def recalculated(folder: Path, given: list[Row]) -> list[list[str]]:
    """The values of the formulas as LibreOffice computes them."""
    source = folder / "scores.xlsx"
    book = xlsxwriter.Workbook(str(source))
    sheet = book.add_worksheet()
    plain = book.add_format({"num_format": "0." + "0" * DIGITS})
    sheet.write_row(0, 0, [*HEADER, *FORMULAS])
    for place, row in enumerate(given, start=1):
        sheet.write_row(place, 0, [float(number) for number in row])
        for column, (formula, _) in enumerate(FORMULAS.values(), start=len(HEADER)):
            sheet.write_formula(place, column, f"=ROUND({formula.format(place + 1)},{DIGITS})", plain, "")
    book.close()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    with (folder / "scores.csv").open(encoding="utf-8") as handle:
        return [line[len(HEADER) :] for line in list(csv.reader(handle))[1:]]


def test_every_way_of_scoring_stands_in_the_spreadsheet() -> None:
    assert {method.value for method in Method} <= FORMULAS.keys()


def test_libreoffice_comes_to_the_same_points_to_the_last_digit(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("没有 LibreOffice：见 scripts/system-tools.sh")
    given = rows()

    found = recalculated(tmp_path, given)

    ours = [[shown(ours(row), DIGITS, "HALF_UP") for _, ours in FORMULAS.values()] for row in given]
    assert len(found) == ROWS
    assert [[Decimal(cell) for cell in line] for line in found] == [[Decimal(cell) for cell in line] for line in ours]
