"""Fairs of a period: their editions with what was signed, cancelled and landed, and the sums of each fair."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.fairs import Edition
from luodi.across.reports.engine.tokens import qualified
from luodi.across.reports.selectors.material import Asked, activity_mark, counted_fact, sheet_of
from luodi.across.reports.selectors.taken import value_of
from luodi.domains.investors.models import Activity
from luodi.domains.investors.selectors import activities

_SIGNED = ("S01", "S02", "A05.v")
_LANDED = ("P05",)
_SUMS = {"signed": "S01", "amount": "S02", "framework": "A05.v"}


def held(asked: Asked) -> list[Activity]:
    """The activities of the unit and below in the period, earliest first."""
    below = activities(asked.viewer).filter(unit__path__startswith=asked.unit.path)
    found = [one for one in below if asked.period.span.contains(one.held_on)]
    return sorted(found, key=lambda one: (one.held_on, one.pk))


def editions(asked: Asked, rows: Sequence[Activity]) -> tuple[tuple[Edition, ...], dict[str, FigureValue]]:
    """The activities with formal contracts, and the figures of all: `S01@H3`, `P05.landed@H3`."""
    names = {one.pk: str(one) for one in rows}
    book: dict[str, FigureValue] = {}
    for codes, window in ((_SIGNED, None), (_LANDED, "period")):
        for group in sheet_of(asked, codes, window=window, by="occasion").groups:
            if isinstance(group.key, int) and group.key in names:
                book |= dict(_entries(group.figures, group.key, names[group.key]))
    signed = [one for one in rows if _raw(book, "S01", one)]
    return tuple(Edition(str(one), one.held_on, activity_mark(one.pk)) for one in signed), book


def _entries(values: Sequence[figures.FigureValue], pk: int, name: str) -> Iterator[tuple[str, FigureValue]]:
    for figure in values:
        value = value_of(figure, owner=name)
        yield qualified(figure.code, activity_mark(pk)), value


def _raw(book: dict[str, FigureValue], code: str, one: Activity) -> Decimal:
    found = book.get(qualified(code, activity_mark(one.pk)))
    return Decimal(0) if found is None or found.raw is None else found.raw


def fair_items(
    rows: Sequence[Activity], book: dict[str, FigureValue]
) -> tuple[tuple[Item, ...], dict[str, FigureValue]]:
    """The fairs by name with the sums over their editions: `fair1.editions`, `fair1.signed`, `fair1.amount`."""
    series: dict[str, list[Activity]] = {}
    for one in rows:
        if _raw(book, "S01", one) or _raw(book, "A05.v", one):
            series.setdefault(one.name, []).append(one)
    items, sums = [], {}
    for number, (name, several) in enumerate(series.items(), 1):
        key = f"fair{number}"
        items.append(Item({"fair": name, "key": key}))
        sums[f"{key}.editions"] = counted_fact(f"{name}届数", len(several), "届", "招商活动登记")
        for part, code in _SUMS.items():
            sums[f"{key}.{part}"] = _sum(name, code, several, book)
    return tuple(items), sums


def _sum(name: str, code: str, several: Sequence[Activity], book: dict[str, FigureValue]) -> FigureValue:
    first = book[qualified(code, activity_mark(several[0].pk))]
    values = [book[qualified(code, activity_mark(one.pk))] for one in several]
    total = sum((value.raw or Decimal(0) for value in values), Decimal(0))
    facts = sum(value.facts or 0 for value in values)
    return replace(
        first, name=f"{name}{first.bare_name}", raw=total, text="", facts=facts, owner="", source="各届之和", why=""
    )
