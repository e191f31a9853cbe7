"""RP12 五色图: the colours of units and of their indicators by group, letters in the cells, changes, and why (domain/06 §4.9)."""

from collections.abc import Sequence
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.grids import Spec, own_table, unit_table
from luodi.across.reports.engine.remarks import group_remarks, is_own, ranking_sentence
from luodi.across.reports.engine.standing import Standing
from luodi.across.reports.engine.template import Body, Clause, Each, Flow, Section, Show, Template, sentence

KIND: Final = "RP12"
LETTERS: Final = ("绿", "蓝", "黄", "橙", "红", "灰")
_MARKS: Final = {letter: f"c{number}" for number, letter in enumerate(LETTERS, 1)}


def count_key(group: str, letter: str) -> str:
    """The key of the number of units of a colour in a group."""
    return f"colours.{group}.{_MARKS[letter]}"


def colours_exhibits(groups: Sequence[Standing], book: FigureBook) -> tuple[Exhibit, ...]:
    """How many units have which colour; for each group its units with the colours of their indicators."""
    if is_own(groups):
        return (own_table(groups[0], book),)
    scored = [group for group in groups if group.scored]
    if not scored:
        return ()
    return (_counts(scored), *(_matrix(group, book) for group in scored), _chart(scored))


def colours_template(groups: Sequence[Standing]) -> Template:
    """The template of the picture."""
    own = is_own(groups)
    return Template(
        kind=KIND,
        title="[[place]][[year]]年[[span]]招商引资五色图",
        opening=(),
        sections=(
            Section("五色分布", () if own else _spread(groups)),
            Section("各单位五色", tuple(_own(groups) if own else _matrices(groups))),
            Section("五色变化", () if own else tuple(_changes(groups))),
            Section("评定说明", (*_LEGEND, *group_remarks(groups))),
        ),
        word_names={},
    )


def colours_groups(groups: Sequence[Standing], book: FigureBook) -> dict[str, tuple[Item, ...]]:
    """Units whose colour became better or worse."""
    found: dict[str, tuple[Item, ...]] = {}
    for group in groups:
        for name, sign in (("better", 1), ("worse", -1)):
            found[f"{name}_{group.code}"] = tuple(
                Item({"unit": one.label, "code": one.code})
                for one in group.members
                if _moved(f"X04.moved@{one.code}", book) * sign > 0
            )
    return found


_LEGEND: Final[tuple[Body, ...]] = (
    Flow(
        (
            sentence(
                "指标五色按时序系数K评定：超前为绿、达到进度为蓝、略慢为黄、滞后为橙、严重滞后为红，没有目标或没有数据的不评价，记灰"
            ),
            sentence("综合五色按考核方案“[[scheme]]”的得分评定；格中文字即颜色，黑白打印同样可读"),
        )
    ),
)


def _spread(groups: Sequence[Standing]) -> tuple[Body, ...]:
    said = tuple(Clause(f"{letter}{{{{{count_key('all', letter)}}}}}", before="、") for letter in LETTERS[1:5])
    told = sentence(
        Clause(f"参加评色的单位中，绿{{{{{count_key('all', '绿')}}}}}"),
        *said,
        Clause(f"不评价{{{{{count_key('all', '灰')}}}}}", drops_zero=True),
    )
    return (Flow((told,)), Show("counts")) if any(group.scored for group in groups) else ()


def _matrices(groups: Sequence[Standing]) -> list[Body]:
    found: list[Body] = []
    for group in groups:
        if group.scored:
            found.append(Show(f"colours-{group.code}"))
        else:
            found.append(Flow((sentence(f"{group.name}本期没有可评价的指标，不评色"),)))
    return found


def _own(groups: Sequence[Standing]) -> list[Body]:
    return [Flow((ranking_sentence(groups[0], is_alone=True),)), Show("own")]


def _changes(groups: Sequence[Standing]) -> list[Body]:
    said = (Clause("[[unit]]由{{X04.before@[[code]]|颜色}}转{{X04@[[code]]|颜色}}"),)
    found: list[Body] = []
    for group in (one for one in groups if one.scored):
        better = Each(f"better_{group.code}", said, separator="、", one="好转的有", many="好转的有", before="，")
        worse = Each(f"worse_{group.code}", said, separator="、", one="变差的有", many="变差的有", before="；")
        found.append(Flow((sentence(f"{group.name}与上期相比", better, worse),)))
    return [*found, Show("chart")]


def _counts(groups: Sequence[Standing]) -> TableExhibit:
    columns = (ExhibitColumn("分组", width=30), *(ExhibitColumn(letter, "integer", 12, "center") for letter in LETTERS))
    rows = tuple(
        (group.name, *(f"{{{{{count_key(group.code, letter)}|数值}}}}" for letter in LETTERS)) for group in groups
    )
    return TableExhibit("counts", "各组综合五色分布", columns, rows, unit_line="单位：个")


def _matrix(group: Standing, book: FigureBook) -> TableExhibit:
    specs = [
        Spec("综合得分", "X02", width=13),
        Spec("上期", "X04.before", "text", "颜色", 9, alignment="center"),
        Spec("本期", "X04", "text", "颜色", 9, alignment="center"),
        Spec("变化", "X04.moved", "text", "升降", 9, alignment="center"),
        *(Spec(line.name, f"{line.mark}.colour", "text", "颜色", 14, "指标五色", "center") for line in group.coloured),
    ]
    grey = "、".join(line.name for line in group.lines if not line.is_coloured)
    note = f"各单位都不评色、未列的指标：{grey}" if grey else ""
    return unit_table(
        f"colours-{group.code}", f"{group.name}五色", group.members, specs, book, note=note, has_rank=group.is_ranked
    )


def _chart(groups: Sequence[Standing]) -> ChartExhibit:
    lines = tuple(
        ChartLine(group.name, tuple(count_key(group.code, letter) for letter in LETTERS[:5])) for group in groups
    )
    return ChartExhibit("chart", "各组综合五色单位数", LETTERS[:5], lines, "个")


def _moved(key: str, book: FigureBook) -> int:
    figure = book.get(key)
    return 0 if figure is None or figure.raw is None else int(figure.raw)
