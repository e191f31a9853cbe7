"""Hero lists and challenges for tests, made through the services as people make them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Person, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.incentives.models import Challenge, HeroList, HeroPlace, Nomination, Take
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.services import challenges, lists, nominating
from luodi.domains.incentives.services.challenges import ChallengeValues
from luodi.domains.incentives.services.lists import ListValues, PublicityValues
from luodi.domains.incentives.services.nominating import NominationValues
from luodi.domains.projects.models import Project
from tests import factories
from tests.factories import AT, checker, clerk, unit, user
from tests.worlds import remembered

BEFORE: Final = AT - timedelta(days=14)
"""A publicity of five working days that began then is over at AT."""
SHOWN: Final = PublicityValues(contact="招商局考核科 0838-1234", oversight="督查室 0838-5678")
DUE_ON: Final = date(2023, 12, 31)
SIGNED_ON: Final = factories.SIGNED_ON


@remembered
def everybody() -> None:
    """The bureau's sections, the head of the office, the people of two counties."""
    for known in (organiser, chief, reviewers, clerk, checker):
        known()
    for role in ("r09", "r10"):
        user(role, "QJ-W")


def organiser() -> User:
    """The bureau's assessment section (r07), which runs the list."""
    return user("r07")


def chief() -> User:
    """The head of the office (r03), who decides."""
    return user("r03")


def reviewers() -> tuple[User, User]:
    """Two who give points: the statistics and the project sections."""
    return factories.statistics_office(), factories.project_office()


def poster() -> User:
    """The project section (r05), which posts challenges."""
    return factories.project_office()


def accepter() -> User:
    """The statistics section (r04), which accepts results."""
    return factories.statistics_office()


def person(name: str = "陈石", code: str = "QJ-E") -> Person:
    """Staff of a county."""
    found = Person.objects.filter(name=name, unit__code=code).first()
    return found or orgs.make_person(name=name, unit=unit(code), actor=factories.officer("sysadmin"), at=AT)


def opened(year: int = 2022, *, units: int = 1, people: int = 1, at: datetime = AT) -> HeroList:
    """A list of the district."""
    values = ListValues(year, unit_places=units, person_places=people)
    return lists.open_list(unit("QJ"), values, actor=organiser(), at=at)


def nominated(of: HeroList, code: str = "QJ-E", *, who: Person | None = None, at: datetime = AT) -> Nomination:
    """A nomination by the county's clerk."""
    values = NominationValues(unit(code), "引进铝材项目2个，全部开工。", who, (factories.attachment(),))
    return nominating.nominate(of, values, actor=clerk(code), at=at)


def marked(row: Nomination, first: str = "30", second: str = "40", at: datetime = AT) -> None:
    """Points of both reviewers: the first criterion as given, ten on each other one."""
    names = list(row.hero_list.criteria.order_by("position").values_list("name", flat=True))
    for reviewer, points in zip(reviewers(), (first, second), strict=True):
        given = dict.fromkeys(names, Decimal(10)) | {names[0]: Decimal(points)}
        nominating.mark_nomination(row, given, actor=reviewer, at=at)


def reviewing(year: int = 2022, at: datetime = AT) -> tuple[HeroList, Nomination, Nomination]:
    """A list whose nominations are closed: the eastern county and one of its people, both marked."""
    of = opened(year, at=at)
    county, staff = nominated(of, at=at), nominated(of, who=person(), at=at)
    lists.start_review(of, actor=organiser(), at=at)
    marked(county, at=at)
    marked(staff, "20", "20", at)
    return of, county, staff


def proposed(year: int = 2022, at: datetime = AT) -> HeroList:
    """The same with both proposed."""
    of, county, staff = reviewing(year, at)
    lists.propose_places(of, [county.pk, staff.pk], actor=organiser(), at=at)
    return of


def shown(year: int = 2022, at: datetime = AT) -> HeroList:
    """The same in its publicity."""
    of = proposed(year, at)
    lists.publicise_list(of, SHOWN, actor=organiser(), at=at)
    return of


def decided(year: int = 2022) -> HeroList:
    """The same, decided."""
    of = shown(year, BEFORE)
    lists.decide_list(of, document_no="示例招委〔2023〕9号", actor=chief(), at=AT)
    return of


def first_place(of: HeroList) -> HeroPlace:
    """The county's place."""
    return selectors.places(selectors.standing(of))[0]


def posted(*, due_on: date = DUE_ON, at: datetime = AT) -> Challenge:
    """A challenge of the district that asks for a contract."""
    values = ChallengeValues("COMPANY", "引进铝精深加工龙头", "签下一家龙头企业", "SIGN", due_on, "通报表扬、考核加分")
    return challenges.post_challenge(unit("QJ"), values, actor=poster(), at=at)


def taken(of: Challenge, code: str = "QJ-E", *, who: Person | None = None, at: datetime = AT) -> Take:
    """Taken up by the county's clerk."""
    return challenges.take_challenge(of, unit(code), promise="年底前签约", person=who, actor=clerk(code), at=at)


def result(code: str = "QJ-E", *, on: date = date(2023, 7, 3)) -> Project:
    """A project of the county whose contract is recognised."""
    return factories.signed_project(code, on=on)


def reported(row: Take, project: Project | None = None, *, at: datetime = AT) -> None:
    """The county says which project is the result."""
    found = project or result(row.unit.code)
    challenges.step_take(row, TakeAct.REPORT, project=found, actor=clerk(row.unit.code), at=at)


def accepted(row: Take, *, at: datetime = AT) -> None:
    """Reported and accepted."""
    reported(row, at=at)
    challenges.step_take(row, TakeAct.ACCEPT, actor=accepter(), at=at)


def township() -> str:
    """The code of a township below the eastern county."""
    east = unit("QJ-E")
    orgs.make_unit(code="QJ-E-T", name="甲镇", kind=UnitKind.TOWNSHIP, parent=east, actor=operator(), at=AT)
    return "QJ-E-T"
