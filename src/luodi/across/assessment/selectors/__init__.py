"""Schemes, rankings and what people decided about them, scoped by viewer."""

from luodi.across.assessment.selectors.adjustments import (
    adjustment,
    adjustment_attachment,
    adjustment_of_slip,
    adjustments,
)
from luodi.across.assessment.selectors.appeals import appeal, appeal_attachment, appeals
from luodi.across.assessment.selectors.boards import BoardPlace, PlacedBoard, single_boards
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
from luodi.across.assessment.selectors.history import PastPlace, rank_history
from luodi.across.assessment.selectors.pacing import Paced, paced
from luodi.across.assessment.selectors.published import SnapshotCheck, check_snapshots
from luodi.across.assessment.selectors.ranking import RankedGroup, RankedUnit, Ranking, ranking, unit_ranking
from luodi.across.assessment.selectors.rounds import (
    Compared,
    LinePair,
    Offered,
    Standing,
    appealable_lines,
    confirmation,
    latest,
    member,
    offered,
    results,
    round_of,
    rounds,
    sample_item,
    sample_items,
    sheet_of,
    standings,
)
from luodi.across.assessment.selectors.rounds_taken import check_rounds
from luodi.across.assessment.selectors.schemes import codes, draft_of, scheme, schemes, sheet, versions
from luodi.across.assessment.selectors.supposing import ChangedLine, WhatIf, require_visible, what_if

__all__ = [
    "BoardPlace",
    "ChangedLine",
    "Compared",
    "GradedNotice",
    "Judged",
    "LinePair",
    "Offered",
    "Paced",
    "PastPlace",
    "PeriodRow",
    "PlacedBoard",
    "RankedGroup",
    "RankedUnit",
    "Ranking",
    "SnapshotCheck",
    "Standing",
    "Waiting",
    "WhatIf",
    "adjustment",
    "adjustment_attachment",
    "adjustment_of_slip",
    "adjustments",
    "appeal",
    "appeal_attachment",
    "appealable_lines",
    "appeals",
    "check_rounds",
    "check_snapshots",
    "closed_quarters",
    "codes",
    "confirmation",
    "draft_of",
    "figures",
    "graded_notices",
    "latest",
    "member",
    "offered",
    "paced",
    "period_row",
    "period_rows",
    "rank_history",
    "ranking",
    "require_visible",
    "results",
    "round_of",
    "rounds",
    "sample_item",
    "sample_items",
    "scheme",
    "schemes",
    "sheet",
    "sheet_of",
    "single_boards",
    "snapshot",
    "snapshot_scores",
    "snapshot_values",
    "snapshots",
    "standings",
    "unit_ranking",
    "versions",
    "waiting",
    "what_if",
]
