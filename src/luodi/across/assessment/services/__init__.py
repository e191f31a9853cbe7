"""Every write of the assessment: schemes, adjustments, marks, publications, the close of periods."""

from luodi.across.assessment.services.adjustments import (
    AdjustmentValues,
    decide_adjustment,
    file_adjustment,
    reverse_adjustment,
)
from luodi.across.assessment.services.closing import (
    cancel_closing,
    close_at_once,
    close_period,
    restate_closing,
    start_closing,
)
from luodi.across.assessment.services.graded import Proposed, propose_accountability
from luodi.across.assessment.services.marks import record_mark
from luodi.across.assessment.services.publishing import publish_ranking
from luodi.across.assessment.services.schemes import (
    SchemeValues,
    adopt_scheme,
    change_draft,
    discard_draft,
    draft_scheme,
    install_presets,
    revise_scheme,
)

__all__ = [
    "AdjustmentValues",
    "Proposed",
    "SchemeValues",
    "adopt_scheme",
    "cancel_closing",
    "change_draft",
    "close_at_once",
    "close_period",
    "decide_adjustment",
    "discard_draft",
    "draft_scheme",
    "file_adjustment",
    "install_presets",
    "propose_accountability",
    "publish_ranking",
    "record_mark",
    "restate_closing",
    "reverse_adjustment",
    "revise_scheme",
    "start_closing",
]
