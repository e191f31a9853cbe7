"""Tables of the assessment: schemes by version, adjustments, marks of juries, publications, closed periods with their snapshots."""

from luodi.across.assessment.models.adjustments import Adjustment, AdjustmentEvidence, JuryMark, Publication
from luodi.across.assessment.models.closing import (
    PeriodClosing,
    Snapshot,
    SnapshotDefinition,
    SnapshotScore,
    SnapshotSetting,
    SnapshotValue,
)
from luodi.across.assessment.models.schemes import LineSource, Scheme, SchemeItem, SchemeLine

__all__ = [
    "Adjustment",
    "AdjustmentEvidence",
    "JuryMark",
    "LineSource",
    "PeriodClosing",
    "Publication",
    "Scheme",
    "SchemeItem",
    "SchemeLine",
    "Snapshot",
    "SnapshotDefinition",
    "SnapshotScore",
    "SnapshotSetting",
    "SnapshotValue",
]
