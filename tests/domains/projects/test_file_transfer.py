"""移交: by circulation order and share table; the project is the new unit's once it is recognised."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.domains.projects import selectors, services
from tests.factories import AT, clerk, signed_project, statistics_office, transferred, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 1)


def test_unit_and_shares_change_with_the_recognition_and_not_before() -> None:
    row = signed_project()
    event = services.file_transfer(
        row,
        to_unit=unit("QJ-W"),
        shares={unit("QJ-E"): Decimal(30), unit("QJ-W"): Decimal(70)},
        occurred_on=DAY,
        order_no="流转〔2023〕1号",
        reason="用地在西县",
        actor=clerk(),
        at=AT,
    )
    row.refresh_from_db()
    assert (row.unit.code, row.side_status) == ("QJ-E", "NORMAL")

    services.decide(event.slip, "verify", actor=user("r10", "QJ-E"), at=AT)
    services.decide(event.slip, "recognise", actor=user("r05"), at=AT)

    row.refresh_from_db()
    assert (row.unit.code, row.side_status) == ("QJ-W", "TRANSFERRED")
    now, before = (selectors.shares_in_force(row, day) for day in (DAY, date(2023, 4, 30)))
    assert [(share.unit.code, share.share_percent) for share in now] == [("QJ-W", 70), ("QJ-E", 30)]
    assert [(share.unit.code, share.share_percent) for share in before] == [("QJ-E", 100)]
    assert selectors.projects(clerk("QJ-W")).filter(pk=row.pk).exists()


def test_what_a_transfer_needs() -> None:
    row = signed_project()

    def asked(to: str = "QJ-W", percent: int = 100, order: str = "1号") -> None:
        services.file_transfer(
            row,
            to_unit=unit(to),
            shares={unit("QJ-W"): Decimal(percent)},
            occurred_on=DAY,
            order_no=order,
            reason="用地在西县",
            actor=clerk(),
            at=AT,
        )

    with refused("transfer.same"):
        asked(to="QJ-E")
    with refused("shares.sum"):
        asked(percent=90)
    with refused("sides.missing"):
        asked(order=" ")


def test_a_transfer_is_given_back_by_another_transfer() -> None:
    row = signed_project()
    event = transferred(row, {"QJ-W": 100}, on=DAY)

    actor = statistics_office()
    with refused("transfer.undo"):
        services.reverse_event(event, actor=actor, at=AT, reason="误办")
    transferred(row, {"QJ-E": 100}, on=date(2023, 6, 1), to="QJ-E")

    assert row.unit.code == "QJ-E"
