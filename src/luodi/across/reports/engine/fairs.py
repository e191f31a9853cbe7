"""Fairs over their editions: what was signed at each, and how much of it has landed (indicator period ED, seeds 002–004)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.template import Clause, Each, Sentence, sentence
from luodi.across.reports.engine.tokens import plain_word

FAIR_TABLE: Final = "fairs"


@dataclass(frozen=True)
class Edition:
    """One edition of a fair: its name and day, and the mark behind @ in the keys of its figures."""

    name: str
    held_on: date
    mark: str


def fair_sentence() -> Sentence:
    """What the editions of each fair brought in all; framework amounts are told apart, never added."""
    return sentence(
        Each(
            "fairs",
            (
                Clause("[[fair]]（{{[[key]].editions}}）"),
                Clause("签约项目{{[[key]].signed}}", before="", drops_zero=True),
                Clause("总投资{{[[key]].amount}}", drops_zero=True),
                Clause("协议引资{{[[key]].framework}}", drops_zero=True),
            ),
        )
    )


def fair_exhibits(editions: Sequence[Edition]) -> tuple[TableExhibit, ...]:
    """The table of the editions; nothing without any."""
    if not editions:
        return ()
    columns = (
        ExhibitColumn("活动（届次）", width=44),
        ExhibitColumn("举办日", "date", 24),
        ExhibitColumn("签约项目（个）", "number", 16),
        ExhibitColumn("合同额（亿元）", "decimal", 17),
        ExhibitColumn("取消（个）", "number", 14),
        ExhibitColumn("未落地（个）", "number", 15),
        ExhibitColumn("已落地（个）", "number", 15),
        ExhibitColumn("落地率（%）", "percent", 15),
    )
    keys = ("S01", "S02", "P05.cancelled", "P05.unlanded", "P05.landed", "P05")
    rows = tuple(
        (plain_word(one.name), one.held_on.isoformat(), *(f"{{{{{key}@{one.mark}|表内}}}}" for key in keys))
        for one in editions
    )
    note = "签约项目为在活动上签订正式合同的项目，不含框架、意向协议；签约＝取消＋未落地＋已落地"
    return (TableExhibit(FAIR_TABLE, "历届活动签约和履约情况", columns, rows, note=note, size=10.5),)
