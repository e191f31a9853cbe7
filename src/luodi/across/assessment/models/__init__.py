"""Tables of the assessment: schemes by version, adjustments, marks of juries, publications, closed periods with their
snapshots, rounds with what was said and found on the way."""

from luodi.across.assessment.models.adjustments import Adjustment, AdjustmentEvidence, JuryMark, Publication
from luodi.across.assessment.models.appeals import Appeal, AppealAnswer, AppealEvidence, Confirmation
from luodi.across.assessment.models.closing import (
    PeriodClosing,
    Snapshot,
    SnapshotDefinition,
    SnapshotScore,
    SnapshotSetting,
    SnapshotValue,
)
from luodi.across.assessment.models.rounds import (
    Round,
    RoundLine,
    RoundScore,
    RoundSetting,
    RoundStep,
    RoundVersion,
    SampleDraw,
    SampleFinding,
    SampleItem,
)
from luodi.across.assessment.models.schemes import LineSource, Scheme, SchemeItem, SchemeLine

__all__ = [
    "Adjustment",
    "AdjustmentEvidence",
    "Appeal",
    "AppealAnswer",
    "AppealEvidence",
    "Confirmation",
    "JuryMark",
    "LineSource",
    "PeriodClosing",
    "Publication",
    "Round",
    "RoundLine",
    "RoundScore",
    "RoundSetting",
    "RoundStep",
    "RoundVersion",
    "SampleDraw",
    "SampleFinding",
    "SampleItem",
    "Scheme",
    "SchemeItem",
    "SchemeLine",
    "Snapshot",
    "SnapshotDefinition",
    "SnapshotScore",
    "SnapshotSetting",
    "SnapshotValue",
]
