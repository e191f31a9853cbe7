"""Published figures for a page, with the unit and period of the page."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from luodi.across.figures import selectors
from luodi.across.figures.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.access import account


def chosen(request: HttpRequest) -> scope.Choice:
    """Unit and period of a page of figures."""
    return scope.choice(request, Permission.VIEW, latest=insight.latest_fact_on)


def sheet(request: HttpRequest, choice: scope.Choice, **options: Any) -> selectors.FigureSheet:  # noqa: ANN401 - options of the selector
    """Figures of one unit."""
    return selectors.figures(account(request), period=choice.period.code, unit=choice.unit_code or None, **options)


def board(request: HttpRequest, choice: scope.Choice, **options: Any) -> selectors.Board:  # noqa: ANN401 - options of the selector
    """Figures of a unit and of each unit below it."""
    return selectors.board(account(request), period=choice.period.code, unit=choice.unit_code or None, **options)


def comparison(request: HttpRequest, found: selectors.Board, *, codes: Sequence[str]) -> selectors.Comparison:
    """Figures of a board's own line beside the same span of last year."""
    return selectors.comparison(account(request), found, codes=codes)


def drill(request: HttpRequest, choice: scope.Choice, code: str, **options: Any) -> selectors.FigureDrill:  # noqa: ANN401
    """The facts behind one figure."""
    return selectors.drill(account(request), code, period=choice.period.code, unit=choice.unit_code or None, **options)


def partition(request: HttpRequest, choice: scope.Choice, **options: Any) -> selectors.Partition:  # noqa: ANN401 - options of the selector
    """Signed projects in their three classes."""
    return selectors.partition(account(request), period=choice.period.code, unit=choice.unit_code or None, **options)
