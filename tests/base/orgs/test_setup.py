"""Setting up an instance: once, and safe to repeat."""

from datetime import date

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import CalendarDay, Role, RolePermission, User
from luodi.base.orgs.rules import RolePreset, Scope, UnitKind
from luodi.config.roles import ALL
from tests.factories import AT
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db


def install(name: str = "示例区", code: str = "ROOT") -> services.Installed:
    return services.install_instance(name=name, code=code, kind=UnitKind.COUNTY, at=AT)


def test_an_empty_instance_says_what_to_run_first() -> None:
    for read in (selectors.root_unit, selectors.operator, selectors.takeover_clerk):
        with pytest.raises(BusinessError, match="luodi init"):
            read()


def test_everything_an_instance_needs_is_there_afterwards() -> None:
    made = install()

    assert selectors.root_unit() == made.root
    assert [account.username for account in made.accounts] == ["sysadmin", "secadmin", "auditadmin"]
    assert Role.objects.count() == len(ALL) == 32
    assert {role.code: {row.permission for row in role.permissions.all()} for role in selectors.roles()} == {
        preset.code: set(preset.permissions) for preset in ALL
    }
    assert CalendarDay.objects.filter(day=date(2023, 6, 22), is_workday=False).exists()


def test_the_passwords_shown_once_open_the_accounts() -> None:
    for account in install().accounts:
        user = User.objects.get(username=account.username)
        assert user.check_password(account.password)
        assert user.must_change_password, "who installs reads them all"
        assert len(account.password) >= 16


def test_a_second_time_changes_nothing_and_shows_no_password() -> None:
    install()
    before = contents()

    again = install()

    assert again.accounts == ()
    assert contents() == before


def test_another_root_is_refused() -> None:
    install()

    with refused("units.root_exists"):
        install("别的区", "OTHER")


def test_a_preset_that_lost_a_right_loses_it_in_the_table() -> None:
    wide = RolePreset("t01", "试用", Scope.UNIT, frozenset({"projects.view", "projects.edit"}))
    narrow = RolePreset("t01", "试用", Scope.UNIT, frozenset({"projects.view", "chains.view"}))

    services.install_roles([wide])
    role = services.install_roles([narrow])[narrow.code]

    assert set(RolePermission.objects.filter(role=role).values_list("permission", flat=True)) == narrow.permissions


def test_service_accounts_hold_one_grant_and_are_told_nothing() -> None:
    install()

    for account in (selectors.operator(), selectors.takeover_clerk()):
        assert account.is_service
        assert account.grants.count() == 1
        assert account not in selectors.users_with("projects.edit", selectors.root_unit())


def test_the_calendar_can_be_corrected_and_keeps_corrections() -> None:
    install()
    day = date(2023, 6, 22)
    sysadmin = User.objects.get(username="sysadmin")

    services.set_calendar_day(day, is_workday=True, name="抗旱值班", actor=sysadmin, at=AT)

    assert services.seed_calendar() == 0
    assert selectors.work_calendar().is_workday(day)
    assert not selectors.work_calendar().is_workday(date(2023, 6, 23))
