"""`luodi orders`, and what `luodi verify` says of supervision."""

from datetime import date
from pathlib import Path

import pytest

from luodi.domains.supervision.models import Order
from luodi.interfaces.cli import verification
from tests.domains.supervision import making
from tests.interfaces.cli.conftest import Run

pytestmark = pytest.mark.django_db


def test_open_orders_with_whom_they_wait_for(run: Run) -> None:
    making.clerk(), making.head()
    late = making.issued()
    making.reported(making.issued(title="待核查的事"), making.on(5))

    answer = run("orders", "--on", "2023-07-06", "--json")

    document = answer.document
    assert (answer.status, document["open"], document["overdue"]) == (0, 2, 1)
    assert document["orders"][0]["number"] == late.number
    assert document["orders"][0]["waiting_on"] == {
        "party": "unit", "who": "东县", "what": "签收", "due_on": "2023-07-04", "days_overdue": 2,
    }  # fmt: skip
    assert [row["unit"] for row in document["units"]] == ["QJ-E"]
    assert [row["number"] for row in run("orders", "--on", "2023-07-06", "--overdue", "--json").document["orders"]] == [
        late.number
    ]
    assert run("orders", "--unit", "QJ-W", "--on", "2023-07-06", "--json").document["orders"] == []


def test_verify_finds_a_cached_day_that_no_step_says() -> None:
    making.closed(making.issued(), making.on(5))
    assert verification.check_supervision() == verification.Outcome("supervision", "督办缓存列与办理步骤", 1)

    Order.objects.update(due_on=date(2023, 1, 1))

    found = verification.check_supervision()
    assert found.checked == 1
    assert [fault.partition("：")[2] for fault in found.faults] == ["due_on 为 2023-01-01，应为 2023-07-12"]
    assert verification.check_supervision in [check.run for check in verification.CHECKS]


def test_one_order_is_written_as_word_and_an_unknown_number_writes_nothing(run: Run, tmp_path: Path) -> None:
    order, word = making.issued(), tmp_path / "交办单.docx"

    answer = run("order", order.number, "-o", word, "--json")

    assert (answer.status, answer.document["number"], answer.document["unit"]) == (0, order.number, "东县")
    assert word.read_bytes()[:2] == b"PK"
    missing = run("order", "招交〔2023〕99号", "-o", tmp_path / "无.docx")
    assert missing.status == 1
    assert "luodi orders" in missing.err
    assert not (tmp_path / "无.docx").exists()
