"""Opening and changing a project."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit import services as audit
from luodi.base.core.codes import project_code_fault, sector_of
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.money import plain
from luodi.base.core.text import masked_contacts, masked_phone, normalise, project_key
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require
from luodi.domains.chains.models import Chain
from luodi.domains.investors.models import Investor
from luodi.domains.projects import selectors
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.models import Project, ProjectCounter, ProjectUnitShare
from luodi.domains.projects.rules import (
    Permission,
    ShareRole,
    SideStatus,
    require_sensible_plans,
    require_sound_amounts,
)
from luodi.domains.projects.services.cache import index_projects, search_text
from luodi.domains.projects.services.locks import locked_project
from luodi.domains.projects.services.shares import OPEN, set_shares


@dataclass(frozen=True)
class ProjectValues:
    """What a person may say about a project. Money in 万元 of `currency`; None and "" mean not known."""

    name: str
    unit: Unit
    investor: Investor | None = None
    kind: str = "BUILD"
    content: str = ""
    total_investment_in_wan: Decimal | None = None
    fixed_investment_in_wan: Decimal | None = None
    currency: str = "CNY"
    land_mu: Decimal | None = None
    chain: Chain | None = None
    chain_action: str = ""
    sector_code: str = ""
    national_code: str = ""
    place: str = ""
    is_industrial: bool = False
    is_advanced: bool = False
    is_high_tech: bool = False
    is_green: bool = False
    is_foreign: bool = False
    is_major: bool = False
    negotiation_class: str = "ORDINARY"
    planned_start_on: date | None = None
    planned_completion_on: date | None = None
    planned_production_on: date | None = None
    leader: str = ""
    owner: str = ""
    contact_phone: str = ""
    remark: str = ""


def require_sound(values: ProjectValues) -> None:
    """Refuse an unnamed project, unsound amounts, a wrong project code or an unknown sector code."""
    if not normalise(values.name):
        raise BusinessError("请填写项目名称。", code="name.missing")
    require_sound_amounts(values.total_investment_in_wan, values.fixed_investment_in_wan)
    if values.national_code:
        fault = project_code_fault(values.national_code)
        if fault:
            raise BusinessError(f"投资项目代码有误：{fault}", code="projects.national_code")
    if values.sector_code:
        sector_of(values.sector_code)
    require_sensible_plans(
        {
            "合同约定开工日": values.planned_start_on,
            "合同约定竣工日": values.planned_completion_on,
            "合同约定投产日": values.planned_production_on,
        }
    )


@transaction.atomic
def open_project(values: ProjectValues, *, actor: User, at: datetime, parent: Project | None = None) -> Project:
    """A new project of a unit in the actor's reach. A same-named project of the same investor is refused (Q1)."""
    require(actor, Permission.EDIT, unit=values.unit)
    require_sound(values)
    _require_open(values.unit, at)
    audit.stand_in_line()
    if parent is None:
        _require_no_twin(values, actor)
    project = Project(code=next_codes(timezone.localdate(at).year, 1)[0], created_at=at, parent=parent)
    _fill(project, values)
    _require_fitting(project)
    project._history_user = actor  # type: ignore[attr-defined]  # simple-history reads the author from here
    project._history_date = at  # type: ignore[attr-defined]  # and the moment, so that as-known-at follows the clock given
    project.save()
    index_projects([project])
    set_shares(project, {values.unit: Decimal(100)}, valid_from=OPEN, actor=actor, at=at, basis="登记")
    audit.record(audit.Act("projects.opened", project, unit_code=values.unit.code), actor=actor, at=at)
    return project


def _require_no_twin(values: ProjectValues, actor: User, present: Project | None = None) -> None:
    same = Project.objects.filter(name_key=project_key(values.name), investor=values.investor, is_withdrawn=False)
    others = same.exclude(side_status__in=(SideStatus.MERGED, SideStatus.LOST)).order_by("pk")
    twin = others.exclude(pk=present.pk).first() if present is not None else others.first()
    if twin is not None:
        is_visible = selectors.projects(actor).filter(pk=twin.pk).exists()
        known = f"“{twin.name}”（{twin.code}）" if is_visible else "，登记在其他单位，请联系招商局核对"
        raise BusinessError(
            f"同一投资方已有同名项目{known}。若是增资扩产或二期，请在名称中写明。",
            code="projects.duplicate",
        )


def _require_open(unit: Unit, at: datetime) -> None:
    if unit.active_to is not None and unit.active_to <= timezone.localdate(at):
        raise BusinessError(f"“{unit.name}”已于 {unit.active_to} 撤并，请选择接续的单位。", code="units.closed")


def _require_fitting(project: Project) -> None:
    """Refuse texts, numbers and choices that the columns do not take."""
    given = {field.name for field in fields(ProjectValues)} - {"unit", "investor", "chain"}
    checked = {name for name in given if getattr(project, name) is not None}
    try:
        project.clean_fields(exclude={field.name for field in Project._meta.fields} - checked)
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        label = next(field.verbose_name for field in Project._meta.fields if field.name == name)
        raise BusinessError(f"“{label}”填写有误：{''.join(reasons)}", code="projects.value") from error


def _fill(project: Project, values: ProjectValues) -> None:
    for field in fields(ProjectValues):
        setattr(project, field.name, getattr(values, field.name))
    project.name = normalise(values.name)
    project.name_key = project_key(values.name)
    investor = values.investor
    project.search_text = search_text(
        project, investor=investor.name if investor else "", uscc=investor.uscc if investor else ""
    )


def next_codes(year: int, count: int) -> list[str]:
    """The next free project numbers of a year, e.g. P2023-0008."""
    ProjectCounter.objects.get_or_create(year=year)
    counter = ProjectCounter.objects.select_for_update().get(year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"P{year}-{number:04d}" for number in range(first, first + count)]


@transaction.atomic
def change_project(
    project: Project, values: ProjectValues, *, actor: User, at: datetime, reason: str = "", version: int | None = None
) -> Project:
    """Change what a project is. `version` guards against overwriting another person's change."""
    locked = locked_project(project, Permission.EDIT, actor=actor)
    moves = values.unit.pk != locked.unit_id
    if moves:
        require(actor, Permission.EDIT, unit=values.unit)
        _require_open(values.unit, at)
        _require_may_move(locked, values.unit, actor)
    require_sound(values)
    if version is not None and locked.version != version:
        raise BusinessError("该项目刚被他人修改过。请重新打开页面，核对后再改。", code="projects.version")
    old = _stated(locked)
    _fill(locked, values)
    new = _stated(locked)
    changes = {name: (_show(name, old[name]), _show(name, new[name])) for name in old if old[name] != new[name]}
    if not changes:
        return locked
    if {"name", "investor"} & set(changes):
        _require_no_twin(values, actor, locked)
    _require_fitting(locked)
    locked.version += 1
    locked._history_user = actor  # type: ignore[attr-defined]  # simple-history reads the author from here
    locked._history_date = at  # type: ignore[attr-defined]  # and the moment, so that as-known-at follows the clock given
    locked.save()
    index_projects([locked])
    act = audit.Act("projects.changed", locked, unit_code=values.unit.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    if moves:
        _move_share(locked, actor=actor, at=at, reason=reason)
    return locked


def _require_may_move(project: Project, to: Unit, actor: User) -> None:
    """With another unit recognised facts move from one unit's figures to another's: that is for who recognises shares."""
    found = reach(actor, Approvals.SHARE_RECOGNISE)
    has_facts = bool(selectors.recognised_facts([project.pk])[project.pk])
    if has_facts and not (found.covers(project.unit_id) and found.covers(to.pk)):
        raise NotPermitted(
            "该项目已有认定的事项，换责任单位会改变两个单位的数。请在项目“进展”页办理移交，经市级招商局认定后生效。",
            code="projects.unit_counted",
        )


def _stated(project: Project) -> dict[str, object]:
    return {field.name: getattr(project, field.name) for field in fields(ProjectValues)}


def _move_share(project: Project, *, actor: User, at: datetime, reason: str) -> None:
    """A corrected unit takes the share of the one that was entered; shares that people have set stay as they are."""
    shares = ProjectUnitShare.objects.filter(project=project, role=ShareRole.PROMOTE)
    if not shares.exclude(share_percent=100, valid_from=OPEN).exists():
        basis = reason or "责任单位更正"
        set_shares(project, {project.unit: Decimal(100)}, valid_from=OPEN, actor=actor, at=at, basis=basis)


def _show(name: str, value: object) -> str:
    """As the log keeps it; sensitive fields masked, since the log is read by more people than the field."""
    if isinstance(value, str) and name in PROJECT_FIELDS and PROJECT_FIELDS[name].sensitive:
        return masked_phone(value)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else masked_contacts(str(value))


@transaction.atomic
def reveal_contact(project: Project, *, actor: User, at: datetime) -> str:
    """The contact's number in full, for those who may see it; every look is logged."""
    require(actor, Permission.VIEW_SENSITIVE, unit=project.unit)
    audit.stand_in_line()
    audit.record(audit.Act("projects.contact_revealed", project, unit_code=project.unit.code), actor=actor, at=at)
    return project.contact_phone
