"""What papers out of a template are made of: figures, words, lists and tables of one unit or of many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from django.utils.timezone import localtime

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.engine.dispatch import DispatchRow
from luodi.across.reports.engine.exhibits import ChartExhibit, Exhibit, TableExhibit
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.office.inserted import list_table, month_chart, places_tables, unit_chart
from luodi.across.reports.engine.office.inserting import PLACES, PROJECTS, Offered
from luodi.across.reports.engine.office.judging import Needs, Vocabulary
from luodi.across.reports.engine.office.marks import Draw, Show
from luodi.across.reports.engine.office.saying import CODE
from luodi.across.reports.engine.office.tables import CHAINS, ITEM_KEYS, MAIN, MAIN_KEYS, UNITS, item_table, main_table
from luodi.across.reports.engine.standing import Standing
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.dispatch import AVAILABLE
from luodi.across.reports.selectors.dispatch import dispatch_lists
from luodi.across.reports.selectors.material import Asked, office_of
from luodi.across.reports.selectors.office_figures import figures_by_chain, figures_of
from luodi.across.reports.selectors.office_inserted import drawn_charts, monthly, ranked_units, within
from luodi.across.reports.selectors.spread import short_label
from luodi.across.reports.selectors.standings import Standings, closing_remark
from luodi.base.core.documents import chinese_date
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import Group
from luodi.base.orgs.selectors import root_unit
from luodi.domains.chains.selectors import chains

_QUARTERS: Final = "一二三四"
_UNIT, _CHAIN = "单位", "产业链"
PROJECT: Final = "项目"
"""The list of single projects."""
_LIST_OF: Final = {UNITS: _UNIT, CHAINS: _CHAIN}
SETS: Final[Mapping[str, str]] = {one.label: one.code for one in AVAILABLE}
_GROUPS: Final = tuple(str(one.label) for one in Group if one.value)


def vocabulary(kind: rules.TemplateKind) -> Vocabulary:
    """What templates of a kind may name."""
    return Vocabulary(
        fault=lambda key, of_item: rules.figure_fault(key, kind, of_item=of_item),
        is_growth=rules.is_growth,
        money=rules.money_unit,
        words=frozenset(rules.WORDS),
        drawn=lambda key, by: rules.drawn_fault(key, by, kind),
        offered=Offered(tuple(rules.TABLES), _GROUPS, tuple(SETS), (*rules.PROJECT_WORDS, *rules.PROJECT_NUMBERS)),
        lists=rules.LISTS,
        number_units=dict(rules.PROJECT_UNITS),
        most_rows=rules.MOST_ROWS,
        most_marks=rules.MOST_PLACES,
    )


@dataclass(frozen=True)
class Read:
    """Figures of units, of the units below each, and those by months: what the ledger answers to a template."""

    own: Mapping[int, Mapping[str, FigureValue]]
    below: Mapping[int, Sequence[Unit]]
    theirs: Mapping[int, Mapping[str, FigureValue]]

    def of(self, unit: Unit) -> dict[str, FigureValue]:
        """Everything under the keys of the paper of a unit."""
        children = {
            qualified(key, child.code): value
            for child in self.below[unit.pk]
            for key, value in self.theirs.get(child.pk, {}).items()
        }
        return {**self.own[unit.pk], **children}


def read_figures(asked: Asked, needs: Needs, units: Sequence[Unit]) -> Read:
    """The figures of all units, and of those below them where the template repeats over them, in one reading."""
    keys = {**needs.figures, **(dict.fromkeys(MAIN_KEYS) if MAIN in needs.tables else {})}
    of_children = _item_keys(needs, _UNIT)
    below = {unit.pk: _children(unit, asked.period) if of_children is not None else [] for unit in units}
    own = figures_of(asked, keys, units) if keys else {}
    children = {child.pk: child for found in below.values() for child in found}
    theirs = figures_of(asked, of_children or (), list(children.values())) if of_children and children else {}
    by_month = monthly(asked, needs, units)
    every = {unit.pk: {**own.get(unit.pk, {}), **by_month.get(unit.pk, {})} for unit in units}
    return Read(every, below, theirs)


def materials(asked: Asked, needs: Needs, units: Sequence[Unit]) -> dict[int, Material]:
    """The material of each unit. `asked.unit` is the unit itself or one above them all."""
    read = read_figures(asked, needs, units)
    ranked = ranked_units(asked) if any(one.name == PLACES for one in needs.tables.values()) else None
    made = {}
    for unit in units:
        single = replace(asked, unit=unit)
        maker = _Maker(single, needs, dict(read.own[unit.pk]))
        maker.add_units(read.below[unit.pk], read.theirs)
        if ranked is not None:
            maker.add_places(within(ranked, unit))
        made[unit.pk] = maker.material()
    return made


def _item_keys(needs: Needs, name: str) -> tuple[str, ...] | None:
    """The figures wanted of the items of a list; None when nothing is repeated over it."""
    found = [keys for each, keys in needs.lists.values() if each.name == name]
    tables = [ITEM_KEYS[table] for table in needs.tables if _LIST_OF.get(table) == name]
    drawn = [(one.figure,) for one in needs.charts.values() if one.by == name]
    if not found and not tables and not drawn:
        return None
    return tuple(dict.fromkeys(key for keys in (*found, *tables, *drawn) for key in keys))


def _children(unit: Unit, period: Period) -> list[Unit]:
    rows = unit.children.order_by("path")
    return [one for one in rows if one.active_to is None or one.active_to > period.last]


class _Maker:
    """Puts the material of one unit together."""

    def __init__(self, asked: Asked, needs: Needs, book: dict[str, FigureValue]) -> None:
        self._asked = asked
        self._needs = needs
        self._book = book
        self._groups: dict[str, tuple[Item, ...]] = {}
        self._places: tuple[Standing, ...] = ()

    def add_units(self, children: Sequence[Unit], values: Mapping[int, Mapping[str, FigureValue]]) -> None:
        """The units below with their figures."""
        area = _place(self._asked.unit)
        items = []
        for number, child in enumerate(children, 1):
            label = plain_word(short_label(child, area))
            words = {CODE: child.code, "序号": str(number), "名称": label, "全称": plain_word(child.name)}
            self._keep(child.code, label, values.get(child.pk, {}))
            items.append(Item(words))
        self._groups[_UNIT] = tuple(items)

    def add_places(self, found: Standings) -> None:
        """The groups with members in the unit, and their figures."""
        self._places = found.groups
        self._book |= found.book

    def material(self) -> Material:
        """Everything the template asks for."""
        chain_keys = _item_keys(self._needs, _CHAIN)
        if chain_keys is not None:
            self._groups[_CHAIN] = self._chains(chain_keys)
        for each, _ in self._needs.lists.values():
            if each.name == PROJECT:
                self._groups[each.key] = self._projects(each.choice, each.key)
        lists = {key: self._listed(show) for key, show in self._needs.tables.items() if show.name == PROJECTS}
        book = FigureBook(self._book)
        exhibits: tuple[Exhibit, ...] = (
            *(one for show in self._needs.tables.values() for one in self._tables(show, lists, book)),
            *(one for draw in self._needs.charts.values() for one in self._chart(draw, book)),
        )
        return Material(book, words_of(self._asked), self._groups, exhibits, drawn_charts(exhibits, book))

    def _listed(self, show: Show) -> tuple[Item, ...]:
        """The projects of a list, also when a passage repeats over them."""
        key = f"{PROJECT}：{show.choice}"
        known = self._groups.get(key)
        return self._projects(show.choice, key) if known is None else known

    def _tables(self, show: Show, lists: Mapping[str, tuple[Item, ...]], book: FigureBook) -> tuple[TableExhibit, ...]:
        if show.name == PLACES:
            return places_tables(show, self._places, book)
        makers: dict[str, Callable[[], TableExhibit | None]] = {
            MAIN: main_table,
            UNITS: partial(item_table, UNITS, "各单位累计完成情况", self._groups.get(_UNIT, ()), book),
            CHAINS: partial(item_table, CHAINS, "各产业链累计签约情况", self._groups.get(_CHAIN, ()), book),
            PROJECTS: partial(list_table, show, lists.get(show.key, ())),
        }
        made = makers[show.name]()
        return () if made is None else (made,)

    def _chart(self, draw: Draw, book: FigureBook) -> tuple[ChartExhibit, ...]:
        last = self._asked.period.last
        if draw.by == _UNIT:
            made = unit_chart(draw, self._groups.get(_UNIT, ()), book)
        else:
            made = month_chart(draw, last.year, last.month, book)
        return () if made is None else (made,)

    def _keep(self, code: str, owner: str, values: Mapping[str, FigureValue]) -> None:
        for key, value in values.items():
            if key != rules.SCHEDULE:
                self._book[qualified(key, code)] = replace(value, name=f"{owner}{value.name}", owner=owner)

    def _chains(self, keys: Sequence[str]) -> tuple[Item, ...]:
        """Chains with something to say, the greatest first by the first figure that the template names."""
        names = {chain.pk: chain for chain in chains(self._asked.viewer)}
        values = figures_by_chain(self._asked, keys) if keys else {}
        told = {pk: found for pk, found in values.items() if pk in names and any(one.raw for one in found.values())}
        chosen = sorted(told, key=lambda pk: (-(told[pk][keys[0]].raw or Decimal(0)), names[pk].code))
        for pk in chosen:
            self._keep(names[pk].code, names[pk].name, told[pk])
        return tuple(
            Item({CODE: names[pk].code, "序号": str(number), "名称": plain_word(names[pk].name)})
            for number, pk in enumerate(chosen, 1)
        )

    def _projects(self, choice: str, key: str) -> tuple[Item, ...]:
        asked, code = self._asked, SETS[choice]
        lists = dispatch_lists(asked.viewer, asked.unit, asked.period, code, asked.known_at)
        return tuple(
            self._project(row, number, f"{code}{number}")
            for number, row in enumerate((row for one in lists for row in one.rows), 1)
        )

    def _project(self, row: DispatchRow, number: int, code: str) -> Item:
        for name, field in rules.PROJECT_NUMBERS.items():
            raw = getattr(row, field)
            amount = None if raw is None else Decimal(raw)
            text = "" if amount is None else _plain(amount)
            value = FigureValue(
                "",
                f"{row.project}{name}",
                amount,
                rules.PROJECT_UNITS[name],
                text,
                "台账没有登记",
                source="项目调度清单",
                owner=row.project,
            )
            for key in (name, field):
                self._book[qualified(key, code)] = replace(value, why="" if amount is not None else value.why)
        words = {name: said_word(getattr(row, field)) for name, field in rules.PROJECT_WORDS.items()}
        return Item({CODE: code, "序号": str(number), **words})


def words_of(asked: Asked) -> dict[str, str]:
    """The words of a paper: names of its unit and period. 全区 is the root alone; any other unit is called by its name."""
    period, unit = asked.period, asked.unit
    half = 1 if period.last.month <= 6 else 2
    names = half_year_words(period.last.year, half, office_of(root_unit()))
    month = period.last.month
    moment = localtime(asked.known_at)
    return {
        "单位": plain_word(unit.name.removesuffix("（演示）")),
        "简称": plain_word(_place(unit)),
        "全域": names["area"] if unit.parent_id is None else plain_word(_place(unit)),
        "党委政府": names["committee"],
        "领导": names["leaders"],
        "招商部门": names["office"],
        "时期": period.label,
        "年": str(period.last.year),
        "月": str(month),
        "季度": _QUARTERS[(month - 1) // 3],
        "半年": names["half"],
        "下一步": names["plan"],
        "累计期": "1月" if month == 1 else f"1—{month}月",
        "截止日": chinese_date(period.last),
        "数据截至": f"{chinese_date(moment.date())}{moment:%H:%M}",
        "结账": closing_remark(asked),
    }


def _place(unit: Unit) -> str:
    return unit.label.removesuffix("（演示）")


def said_word(value: object) -> str:
    """A day, name or stage of a project as a list prints it; — for nothing."""
    if isinstance(value, date):
        return value.isoformat()
    return plain_word(str(value)) if value else UNKNOWN


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
