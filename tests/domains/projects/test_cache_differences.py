"""The cached columns against the replay of the facts: `cache_differences` finds what should never be."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors import CacheDifference, verification
from tests.factories import project, recognised_capital, recognised_event, reversed_capital, signed_project

pytestmark = pytest.mark.django_db


def test_a_sound_ledger_has_none() -> None:
    row = signed_project()
    recognised_event(row, "START", date(2023, 4, 1))
    reversed_capital(recognised_capital(row, "300.3", date(2023, 4, 1)), "100.1")
    project()

    assert selectors.cache_differences() == []


@pytest.mark.parametrize(
    ("column", "wrong", "right"),
    [
        ("stage", "ST60", "ST40"),
        ("side_status", "SUSPENDED", "NORMAL"),
        ("side_since", date(2023, 4, 1), None),
        ("framework_on", date(2023, 1, 1), None),
        ("signed_on", date(2023, 2, 2), date(2023, 2, 1)),
        ("landed_on", date(2023, 3, 1), None),
        ("started_on", date(2023, 3, 1), None),
        ("completed_on", date(2023, 3, 1), None),
        ("produced_on", date(2023, 3, 1), None),
        ("capital_in_wan", Decimal("300.0001"), Decimal(300)),
        ("contract_in_wan", None, Decimal(1000)),
    ],
)
def test_a_column_that_says_something_else_is_named_with_both_values(column: str, wrong: object, right: object) -> None:
    row = signed_project()
    recognised_capital(row, "300", date(2023, 3, 1))
    Project.objects.filter(pk=row.pk).update(**{column: wrong})

    assert selectors.cache_differences() == [CacheDifference(row.pk, row.code, column, wrong, right)]


def test_refreshing_mends_it() -> None:
    row = signed_project()
    Project.objects.filter(pk=row.pk).update(stage="ST10", contract_in_wan=None)

    assert services.refresh_projects([row.pk]) == 1

    assert selectors.cache_differences() == []


def test_all_projects_are_read_a_chunk_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [signed_project() for _ in range(5)]
    Project.objects.update(stage="ST90")
    monkeypatch.setattr(verification, "_CHUNK", 2)

    with CaptureQueriesContext(connection) as asked:
        found = selectors.cache_differences()

    assert [difference.project_id for difference in found] == [row.pk for row in rows]
    # Three chunks of projects, each with its events, sums and contracts, and the empty one that ends the reading.
    assert len(asked) == 3 * 4 + 1
