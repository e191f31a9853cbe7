"""Rows of responsibility for tests: people, assignments, visits."""

from datetime import date

from luodi.base.orgs.models import Person, User
from luodi.base.orgs.services import make_person
from luodi.domains.projects.models import Assignment, Project, Visit
from luodi.domains.projects.services.duty_sets import install_duty_sets
from luodi.domains.projects.services.responsibility import AssignmentValues, assign
from luodi.domains.projects.services.visits import VisitValues, log_visit
from tests import factories

FROM = date(2023, 3, 1)


def sets() -> None:
    """The preset sets."""
    factories.district()
    install_duty_sets(at=factories.AT)


def person(name: str = "周正", unit_code: str = "QJ-E", *, is_leader: bool = False) -> Person:
    """A person without an account."""
    unit = factories.unit(unit_code)
    found = Person.objects.filter(name=name, unit=unit).first()
    if found is not None:
        return found
    return make_person(name=name, unit=unit, is_leader=is_leader, actor=factories.officer("sysadmin"), at=factories.AT)


def leader(unit_code: str = "QJ") -> User:
    """The account of a leader who answers for single projects (r02)."""
    return factories.user("r02", unit_code)


def assigned(project: Project, who: Person, role: str = "LEADER", *, on: date = FROM) -> Assignment:
    """The person answers in that role, by the project section."""
    values = AssignmentValues(role, on, person=who, basis="分工文件")
    return assign(project, values, actor=factories.project_office(), at=factories.AT)


def visited(project: Project, who: Person, on: date) -> Visit:
    """A visit in the log."""
    values = VisitValues(who, on, "厂房主体封顶", "协调用电")
    return log_visit(project, values, actor=factories.project_office(), at=factories.AT)
