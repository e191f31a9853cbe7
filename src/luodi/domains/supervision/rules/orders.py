"""The three orders 三单: kinds, states, one step table each, remarks, and the replay of their steps (domain/07 §4.10).

Every step is a fact; what an order shows is the replay of its steps, kept as a cache that `luodi verify` compares.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import Step, StepTable, unknown_step
from luodi.domains.supervision.rules.rights import Permission


class OrderKind(TextChoices):
    """交办单 → 督办单 → 问责建议单."""

    ASSIGN = "ASSIGN", "交办单"
    SUPERVISE = "SUPERVISE", "督办单"
    ACCOUNT = "ACCOUNT", "问责建议单"


class OrderState(TextChoices):
    """Where an order stands."""

    DRAFT = "DRAFT", "草稿"
    ISSUED = "ISSUED", "已下达"
    SIGNED = "SIGNED", "已签收"
    HANDLING = "HANDLING", "办理中"
    CHECKING = "CHECKING", "待核查"
    RETURNED = "RETURNED", "退回重办"
    CLOSED = "CLOSED", "已销号"
    ESCALATED = "ESCALATED", "已升级"
    REVOKED = "REVOKED", "已撤销"


class OrderAct(TextChoices):
    """What may stand in an order's record: steps, remarks that leave the state, and what the clock says."""

    DRAFT = "draft", "起草"
    ISSUE = "issue", "下达"
    DISCARD = "discard", "作废草稿"
    SIGN = "sign", "签收"
    PLAN = "plan", "反馈办理方案"
    FINISH = "finish", "报请核查"
    RETURN = "return", "退回重办"
    CLOSE = "close", "销号"
    CLOSE_UNCONFIRMED = "close_unconfirmed", "销号（未确认）"
    ESCALATE = "escalate", "升级"
    REVOKE = "revoke", "撤销"
    REPLY = "reply", "反馈进展"
    ASSIST = "assist", "协办反馈"
    MILESTONE = "milestone", "完成节点"
    ASK_EXTENSION = "ask_extension", "申请延期"
    EXTEND = "extend", "同意延期"
    REFUSE_EXTENSION = "refuse_extension", "不同意延期"
    ASK_CONFIRMATION = "ask_confirmation", "请求确认"
    REMIND = "remind", "到期提醒"
    URGE = "urge", "催办"
    BASIS_STANDS = "basis_stands", "核对依据"
    BASIS_GONE = "basis_gone", "依据消失"


class Source(TextChoices):
    """What calls for an order."""

    ISSUE = "ISSUE", "问题"
    MEETING = "MEETING", "会议议定"
    INSPECTION = "INSPECTION", "督查发现"
    ORDER = "ORDER", "前一单逾期或屡退"
    LEADER = "LEADER", "领导批示"
    COLOUR = "COLOUR", "橙色、红色预警"
    UNSTARTED = "UNSTARTED", "签约未开工清单"
    RANKING = "RANKING", "连续考核靠后"
    OTHER = "OTHER", "其他"


ISSUE_RIGHT: Final = {
    OrderKind.ASSIGN.value: Permission.ISSUE_ASSIGN,
    OrderKind.SUPERVISE.value: Permission.ISSUE_SUPERVISE,
    OrderKind.ACCOUNT.value: Permission.ISSUE_ACCOUNT,
}
NEXT_KIND: Final = {
    OrderKind.ASSIGN.value: OrderKind.SUPERVISE.value,
    OrderKind.SUPERVISE.value: OrderKind.ACCOUNT.value,
}
COLOUR: Final = {OrderKind.ASSIGN.value: "蓝", OrderKind.SUPERVISE.value: "橙", OrderKind.ACCOUNT.value: "红"}

_DRAFT, _ISSUED, _SIGNED = OrderState.DRAFT.value, OrderState.ISSUED.value, OrderState.SIGNED.value
_HANDLING, _CHECKING, _RETURNED = OrderState.HANDLING.value, OrderState.CHECKING.value, OrderState.RETURNED.value
WITH_UNIT: Final = (_ISSUED, _SIGNED, _HANDLING, _RETURNED)
"""States in which the lead unit is waited for."""
OPEN: Final = (*WITH_UNIT, _CHECKING)
"""States of an order that is on its way."""
_AT_WORK: Final = (_SIGNED, _HANDLING, _RETURNED)


def _table(kind: str, *closing: Step) -> StepTable:
    right = ISSUE_RIGHT[kind]
    rising = NEXT_KIND.get(kind)
    plan = "提交书面说明" if kind == OrderKind.ACCOUNT else "反馈办理方案"
    escalate = (
        (Step(OrderAct.ESCALATE, "升级", OPEN, OrderState.ESCALATED, ISSUE_RIGHT[rising]),)
        if rising is not None
        else ()
    )
    return StepTable(
        (
            Step(OrderAct.ISSUE, "下达", (_DRAFT,), _ISSUED, right),
            Step(OrderAct.DISCARD, "作废草稿", (_DRAFT,), OrderState.REVOKED, Permission.DRAFT),
            Step(OrderAct.SIGN, "签收", (_ISSUED,), _SIGNED, Permission.ANSWER),
            Step(OrderAct.PLAN, plan, (_SIGNED,), _HANDLING, Permission.ANSWER),
            Step(OrderAct.FINISH, "报请核查", (_HANDLING, _RETURNED), _CHECKING, Permission.FINISH),
            *closing,
            *escalate,
            Step(OrderAct.REVOKE, "撤销", OPEN, OrderState.REVOKED, right),
        )
    )


def _checked(kind: str) -> StepTable:
    return _table(
        kind,
        Step(OrderAct.CLOSE, "销号", (_CHECKING,), OrderState.CLOSED, Permission.CHECK),
        Step(OrderAct.CLOSE_UNCONFIRMED, "销号（未确认）", (_CHECKING,), OrderState.CLOSED, Permission.CHECK),
        Step(OrderAct.RETURN, "退回重办", (_CHECKING,), _RETURNED, Permission.CHECK),
    )


STEPS: Final = {
    OrderKind.ASSIGN.value: _checked(OrderKind.ASSIGN.value),
    OrderKind.SUPERVISE.value: _checked(OrderKind.SUPERVISE.value),
    OrderKind.ACCOUNT.value: _table(
        OrderKind.ACCOUNT.value,
        Step(OrderAct.CLOSE, "作出处理决定", (_HANDLING, _CHECKING), OrderState.CLOSED, Permission.ISSUE_ACCOUNT),
        Step(OrderAct.RETURN, "退回重办", (_CHECKING,), _RETURNED, Permission.ISSUE_ACCOUNT),
    ),
}
"""One table per kind: buttons, permissions, verbs and tests read it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What may be added to an order without moving it: label, in which states, by whom."""

    code: str
    label: str
    sources: tuple[str, ...]
    permission: str


_REPLIES: Final = (
    Remark(OrderAct.REPLY, "反馈进展", _AT_WORK, Permission.ANSWER),
    Remark(OrderAct.ASSIST, "协办反馈", (*WITH_UNIT,), Permission.ANSWER),
    Remark(OrderAct.MILESTONE, "完成节点", _AT_WORK, Permission.ANSWER),
)
_ASKING: Final = Remark(OrderAct.ASK_EXTENSION, "申请延期", _AT_WORK, Permission.FINISH)
_URGING: Final = Remark(OrderAct.URGE, "催办", WITH_UNIT, Permission.CHECK)
_CONFIRMING: Final = Remark(OrderAct.ASK_CONFIRMATION, "核查通过，请提出人确认", (_CHECKING,), Permission.CHECK)


def _granting(right: str) -> tuple[Remark, Remark]:
    return (
        Remark(OrderAct.EXTEND, "同意延期", _AT_WORK, right),
        Remark(OrderAct.REFUSE_EXTENSION, "不同意延期", _AT_WORK, right),
    )


REMARKS: Final = {
    OrderKind.ASSIGN.value: (*_REPLIES, _ASKING, *_granting(Permission.CHECK), _URGING, _CONFIRMING),
    OrderKind.SUPERVISE.value: (*_REPLIES, _ASKING, *_granting(Permission.APPROVE_EXTENSION), _URGING, _CONFIRMING),
    OrderKind.ACCOUNT.value: (*_REPLIES, _URGING),
}
BY_UNIT: Final = frozenset(
    {
        OrderAct.SIGN.value,
        OrderAct.PLAN.value,
        OrderAct.FINISH.value,
        OrderAct.REPLY.value,
        OrderAct.MILESTONE.value,
        OrderAct.ASK_EXTENSION.value,
    }
)
"""Acts of the lead unit; ASSIST is of assisting units; all others of the issuing side."""
WITHOUT_WORDS: Final = frozenset(
    {OrderAct.ISSUE.value, OrderAct.SIGN.value, OrderAct.EXTEND.value, OrderAct.URGE.value}
)
FOLLOWING: Final = frozenset({OrderAct.ESCALATE.value})
"""A step that follows from the issue of the next order; nobody takes it by a button."""


def remark_of(kind: str, act: str, state: str) -> Remark:
    """The remark, if the state allows it; BusinessError `workflow.unknown`, `workflow.not_allowed`."""
    found = next((one for one in REMARKS[kind] if one.code == act), None)
    if found is None:
        raise unknown_step()
    if state not in found.sources:
        raise BusinessError(
            f"本单现在是“{OrderState(state).label}”，不能“{found.label}”。请刷新页面查看最新状态。",
            code="workflow.not_allowed",
        )
    return found


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step as the replay reads it: act, local day, and the days and number it carries.

    `due_on` of FINISH is the day by which it is to be checked, of ISSUE, ASK_EXTENSION and EXTEND the day of finishing.
    """

    act: str
    on: date
    number: str = ""
    sign_due_on: date | None = None
    plan_due_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderLife:
    """What an order's steps amount to; each field is a cached column of the same name."""

    state: str = _DRAFT
    number: str = ""
    issued_on: date | None = None
    sign_due_on: date | None = None
    plan_due_on: date | None = None
    original_due_on: date | None = None
    due_on: date | None = None
    check_due_on: date | None = None
    signed_on: date | None = None
    planned_on: date | None = None
    reported_on: date | None = None
    ended_on: date | None = None
    returns: int = 0
    wanted_due_on: date | None = None
    is_extension_used: bool = False
    is_unconfirmed: bool = False
    is_basis_gone: bool = False


def _issued(life: OrderLife, step: StepFact) -> OrderLife:
    return replace(
        life,
        number=step.number,
        issued_on=step.on,
        sign_due_on=step.sign_due_on,
        plan_due_on=step.plan_due_on,
        original_due_on=step.due_on,
        due_on=step.due_on,
    )


_EFFECTS: Final[dict[str, Callable[[OrderLife, StepFact], OrderLife]]] = {
    OrderAct.ISSUE.value: _issued,
    OrderAct.SIGN.value: lambda life, step: replace(life, signed_on=step.on),
    OrderAct.PLAN.value: lambda life, step: replace(life, planned_on=step.on),
    OrderAct.FINISH.value: lambda life, step: replace(life, reported_on=step.on, check_due_on=step.due_on),
    OrderAct.RETURN.value: lambda life, step: replace(life, returns=life.returns + 1, check_due_on=None),
    OrderAct.CLOSE.value: lambda life, step: replace(life, ended_on=step.on),
    OrderAct.CLOSE_UNCONFIRMED.value: lambda life, step: replace(life, ended_on=step.on, is_unconfirmed=True),
    OrderAct.ESCALATE.value: lambda life, step: replace(life, ended_on=step.on),
    OrderAct.REVOKE.value: lambda life, step: replace(life, ended_on=step.on),
    OrderAct.DISCARD.value: lambda life, step: replace(life, ended_on=step.on),
    OrderAct.ASK_EXTENSION.value: lambda life, step: replace(life, wanted_due_on=step.due_on, is_extension_used=True),
    OrderAct.EXTEND.value: lambda life, step: replace(life, due_on=step.due_on, wanted_due_on=None),
    OrderAct.REFUSE_EXTENSION.value: lambda life, step: replace(life, wanted_due_on=None),
    OrderAct.BASIS_STANDS.value: lambda life, step: replace(life, is_basis_gone=False),
    OrderAct.BASIS_GONE.value: lambda life, step: replace(life, is_basis_gone=True),
}


def replay(kind: str, steps: Iterable[StepFact]) -> OrderLife:
    """The life of an order out of its steps, in the order in which they were taken."""
    targets = {step.code: str(step.target) for step in STEPS[kind]}
    life = OrderLife()
    for step in steps:
        if step.act in targets:
            life = replace(life, state=targets[step.act])
        effect = _EFFECTS.get(step.act)
        life = life if effect is None else effect(life, step)
    return life


@dataclass(frozen=True, slots=True)
class Waiting:
    """For whom an order waits (`unit`, `issuer`), for what, and until when."""

    party: str
    what: str
    due_on: date | None


_WAITING: Final = {
    _DRAFT: ("issuer", "下达或作废", ""),
    _ISSUED: ("unit", "签收", "sign_due_on"),
    _SIGNED: ("unit", "反馈办理方案", "plan_due_on"),
    _HANDLING: ("unit", "办结报核查", "due_on"),
    _RETURNED: ("unit", "重办后报核查", "due_on"),
    _CHECKING: ("issuer", "核查销号", "check_due_on"),
}


def waiting_for(state: str, days: object) -> Waiting | None:
    """Who has the next step and until when; None when the order has ended. `days` holds the due days by name."""
    found = _WAITING.get(state)
    if found is None:
        return None
    party, what, name = found
    return Waiting(party, what, getattr(days, name) if name else None)


class Ended(Protocol):
    """What is asked of an order's life, or of the cached columns that repeat it."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def due_on(self) -> date | None:
        """By when it was due."""

    @property
    def reported_on(self) -> date | None:
        """When it was last reported."""

    @property
    def ended_on(self) -> date | None:
        """When it ended."""


def is_in_time(life: Ended) -> bool:
    """G07: closed, and the report that was accepted came on or before the due day (the check is not the unit's time)."""
    if life.state != OrderState.CLOSED or life.due_on is None:
        return False
    done = life.reported_on or life.ended_on
    return done is not None and done <= life.due_on


def require_other_person(reported_by: int | None, checker: int) -> None:
    """Refuse a check by the person who reported (domain/10 hard rule 1)."""
    if reported_by == checker:
        raise BusinessError("报请核查的人不能核查自己办理的事项，请由其他有权人员核查。", code="orders.same_person")


def require_decision(kind: str, paper_no: str) -> None:
    """A decision on an accountability order names its paper."""
    if kind == OrderKind.ACCOUNT and not paper_no.strip():
        raise BusinessError("请填写处理决定的文号，并选择结果是否公开。", code="orders.decision_no")


def require_on_site(kind: str, on_site: str) -> None:
    """A supervised matter is closed after a look on the spot."""
    if kind == OrderKind.SUPERVISE and not on_site.strip():
        raise BusinessError("督办单销号前须现场核查，请写明现场核查的时间、地点和情况。", code="orders.on_site")
