"""Problems: what kind, how grave, and by which steps they are solved (domain/03 Issue, domain/07 §4.10)."""

from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.supervision.rules.rights import Permission

SOLVE_WORKDAYS: Final = 3
"""A problem that its unit has not solved in 3 working days becomes the draft of an order (domain/07 §4.10)."""


class IssueCategory(TextChoices):
    """What a problem is about; the first seven are needs of factors, which G06 counts."""

    LAND = "LAND", "用地"
    POWER = "POWER", "用电"
    WATER = "WATER", "供排水"
    GAS = "GAS", "用气用热"
    LABOUR = "LABOUR", "用工"
    FINANCE = "FINANCE", "融资"
    ENVIRONMENT = "ENVIRONMENT", "环评与能耗指标"
    APPROVAL = "APPROVAL", "审批手续"
    DEMOLITION = "DEMOLITION", "征迁与外部条件"
    PROMISE = "PROMISE", "承诺兑现"
    PROGRESS = "PROGRESS", "推进迟缓"
    CLIMATE = "CLIMATE", "营商环境"
    OTHER = "OTHER", "其他"


FACTORS: Final = frozenset(
    {
        IssueCategory.LAND,
        IssueCategory.POWER,
        IssueCategory.WATER,
        IssueCategory.GAS,
        IssueCategory.LABOUR,
        IssueCategory.FINANCE,
        IssueCategory.ENVIRONMENT,
    }
)
"""Categories of G06 (要素问题解决率)."""


class IssueLevel(TextChoices):
    """How grave a problem is."""

    ORDINARY = "ORDINARY", "一般"
    SERIOUS = "SERIOUS", "较大"
    GRAVE = "GRAVE", "重大"


class IssueState(TextChoices):
    """Where a problem stands."""

    RAISED = "RAISED", "待接办"
    TAKEN = "TAKEN", "办理中"
    SOLVED = "SOLVED", "待确认"
    ORDERED = "ORDERED", "已转三单"
    CLOSED = "CLOSED", "已销号"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class IssueAct(TextChoices):
    """Steps of a problem."""

    RAISE = "raise", "提出"
    TAKE = "take", "接办"
    SOLVE = "solve", "报办结"
    REJECT = "reject", "未解决，退回"
    ORDER = "order", "转三单"
    RELEASE = "release", "三单撤销，退回单位"
    CONFIRM = "confirm", "确认解决"
    CLOSE_UNCONFIRMED = "close_unconfirmed", "未获确认销号"
    SETTLE = "settle", "随三单销号"
    SETTLE_UNCONFIRMED = "settle_silent", "随三单销号（未确认）"
    WITHDRAW = "withdraw", "撤回"


_OPEN: Final = (IssueState.RAISED.value, IssueState.TAKEN.value, IssueState.SOLVED.value)
_UNSOLVED: Final = (IssueState.RAISED.value, IssueState.TAKEN.value)
STEPS: Final = StepTable(
    (
        Step(IssueAct.TAKE, "接办", (IssueState.RAISED.value,), IssueState.TAKEN, Permission.ANSWER),
        Step(IssueAct.SOLVE, "报办结", _UNSOLVED, IssueState.SOLVED, Permission.ANSWER),
        Step(IssueAct.CONFIRM, "确认解决", (IssueState.SOLVED.value,), IssueState.CLOSED, Permission.RAISE),
        Step(IssueAct.REJECT, "未解决，退回", (IssueState.SOLVED.value,), IssueState.TAKEN, Permission.RAISE),
        Step(
            IssueAct.CLOSE_UNCONFIRMED,
            "未获确认销号",
            (IssueState.SOLVED.value,),
            IssueState.CLOSED,
            Permission.CHECK,
        ),
        Step(IssueAct.ORDER, "转三单", _OPEN, IssueState.ORDERED, Permission.ISSUE_ASSIGN),
        Step(
            IssueAct.RELEASE,
            "三单撤销，退回单位",
            (IssueState.ORDERED.value,),
            IssueState.TAKEN,
            Permission.ISSUE_ASSIGN,
        ),
        Step(IssueAct.SETTLE, "随三单销号", (IssueState.ORDERED.value,), IssueState.CLOSED, Permission.CHECK),
        Step(
            IssueAct.SETTLE_UNCONFIRMED,
            "随三单销号（未确认）",
            (IssueState.ORDERED.value,),
            IssueState.CLOSED,
            Permission.CHECK,
        ),
        Step(IssueAct.WITHDRAW, "撤回", _UNSOLVED, IssueState.WITHDRAWN, Permission.RAISE),
    )
)
FOLLOWING: Final = frozenset(
    {IssueAct.ORDER.value, IssueAct.RELEASE.value, IssueAct.SETTLE.value, IssueAct.SETTLE_UNCONFIRMED.value}
)
"""Steps that follow from what happens to an order of the problem; nobody takes them by a button."""
SILENT: Final = frozenset({IssueAct.CLOSE_UNCONFIRMED.value, IssueAct.SETTLE_UNCONFIRMED.value})
"""Steps that end a problem without the word of the one who raised it."""
BY_RAISER: Final = frozenset({IssueAct.CONFIRM.value, IssueAct.REJECT.value, IssueAct.WITHDRAW.value})
"""Steps of the one who raised the problem, and of nobody else."""
WITH_REASON: Final = frozenset(
    {IssueAct.SOLVE.value, IssueAct.REJECT.value, IssueAct.CLOSE_UNCONFIRMED.value, IssueAct.WITHDRAW.value}
)


def require_text(title: str, text: str) -> None:
    """Refuse a problem without a title or without a text."""
    if not title.strip() or not text.strip():
        raise BusinessError("请写明问题的标题和具体情况。", code="issues.words")


def replay(acts: list[str]) -> str:
    """The state after the steps, in the order in which they were taken."""
    state = IssueState.RAISED.value
    known = {step.code: step.target for step in STEPS}
    for act in acts:
        state = str(known.get(act, state))
    return state


def require_other_solver(raised_by: int, solver: int) -> None:
    """Who raised a problem does not report it as solved: the two words are two persons' (domain/10 hard rule 1)."""
    if raised_by == solver:
        raise BusinessError(
            "自己提出的问题不能由自己报办结，请由责任单位其他人员办理；不再需要办理的请撤回。",
            code="issues.same_person",
        )
