"""Whose project it is and to which chain it belongs, where no column says so: groups, titles, sheet names, the reporting unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.tables import Table


@dataclass(frozen=True, slots=True)
class Known:
    """Names of units and chains that the system knows."""

    units: Sequence[str] = ()
    chains: Sequence[str] = ()


def put_unit(table: Table, fates: Sequence[RowFate], rows: Sequence[Draft], known: Known) -> None:
    """Where no column says whose project it is, the heading of its group does, or the unit that reports the table."""
    for name, find, fallback in (
        ("unit", _unit_in, _reporting(table, known)),
        ("chain", _chain_in, _chain_of(table, known)),
    ):
        if table.has(name):
            continue
        for fate, draft in zip(fates, rows, strict=True):
            found = (find(fate.group, known) if fate.group else "") or fallback
            if found:
                draft.values[name] = found


def _reporting(table: Table, known: Known) -> str:
    around = table.surroundings
    for text in (around.place, around.reporting_unit):
        named = _longest_in(text, known.units)
        if named:
            return named
    if around.place or around.reporting_unit:
        return around.place or around.reporting_unit
    return _unit_in(table.sheet_name, known)


_GROUP_MARKS: Final = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．,，]?|[(（](?:共|计)?\d+[个项家].*?[)）]$|[:：]$|共?\d+[个项家]$"
)
_UNIT_GROUP: Final = re.compile(
    r".{1,14}(?:局|委|办|镇|乡|街道|街道办事处|管委会|园区|开发区|高新区|经开区|工业园|集中区|新区|区|县|市|村|社区)$"
)
_NOT_UNIT: Final = re.compile(r"项目|工业$|农业|服务业|签约|开工|在谈|年")


def _unit_in(group: str, known: Known) -> str:
    label = _GROUP_MARKS.sub("", compact(group))
    named = _longest_in(label, known.units)
    if named:
        return named
    return label if _UNIT_GROUP.fullmatch(label) and not _NOT_UNIT.search(label) else ""


def _chain_in(group: str, known: Known) -> str:
    label = _GROUP_MARKS.sub("", compact(group))
    named = _longest_in(label, known.chains)
    if named:
        return named
    bare = re.sub(r"(?:重点)?(?:产业链|产业链条|链)(?:项目)?$", "", label)
    return bare if bare != label and bare else ""


_CHAIN_TITLE: Final = re.compile(r"([一-鿿]{2,12}?)(?:重点)?(?:产业链|链$)")
_BEFORE_CHAIN: Final = re.compile(r"^.*(?:市|县|区|镇|乡|州|年|度|月)")
_NO_CHAIN: Final = frozenset(
    ["", "重点", "各", "全部", "优势", "特色", "主导", "十二条", "所有", "全市", "全县", "重要", "主要"]
)


def _chain_of(table: Table, known: Known) -> str:
    """新材料产业链招商项目台账: a whole table of one chain."""
    for text in (*(compact(table.grid.line(row)) for row in table.block.title_rows[:2]), compact(table.sheet_name)):
        named = _longest_in(text, known.chains) if "链" in text else ""
        found = _CHAIN_TITLE.search(text)
        said = _BEFORE_CHAIN.sub("", found[1]) if found else ""
        if named or said not in _NO_CHAIN:
            return named or said
    return ""


def _longest_in(text: str, names: Sequence[str]) -> str:
    return max((name for name in names if len(name) > 1 and name in text), key=len, default="")
