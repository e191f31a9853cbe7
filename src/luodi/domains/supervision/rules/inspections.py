"""Inspections 督查, checks 核查 and site visits 观摩: plans with their basis, the burden rule, findings and marks.

Burden rule (domain/02 T17, R63 基层减负): inspections follow an approved plan that names its basis document; what would
visit a unit twice in a quarter is merged into one plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import period_at
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.supervision.rules.rights import Permission


class InspectionKind(TextChoices):
    """What kind of visit a plan is for."""

    SUPERVISE = "SUPERVISE", "督查"
    VERIFY = "VERIFY", "核查"
    CLIMATE = "CLIMATE", "营商环境督查"
    VISIT = "VISIT", "项目观摩"


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "DRAFT", "待批准"
    APPROVED = "APPROVED", "已批准"
    MERGED = "MERGED", "已并入他计划"
    DONE = "DONE", "已完成"
    CANCELLED = "CANCELLED", "已取消"


class PlanAct(TextChoices):
    """Steps of a plan."""

    DRAFT = "draft", "编制"
    APPROVE = "approve", "批准"
    MERGE = "merge", "并入"
    FINISH = "finish", "完成"
    CANCEL = "cancel", "取消"


class FindingState(TextChoices):
    """Where a finding stands."""

    ORDERED = "ORDERED", "限期整改"
    REPORTED = "REPORTED", "待复查"
    RETURNED = "RETURNED", "复查未通过"
    CLOSED = "CLOSED", "已整改销号"
    ESCALATED = "ESCALATED", "已转督办"


class FindingAct(TextChoices):
    """Steps of a rectification."""

    ORDER = "order", "责令整改"
    REPORT = "report", "报告整改"
    CLOSE = "close", "复查通过"
    RETURN = "return", "复查未通过"
    ESCALATE = "escalate", "转督办"


_DRAFT, _APPROVED = PlanState.DRAFT.value, PlanState.APPROVED.value
PLAN_STEPS: Final = StepTable(
    (
        Step(PlanAct.APPROVE, "批准", (_DRAFT,), _APPROVED, Permission.APPROVE_PLAN),
        Step(PlanAct.MERGE, "并入另一计划", (_DRAFT, _APPROVED), PlanState.MERGED, Permission.PLAN),
        Step(PlanAct.FINISH, "完成", (_APPROVED,), PlanState.DONE, Permission.PLAN),
        Step(PlanAct.CANCEL, "取消", (_DRAFT, _APPROVED), PlanState.CANCELLED, Permission.PLAN),
    )
)
_DUE: Final = (FindingState.ORDERED.value, FindingState.RETURNED.value)
FINDING_STEPS: Final = StepTable(
    (
        Step(FindingAct.REPORT, "报告整改", _DUE, FindingState.REPORTED, Permission.ANSWER),
        Step(FindingAct.CLOSE, "复查通过", (FindingState.REPORTED.value,), FindingState.CLOSED, Permission.INSPECT),
        Step(
            FindingAct.RETURN, "复查未通过", (FindingState.REPORTED.value,), FindingState.RETURNED, Permission.INSPECT
        ),
        Step(FindingAct.ESCALATE, "转督办", _DUE, FindingState.ESCALATED, Permission.ISSUE_SUPERVISE),
    )
)
FOLLOWING: Final = frozenset({FindingAct.ESCALATE.value})
"""A step that follows from the issue of a supervision order; nobody takes it by a button."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A planned visit as the burden rule reads it."""

    plan: int
    title: str
    unit: int
    unit_name: str
    begins_on: date


@dataclass(frozen=True, slots=True)
class Burden:
    """A unit that would be inspected twice in one quarter."""

    unit_name: str
    quarter: str
    other: str


def burdens(planned: Sequence[Visit], others: Sequence[Visit]) -> list[Burden]:
    """Units of a plan that another live plan visits in the same quarter, in the plan's order (基层减负, R63)."""
    known: dict[tuple[int, str], list[Visit]] = {}
    for visit in others:
        known.setdefault((visit.unit, period_at(visit.begins_on, "quarter").code), []).append(visit)
    return [
        Burden(visit.unit_name, period_at(visit.begins_on, "quarter").label, other.title)
        for visit in planned
        for other in known.get((visit.unit, period_at(visit.begins_on, "quarter").code), [])
        if other.plan != visit.plan
    ]


def mean_mark(marks: Sequence[Decimal]) -> Fraction | None:
    """P25 项目观摩得分: the mean of the jury's marks, 分; None without a mark."""
    return sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks) if marks else None


def require_basis(basis_no: str) -> None:
    """A plan is approved only with the number of the document it rests on (T17)."""
    if not basis_no.strip():
        raise BusinessError(
            "没有依据文号的督查检查不得列入计划（基层减负规定）。请补填依据文号后再批准。", code="inspections.basis"
        )


def require_other_approver(drafted_by: int, approver: int) -> None:
    """Who drew up a plan does not approve it."""
    if drafted_by == approver:
        raise BusinessError("编制人不能批准自己编制的计划，请由其他有权人员批准。", code="inspections.same_person")


def require_other_checker(reported_by: int | None, checker: int) -> None:
    """Who reported a rectification does not check it."""
    if reported_by == checker:
        raise BusinessError("报告整改的人不能复查自己的整改，请由其他有权人员复查。", code="findings.same_person")


def require_in_plan(state: str, begins_on: date, ends_on: date, held_on: date) -> None:
    """Inspections follow an approved plan, between its days."""
    if state != PlanState.APPROVED:
        raise BusinessError("只有已批准的计划才能登记督查。请先办理批准。", code="inspections.not_approved")
    if not begins_on <= held_on <= ends_on:
        raise BusinessError(
            f"督查日期 {held_on} 不在计划的 {begins_on} 至 {ends_on} 之间。请核对日期，或另报计划。",
            code="inspections.day",
        )


def require_mark(mark: Decimal) -> None:
    """Marks run from 0 to 100."""
    if not 0 <= mark <= 100:
        raise BusinessError("评分应在 0 至 100 之间。", code="inspections.mark")


def replay(table: StepTable, initial: str, acts: list[str]) -> str:
    """The state after the steps of a plan or a finding."""
    targets = {step.code: str(step.target) for step in table}
    state = initial
    for act in acts:
        state = targets.get(act, state)
    return state
