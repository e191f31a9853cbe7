"""How people read and write a figure in the text: 〔新签正式合同项目数：38个〕 for `{{S01}}`, and back to exactly that field.

The name says which figure it is; the value is shown so that the text reads well, and may not be changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.tokens import Token, split, tokens

_LABEL = re.compile(r"〔(?P<name>[^〔〕：:\n]+)[：:](?P<value>[^〔〕\n]*)〕")
_HALF = re.compile(r"〔[^〔〕：\n]+：[^〔〕\n]*(?=\n|$|〔)")
_NOT_IN_NAME = str.maketrans({"〔": "（", "〕": "）", "：": " ", ":": " ", "\n": " "})
_GROWTH = "同比"
_UNSAID = "暂无数值"


class Labels:
    """The names of a paper's figures: every figure of its book, and every other manner in which its text says one."""

    def __init__(self, book: FigureBook, draft: Draft) -> None:
        self.book = book
        self._tokens: dict[str, Token] = dict(_named(self._known(draft)))
        self._names: Mapping[str, str] = {token.text: name for name, token in self._tokens.items()}

    def _known(self, draft: Draft) -> Iterator[tuple[str, Token]]:
        seen: set[str] = set()
        written = (token for block in draft.blocks for token in tokens(block.text))
        for token in (*offered(self.book), *written):
            if token.text not in seen and token.key in self.book:
                seen.add(token.text)
                yield self._name(token), token

    def _name(self, token: Token) -> str:
        name = " ".join(self.book[token.key].name.translate(_NOT_IN_NAME).split())
        manners = []
        if token.phrase and not name.endswith(token.phrase):
            manners.append(token.phrase)
        elif token.phrase:
            manners.append("带增减")
        if token.digits is not None:
            manners.append(f"{token.digits}位小数" if token.digits else "取整")
        return f"{name}（{'，'.join(manners)}）" if manners else name

    def __iter__(self) -> Iterator[tuple[str, Token]]:
        return iter(self._tokens.items())

    def value(self, token: Token) -> str:
        """What stands behind the colon."""
        return say(token, self.book).text or _UNSAID

    def written(self, token: Token) -> str:
        """The figure as people read it; the bare field for one that this paper does not know."""
        name = self._names.get(token.text)
        return token.text if name is None else f"〔{name}：{self.value(token)}〕"

    def text(self, text: str) -> str:
        """A text with names in place of its fields."""
        return "".join(piece if isinstance(piece, str) else self.written(piece) for piece in split(text))

    def fields(self, text: str) -> str:
        """A text with fields in place of the names it knows."""

        def field_of(found: re.Match[str]) -> str:
            token = self._tokens.get(found["name"].strip())
            return found.group() if token is None else token.text

        return _LABEL.sub(field_of, text)

    def faults(self, text: str) -> Iterator[str]:
        """What is wrong with the figures of a text as people wrote it, a sentence each: unknown, changed, torn."""
        for found in _LABEL.finditer(text):
            token = self._tokens.get(found["name"].strip())
            if token is None:
                yield f"{found.group()}不是本文稿可用的数据，请从数据列表中选用；若只是文字，请把〔〕改为（）"
            elif _bare(found["value"]) != _bare(self.value(token)):
                yield f"{found.group()}中的数字被改动，台账中是“{self.value(token)}”；数字不能改写，请恢复或整个删去"
        for torn in _HALF.findall(_LABEL.sub("", text)):
            yield f"“{torn}”缺了右边的〕，请恢复成完整的〔名称：数值〕，或整个删去"

    def restored(self, text: str) -> str:
        """The text with every changed value put right again."""
        return self.text(self.fields(text))


def offered(book: FigureBook) -> Iterator[Token]:
    """The fields that can be chosen from the list: every figure, growth also with its word (同比增长5.2%)."""
    for key, figure in book.items():
        yield Token(key)
        if _GROWTH in figure.name:
            yield Token(key, phrase=_GROWTH)


def _named(known: Iterator[tuple[str, Token]]) -> Iterator[tuple[str, Token]]:
    """Equal names told apart by a number, in order."""
    times: Counter[str] = Counter()
    used: set[str] = set()
    for name, token in known:
        chosen = name
        while chosen in used:
            times[name] += 1
            chosen = f"{name} #{times[name] + 1}"
        used.add(chosen)
        yield chosen, token


def _bare(value: str) -> str:
    return "".join(value.split())


def changed_lines(mine: Sequence[str], current: Sequence[str]) -> tuple[str, ...]:
    """The lines of the current text that are not in mine: what somebody else wrote meanwhile."""
    have = Counter(mine)
    found = []
    for line in current:
        if have[line] > 0:
            have[line] -= 1
        else:
            found.append(line)
    return tuple(found)
