"""Problems: raising one, and its steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.workflow import unknown_step
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, work_calendar
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models import Issue
from luodi.domains.supervision.rules import confirmations
from luodi.domains.supervision.rules.issues import (
    FOLLOWING,
    SOLVE_WORKDAYS,
    STEPS,
    WITH_REASON,
    IssueAct,
    IssueCategory,
    IssueLevel,
    require_other_solver,
    require_text,
)
from luodi.domains.supervision.rules.numbering import issue_number
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.rules.stepping import require_words
from luodi.domains.supervision.selectors.buttons import may_step
from luodi.domains.supervision.selectors.people import addressees, people_of
from luodi.domains.supervision.selectors.record import is_confirmed, standing_request
from luodi.domains.supervision.services.confirming import answer, ask_raiser
from luodi.domains.supervision.services.recording import (
    append_to_issue_log,
    audited_line,
    locked_issue,
    next_serial,
    require_standing,
)
from luodi.domains.supervision.services.telling import tell_issue


@dataclass(frozen=True)
class IssueValues:
    """What is said of a problem. With `company` it is raised on that company's behalf, which then confirms by a link."""

    title: str
    text: str
    category: str
    unit: Unit
    level: str = IssueLevel.ORDINARY
    project: Project | None = None
    raised_on: date | None = None
    due_on: date | None = None
    company: str = ""
    contact_name: str = ""
    contact_phone: str = ""


@transaction.atomic
def raise_issue(values: IssueValues, *, actor: User, at: datetime, evidence: Sequence[Attachment] = ()) -> Issue:
    """A problem for a unit, told to its people, with what shows it. It goes to a unit of one's own reach or a department above.

    Errors: NotPermitted, NotVisible (unit or project), BusinessError `issues.words`, `issues.due`, `units.closed`, `day.*`.
    """
    require(actor, Permission.RAISE)
    require_text(values.title, values.text)
    require_standing(values.unit, at)
    if not addressees(actor).filter(pk=values.unit.pk).exists():
        raise NotVisible("没有找到该单位，或不能向它提出问题。请选择本单位或上级部门。", code="orgs.not_visible")
    today = timezone.localdate(at)
    raised_on = values.raised_on or today
    require_sensible_day(raised_on, label="提出日期", today=today)
    due_on = values.due_on or work_calendar().add_workdays(today, SOLVE_WORKDAYS)
    if due_on < today:
        raise BusinessError(f"办理期限 {due_on} 已过，请填写今天或以后的日期。", code="issues.due")
    if values.project is not None:
        projects.project(actor, values.project.pk)
    audited_line()
    issue = Issue.objects.create(
        number=issue_number(today.year, next_serial("issue", today.year)),
        title=values.title.strip(),
        text=values.text.strip(),
        category=IssueCategory(values.category),
        level=IssueLevel(values.level),
        project=values.project,
        unit=values.unit,
        raised_on=raised_on,
        raised_by=actor,
        company=values.company.strip(),
        contact_name=values.contact_name.strip(),
        contact_phone=values.contact_phone.strip(),
        due_on=due_on,
        created_at=at,
    )
    append_to_issue_log(issue, IssueAct.RAISE, actor=actor, at=at, evidence=evidence)
    tell_issue(issue, people_of(issue.unit, Permission.ANSWER), words="新问题待接办", by=actor, at=at)
    return issue


@transaction.atomic
def take_issue_step(
    issue: Issue, act: str, *, actor: User, at: datetime, note: str = "", evidence: Sequence[Attachment] = ()
) -> Issue:
    """Take up, solve, confirm, reject, close unconfirmed or withdraw a problem; the state must allow it.

    Solving asks a person inside for confirmation at once. Errors: NotPermitted, BusinessError `workflow.*`,
    `supervision.reason`, `confirmations.*`.
    """
    STEPS.require_known(act)
    if act in FOLLOWING:
        raise unknown_step()
    locked = locked_issue(issue)
    step = STEPS.require(act, locked.state)
    if not may_step(locked, act, step.permission, actor):
        raise NotPermitted("这一步不由您办理：提出人确认或撤回，责任单位接办和报办结。", code="issues.not_permitted")
    if act == IssueAct.SOLVE and not locked.company:
        require_other_solver(locked.raised_by_id, actor.pk)
    if act in WITH_REASON:
        require_words(step.label, note)
    special = _SPECIAL.get(act)
    if special is not None:
        special(locked, note, actor, at)
    else:
        append_to_issue_log(locked, act, actor=actor, at=at, note=note, evidence=evidence)
    if act == IssueAct.SOLVE:
        _after_solving(locked, actor, at)
    locked.refresh_from_db()
    return locked


def _after_solving(issue: Issue, actor: User, at: datetime) -> None:
    """The raiser is asked; of a company, whoever entered the problem is told to send the link."""
    if issue.company:
        tell_issue(issue, [issue.raised_by], words="已报办结，请把确认链接发给企业", by=actor, at=at)
        return
    ask_raiser(issue, actor=issue.raised_by, at=at)


def _confirm(issue: Issue, note: str, actor: User, at: datetime) -> None:
    answer(issue, is_solved=True, note=note, actor=actor, at=at)


def _reject(issue: Issue, note: str, actor: User, at: datetime) -> None:
    answer(issue, is_solved=False, note=note, actor=actor, at=at)


def _close_unconfirmed(issue: Issue, note: str, actor: User, at: datetime) -> None:
    if is_confirmed(issue) is not None:
        raise BusinessError("提出人已经答复，请按其答复办理。", code="confirmations.answered")
    request = standing_request(issue)
    asked_on = None if request is None else timezone.localdate(request.recorded_at)
    confirmations.require_silence(asked_on, timezone.localdate(at), work_calendar())
    append_to_issue_log(issue, IssueAct.CLOSE_UNCONFIRMED, actor=actor, at=at, note=note)


_SPECIAL: Final[dict[str, Callable[[Issue, str, User, datetime], None]]] = {
    IssueAct.CONFIRM.value: _confirm,
    IssueAct.REJECT.value: _reject,
    IssueAct.CLOSE_UNCONFIRMED.value: _close_unconfirmed,
}
