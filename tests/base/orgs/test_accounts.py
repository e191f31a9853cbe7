"""Accounts: making them, passwords, switching off."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.base.orgs.selectors import operator, takeover_clerk
from tests.factories import AT, PASSWORD, clerk, district, officer, project_office, role, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def make(username: str = "zhang.san", name: str = "张三", place: str = "QJ-E", **more: object) -> User:
    given = {"password": PASSWORD, "actor": officer("sysadmin"), **more}
    return services.make_user(username, name=name, unit=unit(place), at=AT, **given)  # type: ignore[arg-type]  # the tests' own words


def test_an_account_comes_with_its_person() -> None:
    made = make(post="科员")

    assert (made.username, made.display_name, made.unit) == ("zhang.san", "张三", unit("QJ-E"))
    assert made.person is not None
    assert made.person.post == "科员"
    assert made.check_password(PASSWORD)
    assert selectors.permissions_of(made) == frozenset()


@pytest.mark.parametrize(
    ("username", "name", "password", "fault"),
    [
        ("r09.qj-e", "张三", PASSWORD, "users.taken"),
        (" r09.qj-e ", "张三", PASSWORD, "users.taken"),
        ("", "张三", PASSWORD, "users.incomplete"),
        ("zhang.san", " ", PASSWORD, "users.incomplete"),
        ("zhang.san", "张三", "short", "users.password"),
        ("zhang.san", "张三", "password123", "users.password"),
        ("zhang.san", "张三", "zhang.san", "users.password"),
    ],
)
def test_unsound_accounts_are_refused(username: str, name: str, password: str, fault: str) -> None:
    clerk()

    with refused(fault):
        make(username, name, password=password)


def test_only_the_system_administrator_makes_accounts() -> None:
    for actor in (clerk(), project_office(), officer("secadmin"), officer("auditadmin")):
        with refused("orgs.not_permitted", NotPermitted):
            make(actor=actor)


def test_a_manager_of_one_county_makes_and_switches_none_of_another() -> None:
    manager, stranger = user("r28", "QJ-E", scope=Scope.SUBTREE), clerk("QJ-W")

    make(actor=manager)
    with refused("orgs.not_visible", NotVisible):
        make("li.si", "李四", "QJ-W", actor=manager)
    with refused("users.not_visible", NotVisible):
        services.request_reset(stranger, actor=manager, at=AT, reason="忘记密码")
    with refused("users.not_visible", NotVisible):
        services.set_active(stranger, active=False, actor=manager, at=AT, reason="离岗")


def test_a_person_changes_the_own_password_and_nobody_elses() -> None:
    own, other = clerk("QJ-E"), clerk("QJ-W")

    services.set_password(own, password="another-harbour-28", actor=own, at=AT)

    assert clerk("QJ-E").check_password("another-harbour-28")
    with refused("users.own_password"):
        services.set_password(other, password="another-harbour-28", actor=own, at=AT)
    with refused("users.own_password"):
        services.set_password(own, password="another-harbour-29", actor=officer("sysadmin"), at=AT)


def test_no_password_ever_opens_a_service_account() -> None:
    district()

    for account in (operator(), takeover_clerk()):
        assert not account.has_usable_password()
        with refused("users.service"):
            services.set_password(account, password="another-harbour-28", actor=officer("sysadmin"), at=AT)


def test_leaving_the_post_ends_every_grant_the_same_day_also_those_with_a_date_or_still_to_come() -> None:
    leaver, today = clerk(), timezone.localdate()
    now = timezone.now()
    for code, first, last in (
        ("r12", today - timedelta(days=9), today + timedelta(days=9)),
        ("r13", today + timedelta(days=5), None),
    ):
        services.grant_role(
            leaver, role=role(code), unit=unit("QJ-E"), actor=None, at=now, valid_from=first, valid_to=last
        )

    services.set_active(leaver, active=False, actor=officer("sysadmin"), at=now, reason="离岗")
    services.set_active(leaver, active=True, actor=officer("sysadmin"), at=now, reason="返岗")

    for day in (today, today + timedelta(days=1), today + timedelta(days=6)):
        assert list(selectors.active_grants(leaver, day)) == []
    assert [grant.ended_on for grant in leaver.grants.all()] == [today, today, today]


def test_what_a_leaver_held_before_stays_known() -> None:
    leaver = clerk()

    services.set_active(leaver, active=False, actor=officer("sysadmin"), at=timezone.now(), reason="离岗")

    held = selectors.lasting_grants(leaver, date(2024, 1, 1)).values_list("role__code", flat=True)
    assert list(held) == ["r09"]


def test_switching_off_is_audited_with_its_reason() -> None:
    services.set_active(clerk(), active=False, actor=officer("sysadmin"), at=AT, reason="离岗")

    entry = AuditEntry.objects.get(action="orgs.user_switched")
    assert (entry.changes, entry.reason, entry.actor) == ({"is_active": [True, False]}, "离岗", officer("sysadmin"))


def test_nobody_switches_off_the_own_account() -> None:
    district()

    with refused("users.self"):
        services.set_active(officer("sysadmin"), active=False, actor=officer("sysadmin"), at=AT, reason="试")
