"""The catalogue of figures: every published measure is one row here, nowhere else (domain/05 §4.6)."""

from collections.abc import Sequence
from typing import Final

from luodi.across.figures.rules.catalogue import (
    capital,
    governance,
    others,
    places,
    planning,
    progress,
    signing,
    talks,
)
from luodi.across.figures.rules.figure import Figure
from luodi.base.core.errors import BusinessError

CATALOGUE: Final = (
    *signing.FIGURES,
    *progress.FIGURES,
    *talks.FIGURES,
    *places.FIGURES,
    governance.MILESTONES,
    governance.VISITS,
    *capital.FIGURES,
    *others.FIGURES,
    *planning.FIGURES,
    *governance.FIGURES,
)
BY_CODE: Final = {figure.code: figure for figure in CATALOGUE}


def chosen(codes: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of some codes in the order asked; a bare code asks for all its entries, no code for the catalogue.

    BusinessError `figures.unknown_code` for a code that is not in the catalogue.
    """
    if not codes:
        return CATALOGUE
    found: dict[str, Figure] = {}
    for code in codes:
        wanted = [figure for figure in CATALOGUE if code in {figure.code, figure.base_code}]
        if not wanted:
            raise BusinessError(
                f"没有代码为“{code}”的指标。全部代码见指标看板，或 luodi figures 的输出。", code="figures.unknown_code"
            )
        found.update((figure.code, figure) for figure in wanted)
    return tuple(found.values())
