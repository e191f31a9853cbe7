"""Reading projects and their ledger, scoped by viewer."""

from luodi.domains.projects.selectors.companies import (
    Estate,
    estate_of,
    known_investor,
    known_investors,
    signings_at,
)
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
    listed_projects,
    project,
    project_by_code,
    projects,
)
from luodi.domains.projects.selectors.rates import RateFilter, exchange_rates
from luodi.domains.projects.selectors.shares import ShareRevision, share_proposals, share_revisions
from luodi.domains.projects.selectors.verification import CacheDifference, cache_differences, search_differences

__all__ = [
    "CacheDifference",
    "Estate",
    "LedgerState",
    "ProjectFilter",
    "RateFilter",
    "ShareRevision",
    "attachment",
    "cache_differences",
    "cached_values",
    "capital_records",
    "claimed_facts",
    "claimed_state",
    "estate_of",
    "events",
    "exchange_rate",
    "exchange_rates",
    "facts_of_slip",
    "known_investor",
    "known_investors",
    "listed_projects",
    "project",
    "project_by_code",
    "projects",
    "rate_of_day",
    "recognised_facts",
    "recognised_states",
    "record_supported_by",
    "search_differences",
    "share_proposals",
    "share_revisions",
    "shares_in_force",
    "signings_at",
    "taken_back",
    "vouchers_in_use",
]
