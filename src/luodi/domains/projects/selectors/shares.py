"""Unit shares of a project with their history, and what is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from luodi.base.approvals.rules import SlipState
from luodi.domains.projects.models import Project, ProjectUnitShare, ShareProposal
from luodi.domains.projects.rules import ShareRole


@dataclass(frozen=True, slots=True)
class ShareRevision:
    """One set of shares as it was entered; `is_in_force` on the day asked for."""

    role: str
    valid_from: date
    revision: int
    basis: str
    recorded_at: datetime
    by: str
    shares: tuple[ProjectUnitShare, ...]
    is_in_force: bool


def share_revisions(project: Project, on: date) -> list[ShareRevision]:
    """Every set of shares of the project, per role the latest first."""
    rows = ProjectUnitShare.objects.filter(project=project).select_related("unit", "recorded_by__person")
    sets: dict[tuple[str, int], list[ProjectUnitShare]] = {}
    for row in rows.order_by("role", "-revision", "-share_percent", "pk"):
        sets.setdefault((row.role, row.revision), []).append(row)
    begun: dict[str, int] = {}
    for (role, revision), found in sets.items():
        if found[0].valid_from <= on:
            begun[role] = max(begun.get(role, 0), revision)
    return [
        ShareRevision(
            ShareRole(role).label,
            found[0].valid_from,
            revision,
            found[0].basis,
            found[0].recorded_at,
            str(found[0].recorded_by),
            tuple(found),
            begun.get(role) == revision,
        )
        for (role, revision), found in sets.items()
    ]


def share_proposals(project: Project) -> list[ShareProposal]:
    """What has been asked for and is not in force: waiting and returned proposals, latest first."""
    rows = ShareProposal.objects.filter(project=project).exclude(slip__state=SlipState.RECOGNISED)
    return list(rows.select_related("slip", "recorded_by__person").prefetch_related("lines__unit").order_by("-pk"))
