"""Tables of the assessment: schemes by version, adjustments, marks of juries, publications, closed periods with their snapshots."""

from luodi.across.assessment.models.adjustments import Adjustment, JuryMark, Publication
from luodi.across.assessment.models.closing import (
    PeriodClosing,
    Snapshot,
    SnapshotScore,
    SnapshotSetting,
    SnapshotValue,
)
from luodi.across.assessment.models.schemes import LineSource, Scheme, SchemeItem, SchemeLine

__all__ = [
    "Adjustment",
    "JuryMark",
    "LineSource",
    "PeriodClosing",
    "Publication",
    "Scheme",
    "SchemeItem",
    "SchemeLine",
    "Snapshot",
    "SnapshotScore",
    "SnapshotSetting",
    "SnapshotValue",
]
