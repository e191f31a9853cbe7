"""Two people finalise a round at the same moment: real processes on a real database, one of them does."""

import pytest

from tests.domains.test_races import Race, outcomes, race

__all__ = ["race"]
pytestmark = pytest.mark.database("sqlite", "postgresql")


def test_two_finalise_one_round_and_one_is_told_that_it_is_done(race: Race) -> None:
    ready = race.alone("round_in_publicity")
    (made,), (one, other) = ready["round"], ready["people"]  # type: ignore[misc]  # lists of numbers

    answers = race.together(
        {"act": "finalised", "round_pk": made, "by": one}, {"act": "finalised", "round_pk": made, "by": other}
    )

    assert outcomes(answers) == ["ok", "workflow.not_allowed"]
    assert race.alone("round_versions") == {"ok": True, "checked": 3, "faults": []}
