"""Verbs over targets: issuing them one by one, splitting one down the unit tree, task cards of leaders, signed letters."""

from luodi.domains.targets.services.cards import CardValues, submit_card, take_card_step
from luodi.domains.targets.services.issuing import issue_target, withdraw_targets
from luodi.domains.targets.services.letters import archive_letter
from luodi.domains.targets.services.splitting import SplitValues, submit_split, take_split_step

__all__ = [
    "CardValues",
    "SplitValues",
    "archive_letter",
    "issue_target",
    "submit_card",
    "submit_split",
    "take_card_step",
    "take_split_step",
    "withdraw_targets",
]
