"""One order as a Word paper with its receipt, in the viewer's reach."""

from luodi.across.reports.engine.order_paper import OrderMark, OrderPaper, paper_document
from luodi.base.core.documents import write_docx
from luodi.base.core.errors import NotVisible
from luodi.base.core.text import masked_contacts
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import OrderKind
from luodi.domains.supervision.selectors import chain_of, milestones_of, order, visible_orders


def order_paper(viewer: User, pk: int) -> OrderPaper:
    """The paper of an order in reach; NotVisible otherwise."""
    found = order(viewer, pk)
    before = next((one for one in chain_of(found, viewer) if one.pk == found.previous_id), None)
    return OrderPaper(
        kind=found.get_kind_display(),
        number=found.number,
        issuer=found.issuer.name,
        unit=found.unit.name,
        handler=str(found.handler) if found.handler else "",
        assists=tuple(line.unit.name for line in found.assists.select_related("unit").order_by("unit__path")),
        title=found.title,
        text=masked_contacts(found.text),
        basis=found.basis,
        project=f"{found.project.name}（{found.project.code}）" if found.project else "",
        previous="" if before is None else f"{before.number} {before.get_state_display()}",
        signer=str(found.issued_by) if found.issued_by else "",
        contact=_contact(found),
        issued_on=found.issued_on,
        sign_due_on=found.sign_due_on,
        plan_due_on=found.plan_due_on,
        due_on=found.due_on,
        marks=tuple(OrderMark(one.milestone.title, one.milestone.due_on) for one in milestones_of(found)),
        is_accountability=found.kind == OrderKind.ACCOUNT,
        is_basis_gone=found.is_basis_gone,
    )


def _contact(found: Order) -> str:
    """Who drafted it, unless that was the clock; then who sent it."""
    if not found.drafted_by.is_service:
        return str(found.drafted_by)
    return str(found.issued_by) if found.issued_by else ""


def order_by_number(viewer: User, number: str) -> Order:
    """The order in reach that bears the number; NotVisible otherwise."""
    found = visible_orders(viewer).filter(number=number.strip()).first() if number.strip() else None
    if found is None:
        raise NotVisible(f"没有找到文号为“{number}”的三单，请用 luodi orders 查看文号。", code="orders.not_visible")
    return found


def order_paper_document(paper: OrderPaper) -> bytes:
    """The paper as Word."""
    return write_docx(paper_document(paper))
