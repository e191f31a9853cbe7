"""The time for which a column of arrivals speaks."""

from datetime import date

import pytest

from luodi.across.intake.engine.spans import SpanContext, read_span

CONTEXT = SpanContext(2023, date(2023, 6, 30))


@pytest.mark.parametrize(
    ("leaf", "parents", "kind", "name"),
    [
        ("1月", "到位资金", "month", "2023-01"),
        ("十二月", "2022年到位", "month", "2022-12"),
        ("2023年1月", "", "month", "2023-01"),
        ("6月当月", "", "month", "2023-06"),
        ("本月到位", "", "month", "2023-06"),
        ("一季度", "2023年到位资金", "quarter", "2023-Q1"),
        ("上半年到位", "", "half", "2023-H1"),
        ("1—6月到位", "", "range", "2023-01..2023-06"),
        ("今年1-5月", "", "range", "2023-01..2023-05"),
        ("2023年到位资金", "", "year", "2023"),
        ("年到位投资额:内资", "", "year", "2023"),
        ("当年到位", "", "year", "2023"),
        ("上年到位", "", "year", "2022"),
        ("2021年", "历年到位资金", "year", "2021"),
        ("截至上年底累计", "到位资金", "up_to", "..2022-12-31"),
        ("截至2022年底累计到位", "", "up_to", "..2022-12-31"),
        ("2022年及以前到位", "", "up_to", "..2022-12-31"),
        ("2022年底前到位", "", "up_to", "..2022-12-31"),
        ("以前年度累计", "", "up_to", "..2022-12-31"),
        ("年初结转", "", "up_to", "..2022-12-31"),
    ],
)
def test_a_header_names_its_span(leaf: str, parents: str, kind: str, name: str) -> None:
    reading = read_span(leaf, parents, CONTEXT)

    assert reading is not None
    assert reading.span is not None
    assert (reading.kind, reading.span.name) == (kind, name)


@pytest.mark.parametrize(
    ("leaf", "parents", "kind"),
    [
        ("累计", "到位资金", "total"),
        ("累计到位资金", "", "total"),
        ("开工以来累计到位", "", "total"),
        ("截至目前到位资金", "", "total"),
        ("本年合计", "到位资金2023年", "ytd"),
        ("合计", "2023年到位资金", "ytd"),
        ("本年累计到位", "", "ytd"),
    ],
)
def test_sums_beside_finer_columns_are_sums(leaf: str, parents: str, kind: str) -> None:
    reading = read_span(leaf, parents, CONTEXT)

    assert reading is not None
    assert reading.kind == kind


def test_a_header_without_words_of_time_has_no_span() -> None:
    assert read_span("实际到位资金", "", CONTEXT) is None
