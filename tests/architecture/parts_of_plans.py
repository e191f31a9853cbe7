"""Addresses of clocks, milestones, progress returns and the wall: their permissions, and rows of the eastern county."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from luodi.across.lifecycle.models import ClockMark
from luodi.across.lifecycle.rules.clocks_rights import Permission as Clocks
from luodi.across.lifecycle.services import clocks
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.base.orgs.models import User
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.services import milestones
from luodi.domains.projects.services.progress import ReturnValues, file_return
from luodi.domains.supervision.rules.rights import Permission as Supervision
from tests import factories
from tests.architecture.rows import CHIEF, CLERK, OTHER_CLERK, Row


def a_running_pause() -> dict[str, object]:
    """A signed project of the eastern county whose clocks stand still, by approval of others."""
    project, today = factories.signed_project(), timezone.localdate()
    pause = clocks.ask_pause(
        project,
        first_on=today - timedelta(days=10),
        last_on=today + timedelta(days=10),
        cause="征地拆迁未完成",
        blocking_unit=factories.unit("QJ"),
        actor=factories.clerk(),
        at=factories.AT,
    )
    factories.verified(pause.slip)
    projects.decide(pause.slip, "recognise", actor=factories.user("r03"), at=factories.AT)
    return {"pk": project.pk, "pause_pk": pause.pk}


def a_proposal() -> dict[str, object]:
    """A removal that is proposed for a project of the eastern county whose talks are long overdue."""
    project = factories.project()
    factories.recognised_event(project, "TALK", date(2023, 1, 31))
    remind(at=timezone.now())
    return {"pk": ClockMark.objects.get(project=project, mark="RED").pk}


def a_plan() -> dict[str, object]:
    """A signed project of the eastern county with its baseline."""
    project, now = factories.signed_project(), timezone.now()
    milestones.make_plan(project, target_on=timezone.localdate() + timedelta(days=900), actor=factories.clerk(), at=now)
    return {"pk": project.pk}


def its_milestone() -> dict[str, object]:
    """The same with the first milestone of the plan."""
    return a_plan() | {"code": "M01"}


def its_done_milestone() -> dict[str, object]:
    """The same with an actual day that was filed for the first milestone."""
    project = factories.signed_project()
    actor, now = factories.clerk(), timezone.now()
    milestones.make_plan(project, target_on=timezone.localdate() + timedelta(days=900), actor=actor, at=now)
    done = milestones.report_done(project, "M01", done_on=timezone.localdate(), actor=actor, at=now)
    return {"pk": project.pk, "done_pk": done.pk}


def a_project() -> dict[str, object]:
    """A signed project of the eastern county."""
    return {"pk": factories.signed_project().pk}


def another_county(word: str, project: Project, clerk: User) -> None:
    """A plan, a return, a pause and a step of another county's project, all bearing its word."""
    now, today = timezone.now(), timezone.localdate()
    milestones.make_plan(project, target_on=today + timedelta(days=900), actor=clerk, at=now)
    values = ReturnValues(Decimal(12), Decimal(3), f"{word}码头完成", "YELLOW", f"{word}征地滞后")
    file_return(project, period=f"{today:%Y-%m}", values=values, actor=clerk, at=now)
    clocks.ask_pause(
        project,
        first_on=today,
        last_on=today + timedelta(days=30),
        cause=f"{word}规划调整",
        blocking_unit=factories.unit("QJ"),
        actor=clerk,
        at=now,
    )
    clocks.note_step(project, step="CONTRACT_FILED", done_on=today, note=f"{word}备案", actor=clerk, at=now)
    remind(at=now)


TABLE = (
    Row("projects:plan", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:plan_new", (Projects.PLAN,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:plan_change", (Projects.PLAN,), CLERK, OTHER_CLERK, parts=a_plan),
    Row("projects:milestone_done", (Projects.PLAN,), CLERK, OTHER_CLERK, parts=its_milestone),
    Row("projects:milestone_reverse", (Projects.PLAN,), CLERK, OTHER_CLERK, parts=its_done_milestone),
    Row("projects:return_new", (Projects.FILE_PROGRESS,), CLERK, OTHER_CLERK, parts=a_plan),
    Row("projects:clocks", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:pause_new", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:pause_end", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_running_pause),
    Row("projects:step_new", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("milestones:list", (Projects.VIEW,), CLERK),
    Row("milestones:export", (Projects.EXPORT,), CLERK),
    Row("milestones:returns", (Projects.VIEW,), CLERK),
    Row("milestones:returns_export", (Projects.EXPORT,), CLERK),
    Row("milestones:templates", (Projects.VIEW,), CLERK),
    Row("milestones:template_edit", (Projects.EDIT_TEMPLATES,), ("r05", "QJ", ""), parts=lambda: {"kind": "BUILD"}),
    Row("site:list", (Projects.FILE_PROGRESS, Projects.CHECK_SITE, Supervision.RAISE), CLERK),
    Row(
        "site:detail",
        (Projects.FILE_PROGRESS, Projects.CHECK_SITE, Supervision.RAISE),
        CLERK,
        OTHER_CLERK,
        parts=a_project,
    ),
    Row("site:progress", (Projects.FILE_PROGRESS,), CLERK, OTHER_CLERK, parts=a_project),
    Row("site:photo", (Projects.CHECK_SITE,), CLERK, OTHER_CLERK, parts=a_project),
    Row("site:issue", (Supervision.RAISE,), CLERK, OTHER_CLERK, parts=a_project),
    Row("wall:board", (Projects.VIEW,), CLERK),
    Row("clocks:list", (Projects.VIEW,), CLERK),
    Row("clocks:export", (Projects.EXPORT,), CLERK),
    Row("clocks:proposals", (Projects.VIEW,), CLERK),
    Row("clocks:answer", (Clocks.ANSWER_PROPOSALS,), CHIEF, ("r03", "QJ-W", "S2"), parts=a_proposal),
    Row("clocks:pauses", (Projects.VIEW,), CLERK),
    Row("clocks:terms", (Projects.VIEW,), CLERK),
    Row("clocks:term_set", (Clocks.EDIT_CLOCKS,), CHIEF, parts=lambda: {"code": "TALKS"}),
)
