"""The difference of two issues as a workbook: figures, places, score lines, and every project that moved a figure."""

from collections.abc import Iterator

from django.utils.timezone import localtime

from luodi.across.reports.engine.changes import Seen, Shift
from luodi.across.reports.engine.pairs import Pair, printed
from luodi.across.reports.engine.places import PlaceChange, signed
from luodi.across.reports.selectors.differences import Difference, FigureChange, figure_changes
from luodi.across.reports.selectors.taken import as_decimal
from luodi.base.core.money import UNKNOWN
from luodi.base.core.tabular import Cell, Column, Sheet, write_workbook
from luodi.base.orgs.models import User

PARTS = {"numerator": "分子", "denominator": "分母", "previous": "上年同期"}
_WHOLE = "构成"


def difference_name(compared: Difference) -> str:
    """What the comparison is called: 松汀区2023年5月与6月…的比较."""
    then, now = compared.then, compared.now
    if compared.is_same_period:
        return f"{now.paper.title}两稿比较"
    return f"{now.paper.title}与{then.label}比较"


def difference_bytes(viewer: User, compared: Difference) -> tuple[str, bytes]:
    """File name and .xlsx bytes; projects out of the viewer's reach stand as one sum a figure, as on the page."""
    name = difference_name(compared)
    sheets = [_figures(name, compared), *_scores(name, compared), _projects(name, viewer, compared)]
    return f"{name}.xlsx", write_workbook(sheets)


def part_name(change: FigureChange, part: str) -> str:
    """What a part of a figure is called: 构成 where there is only one."""
    return PARTS.get(part, part) if len(change.parts) > 1 else _WHOLE


def _figures(name: str, compared: Difference) -> Sheet:
    columns = (
        Column("范围", width=16),
        Column("指标代码", "code", 14),
        Column("名称", width=40),
        Column(compared.then.label, width=20),
        Column(compared.now.label, width=20),
        Column("变化", width=26),
        Column("口径", width=20),
        Column("统计期间（后一份）", width=26),
    )
    rows: list[tuple[Cell, ...]] = [_figure(compared.now.paper.unit.label, compared, pair) for pair in compared.area]
    if compared.change is not None:
        rows += [_figure(compared.change.place.label, compared, pair) for pair in compared.own]
    rows += [_figure(pair.told.owner, compared, pair) for pair in compared.items]
    return Sheet("指标", name, columns, rows, note=_moments(compared), frozen_columns=3)


def _figure(whose: str, compared: Difference, pair: Pair) -> tuple[Cell, ...]:
    told = pair.told
    return (
        whose,
        told.code or UNKNOWN,
        compared.name_of(pair).removeprefix(told.owner),
        printed(pair.then),
        printed(pair.now),
        pair.moved,
        told.calibre,
        told.period,
    )


def _scores(name: str, compared: Difference) -> Iterator[Sheet]:
    change = compared.change
    if change is None:
        return
    columns = (
        Column("单位", width=24),
        Column(f"名次（{compared.then.label}）", "integer", 18),
        Column(f"名次（{compared.now.label}）", "integer", 18),
        Column("升降", width=10),
        Column(f"得分（{compared.then.label}）", "decimal", 18),
        Column(f"得分（{compared.now.label}）", "decimal", 18),
        Column("得分变化", "decimal", 14),
        Column(f"与{change.place.label}的先后", width=40),
    )
    past = {one.place.code: f"超过{change.place.label}：{one.told}".rstrip("：") for one in change.passed_by}
    past |= {one.place.code: f"被{change.place.label}超过" for one in change.passed}
    rows: list[tuple[Cell, ...]] = [
        (
            one.label,
            one.rank_then,
            one.rank_now,
            one.moved,
            one.score_then,
            one.score_now,
            one.gained,
            past.get(one.code, ""),
        )
        for one in change.everyone
    ]
    yield Sheet("名次", name, columns, rows, note=change.sentence, frozen_columns=1)
    if change.lines:
        yield _lines(name, compared, change)


def _lines(name: str, compared: Difference, change: PlaceChange) -> Sheet:
    columns = (
        Column("评分项", width=36),
        Column("权重", width=10),
        Column(f"指标值（{compared.then.label}）", width=22),
        Column(f"指标值（{compared.now.label}）", width=22),
        Column(f"得分（{compared.then.label}）", "decimal", 18),
        Column(f"得分（{compared.now.label}）", "decimal", 18),
        Column("得分变化", "decimal", 14),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.weight, one.value_then, one.value_now, one.then, one.now, one.difference) for one in change.lines
    ]
    if signed(change.rest) != "0.00":
        rows.append(("封顶、限分等", "", "", "", None, None, change.rest))
    place = change.place
    rows.append(("合计", "", "", "", place.score_then, place.score_now, place.gained))
    return Sheet("得分构成", f"{name}：{place.label}", columns, rows, frozen_columns=1)


def _projects(name: str, viewer: User, compared: Difference) -> Sheet:
    columns = (
        Column("单位", width=20),
        Column("指标代码", "code", 14),
        Column("指标", width=34),
        Column("部分", width=10),
        Column("编号", "code", 16),
        Column("项目或事项", width=40),
        Column("情况", width=12),
        Column(compared.then.label, "decimal", 16),
        Column(compared.now.label, "decimal", 16),
        Column("变化", "decimal", 14),
        Column("其中更正", "decimal", 14),
        Column("更正", width=8),
    )
    rows = [row for change in figure_changes(viewer, compared) for row in _change(change)]
    return Sheet("项目变化", name, columns, rows, note="各项变化之和等于合计的变化", frozen_columns=3)


def _change(change: FigureChange) -> Iterator[tuple[Cell, ...]]:
    told = change.pair.told
    head = (change.unit, told.code, told.bare_name)
    if change.why:
        yield (*head, "", "", change.why, "", None, None, None, None, "")
    for part in change.parts:
        yield from ((*head, part_name(change, part.part.part), *cells) for cells in _part(part))


def _part(part: Seen) -> Iterator[tuple[Cell, ...]]:
    for one in part.rows:
        yield (one.code, one.name, str(one.way.value), *_amounts(one))
    if part.others:
        sums = (part.others_then, part.others_now, part.others_difference)
        yield ("", f"其他单位 {part.others} 个", "", *(as_decimal(one) for one in sums), None, "")
    totals = (part.part.then, part.part.now, part.part.difference)
    yield ("", f"合计（未变 {part.part.same} 个）", "", *(as_decimal(one) for one in totals), None, "")


def _amounts(one: Shift) -> tuple[Cell, ...]:
    corrected = as_decimal(one.corrected) if one.corrected else None
    return (*(as_decimal(amount) for amount in (one.then, one.now, one.difference)), corrected, one.correction)


def _moments(compared: Difference) -> str:
    """As known when each issue took its figures."""
    told = (
        f"{one.label}：数据截至{localtime(one.paper.known_at):%Y-%m-%d %H:%M}" for one in (compared.then, compared.now)
    )
    return "；".join(told)
