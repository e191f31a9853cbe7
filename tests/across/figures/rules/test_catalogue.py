from collections import Counter
from datetime import date

import pytest

from luodi.across.figures.engine.columns import columns_read
from luodi.across.figures.engine.ledger import load
from luodi.across.figures.engine.sharing import share_out
from luodi.across.figures.engine.source import MartFrames
from luodi.across.figures.engine.tally import Workbench
from luodi.across.figures.engine.terms import Query, terms_of
from luodi.across.figures.rules import CATALOGUE, Cohort, Formula, chosen
from luodi.across.figures.rules.measures import cohort_span, last_due_signing, start_bottom_line
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Span, parse_period
from luodi.domains.projects.rules import CapitalOrigin, ShareRole

HALF = parse_period("2023H1").span


def test_every_code_stands_once() -> None:
    assert [code for code, times in Counter(figure.code for figure in CATALOGUE).items() if times > 1] == []


@pytest.mark.parametrize(
    "family",
    [
        *["S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13"],
        *[
            "P01",
            "P02",
            "P03",
            "P04",
            "P05",
            "P06",
            "P07",
            "P08",
            "P09",
            "P10",
            "P11",
            "P12",
            "P13",
            "P14",
            "P15",
            "P16",
            "P17",
            "P18",
            "P19",
            "P20",
            "P21",
            "P22",
            "P23",
            "P24",
            "P25",
            "P26",
            "P27",
        ],
        *[
            "C01",
            "C02",
            "C03",
            "C04",
            "C05",
            "C06",
            "C07",
            "C08",
            "C09",
            "C10",
            "T02",
            "T04",
            "T05",
            "T06",
            "T07",
            "F08",
            "A01",
            "A02",
            "A05",
            "G06",
            "G07",
            "G08",
            "G09",
        ],
    ],
)
def test_the_catalogue_holds(family: str) -> None:
    assert [figure for figure in CATALOGUE if figure.base_code == family]


@pytest.mark.parametrize("figure", CATALOGUE, ids=lambda figure: figure.code)
def test_a_definition_says_formula_window_calibre_attribution_and_source(figure: object) -> None:
    text = figure.definition  # type: ignore[attr-defined]  # a Figure

    assert all(word in text for word in ("统计窗口：", "口径：", "认定：", "归属：", "数据来源：", "单位："))
    assert text.endswith("。")
    assert "。。" not in text


def test_a_ratio_says_why_it_may_be_missing() -> None:
    ratios = [figure for figure in CATALOGUE if figure.formula is Formula.RATIO]

    assert ratios
    assert all(figure.denominator is not None and figure.no_denominator != "分母为0" for figure in ratios)


def test_every_term_reads_columns_that_there_are() -> None:
    terms = list(terms_of(Query(HALF, CATALOGUE)))
    known = load(
        MartFrames({}),
        cut_off=HALF.end,
        known_at=None,
        role=ShareRole.PROMOTE,
        origins=(CapitalOrigin.FOREIGN,),
        in_detail=True,
    )

    columns = set(Workbench(known, share_out(known, None), terms).full_base(HALF.end).collect_schema().names())

    assert [term.measure for term in terms if not columns_read(term) <= columns] == []


def test_a_bare_code_asks_for_all_its_entries() -> None:
    assert [figure.code for figure in chosen(["S06", "P14.r"])] == ["S06.n", "S06.v", "P14.r"]
    assert chosen(["P05"])[0].code == "P05"
    assert chosen([]) == CATALOGUE


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(BusinessError) as caught:
        chosen(["S99"])

    assert caught.value.code == "figures.unknown_code"


@pytest.mark.parametrize(
    ("cohort", "cut_off", "first", "last"),
    [
        (Cohort.YEAR_TO_DATE, date(2023, 6, 30), date(2023, 1, 1), date(2023, 6, 30)),
        (Cohort.ROLLING, date(2023, 6, 30), date(2020, 7, 1), date(2023, 6, 30)),
        (Cohort.START_YEAR, date(2024, 3, 31), date(2023, 1, 1), date(2023, 12, 31)),
        (Cohort.START_YEAR, date(2024, 3, 30), date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_windows_of_cohorts(cohort: Cohort, cut_off: date, first: date, last: date) -> None:
    assert cohort_span(cohort, Span(date(cut_off.year, 1, 1), cut_off)) == Span(first, last)


def test_the_bottom_line_for_starting_is_the_end_of_march() -> None:
    assert start_bottom_line(2023) == date(2024, 3, 31)
    assert last_due_signing(date(2024, 3, 31)) == date(2022, 12, 31)
    assert last_due_signing(date(2024, 4, 1)) == date(2023, 12, 31)
