"""Ledgers torn apart at random: whatever stands in the cells, the reader answers, accounts for every row and breaks nothing."""

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from luodi.across.intake.engine import Cell, MergedRange, RawSheet, RawWorkbook, leftovers, parse_workbook, read_file
from tests.across.intake.engine.test_forged_ledgers import LAYOUTS

JUNK: tuple[Cell, ...] = (
    "", None, 0, -1, 1e18, 0.1, True, date(2023, 5, 1), datetime(1900, 1, 1), "合计", "小计", "√", "—", "2023.13.1", "1.2亿", "3-5亿", "一个多亿", "填报人：某", "注：略", "项目名称", "投资方", "总投资（万元）", "1月",
    "累计", "在建", "停工", "%", "\x00", "😀𬭎", "长" * 400, "　", "9" * 30, "5月底", "=1+1", "#REF!", "（", "单位：亿元", "截至", "約", "nan", "1e400", "0000-00-00", "十", "〇", "年", "(二)", "万", "冲减1月", "由“甲”置换",
)  # fmt: skip
ROUNDS = 8


def torn(raw: RawWorkbook, rng: Random) -> RawWorkbook:
    return RawWorkbook(
        raw.file, rng.choice(("xlsx", "csv")), raw.sha256, tuple(_torn(sheet, rng) for sheet in raw.sheets)
    )


def _torn(sheet: RawSheet, rng: Random) -> RawSheet:
    rows = [list(row) for row in sheet.rows]
    merged = list(sheet.merged) if rng.random() < 0.7 else []
    for _ in range(rng.choice((0, 3, 20, 60)) if rows and rows[0] else 0):
        rows[rng.randrange(min(len(rows), rng.choice((6, len(rows)))))][rng.randrange(len(rows[0]))] = rng.choice(JUNK)
    way = rng.randrange(6)
    if way == 0:
        rng.shuffle(rows)
    elif way == 1 and rows:
        order = rng.sample(range(len(rows[0])), len(rows[0]))
        rows = [[row[place] for place in order] for row in rows]
    elif way == 2:
        rows += [list(row) for row in rows]
    elif way == 3 and rows:
        rows = [list(column) for column in zip(*rows, strict=True)]
    for _ in range(rng.choice((0, 2)) if rows and rows[0] else 0):
        top, bottom = sorted((rng.randint(1, len(rows)), rng.randint(1, len(rows))))
        left, right = sorted((rng.randint(1, len(rows[0])), rng.randint(1, len(rows[0]))))
        merged.append(MergedRange(top, left, bottom, right))
    return RawSheet(sheet.name, sheet.state, rows, tuple(merged))


@pytest.mark.parametrize("place", range(len(LAYOUTS)), ids=[layout.__name__ for layout in LAYOUTS])
def test_a_torn_ledger_is_answered_row_by_row(place: int, tmp_path: Path) -> None:
    rng = Random(place)
    whole = read_file(LAYOUTS[place](tmp_path, rng).path)

    for _ in range(ROUNDS):
        raw = torn(whole, rng)
        parsed = parse_workbook(raw, as_of=rng.choice((None, date(2023, 6, 30))))

        taken = {(ref.sheet, ref.row) for draft in parsed.assembly.projects for ref in draft.rows}
        for sheet in parsed.sheets:
            assert sheet.counts().read == len(sheet.rows) == len({row.row for row in sheet.rows})
            rejected = {(sheet.name, row.row) for row in sheet.rows if row.outcome == "reject"}
            assert not rejected & taken
        assert isinstance(leftovers(raw, parsed), bytes)
