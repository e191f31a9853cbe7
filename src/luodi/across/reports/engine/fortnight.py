"""RP01 半月招商动态: how far, which projects moved, problems and orders, what the next half month asks (domain/11 §4.19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.grids import Spec, unit_table
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Each,
    Flow,
    Points,
    Section,
    Show,
    Template,
    point,
    sentence,
)
from luodi.across.reports.engine.tokens import plain_word

KIND: Final = "RP01"
AREA_TABLE, UNIT_TABLE, MOVED_TABLE, LATE_TABLE, DUE_TABLE = "area", "units", "moved", "late", "due"
_SHOWN: Final = 15
_INDICATORS: Final = (
    ("新签正式合同项目（个）", "S01", "S06.n"),
    ("新签正式合同额（亿元）", "S02", "S06.v"),
    ("新开工项目（个）", "P01", ""),
    ("实际到位资金（亿元）", "C01", "C02"),
)
_UNIT_SPECS: Final = (
    Spec("新签合同（个）", "S01.month", "number", width=16),
    Spec("合同额（亿元）", "S02.month", width=16),
    Spec("新开工（个）", "P01.month", "number", width=16),
    Spec("到位资金（亿元）", "C01.month", width=17),
)


@dataclass(frozen=True)
class Move:
    """Something that happened to a project in the half month; `amount` names the figure of its size, if it is known."""

    act: str
    day: date
    project: str
    unit: str
    amount: str = ""


@dataclass(frozen=True)
class Late:
    """A project whose clock is overdue by thirty days or more."""

    project: str
    unit: str
    clock: str
    days: int
    colour: str


@dataclass(frozen=True)
class Coming:
    """A clock that runs out in the next half month."""

    project: str
    unit: str
    clock: str
    due_on: date


@dataclass(frozen=True)
class HalfMonth:
    """What the half month brought beside its figures, each in the order in which it is printed.

    `lists` are the frozen dispatch lists: label and the ending of their keys (`listed.1`, `fresh.1`, `left.1`).
    """

    members: tuple[Member, ...] = ()
    moves: tuple[Move, ...] = ()
    late: tuple[Late, ...] = ()
    coming: tuple[Coming, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()


def fortnight_exhibits(half: HalfMonth, book: FigureBook) -> tuple[Exhibit, ...]:
    """The tables that have rows."""
    found: list[Exhibit] = [_area_table(book)]
    if half.members:
        found.append(
            unit_table(UNIT_TABLE, "各单位本期进展", half.members, _UNIT_SPECS, book, note="只列本期有进展的单位")
        )
    if half.moves:
        found.append(_moved_table(half.moves))
    if half.late:
        found.append(_late_table(half.late))
    if half.coming:
        found.append(_due_table(half.coming))
    return tuple(found)


def fortnight_groups(half: HalfMonth) -> Mapping[str, tuple[Item, ...]]:
    """What is said one by one: acts with the projects behind them, dispatch lists."""
    acts = dict.fromkeys(one.act for one in half.moves)
    names = {act: tuple(plain_word(one.project) for one in half.moves if one.act == act) for act in acts}
    return {
        "moves": tuple(Item({"act": act}, names[act][:3], len(names[act])) for act in acts),
        "lists": tuple(Item({"list": label, "place": place}) for label, place in half.lists),
    }


def fortnight_template() -> Template:
    """The template of the half month."""
    return Template(
        kind=KIND,
        title="[[place]][[span]]招商引资动态",
        opening=(),
        sections=(
            Section("总体进展", (*_OVERVIEW, Show(AREA_TABLE), Show(UNIT_TABLE))),
            Section("重点项目动态", (*_PROJECTS, Show(MOVED_TABLE), Show(LATE_TABLE))),
            Section("问题与交办", (_LISTS, _ORDERS)),
            Section("下半月安排", (_PLANS, Show(DUE_TABLE))),
        ),
        word_names={"lists.count": "本期定版的调度清单"},
    )


_OVERVIEW: Final[tuple[Body, ...]] = (
    Flow(
        (
            sentence(
                "[[span]]（[[days]]），[[area]]新签正式合同{{S01.month}}",
                Clause("合同额{{S02.month}}"),
                Clause("新开工项目{{P01.month}}", before="；"),
                Clause("实际到位资金{{C01.month}}", before="；"),
            ),
            sentence(
                Clause("新登记招商线索{{leads}}", drops_zero=True, instead="本期没有新登记的招商线索"),
                Clause("新增在谈项目{{talks}}", drops_zero=True),
                is_carrying=False,
            ),
        )
    ),
    Flow(
        (
            sentence(
                "今年以来，累计新签正式合同{{S01.ytd}}",
                Clause("完成全年任务的{{S06.n.ytd}}"),
                Clause("{{S09.n.ytd|同比}}"),
            ),
            sentence("正式合同额{{S02.ytd}}", Clause("完成全年任务的{{S06.v.ytd}}"), Clause("{{S09.v.ytd|同比}}")),
            sentence("新开工项目{{P01.ytd}}"),
            sentence("实际到位资金{{C01.ytd}}", Clause("完成全年任务的{{C02.ytd}}"), Clause("{{C08.ytd|同比}}")),
        )
    ),
)
_PROJECTS: Final[tuple[Body, ...]] = (
    Flow(
        (
            sentence(
                Each("moves", (Clause("[[act]][[names]]"),), separator="；", one="本期", many="本期"), is_carrying=True
            ),
        )
    ),
    Flow(
        (
            sentence(
                Clause(
                    "截至[[day]]，时限超期30天以上的橙色项目{{colour.orange}}",
                    drops_zero=True,
                    instead="截至[[day]]，没有时限超期30天至59天的橙色项目",
                ),
                Clause("超期60天以上的红色项目{{colour.red}}", drops_zero=True, instead="没有超期60天以上的红色项目"),
            ),
        )
    ),
)
_LISTS: Final = Flow(
    (
        sentence(
            "本期下发调度清单{{lists.count}}",
            Each(
                "lists",
                (
                    Clause("[[list]]{{listed.[[place]]}}"),
                    Clause("新列{{fresh.[[place]]}}", drops_zero=True),
                    Clause("移出{{left.[[place]]}}", before="、", drops_zero=True),
                ),
                before="：",
            ),
        ),
    )
)
_ORDERS: Final = Flow(
    (
        sentence("本期新提出问题{{issues.raised}}", Clause("截至[[day]]尚未销号{{issues.open}}")),
        sentence(
            "本期下达交办、督办等三单{{orders.sent}}",
            Clause("办结{{orders.ended}}"),
            Clause("截至[[day]]在办{{orders.open}}"),
            Clause("其中逾期{{orders.overdue}}", drops_zero=True),
        ),
        sentence(Clause("本期办理期限到期的三单{{G07.due.month}}", drops_zero=True), Clause("按期办结率{{G07.month}}")),
        sentence(Clause("本期新提出的要素问题{{G06.due.month}}", drops_zero=True), Clause("解决率{{G06.month}}")),
    )
)
_PLANS: Final = Points(
    (
        point(
            "盯紧到期时限",
            sentence(
                Clause("[[next]]有{{due.count}}时限到期，责任单位要提前办理，确需顺延的按规定申请", drops_zero=True)
            ),
        ),
        point(
            "推进清单项目", "列入调度清单的项目逐个落实责任人和推进措施，新列项目说明原因，连续列入的提交调度会议研究"
        ),
        point("办结交办事项", sentence(Clause("在办三单{{orders.open}}，逐件按期反馈、限时办结", drops_zero=True))),
        point("按时报送数据", "签约、开工、到位资金当周填报、附齐佐证，周统计按期确认"),
    ),
    is_split=True,
)


def _area_table(book: FigureBook) -> TableExhibit:
    columns = (
        ExhibitColumn("指标", width=46),
        ExhibitColumn("本期", "number", 18),
        ExhibitColumn("今年累计", "number", 18),
        ExhibitColumn("全年任务", "number", 18),
        ExhibitColumn("完成率（%）", "percent", 20),
    )
    rows = tuple(
        (label, f"{{{{{flow}.month|表内}}}}", f"{{{{{flow}.ytd|表内}}}}", *_aim(flow, completion, book))
        for label, flow, completion in _INDICATORS
    )
    return TableExhibit(AREA_TABLE, "主要指标进展", columns, rows, size=10.5)


def _aim(flow: str, completion: str, book: FigureBook) -> tuple[str, str]:
    if not completion or f"{completion}.ytd" not in book:
        return "／", "／"
    return f"{{{{{flow}.target|数值}}}}", f"{{{{{completion}.ytd|表内}}}}"


def _moved_table(moves: Sequence[Move]) -> TableExhibit:
    columns = (
        ExhibitColumn("日期", "date", 25),
        ExhibitColumn("进展", width=14, alignment="center"),
        ExhibitColumn("项目", width=46),
        ExhibitColumn("总投资（万元）", "money", 20),
        ExhibitColumn("责任单位", width=34),
    )
    rows = tuple(
        (
            one.day.isoformat(),
            one.act,
            plain_word(one.project),
            f"{{{{{one.amount}|数值}}}}" if one.amount else "—",
            one.unit,
        )
        for one in moves[:_SHOWN]
    )
    return TableExhibit(MOVED_TABLE, "重点项目进展", columns, rows, note=_cut(len(moves)), size=10.5, is_internal=True)


def _late_table(late: Sequence[Late]) -> TableExhibit:
    columns = (
        ExhibitColumn("项目", width=50),
        ExhibitColumn("责任单位", width=34),
        ExhibitColumn("超期时限", width=22, alignment="center"),
        ExhibitColumn("超期（天）", width=16, alignment="center"),
        ExhibitColumn("色", width=8, alignment="center"),
    )
    rows = tuple((plain_word(one.project), one.unit, one.clock, str(one.days), one.colour) for one in late[:_SHOWN])
    return TableExhibit(LATE_TABLE, "橙色、红色项目", columns, rows, note=_cut(len(late)), size=10.5, is_internal=True)


def _due_table(coming: Sequence[Coming]) -> TableExhibit:
    columns = (
        ExhibitColumn("到期日", "date", 25),
        ExhibitColumn("时限", width=22, alignment="center"),
        ExhibitColumn("项目", width=50),
        ExhibitColumn("责任单位", width=38),
    )
    rows = tuple((one.due_on.isoformat(), one.clock, plain_word(one.project), one.unit) for one in coming[:_SHOWN])
    return TableExhibit(
        DUE_TABLE, "下半月到期的时限", columns, rows, note=_cut(len(coming)), size=10.5, is_internal=True
    )


def _cut(count: int) -> str:
    return f"共{count}项，只列前{_SHOWN}项" if count > _SHOWN else ""
