"""The three orders of a period as a paper (RP10), those in the viewer's reach."""

from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils import timezone

from luodi.across.reports.engine.order_sheet import OrderEntry, OrderSheet, order_document, state_chart
from luodi.base.core.documents import write_docx, write_xlsx
from luodi.base.core.documents.drawing import draw_chart
from luodi.base.core.periods import Period
from luodi.base.core.text import masked_contacts
from luodi.base.orgs.models import Unit, User
from luodi.domains.supervision.models import Order, OrderStep
from luodi.domains.supervision.rules.orders import OPEN, OrderAct, OrderKind
from luodi.domains.supervision.selectors.visibility import visible_orders

KINDS: Final = tuple(kind.label for kind in OrderKind)
_ANSWERS: Final = (OrderAct.FINISH, OrderAct.REPLY, OrderAct.PLAN)
_CHECKS: Final = (OrderAct.CLOSE, OrderAct.CLOSE_UNCONFIRMED, OrderAct.RETURN, OrderAct.ESCALATE, OrderAct.REVOKE)


def order_sheet(viewer: User, unit: Unit, period: Period, on: date | None = None) -> OrderSheet:
    """Orders issued in the period to the unit or one below it, by kind and number."""
    day = on or timezone.localdate()
    rows = visible_orders(viewer).filter(issued_on__range=(period.first, period.last), unit__path__startswith=unit.path)
    told = rows.prefetch_related(Prefetch("steps", OrderStep.objects.order_by("pk"))).order_by("kind", "number", "pk")
    return OrderSheet(unit.label, period.label, day, tuple(_entry(row, day) for row in told))


def order_sheet_files(sheet: OrderSheet) -> tuple[bytes, bytes]:
    """The sheet as Word and its tables as a workbook."""
    chart = state_chart(sheet, KINDS)
    document = order_document(sheet, KINDS, None if chart is None else draw_chart(chart))
    return write_docx(document), write_xlsx(document)


def _entry(row: Order, on: date) -> OrderEntry:
    is_open = row.state in OPEN
    return OrderEntry(
        kind=row.get_kind_display(),
        number=row.number,
        title=row.title,
        basis=row.basis,
        demand=masked_contacts(row.text),
        unit=row.unit.label,
        handler=str(row.handler) if row.handler else "",
        contact=str(row.drafted_by),
        issued_on=row.issued_on,
        due_on=row.due_on,
        signed_on=row.signed_on,
        result=_last(row, _ANSWERS),
        opinion=_last(row, _CHECKS),
        state=row.get_state_display(),
        is_late=is_open and row.due_on is not None and row.due_on < on,
    )


def _last(row: Order, acts: tuple[OrderAct, ...]) -> str:
    """The words of the last step of these kinds."""
    told = [step.note for step in row.steps.all() if step.act in acts and step.note]
    return masked_contacts(told[-1])[:200] if told else ""
