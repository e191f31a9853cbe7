"""From a filled form to the verbs of orders, documents stored first, in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luodi.domains.projects import selectors as projects
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.orders import STEPS, Source
from luodi.interfaces.web.orders.forms import ActForm, DraftForm
from luodi.interfaces.web.ui.uploads import stored


@transaction.atomic
def act(order: Any, form: ActForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The step or remark that was pressed."""
    code = form.cleaned_data["act"]
    uploads = form.cleaned_data.get("evidence") or []
    said = form.said(order, stored(uploads, unit_code=order.unit.code, actor=actor, at=at))
    if code in {step.code for step in STEPS[order.kind]}:
        services.take_step(order, code, actor=actor, at=at, said=said)
    else:
        services.add_remark(order, code, actor=actor, at=at, said=said)


def draft(form: DraftForm, *, issue: Any, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """A new draft; of a problem it bears the problem's key, so that there is one."""
    if issue is None:
        return services.draft_order(form.values(), actor=actor, at=at)
    return services.draft_order(
        form.values(issue=issue), source=Source.ISSUE, source_key=f"issue:{issue.pk}", actor=actor, at=at
    )


def change(order: Any, form: DraftForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The draft said anew."""
    services.change_draft(order, form.values(), actor=actor, at=at)


def present(order: Any) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """What the form of a known draft shows."""
    return {
        "kind": order.kind,
        "unit": order.unit.code,
        "handler": order.handler_id,
        "title": order.title,
        "text": order.text,
        "basis": order.basis,
        "project": order.project.code if order.project else "",
        "assists": [line.unit.code for line in order.assists.select_related("unit")],
    }


def fresh(actor: Any, issue_pk: str, project_code: str) -> tuple[Any, dict[str, Any]]:  # noqa: ANN401 - pages know no models
    """The problem that the new order is for, if the address names one, and what its form begins with."""
    if not issue_pk.isdecimal():
        return None, {"kind": "ASSIGN", **_of_project(actor, project_code)}
    issue = selectors.issue(actor, int(issue_pk))
    begins = {
        "kind": "ASSIGN",
        "unit": issue.unit.code,
        "title": issue.title,
        "text": issue.text,
        "basis": str(issue.number),
        "project": issue.project.code if issue.project else "",
    }
    return issue, begins


def _of_project(actor: Any, code: str) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """What the form says of the project that the address names, if it is in reach."""
    if not code:
        return {}
    project = projects.project_by_code(actor, code)
    return {"project": project.code, "unit": project.unit.code, "title": f"推进{project.name}"[:120]}
