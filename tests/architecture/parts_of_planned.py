"""Addresses of planned projects and of splits of targets, with rows of the eastern county and of the district."""

from datetime import date

from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_unit
from luodi.domains.offers.rules import Permission as Offers
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.targets.rules import Permission as Targets
from tests import factories
from tests.architecture.rows import CLERK, OTHER_CLERK, OTHER_STATISTICS, STATISTICS, Row
from tests.domains.offers import making
from tests.domains.targets import splits

OFFICE, OTHER_OFFICE = ("r06", "QJ", ""), ("r06", "QJ-W", "S2")
STEP = {"act": "ARGUE", "occurred_on": "2023-02-01"}


def a_planned_project() -> dict[str, object]:
    """A planned project that has just been solicited."""
    factories.clerk()
    return {"pk": making.planned().pk}


def a_stored_one() -> dict[str, object]:
    """One that stands in the library."""
    return {"pk": making.planned(upto="STORE").pk}


def a_linked_one() -> dict[str, object]:
    """One that is linked to a signed project."""
    subject = making.planned(upto="OFFER")
    link = making.linked(subject, factories.signed_project(), on=date(2023, 4, 1))
    return {"pk": subject.pk, "link_pk": link.pk}


def a_target() -> dict[str, object]:
    """The eastern county's yearly target."""
    return {"pk": splits.yearly(holder=factories.unit("QJ-E")).pk}


def a_submitted_split() -> dict[str, object]:
    """A split of it to a township, which waits for approval."""
    east = factories.unit("QJ-E")
    make_unit(code="QJ-E-T", name="甲镇", kind=UnitKind.TOWNSHIP, parent=east, actor=operator(), at=factories.AT)
    return {"pk": splits.submitted(splits.yearly(holder=east), {"QJ-E-T": "40"}).pk}


def a_letter() -> dict[str, object]:
    """The eastern county's letter, not signed yet."""
    splits.issued(splits.yearly())
    return {"year": 2023, "code": "QJ-E"}


def a_signed_letter() -> dict[str, object]:
    """The same, signed."""
    found = a_letter()
    splits.signed_letter("QJ-E")
    return found


TABLE = (
    Row("planned:list", (Offers.VIEW,), CLERK),
    Row("planned:export", (Projects.EXPORT,), CLERK),
    Row("planned:new", (Offers.EDIT,), CLERK),
    Row("planned:detail", (Offers.VIEW,), CLERK, OTHER_CLERK, parts=a_planned_project),
    Row("planned:edit", (Offers.EDIT,), CLERK, OTHER_CLERK, parts=a_planned_project),
    Row("planned:step", (Offers.EDIT, Offers.STORE), CLERK, OTHER_CLERK, post=STEP, parts=a_planned_project),
    Row("planned:revoke", (Offers.STORE,), OFFICE, OTHER_OFFICE, post={"reason": "误办"}, parts=a_stored_one),
    Row("planned:link", (Offers.EDIT,), CLERK, OTHER_CLERK, parts=a_planned_project),
    Row("targets:letters", (Targets.VIEW,), CLERK),
    Row("targets:letter_word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_letter),
    Row("targets:letter_sign", (Targets.EDIT,), STATISTICS, OTHER_STATISTICS, parts=a_letter),
    Row("targets:letter_scan", (Targets.VIEW,), CLERK, OTHER_CLERK, parts=a_signed_letter),
    Row("targets:splits", (Targets.VIEW,), CLERK),
    Row("targets:split", (Targets.VIEW,), STATISTICS, OTHER_STATISTICS, parts=a_submitted_split),
    Row("targets:split_new", (Targets.EDIT,), STATISTICS, parts=a_target),
    Row(
        "targets:split_act",
        (Targets.APPROVE,),
        ("r01", "QJ", ""),
        ("r01", "QJ-W", "S2"),
        post={"act": "APPROVE"},
        parts=a_submitted_split,
    ),
    Row("planned:link_end", (Offers.EDIT,), CLERK, OTHER_CLERK, parts=a_linked_one),
)
