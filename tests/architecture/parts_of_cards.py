"""Addresses of task cards of leaders, with rows of the eastern county."""

from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.targets.rules import Permission as Targets
from tests.architecture.rows import CHECKER, CHIEF, OTHER_CHECKER, STATISTICS, Row
from tests.domains.targets import leader_cards

LEADER, OTHER_LEADER = ("r01", "QJ", ""), ("r01", "QJ-W", "S2")
READ = (Targets.VIEW_CARDS, Targets.OWN_CARD)
VERSIONS = (Targets.VIEW_CARDS, Targets.EDIT, Targets.APPROVE, Targets.OWN_CARD)


def a_card() -> dict[str, object]:
    """The card of a leader of the eastern county, issued."""
    made = leader_cards.issued()
    return {"person_pk": made.person_id, "year": made.year}


def a_version() -> dict[str, object]:
    """One that waits for approval."""
    return {"pk": leader_cards.submitted().pk}


TABLE = (
    Row("targets:cards", (Targets.VIEW_CARDS,), CHECKER),
    Row("targets:cards_export", (Projects.EXPORT,), CHECKER),
    Row("targets:card_mine", (Targets.OWN_CARD,), ("r02", "QJ", "")),
    Row("targets:card_new", (Targets.EDIT,), STATISTICS),
    Row("targets:card", READ, CHECKER, OTHER_CHECKER, parts=a_card),
    Row("targets:card_version", VERSIONS, CHIEF, OTHER_CHECKER, parts=a_version),
    Row("targets:card_act", (Targets.APPROVE,), LEADER, OTHER_LEADER, post={"act": "APPROVE"}, parts=a_version),
)
