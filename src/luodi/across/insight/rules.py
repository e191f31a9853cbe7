"""What stands on whose first page: rights over overviews, and one table from rights to the blocks of the page in order."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit.rules import Permission as Audit
from luodi.base.orgs.rules import Permission as Orgs
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.domains.targets.rules import Permission as Targets


class Permission(StrEnum):
    """Overviews that some roles open their day with; how far each goes follows from the right to see projects."""

    STEER = "insight.steer"
    OVERSEE = "insight.oversee"
    TRACE = "insight.trace"


LABELS: Final = {
    Permission.STEER: "首页查看在办事项与未填报单位",
    Permission.OVERSEE: "首页查看督查事项与一周变化",
    Permission.TRACE: "首页查看更正、定稿与审计链",
}


class Block(StrEnum):
    """A part of the first page."""

    JUDGE = "judge"
    FILINGS = "filings"
    CARD = "card"
    ORDERS = "orders"
    OWED = "owed"
    CLOCKS = "clocks"
    DUTIES = "duties"
    CHANGES = "changes"
    TRACE = "trace"
    TARGETS = "targets"
    STEER = "steer"
    EXCEPTIONS = "exceptions"
    ACCOUNTS = "accounts"
    GRANTS = "grants"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Place:
    """A block and the rights of which one opens it."""

    block: Block
    opened_by: frozenset[str]


_ACTING: Final = frozenset(
    {
        Supervision.ANSWER,
        Supervision.FINISH,
        Supervision.CHECK,
        Supervision.APPROVE_EXTENSION,
        Supervision.ISSUE_ASSIGN,
        Supervision.ISSUE_SUPERVISE,
        Supervision.ISSUE_ACCOUNT,
    }
)
"""Whoever takes steps of the three orders."""
PLACES: Final = (
    # Work of one's own comes before anybody's figures; whoever has none begins with the figures.
    Place(Block.JUDGE, frozenset(Approvals)),
    Place(Block.FILINGS, frozenset({Projects.FILE_EVENT, Projects.FILE_CAPITAL})),
    Place(Block.CARD, frozenset({Targets.OWN_CARD})),
    # Whoever leads asks first whether the year's target will be reached; the others find it below their own work.
    Place(Block.TARGETS, frozenset({Permission.STEER, Supervision.APPROVE_EXTENSION})),
    Place(Block.EXCEPTIONS, frozenset({Permission.STEER, Supervision.APPROVE_EXTENSION})),
    Place(Block.ORDERS, _ACTING),
    Place(Block.OWED, frozenset({Supervision.CHECK, Supervision.APPROVE_EXTENSION, Supervision.FINISH})),
    Place(Block.CLOCKS, frozenset({Projects.FILE_EVENT, Permission.STEER, Permission.OVERSEE})),
    Place(Block.DUTIES, frozenset({Projects.LOG_VISIT})),
    Place(Block.CHANGES, frozenset({Permission.OVERSEE})),
    Place(Block.TRACE, frozenset({Permission.TRACE})),
    Place(Block.TARGETS, frozenset({Figures.VIEW})),
    Place(Block.EXCEPTIONS, frozenset({Figures.VIEW})),
    Place(Block.STEER, frozenset({Permission.STEER})),
    Place(Block.ACCOUNTS, frozenset({Orgs.MANAGE_USERS})),
    Place(Block.GRANTS, frozenset({Orgs.VIEW_GRANTS})),
    Place(Block.LOG, frozenset({Audit.VIEW})),
)


OF_A_UNIT: Final = frozenset({Block.TARGETS, Block.EXCEPTIONS})
"""Blocks that speak of one unit: who has only the own projects in reach has no unit to speak of."""


def blocks(held: Collection[str]) -> tuple[Block, ...]:
    """The blocks of the first page of somebody with these rights, in the order of the page; each once, where it comes first."""
    rights = frozenset(held)
    return tuple(dict.fromkeys(place.block for place in PLACES if place.opened_by & rights))


GROUND: Final = frozenset({"orgs", "audit", "deliveries"})
"""Apps whose rows hold no business data: units, accounts, roles, grants, calendar, channels, the log itself."""


def is_business(subject_type: str) -> bool:
    """Whether an entry of the log is about a row of the business (`projects.project`), not of the ground (`orgs.user`)."""
    return subject_type.partition(".")[0] not in GROUND


SINCE: Final = {"P11": "开工底线", "P13.n": "停建之日", "P15": "退回之日"}
"""Figures behind whose projects days pass, and the day from which they are counted, in words."""
WORSE_FIRST: Final = ("P11", "P13.n", "P15", "P14.n", "P10")
"""Figures of the exceptions, those that need a decision first."""
