"""Reading projects and their ledger, scoped by viewer."""

from luodi.domains.projects.selectors.evidence import attachment
from luodi.domains.projects.selectors.ledger import (
    LedgerState,
    cached_values,
    capital_records,
    claimed_facts,
    claimed_state,
    events,
    exchange_rate,
    facts_of_slip,
    rate_of_day,
    recognised_facts,
    recognised_states,
    record_supported_by,
    shares_in_force,
    taken_back,
    vouchers_in_use,
)
from luodi.domains.projects.selectors.projects import (
    ProjectFilter,
    project,
    project_by_code,
    projects,
)
from luodi.domains.projects.selectors.verification import CacheDifference, cache_differences

__all__ = [
    "CacheDifference",
    "LedgerState",
    "ProjectFilter",
    "attachment",
    "cache_differences",
    "cached_values",
    "capital_records",
    "claimed_facts",
    "claimed_state",
    "events",
    "exchange_rate",
    "facts_of_slip",
    "project",
    "project_by_code",
    "projects",
    "rate_of_day",
    "recognised_facts",
    "recognised_states",
    "record_supported_by",
    "shares_in_force",
    "taken_back",
    "vouchers_in_use",
]
