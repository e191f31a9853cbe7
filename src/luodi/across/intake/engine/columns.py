"""Which column is what: claims of headers weighed against what the cells look like, one field to one column."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from luodi.across.intake.engine.amounts import MoneyUnit
from luodi.across.intake.engine.cells import compact, tidy
from luodi.across.intake.engine.context import MoneyHints, Surroundings
from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.headings import Heading, read_heading
from luodi.across.intake.engine.layout import Block
from luodi.across.intake.engine.model import Cell, How
from luodi.across.intake.engine.profiles import Profile, profile_of
from luodi.across.intake.engine.spans import SpanContext, TimeSpan
from luodi.across.intake.rules.rows import REASON_HEADER
from luodi.across.intake.rules.statuses import EVENT_STAGES

MONEY_FIELDS: Final = frozenset({"total_investment", "total_investment_usd", "fixed_investment", "capital", "capital_total", "capital_ytd", "amount"})
DATE_FIELDS: Final = frozenset(
    [*EVENT_STAGES, "side_since", "resumed_on", "arrived_on"],
)
_MANY: Final = frozenset({"capital", "reached", "whether"})
_DATE_OF_STAGE: Final = {stage: field for field, stage in EVENT_STAGES.items()}
_DIGITS: Final = re.compile(r"\d+")
_MOSTLY, _HALF, _SOME = 0.7, 0.5, 0.3
_LARGE_RATIO: Final = 50
_SAMPLE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is for us. `field` as in the ledger's fields; `span` and `stage` complete capital, reached and whether."""

    index: int
    path: tuple[str, ...]
    field: str | None
    how: How
    heading: Heading
    profile: Profile
    unit: MoneyUnit | None = None
    span: TimeSpan | None = None
    stage: str = ""
    is_framework: bool = False

    @property
    def label(self) -> str:
        """The column's own header without blanks and line breaks, as issues name it."""
        return re.sub(r"\s+", "", self.path[-1]) if self.path else ""

    @property
    def name(self) -> str | None:
        """The field's name for the outside: capital:2023-05, reached:ST60 …"""
        if self.field == "capital" and self.span:
            return f"capital:{self.span.name}"
        return f"{self.field}:{self.stage}" if self.field in ("reached", "whether") else self.field


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What the columns of one table lean on."""

    surroundings: Surroundings
    span: SpanContext
    dates: DateContext
    hints: MoneyHints
    remembered: Mapping[str, Mapping[str, str]]


def read_columns(grid: Grid, block: Block, context: ColumnContext) -> tuple[list[Column], list[str]]:
    """The columns of a table in order, and remarks for people (a unit that was inferred, say)."""
    cells = _cells_of(grid, block)
    profiles = {index: profile_of(cells[index], context.dates) for index in block.paths}
    headings = _headings(block, context)
    columns = [
        Column(index, path, headings[index].field, headings[index].how, headings[index], profiles[index])
        for index, path in block.paths.items()
    ]
    for step in (_settle_events, _settle_arrivals, _settle_agreements, _settle_codes, _settle_statuses, _settle_sides, _settle_parties, _settle_rivals, _settle_whether):
        columns = step(columns)
    columns = _by_content(columns)
    columns = _remembered(columns, block, context)
    return _with_units(columns, cells, context)


def fingerprint(block: Block) -> str:
    """The layout's mark: its header words in order, numbers (years, months) left out."""
    paths = [compact("/".join(path)) for path in block.paths.values() if compact(path[-1]) != REASON_HEADER]
    words = "|".join(dict.fromkeys(_DIGITS.sub("#", path) for path in paths))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _cells_of(grid: Grid, block: Block) -> dict[int, list[Cell]]:
    rows = [row for row in range(block.first_row, block.last_row + 1) if row not in block.repeats]
    return {index: grid.column(index, rows) for index in block.paths}


def _headings(block: Block, context: ColumnContext) -> dict[int, Heading]:
    about = context.surroundings.is_about_capital
    headings = {index: read_heading(path, context.span, is_about_capital=about) for index, path in block.paths.items()}
    if not about and any(heading.field in ("capital", "capital_total") for heading in headings.values()):
        again = {index: read_heading(path, context.span, is_about_capital=True) for index, path in block.paths.items()}
        headings = {index: again[index] if heading.field is None else heading for index, heading in headings.items()}
    return headings


def _settle_events(columns: list[Column]) -> list[Column]:
    """签约 alone: √ make it a stage reached, dates make it that event's date, words make it a status."""

    def settle(column: Column) -> Column:
        if column.heading.field != "event":
            return replace(column, stage=column.heading.stage) if column.field == "whether" else column
        if column.profile.dates >= _SOME and column.heading.stage in _DATE_OF_STAGE:
            return replace(column, field=_DATE_OF_STAGE[column.heading.stage])
        if column.profile.ticks >= _MOSTLY or (not column.profile.filled and _has_ticked_neighbour(columns, column)):
            return replace(column, field="reached", stage=column.heading.stage)
        return replace(column, field="status" if column.profile.statuses >= _HALF else None)

    return [settle(column) for column in columns]


def _has_ticked_neighbour(columns: Sequence[Column], column: Column) -> bool:
    return any(other.heading.field == "event" and other.profile.ticks >= _MOSTLY and other.path[:-1] == column.path[:-1] for other in columns)


def _settle_arrivals(columns: list[Column]) -> list[Column]:
    """With a date of arrival the sum beside it is one arrival; without, a bare 金额 is the investment or the total arrived."""
    has_date = any(column.field == "arrived_on" and column.profile.dates >= _SOME for column in columns)
    has_span = any(column.field == "capital" for column in columns)
    sums = [column for column in columns if column.field in ("amount", "capital_total", "capital_ytd") and not column.heading.is_part]
    best = max(sums, key=lambda column: (column.field == "amount", column.heading.weight), default=None)

    def settle(column: Column) -> Column:
        if column.field == "arrived_on" and (not has_date or (best is None and not has_span)):
            return replace(column, field=None)
        if column.field == "amount" and not has_date:
            return replace(column, field="capital_total" if "到" in column.label or "实" in column.label else "total_investment")
        if has_date and best is not None and column.index == best.index:
            return replace(column, field="amount")
        if column.heading.is_part and _has_main(columns, column):
            return replace(column, field=None)
        if column.heading.is_part:
            return replace(column, span=column.heading.time.span if column.heading.time else None)
        return replace(column, span=column.heading.time.span) if column.heading.time else column

    return [settle(column) for column in columns]


def _has_main(columns: Sequence[Column], part: Column) -> bool:
    """Is there a column of all arrivals beside this share of them?"""
    is_of_sums = part.field != "capital"
    return any(
        not other.heading.is_part and (other.field in ("capital_total", "capital_ytd", "amount") or (other.field == "capital") is not is_of_sums)
        for other in columns
        if other.field in ("capital", "capital_total", "capital_ytd", "amount")
    )


def _settle_agreements(columns: list[Column]) -> list[Column]:
    """Where only framework agreements are dated, that date stands where the signing would; rows decide what it was."""
    if any(column.field == "signed_on" for column in columns):
        return columns
    return [replace(column, field="signed_on", is_framework=True) if column.field == "agreement_on" else column for column in columns]


def _settle_codes(columns: list[Column]) -> list[Column]:
    """编号 is a running number or a code: the cells tell."""

    def settle(column: Column) -> Column:
        if column.field == "serial" and "编号" in column.label and column.profile.filled and not column.profile.is_counting and column.profile.codes >= _HALF:
            return replace(column, field="code")
        if column.field == "code" and column.profile.is_counting:
            return replace(column, field="serial")
        return column

    return [settle(column) for column in columns]


def _settle_statuses(columns: list[Column]) -> list[Column]:
    """Of several columns about progress the one whose cells are understood best is the status; one of side words goes beside it."""
    candidates = [column for column in columns if column.field in ("status", "side_status")]
    if not candidates:
        return columns
    best = max(candidates, key=_status_claim)
    side = max((column for column in candidates if column is not best and column.profile.statuses >= _SOME and column.profile.stages < _HALF), key=_status_claim, default=None)

    def settle(column: Column) -> Column:
        if column.field not in ("status", "side_status"):
            return column
        if column is best:
            return replace(column, field="status")
        return replace(column, field="side_status" if column is side else None)

    return [settle(column) for column in columns]


def _status_claim(column: Column) -> tuple[float, int]:
    return (round(column.profile.stages * 2 + column.profile.statuses, 2) + column.heading.weight / 100, -column.index)


def _settle_sides(columns: list[Column]) -> list[Column]:
    """A column of dates under 终止 is the day of the side status, one of words its reason."""
    return [
        replace(column, field="reason" if column.profile.length > 4 else None)
        if column.field == "side_since" and column.profile.filled and column.profile.dates < _SOME
        else column
        for column in columns
    ]


def _settle_parties(columns: list[Column]) -> list[Column]:
    """建设单位, 签约单位 … may name a company or an office: the cells tell."""

    def settle(column: Column) -> Column:
        profile = column.profile
        if column.field == "investor" and profile.organs >= _MOSTLY and profile.companies < _SOME / 2:
            return replace(column, field="unit", heading=replace(column.heading, weight=30))
        if column.field == "unit" and profile.companies >= _MOSTLY and profile.organs < _SOME / 2:
            return replace(column, field="investor", heading=replace(column.heading, weight=30))
        return column

    return [settle(column) for column in columns]


def _settle_rivals(columns: list[Column]) -> list[Column]:
    """One field, one column: the strongest claim whose cells do not contradict it wins, the others are kept as they are."""
    winners: dict[str, Column] = {}
    for column in columns:
        if column.field is None:
            continue
        key = column.name or ""
        rival = winners.get(key)
        if rival is None or _claim(column) > _claim(rival):
            winners[key] = column
    kept = {column.index for column in winners.values()}
    return [column if column.index in kept else replace(column, field=None) for column in columns]


def _claim(column: Column) -> tuple[int, float, int]:
    return (column.heading.weight - _contradiction(column), column.profile.filled > 0, -column.index)


def _contradiction(column: Column) -> int:
    profile = column.profile
    if not profile.filled:
        return 60
    if column.field in DATE_FIELDS and profile.dates < _SOME / 3:
        return 30
    if column.field == "name" and (profile.is_counting or profile.numbers >= _HALF or profile.companies >= _MOSTLY):
        return 60
    if column.field == "investor" and profile.companies < _SOME / 3:
        return 40
    return 60 if column.field == "uscc" and profile.credit_codes < _SOME / 3 else 0


def _settle_whether(columns: list[Column]) -> list[Column]:
    """是否开工 and the like count only where no column of status or of ticks tells more."""
    if any(column.field in ("status", "reached") for column in columns):
        return [replace(column, field=None) if column.field == "whether" else column for column in columns]
    return [replace(column, field=None) if column.field == "whether" and not column.stage else column for column in columns]


def _by_content(columns: list[Column]) -> list[Column]:
    """Columns whose header says nothing (or is missing) and whose cells speak for themselves."""
    for field, fits in _SPEAKING:
        if any(column.field == field for column in columns):
            continue
        free = [column for column in columns if column.field is None and column.heading.weight == 0 and fits(column.profile)]
        if free:
            chosen = free[0]
            columns = [replace(column, field=field, how="fuzzy") if column is chosen else column for column in columns]
    return [replace(column, field=None, how="none") if column.field in (None, "plan", "event", "side_since_word") else column for column in columns]


_SPEAKING: Final[tuple[tuple[str, Callable[[Profile], bool]], ...]] = (
    ("uscc", lambda profile: profile.credit_codes >= _MOSTLY and profile.length >= 16),
    ("investor", lambda profile: profile.companies >= _MOSTLY and profile.distinct >= _HALF),
    ("name", lambda profile: profile.projects >= _MOSTLY and profile.distinct >= 0.8 and profile.length < 40),
    ("status", lambda profile: profile.stages >= _MOSTLY and profile.distinct < _HALF),
    ("side_status", lambda profile: profile.understood >= 0.9 and profile.statuses > 0 and profile.distinct < _HALF),
    ("total_investment", lambda profile: profile.sums >= _MOSTLY),
    ("unit", lambda profile: profile.organs >= 0.8 and profile.distinct < _HALF),
)


def _remembered(columns: list[Column], block: Block, context: ColumnContext) -> list[Column]:
    """What a person has said about this layout stands above all evidence."""
    known = context.remembered.get(fingerprint(block))
    if not known:
        return columns
    chosen = {column.index: known[key] for column in columns if (key := _key(column)) in known}
    taken = {field for field in chosen.values() if field}

    def settle(column: Column) -> Column:
        if column.index in chosen:
            return _with_field(column, chosen[column.index])
        return replace(column, field=None, how="none") if column.name in taken else column

    return [settle(column) for column in columns]


def _key(column: Column) -> str:
    return "/".join(tidy(part) for part in column.path)


def _with_field(column: Column, name: str) -> Column:
    """A remembered field, which may be capital:2023-05 or reached:ST60; "" means: leave it alone."""
    field, _, rest = name.partition(":")
    span = column.heading.time.span if column.heading.time else column.span
    return replace(column, field=field or None, how="remembered", span=span, stage=rest if field in ("reached", "whether") else column.stage)


def _with_units(columns: list[Column], cells: Mapping[int, Sequence[Cell]], context: ColumnContext) -> tuple[list[Column], list[str]]:
    remarks: list[str] = []
    done: list[Column] = []
    total = next((column for column in columns if column.field == "total_investment"), None)
    for column in columns:
        if column.field not in MONEY_FIELDS:
            done.append(column)
            continue
        unit = column.heading.unit or _said_unit(column, context)
        if unit is None:
            unit, remark = _inferred(column, cells[column.index])
            remarks.append(remark)
        elif column.field != "total_investment" and column.heading.unit is None and total and _is_out_of_scale(cells, column, total):
            unit = MoneyUnit(10**4)
            remarks.append(f"“{column.label}”没有写明单位，按数值判断为万元，请核对")
        done.append(replace(column, unit=unit))
    return [_dollars(column) for column in done], remarks


def _dollars(column: Column) -> Column:
    """A whole investment in dollars is told apart by its unit, also where its header does not say 外资."""
    if column.field == "total_investment_usd" and column.unit and column.unit.currency == "CNY":
        return replace(column, unit=MoneyUnit(column.unit.size, "USD"))
    return column


def _said_unit(column: Column, context: ColumnContext) -> MoneyUnit | None:
    around = context.surroundings
    if column.field == "total_investment_usd":
        return around.foreign or around.money
    hint = context.hints.capital if column.field not in ("total_investment", "fixed_investment") else context.hints.total
    return around.money or hint


def _numbers(every: Sequence[Cell]) -> list[float]:
    """The positive numbers of a spread sample, in order."""
    cells = every[:: max(1, len(every) // _SAMPLE)]
    return sorted(float(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell > 0) or sorted(
        float(text.replace(",", "")) for cell in cells if isinstance(cell, str) and re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text := compact(cell)) and float(text.replace(",", "")) > 0
    )


def _inferred(column: Column, cells: Sequence[Cell]) -> tuple[MoneyUnit, str]:
    """No unit anywhere: the size of the numbers is the last witness, and people are told."""
    numbers = _numbers(cells)
    middle = numbers[len(numbers) // 2] if numbers else 0.0
    is_arrival = column.field in ("capital", "capital_total", "capital_ytd", "amount")
    if middle >= 500_000:
        unit = MoneyUnit(1)
    elif middle >= (30 if is_arrival else 120):
        unit = MoneyUnit(10**4)
    else:
        unit = MoneyUnit(10**8) if numbers and not is_arrival else MoneyUnit(10**4)
    return unit, f"“{column.label}”没有写明金额单位，按数值大小判断为{unit.label}，请核对"


def _is_out_of_scale(cells: Mapping[int, Sequence[Cell]], column: Column, total: Column) -> bool:
    """Read in the table's unit the column would be many times the investments: it is kept in another unit."""
    mine, whole = _numbers(cells[column.index]), _numbers(cells[total.index])
    if not mine or not whole or (total.heading.unit is not None):
        return False
    return mine[len(mine) // 2] > _LARGE_RATIO * whole[len(whole) // 2]
