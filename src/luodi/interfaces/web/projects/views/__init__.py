"""Views of projects: the list, the detail's tabs, and what changes a project."""

from luodi.interfaces.web.projects.views.acts import (
    capital_new,
    capital_reverse,
    event_new,
    event_reverse,
    project_edit,
    project_new,
)
from luodi.interfaces.web.projects.views.detail import capital, file_download, files, history, overview, progress
from luodi.interfaces.web.projects.views.lists import project_export, project_list

__all__ = [
    "capital",
    "capital_new",
    "capital_reverse",
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
]
