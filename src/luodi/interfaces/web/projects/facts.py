"""A project's facts as its tabs show them: events, capital records, documents, changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.money import plain
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules import OPEN_START, Event, Precision
from luodi.interfaces.web.ui import audit_words, badges, days, formats


@dataclass(frozen=True, slots=True)
class Document:
    """A file behind a fact."""

    pk: int
    name: str
    size: int
    of: str
    on: date
    by: str
    at: datetime
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """An event or a record as one line, with its slip's state and what may be done with it."""

    pk: int
    on: str
    title: str
    amount: Decimal | None
    state: badges.Badge
    notes: tuple[str, ...]
    documents: tuple[Document, ...]
    filed: str
    is_void: bool
    may_reverse: bool
    may_add: bool
    row: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the audit log of this project."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...]
    reason: str


def events(project: Any) -> list[Fact]:  # noqa: ANN401 - pages know no models
    """Every event, latest first."""
    return [_event(row) for row in reversed(projects.events(project))]


def capital(project: Any) -> list[Fact]:  # noqa: ANN401 - pages know no models
    """Every capital record, latest first."""
    return [_record(row) for row in reversed(projects.capital_records(project))]


def waiting_sum(rows: Iterable[Fact]) -> Decimal:
    """What is filed and not yet recognised."""
    return sum((row.amount or Decimal(0) for row in rows if row.row.slip.state in WAITING), Decimal(0))


def files(project: Any) -> list[Document]:  # noqa: ANN401 - pages know no models
    """The documents behind all facts, latest first."""
    found = [document for fact in (*events(project), *capital(project)) for document in fact.documents]
    return sorted(found, key=lambda document: document.pk, reverse=True)


def _event(row: Any) -> Fact:  # noqa: ANN401 - pages know no models
    title = f"撤销：{row.reverses}" if row.event == Event.REVOKE else row.get_event_display()
    notes = [f"台账口径日 {formats.day(row.occurred_on)}"] if row.precision == Precision.AS_OF else []
    if row.occasion_id:
        notes.append(f"签约活动：{row.occasion}")
    return _fact(row, title, row.occurred_on, row.amount_in_wan, notes)


def _record(row: Any) -> Fact:  # noqa: ANN401 - pages know no models
    title = "冲减" if row.reverses_id else row.get_origin_display()
    notes = [row.get_form_display()]
    if row.voucher_no:
        notes.append(f"凭证号 {row.voucher_no}")
    if row.span_from != row.span_to:
        notes.append(
            f"期间合计 {'开始' if row.span_from == OPEN_START else formats.day(row.span_from)} 至 {formats.day(row.span_to)}"
        )
    if row.currency != "CNY":
        notes.append(f"原币 {formats.money_in(row.amount_in_currency_wan, row.currency)}，汇率 {plain(row.rate)}")
    return _fact(row, title, row.arrived_on, row.amount_in_wan, notes)


def _fact(row: Any, title: str, day: date, amount: Decimal | None, notes: list[str]) -> Fact:  # noqa: ANN401 - pages know no models
    undone = [item for item in row.reversals.all() if item.slip.state == SlipState.RECOGNISED]
    pending = [item for item in row.reversals.all() if item.slip.state in WAITING]
    is_void = row.slip.state == SlipState.RETURNED or bool(undone and not hasattr(row, "arrived_on"))
    if row.reason:
        notes.append(row.reason)
    if row.batch:
        notes.append(f"导入批次 {row.batch}")
    if pending:
        notes.append("撤销待认定" if not hasattr(row, "arrived_on") else "冲减待认定")
    return Fact(
        row.pk,
        days.known_day(day, row.precision),
        title,
        amount,
        badges.Badge("已撤销") if undone and is_void else badges.slip_state(row.slip.state),
        tuple(notes),
        tuple(_document(item, row, title, day) for item in row.evidence_rows.all()),
        f"{row.recorded_by} 填报于 {formats.moment(row.recorded_at)}",
        is_void,
        not (is_void or pending or row.reverses_id),
        row.slip.state != SlipState.RETURNED,
        row,
    )


def _document(item: Any, row: Any, title: str, day: date) -> Document:  # noqa: ANN401 - pages know no models
    file = item.attachment
    is_later = item.recorded_at > row.recorded_at
    return Document(file.pk, file.name, file.size, title, day, str(item.recorded_by), item.recorded_at, is_later)


def changes(entries: Iterable[Any]) -> list[Change]:
    """Audit entries in words."""
    return [
        Change(
            entry.at,
            str(entry.actor) if entry.actor else "系统",
            audit_words.action(entry.action),
            tuple(_difference(name, pair) for name, pair in entry.changes.items()),
            entry.reason,
        )
        for entry in entries
    ]


def _difference(name: str, pair: Sequence[object]) -> str:
    label = PROJECT_FIELDS[name].label if name in PROJECT_FIELDS else audit_words.field(name)
    return audit_words.difference(label, audit_words.value(name, pair[0]), audit_words.value(name, pair[1]))
