"""A lost password: a temporary one for a day, of leaders only with a second officer, and always with a notice."""

from datetime import timedelta

import pytest

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import PasswordReset, User
from luodi.base.orgs.rules import LEADING_ROLES, ResetState
from tests.factories import AT, PASSWORD, clerk, officer, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
WHY = "本人持工作证到场，忘记密码"


def request(account: User) -> PasswordReset:
    return services.request_reset(account, actor=officer("sysadmin"), at=AT, reason=WHY)


def test_a_clerks_temporary_password_opens_for_a_day_must_be_changed_and_is_told() -> None:
    account = clerk()

    issued = services.issue_temporary(request(account), actor=officer("sysadmin"), at=AT)

    account.refresh_from_db()
    assert account.check_password(issued.password)
    assert (account.must_change_password, account.password_until) == (True, AT + timedelta(hours=24))
    told = set(Notice.objects.filter(code="orgs.temporary_password").values_list("recipient__username", flat=True))
    assert told == {account.username, "secadmin"}


@pytest.mark.parametrize("code", sorted(LEADING_ROLES))
def test_a_leaders_password_waits_for_the_security_administrator(code: str) -> None:
    leader = user(code, "QJ-E")
    reset = request(leader)
    assert reset.state == ResetState.WAITING

    with refused("users.reset_state"):
        services.issue_temporary(reset, actor=officer("sysadmin"), at=AT)
    services.decide_reset(reset, approve=True, actor=officer("secadmin"), at=AT)
    services.issue_temporary(reset, actor=officer("sysadmin"), at=AT)

    leader.refresh_from_db()
    assert not leader.check_password(PASSWORD)


def test_a_leader_of_tomorrow_is_protected_today() -> None:
    account = clerk()
    reset = request(account)
    role, unit = selectors.roles().get(code="r11"), account.unit
    assert unit is not None
    services.grant_role(account, role=role, unit=unit, actor=None, at=AT, valid_from=AT.date() + timedelta(days=9))

    with refused("users.reset_state"):
        services.issue_temporary(reset, actor=officer("sysadmin"), at=AT)


def test_a_refused_request_issues_nothing_and_says_why() -> None:
    reset = request(user("r01"))
    with refused("users.reason"):
        services.decide_reset(reset, approve=False, actor=officer("secadmin"), at=AT)

    services.decide_reset(reset, approve=False, actor=officer("secadmin"), at=AT, note="本人未到场")

    with refused("users.reset_state"):
        services.issue_temporary(reset, actor=officer("sysadmin"), at=AT)
    with refused("users.reset_decided"):
        services.decide_reset(reset, approve=True, actor=officer("secadmin"), at=AT)
    assert Notice.objects.filter(code="orgs.reset_answered", recipient=officer("sysadmin")).count() == 1


def test_nobody_approves_the_own_request_and_no_other_officer_asks() -> None:
    leader = user("r01")
    reset = request(leader)

    for name in ("sysadmin", "auditadmin"):
        with refused("orgs.not_permitted", NotPermitted):
            services.decide_reset(reset, approve=True, actor=officer(name), at=AT)
    for name in ("secadmin", "auditadmin"):
        with refused("orgs.not_permitted", NotPermitted):
            services.request_reset(leader, actor=officer(name), at=AT, reason=WHY)
        with refused("orgs.not_permitted", NotPermitted):
            services.issue_temporary(reset, actor=officer(name), at=AT)


@pytest.mark.parametrize("name", ["secadmin", "auditadmin"])
def test_an_officers_password_is_nobody_elses(name: str) -> None:
    officer(name)

    with refused("users.officer"):
        request(officer(name))


def test_one_request_at_a_time_with_a_reason_and_not_for_oneself() -> None:
    account = clerk()
    with refused("users.reason"):
        services.request_reset(account, actor=officer("sysadmin"), at=AT, reason=" ")
    with refused("users.self"):
        request(officer("sysadmin"))
    request(account)

    with refused("users.reset_open"):
        request(account)


def test_a_county_manager_neither_asks_nor_sees_for_another_county() -> None:
    manager, stranger = user("r28", "QJ-E", scope="S3"), clerk("QJ-W")
    other = request(stranger)

    with refused("users.not_visible", NotVisible):
        services.request_reset(stranger, actor=manager, at=AT, reason=WHY)
    with refused("users.not_visible", NotVisible):
        services.issue_temporary(other, actor=manager, at=AT)
    assert list(selectors.password_resets(manager)) == []
    assert list(selectors.password_resets(officer("secadmin"))) == [other]


def test_the_own_password_ends_the_temporary_one() -> None:
    account = clerk()
    services.issue_temporary(request(account), actor=officer("sysadmin"), at=AT)

    services.set_password(account, password="another-harbour-28", actor=account, at=AT)

    account.refresh_from_db()
    assert (account.must_change_password, account.password_until) == (False, None)


def test_two_names_that_differ_in_case_only_are_one() -> None:
    account = clerk()
    unit = account.unit
    assert unit is not None

    with refused("users.taken"):
        services.make_user(
            account.username.upper(), name="李四", unit=unit, password=PASSWORD, actor=officer("sysadmin"), at=AT
        )
