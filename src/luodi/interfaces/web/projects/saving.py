"""From a filled form to the verbs: investor and evidence first, then the project or fact, all in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from luodi.across.lifecycle.services import gates as lifecycle
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.text import masked_contacts
from luodi.base.orgs import selectors as orgs
from luodi.domains.investors import services as investors
from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.documents import SIGNED_WITH_EVENT
from luodi.domains.projects.services import milestones
from luodi.interfaces.web.projects.forms import LONG, STATE_SECTION, CapitalForm, EventForm, ProjectForm
from luodi.interfaces.web.projects.plan_forms import DoneForm
from luodi.interfaces.web.projects.proofs import CheckForm, DocumentForm
from luodi.interfaces.web.ui.access import account
from luodi.interfaces.web.ui.uploads import stored


def fresh(request: HttpRequest) -> dict[str, Any]:
    """What a new project begins with."""
    unit = orgs.default_unit(account(request), Permission.EDIT)
    return {"unit": unit.code if unit else "", "kind": "BUILD", "currency": "CNY", "negotiation_class": "ORDINARY"}


def present(project: Any) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """What the form of a known project shows."""
    shown = {spec.name: getattr(project, spec.name, "") for spec in PROJECT_FIELDS if spec.section != STATE_SECTION}
    shown |= {"unit": project.unit.code, "chain": project.chain_id, "version": project.version}
    shown |= {"contact_phone": "", "kept_phone": project.contact_phone}
    for name in LONG:
        shown |= {name: masked_contacts(shown[name]), f"kept_{name}": shown[name]}
    shown |= {
        "investor": project.investor.name if project.investor else "",
        "uscc": project.investor.uscc if project.investor else "",
    }
    return shown


@transaction.atomic
def open_project(form: ProjectForm, *, actor: Any, at: datetime, parent: Any = None) -> Any:  # noqa: ANN401 - pages know no models
    """The project, its investor made known first; with a parent it is an expansion of that one."""
    return services.open_project(form.values(_investor(form, actor, at)), actor=actor, at=at, parent=parent)


def expansion_form(request: HttpRequest, parent: Any) -> ProjectForm:  # noqa: ANN401 - pages know no models
    """The form of an expansion: what it shares with its parent is filled in, the increment is left to be typed."""
    shared = ("unit", "investor", "uscc", "chain", "sector_code", "place", "currency", "negotiation_class", "owner")
    known = {name: value for name, value in present(parent).items() if name in shared}
    initial = {**known, "kind": "EXPANSION", "name": f"{parent.name}增资扩产"}
    return ProjectForm(request.POST or None, viewer=account(request), initial=initial)


def require_version(form: ProjectForm) -> None:
    """Refuse a change that does not say which state of the project it was made on: it could overwrite another's."""
    if form.cleaned_data["version"] is None:
        raise BusinessError(
            "提交的内容没有带上项目版本，可能会覆盖他人的修改。请重新打开修改页面，核对后再提交。",
            code="projects.version",
        )


@transaction.atomic
def change_project(project: Any, form: ProjectForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The change, guarded by the version the person saw."""
    values = form.values(_investor(form, actor, at))
    services.change_project(project, values, actor=actor, at=at, version=form.cleaned_data["version"])


@transaction.atomic
def file_event(project: Any, form: EventForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The event with its documents; those of a kind are also filed as papers of that kind."""
    values = dict(form.cleaned_data)
    kind, day = values.pop("paper_kind"), values["occurred_on"]
    evidence = stored(values.pop("evidence"), unit_code=project.unit.code, actor=actor, at=at)
    for item in evidence if kind else ():
        paper = services.DocumentValues(kind, issued_on=day if kind in SIGNED_WITH_EVENT else None)
        services.file_document(project, paper, attachment=item, actor=actor, at=at)
    lifecycle.file_event(project, actor=actor, at=at, evidence=evidence, **values)


@transaction.atomic
def file_capital(project: Any, form: CapitalForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The record with its documents."""
    values = dict(form.cleaned_data)
    evidence = stored(values.pop("evidence"), unit_code=project.unit.code, actor=actor, at=at)
    services.file_capital(project, actor=actor, at=at, evidence=evidence, **values)


@transaction.atomic
def add_event_evidence(event: Any, uploads: list[Any], *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """More documents for an event."""
    evidence = stored(uploads, unit_code=event.project.unit.code, actor=actor, at=at)
    services.add_event_evidence(event, evidence=evidence, actor=actor, at=at)


@transaction.atomic
def add_capital_evidence(record: Any, uploads: list[Any], *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """More documents for a record."""
    evidence = stored(uploads, unit_code=record.project.unit.code, actor=actor, at=at)
    services.add_capital_evidence(record, evidence=evidence, actor=actor, at=at)


@transaction.atomic
def file_document(project: Any, form: DocumentForm, *, replaces: Any, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The paper with its file."""
    upload = form.cleaned_data["upload"]
    found = stored([upload] if upload else [], unit_code=project.unit.code, actor=actor, at=at)
    given = {"attachment": found[0] if found else None, "replaces": replaces}
    services.file_document(project, form.values(), actor=actor, at=at, **given)


@transaction.atomic
def report_done(project: Any, code: str, form: DoneForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The actual day of a milestone with its photos."""
    values = dict(form.cleaned_data)
    photos = stored(values.pop("photos"), unit_code=project.unit.code, actor=actor, at=at)
    milestones.report_done(project, code, photos=photos, actor=actor, at=at, **values)


def document_initial(words: QueryDict, old: Any) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """What the form of a paper begins with: the kind asked for, or what the paper to be replaced says."""
    if old is None:
        return {"kind": words.get("kind", "")}
    names = ("kind", "number", "issued_on", "valid_until", "conclusion", "amount_in_wan", "party_code", "commits_money")
    return {name: getattr(old, name) for name in names}


def replaced(project: Any, number: str) -> Any:  # noqa: ANN401 - pages know no models
    """The paper of the project that is to be replaced; None without a number."""
    return one(projects.documents(project), int(number)) if number.isdecimal() else None


@transaction.atomic
def record_check(project: Any, form: CheckForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The site check."""
    values = dict(form.cleaned_data)
    checkers = (values.pop("first"), values.pop("second"))
    services.record_check(project, checkers=checkers, actor=actor, at=at, **values)


def one(rows: QuerySet[Any], pk: int) -> Any:  # noqa: ANN401 - pages know no models
    """The row of that number among the project's own."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible()
    return found


def _investor(form: ProjectForm, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    name = form.cleaned_data["investor"].strip()
    return investors.register_investor(name, actor=actor, at=at, uscc=form.cleaned_data["uscc"]) if name else None
