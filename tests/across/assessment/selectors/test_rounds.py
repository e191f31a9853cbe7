"""Who sees what of a round: the office all, a county its own lines, and its group once the results are publicised."""

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Round
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from tests.across.assessment import rounds_in as rounds
from tests.factories import clerk, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def seen(viewer: User, made: Round) -> dict[str, bool]:
    """The units whose results the viewer sees; True where the lines are open too."""
    one = selectors.round_of(viewer, made.pk)
    return {row.score.unit.code: row.is_open for row in selectors.results(viewer, one)}


def test_a_trial_is_the_office_s_own_paper_until_the_self_check() -> None:
    made, county = rounds.trial(), clerk("QJ-A2")

    assert [one.round.pk for one in selectors.rounds(user("r07"))] == [made.pk]
    assert selectors.rounds(county) == []
    with refused("rounds.round", NotVisible):
        selectors.round_of(county, made.pk)


def test_in_the_self_check_a_county_sees_its_own_lines_alone() -> None:
    made, county = rounds.in_self_check(), clerk("QJ-A2")
    one = selectors.round_of(county, made.pk)

    assert seen(county, made) == {"QJ-A2": True}
    score, lines = selectors.sheet_of(county, one, "QJ-A2")
    assert (score.rank, lines[0].line.name) == (2, "签约完成率（个数、金额各半）")
    with refused("rounds.unit", NotVisible):
        selectors.sheet_of(county, one, "QJ-A1")


def test_in_the_publicity_it_sees_its_group_without_the_lines_of_others() -> None:
    made, county = rounds.in_publicity(), clerk("QJ-A2")
    one = selectors.round_of(county, made.pk)

    assert seen(county, made) == {
        "QJ-A1": False,
        "QJ-A2": True,
        "QJ-A3": False,
        "QJ-A4": False,
        "QJ-A5": False,
    }
    with refused("rounds.unit", NotVisible):
        selectors.sheet_of(county, one, "QJ-A1")
    assert {item.unit.code for item in selectors.sample_items(county, one)} == {"QJ-A2"}


def test_a_county_of_another_group_sees_nothing_of_it() -> None:
    made = rounds.in_publicity()
    stranger = clerk("QJ-E")

    with refused("rounds.round", NotVisible):
        selectors.round_of(stranger, made.pk)


def test_appeals_are_seen_by_the_filer_and_by_whom_they_are_about() -> None:
    made = rounds.in_publicity()
    about, filer = unit("QJ-A1"), rounds.leader_of("QJ-A2")
    row = services.file_appeal(
        made, unit("QJ-A2"), about=about, reason="签约项目重复", actor=filer, at=rounds.PUBLIC_AT
    )

    for viewer, count in ((clerk("QJ-A1"), 1), (clerk("QJ-A2"), 1), (clerk("QJ-A3"), 0), (user("r03"), 1)):
        one = selectors.round_of(viewer, made.pk)
        assert len(selectors.appeals(viewer, one)) == count
    third = clerk("QJ-A3")
    one = selectors.round_of(third, made.pk)
    with refused("rounds.appeal", NotVisible):
        selectors.appeal(third, one, row.pk)


def test_what_stands_in_the_way_is_said_beside_the_step() -> None:
    made, maker = rounds.in_self_check(), user("r07")
    one = selectors.round_of(maker, made.pk)

    found = {row.step.code: row.obstacle for row in selectors.offered(maker, one, today=rounds.AT.date())}

    assert list(found) == ["draw"]
    assert found["draw"].startswith("自查到 2023-07-10 止，还有 5 个单位没有确认：甲县、乙县、丙县、丁县、戊县。")


def test_a_final_round_is_read_out_of_its_rows_whatever_the_ledger_says_now() -> None:
    made, viewer = rounds.final(), user("r07")
    one = selectors.round_of(viewer, made.pk)
    before = [(row.score.unit.code, row.score.score, row.score.rank) for row in selectors.results(viewer, one)]
    rounds.signed("QJ-A5", 9)

    after = [(row.score.unit.code, row.score.score, row.score.rank) for row in selectors.results(viewer, one)]

    assert after == before
    assert before[0][0] == "QJ-A1"


def test_a_reach_of_totals_sees_results_and_nothing_that_speaks_of_single_projects() -> None:
    made = rounds.in_self_check()
    services.file_appeal(
        made, unit("QJ-A2"), line="", reason="某项目漏计", actor=rounds.leader_of("QJ-A2"), at=rounds.CHECKED_AT
    )
    made = rounds.in_verification(made)
    totals = user("r09", "QJ", scope="S5")
    one = selectors.round_of(totals, made.pk)

    assert set(seen(totals, made)) == {"QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4", "QJ-A5"}
    assert selectors.sheet_of(totals, one, "QJ-A2")[1]
    assert (selectors.appeals(totals, one), selectors.sample_items(totals, one)) == ([], [])
    assert not selectors.sees_facts(totals, unit("QJ-A2"))
    assert selectors.sees_facts(clerk("QJ-A2"), unit("QJ-A2"))
    assert {row.appeals for row in selectors.results(totals, one)} == {0}
