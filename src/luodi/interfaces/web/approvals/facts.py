"""What a slip is about, as the person who decides sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from luodi.across.assessment import selectors as assessment
from luodi.base.approvals.rules import SlipAct, steps
from luodi.base.core.workflow import Step
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.ui import formats, pages
from luodi.interfaces.web.ui.access import account, may

SHOWN = 200
PICTURES = frozenset({"jpg", "png"})
PAGES = "pdf"


@dataclass(frozen=True, slots=True)
class Line:
    """One event or one arrival."""

    project: Any
    what: str
    on: date
    amount: Decimal | None
    notes: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document; pictures are shown beside the form."""

    project_pk: int
    pk: int
    name: str
    size: int
    is_picture: bool
    is_readable: bool
    """Whether the browser can show its pages beside the form."""


@dataclass(frozen=True, slots=True)
class AskedShares:
    """A set of unit shares that is asked for, each unit with its percent of today, and units that would have none any more."""

    proposal: Any
    lines: tuple[tuple[Any, Decimal | None, Decimal | None], ...]
    """Unit, percent in force today, percent asked for; None where the unit has none."""


@dataclass(frozen=True)
class Matter:
    """The lines of a slip (at most SHOWN), how many there are in all, and the documents."""

    lines: list[Line]
    count: int
    papers: list[Paper]
    adjustment: Any = None
    """The one correction of an assessment that the slip is about, instead of lines."""
    shares: tuple["AskedShares", ...] = ()
    """The unit shares that the slip asks for, instead of lines."""

    @property
    def project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The one project the slip is about; None for a whole ledger."""
        found = {line.project.pk: line.project for line in self.lines}
        found |= {asked.proposal.project.pk: asked.proposal.project for asked in self.shares}
        return next(iter(found.values())) if len(found) == 1 else None


def matter(slip: Any) -> Matter:  # noqa: ANN401 - pages know no models
    """The facts of the slip with their documents."""
    found = projects.facts_of_slip(slip)
    facts = [*found.events, *found.capital]
    lines = [_line(row) for row in islice(facts, SHOWN)]
    papers, shares = list(_papers(facts[:SHOWN])), tuple(_asked_shares(row) for row in found.shares)
    return Matter(lines, len(facts), papers, assessment.adjustment_of_slip(slip), shares)


def steps_for(request: Any, slip: Any) -> list[Step]:  # noqa: ANN401 - pages know no models
    """The buttons: steps allowed from the slip's state for which the person has the right; never on what one has filed oneself."""
    own = slip.filed_by_id == account(request).pk
    return [
        step
        for step in steps(slip.kind).allowed(slip.state)
        if may(request, step.permission) and not (own and step.code in {SlipAct.VERIFY, SlipAct.RECOGNISE})
    ]


def _line(row: Any) -> Line:  # noqa: ANN401 - pages know no models
    if hasattr(row, "arrived_on"):
        notes = [
            row.get_origin_display(),
            row.get_form_display(),
            f"凭证号 {row.voucher_no}" if row.voucher_no else "",
            row.reason,
        ]
        what = "冲减资金" if row.reverses_id else "到位资金"
        return Line(row.project, what, row.arrived_on, row.amount_in_wan, _joined(notes))
    original = ""
    if row.currency != "CNY" and row.amount_in_currency_wan is not None:
        original = f"原币 {formats.money_in(row.amount_in_currency_wan, row.currency)}"
    return Line(
        row.project, row.get_event_display(), row.occurred_on, row.amount_in_wan, _joined([original, row.reason])
    )


def _asked_shares(proposal: Any) -> AskedShares:  # noqa: ANN401 - pages know no models
    asked = {line.unit: line.share_percent for line in proposal.lines.all()}
    in_force = projects.shares_in_force(proposal.project, pages.today())
    now = {share.unit: share.share_percent for share in in_force if share.role == proposal.role}
    return AskedShares(
        proposal, tuple((unit, now.get(unit), asked.get(unit)) for unit in dict.fromkeys([*asked, *now]))
    )


def _joined(notes: Iterable[str]) -> str:
    return "；".join(note for note in notes if note) or formats.UNKNOWN


def _papers(facts: Iterable[Any]) -> Iterable[Paper]:
    for fact in facts:
        for item in fact.evidence.all():
            yield Paper(fact.project_id, item.pk, item.name, item.size, item.kind in PICTURES, item.kind == PAGES)
