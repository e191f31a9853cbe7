"""Views of projects: the list, the detail's tabs, and what changes a project."""

from luodi.interfaces.web.projects.views.acts import (
    capital_new,
    capital_reverse,
    event_new,
    event_reverse,
    project_edit,
    project_new,
)
from luodi.interfaces.web.projects.views.additions import capital_evidence, event_evidence, shares, shares_new
from luodi.interfaces.web.projects.views.clocks import clocks, pause_end, pause_new, step_new
from luodi.interfaces.web.projects.views.detail import (
    capital,
    contact_reveal,
    file_download,
    files,
    history,
    overview,
    progress,
)
from luodi.interfaces.web.projects.views.lists import project_export, project_list
from luodi.interfaces.web.projects.views.plan import (
    milestone_done,
    milestone_reverse,
    plan,
    plan_change,
    plan_new,
    return_new,
)
from luodi.interfaces.web.projects.views.proofs import (
    check_new,
    document_new,
    document_withdraw,
    expansion_new,
    gate,
    photos_new,
)
from luodi.interfaces.web.projects.views.sheets import sheet_excel, sheet_word
from luodi.interfaces.web.projects.views.sides import (
    merge,
    merge_undo,
    reopen,
    replace,
    side_approve,
    side_new,
    transfer,
)

__all__ = [
    "capital",
    "capital_evidence",
    "capital_new",
    "capital_reverse",
    "check_new",
    "clocks",
    "contact_reveal",
    "document_new",
    "document_withdraw",
    "event_evidence",
    "event_new",
    "event_reverse",
    "expansion_new",
    "file_download",
    "files",
    "gate",
    "history",
    "merge",
    "merge_undo",
    "milestone_done",
    "milestone_reverse",
    "overview",
    "pause_end",
    "pause_new",
    "photos_new",
    "plan",
    "plan_change",
    "plan_new",
    "progress",
    "project_edit",
    "project_export",
    "project_list",
    "project_new",
    "reopen",
    "replace",
    "return_new",
    "shares",
    "shares_new",
    "sheet_excel",
    "sheet_word",
    "side_approve",
    "side_new",
    "step_new",
    "transfer",
]
