"""The eight shared ledgers against their truth files: every row, every fault, every project, every yuan.

Where a truth file asks for what its ledger does not say, the exception stands here by name: a project held up (暂缓) without a
landing day may be ST45 in truth, which no cell tells.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from luodi.across.intake.engine import (
    DateValue,
    ParsedRow,
    ParsedSheet,
    ParsedWorkbook,
    Says,
    parse_workbook,
    read_file,
)
from tests.across.intake.engine.truth_files import Row, folder, load, rows_of, truths

pytestmark = pytest.mark.skipif(folder() is None, reason="the shared ledgers are not here (set LUODI_SHARED_DATA)")

_SELDOM_NAMED = {"money.approximate", "currency.rate_missing"}
"""Warnings that the contract asks for and the truth files leave out."""
_DAYS = (
    "signed_on",
    "agreement_on",
    "first_talk_on",
    "landed_on",
    "started_on",
    "completed_on",
    "produced_on",
    "side_since",
)
_WORDS = ("name", "investor", "uscc", "investor_place", "chain", "unit", "status", "contract_level", "currency")
_UNTOLD_STAGE = ("ST45", "ON_HOLD")


@pytest.fixture(scope="module", params=truths(), ids=lambda path: path.stem)
def ledger(request: pytest.FixtureRequest) -> tuple[Row, ParsedWorkbook]:
    """A truth file and what the reader says of its ledger."""
    truth = load(request.param)
    place = folder()
    assert place is not None
    return truth, parse_workbook(read_file(Path(place) / str(truth["file"])))


def pairs(ledger: tuple[Row, ParsedWorkbook]) -> list[tuple[Row, ParsedSheet]]:
    truth, parsed = ledger
    sheets = {sheet.name: sheet for sheet in parsed.sheets}
    return [(sheet, sheets[str(sheet["name"])]) for sheet in truth["sheets"]]


def rows(ledger: tuple[Row, ParsedWorkbook]) -> list[tuple[Row, ParsedRow]]:
    found = []
    for truth, sheet in pairs(ledger):
        mine = {row.row: row for row in sheet.rows}
        found += [(row, mine[row["row"]]) for row in rows_of(truth)]
    return found


def test_the_ledgers_day_is_found(ledger: tuple[Row, ParsedWorkbook]) -> None:
    truth, parsed = ledger

    assert str(parsed.as_of) == truth["as_of"]


def test_sheets_headers_and_units_of_money_are_found(ledger: tuple[Row, ParsedWorkbook]) -> None:
    for truth, sheet in pairs(ledger):
        said = (sheet.kind, sheet.state, list(sheet.header_rows), sheet.unit_of_money or None, sheet.context_year)

        assert said == (
            truth["kind"],
            truth["state"],
            truth["header_rows"],
            truth["unit_of_money"],
            truth["context_year"],
        )


def test_columns_are_understood(ledger: tuple[Row, ParsedWorkbook]) -> None:
    for truth, sheet in pairs(ledger):
        blocks = truth.get("blocks") or [truth]
        for block, mine in zip(blocks, sheet.blocks, strict=False):
            fields = {column.index: (column.field, column.unit) for column in mine.columns}
            for column in block["columns"]:
                if column["field"] is not None:
                    assert fields[column["column"]] == (column["field"], column.get("unit", "")), column["header"]


def test_every_row_has_its_outcome(ledger: tuple[Row, ParsedWorkbook]) -> None:
    wrong = []
    for truth, row in rows(ledger):
        wanted = ("import" if truth["outcome"] == "target" else truth["outcome"], truth.get("reason", ""))
        if (row.outcome, row.reason) != wanted:
            wrong.append((row.row, row.outcome, row.reason, wanted))

    assert wrong == []


def test_no_row_is_made_up(ledger: tuple[Row, ParsedWorkbook]) -> None:
    for truth, sheet in pairs(ledger):
        assert {row.row for row in sheet.rows} == {row["row"] for row in rows_of(truth)}


def test_rows_say_what_is_written(ledger: tuple[Row, ParsedWorkbook]) -> None:
    wrong: list[object] = []
    for truth, row in rows(ledger):
        told = truth.get("says")
        if isinstance(told, dict) and row.says is not None and "amount_yuan" not in told and "arrived_on" not in told:
            wrong += [(row.row, what) for what in differences(told, row.says)]

    assert wrong == []


def test_payments_say_when_how_much_and_by_which_voucher(ledger: tuple[Row, ParsedWorkbook]) -> None:
    for truth, row in rows(ledger):
        told = truth.get("says")
        if not isinstance(told, dict) or "voucher" not in told or row.says is None or row.outcome == "reject":
            continue
        (entry,) = (*row.says.capital, *row.says.capital_in_question)
        assert (entry.form, entry.voucher, entry.question == "") == (told["form"], told["voucher"], truth["countable"])
        assert (entry.amount_in_yuan, entry.amount_in_currency) == (told.get("amount_yuan"), told.get("amount"))
        assert entry.reverses_row == told.get("reverses_row")
        assert is_same_day(entry.arrived_on, told["arrived_on"])


def differences(told: Row, says: Says) -> list[object]:
    found: list[object] = [
        (name, getattr(says, name), told[name]) for name in _WORDS if name in told and getattr(says, name) != told[name]
    ]
    found += [
        (name, getattr(says, name), told.get(name))
        for name in _DAYS
        if not is_same_day(getattr(says, name), told.get(name))
    ]
    for name in ("total_investment", "fixed_investment"):
        if getattr(says, name) != told.get(name):
            found.append((name, getattr(says, name), told.get(name)))
    if says.capital_by_span() != (told.get("capital") or {}):
        found.append(("capital", says.capital_by_span(), told.get("capital")))
    stages = [told.get("stage"), *(told.get("stage_also_ok") or [])]
    is_untold = (told.get("stage"), told.get("side_status")) == _UNTOLD_STAGE
    if says.side_status != told.get("side_status") or not (says.stage in stages or is_untold):
        found.append(("stage", says.stage, says.side_status, stages))
    return found


def is_same_day(mine: DateValue | None, told: object) -> bool:
    """An imported day lies in the span the truth allows."""
    if told is None or mine is None:
        return told is None and mine is None
    if isinstance(told, str):
        return mine.value == told
    return isinstance(told, dict) and told["from"] <= mine.day.isoformat() <= told["to"]


@pytest.mark.parametrize("kind", ["rejected", "warnings"])
def test_every_fault_is_named_with_row_column_and_code(ledger: tuple[Row, ParsedWorkbook], kind: str) -> None:
    truth, parsed = ledger
    wanted = {(one["sheet"], one["row"], one["column"], one["code"]) for one in truth["expect"][kind]}
    gone = {
        (sheet.name, row.row) for sheet in parsed.sheets for row in sheet.rows if row.outcome in ("duplicate", "reject")
    }

    named = {
        (sheet, issue.row, issue.column, issue.code)
        for sheet, issue in parsed.issues()
        if issue.is_rejection == (kind == "rejected")
    }

    assert wanted <= named
    assert {
        fault
        for fault in named - wanted
        if fault[3] not in _SELDOM_NAMED and (kind == "rejected" or fault[:2] not in gone)
    } == set()


def test_duplicates_name_the_first_row(ledger: tuple[Row, ParsedWorkbook]) -> None:
    truth, parsed = ledger
    wanted = {(one["sheet"], one["row"], one["of"]["sheet"], one["of"]["row"]) for one in truth["expect"]["duplicates"]}

    found = {
        (sheet.name, row.row, row.duplicate.of.sheet, row.duplicate.of.row)
        for sheet in parsed.sheets
        for row in sheet.rows
        if row.duplicate is not None
    }

    assert found == wanted


def test_counts_are_those_an_import_should_report(ledger: tuple[Row, ParsedWorkbook]) -> None:
    for truth, sheet in pairs(ledger):
        told, counts = dict(truth["expect_rows"]), sheet.counts()
        blanks_after_the_end = sum(
            1 for row in truth["rows"] if isinstance(row, dict) and row["row"] > truth["last_row"]
        )
        created = told.get("created", 0) + told.get("targets", 0)
        merged = told.get("merged_into_known", 0) + told.get("facts", 0) + told.get("facts_flagged", 0)

        assert (
            counts.created,
            counts.merged,
            counts.duplicates,
            counts.rejected,
            counts.skipped_totals,
            counts.skipped_other,
        ) == (
            created,
            merged,
            told.get("duplicates", 0),
            told.get("rejected", 0),
            told.get("skipped_totals", 0),
            told.get("skipped_other", 0) - blanks_after_the_end,
        )


def test_projects_and_their_capital_are_put_together(ledger: tuple[Row, ParsedWorkbook]) -> None:
    truth, parsed = ledger
    drafts = {(draft.rows[0].sheet, draft.rows[0].row): draft for draft in parsed.assembly.projects}
    told = truth["projects"]
    assert isinstance(told, list)

    for project in told:
        draft = next(drafts[sheet, row] for sheet, row in project["rows"] if (sheet, row) in drafts)
        assert draft.says.capital_by_span() == project["capital"]
        assert draft.says.total_investment == project.get("total_investment")
    assert len(drafts) == len(told)


def test_sums_of_the_file_are_the_truths(ledger: tuple[Row, ParsedWorkbook]) -> None:
    truth, parsed = ledger
    totals = truth["totals"]
    assert isinstance(totals, dict)
    projects = parsed.assembly.projects

    formal = [draft.says for draft in projects if draft.says.contract_level == "正式"]
    stated = sum((says.total_investment or Decimal(0) for says in formal if says.currency == "CNY"), Decimal(0))

    assert len(projects) == totals["projects_importable"]
    assert len(formal) == totals["formal_contracts"]
    assert stated == totals["sum_contract_yuan_as_stated"]
    assert (
        sum((says.total_investment or Decimal(0) for says in formal if says.currency == "USD"), Decimal(0))
        == totals["sum_contract_usd"]
    )
    assert (
        sum((amount for draft in projects for amount in draft.says.capital_by_span().values()), Decimal(0))
        == totals["sum_capital_yuan"]
    )


def test_targets_are_read(ledger: tuple[Row, ParsedWorkbook]) -> None:
    told = [row["target"] for row, _ in rows(ledger) if "target" in row]

    lines = ledger[1].assembly.targets

    assert [
        {
            "code": line.code,
            "issuer": line.issuer,
            "tier": line.tier,
            "period": line.period,
            "value": str(line.value),
            "unit": line.unit,
        }
        for line in lines
    ] == told
