"""The system's proposal for a hero list: the units below the organiser with their published figures of the year, the best
first, and their staff with the recognised facts of the projects that they answered for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from luodi.across.figures.selectors import FigureValue, drill, figures
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import operator
from luodi.domains.incentives.selectors.challenges import accepted_takes
from luodi.domains.incentives.selectors.heroes import Standing, nominable_people, standing_nominations
from luodi.domains.projects.rules.responsibility import DutyRole
from luodi.domains.projects.selectors import projects
from luodi.domains.projects.selectors.assigned import terms_of

CODES: Final = ("P01", "S01", "S02", "S05", "C01")
_WORDS: Final = {
    "S01": "签订正式合同",
    "S02": "合同额",
    "P01": "新开工项目",
    "S05": "引进十亿元以上项目",
    "C01": "实际到位资金",
}

_ROLES: Final = (DutyRole.OWNER, DutyRole.SERVICE, DutyRole.SITE)
"""Who works on a project day by day. Leaders in charge stand on task cards and are not ranked (domain/06 §4.8.1)."""
_EVENTS: Final = {"S01": "签约", "P01": "开工"}
_TAKEN: Final = "揭榜成功"


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


@dataclass(frozen=True)
class PersonFact:
    """A recognised fact of a project that a person answered for on its day, or an accepted result; `counted` −1 where it
    was taken back. Without code and name when the project is out of the reader's reach.
    """

    what: str
    role: str
    day: date
    code: str
    name: str
    counted: int
    project_id: int | None = None


@dataclass(frozen=True)
class PersonSuggestion:
    """One of the staff with what was signed, started and won under their name in the year, and the facts behind it."""

    person: Person
    signed: int
    started: int
    taken: int
    facts: tuple[PersonFact, ...]
    deeds: str
    is_nominated: bool


def person_suggestions(viewer: User, one: Standing) -> list[PersonSuggestion]:
    """The staff of the units below the organiser who answered for something recognised in the year, the most first.

    What counts as signed and started is what the drill-downs of S01 and P01 say for the organiser's area, asked in the
    office's name; names of projects out of the viewer's reach are left out. People decide whom to nominate.
    """
    people = {person.pk: person for person in nominable_people(viewer, one)}
    nominated = set(standing_nominations(one.hero_list).exclude(person=None).values_list("person", flat=True))
    facts: dict[int, list[PersonFact]] = defaultdict(list)
    for person_id, fact in (*_answered_for(one, people), *_won(one)):
        if person_id in people:
            facts[person_id].append(fact)
    named = {fact.project_id for found in facts.values() for fact in found if fact.project_id is not None}
    shown = set(projects(viewer).filter(pk__in=named).values_list("pk", flat=True))
    rows = [_suggested(one, people[pk], found, shown, is_nominated=pk in nominated) for pk, found in facts.items()]
    found = [row for row in rows if row.signed > 0 or row.started > 0 or row.taken > 0]
    return sorted(found, key=lambda row: (-row.started, -row.signed, -row.taken, row.person.unit.path, row.person.name))


def _answered_for(one: Standing, people: Mapping[int, Person]) -> Iterator[tuple[int, PersonFact]]:
    """Each signing and start under whoever answered for the project on its day; of several roles of one person one."""
    year, area = str(one.hero_list.year), one.hero_list.unit.code
    found = {code: drill(operator(), code, period=year, unit=area) for code in _EVENTS}
    known_at = found["S01"].known_at
    terms = [(role, term) for role in _ROLES for term in terms_of(people, role, known_at=known_at)]
    for code, drilled in found.items():
        for row in drilled.rows:
            if row.part != "numerator" or row.day is None:
                continue
            held = {
                term.person_id: str(role.label)
                for role, term in reversed(terms)
                if term.project_id == row.project_id and term.covers(row.day)
            }
            counted = 1 if row.contribution > 0 else -1
            for person_id, role in held.items():
                yield person_id, PersonFact(_EVENTS[code], role, row.day, row.code, row.name, counted, row.project_id)


def _won(one: Standing) -> Iterator[tuple[int, PersonFact]]:
    """Accepted results of challenges that a person took up."""
    year = one.hero_list.year
    for row in accepted_takes(one.hero_list.unit, date(year, 1, 1), date(year, 12, 31)):
        step = row.accepted
        if row.take.person_id is not None and step is not None:
            project = step.project
            told = ("", "") if project is None else (project.code, project.name)
            yield row.take.person_id, PersonFact(_TAKEN, "揭榜人", step.occurred_on, *told, 1, step.project_id)


def _suggested(
    one: Standing, person: Person, facts: Sequence[PersonFact], shown: set[int], *, is_nominated: bool
) -> PersonSuggestion:
    sums = {what: sum(fact.counted for fact in facts if fact.what == what) for what in (*_EVENTS.values(), _TAKEN)}
    signed, started, taken = sums.values()
    done = "、".join(f"{word}{count}个" for word, count in (("签订正式合同", signed), ("新开工", started)) if count > 0)
    told = "，".join(filter(None, (done and f"负责的项目{done}", f"揭榜成功{taken}个" if taken > 0 else "")))
    seen = tuple(
        fact if fact.project_id in shown else replace(fact, code="", name="", project_id=None)
        for fact in sorted(facts, key=lambda fact: (fact.day, fact.code))
    )
    deeds = f"{one.hero_list.year}年，{told}。"
    return PersonSuggestion(person, signed, started, taken, seen, deeds, is_nominated)
