"""What stands on first pages, totals of lists, the log without business names; all scoped by viewer."""

from luodi.across.insight.selectors.accounts import AccountHealth, GrantHealth, account_health, grant_health
from luodi.across.insight.selectors.aims import Standing, standings
from luodi.across.insight.selectors.bureau import SilentUnit, UnitQueue, silent_units, unit_queues
from luodi.across.insight.selectors.changes import Change, Changes, Correction, Corrections, changes, corrections
from luodi.across.insight.selectors.exceptions import Exceptions, Overdue, exceptions
from luodi.across.insight.selectors.frame import Attention, ListOptions, Option, attention, list_options
from luodi.across.insight.selectors.headlines import (
    Headlines,
    News,
    Trouble,
    TroubleKind,
    headlines,
    owners,
    since_when,
)
from luodi.across.insight.selectors.ledger import (
    ProjectTotals,
    first_fact_on,
    latest_fact_on,
    project_totals,
    unstarted,
)
from luodi.across.insight.selectors.log import LogHealth, LogLine, LogSearch, log_entries, log_health, log_lines
from luodi.across.insight.selectors.pace import Aim, Pace, outlook_of, paces
from luodi.across.insight.selectors.work import (
    Filings,
    Incomplete,
    Waiting,
    Work,
    filings,
    waited,
    work,
)

__all__ = [
    "AccountHealth",
    "Aim",
    "Attention",
    "Change",
    "Changes",
    "Correction",
    "Corrections",
    "Exceptions",
    "Filings",
    "GrantHealth",
    "Headlines",
    "Incomplete",
    "ListOptions",
    "LogHealth",
    "LogLine",
    "LogSearch",
    "News",
    "Option",
    "Overdue",
    "Pace",
    "ProjectTotals",
    "SilentUnit",
    "Standing",
    "Trouble",
    "TroubleKind",
    "UnitQueue",
    "Waiting",
    "Work",
    "account_health",
    "attention",
    "changes",
    "corrections",
    "exceptions",
    "filings",
    "first_fact_on",
    "grant_health",
    "headlines",
    "latest_fact_on",
    "list_options",
    "log_entries",
    "log_health",
    "log_lines",
    "outlook_of",
    "owners",
    "paces",
    "project_totals",
    "silent_units",
    "since_when",
    "standings",
    "unit_queues",
    "unstarted",
    "waited",
    "work",
]
