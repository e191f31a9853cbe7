"""The system's proposal for a hero list: the units below the organiser with their published figures of the year, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.across.figures.selectors import FigureValue, figures
from luodi.base.orgs.models import Unit, User
from luodi.domains.incentives.selectors.heroes import Standing, standing_nominations

CODES: Final = ("P01", "S01", "S02", "S05", "C01")
_WORDS: Final = {
    "S01": "签订正式合同",
    "S02": "合同额",
    "P01": "新开工项目",
    "S05": "引进十亿元以上项目",
    "C01": "实际到位资金",
}


@dataclass(frozen=True)
class Suggestion:
    """A unit with its figures of the year in the order of CODES, the deeds in words, and whether it is nominated already."""

    code: str
    name: str
    figures: tuple[FigureValue, ...]
    deeds: str
    is_nominated: bool


def hero_suggestions(viewer: User, one: Standing) -> list[Suggestion]:
    """The units directly below the organiser that have something to show: starts first, then the contract amount.

    The figures are those of every board; people decide whom to nominate. Errors: NotPermitted, NotVisible.
    """
    year = one.hero_list.year
    sheet = figures(viewer, period=str(year), unit=one.hero_list.unit.code, codes=CODES, by="unit")
    nominated = set(standing_nominations(one.hero_list).filter(person=None).values_list("unit__code", flat=True))
    living = set(Unit.objects.filter(active_to=None).values_list("code", flat=True))
    rows = [(str(group.key), group.name, _ordered(group.figures)) for group in sheet.groups]
    shown = [(code, name, values) for code, name, values in rows if code in living and any(map(_number, values))]
    shown.sort(key=lambda row: [-_number(value) for value in row[2]])
    return [Suggestion(code, name, values, _deeds(year, values), code in nominated) for code, name, values in shown]


def _ordered(values: Sequence[FigureValue]) -> tuple[FigureValue, ...]:
    found = {value.code: value for value in values}
    return tuple(found[code] for code in CODES if code in found)


def _number(value: FigureValue) -> Fraction:
    return Fraction(0) if value.exact is None else Fraction(value.exact)


def _deeds(year: int, values: Sequence[FigureValue]) -> str:
    found = {value.code: value for value in values}
    told = [
        f"{words}{found[code].value}{found[code].unit}"
        for code, words in _WORDS.items()
        if code in found and _number(found[code])
    ]
    return f"{year}年，{'，'.join(told)}。"
