"""Views of milestones, returns and templates."""

from luodi.interfaces.web.milestones.views.lists import milestone_export, milestone_list, return_export, return_list
from luodi.interfaces.web.milestones.views.templates import template_edit, template_list

__all__ = [
    "milestone_export",
    "milestone_list",
    "return_export",
    "return_list",
    "template_edit",
    "template_list",
]
