"""Verbs over targets: issuing them one by one, splitting one down the unit tree, archiving the signed letters."""

from luodi.domains.targets.services.issuing import issue_target, withdraw_targets
from luodi.domains.targets.services.letters import archive_letter
from luodi.domains.targets.services.splitting import SplitValues, submit_split, take_split_step

__all__ = ["SplitValues", "archive_letter", "issue_target", "submit_split", "take_split_step", "withdraw_targets"]
