"""Writing problems, orders, meetings and inspections."""

from luodi.domains.supervision.services.basis import note_basis
from luodi.domains.supervision.services.confirming import answer, answer_by_link, ask_raiser
from luodi.domains.supervision.services.drafting import OrderValues, change_draft, draft_order
from luodi.domains.supervision.services.findings import order_rectification, take_finding_step
from luodi.domains.supervision.services.handling import add_remark, ask_confirmation, take_step
from luodi.domains.supervision.services.inspections import (
    Photo,
    PlanValues,
    VisitValues,
    draft_plan,
    enter_mark,
    record_visit,
    take_plan_step,
)
from luodi.domains.supervision.services.issues import IssueValues, raise_issue, take_issue_step
from luodi.domains.supervision.services.issuing import issue_order
from luodi.domains.supervision.services.meetings import (
    MeetingValues,
    call_meeting,
    decide,
    order_of_decision,
    take_meeting_step,
    withdraw_decision,
)
from luodi.domains.supervision.services.recording import Said
from luodi.domains.supervision.services.sweep import Swept, sweep

__all__ = [
    "IssueValues",
    "MeetingValues",
    "OrderValues",
    "Photo",
    "PlanValues",
    "Said",
    "Swept",
    "VisitValues",
    "add_remark",
    "answer",
    "answer_by_link",
    "ask_confirmation",
    "ask_raiser",
    "call_meeting",
    "change_draft",
    "decide",
    "draft_order",
    "draft_plan",
    "enter_mark",
    "issue_order",
    "note_basis",
    "order_of_decision",
    "order_rectification",
    "raise_issue",
    "record_visit",
    "sweep",
    "take_finding_step",
    "take_issue_step",
    "take_meeting_step",
    "take_plan_step",
    "take_step",
    "withdraw_decision",
]
