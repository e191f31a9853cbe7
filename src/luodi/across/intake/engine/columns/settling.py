"""Claims settled step by step: bare event words, sums and dates of arrivals, rival columns, columns whose header says nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from luodi.across.intake.engine.columns.column import DATE_FIELDS, Column
from luodi.across.intake.engine.profiles import Profile
from luodi.across.intake.rules.statuses import EVENT_STAGES, SIDE_STAGES

_DATE_OF_STAGE: Final = {stage: field for field, stage in EVENT_STAGES.items()}
_MOSTLY, _HALF, _SOME = 0.7, 0.5, 0.3
_PLAINLY: Final = 90
_PLAIN_ROLES: Final = 0.9
_CONTRACT_WORDS: Final = ("合同", "协议", "签约")
_WHOLE_WORDS: Final = ("总投资", "投资总额", "总概算")


def settle(columns: list[Column]) -> list[Column]:
    """The columns with their fields settled: every field at one column at most."""
    for step in (
        _settle_roles,
        _settle_money_units,
        _settle_events,
        _settle_arrivals,
        _settle_agreements,
        _settle_codes,
        _settle_statuses,
        _settle_sides,
        _settle_parties,
        _settle_contract,
        _settle_rivals,
        _settle_whether,
        _by_content,
    ):
        columns = step(columns)
    return columns


def _settle_roles(columns: list[Column]) -> list[Column]:
    """A column of nothing but 计划 and 实际 says of every row which of the two it tells."""
    return [
        replace(column, field="row_role", how="fuzzy" if column.how == "none" else column.how)
        if column.profile.roles >= _PLAIN_ROLES
        and column.field not in DATE_FIELDS
        and column.heading.field not in ("event", "whether")
        else column
        for column in columns
    ]


def _settle_money_units(columns: list[Column]) -> list[Column]:
    """A column of nothing but 万元, 亿元, 美元 says in what the sum beside it is meant, row by row."""
    return [
        replace(column, field="money_unit", how="fuzzy" if column.how == "none" else column.how)
        if column.profile.money_units >= _MOSTLY and column.field in (None, "unit", "kind", "measure")
        else column
        for column in columns
    ]


def _settle_events(columns: list[Column]) -> list[Column]:
    """签约 alone: √ make it a stage reached, dates make it that event's date, words make it a status."""

    def settle(column: Column) -> Column:
        if column.heading.field != "event":
            return replace(column, stage=column.heading.stage) if column.field == "whether" else column
        if column.profile.dates >= _SOME and column.heading.stage in _DATE_OF_STAGE:
            return replace(column, field=_DATE_OF_STAGE[column.heading.stage])
        if column.profile.dates >= _SOME and column.heading.stage in SIDE_STAGES:
            return replace(column, field="side_since")
        if column.profile.ticks >= _MOSTLY or (not column.profile.filled and _has_ticked_neighbour(columns, column)):
            return replace(column, field="reached", stage=column.heading.stage)
        return replace(column, field="status" if column.profile.statuses >= _HALF else None)

    return [settle(column) for column in columns]


def _has_ticked_neighbour(columns: Sequence[Column], column: Column) -> bool:
    return any(
        other.heading.field == "event" and other.profile.ticks >= _MOSTLY and other.path[:-1] == column.path[:-1]
        for other in columns
    )


def _settle_arrivals(columns: list[Column]) -> list[Column]:
    """With a date of arrival the sum beside it is one arrival; without, a bare 金额 is the investment or the total arrived."""
    has_date = any(column.field == "arrived_on" and _dates_arrivals(column) for column in columns)
    has_span = any(column.field == "capital" for column in columns)
    sums = [
        column
        for column in columns
        if column.field in ("amount", "capital_total", "capital_ytd") and not column.heading.is_part
    ]
    best = max(sums, key=lambda column: (column.field == "amount", column.heading.weight), default=None)

    def settle(column: Column) -> Column:
        if column.field == "arrived_on" and (not has_date or (best is None and not has_span)):
            return replace(column, field=None)
        if column.field == "amount" and not has_date:
            return replace(
                column, field="capital_total" if "到" in column.label or "实" in column.label else "total_investment"
            )
        if has_date and best is not None and column.index == best.index:
            return replace(column, field="amount")
        if column.heading.is_part and _has_main(columns, column):
            return replace(column, field=None)
        if column.heading.is_part:
            return replace(column, span=column.heading.time.span if column.heading.time else None)
        return replace(column, span=column.heading.time.span) if column.heading.time else column

    return [settle(column) for column in columns]


def _dates_arrivals(column: Column) -> bool:
    """Its cells are days, or its header says so plainly (in leftovers the days may all be wrong)."""
    return column.profile.dates >= _SOME or (column.heading.weight >= _PLAINLY and column.profile.numbers < _HALF)


def _has_main(columns: Sequence[Column], part: Column) -> bool:
    """Is there a column of all arrivals beside this share of them?"""
    is_of_sums = part.field != "capital"
    return any(
        not other.heading.is_part
        and (other.field in ("capital_total", "capital_ytd", "amount") or (other.field == "capital") is not is_of_sums)
        for other in columns
        if other.field in ("capital", "capital_total", "capital_ytd", "amount")
    )


def _settle_agreements(columns: list[Column]) -> list[Column]:
    """Where only framework agreements are dated, that date stands where the signing would; rows decide what it was."""
    if any(column.field == "signed_on" for column in columns):
        return columns
    return [
        replace(column, field="signed_on", is_framework=True) if column.field == "agreement_on" else column
        for column in columns
    ]


def _settle_codes(columns: list[Column]) -> list[Column]:
    """编号 is a running number or a code: the cells tell."""

    def settle(column: Column) -> Column:
        if (
            column.field == "serial"
            and "编号" in column.label
            and column.profile.filled
            and not column.profile.is_counting
            and column.profile.codes >= _HALF
        ):
            return replace(column, field="code")
        if column.field == "code" and column.profile.is_counting:
            return replace(column, field="serial")
        return column

    return [settle(column) for column in columns]


def _settle_statuses(columns: list[Column]) -> list[Column]:
    """Of several columns about progress the one whose cells are understood best is the status; one of side words goes beside it."""
    columns = [
        replace(column, field=None) if column.field == "status" and column.profile.numbers >= _HALF else column
        for column in columns
    ]
    candidates = [column for column in columns if column.field in ("status", "side_status")]
    if not candidates:
        return [
            replace(column, field="status") if column.field == "kind" and column.profile.stages >= _MOSTLY else column
            for column in columns
        ]
    best = max(candidates, key=_status_claim)
    side = max(
        (
            column
            for column in candidates
            if column is not best and column.profile.statuses >= _SOME and column.profile.stages < _HALF
        ),
        key=_status_claim,
        default=None,
    )

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


def _settle_contract(columns: list[Column]) -> list[Column]:
    """总投资 and 合同额 side by side are two amounts: the investment is the project's, the contract's is what was signed."""
    sums = [column for column in columns if column.field == "total_investment"]
    signed = [column for column in sums if _is_of_contract(column)]
    whole = [column for column in sums if column not in signed and "投资" in _words(column) and column.profile.filled]
    if not signed or not whole:
        return columns
    chosen = max(signed, key=_claim)
    return [replace(column, field="contract_amount") if column is chosen else column for column in columns]


def _is_of_contract(column: Column) -> bool:
    words = _words(column)
    return any(word in words for word in _CONTRACT_WORDS) and not any(word in words for word in _WHOLE_WORDS)


def _words(column: Column) -> str:
    return "".join(column.path)


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
    kept = {column.index for column in winners.values() if not _is_refuted(column)}
    return [column if column.index in kept else replace(column, field=None) for column in columns]


def _is_refuted(column: Column) -> bool:
    """A name or a company is never a number, whatever the header says."""
    return column.field in ("name", "investor") and column.profile.numbers >= _HALF


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
    return [
        replace(column, field=None) if column.field == "whether" and not column.stage else column for column in columns
    ]


def _by_content(columns: list[Column]) -> list[Column]:
    """Columns whose header says nothing (or is missing) and whose cells speak for themselves."""
    for field, fits in _SPEAKING:
        if any(column.field == field for column in columns):
            continue
        free = [
            column for column in columns if column.field is None and column.heading.weight == 0 and fits(column.profile)
        ]
        if free:
            chosen = free[0]
            columns = [replace(column, field=field, how="fuzzy") if column is chosen else column for column in columns]
    return [
        replace(column, field=None, how="none")
        if column.field in (None, "plan", "event", "side_since_word")
        else column
        for column in columns
    ]


_SPEAKING: Final[tuple[tuple[str, Callable[[Profile], bool]], ...]] = (
    ("uscc", lambda profile: profile.credit_codes >= _MOSTLY and profile.length >= 16),
    ("investor", lambda profile: profile.companies >= _MOSTLY and profile.distinct >= _HALF),
    ("name", lambda profile: profile.projects >= _MOSTLY and profile.distinct >= 0.8 and profile.length < 40),
    ("status", lambda profile: profile.stages >= 0.6 and profile.understood >= 0.8 and profile.length <= 10),
    ("side_status", lambda profile: profile.understood >= 0.9 and profile.statuses > 0 and profile.distinct < _HALF),
    ("total_investment", lambda profile: profile.sums >= _MOSTLY),
    ("unit", lambda profile: profile.organs >= 0.8 and profile.distinct < _HALF),
)
