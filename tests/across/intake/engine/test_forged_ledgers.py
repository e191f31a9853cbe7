"""Many forged layouts, each with its own words, order, units and header: the reader says exactly what was written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from luodi.across.intake.engine import parse_workbook, read_file
from tests.across.intake.forge import layouts_bureaus, layouts_more, layouts_odd, layouts_rows, layouts_units
from tests.across.intake.forge.book import Forged
from tests.across.intake.forge.judge import disagreements

LAYOUTS: tuple[Callable[[Path, Random], Forged], ...] = (
    layouts_units.township_clerk,
    layouts_units.zone_quarters,
    layouts_units.merged_months,
    layouts_units.groups_tell_status,
    layouts_bureaus.commerce_export,
    layouts_bureaus.chain_task_force,
    layouts_bureaus.signing_list,
    layouts_bureaus.old_xls,
    layouts_bureaus.monthly_sheets,
    layouts_bureaus.payments_csv,
    *layouts_odd.EVERY,
    *layouts_more.EVERY,
    *layouts_rows.EVERY,
)


@pytest.mark.parametrize("seed", [0, 7, 20230630])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_forged_ledger_is_read_without_a_disagreement(
    layout: Callable[[Path, Random], Forged], seed: int, tmp_path: Path
) -> None:
    forged = layout(tmp_path, Random(seed))

    parsed = parse_workbook(read_file(forged.path))

    assert disagreements(parsed, forged) == []


def test_each_months_sheet_keeps_its_own_month_when_a_later_day_is_asked_for(tmp_path: Path) -> None:
    forged = layouts_bureaus.monthly_sheets(tmp_path, Random(7))

    parsed = parse_workbook(read_file(forged.path), as_of=date(2023, 4, 15))

    assert disagreements(parsed, forged) == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_rows_below_the_header_are_all_accounted_for(layout: Callable[[Path, Random], Forged], tmp_path: Path) -> None:
    forged = layout(tmp_path, Random(3))

    parsed = parse_workbook(read_file(forged.path))

    for sheet in parsed.sheets:
        assert sheet.counts().read == len(sheet.rows)
        assert len({row.row for row in sheet.rows}) == len(sheet.rows)
