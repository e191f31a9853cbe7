"""A city with five counties of one group, the preset in force, and people of every office."""

from datetime import date
from decimal import Decimal

from luodi.across.assessment import services
from luodi.across.assessment.models import Scheme
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_unit
from luodi.domains.targets.models import Target
from luodi.domains.targets.services import issue_target
from tests.factories import AT, district, recognised_event, signed_project, user
from tests.worlds import remembered

COUNTIES = ("QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4", "QJ-A5")


@remembered
def counties() -> list[Unit]:
    """Five counties of the group G1a and the preset schemes."""
    root = district()
    found = [
        make_unit(code=code, name=f"{name}县", kind=UnitKind.COUNTY, group="G1a", parent=root, actor=operator(), at=AT)
        for code, name in zip(COUNTIES, "甲乙丙丁戊", strict=True)
    ]
    services.install_presets(at=AT)
    return found


def preset() -> Scheme:
    """The preset sheet of the counties."""
    return Scheme.objects.get(code="STD", group="G1a", version=1)


def aim(unit: Unit, value: str, *, indicator: str = "S01", measure: str = "个", **more: str) -> Target:
    """A target of 2023 for a unit."""
    given = {"issuer": "市级", "period": "2023", **more}
    made, _ = issue_target(
        unit, indicator=indicator, value=Decimal(value), measure=measure, actor=user("r03"), at=AT, **given
    )
    return made


def signed(code: str, number: int, *, started: int = 0, on: date = date(2023, 2, 1)) -> None:
    """So many contracts of the county on a day; so many of them started a month later."""
    for place in range(number):
        made = signed_project(code, on=on)
        if place < started:
            recognised_event(made, "LAND", date(on.year, 2, 20))
            recognised_event(made, "START", date(on.year, 3, 1))
