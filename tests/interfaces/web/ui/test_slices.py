"""Pages of computed lists: every row once, whatever the address says."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from luodi.interfaces.web.ui.slices import slice_of


@given(count=st.integers(0, 130), size=st.integers(1, 50))
def test_going_forward_shows_every_row_once_and_back_again(count: int, size: int) -> None:
    rows, seen, address = list(range(count)), [], ""
    pages = 0
    while True:
        part = slice_of(rows, QueryDict(address), size=size)
        seen += part.rows
        pages += 1
        if not part.after:
            break
        address = f"after={part.after}"
    back = part
    while back.before:
        back = slice_of(rows, QueryDict(f"before={back.before}"), size=size)
        pages -= 1

    assert seen == rows
    assert (list(back.rows), pages) == (rows[:size], 1)


@pytest.mark.parametrize("address", ["after=abc", "after=-5", "after=999", "before=0", "after=99999999999999"])
def test_a_place_that_cannot_be_read_gives_the_first_page(address: str) -> None:
    assert list(slice_of(list(range(60)), QueryDict(address)).rows) == list(range(50))
