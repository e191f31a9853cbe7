"""What is wrong with a template, all at once: figures that do not exist, wrong periods, wrong words, each with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from luodi.across.reports.engine.office.inserting import Offered, draw_fault, show_fault
from luodi.across.reports.engine.office.marks import Draw, Each, Show, Value, When, Whenever, Word
from luodi.across.reports.engine.office.nodes import (
    Branch,
    Fault,
    Grid,
    Inserted,
    Line,
    Node,
    Nodes,
    Passage,
    Place,
    Said,
    Story,
)

_PLAIN = frozenset({"", "数值", "表内"})
_GROWTH = frozenset({"同比", "环比"})


class List(Protocol):
    """What may be repeated over."""

    @property
    def words(self) -> tuple[str, ...]:
        """Words of an item."""

    @property
    def numbers(self) -> Mapping[str, str]:
        """Numbers of an item that are no figures of the catalogue."""

    @property
    def has_figures(self) -> bool:
        """Whether its items have figures of their own."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Of which one must be named; none when it is one list."""


@dataclass(frozen=True)
class Vocabulary:
    """What templates may name. `fault` judges a figure (of_item or not), `is_growth` and `money` tell of what kind it is,
    `drawn` whether it can be drawn by units or months.
    """

    fault: Callable[[str, bool], str]
    is_growth: Callable[[str], bool]
    money: Callable[[str], str]
    drawn: Callable[[str, str], str]
    words: frozenset[str]
    offered: Offered
    lists: Mapping[str, List]
    number_units: Mapping[str, str]
    most_rows: int
    most_marks: int


@dataclass
class Needs:
    """What a template names: figures of the paper's unit, lists with the figures of their items, tables and charts by their keys."""

    figures: dict[str, None]
    lists: dict[str, tuple[Each, dict[str, None]]]
    tables: dict[str, Show]
    charts: dict[str, Draw]


def judge(stories: Sequence[Story], faults: Sequence[Fault], marks: int, vocabulary: Vocabulary) -> list[Fault]:
    """Every fault, those of form first; a template without any mark is one as well."""
    judge_ = _Judge(vocabulary)
    found = [*faults, *(fault for story in stories for fault in judge_.nodes(story.nodes, None))]
    if marks > vocabulary.most_marks:
        found.append(
            Fault(Place("全文"), f"共有{marks}处数据和控制词，超过{vocabulary.most_marks}处的上限，请拆成几个模板")
        )
    if not marks and not found:
        found.append(Fault(Place("全文"), "没有一处数据，请在需要数字的地方写上 {{S01.ytd}} 这样的占位"))
    return found


def needs_of(stories: Sequence[Story]) -> Needs:
    """What must be taken from the ledger for the template."""
    needs = Needs({}, {}, {}, {})
    for story in stories:
        _gather(story.nodes, None, needs)
    return needs


def _gather(nodes: Nodes, each: Each | None, needs: Needs) -> None:
    for node, inner in _walk(nodes, each):
        if isinstance(node, Said) and isinstance(node.mark, Value):
            _need(node.mark, inner, needs)
        elif isinstance(node, Inserted):
            _insert(node.show, needs)
        elif isinstance(node, Branch) and isinstance(node.opener, When):
            for value in (node.opener.left, node.opener.right):
                if isinstance(value, Value):
                    _need(value, inner, needs)
        opener = node.opener if isinstance(node, Branch) else node.each if isinstance(node, Line) else None
        if isinstance(opener, Each):
            needs.lists.setdefault(opener.key, (opener, {}))


def _insert(show: Show | Draw, needs: Needs) -> None:
    if isinstance(show, Show):
        needs.tables[show.key] = show
    else:
        needs.charts[show.key] = show


def _need(value: Value, each: Each | None, needs: Needs) -> None:
    if not value.of_item:
        needs.figures[value.key] = None
    elif each is not None:
        needs.lists.setdefault(each.key, (each, {}))[1][value.key] = None


def _walk(nodes: Nodes, each: Each | None) -> Iterator[tuple[Node, Each | None]]:
    """Every node with the repetition it stands in."""
    for node in nodes:
        yield node, each
        for inner, below in _below(node, each):
            yield from _walk(inner, below)


def _below(node: Node, each: Each | None) -> Iterator[tuple[Nodes, Each | None]]:
    if isinstance(node, Passage):
        yield node.parts, each
    elif isinstance(node, Branch):
        inner = node.opener if isinstance(node.opener, Each) else each
        yield node.then, inner
        yield node.other, each
    elif isinstance(node, Grid):
        yield node.lines, each
    elif isinstance(node, Line):
        for _, nodes in node.cells:
            yield nodes, node.each or each


class _Judge:
    """Judges the marks of a template by its vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary

    def nodes(self, nodes: Nodes, each: Each | None) -> Iterator[Fault]:
        """Faults of the nodes in order."""
        for node, inner in _walk(nodes, each):
            if isinstance(node, Said):
                yield from self._said(node, inner)
            elif isinstance(node, Inserted):
                yield from self._inserted(node)
            elif isinstance(node, Branch):
                yield from self._branch(node, inner)
            elif isinstance(node, Line) and node.each is not None:
                yield from self._each(node.each, inner, node.place)

    def _said(self, node: Said, each: Each | None) -> Iterator[Fault]:
        says = self._word(node.mark, each) if isinstance(node.mark, Word) else self._value(node.mark, each)
        if says:
            yield Fault(node.place, says)

    def _branch(self, node: Branch, each: Each | None) -> Iterator[Fault]:
        opener = node.opener
        if isinstance(opener, Each):
            yield from self._each(opener, each, node.place)
        elif isinstance(opener, Whenever):
            if not any(isinstance(one, Said | Branch | Passage | Grid | Inserted) for one in node.then):
                yield Fault(node.place, "“有则写”里没有数据，永远都会写，请去掉或写上数据")
        else:
            for value in (opener.left, opener.right):
                says = "" if isinstance(value, Decimal) else self._value(value, each)
                if says:
                    yield Fault(node.place, says)

    def _each(self, each: Each, outer: Each | None, place: Place) -> Iterator[Fault]:
        known = self._known.lists.get(each.name)
        if outer is not None:
            yield Fault(place, "“逐个”里面不能再套“逐个”")
        if known is None:
            yield Fault(place, f"没有“{each.name}”这种列表，可以逐个写的是：{'、'.join(self._known.lists)}")
            return
        if known.choices and each.choice not in known.choices:
            yield Fault(
                place,
                f"请写明是哪一类{each.name}，如“逐个 {each.name}：{known.choices[0]}”，可选：{'、'.join(known.choices)}",
            )
        elif not known.choices and each.choice:
            yield Fault(place, f"“逐个 {each.name}”后面不能再写“{each.choice}”")
        if each.limit is not None and not 1 <= each.limit <= self._known.most_rows:
            yield Fault(place, f"“前{each.limit}”应在 1 到 {self._known.most_rows} 之间")

    def _inserted(self, node: Inserted) -> Iterator[Fault]:
        show, known = node.show, self._known
        if isinstance(show, Show):
            says = show_fault(show, known.offered, known.most_rows)
        else:
            is_edge = not node.place.label.startswith("第")
            says = draw_fault(show, known.most_rows, is_edge=is_edge) or known.drawn(show.figure, show.by)
        if says:
            yield Fault(node.place, says)

    def _word(self, word: Word, each: Each | None) -> str:
        if not word.of_item:
            known = "、".join(sorted(self._known.words))
            return "" if word.name in self._known.words else f"没有“{word.name}”这个名称，可用：{known}"
        if each is None:
            return f"“项.{word.name}”只能写在“逐个”的段落或表格行里"
        found = self._known.lists.get(each.name)
        if found is None:
            return ""
        known = "、".join((*found.words, *found.numbers))
        return "" if word.name in {*found.words, *found.numbers} else f"这个列表的项没有“{word.name}”，可用：{known}"

    def _value(self, value: Value, each: Each | None) -> str:
        if value.of_item:
            if each is None:
                return f"“项.{value.key}”只能写在“逐个”的段落或表格行里"
            found = self._known.lists.get(each.name)
            if found is None:
                return ""
            if value.key in found.numbers:
                return self._manner(value, self._known.number_units.get(value.key, ""), is_growth=False)
            if not found.has_figures:
                return f"这个列表的项没有“{value.key}”，可用：{'、'.join((*found.words, *found.numbers))}"
        says = self._known.fault(value.key, value.of_item)
        return says or self._manner(value, self._known.money(value.key), is_growth=self._known.is_growth(value.key))

    @staticmethod
    def _manner(value: Value, money: str, *, is_growth: bool) -> str:
        if value.measure and money not in {"元", "万元", "亿元"}:
            return f"{value.key} 不是金额，不能写成{value.measure}"
        if value.measure and value.phrase not in _PLAIN:
            return f"“{value.measure}”不能和“{value.phrase}”同用"
        if value.phrase in _GROWTH and not is_growth:
            return f"{value.key} 不是增幅，不能写“{value.phrase}”，请用 S09、C08 等同比指标"
        return ""
