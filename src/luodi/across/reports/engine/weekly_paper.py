"""RP21 周统计表: the units with the figures they confirmed, who was late, who has not answered (domain/11 §4.19, seed 002)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.template import Clause, Flow, Section, Show, Template, sentence
from luodi.across.reports.engine.tokens import plain_word, qualified

KIND: Final = "RP21"
TABLE: Final = "week"
REMARKS: Final = "remarks"


@dataclass(frozen=True)
class WeekLine:
    """A unit of the week: its code behind @ in the keys, its name, how it answered, what it remarked."""

    code: str
    label: str
    state: str
    remark: str = ""


@dataclass(frozen=True)
class WeekColumn:
    """A figure of the week: its code, header, and whether it is an amount."""

    code: str
    header: str
    is_amount: bool


def weekly_template(late: Sequence[str], missing: Sequence[str]) -> Template:
    """The template of the week; late and missing units are named."""
    named = tuple(
        sentence(f"{word}的是{'、'.join(plain_word(name) for name in names)}", is_carrying=False)
        for word, names in (("迟报", late), ("未报", missing))
        if names
    )
    return Template(
        kind=KIND,
        title="[[place]]招商引资周统计表",
        opening=(
            Flow(
                (
                    sentence(
                        "[[week]]，[[area]]新签正式合同{{S01.month}}",
                        Clause("合同额{{S02.month}}"),
                        Clause("新开工项目{{P01.month}}", before="；"),
                        Clause("实际到位资金{{C01.month}}", before="；"),
                        Clause("领导带队外出招商{{A01.month}}", before="；", drops_zero=True),
                    ),
                )
            ),
            Flow(
                (
                    sentence(
                        "应报单位{{week.due}}",
                        Clause("按时确认{{week.in_time}}"),
                        Clause("迟报{{week.late}}", drops_zero=True),
                        Clause("未报{{week.missing}}", drops_zero=True),
                        Clause("待确认{{week.waiting}}", drops_zero=True),
                        Clause("报送及时率{{week.rate}}"),
                    ),
                    *named,
                )
            ),
        ),
        sections=(Section("各单位情况", (Show(TABLE), Show(REMARKS))),),
        word_names={"week.rate": "报送及时率"},
    )


def weekly_table(lines: Sequence[WeekLine], columns: Sequence[WeekColumn], book: FigureBook) -> TableExhibit:
    """The units with their confirmed figures, below them the area as the ledger has it."""
    heads = (
        ExhibitColumn("单位", width=34),
        *(ExhibitColumn(one.header, "decimal" if one.is_amount else "number", 17) for one in columns),
        ExhibitColumn("报送", width=18, alignment="center"),
    )
    rows = [
        (plain_word(one.label), *(_cell(column.code, one.code, book) for column in columns), one.state) for one in lines
    ]
    rows.append(("合计（台账）", *(f"{{{{{column.code}.month|表内}}}}" for column in columns), ""))
    note = "各单位为确认时的数字；末行为起草时台账的全部数字，含不单独报送的单位，与各单位之和不一定相等"
    return TableExhibit(TABLE, "各单位周统计", heads, tuple(rows), note=note, strong=(len(rows) - 1,))


def remarks_table(lines: Sequence[WeekLine]) -> tuple[TableExhibit, ...]:
    """What units remarked; nothing when nobody did."""
    said = [one for one in lines if one.remark]
    if not said:
        return ()
    heads = (ExhibitColumn("单位", width=40), ExhibitColumn("说明", width=110))
    rows = tuple((plain_word(one.label), plain_word(one.remark)) for one in said)
    return (TableExhibit(REMARKS, "单位说明", heads, rows),)


def _cell(code: str, unit: str, book: FigureBook) -> str:
    """The confirmed figure; a dash where the unit has confirmed none (the last column says why)."""
    key = qualified(f"{code}.week", unit)
    return f"{{{{{key}|表内}}}}" if key in book and not book.why_not(key) else "—"
