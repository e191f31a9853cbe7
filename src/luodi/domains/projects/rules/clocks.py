"""The clocks of a project (domain/04 §4.3): talks end after 3 or 6 months, signed projects start by 31 March."""

from datetime import date
from typing import Final

from luodi.base.core.periods import add_months
from luodi.domains.projects.rules.words import NegotiationClass

NEGOTIATION_MONTHS: Final = {NegotiationClass.ORDINARY.value: 3, NegotiationClass.MAJOR.value: 6}
_BOTTOM_LINE: Final = (3, 31)


def talks_due_on(talks_from: date, negotiation_class: str) -> date:
    """The day by which talks lead to a contract: 3 calendar months, major projects 6 (seed 001, T-001c)."""
    return add_months(talks_from, NEGOTIATION_MONTHS[negotiation_class])


def bottom_line(signed_on: date, planned_start_on: date | None = None) -> date:
    """The day by which a signed project starts: 31 March of the year after, or earlier by contract (seed 001)."""
    latest = date(signed_on.year + 1, *_BOTTOM_LINE)
    return latest if planned_start_on is None else min(latest, planned_start_on)
