"""What fell due in a span, by unit: how many lines, how many of them count, and their points."""

from dataclasses import dataclass
from fractions import Fraction

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, countable, here
from luodi.across.figures.engine.ledger import Ledger, day_number
from luodi.across.figures.rules.duties import Duty
from luodi.base.core.periods import Span


@dataclass(frozen=True, slots=True)
class Due:
    """The lines of a unit and those below it: their number, and the points of those that count.

    A line that was done gives one point, a visited place its mean mark.
    """

    number: int = 0
    points: Fraction = Fraction(0)


def due_lines(ledger: Ledger, span: Span, duty: Duty | None = None) -> Frame:
    """The lines whose day lies in the span, of one kind or of all: `counted_unit`, and `is_met` when done by its last day.

    A line without a unit of its own belongs to the unit of its project; where that project does not count, neither does
    the line.
    """
    day, last = nw.col("day"), day_number(span.end)
    rows = ledger.dues.filter((day >= day_number(span.start)) & (day <= last))
    if duty is not None:
        rows = rows.filter(nw.col("kind") == duty.value)
    owners = ledger.projects.select("project_id", nw.col("unit_id").alias("owner_id"))
    rows = rows.join(owners, on="project_id", how="left")
    return rows.with_columns(
        nw.coalesce("unit_id", "owner_id").alias("counted_unit"),
        (nw.col("done") <= last).fill_null(False).alias("is_met"),
    ).filter(~nw.col("counted_unit").is_null())


def dues_by_unit(ledger: Ledger, above: Frame, span: Span) -> dict[tuple[str, int], Due]:
    """The sums of every kind and unit in one pass. Marks of places with different numbers of judges are added as fractions."""
    rows = due_lines(ledger, span).join(above, on="counted_unit", how="inner")
    points = nw.when(nw.col("is_met")).then(nw.col("score")).otherwise(0).sum().cast(nw.Int64)
    number = countable(rows, ~nw.col("kind").is_null()).sum().cast(nw.Int64)
    sums = here(rows.group_by("kind", "node", "parts").agg(points.alias("points"), number.alias("number")))
    found: dict[tuple[str, int], Due] = {}
    for row in sums.rows(named=True):
        key = (str(row["kind"]), row["node"])
        before = found.get(key, Due())
        found[key] = Due(before.number + row["number"], before.points + Fraction(row["points"], row["parts"]))
    return found
