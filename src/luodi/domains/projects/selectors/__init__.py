"""Reading projects and their ledger, scoped by viewer."""

from luodi.domains.projects.selectors.evidence import attachment
from luodi.domains.projects.selectors.ledger import (
    capital_records,
    claimed_state,
    events,
    exchange_rate,
    facts_of_slip,
    recognised_facts,
    shares_in_force,
)
from luodi.domains.projects.selectors.projects import (
    ProjectFilter,
    project,
    project_by_code,
    projects,
)

__all__ = [
    "ProjectFilter",
    "attachment",
    "capital_records",
    "claimed_state",
    "events",
    "exchange_rate",
    "facts_of_slip",
    "project",
    "project_by_code",
    "projects",
    "recognised_facts",
    "shares_in_force",
]
