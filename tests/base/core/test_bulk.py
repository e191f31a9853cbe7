"""Rows appended in bulk are the rows that Django would have written one by one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from luodi.base.core import bulk
from luodi.domains.investors.models import Investor
from luodi.domains.projects.models import ExchangeRate, Project
from luodi.domains.projects.rules import Stage
from tests import factories

pytestmark = pytest.mark.django_db
COLUMNS = ("currency", "day", "rate")


def test_named_columns_are_written_and_the_others_take_their_defaults() -> None:
    clerk = factories.clerk()

    keys = bulk.append_rows(
        ExchangeRate,
        COLUMNS,
        [("USD", date(2023, 6, 30), Decimal("7.2258")), ("EUR", date(2023, 6, 30), Decimal("7.8771"))],
        source="外汇交易中心",
        recorded_by_id=clerk.pk,
        recorded_at=factories.AT,
    )

    rows = list(ExchangeRate.objects.filter(pk__in=keys).order_by("pk"))
    assert [row.pk for row in rows] == keys
    assert [(row.currency, row.rate, row.source, row.recorded_at) for row in rows] == [
        ("USD", Decimal("7.225800"), "外汇交易中心", factories.AT),
        ("EUR", Decimal("7.877100"), "外汇交易中心", factories.AT),
    ]


def test_instances_get_their_keys_and_are_what_save_would_have_written() -> None:
    saved = factories.project(name="一个一个存的")
    twin = Project.objects.get(pk=saved.pk)
    twin.pk, twin.code, twin.stage = None, "P2023-9999", Stage.SIGNED

    bulk.append_models([twin])

    stored = Project.objects.get(pk=twin.pk)
    assert stored.stage == "ST40"
    assert not twin._state.adding
    same = {"id", "code", "stage"}
    assert {k: v for k, v in model_to_dict(stored).items() if k not in same} == {
        k: v for k, v in model_to_dict(saved).items() if k not in same
    }


def test_a_row_saved_afterwards_gets_a_key_of_its_own() -> None:
    first = bulk.append_models([Investor(name="甲公司", name_key="甲"), Investor(name="乙公司", name_key="乙")])

    later = Investor.objects.create(name="丙公司", name_key="丙")

    assert later.pk > max(row.pk for row in first)


def test_the_number_of_statements_does_not_grow_with_the_rows() -> None:
    def asked(count: int, mark: str) -> int:
        rows = [Investor(name=f"{mark}{number}公司", name_key=f"{mark}{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as found:
            bulk.append_models(rows)
        return len(found)

    assert asked(3, "甲") == asked(300, "乙")


def test_constraints_judge_the_rows_and_nothing_of_a_refused_batch_stays() -> None:
    clerk = factories.clerk()
    rows = [("USD", date(2023, 6, 29), Decimal(7)), ("USD", date(2023, 6, 28), Decimal(-1))]

    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.append_rows(ExchangeRate, COLUMNS, rows, source="", recorded_by_id=clerk.pk, recorded_at=factories.AT)

    assert ExchangeRate.objects.count() == 0


def test_nothing_is_asked_for_no_rows() -> None:
    with CaptureQueriesContext(connection) as found:
        assert bulk.append_rows(Investor, ("name",), []) == []
        assert bulk.append_models([]) == []

    assert len(found) == 0
