"""The permission matrix is whole: every right is somebody's, and no role holds a right that nobody asks for."""

import pytest

from luodi.base.orgs.rules import OFFICER_ROLES, RolePreset
from luodi.config.roles import ALL, PRESETS
from tests.architecture.codes import permissions


def test_the_thirty_roles_of_the_domain_are_there() -> None:
    assert [preset.code for preset in PRESETS] == [f"r{number:02}" for number in range(1, 31)]


def test_every_permission_is_held_by_some_role() -> None:
    held = {permission for preset in PRESETS for permission in preset.permissions}

    assert set(permissions()) - held == set()


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.code)
def test_a_role_holds_only_permissions_that_exist(preset: RolePreset) -> None:
    assert set(preset.permissions) - set(permissions()) == set()


@pytest.mark.parametrize(
    "preset", [preset for preset in ALL if preset.code in OFFICER_ROLES], ids=lambda preset: preset.code
)
def test_the_three_officers_have_no_business_rights(preset: RolePreset) -> None:
    assert {code.partition(".")[0] for code in preset.permissions} <= {"orgs", "audit", "deliveries", "runs"}
