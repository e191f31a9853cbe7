"""Every figure once more, slowly and plainly, straight from the rows of facts. It shares no code with the engine.

Written after domain/04 §4.4, domain/05 and contract.md; fractions only. `figures(...)` gives for each code its values
(several for figures that have one per target), numerator and denominator.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from tests.across.figures.engine.naive_book import (
    YI,
    Answer,
    Asked,
    Book,
    Row,
    State,
    Sums,
    Target,
    is_month_end,
    month_end,
    months_later,
)

ENDED = {"TERMINATED", "REPLACED"}
THRESHOLDS = {
    "S04": 10**10,
    "S04.1000": 10**9,
    "S04.5000": 5 * 10**9,
    "S04.50000": 5 * 10**10,
    "S04.500000": 5 * 10**11,
    "S04.1000000": 10**12,
    "S05": 10**11,
}


def between(day: date | None, start: date, end: date) -> bool:
    return day is not None and start <= day <= end


def contract(state: State) -> Any:
    return state.first["SIGN"]["amount_fen"] if "SIGN" in state.first else None


def framework(state: State) -> Any:
    return state.first["FRAMEWORK"]["amount_fen"] if "FRAMEWORK" in state.first else None


def ratio(top: Fraction, bottom: Fraction, factor: int = 100) -> Answer:
    return Answer([None if not bottom else top * factor / bottom], top, bottom)


def figures(rows: dict[str, list[Row]], asked: Asked) -> dict[str, Answer]:
    """All figures of the catalogue."""
    book = Book(rows, asked)
    return (
        signing(book, asked)
        | progress(book, asked)
        | capital_family(book, asked)
        | others(book, asked)
        | owed(book, asked)
        | planning(book, asked)
    )


def signed_count(book: Book, unit: int, start: date, end: date) -> Fraction:
    return Sums(book, unit, end).count(lambda s: between(s.on("SIGN"), start, end), lambda s: s.on("SIGN") or end)


def placed_count(book: Book, unit: int, start: date, end: date) -> Fraction:
    """By places in a task: replaced projects out, replacing ones on the day of what they replace."""
    return Sums(book, unit, end).count(lambda s: between(s.task_on, start, end), lambda s: s.task_on or end)


def placed_amount(book: Book, unit: int, start: date, end: date) -> Fraction:
    return Sums(book, unit, end).total(
        lambda s: Fraction(contract(s) or 0, YI),
        lambda s: between(s.task_on, start, end),
        lambda s: s.task_on or end,
    )


def signed_amount(book: Book, unit: int, start: date, end: date) -> Fraction:
    return Sums(book, unit, end).total(
        lambda s: Fraction(contract(s) or 0, YI),
        lambda s: between(s.on("SIGN"), start, end),
        lambda s: s.on("SIGN") or end,
    )


def last_year(start: date, end: date) -> tuple[date, date]:
    last = months_later(end, -12)
    if is_month_end(end) and start != end:
        last = month_end(last)
    return months_later(start, -12), last


def growth(now: Fraction, before: Fraction) -> Answer:
    return Answer([None if before <= 0 else (now - before) * 100 / before], now, before)


def in_force(asked: Asked, unit: int, indicators: tuple[str, ...], *, money: bool) -> list[Target]:
    found: dict[tuple[str, str], Target] = {}
    for target in asked.targets:
        fits = target.start <= asked.start and asked.end <= target.end
        if target.holder != unit or target.indicator not in indicators or not fits:
            continue
        if (target.measure in {"亿元", "万元", "元"}) != money:
            continue
        key = (target.issuer, target.indicator)
        if key not in found or target.end - target.start < found[key].end - found[key].start:
            found[key] = target
    return list(found.values())


def goal(target: Target) -> Fraction:
    return Fraction(target.value) / {"万元": 10_000, "元": 10**8}.get(target.measure, 1)


def signing(book: Book, asked: Asked) -> dict[str, Answer]:
    start, end, unit = asked.start, asked.end, asked.unit
    sums = Sums(book, unit, end)

    def signed(state: State) -> bool:
        return between(state.on("SIGN"), start, end)

    def signed_on(state: State) -> date:
        return state.on("SIGN") or end

    def framed(state: State) -> bool:
        return between(state.on("FRAMEWORK"), start, end) and "SIGN" not in state.first

    def framed_on(state: State) -> date:
        return state.on("FRAMEWORK") or end

    def child(state: State) -> bool:
        return signed(state) and state.row.get("parent_id") is not None

    def worth(state: State) -> Fraction:
        return Fraction(contract(state) or 0, YI)

    number, amount = sums.count(signed, signed_on), sums.total(worth, signed, signed_on)
    blank = sums.unknown_only(contract, signed, signed_on)
    out = {
        "S01": Answer([number]),
        "S02": Answer([None if blank else amount]),
        "S03.n": Answer([sums.count(framed, framed_on)]),
        "S07": ratio(amount, number, 1),
        "S10": Answer([sums.count(lambda s: signed(s) and bool(s.row["has_honour"]), signed_on)]),
        "S11.n": Answer([sums.count(child, signed_on)]),
    }
    agreed = sums.total(lambda s: Fraction(framework(s) or 0, YI), framed, framed_on)
    out["S03.v"] = Answer([None if sums.unknown_only(framework, framed, framed_on) else agreed])
    out["S11.v"] = Answer(
        [None if sums.unknown_only(contract, child, signed_on) else sums.total(worth, child, signed_on)]
    )
    for code, least in THRESHOLDS.items():
        out[code] = Answer([sums.count(lambda s, least=least: signed(s) and (contract(s) or 0) >= least, signed_on)])
    out["S08"] = ratio(out["S05"].values[0] or Fraction(0), number)
    out["S13"] = Answer([sums.count(lambda s: signed(s) and s.side in ENDED, signed_on)])
    before = last_year(start, end)
    out["S09.n"] = growth(number, signed_count(book, unit, *before))
    out["S09.v"] = growth(amount, signed_amount(book, unit, *before))
    counted = in_force(asked, unit, ("S01", "S06", "S06.n"), money=False)
    valued = in_force(asked, unit, ("S02", "S06", "S06.v"), money=True)
    out["S06.n"] = Answer([placed_count(book, unit, t.start, end) * 100 / goal(t) for t in counted] or [None])
    out["S06.v"] = Answer([placed_amount(book, unit, t.start, end) * 100 / goal(t) for t in valued] or [None])
    below = [u for u in book.parent if u != unit and book.under(u, unit)]
    bound = [u for u in below if in_force(asked, u, ("S01",), money=False)]
    idle = [u for u in bound if not signed_count(book, u, start, end)]
    out["S12"] = Answer([Fraction(len(idle)) if bound else None])
    return out


def progress(book: Book, asked: Asked) -> dict[str, Answer]:
    start, end, unit = asked.start, asked.end, asked.unit
    sums = Sums(book, unit, end)
    out: dict[str, Answer] = {}
    r36 = (months_later(end, -36), end)
    r36 = ((month_end(r36[0]) if is_month_end(end) else r36[0]) + timedelta(days=1), end)
    out_of = {"A": set(), "B": {"TERMINATED", "REPLACED"}, "C": {"TERMINATED", "REPLACED", "ON_HOLD"}}[asked.calibre]
    ended = {"TERMINATED", "REPLACED"}

    def cohort(window: tuple[date, date], *, calibre: bool = True) -> Callable[[State], bool]:
        first, last = asked.window or window
        return lambda s: between(s.on("SIGN"), first, last) and not (calibre and s.side in out_of)

    def rate(test: Callable[[State], bool], window: tuple[date, date] = r36, *, calibre: bool = True) -> Answer:
        inside = cohort(window, calibre=calibre)
        return ratio(sums.count(lambda s: inside(s) and test(s)), sums.count(inside))

    def flow(event: str, *, latest: bool = False, test: Callable[[State], bool] = lambda _: True) -> Answer:
        def day(state: State) -> date | None:
            found = (state.last if latest else state.first).get(event)
            return found["occurred_on"] if found else None

        return Answer([sums.count(lambda s: between(day(s), start, end) and test(s), lambda s: day(s) or end)])

    out["P01"] = flow("START")
    out["P02"] = rate(lambda s: s.stage >= 60, (date(end.year, 1, 1), end))
    out["P03"] = rate(lambda s: s.stage >= 60)
    out["P05"] = rate(lambda s: s.stage >= 50)
    out["P06"] = rate(lambda s: s.stage >= 50 and s.side not in {"TERMINATED", "REPLACED", "RETURNED"})
    out["P07.n"], out["P07.r"] = flow("COMPLETE"), rate(lambda s: s.stage >= 70)
    out["P08.n"], out["P08.r"] = flow("PRODUCE"), rate(lambda s: s.stage >= 80)
    inside = cohort(r36)
    for suffix, test in {
        "signed": lambda s: True,
        "cancelled": lambda s: s.stage < 50 and s.side in ended,
        "landed": lambda s: s.stage >= 50,
        "landed_suspended": lambda s: s.stage >= 50 and s.side == "SUSPENDED",
        "landed_ended": lambda s: s.stage >= 50 and s.side in ended,
        "unlanded": lambda s: s.stage < 50 and s.side not in ended,
        "unlanded_preparing": lambda s: s.stage < 50 and s.side not in ended and "PREPARE" in s.first,
        "unlanded_held": lambda s: s.stage < 50 and s.side == "ON_HOLD",
    }.items():
        out[f"P05.{suffix}"] = Answer([sums.count(lambda s, test=test: inside(s) and test(s))])
    year = end.year - 1 if end >= date(end.year, 3, 31) else end.year - 2
    out["P12"] = rate(
        lambda s: "START" in s.first and s.first["START"]["occurred_on"] <= due(s, end),
        (date(year, 1, 1), date(year, 12, 31)),
    )
    out["P26"] = flow("START", test=lambda s: s.side in ended)
    out |= ripened(sums, out_of, end) | wiped_out(book, asked, inside)
    out["P14.n"] = flow("TERMINATE", latest=True)
    out["P14.closed"] = flow("TERMINATE", latest=True, test=lambda s: s.stage >= 80)
    out["P14.r"] = rate(lambda s: s.side == "TERMINATED", calibre=False)
    out["P15"] = flow("RETURN", latest=True)
    out["P16.n"] = flow("REPLACE", latest=True)
    whole = cohort(r36, calibre=False)
    first, last = asked.window or r36
    out["P16.r"] = ratio(
        sums.count(lambda s: whole(s) and s.side == "REPLACED"), sums.count(lambda s: between(s.task_on, first, last))
    )
    out |= listed(sums, lambda s: between(s.listed_on, first, last) and s.side not in out_of)
    return out | standing(sums, end) | talks(sums, start, end) | durations(sums, start, end)


def ripened(sums: Sums, out_of: set[str], end: date) -> dict[str, Answer]:
    grown = sums.count(lambda s: ripe(s, end) and s.side not in out_of and s.stage >= 90)
    return {"P09": ratio(grown, sums.count(lambda s: ripe(s, end) and s.side not in out_of))}


def wiped_out(book: Book, asked: Asked, inside: Callable[[State], bool]) -> dict[str, Answer]:
    """Units directly below with signings in the window and not one landed."""
    units = [Sums(book, unit, asked.end) for unit, above in book.parent.items() if above == asked.unit]
    engaged = [sums for sums in units if sums.count(inside)]
    lost = [sums for sums in engaged if not sums.count(lambda s: inside(s) and s.stage >= 50)]
    return {"P17": Answer([Fraction(len(lost)) if engaged else None])}


def listed(sums: Sums, inside: Callable[[State], bool]) -> dict[str, Answer]:
    """The list of a fair or task in its three classes."""

    def is_lost(state: State) -> bool:
        return state.stage < 50 and (state.side in ENDED or "SIGN" not in state.first)

    def is_open(state: State) -> bool:
        return state.stage < 50 and not is_lost(state)

    tests: dict[str, Callable[[State], bool]] = {
        "signed": lambda s: True,
        "cancelled": is_lost,
        "landed": lambda s: s.stage >= 50,
        "landed_suspended": lambda s: s.stage >= 50 and s.side == "SUSPENDED",
        "landed_ended": lambda s: s.stage >= 50 and s.side in ENDED,
        "unlanded": is_open,
        "unlanded_preparing": lambda s: is_open(s) and "PREPARE" in s.first,
        "unlanded_held": lambda s: is_open(s) and s.side == "ON_HOLD",
    }
    out = {
        f"P27.{name}": Answer([sums.count(lambda s, test=test: inside(s) and test(s))]) for name, test in tests.items()
    }
    out["P27.r"] = ratio(out["P27.landed"].values[0] or Fraction(0), out["P27.signed"].values[0] or Fraction(0))
    return out


def ripe(state: State, end: date) -> bool:
    produced = state.on("PRODUCE")
    return produced is not None and months_later(produced, 24) <= end


GOING = {"NORMAL", "TRANSFERRED"}


def due(state: State, end: date) -> date:
    return date((state.on("SIGN") or end).year + 1, 3, 31)


def standing(sums: Sums, end: date) -> dict[str, Answer]:
    def waiting(state: State) -> bool:
        return 40 <= state.stage <= 50 and state.side in GOING | {"ON_HOLD"}

    def late(state: State) -> bool:
        return waiting(state) and "SIGN" in state.first and due(state, end) < end

    def building(state: State) -> bool:
        return 60 <= state.stage < 70 and state.side not in {"TERMINATED", "REPLACED"}

    def owed(state: State) -> bool:
        late_start = 40 <= state.stage <= 50 and state.side in GOING and "SIGN" in state.first and due(state, end) < end
        return building(state) or late_start

    def at_work(state: State) -> bool:
        return 60 <= state.stage < 70 and state.side in GOING

    return {
        "P04": ratio(sums.count(at_work), sums.count(owed)),
        "P10": Answer([sums.count(waiting)]),
        "P11": Answer([sums.count(late)]),
        "P13.n": Answer([sums.count(lambda s: s.side == "SUSPENDED")]),
        "P13.r": ratio(sums.count(lambda s: building(s) and s.side == "SUSPENDED"), sums.count(building)),
    }


def talks(sums: Sums, start: date, end: date) -> dict[str, Answer]:
    out: dict[str, Answer] = {}

    def talking(state: State) -> bool:
        return 20 <= state.stage <= 30 and state.side in GOING | {"ON_HOLD"}

    def size(state: State) -> Any:
        return state.row.get("total_investment_fen")

    out["P18.n"] = Answer([sums.count(talking)])
    planned = sums.total(lambda s: Fraction(size(s) or 0, YI), talking)
    out["P18.v"] = Answer([None if sums.unknown_only(size, talking) else planned])

    def in_play(state: State) -> bool:
        signed = state.on("SIGN")
        over = state.side in {"TERMINATED", "REPLACED", "LOST"} and (state.side_on or end) < start
        return state.opened is not None and (signed is None or signed >= start) and not over

    def turned(state: State) -> bool:
        signed = state.on("SIGN")
        return (
            between(signed, start, end) and state.opened is not None and signed is not None and state.opened <= signed
        )

    out["P19"] = ratio(sums.count(turned), sums.count(in_play))

    def overdue(state: State) -> bool:
        talked = state.on("TALK")
        limit = state.row["negotiation_months"]
        stuck = 20 <= state.stage <= 30 and state.side in GOING
        return stuck and talked is not None and months_later(talked, limit) < end

    out["P20"] = Answer([sums.count(overdue)])
    return out


def durations(sums: Sums, start: date, end: date) -> dict[str, Answer]:
    out: dict[str, Answer] = {}
    for code, first, second in (("P21", "TALK", "SIGN"), ("P22", "SIGN", "START")):

        def measured(state: State, first: str = first, second: str = second) -> bool:
            done, begun = state.on(second), state.on(first)
            return between(done, start, end) and begun is not None and done is not None and begun <= done

        def days(state: State, first: str = first, second: str = second) -> Fraction:
            return Fraction(((state.on(second) or end) - (state.on(first) or end)).days)

        out[code] = ratio(sums.total(days, measured), sums.count(measured), 1)
    lengths = sorted(days(s) for s in sums.all if measured(s) and sums.book.share(s.row, end, sums.unit) > 0)
    half = len(lengths) // 2
    middle = None if not lengths else (lengths[half] if len(lengths) % 2 else (lengths[half - 1] + lengths[half]) / 2)
    out["P22.median"] = Answer([middle])
    return out


def capital_family(book: Book, asked: Asked) -> dict[str, Answer]:
    start, end, unit = asked.start, asked.end, asked.unit
    sums = Sums(book, unit, end)
    arrived = sums.capital(start, end)
    first, last = asked.window or (date(end.year, 1, 1), end)

    def new(state: State) -> bool:
        return between(state.on("SIGN"), first, last)

    out = {
        "C01": Answer([arrived]),
        "C03": Answer([sums.capital(start, end, origins=("FOREIGN", "OUT_PROVINCE"))]),
        "C04.v": Answer([sums.capital(start, end, new)]),
        "C04.r": ratio(sums.capital(start, end, new), arrived),
        "C06": ratio(sums.capital(start, end, lambda s: s.row.get("chain_id") is not None), arrived),
        "C07": ratio(sums.capital(start, end, lambda s: (s.row.get("sector") or "").startswith("C")), arrived),
    }
    out["C05"] = funding_rate(sums, asked)
    before = last_year(start, end)
    out["C08"] = growth(arrived, Sums(book, unit, before[1]).capital(*before))
    out["C09"] = yearly_growth(book, asked)
    lines = in_force(asked, unit, ("C01", "C02"), money=True)
    done = [(target, sums.capital(target.start, end)) for target in lines]
    out["C02"] = Answer([value * 100 / goal(target) for target, value in done] or [None])
    out["C10"] = Answer([goal(target) - value for target, value in done] or [None])
    return out


def funding_rate(sums: Sums, asked: Asked) -> Answer:
    end = asked.end
    begin = months_later(end, -36)
    begin = (month_end(begin) if is_month_end(end) else begin) + timedelta(days=1)
    first, last = asked.window or (begin, end)
    out_of = {"A": set(), "B": {"TERMINATED", "REPLACED"}, "C": {"TERMINATED", "REPLACED", "ON_HOLD"}}[asked.calibre]

    def counted(state: State) -> bool:
        return between(state.on("SIGN"), first, last) and contract(state) is not None and state.side not in out_of

    return ratio(
        sums.capital(None, end, counted, share_on=end), sums.total(lambda s: Fraction(contract(s), YI), counted)
    )


def yearly_growth(book: Book, asked: Asked) -> Answer:
    years = [
        year
        for year in range(asked.start.year, asked.end.year + 1)
        if asked.start <= date(year, 1, 1) and date(year, 12, 31) <= asked.end
    ]
    if len(years) < 2:
        return Answer([None])
    sums = [
        Sums(book, asked.unit, date(year, 12, 31)).capital(date(year, 1, 1), date(year, 12, 31))
        for year in (years[0], years[-1])
    ]
    if sums[0] <= 0 or sums[1] < 0:
        return Answer([None], sums[1], sums[0])
    quotient = sums[1] / sums[0]
    if not quotient:
        return Answer([Fraction(-100)], sums[1], sums[0])
    with localcontext(prec=60):
        power = (Decimal(quotient.numerator) / quotient.denominator).ln() / (years[-1] - years[0])
        return Answer([(Fraction(power.exp()) - 1) * 100], sums[1], sums[0])


def others(book: Book, asked: Asked) -> dict[str, Answer]:
    start, end, unit = asked.start, asked.end, asked.unit
    sums = Sums(book, unit, end)

    def signed(state: State, sections: str = "") -> bool:
        fits = not sections or ((state.row.get("sector") or " ")[0] in sections)
        return between(state.on("SIGN"), start, end) and fits

    def signed_on(state: State) -> date:
        return state.on("SIGN") or end

    def worth(state: State) -> Fraction:
        return Fraction(contract(state) or 0, YI)

    def chained(state: State) -> bool:
        return signed(state) and state.row.get("chain_id") is not None

    out = {
        "T02.n": ratio(
            sums.count(lambda s: signed(s, "C"), signed_on), sums.count(lambda s: signed(s, "BCD"), signed_on)
        ),
        "T02.v": ratio(
            sums.total(worth, lambda s: signed(s, "C"), signed_on),
            sums.total(worth, lambda s: signed(s, "BCD"), signed_on),
        ),
        "T04.n": Answer([sums.count(chained, signed_on)]),
        "T04.v": Answer(
            [None if sums.unknown_only(contract, chained, signed_on) else sums.total(worth, chained, signed_on)]
        ),
        "F08": Answer([sums.count(lambda s: signed(s) and bool(s.row["is_foreign"]), signed_on)]),
    }

    def framed(state: State) -> bool:
        there = "FRAMEWORK" in state.first and state.first["FRAMEWORK"]["occasion_id"] is not None
        return there and between(state.on("FRAMEWORK"), start, end)

    def framed_on(state: State) -> date:
        return state.on("FRAMEWORK") or end

    formal = sums.count(lambda s: signed(s) and s.first["SIGN"]["occasion_id"] is not None, signed_on)
    out["A05.n"] = Answer([sums.count(framed, framed_on) + formal])
    agreed = sums.total(lambda s: Fraction(framework(s) or 0, YI), framed, framed_on)
    out["A05.v"] = Answer([None if sums.unknown_only(framework, framed, framed_on) else agreed])
    trips = [t for t in book.trips if between(t["left_on"], start, end) and book.under(t["unit_id"], unit)]
    numbers = {trip["trip_id"] for trip in trips}
    met = {row["investor_id"] for row in book.rows["trip_contacts"] if row["trip_id"] in numbers}
    out |= {"A01": Answer([Fraction(len(trips))]), "A02.n": Answer([Fraction(len(trips))])}
    out["A02.c"] = Answer([Fraction(len(met))])
    return out


OWED = {
    "P24": "MILESTONE",
    "P25": "VISIT",
    "G06": "FACTOR",
    "G07": "ORDER",
    "G08": "RECTIFICATION",
    "G09.r": "RETURN",
    "G09.e": "REVIEW",
}


def owed(book: Book, asked: Asked) -> dict[str, Answer]:
    """What fell due in the period: each line as it was last known, of the unit itself or of its project's unit."""
    owner = {row["project_id"]: row["unit_id"] for row in book.projects}
    latest: dict[tuple[str, int], Row] = {}
    for row in sorted(book.dues, key=lambda row: row["version"]):
        latest[row["kind"], row["subject_id"]] = row
    out: dict[str, Answer] = {}
    for code, kind in OWED.items():
        number, points, end = 0, Fraction(0), asked.end
        if asked.seen_on is not None:
            is_limit = kind in {"ORDER", "RECTIFICATION", "MILESTONE", "RETURN"}
            end = min(end, asked.seen_on - timedelta(days=1 if is_limit else 0))
        for row in latest.values():
            unit = row["unit_id"] if row["unit_id"] is not None else owner.get(row["project_id"])
            if row["kind"] != kind or not row["is_counted"] or not between(row["day"], asked.start, end):
                continue
            if unit not in book.parent or not book.under(unit, asked.unit):
                continue
            number += 1
            if row["done_on"] is not None and row["done_on"] <= end:
                points += Fraction(row["score"], row["parts"])
        factor = 1 if kind == "VISIT" else 100
        out[code] = Answer([points * factor / number if number else None], points, Fraction(number))
    return out


def planning(book: Book, asked: Asked) -> dict[str, Answer]:
    """The library of planned projects at the end of the period, and what was published in it with its success."""
    stages = {state.row["project_id"]: state.stage for state in book.states(asked.end)}
    inside, published = [], []
    for number in sorted({row["planned_id"] for row in book.planned}):
        versions = [row for row in book.planned if row["planned_id"] == number]
        version = max(versions, key=lambda row: row["revision"])
        if version["unit_id"] not in book.parent or not book.under(version["unit_id"], asked.unit):
            continue
        steps = lasting(book.planned_steps, "step_id", "occurred_on", number, asked.end)
        if steps and steps[-1]["act"] in {"STORE", "OFFER", "ATTRACT"}:
            inside.append(version)
        offered = [step["occurred_on"] for step in steps if step["act"] == "OFFER"]
        if offered and asked.start <= min(offered):
            links = lasting(book.planned_links, "link_id", "linked_on", number, asked.end)
            published.append(any(stages.get(link["project_id"], 0) >= 40 for link in links))
    extending = [row for row in inside if row["action"] in {"EXTEND", "FILL"}]
    return {
        "P23": ratio(Fraction(sum(published)), Fraction(len(published))),
        "T05.n": Answer([Fraction(len(extending))]),
        "T05.v": Answer([invested(extending)]),
        "T06.n": Answer([Fraction(len(inside))]),
        "T06.v": Answer([invested(inside)]),
        "T07": Answer([Fraction(sum(1 for row in inside if row["is_resource"]))]),
    }


def lasting(rows: list[Row], key: str, day: str, planned: int, end: date) -> list[Row]:
    """What happened to a planned project by a day and was not taken back by then, in the order in which it was written."""
    told = [row for row in rows if row["planned_id"] == planned and row[day] <= end]
    gone = {row["reverses_id"] for row in told}
    return sorted(
        (row for row in told if row["reverses_id"] is None and row[key] not in gone), key=lambda row: row[key]
    )


def invested(rows: list[Row]) -> Fraction | None:
    known = [row["investment_fen"] for row in rows if row["investment_fen"] is not None]
    return None if rows and not known else Fraction(sum(known), YI)
