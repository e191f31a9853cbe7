"""Tables of projects and their ledger. Cached columns of Project are written only together with their facts."""

from luodi.domains.projects.models.documents import ProjectDocument, SiteCheck, SitePhoto
from luodi.domains.projects.models.ledger import CapitalEvidence, CapitalRecord, EventEvidence, StageEvent
from luodi.domains.projects.models.milestones import (
    MilestoneDone,
    MilestonePhoto,
    Plan,
    PlanLink,
    PlanStep,
    PlanTemplate,
    TemplateLink,
    TemplateStep,
)
from luodi.domains.projects.models.progress import ProgressReturn
from luodi.domains.projects.models.project import CACHED, Project, ProjectCounter, ProjectExtra, ProjectInvestor
from luodi.domains.projects.models.rates import ExchangeRate
from luodi.domains.projects.models.responsibility import (
    Assignment,
    AssignmentEnd,
    DutyChoice,
    DutyPaperFile,
    DutySet,
    DutySetLine,
    Visit,
)
from luodi.domains.projects.models.shares import ProjectUnitShare, ShareProposal, ShareProposalLine
from luodi.domains.projects.models.sides import CarriedFact, Reopening, SideApproval, SideDetail

__all__ = [
    "CACHED",
    "Assignment",
    "AssignmentEnd",
    "CapitalEvidence",
    "CapitalRecord",
    "CarriedFact",
    "DutyChoice",
    "DutyPaperFile",
    "DutySet",
    "DutySetLine",
    "EventEvidence",
    "ExchangeRate",
    "MilestoneDone",
    "MilestonePhoto",
    "Plan",
    "PlanLink",
    "PlanStep",
    "PlanTemplate",
    "ProgressReturn",
    "Project",
    "ProjectCounter",
    "ProjectDocument",
    "ProjectExtra",
    "ProjectInvestor",
    "ProjectUnitShare",
    "Reopening",
    "ShareProposal",
    "ShareProposalLine",
    "SideApproval",
    "SideDetail",
    "SiteCheck",
    "SitePhoto",
    "StageEvent",
    "TemplateLink",
    "TemplateStep",
    "Visit",
]
