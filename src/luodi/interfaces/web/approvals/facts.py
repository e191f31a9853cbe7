"""What a slip is about, as the person who decides sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from luodi.across.assessment import selectors as assessment
from luodi.across.lifecycle.rules.gates import GateState
from luodi.across.lifecycle.selectors import gates as lifecycle
from luodi.across.lifecycle.selectors import gates_review
from luodi.across.lifecycle.selectors.queue import waits_for_city
from luodi.base.approvals.rules import SlipAct, SlipKind, steps
from luodi.base.core.workflow import Step
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Precision
from luodi.interfaces.web.approvals.asked import Asked, asked_by
from luodi.interfaces.web.ui import days, formats, gates, pages
from luodi.interfaces.web.ui.access import account, may
from luodi.interfaces.web.ui.gates import Shown

SHOWN = 200
SHOWN_PHOTOS = 12
NAMED = 3
"""So many facts of a slip stand in its row of the list."""
PICTURES = frozenset({"jpg", "png"})
PAGES = "pdf"


@dataclass(frozen=True, slots=True)
class Line:
    """One event or one arrival."""

    project: Any
    what: str
    when: str
    """As exactly as it is known."""
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
    gates: tuple[Shown, ...] = ()
    """How the events of the slip stand before their gates."""
    waiver: Any = None
    """The one waiver that the slip asks for, instead of lines."""
    asked: tuple[Asked, ...] = ()
    """A pause, milestones or a progress return that the slip is about, instead of lines."""

    @property
    def project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The one project the slip is about; None for a whole ledger."""
        found = {line.project.pk: line.project for line in self.lines}
        found |= {asked.proposal.project.pk: asked.proposal.project for asked in self.shares}
        found |= {self.waiver.project.pk: self.waiver.project} if self.waiver is not None else {}
        found |= {one.project.pk: one.project for one in self.asked}
        return next(iter(found.values())) if len(found) == 1 else None


def matter(slip: Any) -> Matter:  # noqa: ANN401 - pages know no models
    """The facts of the slip with their documents."""
    found = projects.facts_of_slip(slip)
    facts, about = [*found.events, *found.capital], asked_by(slip)
    lines = [_line(row) for row in islice(facts, SHOWN)]
    papers, shares = list(_papers(facts[:SHOWN])), tuple(_asked_shares(row) for row in found.shares)
    states = lifecycle.states_of_slips([slip], today=pages.today()).get(slip.pk, [])
    return Matter(
        lines,
        len(facts),
        [*papers, *_proofs(states), *(_paper(one.project.pk, file, file.name) for one in about for file in one.files)],
        assessment.adjustment_of_slip(slip),
        shares,
        tuple(gates.shown(row.project, state, filed=row) for row, state in states[:SHOWN]),
        gates_review.waiver_of_slip(slip),
        about,
    )


def _proofs(states: Iterable[tuple[Any, GateState]]) -> Iterable[Paper]:
    """The files of the documents and photos at which the gates looked, so that they are read beside the gate."""
    for row, state in states:
        looked = {pk for line in state.rows for pk in line.papers}
        for document in projects.documents_in_force([row.project_id]).filter(pk__in=looked):
            if document.attachment is not None:
                yield _paper(row.project_id, document.attachment, str(document))
        if any(line.row.targets[0].endswith("_PHOTOS") for line in state.rows):
            for photo in projects.site_photos([row.project_id])[:SHOWN_PHOTOS]:
                moment = formats.moment(photo.taken_at)
                yield _paper(row.project_id, photo.attachment, f"{photo.get_scene_display()} {moment}")


def _paper(project_pk: int, file: Any, name: str) -> Paper:  # noqa: ANN401 - pages know no models
    return Paper(project_pk, file.pk, name, file.size, file.kind in PICTURES, file.kind == PAGES)


def may_cut(slip: Any, buttons: Iterable[Step], found: Matter) -> bool:  # noqa: ANN401 - pages know no models
    """Whether the arrival may be recognised in part: one arrival of money, and the person may recognise it."""
    is_arrival = slip.kind == SlipKind.CAPITAL and found.count == 1 and (found.lines[0].amount or 0) > 0
    return is_arrival and any(step.code == SlipAct.RECOGNISE for step in buttons)


def steps_for(request: Any, slip: Any) -> list[Step]:  # noqa: ANN401 - pages know no models
    """The buttons: steps allowed from the slip's state for which the person has the right; never on what one has filed oneself,
    and no recognition of what belongs to the city.
    """
    own = slip.filed_by_id == account(request).pk
    is_of_city = waits_for_city(slip, account(request))
    return [
        step
        for step in steps(slip.kind).allowed(slip.state)
        if may(request, step.permission)
        and not (own and step.code in {SlipAct.VERIFY, SlipAct.RECOGNISE})
        and not (is_of_city and step.code == SlipAct.RECOGNISE)
    ]


def _line(row: Any) -> Line:  # noqa: ANN401 - pages know no models
    if hasattr(row, "arrived_on"):
        notes = [
            row.get_origin_display(),
            row.get_form_display(),
            f"凭证号 {row.voucher_no}" if row.voucher_no else "",
            row.reason,
        ]
        return Line(row.project, _what(row), days.known_time(row), row.amount_in_wan, _joined(notes))
    original, as_of = "", "台账口径日" if row.precision == Precision.AS_OF else ""
    if row.currency != "CNY" and row.amount_in_currency_wan is not None:
        original = f"原币 {formats.money_in(row.amount_in_currency_wan, row.currency)}"
    said = _joined([original, as_of, row.reason])
    return Line(row.project, _what(row), days.known_time(row), row.amount_in_wan, said)


def held(facts: Any) -> str:  # noqa: ANN401 - pages know no models
    """The facts of one slip in the words of a list: kind, time, amount; the first few, and how many there are."""
    rows = [*facts.events, *facts.capital]
    said = [_said(row) for row in rows[:NAMED]]
    return "；".join(said) + (f"；共 {len(rows)} 条" if len(rows) > NAMED else "")


def _said(row: Any) -> str:  # noqa: ANN401 - pages know no models
    amount = "" if row.amount_in_wan is None else f" {formats.money(row.amount_in_wan)}"
    return f"{_what(row)} {days.known_time(row)}{amount}"


def _what(row: Any) -> str:  # noqa: ANN401 - pages know no models
    if not hasattr(row, "arrived_on"):
        return str(row.get_event_display())
    return "冲减资金" if row.reverses_id else "到位资金"


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
            yield _paper(fact.project_id, item, item.name)
