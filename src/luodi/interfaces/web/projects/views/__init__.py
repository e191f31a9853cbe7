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

__all__ = [
    "capital",
    "capital_evidence",
    "capital_new",
    "capital_reverse",
    "contact_reveal",
    "event_evidence",
    "event_new",
    "event_reverse",
    "file_download",
    "files",
    "history",
    "overview",
    "progress",
    "project_edit",
    "project_export",
    "project_list",
    "project_new",
    "shares",
    "shares_new",
]
