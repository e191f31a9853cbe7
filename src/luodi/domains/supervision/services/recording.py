"""The common end of every verb here: numbers, the step with its documents, the cache it leaves, the audit row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit, User
from luodi.domains.supervision.models import (
    CACHED,
    Counter,
    Issue,
    IssueEvidence,
    IssueStep,
    Order,
    OrderEvidence,
    OrderMilestone,
    OrderStep,
)
from luodi.domains.supervision.rules.issues import SILENT, IssueAct, IssueState
from luodi.domains.supervision.rules.issues import STEPS as ISSUE_STEPS
from luodi.domains.supervision.selectors.record import life_of


@dataclass(frozen=True)
class Said:
    """What goes with a step: words, documents, and the days, number and papers that some steps carry."""

    note: str = ""
    evidence: Sequence[Attachment] = ()
    unit: Unit | None = None
    number: str = ""
    sign_due_on: date | None = None
    plan_due_on: date | None = None
    due_on: date | None = None
    milestone: OrderMilestone | None = None
    on_site: str = ""
    paper_no: str = ""
    is_public: bool | None = None
    key: str = ""


def next_serial(series: str, year: int) -> int:
    """The next number of a series and year. The caller stands in line, so no number is lost or given twice."""
    row, _ = Counter.objects.select_for_update().get_or_create(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def audited_line() -> None:
    """Take the place in line that every verb takes before it locks or numbers anything."""
    audit.stand_in_line()


def require_standing(unit: Unit, at: datetime) -> None:
    """Refuse to order a unit that has been dissolved; the sentence names its successor."""
    if unit.active_to is None or unit.active_to > timezone.localdate(at):
        return
    heir = f"改由接续的“{unit.merged_into.name}”承办" if unit.merged_into is not None else "改选承接其职责的单位"
    raise BusinessError(f"“{unit.name}”已于 {unit.active_to} 撤并，不能再承办。请{heir}。", code="units.closed")


def locked_order(order: Order) -> Order:
    """The order as it stands now, locked until the transaction ends; the caller's place in line is taken first."""
    audit.stand_in_line()
    rows = Order.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "issuer", "issue", "handler", "previous", "finding").get(pk=order.pk)


def append_to_log(order: Order, act: str, said: Said, *, actor: User, at: datetime) -> OrderStep:
    """Append a step and bring the order's cached columns to what its steps now amount to; audited."""
    step = OrderStep.objects.create(
        order=order,
        act=act,
        note=fitted(said.note.strip(), 1000, "说明"),
        unit=said.unit,
        number=said.number,
        sign_due_on=said.sign_due_on,
        plan_due_on=said.plan_due_on,
        due_on=said.due_on,
        milestone=said.milestone,
        on_site=fitted(said.on_site.strip(), 300, "现场情况"),
        paper_no=fitted(said.paper_no.strip(), 80, "文号"),
        is_public=said.is_public,
        key=said.key,
        recorded_by=actor,
        recorded_at=at,
    )
    for attachment in said.evidence:
        OrderEvidence.objects.create(step=step, attachment=attachment, recorded_by=actor, recorded_at=at)
    old, life = order.state, life_of(order)
    for column in CACHED:
        setattr(order, column, getattr(life, column))
    order.save(update_fields=list(CACHED))
    changes = {"act": ("", act), "state": (str(old), str(order.state))}
    entry = audit.Act(
        "supervision.order_stepped",
        order,
        unit_code=order.unit.code,
        changes=changes,
        reason=said.note,
    )
    audit.record(entry, actor=actor, at=at)
    return step


def locked_issue(issue: Issue) -> Issue:
    """The problem as it stands now, locked; the caller's place in line is taken first."""
    audit.stand_in_line()
    return Issue.objects.select_for_update(of=("self",)).select_related("unit", "raised_by").get(pk=issue.pk)


def append_to_issue_log(
    issue: Issue, act: str, *, actor: User, at: datetime, note: str = "", evidence: Sequence[Attachment] = ()
) -> IssueStep:
    """Append a step of a problem, which the state must allow, and move its cached state; audited."""
    target = issue.state if act == IssueAct.RAISE else ISSUE_STEPS.require(act, issue.state).target
    made = IssueStep.objects.create(
        issue=issue, act=act, note=fitted(note.strip(), 1000, "说明"), recorded_by=actor, recorded_at=at
    )
    for attachment in evidence:
        IssueEvidence.objects.create(step=made, attachment=attachment, recorded_by=actor, recorded_at=at)
    old, issue.state = issue.state, IssueState(target)
    if issue.state in {IssueState.CLOSED, IssueState.WITHDRAWN}:
        issue.ended_on, issue.is_unconfirmed = timezone.localdate(at), act in SILENT
    issue.save(update_fields=["state", "ended_on", "is_unconfirmed"])
    changes = {"act": ("", act), "state": (str(old), str(issue.state))}
    entry = audit.Act(
        "supervision.issue_stepped",
        issue,
        unit_code=issue.unit.code,
        changes=changes,
        reason=note,
    )
    audit.record(entry, actor=actor, at=at)
    return made
