"""Addresses of gates, papers, site checks, waivers and re-checks, with the rows of the eastern county that they open."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from luodi.across.lifecycle.rules.gates_rights import Permission as Gates
from luodi.across.lifecycle.services.gates_review import draw_month
from luodi.across.lifecycle.services.gates_rules import ask_waiver
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.services import DocumentValues
from tests import factories, lives

Parts = dict[str, object]
CLERK, OTHER = ("r09", "QJ-E", ""), ("r09", "QJ-W", "")
CHIEF, OTHER_CHIEF = ("r03", "QJ", ""), ("r03", "QJ-W", "S2")


def a_project() -> Parts:
    """A signed project of the eastern county."""
    return {"pk": factories.signed_project().pk}


def its_paper() -> Parts:
    """A project with a paper."""
    project = factories.project()
    return {"pk": project.pk, "document_pk": lives.paper(project, "LICENCE").pk}


def a_requirement() -> Parts:
    """A project and a requirement of its start."""
    return {"pk": factories.signed_project().pk, "event": "START", "code": "paper_works_permit"}


def a_gate() -> Parts:
    """A gate that there is."""
    factories.district()
    return {"event": "START", "kind": "BUILD"}


def a_drawn_fact() -> Parts:
    """A signing of the eastern county that was drawn for re-checking."""
    factories.signed_project()
    draw = draw_month(date(2023, 7, 1), actor=factories.user("r03"), at=timezone.now())
    return {"pk": draw.items.get().pk}


def rows(row: Callable[..., Any]) -> list[Any]:
    """The rows of the table."""
    view, papers, site = (Projects.VIEW,), (Projects.FILE_DOCUMENT,), (Projects.CHECK_SITE,)
    return [
        row("projects:gate", view, CLERK, OTHER, parts=a_project),
        row("projects:document_new", papers, CLERK, OTHER, parts=a_project),
        row("projects:document_withdraw", papers, CLERK, OTHER, parts=its_paper),
        row("projects:check_new", site, CLERK, OTHER, parts=a_project),
        row("projects:photos_new", site, CLERK, OTHER, parts=a_project),
        row("projects:expansion_new", (Projects.EDIT,), CLERK, OTHER, parts=a_project),
        row("gates:list", view, CLERK),
        row("gates:detail", view, CLERK, parts=a_gate),
        row("gates:revise", (Gates.EDIT_GATES,), CHIEF, parts=a_gate),
        row("gates:competence", (Gates.SET_COMPETENCE,), CHIEF),
        row("gates:waivers", view, CLERK),
        row("gates:waivers_export", (Projects.EXPORT,), CLERK),
        row("gates:waiver_new", (Gates.ASK_WAIVER,), CLERK, OTHER, parts=a_requirement),
        row("gates:reviews", view, CLERK),
        row("gates:reviews_export", (Projects.EXPORT,), CLERK),
        row("gates:review_draw", (Gates.REVIEW,), CHIEF, post={"month": "2023-07"}),
        row("gates:review", (Gates.REVIEW,), CHIEF, OTHER_CHIEF, parts=a_drawn_fact),
    ]


def another_county(secret: str, project: Project, clerk: Any) -> None:
    """Papers, a waiver and a drawn fact of a county that no other may know of."""
    values = DocumentValues("CONTRACT", number=f"{secret}合〔2023〕1号", note=f"{secret}说明")
    projects.file_document(project, values, actor=clerk, at=factories.AT)
    ask_waiver(
        project,
        event="START",
        code="paper_works_permit",
        reason=f"{secret}理由",
        valid_until=timezone.localdate(factories.AT),
        actor=clerk,
        at=factories.AT,
    )
    draw_month(date(2023, 7, 1), actor=factories.user("r03"), at=timezone.now())
