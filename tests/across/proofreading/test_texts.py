"""Own texts with planted errors: what is found of them, and what is called wrong that is not.

Each file says in its first line how much of it the grammar found when it first met it; here it is kept from becoming worse.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.across.proofreading.corpus import Score, score, texts

FILES = sorted((Path(__file__).parent / "texts").glob("*.txt"))


scored = cache(score)


def scores() -> list[Score]:
    return [scored(path) for path in FILES]


def test_of_all_planted_errors_nearly_all_are_found_and_hardly_anything_else() -> None:
    made = scores()
    wrong, found = sum(one.wrong for one in made), sum(one.wrong_found for one in made)
    alarms = sum(one.alarms for one in made)

    assert sum(len(list(texts(path))) for path in FILES) >= 1060
    assert wrong >= 510
    assert found / wrong >= 0.95
    assert found / (found + alarms) >= 0.99


def test_that_nothing_is_called_wrong_is_no_silence() -> None:
    assert sum(one.holding for one in scores()) >= 2300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_right_figures_are_confirmed(path: Path) -> None:
    made = scored(path)

    assert made.right_found / made.right >= 0.9, made.misses
