"""One verb for each audit code of milestones and progress returns; each gives the actor whom its row must name."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.projects.models import MilestoneDone, Project
from luodi.domains.projects.rules.milestones import PRESETS
from luodi.domains.projects.services import milestones, progress
from luodi.domains.projects.services.progress import ReturnValues
from tests import factories
from tests.factories import AT, clerk

Act = Callable[[], User | None]


def planned() -> Project:
    """A signed project with its baseline."""
    made = factories.signed_project()
    milestones.make_plan(made, target_on=date(2025, 6, 30), actor=clerk(), at=AT)
    return made


def plan_made() -> User:
    """By the county's clerk."""
    planned()
    return clerk()


def plan_change_asked() -> User:
    """By the county's clerk."""
    milestones.change_plan(planned(), {"M15": date(2025, 8, 31)}, reason="设备延期", actor=clerk(), at=AT)
    return clerk()


def done() -> MilestoneDone:
    """The first milestone, filed as done."""
    return milestones.report_done(planned(), "M01", done_on=date(2023, 6, 30), actor=clerk(), at=AT)


def milestone_done() -> User:
    """By the county's clerk."""
    done()
    return clerk()


def milestone_reversed() -> User:
    """By the county's clerk."""
    milestones.reverse_done(done(), reason="执照未发", actor=clerk(), at=AT)
    return clerk()


def progress_filed() -> User:
    """By the county's clerk."""
    values = ReturnValues(Decimal(120), Decimal(15), "场地平整完成", "GREEN")
    progress.file_return(planned(), period="2023-06", values=values, actor=clerk(), at=AT)
    return clerk()


def template_set() -> User:
    """By the bureau's project section."""
    office = factories.project_office()
    milestones.set_template(
        "BUILD", PRESETS["BUILD"], valid_from=date(2023, 7, 3), basis="示例文号", actor=office, at=AT
    )
    return office


VERBS: Final[dict[str, Act]] = {
    "projects.milestone_done": milestone_done,
    "projects.milestone_reversed": milestone_reversed,
    "projects.plan_change_asked": plan_change_asked,
    "projects.plan_made": plan_made,
    "projects.progress_filed": progress_filed,
    "projects.template_set": template_set,
}


def something_of_everything() -> None:
    """A row of every kind of fact of plans and progress."""
    template_set()
    project, photo = planned(), factories.attachment()
    milestones.report_done(project, "M01", done_on=date(2023, 6, 30), actor=clerk(), at=AT, photos=[photo])
    values = ReturnValues(Decimal(120), Decimal(15), "场地平整完成", "GREEN")
    progress.file_return(project, period="2023-06", values=values, actor=clerk(), at=AT)
