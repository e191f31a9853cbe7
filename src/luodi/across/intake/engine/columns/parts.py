"""One date over three columns: 年, 月, 日 under 签约时间."""

from collections.abc import Sequence
from typing import Final

from luodi.across.intake.engine.cells import compact, number_text, text_of
from luodi.across.intake.engine.layout import Block
from luodi.across.intake.engine.model import Cell

_YEAR, _MONTH, _DAY = "年", "月", "日"
_NAMES: Final = (_YEAR, _MONTH, _DAY)


def date_parts(block: Block) -> dict[int, tuple[int, ...]]:
    """Column of the year → columns of month and day beside it, under the same parent."""
    found: dict[int, tuple[int, ...]] = {}
    for index, path in block.paths.items():
        if len(path) < 2 or compact(path[-1]) != _YEAR:
            continue
        others: list[int] = []
        for step, name in enumerate(_NAMES[1:], 1):
            beside = block.paths.get(index + step)
            if beside is None or compact(beside[-1]) != name or beside[:-1] != path[:-1]:
                break
            others.append(index + step)
        if others:
            found[index] = tuple(others)
    return found


def joined_days(columns: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of 年, 月 (and 日) as one text each: 2023年5月6日; empty where the year is."""
    return [_joined(cells) for cells in zip(*columns, strict=True)]


def _joined(cells: Sequence[Cell]) -> Cell:
    texts = [number_text(cell) if isinstance(cell, float) else compact(text_of(cell)) for cell in cells]
    if not texts[0].isdigit():
        return texts[0]
    return "".join(f"{text}{name}" for text, name in zip(texts, _NAMES, strict=False) if text.isdigit())
