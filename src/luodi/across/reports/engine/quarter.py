"""RP03 季度晾晒: scores and colours of a quarter by group, places and their changes, single boards, who lags."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.assessment.rules.boards import SINGLE_BOARDS
from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.grids import Spec, own_table, unit_table
from luodi.across.reports.engine.remarks import group_remarks, is_own, low_sentence, ranking_sentence, unit_items
from luodi.across.reports.engine.standing import Member, Standing
from luodi.across.reports.engine.template import Body, Clause, Condition, Each, Flow, Section, Show, Template, sentence

KIND: Final = "RP03"
ANNEX_TITLE: Final = "各单位分项得分"
_PLACES: Final = 3
_SHORT: Final = (
    Spec("得分", "X02", width=14),
    Spec("等次", "grade", "text", "评语", 14, alignment="center"),
    Spec("上季名次", "X03.before", "index", "数值", 14),
    Spec("名次变化", "X03.moved", "text", "升降", 14, alignment="center"),
    Spec("上季色", "X04.before", "text", "颜色", 12, alignment="center"),
    Spec("本季色", "X04", "text", "颜色", 12, alignment="center"),
)


def quarter_exhibits(groups: Sequence[Standing], book: FigureBook) -> tuple[Exhibit, ...]:
    """For each group its scores, its chart and the points by line; the single boards of all units."""
    if is_own(groups):
        return (own_table(groups[0], book),)
    found: list[Exhibit] = []
    for group in (one for one in groups if one.scored):
        found.append(
            unit_table(
                f"rank-{group.code}", f"{group.name}综合得分", group.members, _SHORT, book, has_rank=group.is_ranked
            )
        )
        if group.is_ranked:
            found.append(_chart(group))
        found.append(_lines(group, book))
    board = _boards(groups, book)
    return (*found, board) if board is not None else tuple(found)


def annexed(groups: Sequence[Standing]) -> tuple[str, ...]:
    """The keys of the annexed tables."""
    return () if is_own(groups) else tuple(f"lines-{group.code}" for group in groups if group.scored)


def quarter_template(groups: Sequence[Standing]) -> Template:
    """The template of the quarter."""
    return Template(
        kind=KIND,
        title="[[place]][[year]]年[[quarter]]招商引资晾晒",
        opening=(
            Flow(
                (
                    sentence(
                        "按照考核方案“[[scheme]]”，现将[[place]][[year]]年[[quarter]]招商引资得分、排名和五色评定情况晾晒如下"
                    ),
                )
            ),
        ),
        sections=(
            Section("综合得分与五色评定", tuple(_scores(groups))),
            Section("分组排名与变化", tuple(_changes(groups))),
            Section("单项榜", () if is_own(groups) else _SINGLE),
            Section("亮点", tuple(_highlights(groups))),
            Section("靠后单位提醒", tuple(_low(groups))),
            Section("口径说明", (*_NOTES, *group_remarks(groups))),
        ),
        word_names={"X06.S02": "签约额创历年新高", "X06.C01": "到位资金创历年新高"},
    )


def quarter_groups(groups: Sequence[Standing], book: FigureBook) -> dict[str, tuple[Item, ...]]:
    """Best and low units, and who rose or fell."""
    found = unit_items(groups)
    for group in groups:
        found[f"up_{group.code}"] = _moved(group, book, 1)
        found[f"down_{group.code}"] = _moved(group, book, -1)
        found[f"first_{group.code}"] = tuple(_item(one) for one in group.members if one.rank == 1)
    return found


_SINGLE: Final[tuple[Body, ...]] = (
    Flow((sentence("单项榜按年初以来累计数排列，数值相同的并列，没有数值或为零的不上榜"),)),
    Show("boards"),
)
_NOTES: Final[tuple[Body, ...]] = (
    Flow(
        (
            sentence("得分按截至季末的时序目标计算，按未修约得分排名，同分同名次；单位少于四个的分组不排名"),
            sentence("五色按得分评定：95分以上绿、85分以上蓝、75分以上黄、65分以上橙、65分以下红，另有规定的从其规定"),
        )
    ),
)


def _scores(groups: Sequence[Standing]) -> list[Body]:
    if is_own(groups):
        return [Flow((ranking_sentence(groups[0], is_alone=True),)), Show("own")]
    found: list[Body] = []
    for group in groups:
        if not group.scored:
            found.append(Flow((sentence(f"{group.name}本期没有可评价的指标，不计分、不评色"),)))
            continue
        found += [Flow((ranking_sentence(group),)), Show(f"rank-{group.code}")]
        if group.is_ranked:
            found.append(Show(f"chart-{group.code}"))
    return found


def _changes(groups: Sequence[Standing]) -> list[Body]:
    said = (Clause("[[unit]]（{{X03.moved@[[code]]|升降}}）"),)
    found: list[Body] = []
    for group in (one for one in groups if one.is_ranked and not is_own(groups)):
        up = Each(f"up_{group.code}", said, separator="、", one="上升的有", many="上升的有", before="，")
        down = Each(f"down_{group.code}", said, separator="、", one="下降的有", many="下降的有", before="；")
        found.append(Flow((sentence(f"{group.name}与上季度相比", up, down),)))
    return found


def _highlights(groups: Sequence[Standing]) -> list[Body]:
    records = (
        sentence(Clause("[[area]]累计正式合同额{{S02.ytd}}"), _record("X06.S02"), is_carrying=False),
        sentence(Clause("实际到位资金{{C01.ytd}}"), _record("X06.C01"), is_carrying=False),
    )
    firsts = tuple(
        sentence(
            Each(
                f"first_{group.code}",
                (Clause(f"[[unit]]以{{{{X02@[[code]]|表内}}}}分居{group.name}第一"),),
                separator="、",
            )
        )
        for group in groups
        if group.is_ranked and not is_own(groups)
    )
    return [Flow((*firsts, *records))] if firsts else []


def _record(key: str) -> Clause:
    return Clause("创历年新高", when=(Condition(key, "==", Decimal(1)),))


def _low(groups: Sequence[Standing]) -> list[Body]:
    return [Flow((low_sentence(group),)) for group in groups if group.low]


def _moved(group: Standing, book: FigureBook, sign: int) -> tuple[Item, ...]:
    found = []
    for one in group.members:
        moved = book.get(f"X03.moved@{one.code}")
        if moved is not None and moved.raw is not None and moved.raw * sign > 0:
            found.append(_item(one))
    return tuple(found)


def _item(one: Member) -> Item:
    return Item({"unit": one.label, "code": one.code})


def _chart(group: Standing) -> ChartExhibit:
    members = group.scored
    keys = tuple(f"X02@{one.code}" for one in members)
    line = ChartLine("综合得分", keys, digits=2)
    return ChartExhibit(
        f"chart-{group.code}", f"{group.name}综合得分图", tuple(one.label for one in members), (line,), "分"
    )


def _lines(group: Standing, book: FigureBook) -> TableExhibit:
    members = tuple(one for one in group.scored if one.is_open)
    specs = [
        *(Spec(line.name, f"{line.mark}.points", width=15) for line in group.judged),
        Spec("已评价权重", "weight", width=12),
        Spec("综合得分", "X02", width=13),
    ]
    gone = "、".join(line.name for line in group.lines if not line.is_judged)
    note = f"没有数据或没有目标、本期不评价的指标：{gone}，其权重分摊到其他指标" if gone else ""
    return unit_table(f"lines-{group.code}", f"{group.name}分项得分", members, specs, book, note=note, size=9.0)


def _boards(groups: Sequence[Standing], book: FigureBook) -> TableExhibit | None:
    """The first three places of each board; a board on which nobody has a number is named below."""
    members = [one for group in groups for one in group.members]
    columns = (
        ExhibitColumn("榜单", width=18),
        ExhibitColumn("指标", width=34),
        *(ExhibitColumn(f"第{place}名", width=34) for place in ("一", "二", "三")),
    )
    rows, empty = [], []
    for one in SINGLE_BOARDS:
        placed = _placed(members, f"{one.figure}.ytd", book)
        if placed:
            cells = [_cell(placed[at], one.figure) if at < len(placed) else "" for at in range(_PLACES)]
            rows.append((one.name, f"{one.measure}（{one.unit}）", *cells))
        else:
            empty.append(one.name)
    if not rows:
        return None
    note = f"{'、'.join(empty)}榜各单位均无数值，不列" if empty else ""
    return TableExhibit("boards", "单项榜前三名", columns, tuple(rows), note=note)


def _placed(members: Sequence[Member], key: str, book: FigureBook) -> list[list[Member]]:
    """The members of each of the first places, best first; equal values share a place and take up the next ones."""
    values: dict[Decimal, list[Member]] = {}
    for one in members:
        figure = book.get(f"{key}@{one.code}")
        if figure is not None and figure.raw is not None and figure.raw > 0:
            values.setdefault(figure.raw, []).append(one)
    found: list[list[Member]] = []
    for value in sorted(values, reverse=True):
        if len(found) < _PLACES:
            found += [values[value], *([] for _ in values[value][1:])]
    return found[:_PLACES]


def _cell(members: Sequence[Member], code: str) -> str:
    return "、".join(f"{one.label} {{{{{code}.ytd@{one.code}|表内}}}}" for one in members)
