"""The figures of the source documents, from facts that could stand behind them (domain/00 §1.2, domain/12 §4.23)."""

from collections.abc import Sequence
from decimal import Decimal

from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.drill import drill
from luodi.across.figures.engine.published import Display, FigureValue
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.rules import Calibre, Cohort, chosen
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Span, parse_period
from tests.across.figures.engine.synthetic import WAN, YI, Ledger

ROOT = 1


def ask(
    ledger: Ledger,
    period: str,
    *codes: str,
    unit: int = ROOT,
    calibre: Calibre = Calibre.A,
    window: Cohort | Span | None = None,
    targets: Sequence[TargetLine] = (),
    mode: RoundMode = "HALF_UP",
    digits: int | None = None,
) -> list[FigureValue]:
    query = Query(
        parse_period(period).span, chosen(codes), period, calibre=calibre, window=window, targets=tuple(targets)
    )
    (sheet,) = compute(ledger.mart(), [query], display=Display(mode, digits))
    return sheet.values(unit)


def one(ledger: Ledger, period: str, code: str, **asked: object) -> FigureValue:
    values = ask(ledger, period, code, **asked)  # type: ignore[arg-type]  # the keywords of ask
    return next(value for value in values if value.code == code)


def target(
    indicator: str, issuer: str, value: str, measure: str, *, tier: str = "", period: str = "2023"
) -> TargetLine:
    return TargetLine(ROOT, indicator, issuer, tier, period, parse_period(period).span, Decimal(value), measure)


TARGETS = (
    target("S01", "政府工作报告", "40", "个"),
    target("S02", "市级", "120", "亿元"),
    target("S02", "区级", "160", "亿元", tier="M0"),
)


def half_year_of_2023() -> Ledger:
    """Seed 001: 132 signings in 36 months (38 of them in the half-year, 64.1亿元), 53 started, 50 ended, 29 waiting."""
    ledger = Ledger()
    root = ledger.unit(code="QJ")
    number = 0
    for number in range(1, 133):
        new = number <= 38
        amount = (641_000 - 37 * 16_868) * WAN if number == 38 else 16_868 * WAN
        project = ledger.signed(root, "2023-03-15" if new else "2021-05-20", amount=amount, chain_id=1 if new else None)
        if number <= 20 or 39 <= number <= 71:
            ledger.event(project, "START", "2023-05-30")
        elif number <= 28 or 72 <= number <= 113:
            ledger.event(project, "TERMINATE", "2023-06-20")
    ledger.signed(root, "2020-06-30")
    ledger.event(number + 1, "START", "2020-12-01")
    ledger.capital(1, "2023-04-30", 57_950 * WAN)
    ledger.capital(40, "2023-05-31", 3_050 * WAN)
    ledger.capital(40, "2022-05-31", 99_999 * WAN)
    for place in range(2):
        framed = ledger.project(root)
        ledger.event(framed, "FRAMEWORK", "2023-06-10", amount=(20 + 15 * place) * YI, occasion=7)
    return ledger


def test_t001_contracts_and_their_completion() -> None:
    ledger = half_year_of_2023()

    values = ask(ledger, "2023H1", "S01", "S02", "S06", targets=TARGETS)

    said = [(v.code, v.value, v.targets[0].issuer if v.targets else "") for v in values]
    assert said == [
        ("S01", "38", "政府工作报告"),
        ("S02", "64.10", "市级"),
        ("S06.n", "95.0", "政府工作报告"),
        ("S06.v", "53.4", "市级"),
        ("S06.v", "40.1", "区级"),
    ]
    assert [(t.issuer, t.tier, t.value, t.unit, t.completion) for t in values[1].targets] == [
        ("市级", "", "120", "亿元", "53.4"),
        ("区级", "M0", "160", "亿元", "40.1"),
    ]


def test_t001_the_district_tier_without_digits_is_40() -> None:
    values = ask(half_year_of_2023(), "2023H1", "S06.v", targets=TARGETS, digits=0)

    assert [value.value for value in values] == ["53", "40"]


def test_t001_start_rate_in_both_calibres() -> None:
    ledger = half_year_of_2023()

    with_ended, without = one(ledger, "2023H1", "P03"), one(ledger, "2023H1", "P03", calibre=Calibre.B)

    assert (with_ended.value, with_ended.numerator, with_ended.denominator) == ("40.2", "53", "132")
    assert (with_ended.raw, with_ended.facts, with_ended.window) == ("0.401515151515", 185, "r36")
    assert (with_ended.calibre_text, without.calibre_text) == ("含终止", "不含终止")
    assert (without.value, without.numerator, without.denominator) == ("64.6", "53", "82")


def test_t001_waiting_projects_stand_on_the_list_behind_the_figure() -> None:
    ledger = half_year_of_2023()

    found = drill(ledger.mart(), Query(parse_period("2023H1").span, chosen(["P10"])), ROOT)

    assert found.values[0].value == "29"
    assert len(found.rows) == 29
    assert found.total("numerator") == 29


def test_t001_ended_projects_and_capital() -> None:
    ledger = half_year_of_2023()

    assert one(ledger, "2023H1", "P14.r").numerator == "50"
    assert one(ledger, "2023H1", "C01").value == "6.10"
    assert one(ledger, "2023H1", "C06").value == "95.0"
    assert one(ledger, "2023H1", "T04.n").value == "38"


def test_t001b_agreements_signed_at_a_fair_never_enter_the_contract_amount() -> None:
    ledger = half_year_of_2023()

    values = {v.code: v.value for v in ask(ledger, "2023H1", "S02", "S03", "A05")}

    assert values == {"S02": "64.10", "S03.n": "2", "S03.v": "55.00", "A05.n": "2", "A05.v": "55.00"}


def test_the_window_can_be_told() -> None:
    ledger = half_year_of_2023()

    told = one(ledger, "2023H1", "P03", window=parse_period("2020-01-01..2023-06-30").span)
    of_year = one(ledger, "2023H1", "P03", window=Cohort.YEAR_TO_DATE)

    assert (told.numerator, told.denominator, told.window) == ("54", "133", "2020-01-01..2023-06-30")
    assert (of_year.numerator, of_year.denominator, of_year.window) == ("20", "38", "ytd")


def signings_2012_to_2015() -> Ledger:
    """Seed 003: 385 signings, of which 106 cancelled, 69 not landed, 210 landed."""
    ledger = Ledger()
    root = ledger.unit()
    for number in range(385):
        project = ledger.signed(root, "2013-04-01")
        if number < 106:
            ledger.event(project, "TERMINATE" if number % 2 else "REPLACE", "2014-06-01")
        elif number < 316:
            ledger.event(project, "LAND", "2014-01-01")
    return ledger


def test_t003_landing_rate_in_three_roundings() -> None:
    ledger = signings_2012_to_2015()

    said = [one(ledger, "2012..2015H1", "P05", window=Cohort.PERIOD, digits=digits).value for digits in (0, 1, 2)]

    assert said == ["55", "54.5", "54.55"]


def test_t003_cancelled_landed_and_not_landed_make_up_the_signings() -> None:
    ledger = signings_2012_to_2015()

    values = {v.code: v.value for v in ask(ledger, "2012..2015H1", "P05", window=Cohort.PERIOD)}

    assert (values["P05.signed"], values["P05.cancelled"]) == ("385", "106")
    assert (values["P05.landed"], values["P05.unlanded"]) == ("210", "69")


def test_t003_without_the_cancelled_the_rate_is_75_3_and_says_so() -> None:
    ledger = signings_2012_to_2015()

    value = one(ledger, "2012..2015H1", "P05", window=Cohort.PERIOD, calibre=Calibre.B)

    assert (value.value, value.denominator, value.calibre_text) == ("75.3", "279", "不含终止")


def test_t003b_the_mean_size_of_1341_projects() -> None:
    ledger = Ledger()
    root = ledger.unit()
    each = 2_357_920_000 * YI // 10**7 // 1341
    for number in range(1341):
        rest = 235_792 * YI // 100 - 1340 * each if number == 1340 else each
        ledger.signed(root, "2014-01-01", amount=rest)

    assert one(ledger, "2012..2015H1", "S02").value == "2357.92"
    assert one(ledger, "2012..2015H1", "S07", digits=1).value == "1.8"


def five_years() -> Ledger:
    """Seed 004: 123 contracts, 83 of 1亿元 and more, 9 of 10亿元 and more; 398亿元; 412.63亿元 arrived."""
    ledger = Ledger()
    root = ledger.unit()
    small, middle, large = 40, 74, 9
    amounts = [5_000] * small + [20_000] * middle + [250_000] * large
    amounts[-1] += 3_980_000 - sum(amounts)
    for amount in amounts:
        ledger.signed(root, "2020-06-01", amount=amount * WAN)
    ledger.capital(1, "2020-11-30", 4_126_300 * WAN)
    return ledger


YEAR_TARGETS = (
    target("S01", "区", "100", "个", period="2020"),
    target("S04", "区", "65", "个", period="2020"),
    target("S05", "区", "6", "个", period="2020"),
    target("S02", "区", "351", "亿元", period="2020"),
    target("C01", "市", "358", "亿元", period="2020"),
)


def test_t004_nested_classes_and_their_completion() -> None:
    values = {v.code: v for v in ask(five_years(), "2020", "S01", "S04", "S05", targets=YEAR_TARGETS)}

    assert [values[code].value for code in ("S01", "S04", "S05")] == ["123", "83", "9"]
    assert values["S04"].targets[0].completion == "127.7"
    assert values["S05"].targets[0].completion == "150.0"
    assert values["S04.1000"].value == "123"


def test_t004_the_same_facts_rounded_and_cut_off() -> None:
    ledger = five_years()

    def completion(code: str, digits: int, mode: RoundMode) -> str | None:
        return ask(ledger, "2020", code, targets=YEAR_TARGETS, digits=digits, mode=mode)[0].value

    assert completion("S06.n", 0, "DOWN") == "123"
    assert completion("S06.v", 2, "HALF_UP") == "113.39"
    assert completion("C02", 2, "HALF_UP") == "115.26"
    assert completion("C02", 2, "DOWN") == "115.25"


def test_t004_83_of_65_cut_off_is_127() -> None:
    values = ask(five_years(), "2020", "S04", targets=YEAR_TARGETS, mode="DOWN", digits=0)

    (found,) = values[0].targets
    assert (found.value, found.completion) == ("65", "127")


def test_t_share_halves_count_half_in_each_unit_and_one_in_the_city() -> None:
    ledger = Ledger()
    city = ledger.unit()
    left, right = ledger.unit(city), ledger.unit(city)
    project = ledger.signed(left, "2023-02-01", amount=3 * YI)
    ledger.share(project, {left: 5_000, right: 5_000})

    said = [[value.value for value in ask(ledger, "2023H1", "S01", "S02", unit=unit)] for unit in (left, right, city)]

    assert said == [["0.5", "1.50"], ["0.5", "1.50"], ["1", "3.00"]]


def test_a_yearly_sum_counts_in_the_year_and_in_no_month() -> None:
    ledger = Ledger()
    root = ledger.unit()
    ledger.signed(root, "2023-01-10")
    ledger.capital(1, "2023-12-31", 5 * YI, span=("2023-01-01", "2023-12-31"))

    said = [one(ledger, period, "C01").value for period in ("2023", "2023-12", "2023Q4", "2022..2023")]

    assert said == ["5.00", "0.00", "0.00", "5.00"]


def test_what_was_returned_later_still_stood_at_the_earlier_cut_off() -> None:
    ledger = Ledger()
    root = ledger.unit()
    project = ledger.signed(root, "2023-02-01")
    started = ledger.event(project, "START", "2023-05-01")
    ledger.event(project, "RETURN", "2023-09-01", reverses=started)

    half, year = one(ledger, "2023H1", "P02"), one(ledger, "2023", "P02")

    assert (half.numerator, half.denominator) == ("1", "1")
    assert (year.numerator, year.denominator) == ("0", "1")
    assert one(ledger, "2023", "P15").value == "1"


def test_a_mistake_that_was_revoked_has_never_been() -> None:
    ledger = Ledger()
    root = ledger.unit()
    project = ledger.signed(root, "2023-02-01")
    ledger.event(project, "REVOKE", "2023-02-01", reverses=1)

    assert one(ledger, "2023H1", "S01").value == "0"
    assert one(ledger, "2023H1", "S02").value == "0.00"


def test_an_unknown_contract_amount_is_told_and_not_taken_for_nothing() -> None:
    ledger = Ledger()
    root = ledger.unit()
    ledger.signed(root, "2023-02-01", amount=None)

    alone = one(ledger, "2023H1", "S02")
    ledger.signed(root, "2023-02-01", amount=2 * YI)
    beside = one(ledger, "2023H1", "S02")

    assert (alone.value, alone.why) == (None, "1个项目的金额都未知，无法合计")
    assert (beside.value, beside.note) == ("2.00", "另有1个项目金额未知，未计入")


def test_what_cannot_be_said_is_null_with_a_reason() -> None:
    ledger = Ledger()
    ledger.unit()

    values = {v.code: (v.value, v.why) for v in ask(ledger, "2023H1", "P03", "S06", "S09", "C02", "C09")}

    assert values == {
        "P03": (None, "窗口内没有签约项目，分母为0"),
        "S06.n": (None, "未下达目标任务"),
        "S06.v": (None, "未下达目标任务"),
        "S09.n": (None, "上年同期为零"),
        "S09.v": (None, "上年同期为零"),
        "C02": (None, "未下达目标任务"),
        "C09": (None, "所选期间不足两个完整年度，不能计算年均增长"),
    }


def test_growth_is_taken_at_the_same_cut_off_last_year() -> None:
    ledger = Ledger()
    root = ledger.unit()
    for day in ("2022-02-01", "2022-09-01", "2023-01-05", "2023-06-30"):
        ledger.signed(root, day)

    assert one(ledger, "2023H1", "S09.n").value == "100.0"
    assert one(ledger, "2023", "S09.n").value == "0.0"


def test_a_project_handed_over_counts_for_each_unit_in_its_time() -> None:
    ledger = Ledger()
    city = ledger.unit()
    old, new = ledger.unit(city), ledger.unit(city)
    project = ledger.signed(old, "2023-02-01")
    ledger.share(project, {old: 10_000})
    ledger.share(project, {new: 10_000}, valid_from="2023-05-01", revision=2)
    ledger.capital(project, "2023-04-30", 2 * YI)
    ledger.capital(project, "2023-05-01", 3 * YI)

    said = [[value.value for value in ask(ledger, "2023H1", "S01", "C01", "P10", unit=unit)] for unit in (old, new)]

    assert said == [["1", "2.00", "0"], ["0", "3.00", "1"]]


def test_a_unit_without_signings_and_with_a_target_stands_on_the_list() -> None:
    ledger = Ledger()
    city = ledger.unit()
    busy, idle = ledger.unit(city), ledger.unit(city)
    ledger.signed(busy, "2023-02-01")
    lines = [
        TargetLine(unit, "S01", "市", "", "2023", parse_period("2023").span, Decimal(2), "个") for unit in (busy, idle)
    ]
    query = Query(parse_period("2023H1").span, chosen(["S12"]), targets=tuple(lines))

    found = drill(ledger.mart(), query, city)

    assert found.values[0].value == "1"
    assert [row.fact_id for row in found.rows] == [idle]


def test_trips_and_companies_are_counted_once() -> None:
    ledger = Ledger()
    root = ledger.unit()
    ledger.trip(root, "2023-02-01", [1, 2, 3])
    ledger.trip(root, "2023-03-01", [3, 4])
    ledger.trip(root, "2023-03-02", [9], is_led=False)
    ledger.trip(root, "2022-12-31", [8])

    values = {v.code: v.value for v in ask(ledger, "2023H1", "A01", "A02")}

    assert values == {"A01": "2", "A02.n": "2", "A02.c": "4"}
