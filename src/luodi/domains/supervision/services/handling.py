"""The life of an order after it is issued: every step and remark by one verb that reads the step table."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.text import shortened
from luodi.base.core.workflow import unknown_step
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, work_calendar
from luodi.domains.supervision.models import Order, OrderEvidence
from luodi.domains.supervision.rules.confirmations import require_silence
from luodi.domains.supervision.rules.deadlines import CHECK_WORKDAYS, require_extension
from luodi.domains.supervision.rules.issues import IssueAct, IssueState
from luodi.domains.supervision.rules.orders import (
    BY_UNIT,
    FOLLOWING,
    REMARKS,
    STEPS,
    WITHOUT_WORDS,
    OrderAct,
    OrderKind,
    remark_of,
    require_decision,
    require_on_site,
    require_other_person,
)
from luodi.domains.supervision.rules.stepping import require_words
from luodi.domains.supervision.selectors.buttons import may_speak
from luodi.domains.supervision.selectors.record import is_confirmed, reporter_of, standing_request
from luodi.domains.supervision.selectors.visibility import assisting_unit
from luodi.domains.supervision.services.confirming import ask_raiser
from luodi.domains.supervision.services.recording import (
    Said,
    append_to_issue_log,
    append_to_log,
    locked_issue,
    locked_order,
)
from luodi.domains.supervision.services.telling import tell_step
from luodi.domains.supervision.services.urging import urge_unit

_OWN_VERBS: Final = frozenset({OrderAct.ISSUE.value, *FOLLOWING})
_EXTENDING: Final = frozenset({OrderAct.EXTEND.value, OrderAct.REFUSE_EXTENSION.value})


@transaction.atomic
def take_step(order: Order, act: str, *, actor: User, at: datetime, said: Said | None = None) -> Order:
    """Sign, plan, report, return, close or revoke an order; the state must allow it.

    Errors: NotPermitted, NotVisible, BusinessError `workflow.unknown`, `workflow.not_allowed`, `supervision.reason`,
    `orders.evidence`, `orders.same_person`, `orders.unconfirmed`, `orders.on_site`, `orders.decision_no`,
    `confirmations.*`.
    """
    words = said or Said()
    table = STEPS[order.kind]
    table.require_known(act)
    if act in _OWN_VERBS:
        raise unknown_step()
    locked = _locked_for(order, act, table[act].permission, actor)
    step = table.require(act, locked.state)
    if act not in WITHOUT_WORDS:
        require_words(step.label, words.note)
    check = _CHECKS.get(act)
    if check is not None:
        check(locked, words, actor, timezone.localdate(at))
    append_to_log(locked, act, _completed(locked, act, words, actor, at), actor=actor, at=at)
    _settle_issue(locked, act, words, actor, at)
    tell_step(locked, act, by=actor, at=at)
    return locked


@transaction.atomic
def add_remark(order: Order, act: str, *, actor: User, at: datetime, said: Said | None = None) -> Order:
    """Add what leaves the state: progress, an assisting unit's reply, a milestone, an extension asked or granted, urging.

    Errors: NotPermitted, NotVisible, BusinessError `workflow.*`, `supervision.reason`, `orders.extended`,
    `orders.late_request`, `orders.extension_length`, `orders.no_request`, `orders.milestone`.
    """
    words = said or Said()
    remark = next((one for one in REMARKS[order.kind] if one.code == act), None)
    if remark is None or act == OrderAct.ASK_CONFIRMATION:
        raise unknown_step()
    locked = _locked_for(order, act, remark.permission, actor)
    remark_of(locked.kind, act, locked.state)
    if act not in WITHOUT_WORDS:
        require_words(remark.label, words.note)
    if act == OrderAct.URGE:
        urge_unit(locked, Said(note=words.note), actor=actor, at=at)
    else:
        _require_fitting(locked, act, words, timezone.localdate(at))
        append_to_log(locked, act, _completed(locked, act, words, actor, at), actor=actor, at=at)
        tell_step(locked, act, by=actor, at=at)
    return locked


@transaction.atomic
def ask_confirmation(order: Order, *, actor: User, at: datetime, note: str = "") -> str:
    """The check is passed: ask the raiser of the matter. Returns the word of a company's link, shown once; else ""."""
    right = next((one for one in REMARKS[order.kind] if one.code == OrderAct.ASK_CONFIRMATION), None)
    if right is None:
        raise unknown_step()
    locked = _locked_for(order, right.code, right.permission, actor)
    remark_of(locked.kind, right.code, locked.state)
    if locked.issue is None:
        raise BusinessError("本单不是由问题提出的，无须确认，核查通过后可直接销号。", code="confirmations.no_issue")
    require_other_person(reporter_of(locked), actor.pk)
    require_words(right.label, note)
    append_to_log(locked, right.code, Said(note=note), actor=actor, at=at)
    return ask_raiser(locked.issue, actor=actor, at=at)


def _locked_for(order: Order, act: str, permission: str, actor: User) -> Order:
    require(actor, permission)
    locked = locked_order(order)
    if not may_speak(locked, act, permission, actor):
        raise NotVisible("没有找到该单，或不由您的单位办理这一步。", code="orders.not_visible")
    return locked


def _completed(order: Order, act: str, said: Said, actor: User, at: datetime) -> Said:
    """The words with what the step itself lays down: the unit that speaks, the day by which a report is checked."""
    given = dict(said.__dict__)
    given["unit"] = _speaking_unit(order, act, actor)
    if act == OrderAct.FINISH:
        given["due_on"] = work_calendar().add_workdays(timezone.localdate(at), CHECK_WORKDAYS)
    elif act == OrderAct.EXTEND:
        given["due_on"] = order.wanted_due_on
    elif act != OrderAct.ASK_EXTENSION:
        given["due_on"] = None
    return Said(**given)


def _speaking_unit(order: Order, act: str, actor: User) -> Unit:
    if act == OrderAct.ASSIST:
        return assisting_unit(order, actor) or order.unit
    return order.unit if act in BY_UNIT else order.issuer


def _require_fitting(order: Order, act: str, said: Said, today: date) -> None:
    if act == OrderAct.ASK_EXTENSION:
        _require_request(order, said, today)
    elif act in _EXTENDING and order.wanted_due_on is None:
        raise BusinessError("没有等待批准的延期申请。请刷新页面查看。", code="orders.no_request")
    elif act == OrderAct.MILESTONE and (said.milestone is None or said.milestone.order_id != order.pk):
        raise BusinessError("请选择完成了哪个办理节点。", code="orders.milestone")


def _require_request(order: Order, said: Said, today: date) -> None:
    if said.due_on is None or order.issued_on is None or order.due_on is None:
        raise BusinessError("请填写申请延期到哪一天。", code="orders.extension_length")
    require_extension(
        asked_on=today,
        issued_on=order.issued_on,
        due_on=order.due_on,
        wanted=said.due_on,
        is_used=order.is_extension_used,
        calendar=work_calendar(),
    )


def _check_report(order: Order, said: Said, _actor: User, _today: date) -> None:
    if order.kind == OrderKind.ACCOUNT or said.evidence:
        return
    if not OrderEvidence.objects.filter(step__order=order).exists():
        raise BusinessError("报请核查须附办理结果的佐证材料（文件、照片等）。请上传后再报。", code="orders.evidence")


def _check_closing(order: Order, said: Said, actor: User, _today: date) -> None:
    require_other_person(reporter_of(order), actor.pk)
    require_on_site(order.kind, said.on_site)
    require_decision(order.kind, said.paper_no)
    issue = order.issue
    if issue is None or order.kind == OrderKind.ACCOUNT or (issue.raised_by_id == actor.pk and not issue.company):
        return
    answer = is_confirmed(issue)
    if answer is False:
        raise BusinessError("提出人答复“未解决”，不能销号。请退回重办。", code="orders.unconfirmed")
    if answer is None:
        raise BusinessError(
            "还没有提出人的确认，不能销号。请先请提出人确认；久未答复的，可写明理由按“未确认”销号。",
            code="orders.unconfirmed",
        )


def _check_silent_closing(order: Order, said: Said, actor: User, today: date) -> None:
    require_other_person(reporter_of(order), actor.pk)
    require_on_site(order.kind, said.on_site)
    if order.issue is None:
        raise BusinessError("本单无须提出人确认，核查通过后请直接销号。", code="confirmations.no_issue")
    if is_confirmed(order.issue) is not None:
        raise BusinessError("提出人已经答复，请按其答复销号或退回重办。", code="confirmations.answered")
    request = standing_request(order.issue)
    asked_on = None if request is None else timezone.localdate(request.recorded_at)
    require_silence(asked_on, today, work_calendar())


def _check_return(order: Order, _said: Said, actor: User, _today: date) -> None:
    require_other_person(reporter_of(order), actor.pk)


_CHECKS: Final[dict[str, Callable[[Order, Said, User, date], None]]] = {
    OrderAct.FINISH.value: _check_report,
    OrderAct.CLOSE.value: _check_closing,
    OrderAct.CLOSE_UNCONFIRMED.value: _check_silent_closing,
    OrderAct.RETURN.value: _check_return,
}
_ISSUE_FOLLOWS: Final = {
    OrderAct.CLOSE.value: IssueAct.SETTLE,
    OrderAct.CLOSE_UNCONFIRMED.value: IssueAct.SETTLE_UNCONFIRMED,
    OrderAct.REVOKE.value: IssueAct.RELEASE,
}


def _settle_issue(order: Order, act: str, said: Said, actor: User, at: datetime) -> None:
    """The problem behind the order ends with it, or goes back to its unit when the order is revoked."""
    follows = _ISSUE_FOLLOWS.get(act)
    if follows is None or order.issue is None:
        return
    issue = locked_issue(order.issue)
    if issue.state == IssueState.ORDERED:
        append_to_issue_log(issue, follows, actor=actor, at=at, note=shortened(f"{order.number}：{said.note}", 1000))
