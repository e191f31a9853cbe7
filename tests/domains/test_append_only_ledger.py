"""A ledger as people have filled it: no fact of it can be changed or deleted, neither in Python nor in the database.

`tests/architecture/test_append_only.py` tries made-up rows of every table; here stand real ones with their relations.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from luodi.base.audit.selectors import check_chain
from luodi.base.core.errors import BusinessError
from luodi.base.core.facts import AppendOnlyModel
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.receipts import services as receipts
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.targets import services as targets
from tests.architecture.source import product_models
from tests.domains.incentives import audited as audited_incentives
from tests.domains.offers import audited as audited_offers
from tests.domains.projects import audited_plans, audited_records
from tests.domains.supervision import audited as audited_supervision
from tests.domains.targets import leader_cards, splits
from tests.factories import (
    AT,
    attachment,
    clerk,
    investor,
    officer,
    recognise,
    recognised_event,
    reversed_capital,
    signed_project,
    statistics_office,
    unit,
    user,
)
from tests.refusals import contents
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
FACTS = [
    model
    for model in product_models()
    if issubclass(model, AppendOnlyModel) and model.__module__.split(".")[1] in {"base", "domains"}
]
every_fact = pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.label)


@pytest.fixture
@remembered
def ledger() -> None:
    """Something of everything that is a fact."""
    row = signed_project()
    projects.enter_exchange_rate(
        "USD", day=date(2023, 3, 1), rate=Decimal("6.9"), source="中国人民银行", actor=statistics_office(), at=AT
    )
    projects.file_event(row, event="LAND", occurred_on=date(2023, 3, 1), actor=clerk(), at=AT, evidence=[attachment()])
    recognised_event(row, "START", date(2023, 4, 1))
    record = projects.file_capital(
        row,
        arrived_on=date(2023, 3, 1),
        amount_in_wan=Decimal(9),
        currency="USD",
        actor=clerk(),
        at=AT,
        evidence=[attachment()],
    )
    recognise(record.slip)
    reversed_capital(record, "1")
    fair = investors.file_activity(unit("QJ-E"), name="春季招商会", held_on=date(2023, 5, 1), actor=clerk(), at=AT)
    attended = {"companies_attending": 30, "projects_proposed": 4}
    investors.correct_attendance(fair, actor=clerk(), at=AT, reason="签到表核对", **attended)
    investors.file_trip(
        unit("QJ-E"),
        left_on=date(2023, 5, 1),
        returned_on=date(2023, 5, 3),
        place="深圳",
        met=[investor()],
        evidence=[attachment()],
        actor=clerk(),
        at=AT,
    )
    projects.propose_shares(
        row, {unit("QJ-W"): Decimal(100)}, valid_from=date(2023, 6, 1), actor=clerk(), at=AT, basis="流转协议"
    )
    targets.issue_target(
        unit("QJ"),
        indicator="S02",
        value=Decimal(120),
        measure="亿元",
        period="2023",
        issuer="市级",
        schedule="30/60/80/100",
        actor=user("r03"),
        at=AT,
    )
    for group in ("甲组", "乙组"):
        orgs.change_unit(
            unit("QJ-E"), name="东区", short_name="", kind=UnitKind.ZONE, group=group, actor=officer("sysadmin"), at=AT
        )
    receipts.once("a1b2c3d4e5f6a7b8", subject="site.problem", actor=clerk(), at=AT, act=lambda: "已收到")
    audited_records.something_of_everything()
    audited_records.something_of_every_side()
    audited_plans.something_of_everything()
    audited_offers.something_of_everything()
    audited_incentives.something_of_everything()
    splits.issued(splits.yearly())
    splits.signed_letter()
    leader_cards.issued()
    audited_supervision.something_of_everything()


def test_the_ledger_holds_something_of_every_kind_of_fact(ledger: None) -> None:
    empty = [model._meta.label for model in FACTS if not model._default_manager.exists()]

    assert empty == []
    assert len(FACTS) == 88


@every_fact
def test_no_fact_is_changed_or_deleted_in_python(ledger: None, model: type[AppendOnlyModel]) -> None:
    before = contents()
    row = model._default_manager.earliest("pk")
    rows = model._default_manager.filter(pk=row.pk)
    field = model._meta.concrete_fields[-1].attname

    for change in (
        row.save,
        row.delete,
        rows.delete,
        lambda: rows.update(**{field: getattr(row, field)}),
        lambda: rows.bulk_update([row], [field]),
        lambda: model._default_manager.bulk_create(
            [row], update_conflicts=True, unique_fields=["id"], update_fields=[field]
        ),
        lambda: model._default_manager.update_or_create(pk=row.pk, defaults={field: getattr(row, field)}),
    ):
        with pytest.raises(BusinessError) as refused:
            change()
        assert refused.value.code == "facts.append_only"

    assert contents() == before


@every_fact
def test_no_fact_is_changed_or_deleted_in_the_database(ledger: None, model: type[AppendOnlyModel]) -> None:
    before = contents()
    table, column = model._meta.db_table, model._meta.concrete_fields[-1].column
    statements = [
        f"UPDATE {table} SET {column} = {column}",
        f"UPDATE {table} SET id = -id",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE id = (SELECT MAX(id) FROM {table})",
    ]
    if connection.vendor == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    for statement in statements:
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert contents() == before
    assert check_chain().is_whole
