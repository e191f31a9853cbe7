"""The figures that a template names, for one unit or many at once: one question a window and calibre."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.assessment.selectors.readings import to_date
from luodi.across.figures import selectors as figures
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.half_year import target_qualifier
from luodi.across.reports.rules.templates import PORTIONS, SCHEDULE, Want, want_of
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.spread import schedule_value
from luodi.across.reports.selectors.taken import value_of
from luodi.base.orgs.models import Unit
from luodi.domains.targets.rules import aim_label

_PERIOD, _TO_DATE, _ROLLING = "period", "ytd", "r36"
_BASE_TIERS: Final = ("", "M0")
"""Of several targets that of the base tier counts (domain/12 O2)."""
_NO_TARGET: Final = "未下达目标任务"
Question = tuple[str, str]
Found = Mapping[tuple[Question, str, int], Sequence[figures.FigureValue]]


def figures_of(asked: Asked, keys: Iterable[str], units: Sequence[Unit]) -> dict[int, dict[str, FigureValue]]:
    """Of each unit the figures under their keys. All units lie in that of the question."""
    wanted = {key: want_of(key) for key in keys if key != SCHEDULE}
    found = _answered(asked, wanted.values(), units)
    schedule = schedule_value(asked)
    return {
        unit.pk: {SCHEDULE: schedule, **{key: _value(want, found, unit) for key, want in wanted.items()}}
        for unit in units
    }


def figures_by_chain(asked: Asked, keys: Iterable[str]) -> dict[int, dict[str, FigureValue]]:
    """Of each chain of the unit the figures under their keys."""
    wanted = {key: want_of(key) for key in keys if key != SCHEDULE}
    made: dict[int, dict[str, FigureValue]] = defaultdict(dict)
    for (window, calibre), codes in _questions(wanted.values()).items():
        sheet = figures.figures(
            asked.viewer,
            period=_period_code(asked, window),
            unit=asked.unit.code,
            codes=codes,
            calibre=calibre,
            window=_ROLLING if window == _ROLLING else None,
            known_at=asked.known_at,
            by="chain",
        )
        for group in sheet.groups:
            if isinstance(group.key, int):
                for key, want in wanted.items():
                    if _question(want) == (window, calibre):
                        values = [figure for figure in group.figures if figure.code == want.code]
                        made[group.key][key] = _told(want, values)
    return made


def _answered(asked: Asked, wants: Iterable[Want], units: Sequence[Unit]) -> Found:
    found: dict[tuple[Question, str, int], list[figures.FigureValue]] = defaultdict(list)
    for question, codes in _questions(wants).items():
        window, calibre = question
        ask = Ask(
            _period_code(asked, window),
            asked.unit.code,
            codes,
            calibre,
            _ROLLING if window == _ROLLING else None,
            asked.known_at,
        )
        understood = understand(asked.viewer, ask)
        by_unit = answers(understood, list(units)).by_unit
        for unit in units:
            for figure in by_unit[unit.pk]:
                found[question, figure.code, unit.pk].append(figure)
    return found


def _questions(wants: Iterable[Want]) -> dict[Question, list[str]]:
    asked: dict[Question, dict[str, None]] = defaultdict(dict)
    for want in wants:
        asked[_question(want)][want.code] = None
    return {question: list(codes) for question, codes in asked.items()}


def _question(want: Want) -> Question:
    window = want.window if want.window in (_TO_DATE, _ROLLING) else _PERIOD
    return window, want.calibre


def _period_code(asked: Asked, window: str) -> str:
    return to_date(asked.period).code if window == _TO_DATE else asked.period.code


def _value(want: Want, found: Found, unit: Unit) -> FigureValue:
    return _told(want, found.get((_question(want), want.code, unit.pk), ()))


def _told(want: Want, values: Sequence[figures.FigureValue]) -> FigureValue:
    """The figure wanted of the answers; of several targets the one named, else that of the base tier."""
    chosen = min(_named(want, values), key=_tier, default=None)
    if chosen is None:
        name = values[0].name if values else figures.definition(want.code)[0].name
        return FigureValue(want.code, name, None, why=_NO_TARGET if want.qualifier else "系统中尚无这项数据")
    aim = next(iter(chosen.targets), None) if want.code in {"S06.n", "S06.v", "C02", "C10"} else None
    value = value_of(chosen, name=f"{chosen.name}（{aim_label(aim.issuer, aim.tier)}）" if aim else "")
    return _side(want, chosen, value) if want.portion else value


def _side(want: Want, figure: figures.FigureValue, value: FigureValue) -> FigureValue:
    text = figure.numerator if want.portion == "numerator" else figure.denominator
    raw = None if text is None or (not figure.targets and want.code in {"S06.n", "S06.v", "C02"}) else Decimal(text)
    name = f"{value.name}的{'分子' if want.portion == 'numerator' else '分母'}"
    plain = "" if raw is None else f"{raw:f}"
    shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
    why = "" if raw is not None else value.why or _NO_TARGET
    return replace(value, name=name, raw=raw, unit=PORTIONS[want.code][want.portion], text=shown, why=why)


def _named(want: Want, values: Sequence[figures.FigureValue]) -> Iterator[figures.FigureValue]:
    for figure in values:
        aims = {name for aim in figure.targets for name in (aim.issuer, target_qualifier(aim.issuer, aim.tier))}
        if not want.qualifier or want.qualifier in aims:
            yield figure


def _tier(figure: figures.FigureValue) -> int:
    tier = figure.targets[0].tier if figure.targets else ""
    return _BASE_TIERS.index(tier) if tier in _BASE_TIERS else len(_BASE_TIERS)
