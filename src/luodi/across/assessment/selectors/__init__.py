"""Schemes, rankings and what people decided about them, scoped by viewer."""

from luodi.across.assessment.selectors.adjustments import (
    adjustment,
    adjustment_attachment,
    adjustment_of_slip,
    adjustments,
)
from luodi.across.assessment.selectors.closing import (
    PeriodRow,
    Waiting,
    period_row,
    period_rows,
    snapshot,
    snapshot_scores,
    snapshot_values,
    snapshots,
    waiting,
)
from luodi.across.assessment.selectors.derived import figures
from luodi.across.assessment.selectors.graded import GradedNotice, Judged, closed_quarters, graded_notices
from luodi.across.assessment.selectors.pacing import Paced, paced
from luodi.across.assessment.selectors.published import SnapshotCheck, check_snapshots
from luodi.across.assessment.selectors.ranking import RankedGroup, RankedUnit, Ranking, ranking, unit_ranking
from luodi.across.assessment.selectors.schemes import codes, draft_of, scheme, schemes, sheet, versions

__all__ = [
    "GradedNotice",
    "Judged",
    "Paced",
    "PeriodRow",
    "RankedGroup",
    "RankedUnit",
    "Ranking",
    "SnapshotCheck",
    "Waiting",
    "adjustment",
    "adjustment_attachment",
    "adjustment_of_slip",
    "adjustments",
    "check_snapshots",
    "closed_quarters",
    "codes",
    "draft_of",
    "figures",
    "graded_notices",
    "paced",
    "period_row",
    "period_rows",
    "ranking",
    "scheme",
    "schemes",
    "sheet",
    "snapshot",
    "snapshot_scores",
    "snapshot_values",
    "snapshots",
    "unit_ranking",
    "versions",
    "waiting",
]
