"""Views of clocks."""

from luodi.interfaces.web.clocks.views.acts import proposal_answer, term_set
from luodi.interfaces.web.clocks.views.lists import clock_export, clock_list, pause_list, proposal_list, term_list

__all__ = [
    "clock_export",
    "clock_list",
    "pause_list",
    "proposal_answer",
    "proposal_list",
    "term_list",
    "term_set",
]
