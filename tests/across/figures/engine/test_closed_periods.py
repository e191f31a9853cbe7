"""Closed periods in the engine: they are answered as known then, and what is learnt later appears in the open period."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.across.figures.engine.compute import Sheet, compute
from luodi.across.figures.engine.drill import LATE, NUMERATOR, TAKEN_BACK, drill
from luodi.across.figures.engine.source import MartFrames
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.rules import CATALOGUE, Formula, chosen
from luodi.across.figures.rules.knowledge import Knowledge, Lock
from luodi.base.core.periods import Span, month_end
from tests.across.figures.engine.naive_book import Asked, Book, Sums
from tests.across.figures.engine.synthetic import WAN, YI, Ledger
from tests.across.figures.engine.test_engine_equals_naive import ledgers, often

JULY = Span(date(2023, 7, 1), date(2023, 7, 31))
JUNE = Span(date(2023, 6, 1), date(2023, 6, 30))
HALF = Span(date(2023, 1, 1), date(2023, 6, 30))
TO_JULY = Span(date(2023, 1, 1), date(2023, 7, 31))
CLOSED_AT = datetime(2023, 7, 5, tzinfo=UTC)
EARLY, LATER = datetime(2023, 7, 1, tzinfo=UTC), datetime(2023, 7, 20, tzinfo=UTC)
CLOSED_JUNE = Knowledge((Lock(JUNE.end, CLOSED_AT),))
MONTHS = [Span(date(2023, month, 1), month_end(date(2023, month, 1))) for month in range(1, 9)]
CLOSES = [datetime(2023, 6, 5, tzinfo=UTC) + timedelta(days=day) for day in (0, 27, 40, 57, 58, 70, 90)]
ADDING = chosen(["S01", "S02", "S03.n", "S04", "P01", "P14.n", "C01", "C03", "F08", "T04.v", "A01", "C04.v"])


def answer(ledger: Ledger, code: str, span: Span, knowledge: Knowledge, unit: int = 1) -> Any:
    (sheet,) = compute(ledger.mart(), [Query(span, chosen([code]), knowledge=knowledge)])
    return sheet.values(unit)[0]


def texts(ledger: Ledger, code: str, knowledge: Knowledge, *spans: Span, unit: int = 1) -> list[str | None]:
    return [answer(ledger, code, span, knowledge, unit).value for span in spans]


def test_what_is_recognised_after_the_close_is_counted_in_the_open_month() -> None:
    ledger = Ledger()
    root = ledger.unit()
    for known_at in (EARLY, LATER):
        project = ledger.project(root)
        ledger.event(project, "SIGN", "2023-06-10", amount=3 * YI, known_at=known_at)
        ledger.capital(project, "2023-06-20", 1500 * WAN, known_at=known_at)

    assert texts(ledger, "S01", CLOSED_JUNE, JUNE, JULY, HALF, TO_JULY) == ["1", "1", "1", "2"]
    assert texts(ledger, "S02", CLOSED_JUNE, JUNE, JULY, HALF, TO_JULY) == ["3.00", "3.00", "3.00", "6.00"]
    assert texts(ledger, "C01", CLOSED_JUNE, JUNE, JULY, HALF, TO_JULY) == ["0.15", "0.15", "0.15", "0.30"]
    assert texts(ledger, "S01", Knowledge(), JUNE, JULY) == ["2", "0"]


def test_the_part_that_corrects_is_told_apart_and_is_absent_where_nothing_is_closed() -> None:
    ledger = Ledger()
    root = ledger.unit()
    ledger.event(ledger.project(root), "SIGN", "2023-06-10", amount=YI, known_at=LATER)
    ledger.event(ledger.project(root), "SIGN", "2023-07-10", amount=2 * YI, known_at=LATER)

    july = answer(ledger, "S02", JULY, CLOSED_JUNE).to_json()

    assert (july["value"], july["corrections"], july["facts"]) == ("3.00", "1", 1)
    assert "corrections" not in answer(ledger, "S02", JULY, Knowledge()).to_json()
    assert "corrections" not in answer(ledger, "S02", JUNE, CLOSED_JUNE).to_json()
    assert "corrections" not in answer(ledger, "P03", JULY, CLOSED_JUNE).to_json()


def test_a_revocation_after_the_close_is_negative_in_the_open_month() -> None:
    ledger = Ledger()
    root = ledger.unit()
    project = ledger.project(root)
    signed = ledger.event(project, "SIGN", "2023-06-10", amount=3 * YI, known_at=EARLY)
    ledger.event(project, "REVOKE", "2023-06-10", known_at=LATER, reverses=signed)

    assert texts(ledger, "S01", CLOSED_JUNE, JUNE, JULY, TO_JULY) == ["1", "-1", "0"]
    assert texts(ledger, "S02", CLOSED_JUNE, JUNE, JULY, TO_JULY) == ["3.00", "-3.00", "0.00"]


def test_a_change_of_shares_moves_the_difference_between_the_units() -> None:
    ledger = Ledger()
    root = ledger.unit()
    left, right = ledger.unit(root), ledger.unit(root)
    project = ledger.project(left)
    ledger.event(project, "SIGN", "2023-06-10", amount=4 * YI, known_at=EARLY)
    ledger.share(project, {left: 5_000, right: 5_000}, known_at=LATER)

    for unit, said in ((left, ["1", "-0.5", "0.5"]), (right, ["0", "0.5", "0.5"]), (root, ["1", "0", "1"])):
        assert texts(ledger, "S01", CLOSED_JUNE, JUNE, JULY, TO_JULY, unit=unit) == said


def test_year_to_date_begins_with_what_was_learnt_of_the_closed_year_before() -> None:
    ledger = Ledger()
    project = ledger.project(ledger.unit())
    ledger.event(project, "SIGN", "2022-12-20", amount=YI, known_at=LATER)
    year_closed = Knowledge((Lock(date(2022, 12, 31), datetime(2023, 1, 15, tzinfo=UTC)),))

    assert texts(ledger, "S01", year_closed, Span(date(2022, 1, 1), date(2022, 12, 31)), HALF, JUNE) == ["0", "1", "0"]


def test_growth_compares_with_what_was_published_last_year() -> None:
    ledger = Ledger()
    root = ledger.unit()
    for known_at in (datetime(2022, 7, 1, tzinfo=UTC), LATER):
        ledger.event(ledger.project(root), "SIGN", "2022-06-10", amount=YI, known_at=known_at)
    for _ in range(3):
        ledger.event(ledger.project(root), "SIGN", "2023-06-10", amount=YI, known_at=EARLY)
    last_june = Knowledge((Lock(date(2022, 6, 30), datetime(2022, 7, 5, tzinfo=UTC)),))

    found = answer(ledger, "S09.n", JUNE, last_june)

    assert (found.value, found.numerator, found.denominator) == ("200.0", "3", "1")
    assert answer(ledger, "S09.n", JUNE, Knowledge()).value == "50.0"


def test_completion_of_a_target_counts_from_its_beginning_with_corrections() -> None:
    ledger = Ledger()
    ledger.event(ledger.project(ledger.unit()), "SIGN", "2022-12-20", amount=YI, known_at=LATER)
    line = TargetLine(1, "S01", "市级", "", "2023", Span(date(2023, 1, 1), date(2023, 12, 31)), Decimal(4), "个")
    locks = Knowledge((Lock(date(2022, 12, 31), datetime(2023, 1, 15, tzinfo=UTC)),))

    (sheet,) = compute(ledger.mart(), [Query(JUNE, chosen(["S06.n"]), targets=(line,), knowledge=locks)])

    assert (sheet.values(1)[0].value, sheet.values(1)[0].corrections) == ("25.0", "1")


def test_cohort_rates_and_states_of_a_closed_day_stay_and_are_not_corrected_later() -> None:
    ledger = Ledger()
    root = ledger.unit()
    for known_at in (EARLY, LATER):
        project = ledger.project(root)
        ledger.event(project, "SIGN", "2023-06-10", known_at=EARLY)
        ledger.event(project, "START", "2023-06-20", known_at=known_at)

    assert texts(ledger, "P03", CLOSED_JUNE, JUNE, JULY) == ["50.0", "100.0"]
    assert texts(ledger, "P10", CLOSED_JUNE, JUNE, JULY) == ["1", "0"]


def test_a_merged_unit_counts_for_its_successor_from_that_day_also_in_last_year_s_value() -> None:
    ledger = Ledger()
    root = ledger.unit()
    old, new = ledger.unit(root), ledger.unit(root)
    ledger.rows["units"][1] |= {"valid_to": date(2023, 6, 15), "merged_into": new, "merged_at": EARLY}
    for year in ("2022", "2023"):
        ledger.signed(old, f"{year}-05-10")
    ledger.signed(new, "2023-06-20")

    assert texts(ledger, "S01", Knowledge(), Span(date(2023, 5, 1), date(2023, 5, 31)), HALF, unit=new) == ["0", "2"]
    assert answer(ledger, "S09.n", HALF, Knowledge(), new).denominator == "1"
    early = Knowledge((Lock(date(2023, 6, 30), datetime(2023, 6, 30, tzinfo=UTC)),))
    assert texts(ledger, "S01", early, HALF, unit=new) == ["1"]


def test_the_drill_down_marks_what_corrects_and_keeps_the_original_day() -> None:
    ledger = Ledger()
    root = ledger.unit()
    late, gone = ledger.project(root), ledger.project(root)
    ledger.event(late, "SIGN", "2023-06-10", amount=3 * YI, known_at=LATER)
    signed = ledger.event(gone, "SIGN", "2023-06-12", amount=YI, known_at=EARLY)
    ledger.event(gone, "REVOKE", "2023-07-02", known_at=LATER, reverses=signed)

    found = drill(ledger.mart(), Query(JULY, chosen(["S02"]), knowledge=CLOSED_JUNE), 1)

    assert [(row.code, row.day, row.contribution, row.mark) for row in found.rows] == [
        ("P0001", date(2023, 6, 10), Fraction(3), LATE),
        ("P0002", date(2023, 6, 12), Fraction(-1), TAKEN_BACK),
    ]
    assert found.values[0].value == "2.00"


@pytest.mark.parametrize("code", ["P19", "P21", "P22.median", "A02.c", "P03", "C05", "P10"])
def test_what_does_not_add_up_over_time_takes_no_corrections(code: str) -> None:
    assert not chosen([code])[0].takes_corrections


def test_a_closed_month_inside_a_closed_quarter_is_answered_as_known_at_its_own_close() -> None:
    first, second = datetime(2023, 5, 5, tzinfo=UTC), datetime(2023, 7, 14, tzinfo=UTC)
    known = Knowledge.of([Lock(date(2023, 6, 30), second), Lock(date(2023, 4, 30), first)])

    assert [known.at(date(2023, 4, 10)), known.at(date(2023, 5, 31)), known.at(date(2023, 7, 1))] == [
        first,
        second,
        None,
    ]


closes = st.lists(st.sampled_from(CLOSES), min_size=1, max_size=7).map(sorted)


def locks(moments: list[datetime]) -> Knowledge:
    """December and the first months of the year, closed one after the other; as many months can be published."""
    ends = [date(2022, 12, 31), *(month.end for month in MONTHS)]
    return Knowledge.of(Lock(end, moment) for end, moment in zip(ends, moments, strict=False))


def sheets(ledger: Ledger, spans: list[Span], knowledge: Knowledge) -> list[Sheet]:
    mart = ledger.mart()
    return [compute(mart, [Query(span, ADDING, knowledge=knowledge)])[0] for span in spans]


def total(sheet: Sheet, place: int, unit: int) -> Fraction:
    figure = ADDING[place]
    if figure.formula is Formula.TRIPS:
        return sheet.values(unit)[place].exact or Fraction(0)
    return sheet.evaluator.total(figure, unit).value


@often(15)
@given(ledger=ledgers(), moments=closes)
def test_the_published_months_add_up_to_the_published_year_to_date(ledger: Ledger, moments: list[datetime]) -> None:
    for row in ledger.rows["capital"]:
        row["span_from"] = row["span_to"] = row["arrived_on"]
    known = locks(moments)
    published = MONTHS[: len(moments)]
    months = sheets(ledger, published, known)
    cumulative = sheets(ledger, [Span(date(2023, 1, 1), month.end) for month in published], known)

    for place, figure in enumerate(ADDING):
        for unit in range(1, 6):
            if figure.code == "C04.v":
                continue
            added = Fraction(0)
            for month, to_date in zip(months, cumulative, strict=True):
                added += total(month, place, unit)
                assert added == total(to_date, place, unit), (figure.code, unit)


@often(8)
@given(before=ledgers(), after=ledgers(), moments=closes)
def test_closed_values_never_change_whatever_is_appended(
    before: Ledger, after: Ledger, moments: list[datetime]
) -> None:
    known = locks(moments)
    closed = [month for month in MONTHS if known.at(month.end) is not None]
    if not closed:
        return
    last = max(lock.known_at for lock in known.locks)
    grown = Ledger({table: list(rows) for table, rows in before.rows.items()})
    for table in ("stage_events", "capital", "shares", "trips"):
        grown.rows[table] += [later(row, last + timedelta(seconds=1)) for row in after.rows[table]]

    for span in closed:
        query = Query(span, CATALOGUE, knowledge=known)
        (then,), (now,) = compute(before.mart(), [query]), compute(grown.mart(), [query])
        for unit in range(1, 6):
            assert then.values(unit) == now.values(unit)


def later(row: dict[str, Any], known_at: datetime) -> dict[str, Any]:
    """The same fact as one that comes in afterwards, with numbers that nobody has."""
    moved = {key: row[key] + 1000 for key in ("event_id", "record_id", "trip_id", "reverses_id") if row.get(key)}
    moved |= {"revision": row["revision"] + 10} if "revision" in row else {}
    return row | moved | {"known_at": known_at}


def naive(rows: dict[str, list[Any]], code: str, span: Span, known: Knowledge, unit: int) -> Fraction:
    """A published flow, written down once more from the definition."""

    def flow(start: date, end: date, seen_from: date) -> Fraction:
        moment = known.at(seen_from)
        sums = Sums(Book(rows, Asked(start, end, unit, known_at=moment)), unit, seen_from)
        if code == "C01":
            return sums.capital(start, end)
        event = "SIGN" if code == "S01" else "START"

        def happened(state: Any) -> bool:
            day = state.on(event)
            return day is not None and start <= day <= end

        return sums.count(happened, lambda state: state.on(event) or end)

    own = flow(span.start, span.end, span.end)
    eve = span.start - timedelta(days=1)
    if not any(lock.end == eve for lock in known.locks):
        return own
    return own + flow(date(1, 1, 1), eve, span.end) - flow(date(1, 1, 1), eve, eve)


@often(12)
@given(ledger=ledgers(), moments=closes, code=st.sampled_from(["S01", "P01", "C01"]), month=st.integers(0, 7))
def test_a_published_month_equals_the_naive_recomputation_and_its_drill_down(
    ledger: Ledger, moments: list[datetime], code: str, month: int
) -> None:
    known = locks(moments)
    rows: dict[str, list[Any]] = {name: frame.rows(named=True) for name, frame in ledger.frames().items()}
    query = Query(MONTHS[month], chosen([code]), knowledge=known)

    (sheet,) = compute(ledger.mart(), [query])

    for unit in range(1, 6):
        expected = naive(rows, code, MONTHS[month], known, unit)
        assert sheet.values(unit)[0].exact == expected
        assert drill(ledger.mart(), query, unit).total(NUMERATOR) == expected


@often(3)
@given(ledger=ledgers())
def test_each_table_is_scanned_once_for_each_moment_and_the_tree_once(ledger: Ledger) -> None:
    mart = MartFrames(ledger.frames())

    compute(mart, [Query(JULY, CATALOGUE, knowledge=CLOSED_JUNE)])

    assert mart.scans["units"] == 1
    assert {mart.scans[table] for table in ("stage_events", "capital", "projects", "shares")} == {2}
