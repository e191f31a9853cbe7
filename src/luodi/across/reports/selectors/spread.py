"""Figures of a paper's area and of single units, in two windows: `.month` the period itself, `.ytd` since 1 January."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.assessment.selectors.readings import to_date
from luodi.across.figures import selectors as figures
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.across.figures.selectors.asking import Asked as Understood
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.tokens import qualified
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.taken import trips_aim, trips_rate, value_of
from luodi.base.core.periods import Period, schedule_fraction
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.domains.targets.rules import aim_label

MONTH, TO_DATE = "month", "ytd"
FLOWS: Final = ("S01", "S02", "P01", "C01", "A01")
_BASE_TIERS: Final = ("", "M0")
"""Of several targets that of the base tier counts for a unit (domain/12 O2)."""
_COMPLETIONS: Final = {"S06.n": "S01", "S06.v": "S02", "C02": "C01"}
OWED: Final = {
    "G06": ("新提出要素问题数", "件"),
    "G07": ("到期三单数", "件"),
    "G08": ("到期限期整改数", "项"),
    "G09.r": ("应报进度月报数", "份"),
    "P24": ("到期项目节点数", "个"),
}
"""What the denominators of rates of supervision are called, and in what they are counted."""
_NO_TARGET: Final = "未下达目标任务"

Entries = Iterator[tuple[str, FigureValue]]


def has_facts(asked: Asked) -> bool:
    """Whether anything at all has been recognised for the period, or in it for a closed one before it (补计、冲减).

    The instance itself asks, and tells only that.
    """
    ask = Ask(asked.period.code, None, FLOWS, known_at=asked.known_at)
    found = understand(operator(), ask)
    values = answers(found, [found.unit]).by_unit[found.unit.pk]
    return any(figure.facts or figure.corrections not in {None, "0"} for figure in values)


def window_period(asked: Asked, window: str) -> Period:
    """The period of a window."""
    return asked.period if window == MONTH else to_date(asked.period)


def area_figures(asked: Asked, codes: Sequence[str], window: str) -> Entries:
    """Figures of the paper's own unit; of completions one for each target: `S06.v.ytd`, `S06.v2.ytd` …"""
    found = _asked(asked, codes, window)
    seen: dict[str, int] = {}
    for figure in answers(found, [found.unit]).by_unit[found.unit.pk]:
        seen[figure.code] = seen.get(figure.code, 0) + 1
        number = seen[figure.code] if seen[figure.code] > 1 else ""
        yield from _told(figure, f"{figure.code}{number}", window, asked)


def unit_figures(asked: Asked, units: Sequence[Unit], codes: Sequence[str], window: str, area: str) -> Entries:
    """Figures of units below the paper's, each under `code.window@unit`; completions against the base tier."""
    found = _asked(asked, codes, window)
    values = answers(found, [found.unit, *units]).by_unit
    for unit in units:
        label = short_label(unit, area)
        for figure in _base(values[unit.pk]):
            yield (
                qualified(f"{figure.code}.{window}", unit.code),
                value_of(figure, name=f"本期{figure.name}" if window == MONTH else "", owner=label),
            )
            if window == TO_DATE and figure.code in _COMPLETIONS:
                yield qualified(f"{_COMPLETIONS[figure.code]}.target", unit.code), _target(figure, label)


def short_label(unit: Unit, area: str) -> str:
    """A unit's name without that of its area: 示例区农业农村委员会 → 农业农村委员会."""
    return unit.label.removeprefix(area) or unit.label


def schedule_value(asked: Asked) -> FigureValue:
    """时序进度 at the period's end, in percent."""
    return FigureValue("", "时序进度", schedule_percent(asked), "%", source="月数÷12")


def schedule_percent(asked: Asked) -> Decimal:
    """Months over twelve, in percent."""
    share = schedule_fraction(asked.period.last)
    return Decimal(share.numerator) * 100 / share.denominator


def _asked(asked: Asked, codes: Sequence[str], window: str) -> Understood:
    period = window_period(asked, window).code
    return understand(asked.viewer, Ask(period, asked.unit.code, codes, known_at=asked.known_at))


def _told(figure: figures.FigureValue, key: str, window: str, asked: Asked) -> Entries:
    aims = figure.targets if figure.code in _COMPLETIONS else ()
    named = f"{figure.name}（{aim_label(aims[0].issuer, aims[0].tier)}）" if aims else figure.name
    name = named if window == TO_DATE else f"本期{named}"
    value = value_of(figure, name=name)
    yield f"{key}.{window}", value
    yield from _late(figure, key, window)
    yield from _owed(figure, value, f"{key}.due.{window}")
    if window == TO_DATE and figure.code == "A01":
        yield from _trips_aim(figure, asked)
    if window == TO_DATE and figure.code in _COMPLETIONS:
        yield key.replace(figure.code, f"{_COMPLETIONS[figure.code]}.target", 1), _target(figure, "")
        yield f"{key}.ahead", _beside_schedule(value, asked)


def _owed(figure: figures.FigureValue, value: FigureValue, key: str) -> Entries:
    """How many things a rate of supervision is taken of."""
    if figure.code in OWED and figure.denominator is not None:
        name, unit = OWED[figure.code]
        number = Decimal(figure.denominator)
        yield key, replace(value, name=name, raw=number, unit=unit, text=f"{number:f}", why="")


def _trips_aim(figure: figures.FigureValue, asked: Asked) -> Entries:
    """The target for trips of leaders and its completion, where there is one."""
    aim, rate = trips_aim(figure), trips_rate(figure)
    if aim is None or rate is None:
        return
    whose = aim_label(aim.issuer, aim.tier)
    yield "A01.rate", rate
    yield "A01.ahead", _beside_schedule(rate, asked)
    source = f"目标任务登记（{whose}）"
    yield (
        "A01.target",
        FigureValue("", "领导外出招商任务", Decimal(aim.value), aim.unit, aim.value, period=aim.period, source=source),
    )


def _beside_schedule(rate: FigureValue, asked: Asked) -> FigureValue:
    """How far a completion is ahead of the time that has passed, in points of a percentage."""
    ahead = None if rate.raw is None else rate.raw - schedule_percent(asked)
    return replace(
        rate,
        name=f"{rate.name}比时序进度",
        raw=ahead,
        unit="个百分点",
        text="",
        definition="任务完成率减时序进度，按未修约值计算",
    )


def _late(figure: figures.FigureValue, key: str, window: str) -> Entries:
    """What was recognised late or taken back of closed periods and counts here."""
    if window != MONTH or figure.corrections is None or figure.code not in FLOWS:
        return
    net = Decimal(figure.corrections)
    plain = value_of(figure)
    for name, word, amount in (("added", "补计", net), ("taken", "冲减", -net)):
        yield (
            f"{key}.{name}",
            FigureValue(
                figure.code,
                f"{figure.name}其中{word}",
                max(amount, Decimal(0)),
                figure.unit,
                definition="结账后认定、计入本期的以前期间数，相抵后的净额",
                calibre=plain.calibre,
                period=plain.period,
            ),
        )


def _target(figure: figures.FigureValue, owner: str) -> FigureValue:
    """The target behind a completion, in the unit of its indicator."""
    indicator = figures.definition(_COMPLETIONS[figure.code])[0]
    name = f"{owner}{indicator.name}任务"
    if not figure.targets or figure.denominator is None:
        return FigureValue("", name, None, why=_NO_TARGET, owner=owner)
    aim = figure.targets[0]
    amount = Decimal(figure.denominator)
    text = f"{amount:f}"
    return FigureValue(
        "",
        name,
        amount,
        indicator.unit,
        text.rstrip("0").rstrip(".") if "." in text else text,
        period=aim.period,
        source=f"目标任务登记（{aim_label(aim.issuer, aim.tier)}）",
        owner=owner,
    )


def _base(values: Sequence[figures.FigureValue]) -> list[figures.FigureValue]:
    """One entry a code: of several targets that of the base tier."""
    chosen: dict[str, figures.FigureValue] = {}
    for figure in sorted(values, key=_tier):
        chosen.setdefault(figure.code, figure)
    return list(chosen.values())


def _tier(figure: figures.FigureValue) -> int:
    tier = figure.targets[0].tier if figure.targets else ""
    return _BASE_TIERS.index(tier) if tier in _BASE_TIERS else len(_BASE_TIERS)
