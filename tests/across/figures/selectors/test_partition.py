"""落地三分: each signed project in exactly one class, by unit and by fair, in general and in the task."""

from datetime import date
from fractions import Fraction

import pytest

from luodi.across.figures import selectors
from luodi.base.orgs.selectors import operator
from luodi.domains.projects import selectors as projects
from tests.factories import merged, recognised_capital, recognised_event, signed_project

pytestmark = pytest.mark.django_db
MAY = date(2023, 5, 1)


def district_of_five() -> None:
    signed_project("QJ-E")
    recognised_event(signed_project("QJ-E"), "TERMINATE", MAY)
    recognised_event(signed_project("QJ-W"), "PREPARE", MAY)
    landed = signed_project("QJ-W")
    recognised_event(landed, "LAND", MAY)
    stopped = signed_project("QJ-W")
    recognised_event(stopped, "START", MAY)
    recognised_event(stopped, "SUSPEND", MAY)


def parts(line: selectors.PartitionLine) -> list[Fraction | None]:
    return [figure.exact for figure in line.parts.values()]


def test_every_line_adds_up_and_the_lines_make_the_whole() -> None:
    district_of_five()

    found = selectors.partition(operator(), period="2023H1")

    assert parts(found.total) == [5, 1, 2, 1, 0, 2, 1, 0]
    assert [(line.name, parts(line)) for line in found.lines] == [
        ("东县", [2, 1, 0, 0, 0, 1, 0, 0]),
        ("西县", [3, 0, 2, 1, 0, 1, 1, 0]),
    ]
    assert found.is_whole
    assert found.total.rate.value == "40.0"
    assert found.total.to_json()["is_whole"] is True


def test_the_calibre_takes_the_ended_ones_out_of_the_whole_too() -> None:
    district_of_five()

    found = selectors.partition(operator(), period="2023H1", calibre="B")

    assert parts(found.total)[:3] == [4, 0, 2]
    assert found.is_whole


def test_a_window_of_ones_own_narrows_the_cohort() -> None:
    district_of_five()

    found = selectors.partition(operator(), period="2023H1", window="2023-03")

    assert parts(found.total) == [0] * 8
    assert found.total.is_empty


def test_a_merger_is_shown_before_and_after_and_changes_nothing_yet() -> None:
    survivor, loser = signed_project(amount="10000"), signed_project(amount="10000", on=date(2023, 2, 3))
    recognised_event(loser, "START", MAY)
    recognised_capital(loser, "500", MAY)
    plan = projects.merge_plan(loser, survivor)

    lines = {line.now.code: line for line in selectors.supposing_merger(operator(), plan, period="2023H1")}

    assert {code: (line.now.value, line.then.value) for code, line in lines.items()} == {
        "S01": ("2", "1"),
        "S02": ("2.00", "1.00"),
        "P01": ("1", "1"),
        "P03": ("50.0", "100.0"),
        "P05": ("50.0", "100.0"),
        "P10": ("1", "0"),
        "C01": ("0.05", "0.05"),
        "C05": ("2.5", "5.0"),
    }
    assert lines["S01"].change == -1
    assert selectors.figures(operator(), period="2023H1", codes=["S01"]).figures[0].value == "2"
    merged(loser, survivor)
    after = selectors.figures(operator(), period="2023H1", codes=list(lines))
    assert {row.code: row.value for row in after.figures if row.code in lines} == {
        code: line.then.value for code, line in lines.items()
    }
