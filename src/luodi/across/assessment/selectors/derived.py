"""Figures X01–X06 of the catalogue (domain/05 §4.6): they rest on scores, so they are answered here in the same shape."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Final

from django.db.models import Min
from django.utils import timezone

from luodi.across.assessment.selectors.ranking import RankedUnit, ranking
from luodi.across.assessment.selectors.scores import with_history
from luodi.across.figures.rules.rounding import exact, shown
from luodi.across.figures.selectors import FigureSheet, FigureValue
from luodi.across.figures.selectors import figures as catalogue_figures
from luodi.across.figures.selectors.asking import visible_unit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period, parse_period, period_at, year_to_date
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import groups_on
from luodi.domains.projects.models import CapitalRecord, StageEvent

RECORDS: Final = ("S02", "C01")
_QUARTERS_LOOKED_BACK: Final = 7
_NO_GROUP: Final = "该单位没有考核分组，不参加排名"


@dataclass(frozen=True, slots=True)
class _Derived:
    """A derived figure in words."""

    name: str
    unit: str
    digits: int
    says: str


_DERIVED: Final = {
    "X01": _Derived("时序进度系数K", "", 2, "完成率÷时序进度；率类指标为实际率÷目标率。按考核方案的指标逐项列出"),
    "X02": _Derived("综合得分", "分", 2, "各指标得分之和＋加分−扣分，按时序进度计算，未修约值排名"),
    "X03": _Derived("组内排名", "名", 0, "同组单位按未修约得分排名，同分同名次，其后名次顺延"),
    "X04": _Derived("五色", "色", 0, "绿≥95、蓝≥85、黄≥75、橙≥65、红<65，零签约、数据造假、连续两期橙色等另有规定"),
    "X05": _Derived("连续靠后次数", "次", 0, "截至所在季度，连续处于组内靠后区的季度数"),
    "X06": _Derived("创历年新高", "", 0, "本期值大于以往各年同期值的最大值为“是”"),
}


def figures(
    viewer: User,
    *,
    period: str,
    unit: str | None = None,
    codes: Sequence[str] = (),
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    round_mode: RoundMode = "HALF_UP",
    digits: int | None = None,
) -> FigureSheet:
    """As `figures.selectors.figures`, and X01–X06 where they are asked for by code."""
    derived = [code for code in codes if code.partition(".")[0] in _DERIVED]
    plain = [code for code in codes if code not in derived]
    if derived and not plain:
        place, span = visible_unit(viewer, unit), parse_period(period)
        sheet = FigureSheet(place, span, known_at or timezone.now(), calibre, ())
    else:
        sheet = catalogue_figures(
            viewer,
            period=period,
            unit=unit,
            codes=plain,
            calibre=calibre,
            window=window,
            known_at=known_at,
            round_mode=round_mode,
            digits=digits,
        )
    if not derived:
        return sheet
    asked = _Asked(viewer, sheet.unit, sheet.period, known_at, round_mode, digits)
    found = [value for code in derived for value in asked.values(code)]
    return replace(sheet, figures=(*sheet.figures, *found))


@dataclass(frozen=True)
class _Asked:
    """One question about derived figures of a unit."""

    viewer: User
    unit: Unit
    period: Period
    known_at: datetime | None
    mode: RoundMode
    digits: int | None

    def values(self, code: str) -> list[FigureValue]:
        """The entries of a code; a suffix chooses one of them."""
        base = code.partition(".")[0]
        found = _ANSWERS[base](self)
        chosen = [value for value in found if code in {base, value.code}]
        if not chosen:
            known = "、".join(value.code for value in found) or "无"
            raise BusinessError(f"没有代码为“{code}”的指标，可用：{known}。", code="figures.unknown_code")
        return chosen

    @property
    def group(self) -> str:
        """The unit's group at the end of the period."""
        return groups_on([self.unit], self.period.last, known_at=self.known_at)[self.unit.pk]

    def place(self) -> RankedUnit | None:
        """The unit's place, None where it is in no group."""
        if not self.group:
            return None
        found = ranking(self.viewer, period=self.period.code, known_at=self.known_at).group_of(self.unit.code)
        return None if found is None else found[1]

    def value(
        self, code: str, number: Fraction | None, *, text: str = "", name: str = "", why: str = "", note: str = ""
    ) -> FigureValue:
        """One answer in the shape of all figures."""
        kind = _DERIVED[code.partition(".")[0]]
        digits = kind.digits if self.digits is None else self.digits
        said = text or (None if number is None else shown(number, digits, self.mode))
        span = year_to_date(self.period.last)
        return FigureValue(
            code=code,
            name=name or kind.name,
            unit=kind.unit,
            value=said,
            raw=None if number is None else exact(number),
            numerator=None,
            denominator=None,
            definition=f"{kind.says}。",
            calibre_text="不分口径",
            round=self.mode,
            digits=digits,
            facts=0,
            window="ytd",
            window_from=span.start.isoformat(),
            window_to=span.end.isoformat(),
            why="" if said is not None else why,
            note=note,
            exact=number,
        )


def _k(asked: _Asked) -> list[FigureValue]:
    place = asked.place()
    if place is None:
        return [asked.value("X01", None, why=_NO_GROUP)]
    judged = [line for line in place.score.lines if line.spec.sources]
    return [
        asked.value(f"X01.{line.spec.code}", line.k, name=f"时序进度系数K：{line.spec.name}", why=line.why)
        for line in judged
    ]


def _score(asked: _Asked) -> list[FigureValue]:
    place = asked.place()
    if place is None:
        return [asked.value("X02", None, why=_NO_GROUP)]
    note = f"已评价权重{exact(place.score.judged_weight)}"
    return [asked.value("X02", place.score.total, why=place.score.why, note=note)]


def _rank(asked: _Asked) -> list[FigureValue]:
    place = asked.place()
    if place is None:
        return [asked.value("X03", None, why=_NO_GROUP)]
    rank = None if place.rank is None else Fraction(place.rank)
    return [asked.value("X03", rank, why="本组不排名或该单位没有得分", note=place.arrow)]


def _colour(asked: _Asked) -> list[FigureValue]:
    place = asked.place()
    if place is None:
        return [asked.value("X04", None, why=_NO_GROUP)]
    return [asked.value("X04", None, text=place.colour.value, note="；".join(place.colour_why))]


def _low_run(asked: _Asked) -> list[FigureValue]:
    place = asked.place()
    if place is None:
        return [asked.value("X05", None, why=_NO_GROUP)]
    quarter = period_at(asked.period.last, "quarter")
    run = 0
    for results in with_history(quarter, group=asked.group, known_at=asked.known_at, steps=_QUARTERS_LOOKED_BACK):
        group = results.get(asked.group)
        found = group.of(asked.unit) if group is not None else None
        if found is None or not found.is_low:
            break
        run += 1
    return [asked.value("X05", Fraction(run))]


def _record(asked: _Asked) -> list[FigureValue]:
    return [_record_of(asked, code) for code in RECORDS]


def _record_of(asked: _Asked, code: str) -> FigureValue:
    """Whether a figure is higher than in the same period of every earlier year with facts."""
    now = _of_period(asked, code, asked.period)
    past = [_of_period(asked, code, period) for period in _same_periods_before(asked.period)]
    known = [value.exact for value in past if value.exact is not None]
    name = f"创历年新高：{now.name}"
    if now.exact is None or not known:
        return asked.value(f"X06.{code}", None, name=name, why=now.why or "没有可比的往年同期数")
    told = f"本期{now.value}{now.unit}，往年同期最高{shown(max(known), now.digits, 'HALF_UP')}{now.unit}"
    return asked.value(f"X06.{code}", None, text="是" if now.exact > max(known) else "否", name=name, note=told)


def _of_period(asked: _Asked, code: str, period: Period) -> FigureValue:
    sheet = catalogue_figures(
        asked.viewer, period=period.code, unit=asked.unit.code, codes=(code,), known_at=asked.known_at
    )
    return sheet.figures[0]


def _same_periods_before(period: Period) -> list[Period]:
    """The same period of earlier years back to the first fact; none for a free span."""
    if period.kind == "span":
        return []
    signed = StageEvent.objects.aggregate(first=Min("occurred_on"))["first"]
    arrived = CapitalRecord.objects.aggregate(first=Min("arrived_on"))["first"]
    first = min((day for day in (signed, arrived) if day is not None), default=period.first)
    year = period.last.year
    tail = period.code[4:]
    return [parse_period(f"{earlier}{tail}") for earlier in range(year - 1, first.year - 1, -1)]


_ANSWERS: Final[Mapping[str, Callable[[_Asked], list[FigureValue]]]] = {
    "X01": _k,
    "X02": _score,
    "X03": _rank,
    "X04": _colour,
    "X05": _low_run,
    "X06": _record,
}
