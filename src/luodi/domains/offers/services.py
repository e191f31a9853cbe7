"""Writing planned projects: their versions, their steps, and the links to the projects they turned into."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.rules import SlipKind
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain
from luodi.base.core.text import fitted, normalise
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit
from luodi.domains.chains.models import Chain
from luodi.domains.offers import rules, selectors
from luodi.domains.offers.models import PlannedLink, PlannedOwner, PlannedProject, PlannedStep, PlannedVersion
from luodi.domains.offers.rules import STEPS, Permission, PlannedAct, PlannedState
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import SideStatus

_COMPARED: Final = (
    "title",
    "chain",
    "action",
    "sectors",
    "investment_in_wan",
    "land_mu",
    "site",
    "resource",
    "brochure",
)
_COUNTED: Final = frozenset({"investment_in_wan", "action", "resource"})
"""What figures of the library read."""


@dataclass(frozen=True)
class PlannedValues:
    """What is said of a planned project: money in 万元, land in 亩, `owners` the units that plan along."""

    title: str
    chain: Chain | None = None
    action: str = ""
    sectors: str = ""
    investment_in_wan: Decimal | None = None
    land_mu: Decimal | None = None
    site: str = ""
    resource: str = ""
    brochure: str = ""
    owners: tuple[Unit, ...] = ()


@transaction.atomic
def make_planned(unit: Unit, values: PlannedValues, *, occurred_on: date, actor: User, at: datetime) -> PlannedProject:
    """A new planned project of a unit, solicited on the day.

    Errors: BusinessError `offers.*`, `day.*`, `units.closed`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=unit)
    if unit.active_to is not None:
        raise BusinessError(f"“{unit.name}”已撤并，请改填接续的单位。", code="units.closed")
    require_sensible_day(occurred_on, label="征集日期", today=timezone.localdate(at))
    audit.stand_in_line()
    planned = PlannedProject.objects.create(code=_next_code(at), unit=unit, recorded_by=actor, recorded_at=at)
    version = _write_version(planned, values, revision=1, reason="", actor=actor, at=at)
    PlannedStep.objects.create(
        planned=planned,
        act=PlannedAct.SOLICIT,
        state=PlannedState.SOLICITED,
        occurred_on=occurred_on,
        recorded_by=actor,
        recorded_at=at,
    )
    audit.record(
        audit.Act("offers.planned_made", planned, label=version.title, unit_code=unit.code), actor=actor, at=at
    )
    return planned


def _next_code(at: datetime) -> str:
    """`C2023-0001`: year and number, one after the other."""
    prefix = f"C{timezone.localdate(at).year}-"
    last = PlannedProject.objects.filter(code__startswith=prefix).order_by("-pk").first()
    return f"{prefix}{1 if last is None else int(last.code.removeprefix(prefix)) + 1:04d}"


def _write_version(
    planned: PlannedProject, values: PlannedValues, *, revision: int, reason: str, actor: User, at: datetime
) -> PlannedVersion:
    rules.require_sound(title=values.title, investment_in_wan=values.investment_in_wan, land_mu=values.land_mu)
    version = PlannedVersion.objects.create(
        planned=planned,
        revision=revision,
        title=fitted(normalise(values.title), 120, "标题"),
        chain=values.chain,
        action=values.action,
        sectors=fitted(normalise(values.sectors), 120, "行业方向"),
        investment_in_wan=values.investment_in_wan,
        land_mu=values.land_mu,
        site=fitted(normalise(values.site), 120, "选址"),
        resource=values.resource,
        brochure=values.brochure.strip(),
        reason=fitted(normalise(reason), 200, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    others = dict.fromkeys(unit for unit in values.owners if unit.pk != planned.unit_id)
    PlannedOwner.objects.bulk_create([PlannedOwner(version=version, unit=unit) for unit in others])
    return version


@transaction.atomic
def revise_planned(
    planned: PlannedProject, values: PlannedValues, *, reason: str, actor: User, at: datetime
) -> PlannedVersion:
    """The next version, with its reason; unchanged values make none, so the present version is returned.

    What counts in figures is not changed while it stands in the library: it is taken out, changed and stored by another.
    Errors: BusinessError `offers.*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=planned.unit)
    audit.stand_in_line()
    present = selectors.present_version(planned)
    state = selectors.last_standing(planned).state
    if state == PlannedState.DROPPED:
        raise BusinessError("该策划项目已出库，不能再修改；需要恢复的请先撤销出库。", code="offers.dropped")
    changes = _changes(present, values)
    if not changes:
        return present
    if not normalise(reason):
        raise BusinessError("请写明修改的原因；原来的内容会作为旧版保留。", code="offers.reason")
    if state in rules.IN_LIBRARY and _COUNTED & changes.keys():
        raise BusinessError(
            "计划投资、建链延链和依托资源在入库后计入统计，不能直接修改；请由有权人员撤销入库，修改后由他人重新办理入库。",
            code="offers.stored",
        )
    version = _write_version(planned, values, revision=present.revision + 1, reason=reason, actor=actor, at=at)
    act = audit.Act(
        "offers.planned_revised",
        planned,
        label=version.title,
        unit_code=planned.unit.code,
        changes=changes,
        reason=version.reason,
    )
    audit.record(act, actor=actor, at=at)
    return version


def _changes(present: PlannedVersion, values: PlannedValues) -> dict[str, tuple[str, str]]:
    pairs = {name: (getattr(present, name), getattr(values, name)) for name in _COMPARED}
    found = {name: (_text(old), _text(new)) for name, (old, new) in pairs.items() if old != new}
    before = {row.unit for row in selectors.owners_of(present)}
    after = {unit for unit in values.owners if unit.pk != present.planned.unit_id}
    if before != after:
        found["owners"] = (_names(before), _names(after))
    return found


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def _names(units: set[Unit]) -> str:
    return "、".join(sorted(unit.name for unit in units))


@transaction.atomic
def take_planned_step(
    planned: PlannedProject, act: str, *, occurred_on: date, actor: User, at: datetime, note: str = ""
) -> PlannedStep:
    """The next step on a day: argued, stored, offered, attracted, dropped.

    Storing is another person's step than filling in. Errors: BusinessError `workflow.*`, `offers.*`, `day.*`;
    NotPermitted, NotVisible.
    """
    STEPS.require_known(act)
    require(actor, STEPS[act].permission, unit=planned.unit)
    require_sensible_day(occurred_on, label="日期", today=timezone.localdate(at))
    audit.stand_in_line()
    before = rules.standing(selectors.taken(list(planned.steps.order_by("pk"))))
    step = STEPS.require(act, before[-1].state)
    version = selectors.present_version(planned)
    rules.require_another_person(selectors.authors_of(planned), actor.pk, act=act)
    rules.require_note(act, note)
    rules.require_in_time(occurred_on, before)
    if act == PlannedAct.ATTRACT:
        links = selectors.standing_links(planned)
        rules.require_attracted(int(link.project.stage.removeprefix("ST")) for link in links)
    made = PlannedStep.objects.create(
        planned=planned,
        act=act,
        state=step.target,
        occurred_on=occurred_on,
        note=fitted(normalise(note), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"state": (before[-1].state, str(step.target)), "occurred_on": ("", occurred_on.isoformat())}
    entry = audit.Act(
        "offers.planned_stepped",
        planned,
        label=version.title,
        unit_code=planned.unit.code,
        changes=changes,
        reason=made.note,
    )
    audit.record(entry, actor=actor, at=at)
    _tell_author(version, f"{made.get_act_display()}：{version.title}", actor=actor, at=at)
    return made


@transaction.atomic
def revoke_planned_step(planned: PlannedProject, *, reason: str, actor: User, at: datetime) -> PlannedStep:
    """Take back the last step as if it had never been taken; what was known before can still be asked for.

    Errors: BusinessError `offers.first_step` (nothing before it), `offers.note`; NotPermitted, NotVisible.
    """
    require(actor, Permission.STORE, unit=planned.unit)
    audit.stand_in_line()
    rules.require_note(PlannedAct.REVOKE, reason)
    stands = rules.standing(selectors.taken(list(planned.steps.order_by("pk"))))
    if len(stands) == 1:
        raise BusinessError("征集是第一步，不能撤销；不再需要的请办理出库并写明原因。", code="offers.first_step")
    last, before = stands[-1], stands[-2]
    if before.state in rules.IN_LIBRARY and last.state not in rules.IN_LIBRARY:
        rules.require_another_person(selectors.authors_of(planned), actor.pk, act=PlannedAct.STORE)
    version = selectors.present_version(planned)
    made = PlannedStep.objects.create(
        planned=planned,
        act=PlannedAct.REVOKE,
        state=before.state,
        occurred_on=last.occurred_on,
        note=fitted(normalise(reason), 300, "事由"),
        reverses_id=last.pk,
        recorded_by=actor,
        recorded_at=at,
    )
    entry = audit.Act(
        "offers.step_revoked",
        planned,
        label=version.title,
        unit_code=planned.unit.code,
        changes={"state": (last.state, before.state)},
        reason=made.note,
    )
    audit.record(entry, actor=actor, at=at)
    _tell_author(version, f"撤销{PlannedAct(last.act).label}：{version.title}", actor=actor, at=at)
    return made


def _tell_author(version: PlannedVersion, title: str, *, actor: User, at: datetime) -> None:
    author = version.recorded_by
    if author.pk != actor.pk and not author.is_service:
        link = f"/planned/{version.planned_id}/"
        notices.tell([author], code="offers.planned_moved", title=title, link=link, at=at)


@transaction.atomic
def file_link(
    planned: PlannedProject, project: Project, *, linked_on: date, reason: str, actor: User, at: datetime
) -> PlannedLink:
    """Say that the planned project turned into a project on a day; it counts once another person has recognised it.

    The project has been looked up within reach. Errors: BusinessError `offers.*`, `day.*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=planned.unit)
    require_sensible_day(linked_on, label="关联日期", today=timezone.localdate(at))
    audit.stand_in_line()
    _require_linkable(planned, project)
    words = _because(reason)
    title = f"{selectors.present_version(planned).title}：关联到项目 {project.code} {project.name}"
    slip = approvals.open_slip(SlipKind.LINK, title=title, unit=_judge(planned, project), actor=actor, at=at)
    made = PlannedLink.objects.create(
        planned=planned,
        project=project,
        linked_on=linked_on,
        reason=words,
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"project": ("", project.code), "linked_on": ("", linked_on.isoformat())}
    entry = audit.Act(
        "offers.link_filed", made, label=title, unit_code=planned.unit.code, changes=changes, reason=words
    )
    audit.record(entry, actor=actor, at=at)
    return made


def _require_linkable(planned: PlannedProject, project: Project) -> None:
    if selectors.last_standing(planned).state == PlannedState.DROPPED:
        raise BusinessError("该策划项目已出库，不能再关联项目；需要恢复的请先撤销出库。", code="offers.dropped")
    if project.is_withdrawn or project.side_status == SideStatus.MERGED:
        raise BusinessError("该项目已被合并或撤回，请关联存续的那个项目。", code="offers.merged")
    present = {link.project_id for link in selectors.standing_links(planned)}
    waiting = {link.project_id for link in selectors.open_links(planned)}
    if project.pk in present | waiting:
        raise BusinessError("该项目已经关联，或有一份关联、解除申请正等待认定，不必再提。", code="offers.linked")


def _judge(planned: PlannedProject, project: Project) -> Unit:
    """Whose slip it is: a county does not read the name of another county's project, so that is the city's."""
    return planned.unit if project.unit.path.startswith(planned.unit.path) else root_unit()


def _because(reason: str) -> str:
    words = fitted(normalise(reason), 300, "事由")
    if not words:
        raise BusinessError("请写明依据（对接记录、合作协议、招商活动等）。", code="offers.basis")
    return words


@transaction.atomic
def reverse_link(link: PlannedLink, *, ends_on: date, reason: str, actor: User, at: datetime) -> PlannedLink:
    """Ask to end a standing link from a day on (that of the link itself when it was a mistake).

    Errors: BusinessError `offers.*`, `day.*`; NotPermitted, NotVisible.
    """
    planned = link.planned
    require(actor, Permission.EDIT, unit=planned.unit)
    require_sensible_day(ends_on, label="解除日期", today=timezone.localdate(at))
    audit.stand_in_line()
    if link.pk not in {row.pk for row in selectors.standing_links(planned)}:
        raise BusinessError("该关联还没有认定，或已经解除，不能再解除。", code="offers.link")
    if link.project_id in {row.project_id for row in selectors.open_links(planned)}:
        raise BusinessError("已有一份解除申请等待认定，请等它办完。", code="offers.linked")
    if ends_on < link.linked_on:
        raise BusinessError(f"解除日期不能早于关联日期 {link.linked_on}，请核对。", code="offers.order")
    words = _because(reason)
    title = f"{selectors.present_version(planned).title}：解除与项目 {link.project.code} {link.project.name} 的关联"
    slip = approvals.open_slip(SlipKind.LINK, title=title, unit=_judge(planned, link.project), actor=actor, at=at)
    made = PlannedLink.objects.create(
        planned=planned,
        project=link.project,
        linked_on=ends_on,
        reason=words,
        slip=slip,
        reverses=link,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"project": (link.project.code, ""), "ends_on": ("", ends_on.isoformat())}
    entry = audit.Act(
        "offers.link_reversed", made, label=title, unit_code=planned.unit.code, changes=changes, reason=words
    )
    audit.record(entry, actor=actor, at=at)
    return made
