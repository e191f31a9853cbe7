"""What a side event must tell, who approves it, and what taking it back means (domain/04 §4.3, side statuses)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import add_months
from luodi.domains.projects.rules.events import ENDED, Event


class SideReason(TextChoices):
    """Why construction stands still."""

    MARKET = "MARKET", "市场"
    FUNDS = "FUNDS", "资金"
    FACTORS = "FACTORS", "要素"
    POLICY = "POLICY", "政策"
    DISPUTE = "DISPUTE", "纠纷"


class ApprovalRole(TextChoices):
    """In which capacity a side event is approved, beside its recognition."""

    ISSUER = "ISSUER", "任务下达单位"
    LEADER = "LEADER", "分管领导"


SINGLE: Final = (Event.HOLD, Event.SUSPEND, Event.TERMINATE, Event.RETURN, Event.LOSE)
"""Side events of one project alone; the others join two projects or two units and have verbs of their own."""

PAIRED: Final = (Event.REPLACE, Event.TRANSFER, Event.MERGE)

REQUIRED: Final[Mapping[Event, tuple[tuple[str, str], ...]]] = {
    Event.HOLD: (("expected_on", "预计恢复日期"), ("approver", "批准人（分管领导）")),
    Event.SUSPEND: (("category", "停建原因类别"),),
    Event.TERMINATE: (("disposal_of_land", "土地处置"), ("disposal_of_money", "已付资金处置")),
    Event.RETURN: (("approval_no", "上级文件文号"),),
    Event.LOSE: (("competitor_place", "流失去向"), ("lessons", "原因教训")),
    Event.TRANSFER: (("approval_no", "流转单号"),),
    Event.REPLACE: (("approver", "批准单位（下达任务的单位）"), ("approval_no", "批复文号")),
    Event.MERGE: (("approval_no", "重复项目认定文件"),),
}
"""Per side event the details that must be given, with their labels."""

_PROVED: Final = frozenset({Event.SUSPEND, Event.TERMINATE, Event.RETURN, Event.REPLACE, Event.TRANSFER, Event.MERGE})


def require_details(event: str, given: Mapping[str, object], *, has_evidence: bool) -> None:
    """Refuse a side event that leaves out a required detail, or that neither a document nor its number supports."""
    kind = Event(event)
    missing = [label for name, label in REQUIRED[kind] if given.get(name) in {None, ""}]
    if missing:
        raise BusinessError(f"办理“{kind.label}”请填写{'、'.join(missing)}。", code="sides.missing")
    if kind in _PROVED and not has_evidence and not given.get("approval_no"):
        raise BusinessError(f"办理“{kind.label}”请上传佐证材料或填写文号。", code="sides.evidence")


def require_hold_span(begins: date, expected_on: date, months: int) -> None:
    """Refuse a hold that is to end before it begins, or after so many months (default 6)."""
    latest = add_months(begins, months)
    if not begins < expected_on <= latest:
        raise BusinessError(
            f"搁置最长 {months} 个月，预计恢复日期应在 {begins} 之后、{latest} 及以前。到期仍不能恢复的，请办理流失或终止。",
            code="sides.hold_span",
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed project as a replacement sees it."""

    signed_on: date | None
    contract_in_wan: Decimal | None
    side_status: str
    in_task: bool
    replaces: bool


def require_replaceable(old: Signed, new: Signed) -> None:
    """Refuse a pair that domain/04 §4.3 does not allow: the new project is signed, going on, not yet counted in the task,
    replaces no other, and its contract is not smaller.
    """
    if not old.in_task:
        raise BusinessError("原项目不在这个任务（届次）的签约名单里，不能在其中置换。", code="replace.not_in_task")
    if new.signed_on is None or new.side_status in ENDED:
        raise BusinessError("新项目应是已认定签约、没有终止的项目。", code="replace.unsigned")
    if new.in_task:
        raise BusinessError("新项目已经计入这个任务（届次），不能再用来置换。", code="replace.counted")
    if new.replaces:
        raise BusinessError("新项目已用于置换另一个项目，一个项目只能顶替一次。", code="replace.used")
    if (new.contract_in_wan or 0) < (old.contract_in_wan or 0):
        raise BusinessError(
            f"新项目合同额 {new.contract_in_wan or 0:.2f} 万元，小于原项目的 {old.contract_in_wan or 0:.2f} 万元，不能置换。",
            code="replace.amount",
        )


def exceeds_share(replaced: int, size: int, percent: int) -> bool:
    """Whether so many replacements are more than the percent (default 10) of a task's projects."""
    return size > 0 and Fraction(replaced * 100, size) > percent


def approvals_needed(event: str, *, over_share: bool) -> tuple[ApprovalRole, ...]:
    """Whose approval a side event needs before it can be recognised."""
    if event == Event.RETURN:
        return (ApprovalRole.ISSUER,)
    if event == Event.REPLACE:
        return (ApprovalRole.ISSUER, ApprovalRole.LEADER) if over_share else (ApprovalRole.ISSUER,)
    return ()


def require_plain_reversal(event: str) -> None:
    """Refuse to take back by itself what moved other facts along."""
    if event == Event.MERGE:
        raise BusinessError("合并要整体撤销。请在进展页该事件旁点“撤销合并”。", code="merge.undo")
    if event == Event.TRANSFER:
        raise BusinessError("移交不单独撤销。如需退还，请再办理一次移交，移回原单位。", code="transfer.undo")


def require_going_on(side_status: str) -> None:
    """Refuse a project that has ended as the one to go on with."""
    if side_status in ENDED:
        raise BusinessError("保留的项目已经结束（终止、置换、流失或合并），请选另一个项目保留。", code="merge.survivor")
