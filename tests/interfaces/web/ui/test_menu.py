"""The menu: each letter after `g` leads to one place."""

from collections import Counter

from luodi.interfaces.web.ui.menu import MENU


def test_a_key_leads_to_one_area_only() -> None:
    keys = Counter(entry.key for group in MENU for entry in group.entries if entry.key)

    assert [key for key, times in keys.items() if times > 1] == []


def test_a_key_is_one_sign_that_is_typed_without_shift() -> None:
    keys = [entry.key for group in MENU for entry in group.entries if entry.key]

    assert [key for key in keys if len(key) != 1 or key != key.lower()] == []
