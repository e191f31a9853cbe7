"""Problems that stood open at a day, by what they are about: figures and items of papers (seeds 000, 002, 004)."""

from collections import Counter
from collections.abc import Sequence

from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.selectors.material import Asked, counted_fact
from luodi.domains.supervision.models import Issue
from luodi.domains.supervision.rules.issues import IssueCategory
from luodi.domains.supervision.selectors import visible_issues


def open_issues(asked: Asked) -> list[Issue]:
    """The problems of the unit and below that were raised by the period's end and not ended by then."""
    day = asked.period.last
    rows = visible_issues(asked.viewer).filter(unit__path__startswith=asked.unit.path, raised_on__lte=day)
    return [issue for issue in rows.order_by("pk") if issue.ended_on is None or issue.ended_on > day]


def factor_items(rows: Sequence[Issue]) -> tuple[tuple[Item, ...], dict[str, FigureValue]]:
    """The kinds of problems, the most frequent first, and how many of each: `factors.LAND`."""
    counted = Counter(issue.category for issue in rows)
    labels = dict(IssueCategory.choices)
    ordered = sorted(counted, key=lambda code: (-counted[code], code))
    items = tuple(Item({"factor": str(labels[code]), "key": f"factors.{code}"}) for code in ordered)
    book = {
        f"factors.{code}": counted_fact(f"{labels[code]}问题数", counted[code], "件", "问题登记") for code in ordered
    }
    return items, {**book, "factors.open": counted_fact("未销号问题数", len(rows), "件", "问题登记")}
