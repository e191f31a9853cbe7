"""Kinds of papers, their periods and their length."""

import pytest

from luodi.across.reports.rules.kinds import length_remark, require_kind, require_period
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period


def test_a_kind_is_found_whatever_its_letters() -> None:
    assert require_kind("rp04").name == "半年总结"


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        BusinessError,
        match="目前可以生成：RP01（半月招商动态）、RP02（每月通报）、RP03（季度晾晒）、RP04（半年总结）、RP05（年度总结）、RP06（调研报告）、RP07（领导讲话资料包）、RP08（项目调度清单）、RP11（考核得分表与分析）、RP12（五色图）、RP20（人大审计数据包）、RP21（周统计表）、RP22（英雄榜公示）、RP22R（揭榜结果）",
    ) as refused:
        require_kind("RP99")
    assert refused.value.code == "reports.kind_unknown"


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("RP04", "2023H1"),
        ("RP05", "2023"),
        ("RP05", "2016..2020"),
        ("RP06", "2012..2015H1"),
        ("RP08", "2023-06"),
        ("RP08", "2023Q2"),
        ("RP20", "2023-06"),
        ("RP22", "2022"),
        ("RP22R", "2023H1"),
    ],
)
def test_a_period_that_fits_is_taken(code: str, period: str) -> None:
    assert require_period(require_kind(code), parse_period(period)) is None


def test_a_half_year_summary_of_a_month_is_refused() -> None:
    with pytest.raises(BusinessError, match="半年总结的期间应为半年，如2023H1，不能用“2023-06”"):
        require_period(require_kind("RP04"), parse_period("2023-06"))


def test_a_yearly_paper_takes_whole_years_only() -> None:
    with pytest.raises(BusinessError, match=r"年度总结的期间应为整年，如2023、2016\.\.2020，不能用“2016\.\.2020H1”"):
        require_period(require_kind("RP05"), parse_period("2016..2020H1"))


def test_a_paper_that_is_too_long_is_remarked() -> None:
    assert length_remark(5000) == ""
    assert length_remark(5001) == "全文5001字，超过5000字的篇幅要求，请精简。"
