"""A split of the demonstration district's target that waits for approval, so nothing of it counts yet."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from luodi.domains.targets import selectors
from luodi.domains.targets.services import SplitValues, submit_split
from luodi.interfaces.cli.demo.district import ROOT_CODE
from luodi.interfaces.cli.demo.ground import Ground

INDICATOR: Final = "S02"
_WEIGHTS: Final = {"QJ-Y1": 5, "QJ-Y2": 3, "QJ-JX": 2, "QJ-NY": 1, "QJ-SW": 1}


def propose_split(ground: Ground, at: datetime) -> None:
    """The largest target for contracts, shared out over the parks and three departments."""
    root, clerk = ground.units[ROOT_CODE], ground.accounts["statistics"]
    target = max(selectors.targets(clerk).filter(holder=root, indicator=INDICATOR), key=lambda row: row.value)
    weights = {ground.units[code].pk: Decimal(weight) for code, weight in _WEIGHTS.items()}
    shared = selectors.proposal(target, weights)
    parts = {ground.units[code]: shared[ground.units[code].pk] for code in _WEIGHTS}
    values = SplitValues(
        parts=parts, proposed=parts, issuer="区级分解", sum_rule="EQUAL", basis="演示数据：示例招委会纪要〔2023〕2号"
    )
    submit_split(target, values, actor=clerk, at=at)
