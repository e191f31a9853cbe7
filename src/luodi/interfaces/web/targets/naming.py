"""What a target is called on a page: the name of its figure and its period in words."""

from collections.abc import Mapping
from typing import Any

from luodi.across.figures import selectors as figures
from luodi.base.core.periods import parse_period


def names() -> dict[str, str]:
    """The names of all figures, by code."""
    return {definition.code: definition.name for definition in figures.definitions()}


def spoken(target: Any, known: Mapping[str, str]) -> str:  # noqa: ANN401 - pages know no models
    """2023年签约合同额 of an indicator that is a figure; its code where it is none."""
    return f"{parse_period(target.period).label}{known.get(target.indicator, target.indicator)}"
