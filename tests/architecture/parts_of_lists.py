"""Addresses of dispatch lists and weekly returns: their permissions, and rows of the eastern county."""

from datetime import timedelta

from luodi.across.reports import services
from luodi.across.reports.rules.dispatch_rights import Permission as Dispatch
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.services import SetValues
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.domains.supervision.rules.rights import Permission as Supervision
from tests import factories
from tests.architecture.rows import CHIEF, CLERK, OTHER_CLERK, OTHER_STATISTICS, STATISTICS, Row


def a_frozen_list() -> dict[str, object]:
    """A frozen list that names a project of the eastern county."""
    factories.signed_project()
    given = {"period": "2023-06b", "unit": factories.unit("QJ"), "actor": factories.user("r03"), "at": factories.AT}
    (version,) = services.freeze_lists(["unstarted"], **given)  # type: ignore[arg-type]  # as the verb takes them
    return {"pk": version.pk}


def a_set() -> dict[str, object]:
    """A filter set of the office's own."""
    values = SetValues("落地超期", stages=("ST40",), overdue_from=1)
    services.revise_set("late_landing", values, actor=factories.user("r03"), at=factories.AT, is_new=True)
    return {"code": "late_landing"}


def a_week() -> dict[str, object]:
    """The last week of June 2023, due from the eastern county."""
    place = factories.unit("QJ-E")
    given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
    orgs.change_unit(place, actor=factories.officer("sysadmin"), at=factories.AT - timedelta(days=30), **given)
    services.call_weeks(at=factories.AT)
    return {"first_on": "2023-06-26"}


def its_unit() -> dict[str, object]:
    """The same for the eastern county."""
    return {**a_week(), "code": "QJ-E"}


TABLE = (
    Row("dispatch:list", (Reports.VIEW,), CLERK),
    Row("dispatch:new", (Dispatch.FREEZE,), CHIEF),
    Row("dispatch:detail", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_frozen_list),
    Row(
        "dispatch:orders",
        (Supervision.DRAFT,),
        CHIEF,
        ("r03", "QJ-W", "S2"),
        post={"row": "1"},
        parts=a_frozen_list,
    ),
    Row("dispatch:word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_frozen_list),
    Row("dispatch:excel", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_frozen_list),
    Row("dispatch:sets", (Reports.VIEW,), CLERK),
    Row("dispatch:set_new", (Dispatch.EDIT_SETS,), CHIEF),
    Row("dispatch:set_edit", (Dispatch.EDIT_SETS,), CHIEF, parts=a_set),
    Row("dispatch:set_drop", (Dispatch.EDIT_SETS,), CHIEF, post={}, parts=a_set),
    Row("dispatch:weeks", (Reports.VIEW,), CLERK),
    Row("dispatch:week", (Reports.VIEW,), CLERK, parts=a_week),
    Row("dispatch:week_paper", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_week),
    Row("dispatch:unit_week", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=its_unit),
)
