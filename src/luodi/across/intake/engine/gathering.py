"""Projects gathered out of rows: the same one in another sheet, the same one again, its payments, and whether its money can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.cells import text_of
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.duplicates import KnownRows, Likeness, Traits, investor_key, name_key, traits_of
from luodi.across.intake.engine.model import CapitalEntry, DateValue, DuplicateOf, Limits
from luodi.across.intake.engine.slips import is_arrival_slip
from luodi.across.intake.engine.spans import range_span, up_to_span
from luodi.domains.projects.rules import OPEN_START

_HUNDRED: Final = Decimal(100)


@dataclass(slots=True, eq=False)
class Gathered:
    """One project: its rows in reading order (the first made it), its payments, its repetitions."""

    rows: list[Draft]
    details: list[Draft] = field(default_factory=list)
    duplicates: list[Draft] = field(default_factory=list)
    counted: list[CapitalEntry] = field(default_factory=list)
    questioned: list[CapitalEntry] = field(default_factory=list)

    @property
    def first(self) -> Draft:
        """The row that made it."""
        return self.rows[0]

    def value(self, name: str) -> object:
        """A field as the first row that tells it says."""
        return next((draft.values[name] for draft in self.rows if name in draft.values), None)

    def day(self, name: str) -> DateValue | None:
        """A day that is not doubted (the ambiguous one is taken as ruled)."""
        draft = next((draft for draft in self.rows if name in draft.values), None)
        value = draft.values[name] if draft and not draft.is_doubted(name) else None
        return value if isinstance(value, DateValue) else None

    def contract(self) -> Decimal | None:
        """The contract in yuan, if it is known and not doubted; without an amount of its own it is the total investment."""
        for name, currency in (("contract_amount", "contract_currency"), ("total_investment", "currency")):
            draft = next((draft for draft in self.rows if name in draft.values), None)
            if draft is not None:
                amount = draft.values[name]
                is_sure = not draft.is_doubted(name) and draft.values.get(currency) == "CNY"
                return amount if is_sure and isinstance(amount, Decimal) else None
        return None


def gather(
    drafts: Sequence[Draft], local_places: Sequence[str], fields_of_block: dict[tuple[str, int], frozenset[str]]
) -> list[Gathered]:
    """The projects of all rows in reading order. Sets each row's outcome (merge, duplicate) and its project's number."""
    known = KnownRows()
    projects: list[Gathered] = []
    for draft in drafts:
        if draft.outcome == "skip":
            continue
        if draft.continues is not None:
            _continue(draft, projects)
            continue
        if draft.is_rejected:
            continue
        traits = traits_of(draft, local_places)
        same = _find(known, draft, traits, fields_of_block)
        if same is None:
            draft.project = len(projects)
            projects.append(Gathered([draft]))
        else:
            _join(draft, same, projects, fields_of_block)
        if draft.outcome != "duplicate":
            known.add(draft, traits)
    return projects


def _continue(draft: Draft, projects: list[Gathered]) -> None:
    of = draft.continues
    if of is None or of.project is None or draft.is_rejected:
        is_lost = draft.is_rejected or (of is not None and of.is_rejected)
        draft.outcome, draft.reason = ("reject", "") if is_lost else ("skip", "blank")
        if is_lost and of is not None and not draft.is_rejected and draft.table is not None:
            draft.complain("row.continues_rejected", draft.table.column("name"), "", other=of.row)
        return
    draft.project, draft.merged_into = of.project, of.ref
    projects[of.project].rows.append(draft)


def _find(
    known: KnownRows, draft: Draft, traits: Traits, fields_of_block: dict[tuple[str, int], frozenset[str]]
) -> tuple[Draft, Likeness] | None:
    elsewhere = known.find(traits, is_elsewhere=True)
    if elsewhere is None or _is_elsewhere(draft, elsewhere[0], fields_of_block):
        return elsewhere
    return known.find(traits, is_elsewhere=False)


def _is_elsewhere(draft: Draft, other: Draft, fields_of_block: dict[tuple[str, int], frozenset[str]]) -> bool:
    """Another sheet, or a table on the same sheet that tells other things."""
    if draft.sheet != other.sheet:
        return True
    return (
        draft.block != other.block
        and fields_of_block[draft.sheet, draft.block] != fields_of_block[other.sheet, other.block]
    )


def _join(
    draft: Draft,
    same: tuple[Draft, Likeness],
    projects: list[Gathered],
    fields_of_block: dict[tuple[str, int], frozenset[str]],
) -> None:
    other, likeness = same
    draft.project = other.project
    if other.project is None:
        return
    project = projects[other.project]
    if _is_elsewhere(draft, other, fields_of_block):
        draft.outcome, draft.merged_into = "merge", project.first.ref
        project.rows.append(draft)
        return
    draft.outcome = "duplicate"
    draft.duplicate = DuplicateOf(project.first.ref if other.merged_into else other.ref, likeness.score, likeness.why)
    project.duplicates.append(draft)


class ProjectIndex:
    """Projects found by name (and company, where one name stands for several)."""

    def __init__(self, projects: Sequence[Gathered], local_places: Sequence[str]) -> None:
        self._by_name: dict[str, list[int]] = {}
        self._projects = projects
        for number, project in enumerate(projects):
            traits = traits_of(project.first, local_places)
            for key in {traits.name, traits.bare_name}:
                self._by_name.setdefault(key, []).append(number)

    def find(self, name: str, investor: str) -> int | None:
        """The number of the project, or None when none or several fit."""
        numbers = self._by_name.get(name_key(name), [])
        if len(numbers) > 1 and investor:
            key = investor_key(investor)
            numbers = [
                number for number in numbers if investor_key(self._projects[number].first.text_of("investor")) == key
            ] or numbers
        return numbers[0] if numbers else None


def weigh_capital(project: Gathered, limits: Limits) -> None:
    """Which of a project's arrivals count: each once, after the signing, before the end, within 110 % of the contract."""
    if not project.details and not any(draft.capital for draft in project.rows):
        return
    signed, ended = project.day("signed_on"), project.day("side_since")
    is_ended = project.value("side_status") == "TERMINATED" or any(
        draft.values.get("side_status") == "TERMINATED" for draft in project.rows
    )
    contract = project.contract()
    ceiling = contract * limits.ceiling_percent / _HUNDRED if contract else None
    total = Decimal(0)
    for draft, place in _told_once(project):
        entry = draft.capital[place]
        code = entry.question or _fault(entry, signed, ended if is_ended else None)
        if (
            not code
            and ceiling is not None
            and contract is not None
            and entry.amount_in_yuan is not None
            and total + entry.amount_in_yuan > ceiling
        ):
            code = "money.unit_slip" if is_arrival_slip(entry.amount_in_yuan, contract) else "capital.over_ceiling"
        if code and not entry.question:
            entry = _refuse(draft, place, code, limits)
        if entry.question or entry.amount_in_yuan is None:
            project.questioned.append(entry)
        else:
            total += entry.amount_in_yuan
            project.counted.append(entry)


def _fault(entry: CapitalEntry, signed: DateValue | None, ended: DateValue | None) -> str:
    if signed is not None and entry.span_to < signed.first:
        return "capital.before_signing"
    return "capital.after_termination" if ended is not None and entry.span_from > ended.last else ""


def _refuse(draft: Draft, place: int, code: str, limits: Limits) -> CapitalEntry:
    column = draft.capital_columns[place]
    stated = text_of(draft.table.cell(draft.row, column)) if draft.table else ""
    blamed = draft.table.column("arrived_on") if draft.table and code == "capital.before_signing" else None
    draft.complain(code, blamed or column, stated, percent=limits.ceiling_percent)
    draft.capital[place] = replace(draft.capital[place], question=code)
    return draft.capital[place]


def _told_once(project: Gathered) -> list[tuple[Draft, int]]:
    """The arrivals of all rows, each told once, in order of time and rows.

    Rows of different sheets may tell the same money (a month's sheet and the year's); the finer telling wins, the payments most of
    all, and a longer span keeps only what they do not tell.
    """
    payments = [(draft, place) for draft in project.details for place in range(len(draft.capital))]
    own = [(draft, place) for draft in project.rows for place in range(len(draft.capital))]
    if len(project.rows) == 1 and not payments:
        return own
    taken = list(payments)
    kept: list[tuple[Draft, int]] = []
    for pair in sorted(own, key=lambda pair: _length(_entry(pair))):
        inside = [
            _entry(other)
            for other in taken
            if _is_other_teller(pair[0], other[0]) and _is_inside(_entry(other), _entry(pair))
        ]
        if not inside or _keep_rest(pair, inside):
            taken.append(pair)
            kept.append(pair)
    return [pair for pair in own if pair in kept] + payments


def _entry(pair: tuple[Draft, int]) -> CapitalEntry:
    return pair[0].capital[pair[1]]


def _length(entry: CapitalEntry) -> int:
    return (entry.span_to - entry.span_from).days


def _is_inside(inner: CapitalEntry, outer: CapitalEntry) -> bool:
    return outer.span_from <= inner.span_from and inner.span_to <= outer.span_to


def _is_other_teller(one: Draft, other: Draft) -> bool:
    """Another row that may tell the same money: not the row itself, nor one that goes on with it."""
    return (
        one is not other
        and one is not other.continues
        and one.continues is not other
        and (one.continues is None or one.continues is not other.continues)
    )


def _keep_rest(pair: tuple[Draft, int], inside: Sequence[CapitalEntry]) -> bool:
    """What a longer span tells beyond the finer ones, with the time before or after them; False when that is nothing."""
    entry = _entry(pair)
    if entry.amount_in_yuan is None:
        return False
    rest = entry.amount_in_yuan - sum((other.amount_in_yuan or Decimal(0) for other in inside), Decimal(0))
    first, last = min(other.span_from for other in inside), max(other.span_to for other in inside)
    if rest <= 0 or (first == entry.span_from and last == entry.span_to):
        return False
    if first > entry.span_from:
        before = first - timedelta(days=1)
        span = up_to_span(before) if entry.span_from == OPEN_START else range_span(entry.span_from, before)
    else:
        span = range_span(last + timedelta(days=1), entry.span_to)
    pair[0].capital[pair[1]] = replace(
        entry, span=span.name, span_from=span.first, span_to=span.last, amount_in_yuan=rest
    )
    return True
