"""The basis of an order, looked at again: written down once per snapshot, told when it changes, and an order without it is not sent."""

from datetime import date

import pytest

from luodi.base.core.errors import NotPermitted
from luodi.base.notices.models import Notice
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.models import Order
from tests.domains.supervision import making
from tests.domains.supervision.making import clerk, draft, inspector, issued, on
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def noted(order: Order, *, stands: bool, key: str) -> bool:
    return services.note_basis(order, stands=stands, note="按新快照核对", key=key, actor=making.chief(), at=on(4))


def test_a_basis_that_goes_is_written_down_once_and_told_to_who_may_issue() -> None:
    order = draft("ACCOUNT")

    assert noted(order, stands=False, key="basis:2-1")
    assert not noted(order, stands=False, key="basis:2-1")

    order.refresh_from_db()
    assert (order.state, order.is_basis_gone) == ("DRAFT", True)
    assert Notice.objects.filter(recipient=inspector(), code="supervision.basis_changed").count() == 1
    assert selectors.step_differences()[1] == []
    with refused("orders.basis_gone"):
        services.issue_order(order, actor=inspector(), at=on(4), due_on=date(2023, 7, 31))


def test_a_basis_that_stands_again_lets_the_order_go() -> None:
    order = draft()
    noted(order, stands=False, key="basis:2-1")
    noted(order, stands=True, key="basis:3-1")

    assert services.issue_order(order, actor=making.chief(), at=on(4)).state == "ISSUED"


def test_an_order_on_its_way_keeps_its_state() -> None:
    order = making.signed(issued())

    noted(order, stands=False, key="basis:2-1")

    order.refresh_from_db()
    assert (order.state, order.is_basis_gone) == ("SIGNED", True)


def test_a_unit_does_not_speak_of_the_basis() -> None:
    order = issued()

    with refused("orgs.not_permitted", NotPermitted):
        services.note_basis(order, stands=False, note="不对", key="k", actor=clerk(), at=on(4))
