"""What may be inserted into a template besides plain tables: places, lists of projects, charts; and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.office.marks import Draw, Show

PLACES, PROJECTS = "名次", "名单"
USUAL_COLUMNS: Final = ("项目", "责任单位", "总投资", "阶段")
_MOST_COLUMNS: Final = 8


@dataclass(frozen=True)
class Offered:
    """The plain tables, the groups whose places may be listed, the sets of projects and the columns of their lists."""

    tables: tuple[str, ...]
    groups: tuple[str, ...]
    sets: tuple[str, ...]
    columns: tuple[str, ...]


def show_fault(show: Show, offered: Offered, most_rows: int) -> str:
    """What is wrong with a table, as a sentence; empty when nothing is."""
    if show.limit is not None and not 1 <= show.limit <= most_rows:
        return f"“前{show.limit}”应在 1 到 {most_rows} 之间"
    if show.name == PROJECTS:
        return _list_fault(show, offered)
    if show.name == PLACES:
        return _places_fault(show, offered)
    if show.name not in offered.tables:
        known = "、".join((*offered.tables, PLACES, PROJECTS))
        return f"没有名为“{show.name}”的表，可以插入的是：{known}"
    return f"“表 {show.name}”后面不能再写别的" if show.key != show.name else ""


def draw_fault(draw: Draw, most_rows: int, *, is_edge: bool) -> str:
    """What is wrong with a chart, apart from its figure. `is_edge`: it stands in a header or footer."""
    if is_edge:
        return "页眉、页脚里不能放图，请移到正文"
    if draw.limit is not None and draw.by != "单位":
        return "“前N”只用于按单位的图"
    if draw.limit is not None and not 1 <= draw.limit <= most_rows:
        return f"“前{draw.limit}”应在 1 到 {most_rows} 之间"
    return ""


def _list_fault(show: Show, offered: Offered) -> str:
    if show.choice not in offered.sets:
        return f"请写明是哪一类名单，如“表 名单：{offered.sets[0]} 前20”，可选：{'、'.join(offered.sets)}"
    if show.limit is None:
        return f"名单要写明最多几行，如“表 名单：{show.choice} 前20”"
    strange = [name for name in show.columns if name not in offered.columns]
    if strange:
        return f"名单没有“{strange[0]}”这一列，可用：{'、'.join(offered.columns)}"
    if len(show.columns) > _MOST_COLUMNS:
        return f"名单最多 {_MOST_COLUMNS} 列，现有 {len(show.columns)} 列"
    return _twice(show.columns)


def _twice(columns: Sequence[str]) -> str:
    doubled = [name for number, name in enumerate(columns) if name in columns[:number]]
    return f"名单的列“{doubled[0]}”写了两次" if doubled else ""


def _places_fault(show: Show, offered: Offered) -> str:
    if show.columns:
        return "名次表的列是固定的，不用写“列”"
    if show.choice and show.choice not in offered.groups:
        return f"没有名为“{show.choice}”的考核分组，可选：{'、'.join(offered.groups)}"
    return ""
