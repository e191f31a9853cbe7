"""Two people close at the same moment, or one closes while another recognises: real processes on a real database."""

import pytest

from tests.domains.test_races import Race, outcomes, race

__all__ = ["race"]
pytestmark = pytest.mark.database("sqlite", "postgresql")


def test_two_close_one_period_and_one_is_told_that_it_is_done(race: Race) -> None:
    race.alone("closing_begun", period="2023-03")

    answers = race.together({"act": "closed", "period": "2023-03"}, {"act": "closed", "period": "2023-03"})

    assert outcomes(answers) == ["ok", "workflow.not_allowed"]
    assert race.alone("snapshots") == {"ok": True, "checked": 1, "faults": []}


def test_who_recognises_while_another_closes_changes_nothing_that_was_published(race: Race) -> None:
    for month in ("2023-04", "2023-05", "2023-06"):
        east, _ = race.numbers("two_projects", "projects")
        slip = race.alone("verified_landing", project=east)["slip"]
        race.alone("closing_begun", period=month)

        answers = race.together(
            {"act": "closed", "period": month}, {"act": "recognised", "slip": slip, "by": race.people[0]}
        )

        assert [answer["ok"] for answer in answers] in ([True, True], [False, True])
        if not answers[0]["ok"]:
            # The landing was still waiting when the close looked; now it is recognised.
            assert answers[0]["code"] == "closing.unverified"
            race.alone("closed", period=month)
        assert race.alone("snapshots")["faults"] == []
