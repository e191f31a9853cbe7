"""手工数字: numbers that people typed into a paper, each beside what the ledger says when a figure is named before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.draft import Draft, placed
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.tokens import Token, parse_reference, split

_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_CALLED: Final = {
    "S01": ("正式合同", "签约项目", "签约"),
    "S02": ("合同额", "签约额", "签约金额"),
    "C01": ("到位资金",),
    "P01": ("开工项目", "开工"),
}
"""What offices call the commonest figures in running text, beside the names of the catalogue."""
_OPENING: Final = re.compile(r"^(?:实际|新签约|新签|新)")
_WHEN: Final = r"(?:截至|今年以来|今年|全年|上半年|下半年|本月|本期|累计|全[区县市]|我[区县市]|共|实现|完成|新签|新|\d{4}年|\d{1,2}月[份底末]?)*"
_REACHED: Final = r"(?:达到?|为|约|共计?|累计|实现|完成|是|有|了|\s)*"
_MONEY: Final = frozenset({"亿元", "万元"})
_WINDOWS: Final = {"month": "本月", "ytd": "累计"}
_OWN_PARTS: Final = frozenset({"month", "ytd", "n", "v", "c", "r"})
_CLAUSE: Final = re.compile(r"[，。；：、！？,;:（）()\0\n]")


@dataclass(frozen=True)
class Handwritten:
    """A number typed by hand: where it stands; `ledger` is what the ledger has for the figure named before it."""

    place: str
    text: str
    ledger: str = ""

    @property
    def told(self) -> str:
        """8.8亿元（台账：实际到位资金6.1亿元）."""
        return f"{self.text}（台账：{self.ledger}）" if self.ledger else self.text


def handwritten(draft: Draft, book: FigureBook) -> tuple[Handwritten, ...]:
    """The numbers of a draft that no figure stands behind, in order."""
    texts = {
        place: _words(block.text) for place, block in placed([one for one in draft.blocks if one.kind != "exhibit"])
    }
    names = _names(book)
    at: dict[str, int] = {}
    found = []
    for one in draft.untraced:
        words = texts.get(one.place, "")
        start = max(words.find(one.text, at.get(one.place, 0)), 0)
        at[one.place] = start + len(one.text)
        found.append(Handwritten(one.place, one.text, _ledger(words[:start], words[start:], names)))
    return tuple(found)


def told_numbers(numbers: Sequence[Handwritten], *, shown: int = 5) -> str:
    """The numbers in one line; of many the first ones."""
    more = f"等{len(numbers)}处" if len(numbers) > shown else ""
    return "、".join(one.told for one in numbers[:shown]) + more


def _words(text: str) -> str:
    return "".join(piece if isinstance(piece, str) else "\0" for piece in split(text)).translate(_HALF_WIDTH)


def _names(book: FigureBook) -> dict[str, list[tuple[str, FigureValue, str]]]:
    """How the figures of the paper's own unit may be called → window, figure and value as printed."""
    found: dict[str, list[tuple[str, FigureValue, str]]] = {}
    for key, figure in book.items():
        spoken = say(Token(key), book)
        reference = parse_reference(key)
        if figure.owner or not figure.code or reference.qualifier or not spoken.is_said:
            continue
        if not _OWN_PARTS.issuperset(reference.parts):
            continue
        window = next((_WINDOWS[part] for part in reference.parts if part in _WINDOWS), "")
        for name in _called(figure):
            found.setdefault(name, []).append((window, figure, spoken.text))
    return found


def _called(figure: FigureValue) -> Iterator[str]:
    yield from dict.fromkeys(
        (figure.name, figure.name.removesuffix("数"), _OPENING.sub("", figure.name), *_CALLED.get(figure.code, ()))
    )


def _ledger(before: str, number: str, names: dict[str, list[tuple[str, FigureValue, str]]]) -> str:
    clause = _CLAUSE.split(before)[-1]
    for name in sorted(names, key=len, reverse=True):
        if re.fullmatch(f"{_WHEN}{re.escape(name)}{_REACHED}", clause):
            values = [one for one in names[name] if _is_alike(number, one[1].unit)]
            return "、".join(dict.fromkeys(f"{window}{figure.name}{shown}" for window, figure, shown in values))
    return ""


def _is_alike(number: str, unit: str) -> bool:
    """Whether the number is of the figure's own measure: money as money, pieces as pieces."""
    units = _MONEY if unit in _MONEY else {unit}
    return re.match(rf"[\d.,]+\s*(?:{'|'.join(re.escape(one) for one in units)})", number) is not None
