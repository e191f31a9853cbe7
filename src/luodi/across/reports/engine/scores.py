"""RP11 考核得分表与分析: values, points, additions and deductions, grades by group, and where the points were lost."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit
from luodi.across.reports.engine.grids import Spec, own_table, unit_table
from luodi.across.reports.engine.remarks import group_remarks, is_own, low_sentence, ranking_sentence, unit_items
from luodi.across.reports.engine.standing import SheetLine, Standing
from luodi.across.reports.engine.template import Body, Clause, Condition, Each, Flow, Section, Show, Template, sentence
from luodi.across.reports.engine.tokens import qualified
from luodi.base.core.money import round_decimal

KIND: Final = "RP11"
ANNEX_TITLE: Final = "各单位指标值和分项得分"
GRADES: Final = ("优秀", "良好", "合格", "不合格")
_WEAKEST: Final = 3
_SHORT: Final = (
    Spec("指标得分", "base", width=15),
    Spec("加分", "bonus", width=12),
    Spec("扣分", "penalty", width=12),
    Spec("评分调整", "correction", width=14),
    Spec("综合得分", "X02", width=15),
    Spec("等次", "grade", "text", "评语", 13, alignment="center"),
    Spec("五色", "X04", "text", "颜色", 10, alignment="center"),
)


def scores_book(groups: Sequence[Standing], book: FigureBook) -> dict[str, FigureValue]:
    """What the analysis says of each group: grades counted, mean and spread of scores, the lines that lost most."""
    found: dict[str, FigureValue] = {}
    for group in groups:
        if group.scored:
            found |= _of_scores(group, book)
            for line in group.judged:
                found |= _of_line(group, line, book)
    return found


def scores_exhibits(groups: Sequence[Standing], book: FigureBook) -> tuple[Exhibit, ...]:
    """For each group its scores and chart, and for the annex the values and points of every line."""
    if is_own(groups):
        return (own_table(groups[0], book),)
    found: list[Exhibit] = []
    for group in (one for one in groups if one.scored):
        caption = f"{group.name}考核得分"
        found.append(unit_table(f"scores-{group.code}", caption, group.scored, _SHORT, book, has_rank=group.is_ranked))
        if len(group.scored) > 1:
            found.append(_lost_chart(group))
        found.append(_lines(group, book, "value", "指标值", "评语"))
        found.append(_lines(group, book, "points", "分项得分", "表内"))
    return tuple(found)


def scores_annexed(groups: Sequence[Standing]) -> tuple[str, ...]:
    """The keys of the annexed tables."""
    if is_own(groups):
        return ()
    return tuple(f"{part}-{group.code}" for group in groups if group.scored for part in ("value", "points"))


def scores_groups(groups: Sequence[Standing], book: FigureBook) -> dict[str, tuple[Item, ...]]:
    """Best and low units, grades that occur, and the lines that lost most, of each group."""
    found = unit_items(groups)
    for group in groups:
        found[f"grades_{group.code}"] = tuple(
            Item({"grade": grade, "key": _grade_key(group, number)}) for number, grade in enumerate(GRADES)
        )
        found[f"weak_{group.code}"] = tuple(
            Item({"line": line.name, "key": _rate_key(group, line)}) for line in _weakest(group, book)
        )
    return found


def scores_template(groups: Sequence[Standing]) -> Template:
    """The template of the period."""
    return Template(
        kind=KIND,
        title="[[place]][[year]]年[[quarter]]招商引资考核得分表与分析",
        opening=(
            Flow(
                (
                    sentence(
                        "按照考核方案“[[scheme]]”，现将[[place]][[year]]年[[quarter]]招商引资考核指标完成、得分、加减分和等次情况报告如下"
                    ),
                )
            ),
        ),
        sections=(
            Section("得分和等次", tuple(_scores(groups))),
            Section("得失分分析", tuple(_analysis(groups))),
            Section("加减分和一票否决", tuple(group_remarks(groups)) or (_NO_REMARKS,)),
            Section("靠后单位", tuple(Flow((low_sentence(group),)) for group in groups if group.low)),
            Section("申诉处理", (_APPEALS,)),
            Section("口径说明", (_NOTES,)),
        ),
    )


_NO_REMARKS: Final = Flow((sentence("本期没有经批准的加分、扣分、评分调整和一票否决"),))
_APPEALS: Final = Flow(
    (
        sentence(
            Clause("本轮收到申诉和异议{{appeals.filed}}", drops_zero=True),
            Clause("已答复{{appeals.answered}}"),
            Clause("其中采纳或部分采纳{{appeals.upheld}}", drops_zero=True),
        ),
        sentence(Clause("本轮没有单位提出申诉或异议", when=(Condition("appeals.filed", "==", Decimal(0)),))),
    )
)
_NOTES: Final = Flow(
    (
        sentence("得分按截至期末的时序目标计算，没有数据或没有目标的指标不评价，其权重分摊到其他指标"),
        sentence(
            "综合得分＝指标得分＋加分−扣分＋评分调整，按未修约得分排名，同分同名次；能评分的单位不足四个的分组不排名"
        ),
        sentence("得分率为该指标得分与计分权重之比的各单位平均数"),
    )
)


def _scores(groups: Sequence[Standing]) -> list[Body]:
    if is_own(groups):
        return [Flow((ranking_sentence(groups[0], is_alone=True),)), Show("own")]
    found: list[Body] = []
    for group in groups:
        if not group.scored:
            found.append(Flow((sentence(f"{group.name}本期没有可评价的指标，不计分、不评等次"),)))
            continue
        graded = Each(
            f"grades_{group.code}",
            (Clause("[[grade]]{{[[key]]}}", drops_zero=True),),
            separator="、",
            one=f"{group.name}评为",
            many=f"{group.name}评为",
        )
        found += [Flow((ranking_sentence(group), sentence(graded))), Show(f"scores-{group.code}")]
    return found


def _analysis(groups: Sequence[Standing]) -> list[Body]:
    found: list[Body] = []
    for group in (one for one in groups if one.scored and not is_own(groups)):
        mean, top, low = (f"{{{{{part}.{_mark(group)}}}}}" for part in ("mean", "top", "bottom"))
        spread = Clause(f"最高{top}、最低{low}，相差{{{{spread.{_mark(group)}}}}}", when=(_is_spread(group),))
        weak = Each(
            f"weak_{group.code}",
            (Clause("[[line]]（得分率{{[[key]]}}）", when=(Condition("[[key]]", "<", Decimal(100)),)),),
            separator="、",
            one="失分较多的指标是",
            many="失分较多的指标是",
        )
        found.append(Flow((sentence(f"{group.name}平均得分{mean}", spread), sentence(weak))))
        if len(group.scored) > 1:
            found.append(Show(f"lost-{group.code}"))
    return found


def _is_spread(group: Standing) -> Condition:
    return Condition(f"spread.{_mark(group)}", ">", Decimal(0))


def _mark(group: Standing) -> str:
    """The group's code as it may stand in a key."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in group.code)


def _grade_key(group: Standing, number: int) -> str:
    return f"graded.{_mark(group)}.g{number}"


def _rate_key(group: Standing, line: SheetLine) -> str:
    return f"rated.{_mark(group)}.{line.mark}"


def _of_scores(group: Standing, book: FigureBook) -> dict[str, FigureValue]:
    values = [book[qualified("X02", one.code)] for one in group.scored]
    scores = [value.raw or Decimal(0) for value in values]
    grades = [book[qualified("grade", one.code)].text for one in group.scored]
    plain = replace(values[0], owner="", text="", facts=None)
    told = (
        ("mean", "平均得分", sum(scores, Decimal(0)) / len(scores)),
        ("top", "最高得分", max(scores)),
        ("bottom", "最低得分", min(scores)),
        ("spread", "得分极差", max(scores) - min(scores)),
    )
    found = {
        f"{key}.{_mark(group)}": replace(plain, name=f"{group.name}{name}", raw=raw, text=str(round_decimal(raw, 2)))
        for key, name, raw in told
    }
    for number, grade in enumerate(GRADES):
        count = grades.count(grade)
        found[_grade_key(group, number)] = replace(
            plain, code="", name=f"{group.name}评为{grade}单位数", raw=Decimal(count), unit="个", text=str(count)
        )
    return found


def _of_line(group: Standing, line: SheetLine, book: FigureBook) -> dict[str, FigureValue]:
    """The mean of points over weight of the units of which the line was judged."""
    rates = []
    for one in group.scored:
        points, weight = (book.get(qualified(f"{line.mark}.{part}", one.code)) for part in ("points", "weight"))
        if points is not None and weight is not None and points.raw is not None and weight.raw:
            rates.append(points.raw * 100 / weight.raw)
    if not rates:
        return {}
    source = next(iter(book[qualified("X02", one.code)] for one in group.scored))
    mean = sum(rates, Decimal(0)) / len(rates)
    value = FigureValue(
        "",
        f"{group.name}{line.name}平均得分率",
        mean,
        "%",
        definition="得分÷计分权重×100%，各单位平均",
        period=source.period,
        source=source.source,
    )
    return {_rate_key(group, line): value}


def _weakest(group: Standing, book: FigureBook) -> list[SheetLine]:
    known = [
        (book[_rate_key(group, line)].raw or Decimal(0), line)
        for line in group.judged
        if _rate_key(group, line) in book
    ]
    known.sort(key=lambda pair: pair[0])
    return [line for _, line in known[:_WEAKEST]]


def _lost_chart(group: Standing) -> ChartExhibit:
    keys = tuple(_rate_key(group, line) for line in group.judged)
    names = tuple(line.name for line in group.judged)
    return ChartExhibit(
        f"lost-{group.code}", f"{group.name}各指标平均得分率", names, (ChartLine("平均得分率", keys, digits=1),), "%"
    )


def _lines(group: Standing, book: FigureBook, part: str, word: str, phrase: str) -> Exhibit:
    members = tuple(one for one in group.scored if one.is_open)
    kind = "text" if phrase == "评语" else "decimal"
    specs = [
        Spec(line.name, f"{line.mark}.{part}", "text", phrase, 16, alignment="center")
        if kind == "text"
        else Spec(line.name, f"{line.mark}.{part}", width=15)
        for line in group.judged
    ]
    if part == "points":
        specs += [Spec("指标得分", "base", width=13), Spec("综合得分", "X02", width=13)]
    return unit_table(f"{part}-{group.code}", f"{group.name}{word}", members, specs, book, size=9.0)
