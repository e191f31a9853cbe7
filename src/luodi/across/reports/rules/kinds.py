"""The kinds of papers: what each is called, which periods it takes, how long it may be (domain/11 §4.19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.rules.spans import require_whole_years
from luodi.across.reports.rules.weekly import require_week
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period

CHARACTER_LIMIT: Final = 5000
"""Papers stay within 5000 characters, special ones within 4000 (整治形式主义为基层减负若干规定, R63)."""

WEEKLY: Final = "RP21"
"""The paper over one week: its period is a span, and only a week from Monday to Sunday."""

YEARLY: Final = "RP05"
"""The paper over whole years: one, or several as a span."""

DATA_PACK: Final = "RP20"
"""The paper of chosen figures."""

HEROES: Final = "RP22"
"""The hero list of a year as it is shown, and as it is decided."""

RESULTS: Final = "RP22R"
"""The second form of RP22: the results of challenges."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `period_kinds` are the periods it speaks of; `is_list` means a table without running text.

    `is_by_bureau`: the district's bureau issues it, also when it is about one unit.
    """

    code: str
    name: str
    period_kinds: frozenset[str]
    period_hint: str
    is_list: bool = False
    is_by_bureau: bool = False


KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        Kind("RP01", "半月招商动态", frozenset({"half_month"}), "半月，如2023-06a", is_by_bureau=True),
        Kind("RP02", "每月通报", frozenset({"month"}), "月，如2023-06", is_by_bureau=True),
        Kind("RP03", "季度晾晒", frozenset({"quarter"}), "季，如2023Q2", is_by_bureau=True),
        Kind("RP04", "半年总结", frozenset({"half"}), "半年，如2023H1"),
        Kind(YEARLY, "年度总结", frozenset({"year", "span"}), "整年，如2023、2016..2020"),
        Kind("RP06", "调研报告", frozenset({"quarter", "half", "year", "span"}), "季、半年、年或跨年的期间，如2023、2012..2015H1"),
        Kind("RP07", "领导讲话资料包", frozenset({"month", "quarter", "half", "year"}), "月、季、半年或年，如2023H1"),
        Kind("RP08", "项目调度清单", frozenset({"month", "quarter", "half", "year"}), "月、季、半年或年，如2023-06", is_list=True),
        Kind("RP11", "考核得分表与分析", frozenset({"quarter", "half", "year"}), "季、半年或年，如2023Q2", is_by_bureau=True),
        Kind("RP12", "五色图", frozenset({"month", "quarter"}), "月或季，如2023-06、2023Q2", is_by_bureau=True),
        Kind(DATA_PACK, "人大审计数据包", frozenset({"month", "quarter", "half", "year", "span"}), "月、季、半年、年或跨年的期间，如2023"),
        Kind(WEEKLY, "周统计表", frozenset({"span"}), "一周（周一至周日），如2023-06-26..2023-07-02", is_by_bureau=True),
        Kind(HEROES, "英雄榜公示", frozenset({"year"}), "评选年度，如2022", is_by_bureau=True),
        Kind(RESULTS, "揭榜结果", frozenset({"month", "quarter", "half", "year"}), "月、季、半年或年，如2023", is_by_bureau=True),
    )
}  # fmt: skip


def require_kind(code: str) -> Kind:
    """The kind of the code; BusinessError for one that does not exist here."""
    kind = KINDS.get(code.upper())
    if kind is None:
        known = "、".join(f"{one.code}（{one.name}）" for one in KINDS.values())
        raise BusinessError(f"没有“{code}”这种文稿，目前可以生成：{known}。", code="reports.kind_unknown")
    return kind


def require_period(kind: Kind, period: Period) -> None:
    """BusinessError when this kind of paper does not speak of such a period."""
    if period.kind not in kind.period_kinds:
        raise BusinessError(
            f"{kind.name}的期间应为{kind.period_hint}，不能用“{period.code}”。", code="reports.period_kind"
        )
    if kind.code == WEEKLY:
        require_week(period)
    if kind.code == YEARLY:
        require_whole_years(period)


def length_remark(characters: int) -> str:
    """A remark when a paper is longer than it should be; empty otherwise."""
    if characters <= CHARACTER_LIMIT:
        return ""
    return f"全文{characters}字，超过{CHARACTER_LIMIT}字的篇幅要求，请精简。"
