"""The word of the one who raised a matter: asked of a person inside by a button, of a company by a link without account."""

from datetime import datetime

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision.models import ConfirmationAnswer, ConfirmationRequest, Issue
from luodi.domains.supervision.rules.confirmations import expires_at, new_token, require_other_asker, token_hash
from luodi.domains.supervision.rules.issues import IssueAct, IssueState
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.rules.stepping import require_words
from luodi.domains.supervision.selectors.buttons import may_answer, may_ask
from luodi.domains.supervision.selectors.links import request_by_token
from luodi.domains.supervision.selectors.people import people_of
from luodi.domains.supervision.selectors.record import solver_of, standing_request
from luodi.domains.supervision.services.recording import append_to_issue_log, locked_issue
from luodi.domains.supervision.services.telling import issue_link

_NOTE_LENGTH = 500


@transaction.atomic
def ask_raiser(issue: Issue, *, actor: User, at: datetime) -> str:
    """A new question to the raiser of a solved matter; an earlier link dies with it.

    Returns the word of a company's link, shown once, else "". Errors: NotPermitted, BusinessError
    `confirmations.answered`, `confirmations.same_person`.
    """
    locked = locked_issue(issue)
    if not may_ask(locked, actor):
        raise NotPermitted("这一步由问题的登记人或核查人员在单位报办结后办理。", code="confirmations.not_permitted")
    if locked.company:
        require_other_asker(solver_of(locked), actor.pk)
    standing = standing_request(locked)
    if standing is not None and getattr(standing, "answer", None) is not None:
        raise BusinessError("提出人已经答复，请按其答复办理。", code="confirmations.answered")
    token = new_token() if locked.company else ""
    request = ConfirmationRequest.objects.create(
        issue=locked,
        token_hash=token_hash(token) if token else None,
        expires_at=expires_at(at),
        recorded_by=actor,
        recorded_at=at,
    )
    entry = audit.Act("supervision.confirmation_asked", request, label=str(locked), unit_code=locked.unit.code)
    audit.record(entry, actor=actor, at=at)
    if not token:
        notices.tell(
            [locked.raised_by],
            code="supervision.confirmation_wanted",
            title=f"请确认是否解决：{locked.number} {locked.title}",
            link=issue_link(locked),
            at=at,
        )
    return token


@transaction.atomic
def answer(issue: Issue, *, is_solved: bool, note: str, actor: User, at: datetime) -> ConfirmationAnswer:
    """The word of the person inside who raised the problem. A “no” needs its words.

    Errors: NotPermitted, BusinessError `confirmations.not_asked`, `confirmations.answered`, `supervision.reason`.
    """
    locked = locked_issue(issue)
    if not may_answer(locked, actor):
        raise NotPermitted("只有提出人本人可以确认是否解决。", code="confirmations.not_raiser")
    request = standing_request(locked)
    if request is None:
        raise BusinessError("核查人员还没有请您确认。", code="confirmations.not_asked")
    made = _answer(request, locked, is_solved, note, actor, at)
    audit.record(_entry(made, locked), actor=actor, at=at)
    return made


@transaction.atomic
def answer_by_link(token: str, *, is_solved: bool, note: str, at: datetime) -> ConfirmationAnswer:
    """A company's one answer through its link, without account.

    Errors: NotVisible (wrong, expired, replaced), BusinessError `confirmations.answered`, `supervision.reason`.
    """
    found = request_by_token(token, at=at)
    issue = locked_issue(found.issue)
    request = request_by_token(token, at=at)
    made = _answer(request, issue, is_solved, note, None, at)
    audit.record(_entry(made, issue), actor=None, at=at)
    return made


def _entry(made: ConfirmationAnswer, issue: Issue) -> audit.Act:
    changes = {"is_solved": ("", made.is_solved)}
    return audit.Act(
        "supervision.confirmation_answered", made, label=str(issue), unit_code=issue.unit.code, changes=changes
    )


def _answer(
    request: ConfirmationRequest, issue: Issue, is_solved: bool, note: str, actor: User | None, at: datetime
) -> ConfirmationAnswer:
    if ConfirmationAnswer.objects.filter(request=request).exists():
        raise BusinessError(
            "您已经答复过，每个链接只能答复一次。如情况有变，请与工作人员联系。", code="confirmations.answered"
        )
    if not is_solved:
        require_words("未解决", note)
    made = ConfirmationAnswer.objects.create(
        request=request,
        is_solved=is_solved,
        note=fitted(note.strip(), _NOTE_LENGTH, "说明"),
        answered_at=at,
        answered_by=actor,
    )
    if issue.state == IssueState.SOLVED:
        act = IssueAct.CONFIRM if is_solved else IssueAct.REJECT
        words = note.strip() or ("企业通过链接确认" if actor is None else "")
        append_to_issue_log(issue, act, actor=actor or operator(), at=at, note=words)
    _tell_answer(issue, is_solved, at)
    return made


def _tell_answer(issue: Issue, is_solved: bool, at: datetime) -> None:
    word = "已解决" if is_solved else "未解决"
    notices.tell(
        [*people_of(issue.unit, Permission.ANSWER), *people_of(issue.unit, Permission.CHECK)],
        code="supervision.confirmation_given",
        title=f"提出人答复“{word}”：{issue.number} {issue.title}",
        link=issue_link(issue),
        at=at,
    )
