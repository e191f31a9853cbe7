"""Side events with what they tell, their approvals, and the tasks in which one project may take another's place."""

from dataclasses import dataclass

from django.db.models import QuerySet

from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.money import plain
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import subtree
from luodi.domains.investors.models import Activity
from luodi.domains.projects.models import Project, SideApproval, SideDetail, StageEvent
from luodi.domains.projects.rules import Event, SideStatus
from luodi.domains.projects.rules.sides import Signed, approvals_needed, exceeds_share
from luodi.domains.projects.selectors.ledger import recognised_states
from luodi.domains.targets.models import Target
from luodi.domains.targets.selectors import targets

_SIGNING = {"S01": "签约项目数", "S02": "合同额", "S04": "亿元以上签约", "S05": "十亿元以上签约", "S06": "签约完成率"}
"""The indicators whose targets count signings."""


def side_details(project: Project) -> dict[int, SideDetail]:
    """The details of the project's side events, by event."""
    rows = SideDetail.objects.filter(event__project=project).order_by("pk")
    joined = rows.select_related("counterpart", "occasion", "target", "to_unit", "event")
    return {row.event_id: row for row in joined}


def side_approvals(project: Project) -> dict[int, list[SideApproval]]:
    """The approvals of the project's side events, by event, in the order given."""
    found: dict[int, list[SideApproval]] = {}
    rows = SideApproval.objects.filter(event__project=project).select_related("recorded_by__person").order_by("pk")
    for row in rows:
        found.setdefault(row.event_id, []).append(row)
    return found


def approvals_wanted(event: StageEvent, percent: int) -> tuple[str, ...]:
    """In which capacities a waiting side event still has to be approved."""
    detail = SideDetail.objects.filter(event=event).first()
    if detail is None or event.slip.state not in WAITING:
        return ()
    given = set(SideApproval.objects.filter(event=event).values_list("role", flat=True))
    needed = approvals_needed(event.event, over_share=is_over_share(detail, percent))
    return tuple(role.value for role in needed if role.value not in given)


@dataclass(frozen=True, slots=True)
class Task:
    """A task in which a project may be replaced: a fair's list of signings, or a target."""

    key: str
    label: str
    occasion: Activity | None = None
    target: Target | None = None


def tasks_of(viewer: User, project: Project) -> list[Task]:
    """The fair at which the project was signed, and the targets for signings that count it."""
    found = []
    signing = _signing(project)
    if signing is not None and signing.occasion is not None:
        fair = signing.occasion
        found.append(Task(f"fair-{fair.pk}", f"{fair}签约名单", occasion=fair))
    for target in targets(viewer).filter(indicator__in=_SIGNING):
        if _covers(target, project):
            found.append(Task(f"target-{target.pk}", task_name(target), target=target))
    return found


def task_name(target: Target) -> str:
    """A target in words: 政府工作报告 2023年签约项目数 40个."""
    number, period = plain(target.value), parse_period(target.period).label
    return f"{target.issuer}{target.tier} {period}{_SIGNING.get(target.indicator, target.indicator)} {number}{target.measure}"


def _signing(project: Project) -> StageEvent | None:
    """The recognised signing in force."""
    proof = recognised_states([project.pk])[project.pk].life.proofs.get(Event.SIGN)
    return None if proof is None else StageEvent.objects.select_related("occasion").get(pk=proof)


def _revoked(event: str) -> QuerySet[StageEvent]:
    """Recognised revocations of events of a kind."""
    return StageEvent.objects.filter(event=Event.REVOKE, slip__state=SlipState.RECOGNISED, reverses__event=event)


def _covers(target: Target, project: Project) -> bool:
    if project.signed_on is None or not project.unit.path.startswith(target.holder.path):
        return False
    span = parse_period(target.period).span
    return span.start <= project.signed_on <= span.end


def signed(project: Project, task: Task) -> Signed:
    """The project as a replacement in the task sees it, recognised facts only; waiting replacements count as done."""
    state = recognised_states([project.pk])[project.pk]
    replaces = _standing().filter(counterpart=project)
    return Signed(
        state.life.days.get(Event.SIGN),
        state.contract_in_wan,
        state.life.side_status,
        _holds_place(project, task),
        replaces.exists(),
    )


def _holds_place(project: Project, task: Task) -> bool:
    if _standing().filter(event__project=project).exists():
        return False
    if _of_task(_standing(), task.occasion, task.target).filter(counterpart=project).exists():
        return True
    if task.target is not None:
        return _covers(task.target, project)
    signing = _signing(project)
    return signing is not None and signing.occasion_id == (task.occasion.pk if task.occasion else None)


def _standing() -> QuerySet[SideDetail]:
    """Replacements that are waiting or recognised and not taken back."""
    rows = SideDetail.objects.filter(event__event=Event.REPLACE).exclude(event__slip__state=SlipState.RETURNED)
    return rows.exclude(event__in=_revoked(Event.REPLACE).values("reverses_id"))


def _of_task(rows: QuerySet[SideDetail], occasion: Activity | None, target: Target | None) -> QuerySet[SideDetail]:
    return rows.filter(occasion=occasion) if occasion is not None else rows.filter(target=target)


def replaced_in(occasion: Activity | None, target: Target | None) -> int:
    """How many projects of a task were replaced, waiting replacements included."""
    return _of_task(_standing(), occasion, target).count()


def size_of(occasion: Activity | None, target: Target | None) -> int:
    """How many projects a task counts; a replacement changes nothing in that."""
    if occasion is not None:
        rows = StageEvent.objects.filter(event=Event.SIGN, occasion=occasion, slip__state=SlipState.RECOGNISED)
        standing = rows.exclude(pk__in=_revoked(Event.SIGN).values("reverses_id"))
        return standing.values("project_id").distinct().count()
    if target is None:
        return 0
    span, below = parse_period(target.period).span, subtree(target.holder).order_by().values("pk")
    rows_signed = Project.objects.filter(unit__in=below, is_withdrawn=False, signed_on__range=(span.start, span.end))
    return rows_signed.exclude(side_status=SideStatus.MERGED).count()


def is_over_share(detail: SideDetail, percent: int) -> bool:
    """Whether the task's replacements, this one included, pass the percent that needs no leader's approval."""
    replaced = replaced_in(detail.occasion, detail.target)
    return exceeds_share(replaced, size_of(detail.occasion, detail.target), percent)


def returnable(project: Project) -> list[StageEvent]:
    """The recognitions in force that a return may take out: signing, landing, start and what follows, latest first."""
    kinds = (Event.SIGN, Event.LAND, Event.START, Event.COMPLETE, Event.PRODUCE)
    proofs = recognised_states([project.pk])[project.pk].life.proofs
    wanted = [proofs[kind] for kind in kinds if kind in proofs]
    return list(StageEvent.objects.filter(pk__in=wanted).order_by("-occurred_on", "-pk"))
