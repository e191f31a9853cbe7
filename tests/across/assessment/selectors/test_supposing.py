"""What if: the same computation with supposed facts; nothing is written, and what cannot be supposed is said."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.assessment import selectors
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.supposing import Supposition
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.projects.models import Project
from tests.across.assessment.city import aim, counties, signed
from tests.factories import clerk, officer, recognised_capital, recognised_event, unit, user
from tests.refusals import refused
from tests.worlds import remembered

# What the database holds of rounds is tested on both by the services; here it is reckoned and drawn.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]
JUNE = date(2023, 6, 29)


@pytest.fixture
@remembered
def projects(db: None) -> list[int]:
    """Of ten contracts due the first county signed five and started them, each other four;
    the second county's projects, with 30 % of their capital in place."""
    for county in counties():
        aim(county, "10")
        is_first = county.code == "QJ-A1"
        signed(county.code, 5 if is_first else 4, started=5 if is_first else 0)
    own = list(Project.objects.filter(unit__code="QJ-A2").order_by("pk"))
    for project in own:
        recognised_capital(project, "300", date(2023, 3, 1))
    return [project.pk for project in own]


def started(pks: list[int], day: date = JUNE) -> list[Supposition]:
    return [Supposition(pk, "START", day) for pk in pks]


def test_three_starts_turn_the_colour_and_the_lines_say_why(projects: list[int]) -> None:
    found = selectors.what_if(user("r07"), "QJ-A2", period="2023H1", said=started(projects))

    assert (found.now.colour, found.then.colour) == (Colour.RED, Colour.GREEN)
    assert [(one.now.spec.code, one.now.value, one.then.value) for one in found.lines] == [
        ("P02", 0, 100),
        ("P03", 0, 100),
        ("P06", 0, 100),
    ]
    assert (found.now.rank, found.then.rank) == (2, 1)
    assert selectors.unit_ranking(user("r07"), "QJ-A2", period="2023H1")[2].colour is Colour.RED


def test_a_supposition_says_what_the_ledger_says_once_it_has_happened(projects: list[int]) -> None:
    found = selectors.what_if(user("r07"), "QJ-A2", period="2023H1", said=started(projects[:2]))

    for pk in projects[:2]:
        recognised_event(Project.objects.get(pk=pk), "START", JUNE)

    real = selectors.unit_ranking(user("r07"), "QJ-A2", period="2023H1")[2]
    assert (real.score.total, real.rank, real.colour) == (found.then.score.total, found.then.rank, found.then.colour)


def test_a_supposed_contract_and_supposed_money_count_with_their_amounts(projects: list[int]) -> None:
    aim(unit("QJ-A2"), "20000", indicator="C01", measure="万元")
    money = [Supposition(projects[0], "CAPITAL", JUNE, Decimal(5000))]

    found = selectors.what_if(user("r07"), "QJ-A2", period="2023H1", said=money)

    (line,) = [one for one in found.lines if one.now.spec.code == "C02"]
    assert (line.now.value, line.then.value) == (6, 31)


def test_a_county_supposes_for_itself_alone(projects: list[int]) -> None:
    own, other, guard = clerk("QJ-A2"), clerk("QJ-A1"), officer("secadmin")

    assert selectors.what_if(own, "QJ-A2", period="2023H1", said=started(projects)).then.colour is Colour.GREEN
    with refused("assessment.unit", NotVisible):
        selectors.what_if(other, "QJ-A2", period="2023H1", said=started(projects))
    with refused("projects.not_visible", NotVisible):
        selectors.what_if(other, "QJ-A1", period="2023H1", said=started(projects))
    with refused("orgs.not_permitted", NotPermitted):
        selectors.what_if(guard, "QJ-A2", period="2023H1", said=started(projects))


@pytest.mark.parametrize(
    ("what", "day", "amount", "code"),
    [
        ("START", date(2023, 7, 1), None, "supposing.after"),
        ("CAPITAL", JUNE, None, "supposing.amount"),
        ("CAPITAL", JUNE, Decimal(-1), "supposing.amount"),
        ("SIGN", JUNE, Decimal(100), "supposing.known"),
    ],
)
def test_what_cannot_be_supposed_is_said(
    projects: list[int], what: str, day: date, amount: Decimal | None, code: str
) -> None:
    viewer = user("r07")

    with refused(code):
        selectors.what_if(viewer, "QJ-A2", period="2023H1", said=[Supposition(projects[0], what, day, amount)])


def test_nothing_at_all_too_much_and_twice_the_same_are_refused(projects: list[int]) -> None:
    viewer = user("r07")

    for said, code in (
        ([], "supposing.nothing"),
        (started(projects[:1] * 2), "supposing.twice"),
        (started(projects[:1] * 21), "supposing.many"),
    ):
        with refused(code):
            selectors.what_if(viewer, "QJ-A2", period="2023H1", said=said)


def test_a_unit_without_a_group_has_nothing_to_suppose(projects: list[int]) -> None:
    viewer = user("r07")

    with refused("assessment.no_group"):
        selectors.what_if(viewer, "QJ-E", period="2023H1", said=started(projects))


def test_a_reach_of_totals_supposes_nothing_of_single_projects(projects: list[int]) -> None:
    totals = user("r09", "QJ", scope="S5")

    selectors.require_visible(totals, unit("QJ-A2"))
    with refused("projects.not_visible", NotVisible):
        selectors.what_if(totals, "QJ-A2", period="2023H1", said=started(projects[:1]))
