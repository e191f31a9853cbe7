"""The drafts of RP22: the hero list of a year as it is shown or decided, the results of challenges of a period."""

from collections.abc import Iterator

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.honours import (
    HeroLine,
    ResultLine,
    decision_template,
    hero_tables,
    publicity_template,
    result_tables,
    results_template,
)
from luodi.across.reports.selectors.material import Asked, counted_fact, office_of
from luodi.base.core.documents import chinese_date
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import masked_contacts
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.rules.heroes import HeroKind, HeroState
from luodi.domains.incentives.selectors.challenges import TakeStanding, accepted_takes, challenge_counts
from luodi.domains.incentives.selectors.heroes import Standing, objection_count, shown_list, standing_places
from luodi.domains.projects.rules import Stage

_HEROES = "英雄榜"
_CHALLENGES = "揭榜挂帅"


def heroes_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The list as known at the paper's moment. BusinessError `reports.no_list` when none was shown."""
    year = asked.period.last.year
    one = shown_list(asked.unit, year, known_at=asked.known_at)
    if one is None or one.publicity is None:
        raise BusinessError(
            f"{asked.unit.name}没有已公示的{year}年度招商英雄榜。请先在“招商英雄榜”拟定名单、开始公示，再起草。",
            code="reports.no_list",
        )
    rows = standing_places(one, known_at=asked.known_at)
    lines = [
        HeroLine(
            row.nomination.unit.name,
            "" if row.nomination.person is None else row.nomination.person.name,
            masked_contacts(row.nomination.deeds),
        )
        for row in rows
    ]
    is_decided = one.state is HeroState.DECIDED
    book = FigureBook(dict(_counts(asked, one, [row.nomination.kind for row in rows])))
    material = Material(book, _words(asked, one), exhibits=hero_tables(lines, is_decided=is_decided))
    return compose(decision_template() if is_decided else publicity_template(), material), book


def _counts(asked: Asked, one: Standing, kinds: list[str]) -> Iterator[tuple[str, FigureValue]]:
    days = 0 if one.publicity is None else one.publicity.days
    objections = objection_count(one.hero_list, known_at=asked.known_at)
    yield "heroes.units", counted_fact("上榜单位数", kinds.count(HeroKind.UNIT), "个", _HEROES)
    yield "heroes.people", counted_fact("上榜个人数", kinds.count(HeroKind.PERSON), "个", _HEROES)
    yield "heroes.days", counted_fact("公示工作日数", days, "个工作日", _HEROES)
    yield "heroes.objections", counted_fact("异议件数", objections, "件", _HEROES)


def _words(asked: Asked, one: Standing) -> dict[str, str]:
    words = {"year": str(one.hero_list.year), "organiser": office_of(asked.unit).name}
    if one.publicity is not None:
        words |= {
            "from": chinese_date(one.publicity.starts_on),
            "until": chinese_date(one.publicity.until),
            "contact": one.publicity.contact,
            "oversight": one.publicity.oversight,
        }
    return words | ({} if one.decision is None else {"document": one.decision.document_no})


def results_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """What was accepted within the period. BusinessError `reports.no_challenges` when nothing was posted or taken up."""
    first, last = asked.period.first, asked.period.last
    counts = challenge_counts(asked.unit, first, last, known_at=asked.known_at)
    if not any((counts.posted, counts.units, counts.people, counts.accepted)):
        raise BusinessError(
            f"{asked.unit.name}{asked.period.label}没有张榜和揭榜。请先在“揭榜挂帅”张榜，或换一个期间。",
            code="reports.no_challenges",
        )
    told = (
        ("posted", "张榜数", counts.posted, "个"),
        ("units", "揭榜单位数", counts.units, "个"),
        ("people", "揭榜个人数", counts.people, "名"),
        ("accepted", "揭榜成功数", counts.accepted, "个"),
    )
    book = FigureBook(
        {f"challenges.{key}": counted_fact(name, number, unit, _CHALLENGES) for key, name, number, unit in told}
    )
    lines = [_result(one) for one in accepted_takes(asked.unit, first, last, known_at=asked.known_at)]
    words = {
        "place": asked.unit.label.removesuffix("（演示）"),
        "span": asked.period.label,
        "organiser": office_of(asked.unit).name,
    }
    return compose(results_template(), Material(book, words, exhibits=result_tables(lines))), book


def _result(one: TakeStanding) -> ResultLine:
    accepted = one.accepted
    project = None if accepted is None else accepted.project
    rewards = [step.note for step in one.steps if step.act == TakeAct.REWARD]
    return ResultLine(
        title=one.take.challenge.title,
        taker=one.take.label,
        promise=masked_contacts(one.take.promise),
        accepted_on="" if accepted is None else accepted.occurred_on.isoformat(),
        reward="；".join(rewards),
        project="" if project is None else project.name,
        stage="" if project is None else str(Stage(project.stage).label),
    )
