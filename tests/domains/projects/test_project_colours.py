"""Project colours (domain/06 §4.9 C): by the days the next milestone is overdue, each with its reason."""

from datetime import date, timedelta

import pytest

from luodi.domains.projects.models import Project
from luodi.domains.projects.rules.milestones import Colour, colour_of_days
from luodi.domains.projects.selectors.colours import ProjectColour, project_colours
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.projects.services.milestones import make_plan
from tests import factories

TODAY = date(2023, 7, 3)


@pytest.mark.parametrize(
    ("days", "letter"),
    [(-30, "绿"), (-7, "绿"), (-6, "蓝"), (0, "蓝"), (1, "黄"), (15, "黄"), (16, "橙"), (30, "橙"), (31, "红")],
)
def test_the_colour_by_days_overdue(days: int, letter: str) -> None:
    assert colour_of_days(days).label == letter


def colour(project: Project, on: date = TODAY) -> ProjectColour:
    project.refresh_from_db()
    return project_colours([project], on)[project.pk]


@pytest.mark.django_db
def test_a_planned_project_is_coloured_by_its_next_milestone() -> None:
    project = factories.signed_project()
    make_plan(project, target_on=date(2025, 6, 30), actor=factories.clerk(), at=factories.AT)
    view = plan_of(project, TODAY)
    assert view is not None
    assert view.next is not None
    due = view.next.planned_on

    assert colour(project, due + timedelta(days=16)).letter == "橙"
    assert colour(project, due - timedelta(days=7)).letter == "绿"
    assert "公司注册" in colour(project, due).reason


@pytest.mark.django_db
def test_without_a_plan_the_bottom_line_and_the_contract_speak() -> None:
    project = factories.signed_project(on=date(2022, 2, 1))

    late = colour(project, date(2023, 4, 10))
    Project.objects.filter(pk=project.pk).update(planned_start_on=date(2023, 3, 1))
    contract = colour(project, date(2023, 3, 1))

    assert (late.letter, late.overdue, late.next and late.next.source) == ("黄", 10, "底线")
    assert (contract.letter, contract.next and contract.next.source) == ("蓝", "合同")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("side", "expected", "word"),
    [
        ("SUSPENDED", Colour.RED, "停建"),
        ("RETURNED", Colour.RED, "退回"),
        ("ON_HOLD", Colour.GREY, "搁置"),
        ("TERMINATED", Colour.GREY, "终止"),
    ],
)
def test_a_side_status_decides_before_any_milestone(side: str, expected: Colour, word: str) -> None:
    project = factories.signed_project()
    Project.objects.filter(pk=project.pk).update(side_status=side, side_since=date(2023, 6, 1))

    found = colour(project)

    assert (found.colour, word in found.reason) == (expected, True)


@pytest.mark.django_db
def test_an_unsigned_project_and_one_without_days_are_not_judged_and_a_producing_one_is_green() -> None:
    talking = factories.project()
    started = factories.signed_project()
    factories.recognised_event(started, "START", date(2023, 3, 1))
    producing = factories.signed_project()
    factories.recognised_event(producing, "PRODUCE", date(2023, 6, 1))

    assert (colour(talking).letter, colour(started).letter, colour(producing).letter) == ("灰", "灰", "绿")
