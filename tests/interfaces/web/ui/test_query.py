"""The address as the state of a list."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from luodi.interfaces.web.ui.query import changed, of_row


@pytest.mark.parametrize(
    ("query", "changes", "address"),
    [
        ("unit=A&after=x", {}, "?unit=A"),
        ("unit=A&sort=name", {"unit": "B"}, "?sort=name&unit=B"),
        ("unit=A&q=", {"sort": "-code"}, "?unit=A&sort=-code"),
        ("columns=a&columns=b&before=y", {"q": "铝 材"}, "?columns=a&columns=b&q=%E9%93%9D+%E6%9D%90"),
        ("unit=A", {"unit": None}, "?"),
    ],
)
def test_a_changed_word_forgets_the_place_and_keeps_the_rest(
    query: str, changes: dict[str, str | None], address: str
) -> None:
    assert changed(QueryDict(query), changes) == address


def test_the_address_of_a_row_is_the_one_of_its_page() -> None:
    assert of_row("projects:detail", 42) == reverse("projects:detail", args=[42])
