"""T-002 whole: a fair with a return and a replacement, a county wiped out, one with nothing signed, two low quarters in a row."""

from datetime import date, timedelta

import pytest

from luodi.across.assessment import services
from luodi.across.figures import selectors as figures
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision.models import Order
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.across.figures.test_side_effects import at_fair, give_back, said
from tests.factories import AT, recognised_event, signed_project

pytestmark = pytest.mark.django_db
FAIR_DAY, MAY = date(2023, 4, 18), date(2023, 5, 1)
PARTS = ("signed", "cancelled", "landed", "unlanded")


def named(code: str) -> list[str]:
    return [row.name for row in figures.drill(operator(), code, period="2023H1").rows]


def test_t002_fair_wiped_out_zero_signed_and_exactly_one_proposal_of_accountability() -> None:
    best, good, fair_county, low, empty = counties()
    for row in (best, good, fair_county, low, empty):
        aim(row, "4")
    for day, started in ((date(2023, 2, 1), 2), (MAY, 0)):
        signed(best.code, 4, started=started, on=day)
        signed(good.code, 3, started=started, on=day)
    signed(fair_county.code, 2, started=1)
    signed_project(low.code, on=date(2023, 2, 1))
    fair = factories.activity()
    at_fair(fair, FAIR_DAY, "LAND"), at_fair(fair)
    gone, old = at_fair(fair), at_fair(fair)
    new = signed_project(amount="30000", on=MAY)
    recognised_event(new, "LAND", date(2023, 6, 1))
    task = [said(f"P27.{part}", by="occasion")[f"P27.{part}"][0] for part in PARTS]

    give_back(gone, "SIGN", on=date(2023, 6, 1))
    factories.replaced(old, new, on=date(2023, 6, 2), is_led=True)
    for quarter in ("2023Q1", "2023Q2"):
        at = AT + timedelta(days=30)
        services.close_at_once(parse_period(quarter), actor=factories.statistics_office(), at=at)
    for day in range(3):
        services.propose_accountability(at=AT + timedelta(days=40 + day))

    after = [said(f"P27.{part}", by="occasion")[f"P27.{part}"][0] for part in PARTS]
    assert (task, after) == ([4, 0, 1, 3], [4, 1, 2, 1])
    assert said("P05.signed", "P05.cancelled", by="occasion") == {"P05.signed": (3, 0), "P05.cancelled": (1, 0)}
    old.refresh_from_db()
    assert old.side_status == "REPLACED"
    assert named("P17") == [low.name]
    assert named("S12") == [empty.name]
    drafts = Order.objects.filter(source="RANKING").values_list("source_key", "kind", "state")
    assert sorted(drafts) == [
        (f"ranking:2023Q2:{COUNTIES[3]}", "ACCOUNT", "DRAFT"),
        (f"ranking:2023Q2:{COUNTIES[4]}", "ACCOUNT", "DRAFT"),
    ]
