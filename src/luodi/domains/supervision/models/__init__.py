"""Tables of supervision."""

from luodi.domains.supervision.models.inspections import (
    Finding,
    FindingEvidence,
    FindingStep,
    Inspection,
    InspectionPhoto,
    InspectionPlan,
    JuryMark,
    PlanStep,
    PlanUnit,
)
from luodi.domains.supervision.models.issues import (
    ConfirmationAnswer,
    ConfirmationRequest,
    Counter,
    Issue,
    IssueEvidence,
    IssueStep,
)
from luodi.domains.supervision.models.meetings import AgendaItem, Decision, Meeting, MeetingStep
from luodi.domains.supervision.models.orders import (
    CACHED,
    Order,
    OrderAssist,
    OrderEvidence,
    OrderMilestone,
    OrderStep,
)

__all__ = [
    "CACHED",
    "AgendaItem",
    "ConfirmationAnswer",
    "ConfirmationRequest",
    "Counter",
    "Decision",
    "Finding",
    "FindingEvidence",
    "FindingStep",
    "Inspection",
    "InspectionPhoto",
    "InspectionPlan",
    "Issue",
    "IssueEvidence",
    "IssueStep",
    "JuryMark",
    "Meeting",
    "MeetingStep",
    "Order",
    "OrderAssist",
    "OrderEvidence",
    "OrderMilestone",
    "OrderStep",
    "PlanStep",
    "PlanUnit",
]
