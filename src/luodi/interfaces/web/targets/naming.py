"""What a target is called on a page: the name of its figure and its period in words; the mark of a state."""

from collections.abc import Mapping
from typing import Any, Final

from luodi.across.figures import selectors as figures
from luodi.base.core.periods import parse_period
from luodi.domains.targets.rules import SPLIT_STATE, SplitAct, SplitState
from luodi.interfaces.web.ui.badges import Badge


def names() -> dict[str, str]:
    """The names of all figures, by code."""
    return {definition.code: definition.name for definition in figures.definitions()}


def spoken(target: Any, known: Mapping[str, str]) -> str:  # noqa: ANN401 - pages know no models
    """2023年签约合同额 of an indicator that is a figure; its code where it is none."""
    return f"{parse_period(target.period).label}{known.get(target.indicator, target.indicator)}"


_TONES: Final = {
    SplitState.SUBMITTED: "warn",
    SplitState.APPROVED: "info",
    SplitState.RETURNED: "bad",
    SplitState.ISSUED: "good",
}


def split_mark(state: SplitState) -> Badge:
    """Where a split or a task card stands."""
    return Badge(str(state.label), _TONES[state])


def mark_of(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    """The same of a row of a list, which brings its last step along."""
    return split_mark(SPLIT_STATE[SplitAct(row.state_act)])
