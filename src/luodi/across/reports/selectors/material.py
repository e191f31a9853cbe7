"""What a half-year summary is made of: its figures out of across/figures, and the words and groups around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material, name_list
from luodi.across.reports.engine.half_year import Office, half_year_words, target_item, target_qualifier
from luodi.across.reports.engine.tokens import qualified
from luodi.across.reports.selectors.dispatch import large_unstarted_names
from luodi.across.reports.selectors.hero_counts import hero_counts, last_heroes
from luodi.across.reports.selectors.taken import trips_rate, value_of
from luodi.base.approvals.rules import SlipState
from luodi.base.core.periods import Period, schedule_fraction
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import UnitKind, level_of
from luodi.base.orgs.selectors import subtree
from luodi.domains.chains.selectors import chains
from luodi.domains.investors.models import Activity
from luodi.domains.investors.selectors import activities
from luodi.domains.projects.rules import NEGOTIATION_MONTHS, Event, SideStatus
from luodi.domains.projects.selectors import projects
from luodi.domains.targets.rules import aim_label
from luodi.domains.targets.selectors import targets_of

CODES: Final = (
    "S01", "S02", "S04", "S05", "S06", "S09", "S12", "P01", "P03", "P10", "P13", "P14", "P18", "P19", "P20",
    "C01", "C02", "C06", "C07", "C08", "C10", "A01", "A02", "T04",
)  # fmt: skip
_PORTIONS: Final = ("P03", "P14.r", "P13.r")
_ROLLING: Final = "r36"
_COUNT, _AMOUNT = "S01", "S02"
_NAMES: Final = 3
_ENDED: Final = (SideStatus.TERMINATED, SideStatus.RETURNED, SideStatus.REPLACED, SideStatus.MERGED)


@dataclass(frozen=True)
class Asked:
    """For whom, which period, as known when; `codes` are the figures that a data pack is asked for."""

    viewer: User
    unit: Unit
    period: Period
    known_at: datetime
    codes: tuple[str, ...] = ()


def half_year_material(asked: Asked) -> Material:
    """The material of RP04."""
    below = activities(asked.viewer).filter(unit__path__startswith=asked.unit.path)
    held = [one for one in below if asked.period.span.contains(one.held_on)]
    book = dict(
        (
            *_catalogue(asked),
            *_rolling(asked),
            *by_chain(asked),
            *_by_activity(asked, held),
            *_other_facts(asked, held),
        )
    )
    half = 1 if asked.period.first.month == 1 else 2
    words = half_year_words(asked.period.last.year, half, office_of(asked.unit))
    words["large_unstarted"] = _some_names(large_unstarted_names(asked.viewer, asked.unit, asked.period))
    words["outposts"] = "、".join(unit.label for unit in outposts(asked))
    heroes = last_heroes(asked.unit, asked.period, known_at=asked.known_at)
    words["hero_year"] = "" if heroes is None else str(heroes.hero_list.year)
    return Material(
        FigureBook(book),
        {name: text for name, text in words.items() if text},
        {
            "count_targets": tuple(_target_items(asked, _COUNT, "")),
            "amount_targets": tuple(_target_items(asked, _AMOUNT, "正式合同额")),
            "chains": tuple(chain_items(asked)),
            "activities": tuple(_activity_items(asked, held)),
        },
    )


def office_of(unit: Unit) -> Office:
    """The level of the area and its bureau's name."""
    name = unit.name.removesuffix("（演示）")
    level = level_of(name)
    return Office(level, f"{name}招商投资局", f"{level}招商投资局")


def sheet_of(
    asked: Asked, codes: Sequence[str], *, window: str | None = None, by: str | None = None
) -> figures.FigureSheet:
    """Figures of the paper's unit and period as known at its moment."""
    return figures.figures(
        asked.viewer,
        period=asked.period.code,
        unit=asked.unit.code,
        codes=codes,
        window=window,
        known_at=asked.known_at,
        by=by,
    )


def _catalogue(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    seen: set[str] = set()
    for figure in sheet_of(asked, CODES).figures:
        if figure.code.startswith("S06"):
            for target in figure.targets:
                qualifier = target_qualifier(target.issuer, target.tier)
                yield (
                    qualified(figure.code, qualifier),
                    value_of(figure, name=f"{figure.name}（{aim_label(target.issuer, target.tier)}）"),
                )
        if figure.code not in seen:
            seen.add(figure.code)
            yield from with_portions(figure, figure.code)
            yield from _trips(figure)


def _trips(figure: figures.FigureValue) -> Iterator[tuple[str, FigureValue]]:
    """The completion of the target for trips of leaders, where there is one."""
    rate = trips_rate(figure)
    if rate is not None:
        yield "A01.rate", rate


def _rolling(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """Terminations among the signings of the rolling 36 months."""
    for figure in sheet_of(asked, ("P14.r",), window=_ROLLING).figures:
        for key, value in with_portions(figure, figure.code):
            yield f"{key}.{_ROLLING}", value


def with_portions(figure: figures.FigureValue, key: str) -> Iterator[tuple[str, FigureValue]]:
    """A figure under its key; of some rates also the number of projects above and below the line."""
    yield key, value_of(figure)
    if figure.code in _PORTIONS:
        for portion, name, text in (
            ("numerator", "分子", figure.numerator),
            ("denominator", "分母", figure.denominator),
        ):
            value = value_of(figure, name=f"{figure.name}（{name}）")
            raw = None if text is None else Decimal(text)
            yield f"{key}.{portion}", replace(value, raw=raw, unit="个", text=text or "")


def by_chain(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """The figures of each chain: `T04.n@铝产业`."""
    names = {chain.pk: chain.name for chain in chains(asked.viewer)}
    for group in sheet_of(asked, ("T04",), by="chain").groups:
        if isinstance(group.key, int) and group.key in names:
            for figure in group.figures:
                yield (
                    qualified(figure.code, names[group.key]),
                    value_of(figure, name=f"{names[group.key]}{figure.name}"),
                )


def _by_activity(asked: Asked, held: Sequence[Activity]) -> Iterator[tuple[str, FigureValue]]:
    names = {one.pk: one.name for one in held}
    for group in sheet_of(asked, ("A05",), by="occasion").groups:
        if isinstance(group.key, int) and group.key in names:
            for figure in group.figures:
                yield (
                    qualified(figure.code, activity_mark(group.key)),
                    value_of(figure, name=f"{names[group.key]}{figure.name}"),
                )
    for one in held:
        for key, label, number, unit in (
            ("activity.companies", "参会企业", one.attendance.companies_attending, "家"),
            ("activity.proposed", "拟合作项目", one.attendance.projects_proposed, "个"),
        ):
            if number is not None:
                yield (
                    qualified(key, activity_mark(one.pk)),
                    counted_fact(f"{one.name}{label}", number, unit, "招商活动登记"),
                )


def activity_mark(pk: int) -> str:
    """What stands behind @ in the keys of an activity's figures."""
    return f"H{pk}"


def _other_facts(asked: Asked, held: Sequence[Activity]) -> Iterator[tuple[str, FigureValue]]:
    """Numbers that are counted from registers and rules, not from the fact tables."""
    rows = list(chains(asked.viewer))
    forces = sum(1 for chain in rows if chain.task_force_id is not None)
    large = large_unstarted_names(asked.viewer, asked.unit, asked.period)
    schedule = schedule_fraction(asked.period.last)
    percent = Decimal(schedule.numerator) * 100 / schedule.denominator
    yield "chains.count", counted_fact("产业链条数", len(rows), "条", "产业链登记")
    yield "chains.taskforces", counted_fact("产业链招商专班数", forces, "个", "产业链登记")
    yield "outposts.count", counted_fact("驻外招商组数", len(outposts(asked)), "个", "单位登记")
    yield "dispatch.large_unstarted", counted_fact("超亿签约未开工项目数", len(large), "个", "项目调度清单")
    yield "schedule", FigureValue("", "时序进度", percent, "%", source="月数÷12")
    for key, name, number, unit, source in hero_counts(asked.unit, asked.period, known_at=asked.known_at):
        yield key, counted_fact(name, number, unit, source)
    yield "limits.talk", counted_fact("一般项目洽谈时限", NEGOTIATION_MONTHS["ORDINARY"], "个月", "洽谈时限规则")
    yield "limits.talk_major", counted_fact("重大项目洽谈时限", NEGOTIATION_MONTHS["MAJOR"], "个月", "洽谈时限规则")


def counted_fact(name: str, number: int, unit: str, source: str) -> FigureValue:
    """A number that is counted from a register, not from the fact tables."""
    return FigureValue("", name, Decimal(number), unit, str(number), facts=number, source=source)


def outposts(asked: Asked) -> list[Unit]:
    """The outposts below the unit that stand at the period's end."""
    rows = subtree(asked.unit).filter(kind=UnitKind.OUTSTATION)
    return [unit for unit in rows if unit.active_to is None or unit.active_to > asked.period.last]


def _target_items(asked: Asked, indicator: str, measured: str) -> Iterator[Item]:
    year = str(asked.period.last.year)
    for target in targets_of(asked.unit, period=year, known_at=asked.known_at):
        if target.indicator == indicator:
            level = office_of(asked.unit).level
            yield target_item(target.issuer, target.tier, measured=measured, level=level)


def _signed_names(asked: Asked, event: str) -> dict[str, list[tuple[int | None, str]]]:
    """Names of the projects whose event lies in the period, with what they belong to: by chain and by occasion."""
    rows = (
        projects(asked.viewer)
        .filter(
            events__event=event,
            events__slip__state=SlipState.RECOGNISED,
            events__reversals=None,
            events__occurred_on__range=(asked.period.first, asked.period.last),
            unit__path__startswith=asked.unit.path,
        )
        .exclude(side_status__in=_ENDED)
    )
    ordered = rows.order_by("-contract_in_wan", "pk").values_list("chain_id", "events__occasion_id", "name")
    found: dict[str, list[tuple[int | None, str]]] = {"chain": [], "occasion": []}
    for chain, occasion, name in ordered:
        found["chain"].append((chain, name))
        found["occasion"].append((occasion, name))
    return found


def chain_items(asked: Asked) -> Iterator[Item]:
    """The chains with signings in the period, the one with most first, and the names of their projects."""
    names = _signed_names(asked, Event.SIGN)["chain"]
    counted = {pk: [name for chain, name in names if chain == pk] for pk in {chain for chain, _ in names}}
    rows = [chain for chain in chains(asked.viewer) if counted.get(chain.pk)]
    for chain in sorted(rows, key=lambda chain: (-len(counted[chain.pk]), chain.code)):
        listed = counted[chain.pk]
        yield Item({"chain": chain.name}, tuple(listed[:_NAMES]), len(listed))


def _activity_items(asked: Asked, held: Sequence[Activity]) -> Iterator[Item]:
    signed = [*_signed_names(asked, Event.SIGN)["occasion"], *_signed_names(asked, Event.FRAMEWORK)["occasion"]]
    for one in sorted(held, key=lambda one: one.held_on):
        names = tuple(dict.fromkeys(name for occasion, name in signed if occasion == one.pk))
        words = {"verb": "举办", "activity": one.name, "code": activity_mark(one.pk)}
        yield Item(words, names[:_NAMES], len(names))


def _some_names(names: Sequence[str]) -> str:
    return name_list(names, shown=4)
