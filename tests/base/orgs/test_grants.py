"""Giving and taking back roles."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import Grant, User
from luodi.base.orgs.rules import Scope
from tests.factories import AT, clerk, officer, project_office, role, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def grant(person: User, code: str = "r12", place: str = "QJ-E", actor: User | None = None, **more: object) -> Grant:
    return services.grant_role(
        person,
        role=role(code),
        unit=unit(place),
        actor=actor or officer("secadmin"),
        at=AT,
        **more,  # type: ignore[arg-type]  # the tests' own words
    )


def test_a_grant_says_who_gave_what_for_where_from_when() -> None:
    given = grant(clerk())

    assert (given.scope, given.valid_from, given.valid_to) == ("S2", date(2023, 7, 3), None)
    assert (given.granted_by, given.granted_at) == (officer("secadmin"), AT)
    entry = AuditEntry.objects.filter(action="orgs.role_granted", actor=officer("secadmin")).get()
    assert entry.changes == {"role": ["", "r12"], "scope": ["", "S2"], "unit": ["", "QJ-E"]}


def test_a_grant_of_the_small_hours_begins_on_the_day_of_the_place() -> None:
    half_past_midnight_in_shanghai = datetime(2023, 7, 2, 16, 30, tzinfo=UTC)

    given = services.grant_role(
        clerk(), role=role("r12"), unit=unit("QJ-E"), actor=officer("secadmin"), at=half_past_midnight_in_shanghai
    )

    assert given.valid_from == date(2023, 7, 3)


def test_only_the_security_administrator_grants() -> None:
    person = clerk()

    for actor in (project_office(), officer("sysadmin"), officer("auditadmin"), user("r03")):
        with refused("orgs.not_permitted", NotPermitted):
            grant(person, actor=actor)


def test_nobody_grants_to_himself() -> None:
    secadmin = officer("secadmin")

    with refused("grants.self"):
        grant(secadmin, "r29", "QJ")


def test_a_security_administrator_of_one_county_grants_none_in_another() -> None:
    local = user("r29", "QJ-E", scope=Scope.SUBTREE)
    neighbour, own = clerk("QJ-W"), clerk("QJ-E")

    grant(own, actor=local)
    with refused("orgs.not_visible", NotVisible):
        grant(own, place="QJ-W", actor=local)
    with refused("users.not_visible", NotVisible):
        grant(neighbour, actor=local)


def test_dates_in_the_wrong_order_are_refused_also_by_the_database() -> None:
    person = clerk()

    with refused("grants.dates"):
        grant(person, valid_from=date(2023, 7, 3), valid_to=date(2023, 7, 2))
    with pytest.raises(IntegrityError, match="grant_dates_in_order"), transaction.atomic():
        Grant.objects.create(
            user=person,
            role=role("r12"),
            unit=unit("QJ-E"),
            scope="S2",
            valid_from=date(2023, 7, 3),
            valid_to=date(2023, 7, 2),
            granted_at=AT,
        )


def test_a_grant_taken_back_gives_nothing_from_that_moment_on() -> None:
    person, now = clerk(), timezone.now()
    given = services.grant_role(person, role=role("r05"), unit=unit("QJ"), actor=officer("secadmin"), at=now)
    assert selectors.can(person, "approvals.event_recognise")

    services.end_grant(given, actor=officer("secadmin"), at=now, reason="授错了人")

    assert not selectors.can(person, "approvals.event_recognise")
    assert selectors.can(person, "projects.edit")


def test_a_grant_still_to_come_and_taken_back_never_comes() -> None:
    person, now = clerk(), timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = services.grant_role(
        person, role=role("r05"), unit=unit("QJ"), actor=officer("secadmin"), at=now, valid_from=tomorrow
    )

    services.end_grant(given, actor=officer("secadmin"), at=now, reason="授错了人")

    assert "r05" not in {row.role.code for row in selectors.active_grants(person, tomorrow)}


def test_taking_back_twice_keeps_the_first_end() -> None:
    given = grant(clerk())
    ended = services.end_grant(given, actor=officer("secadmin"), at=AT, reason="调岗")

    again = services.end_grant(given, actor=officer("secadmin"), at=AT + timedelta(days=5), reason="调岗")

    assert (again.ended_on, again.valid_to) == (ended.ended_on, ended.valid_to) == (date(2023, 7, 3), date(2023, 7, 3))
    assert AuditEntry.objects.filter(action="orgs.grant_ended").count() == 1


def test_an_ended_grant_was_in_force_until_its_end() -> None:
    person = clerk()
    given = grant(person, "r12", valid_from=date(2023, 1, 1))

    services.end_grant(given, actor=officer("secadmin"), at=AT, reason="调岗")

    def held(day: date) -> bool:
        return "r12" in {row.role.code for row in selectors.active_grants(person, day)}

    assert [held(date(2023, 7, 2)), held(date(2023, 7, 3))] == [True, False]


def test_only_the_security_administrator_takes_back() -> None:
    given = grant(clerk())

    with refused("orgs.not_permitted", NotPermitted):
        services.end_grant(given, actor=officer("sysadmin"), at=AT, reason="试")
