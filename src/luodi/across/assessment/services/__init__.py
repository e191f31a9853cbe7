"""Every write of the assessment: schemes, adjustments, marks, publications, the close of periods, rounds and appeals."""

from luodi.across.assessment.services.adjustments import (
    AdjustmentValues,
    decide_adjustment,
    file_adjustment,
    reverse_adjustment,
)
from luodi.across.assessment.services.appeals import (
    AnswerValues,
    FindingValues,
    answer_appeal,
    confirm_scores,
    file_appeal,
    record_finding,
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
from luodi.across.assessment.services.round_reminders import remind_rounds
from luodi.across.assessment.services.rounds import (
    cancel_round,
    draw_sample,
    finalise_round,
    open_self_check,
    publicise,
    recompute_trial,
    republicise,
    start_round,
)
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
    "AnswerValues",
    "FindingValues",
    "Proposed",
    "SchemeValues",
    "adopt_scheme",
    "answer_appeal",
    "cancel_closing",
    "cancel_round",
    "change_draft",
    "close_at_once",
    "close_period",
    "confirm_scores",
    "decide_adjustment",
    "discard_draft",
    "draft_scheme",
    "draw_sample",
    "file_adjustment",
    "file_appeal",
    "finalise_round",
    "install_presets",
    "open_self_check",
    "propose_accountability",
    "publicise",
    "publish_ranking",
    "recompute_trial",
    "record_finding",
    "record_mark",
    "remind_rounds",
    "republicise",
    "restate_closing",
    "reverse_adjustment",
    "revise_scheme",
    "start_closing",
    "start_round",
]
