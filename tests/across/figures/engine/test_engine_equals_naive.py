"""Whatever happened, in whatever order it was recognised, shared and reversed: the engine says what plain Python says."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luodi.across.figures.engine.compute import Sheet, compute
from luodi.across.figures.engine.drill import NUMERATOR, drill
from luodi.across.figures.engine.ledger import load
from luodi.across.figures.engine.source import MartFrames
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.engine.timeline import SIDES, states
from luodi.across.figures.rules import CATALOGUE, Calibre, Formula, chosen
from luodi.across.figures.rules.duties import Duty
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import Event, EventFact, ShareRole, replay
from tests.across.figures.engine.naive import figures
from tests.across.figures.engine.naive_book import Asked, Target
from tests.across.figures.engine.synthetic import Ledger

MOMENTS = [datetime(2023, 7, 1, tzinfo=UTC), datetime(2023, 8, 1, tzinfo=UTC), datetime(2023, 9, 1, tzinfo=UTC)]
FIRST_DAY, LAST_DAY = date(2019, 6, 1), date(2023, 8, 31)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
LIKELY = [
    "SIGN",
    "SIGN",
    "SIGN",
    "LAND",
    "START",
    "START",
    "TALK",
    "FRAMEWORK",
    "TERMINATE",
    "RETURN",
    "HOLD",
    "SUSPEND",
    "REPLACE",
]
EVENTS = st.sampled_from(LIKELY + [event.value for event in Event if event is not Event.REVOKE])
AMOUNTS = st.one_of(st.none(), st.integers(1, 10**13), st.sampled_from([10**9, 10**10, 10**11, 10**12]))
SETS = [
    {1: 10_000},
    {2: 10_000},
    {2: 5_000, 3: 5_000},
    {2: 7_000, 4: 3_000},
    {3: 3_333, 4: 3_334, 5: 3_333},
    {5: 6_000},
]
PERIODS = [
    Span(date(2023, 1, 1), date(2023, 6, 30)),
    Span(date(2022, 1, 1), date(2022, 12, 31)),
    Span(date(2023, 3, 1), date(2023, 3, 31)),
    Span(date(2020, 1, 1), date(2023, 6, 30)),
    Span(date(2023, 2, 1), date(2023, 2, 28)),
]
WINDOWS = st.one_of(st.none(), st.tuples(DAYS, DAYS).map(lambda pair: Span(min(pair), max(pair))))


def often(times: int) -> settings:
    """Without shrinking: the ledgers are small already, and a failure must not hold the suite up for minutes."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=times, deadline=None, phases=phases, suppress_health_check=list(HealthCheck))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A tree of five units and up to four projects with all that can happen to them."""
    ledger = Ledger()
    root = ledger.unit()
    county = ledger.unit(root)
    for parent in (root, county, county):
        ledger.unit(parent)
    for _ in range(draw(st.integers(1, 4))):
        _project(draw, ledger)
    for _ in range(draw(st.integers(0, 3))):
        _planned(draw, ledger)
    for subject in range(draw(st.integers(0, 6))):
        _owed(draw, ledger, subject)
    for _ in range(draw(st.integers(0, 3))):
        investors = draw(st.lists(st.integers(1, 3), max_size=3, unique=True))
        ledger.trip(draw(st.integers(1, 5)), draw(DAYS), investors, is_led=draw(st.booleans()))
    return ledger


def _planned(draw: st.DrawFn, ledger: Ledger) -> None:
    """A planned project with versions, steps in any order of days, revocations, links and their endings."""
    projects = len({row["project_id"] for row in ledger.rows["projects"]})
    said = st.fixed_dictionaries(
        {
            "investment": AMOUNTS,
            "action": st.sampled_from(["", "EXTEND", "FILL", "BUILD"]),
            "is_resource": st.booleans(),
        }
    )
    number = 0
    for moment in sorted(draw(st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=2))):
        number = ledger.planned(draw(st.integers(1, 5)), number=number, known_at=moment, **draw(said))
    taken: list[int] = []
    for act in draw(
        st.lists(st.sampled_from(["ARGUE", "STORE", "STORE", "OFFER", "OFFER", "ATTRACT", "DROP"]), max_size=6)
    ):
        taken.append(ledger.planned_step(number, act, draw(DAYS), known_at=draw(st.sampled_from(MOMENTS))))
    for reverses in draw(st.sets(st.sampled_from(taken), max_size=2)) if taken else ():
        ledger.planned_step(number, "REVOKE", draw(DAYS), known_at=draw(st.sampled_from(MOMENTS)), reverses=reverses)
    made: list[int] = []
    for project in draw(st.lists(st.integers(1, projects), max_size=3)):
        made.append(ledger.planned_link(number, project, draw(DAYS), known_at=draw(st.sampled_from(MOMENTS))))
    for reverses in draw(st.sets(st.sampled_from(made), max_size=2)) if made else ():
        project = next(row["project_id"] for row in ledger.rows["planned_links"] if row["link_id"] == reverses)
        moment = draw(st.sampled_from(MOMENTS))
        ledger.planned_link(number, project, draw(DAYS), known_at=moment, reverses=reverses)


def _owed(draw: st.DrawFn, ledger: Ledger, subject: int) -> None:
    """Something owed by a unit or for a project, with what became known of it one after the other."""
    kind, of_project = draw(st.sampled_from(list(Duty))).value, draw(st.booleans())
    projects = len({row["project_id"] for row in ledger.rows["projects"]})
    for moment in sorted(draw(st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=3))):
        ledger.due(
            kind,
            subject,
            draw(DAYS),
            unit=None if of_project else draw(st.integers(1, 5)),
            project=draw(st.integers(1, projects)) if of_project else None,
            done_on=draw(st.one_of(st.none(), DAYS)),
            is_counted=draw(st.integers(0, 4)) > 0,
            points=draw(st.tuples(st.integers(0, 30_000), st.sampled_from([100, 200, 300])))
            if kind == "VISIT"
            else (1, 1),
            known_at=moment,
        )


def _project(draw: st.DrawFn, ledger: Ledger) -> None:
    attributes = st.fixed_dictionaries(
        {
            "unit_id": st.integers(1, 5),
            "chain_id": st.one_of(st.none(), st.integers(1, 2)),
            "sector": st.sampled_from(["", "C13", "B06", "D44", "F51"]),
            "is_foreign": st.booleans(),
            "has_honour": st.booleans(),
            "total_investment_fen": AMOUNTS,
            "parent_id": st.one_of(st.none(), st.just(1)),
            "scope": st.sampled_from(["", "", "", "scope.local"]),
            "negotiation_months": st.sampled_from([3, 6]),
        }
    )
    project = ledger.project(1, **draw(attributes))
    if draw(st.booleans()):
        old = ledger.rows["projects"][-1]
        old["valid_to"] = MOMENTS[1]
        ledger.rows["projects"].append(old | draw(attributes) | {"valid_from": MOMENTS[1], "valid_to": None})
    for revision in range(draw(st.integers(0, 3))):
        ledger.share(
            project,
            draw(st.sampled_from(SETS)),
            valid_from=draw(DAYS),
            revision=revision + 1,
            role=draw(st.sampled_from(["PROMOTE", "PROMOTE", "LAND"])),
            known_at=draw(st.sampled_from(MOMENTS)),
        )
    filed: list[int] = []
    for _ in range(draw(st.integers(0, 9))):
        reverses = draw(st.sampled_from(filed)) if filed and draw(st.integers(0, 3)) == 0 else None
        event = draw(st.sampled_from(["REVOKE", "RETURN"])) if reverses else draw(EVENTS)
        counterpart = draw(st.one_of(st.none(), st.integers(1, 4))) if event == "REPLACE" else None
        filed.append(
            ledger.event(
                project,
                event,
                draw(DAYS),
                amount=draw(AMOUNTS) if event in {"SIGN", "FRAMEWORK"} else None,
                known_at=draw(st.sampled_from(MOMENTS)),
                occasion=draw(st.one_of(st.none(), st.integers(1, 2))),
                reverses=reverses,
                counterpart=counterpart if counterpart != project else None,
            )
        )
    for _ in range(draw(st.integers(0, 4))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        ledger.capital(
            project,
            last,
            draw(st.integers(-(10**12), 10**12).filter(bool)),
            span=draw(st.sampled_from([None, None, (first, last), (date(1900, 1, 1), last)])),
            origin=draw(st.sampled_from(["FOREIGN", "OUT_PROVINCE", "OUT_CITY", "LOCAL"])),
            known_at=draw(st.sampled_from(MOMENTS)),
        )


def targets(period: Span) -> list[Target]:
    year = (date(period.end.year, 1, 1), date(period.end.year, 12, 31))
    return [
        Target(1, "S01", "市级", *year, Decimal("40"), "个"),
        Target(2, "S01", "市级", *year, Decimal("7.5"), "个"),
        Target(3, "S01", "市级", *year, Decimal(1), "个"),
        Target(1, "S02", "市级", *year, Decimal("120"), "亿元"),
        Target(1, "S02", "区级", *year, Decimal("1600000"), "万元"),
        Target(1, "S02", "区级", period.start, period.end, Decimal("3"), "亿元"),
        Target(2, "C01", "市级", *year, Decimal("30.25"), "亿元"),
    ]


def lines(found: list[Target]) -> tuple[TargetLine, ...]:
    return tuple(
        TargetLine(t.holder, t.indicator, t.issuer, "", "", Span(t.start, t.end), t.value, t.measure) for t in found
    )


def said(sheet: Sheet, unit: int) -> dict[str, list[Fraction | None]]:
    found: dict[str, list[Fraction | None]] = {}
    for value in sheet.values(unit):
        assert (value.value is None) == bool(value.why), value.code
        found.setdefault(value.code, []).append(value.exact)
    return found


def close(code: str, one: list[Fraction | None], other: list[Fraction | None]) -> bool:
    """Equal; the yearly growth, an irrational number, to 40 digits."""
    if code != "C09" or None in {*one, *other}:
        return one == other
    return all(abs((a or 0) - (b or 0)) < Fraction(1, 10**40) for a, b in zip(one, other, strict=True))


@often(60)
@given(
    ledger=ledgers(),
    period=st.sampled_from(PERIODS),
    calibre=st.sampled_from(list(Calibre)),
    known_at=st.sampled_from([None, *MOMENTS]),
    role=st.sampled_from([ShareRole.PROMOTE, ShareRole.PROMOTE, ShareRole.LAND]),
    window=WINDOWS,
    seen_on=st.one_of(st.none(), DAYS),
)
def test_every_figure_of_every_unit_equals_the_naive_recomputation(
    ledger: Ledger,
    period: Span,
    calibre: Calibre,
    known_at: datetime | None,
    role: ShareRole,
    window: Span | None,
    seen_on: date | None,
) -> None:
    wanted = targets(period)
    query = Query(period, CATALOGUE, calibre=calibre, window=window, role=role, targets=lines(wanted), seen_on=seen_on)

    (sheet,) = compute(ledger.mart(), [query], known_at=known_at)

    rows: dict[str, list[dict[str, Any]]] = {name: frame.rows(named=True) for name, frame in ledger.frames().items()}
    for unit in range(1, 6):
        asked = Asked(
            period.start,
            period.end,
            unit,
            calibre.value,
            known_at,
            role.value,
            (window.start, window.end) if window else None,
            wanted,
            seen_on,
        )
        expected = figures(rows, asked)
        answered = said(sheet, unit)
        assert answered.keys() == expected.keys()
        wrong = {
            code: (answered[code], expected[code].values)
            for code in expected
            if not close(code, answered[code], expected[code].values)
        }
        assert not wrong, (unit, wrong)


@often(40)
@given(ledger=ledgers(), period=st.sampled_from(PERIODS), known_at=st.sampled_from([None, *MOMENTS]))
def test_the_root_never_counts_more_than_there_are_and_parents_never_more_than_their_children_and_themselves(
    ledger: Ledger, period: Span, known_at: datetime | None
) -> None:
    query = Query(period, tuple(figure for figure in CATALOGUE if figure.code in {"S01", "P10", "P05.signed"}))

    (sheet,) = compute(ledger.mart(), [query], known_at=known_at)

    real = len({row["project_id"] for row in ledger.rows["projects"]})
    for place in range(3):
        number = [sheet.values(unit)[place].exact or Fraction(0) for unit in range(1, 6)]
        assert number[0] <= real
        assert number[1] >= max(number[3], number[4])
        assert number[0] >= max(number[1], number[2])


@often(40)
@given(ledger=ledgers(), day=DAYS)
def test_the_state_of_every_project_is_the_replay_of_its_log(ledger: Ledger, day: date) -> None:
    mart = ledger.mart()
    known = load(mart, cut_off=LAST_DAY, known_at=None, role=ShareRole.PROMOTE, origins=(), in_detail=True)

    found = {row["project_id"]: row for row in states(known, day).collect().rows(named=True)}

    sides = {number: side for side, number in SIDES.items()}
    logs: dict[int, list[EventFact]] = {}
    for row in ledger.rows["stage_events"]:
        fact = EventFact(row["event_id"], row["event"], row["occurred_on"], row["reverses_id"])
        logs.setdefault(row["project_id"], []).append(fact)
    for project, log in logs.items():
        expected = replay(log, day)
        state = found.get(project)
        if state is None or state["side"] is None:  # a replacing project holds its place before it has facts
            assert not [fact for fact in log if fact.occurred_on <= day] or not expected.days
            continue
        assert sides[state["side"]] == expected.side_status
        assert state["stage"] in {0, int(expected.stage.value[2:])}
        signed = expected.days.get("SIGN")
        assert state["sign_day"] == (None if signed is None else (signed - date(1970, 1, 1)).days)


@often(25)
@given(
    ledger=ledgers(),
    period=st.sampled_from(PERIODS),
    unit=st.integers(1, 5),
    known_at=st.sampled_from([None, *MOMENTS]),
    chosen=st.lists(st.sampled_from(CATALOGUE), min_size=4, max_size=4, unique=True),
)
def test_the_drill_down_of_every_figure_sums_to_it(
    ledger: Ledger, period: Span, unit: int, known_at: datetime | None, chosen: list[Any]
) -> None:
    for figure in chosen:
        query = Query(period, (figure,), targets=lines(targets(period)))

        found = drill(ledger.mart(), query, unit, known_at=known_at)

        value = found.values[0]
        if figure.formula in {Formula.MEDIAN}:
            continue
        if value.numerator is not None:
            assert_same(found.total(NUMERATOR), value.numerator)
        if figure.formula in {Formula.RATIO, Formula.DUTIES} and value.denominator is not None:
            assert_same(found.total("denominator"), value.denominator)
        if figure.formula not in {Formula.COMPLETION, Formula.GAP}:
            facts = {(row.kind, row.fact_id) for row in found.rows}
            assert value.facts == len(facts), figure.code


def assert_same(total: Fraction, text: str) -> None:
    assert abs(total - Fraction(text)) < Fraction(1, 10**11)


@often(3)
@given(ledger=ledgers(), period=st.sampled_from(PERIODS))
def test_each_table_is_scanned_once_however_many_questions_are_asked(ledger: Ledger, period: Span) -> None:
    mart = MartFrames(ledger.frames())

    compute(mart, [Query(one, CATALOGUE, calibre=calibre) for one in (*PERIODS, period) for calibre in Calibre])

    assert set(mart.scans.values()) == {1}
    assert mart.scans.keys() == set(ledger.frames()) - {"targets", "locks"}


def test_a_total_beyond_sixty_four_bits_is_exact() -> None:
    ledger = Ledger()
    root = ledger.unit()
    left, right = ledger.unit(root), ledger.unit(root)
    for _ in range(3):
        project = ledger.signed(root, "2023-02-01", amount=2 * 10**18 + 1)
        ledger.share(project, {left: 3_333, right: 6_667})
    query = Query(PERIODS[0], tuple(figure for figure in CATALOGUE if figure.code == "S02"))

    (sheet,) = compute(ledger.mart(), [query])

    assert sheet.values(left)[0].exact == Fraction(3 * (2 * 10**18 + 1) * 3_333, 10_000 * 10**10)
    assert sheet.values(root)[0].exact == Fraction(3 * (2 * 10**18 + 1), 10**10)


def test_a_foreign_mart_without_our_own_columns_is_read(tmp_path: Any) -> None:
    ledger = Ledger()
    ledger.signed(ledger.unit(), "2023-02-01")
    frames = ledger.frames()
    frames["projects"] = frames["projects"].drop("negotiation_months")

    (sheet,) = compute(MartFrames(frames), [Query(PERIODS[0], CATALOGUE[:1])])

    assert sheet.values(1)[0].value == "1"


def test_an_empty_mart_gives_zeros_and_reasons() -> None:
    frames: dict[str, pl.DataFrame] = {}

    (sheet,) = compute(MartFrames(frames), [Query(PERIODS[0], CATALOGUE)])

    values = {value.code: value for value in sheet.values(1)}
    assert values["S01"].value == "0"
    assert values["P03"].value is None
    assert values["P03"].why == "窗口内没有签约项目，分母为0"


@often(25)
@given(ledger=ledgers(), period=st.sampled_from(PERIODS), known_at=st.sampled_from([None, *MOMENTS]))
def test_the_chains_and_what_has_none_make_up_the_whole(
    ledger: Ledger, period: Span, known_at: datetime | None
) -> None:
    figures_asked = chosen(["S01", "S03.n", "P10", "C01", "P05.signed"])
    query = Query(period, figures_asked)

    (whole,) = compute(ledger.mart(), [query], known_at=known_at, nodes={2})
    (parts,) = compute(ledger.mart(), [query], known_at=known_at, nodes={2}, by="chain")

    for place, value in enumerate(whole.values(2)):
        by_chain = [parts.values(2, group)[place].exact or Fraction(0) for group in parts.groups]
        assert sum(by_chain, Fraction(0)) == value.exact


@often(25)
@given(ledger=ledgers(), period=st.sampled_from(PERIODS), unit=st.integers(1, 5))
def test_asking_for_one_unit_gives_what_asking_for_all_gives(ledger: Ledger, period: Span, unit: int) -> None:
    query = Query(period, CATALOGUE, targets=lines(targets(period)))

    (every,) = compute(ledger.mart(), [query])
    (one,) = compute(ledger.mart(), [query], nodes={unit})

    assert one.values(unit) == every.values(unit)


@often(6)
@given(ledger=ledgers(), known_at=st.sampled_from([None, *MOMENTS]))
def test_several_periods_at_once_give_what_each_gives_alone(ledger: Ledger, known_at: datetime | None) -> None:
    queries = [Query(period, CATALOGUE) for period in PERIODS[:3]]

    together = compute(ledger.mart(), queries, known_at=known_at)

    for query, sheet in zip(queries, together, strict=True):
        (alone,) = compute(ledger.mart(), [query], known_at=known_at)
        assert alone.values(1) == sheet.values(1)


def test_figures_about_trips_alone_need_no_projects() -> None:
    ledger = Ledger()
    ledger.trip(ledger.unit(), "2023-02-01")

    (sheet,) = compute(ledger.mart(), [Query(PERIODS[0], chosen(["A01"]))])

    assert sheet.values(1)[0].value == "1"


def test_the_day_before_the_window_is_out_and_its_first_day_in() -> None:
    ledger = Ledger()
    root = ledger.unit()
    ledger.signed(root, date(2020, 7, 1) - timedelta(days=1))
    ledger.signed(root, "2020-07-01")

    (sheet,) = compute(ledger.mart(), [Query(PERIODS[0], tuple(f for f in CATALOGUE if f.code == "P03"))])

    assert sheet.values(root)[0].denominator == "1"
