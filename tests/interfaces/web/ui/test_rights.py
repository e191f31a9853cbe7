"""The pages of roles name every permission that a role may hold."""

from luodi.interfaces.web.ui import rights
from tests.architecture.codes import permissions


def test_every_permission_is_named_once_under_its_module() -> None:
    named = [pair for _, labels in rights.MODULES for pair in labels.items()]

    assert sorted(named) == sorted(permissions().items())


def test_only_what_is_held_is_listed_and_modules_without_any_are_left_out() -> None:
    held = {"offers.view", "lifecycle.review", "lifecycle.edit_clocks", "projects.view"}

    assert rights.grouped(held) == [
        ("项目台账", ["查看项目"]),
        ("关口与时限", ["抽取和登记认定复核", "调整时限长短"]),
        ("策划项目", ["查看策划项目"]),
    ]
