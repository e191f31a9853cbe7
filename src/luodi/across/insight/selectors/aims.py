"""How far the targets of a list are: what each holder has reached by the cut-off, against the time that has passed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from luodi.across.figures.rules.catalogue import CATALOGUE
from luodi.across.figures.rules.outlook import Outlook
from luodi.across.figures.selectors import FigureValue, Progress
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, Asked, understand
from luodi.across.insight.selectors.pace import outlook_of
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Span, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.domains.targets.models import Target
from luodi.domains.targets.rules import due_share


@dataclass(frozen=True, slots=True)
class Standing:
    """A target at its cut-off: what counts towards it, the completion in percent as printed, the share of its time gone."""

    progress: Progress
    completion: str
    due: Fraction
    outlook: Outlook


def standings(viewer: User, targets: Iterable[Target], *, cut_off: date) -> dict[int, Standing]:
    """By target, for those whose holder's figures the viewer may see; at the cut-off, or at the end of the target's period.

    A target that has not begun, or is of no figure, is left out. One computation for all holders of a period.
    """
    found: dict[int, Standing] = {}
    for period, rows in _by_period(targets).items():
        span = parse_period(period).span
        if span.start <= cut_off:
            found |= _of_period(viewer, rows, Span(span.start, min(span.end, cut_off)), span)
    return found


def _by_period(targets: Iterable[Target]) -> dict[str, list[Target]]:
    found: dict[str, list[Target]] = defaultdict(list)
    for row in targets:
        found[row.period].append(row)
    return found


def _of_period(viewer: User, rows: Sequence[Target], told: Span, span: Span) -> dict[int, Standing]:
    codes = [figure.code for figure in CATALOGUE if {row.indicator for row in rows} & set(figure.target_of)]
    asked = _asked(viewer, codes, told)
    if asked is None:
        return {}
    # Of a year's target and a half-year's one a figure shows the shorter; here each is told by itself.
    lines = tuple(line for line in asked.query.targets if line.period == rows[0].period)
    asked = replace(asked, query=replace(asked.query, targets=lines))
    holders = _within(asked.unit, rows)
    values = answers(asked, holders).by_unit if holders else {}
    found = {}
    for row in rows:
        one = _standing(row, values.get(row.holder_id, ()), told.end, span)
        if one is not None:
            found[row.pk] = one
    return found


def _asked(viewer: User, codes: Sequence[str], told: Span) -> Asked | None:
    """The question for all holders in reach; None for who may see no figures, or where the targets are of none."""
    try:
        return understand(viewer, Ask(f"{told.start}..{told.end}", None, codes)) if codes else None
    except BusinessError:
        return None


def _within(unit: Unit, rows: Iterable[Target]) -> list[Unit]:
    holders = {row.holder_id: row.holder for row in rows}
    return [holder for _, holder in sorted(holders.items()) if holder.path.startswith(unit.path)]


def _standing(row: Target, figures: Sequence[FigureValue], cut_off: date, span: Span) -> Standing | None:
    """By the figure that bears the indicator's code, else by the first whose targets are of it."""
    fitting = {figure.code for figure in CATALOGUE if row.indicator in figure.target_of}
    ordered = sorted(
        (figure for figure in figures if figure.code in fitting), key=lambda one: one.code != row.indicator
    )
    for figure in ordered:
        for aim in figure.targets:
            is_same = (aim.issuer, aim.tier, Fraction(aim.value)) == (row.issuer, row.tier, Fraction(row.value))
            outlook = outlook_of(aim.progress, span, cut_off) if is_same else None
            if outlook is not None and aim.progress is not None and aim.completion is not None:
                return Standing(aim.progress, aim.completion, due_share({}, span, cut_off), outlook)
    return None
