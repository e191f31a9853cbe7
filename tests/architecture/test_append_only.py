"""Every table of facts refuses change: in Python (row, queryset, bulk) and, by trigger, in the database itself.

The row that is tried is made from the table's own description, so a new kind of fact is covered the day it is written.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from luodi.base.core.errors import BusinessError
from luodi.base.core.facts import AppendOnlyManager, AppendOnlyModel
from tests.architecture.source import product_models

FACTS = [model for model in product_models() if issubclass(model, AppendOnlyModel)]
every_fact = pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.label)
pytestmark = pytest.mark.django_db
REFUSAL = re.escape("facts.append_only")
FITTING: dict[str, dict[str, object]] = {
    "lifecycle.ClockMark": {"project_id": 1},
    "lifecycle.CompetenceRule": {"sample_percent": Decimal(5)},
    "lifecycle.ReviewItem": {"event_id": 1},
    "projects.Assignment": {"unit_id": 1},
    "projects.CarriedFact": {"event_from_id": 1, "event_to_id": 1},
    "projects.DutySetLine": {"role": "x", "paper": ""},
    "projects.SiteCheck": {"second_checker_id": 2},
    "reports.WeekCall": {"due_on": datetime.date(2023, 7, 3)},
}
"""What a row must say beside its samples so that the table's own conditions take it."""


def value_for(field: models.Field) -> object:
    """Any value that the column takes. Foreign keys dangle: they are checked at a commit that never comes."""
    if field.is_relation:
        return None if field.null else 1
    if field.has_default():
        return field.get_default()
    if field.choices:
        return "" if field.blank else field.flatchoices[0][0]
    samples: list[tuple[type[models.Field], object]] = [
        (models.DateTimeField, timezone.now()),
        (models.DateField, datetime.date(2023, 6, 30)),
        (models.BooleanField, False),
        (models.DecimalField, Decimal(1)),
        (models.IntegerField, 1),
        (models.JSONField, {}),
        (models.CharField, "x"),
        (models.TextField, "x"),
    ]
    return next(value for kind, value in samples if isinstance(field, kind))


def fresh(model: type[AppendOnlyModel]) -> AppendOnlyModel:
    samples = {field.attname: value_for(field) for field in model._meta.local_concrete_fields if not field.primary_key}
    return model(**samples | FITTING.get(model._meta.label, {}))


@pytest.fixture
def discarded() -> Iterator[None]:
    """Whatever is inserted is rolled back before any constraint is looked at."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def row(model: type[AppendOnlyModel], discarded: None) -> AppendOnlyModel:
    made = fresh(model)
    made.save()
    return made


def count(model: type[models.Model]) -> int:
    return model._default_manager.count()


def test_there_are_facts_to_test() -> None:
    assert {"projects.StageEvent", "projects.CapitalRecord", "approvals.SlipStep", "audit.AuditEntry"} <= {
        model._meta.label for model in FACTS
    }


@every_fact
def test_a_fact_has_no_other_manager(model: type[AppendOnlyModel]) -> None:
    assert all(isinstance(manager, AppendOnlyManager) for manager in model._meta.managers)


@every_fact
def test_a_second_save_is_refused(row: AppendOnlyModel, model: type[AppendOnlyModel]) -> None:
    before = count(model)

    for again in (row.save, lambda: row.save(force_update=True), lambda: row.save(update_fields=["id"])):
        with pytest.raises(BusinessError) as refused:
            again()
        assert refused.value.code == "facts.append_only"

    assert count(model) == before


@every_fact
def test_a_row_read_again_cannot_be_saved_either(row: AppendOnlyModel, model: type[AppendOnlyModel]) -> None:
    read = model._default_manager.get(pk=row.pk)

    with pytest.raises(BusinessError, match="只能追加"):
        read.save()


@every_fact
def test_a_delete_is_refused(row: AppendOnlyModel, model: type[AppendOnlyModel]) -> None:
    with pytest.raises(BusinessError, match="只能追加"):
        row.delete()

    assert model._default_manager.filter(pk=row.pk).exists()


@every_fact
def test_querysets_refuse_to_change_or_delete(row: AppendOnlyModel, model: type[AppendOnlyModel]) -> None:
    rows = model._default_manager.filter(pk=row.pk)

    for change in (
        lambda: rows.update(id=row.pk),
        rows.delete,
        lambda: rows.bulk_update([row], ["id"]),
        lambda: model._default_manager.update_or_create(pk=row.pk, defaults={}),
    ):
        with pytest.raises(BusinessError) as refused:
            change()
        assert refused.value.code == "facts.append_only"

    assert rows.count() == 1


def refused_by_the_database(statement: str) -> None:
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@every_fact
def test_the_database_refuses_changes_that_pass_by_python(model: type[AppendOnlyModel], discarded: None) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":  # SQLite has no TRUNCATE; here it must come before the row, whose keys dangle
        refused_by_the_database(f"TRUNCATE {table} CASCADE")
    row = fresh(model)
    row.save()

    refused_by_the_database(f"UPDATE {table} SET id = id + 1000")
    refused_by_the_database(f"DELETE FROM {table} WHERE id = {row.pk}")

    assert model._default_manager.filter(pk=row.pk).exists()


def test_a_table_that_looks_like_facts_is_one() -> None:
    # These two columns are Fact's; nobody writes them by hand into an ordinary table.
    alike = [
        model._meta.label
        for model in product_models()
        if {"recorded_at", "recorded_by"} <= {field.name for field in model._meta.get_fields()} and model not in FACTS
    ]

    assert alike == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_with_real_transactions_leaves_no_facts_and_the_guard_in_place(turn: str) -> None:
    rate = apps.get_model("projects", "ExchangeRate")
    user = get_user_model()._default_manager.create_user(username=turn)

    rate(currency="USD", day=datetime.date(2023, 6, 30), rate=7, recorded_at=timezone.now(), recorded_by=user).save()

    assert count(rate) == 1
    refused_by_the_database(f"DELETE FROM {rate._meta.db_table}")
