"""How far the targets of a list are: every holder, each period by itself, nothing for whom the figures are closed."""

from datetime import date
from fractions import Fraction

import pytest

from luodi.across.figures import selectors as figures
from luodi.across.insight import selectors as insight
from luodi.base.core.periods import parse_period
from luodi.domains.targets.models import Target
from tests import factories
from tests.across.assessment.city import aim, counties, signed

pytestmark = pytest.mark.django_db
JUNE = date(2023, 6, 30)


def test_each_target_of_each_holder_is_told_at_the_cut_off() -> None:
    county = counties()[0]
    year, half = aim(county, "10"), aim(county, "4", period="2023H1")
    whole, coming = aim(factories.unit("QJ"), "20"), aim(county, "9", period="2024")
    other = aim(county, "50", indicator="Z9")
    signed("QJ-A1", 3)

    found = insight.standings(factories.user("r01"), [year, half, whole, coming, other], cut_off=JUNE)

    assert {pk: (one.progress.reached, one.completion, one.due) for pk, one in found.items()} == {
        year.pk: (3, "30.0", Fraction(1, 2)),
        half.pk: (3, "75.0", 1),
        whole.pk: (3, "15.0", Fraction(1, 2)),
    }
    assert (found[year.pk].outlook.missing, found[year.pk].outlook.at_end) == (7, 6)
    assert (found[half.pk].outlook.missing, found[half.pk].outlook.days_left) == (1, 0)


def test_money_is_told_in_yi_whatever_the_target_is_written_in() -> None:
    county = counties()[0]
    target = aim(county, "50000", indicator="S02", measure="万元")
    factories.signed_project("QJ-A1", on=date(2023, 2, 1), amount="20000")

    (found,) = insight.standings(factories.user("r01"), [target], cut_off=JUNE).values()

    assert (found.progress.asked, found.progress.unit) == (5, "亿元")
    assert found.progress.asked - found.progress.reached == found.outlook.missing


def test_a_county_is_told_its_own_and_not_the_city_s() -> None:
    own, whole = aim(counties()[0], "10"), aim(factories.unit("QJ"), "20")
    signed("QJ-A1", 1)

    found = insight.standings(factories.clerk("QJ-A1"), Target.objects.all(), cut_off=JUNE)

    assert (own.pk in found, whole.pk in found) == (True, False)


def test_who_may_see_no_figures_is_told_nothing() -> None:
    target = aim(counties()[0], "10")

    assert insight.standings(factories.officer("sysadmin"), [target], cut_off=JUNE) == {}


def test_while_a_period_runs_the_lead_is_over_the_months_gone_and_not_over_all_of_it() -> None:
    aim(factories.unit("QJ"), "10")
    factories.signed_project("QJ-E", on=date(2023, 2, 1))
    sheet = figures.figures(factories.user("r01"), period="2023", codes=["S01"])

    running, over = (
        insight.paces(sheet.figures, parse_period("2023"), on=day)[0].aims[0] for day in (JUNE, date(2024, 2, 1))
    )

    assert (running.completion, running.lead, over.lead) == (10, -40, -90)
    assert (running.outlook is not None and running.outlook.days_left, running.is_reached) == (184, False)
