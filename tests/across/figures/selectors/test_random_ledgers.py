"""Random ledgers in the real database, all the way: rows, mart, answers. Each figure of each unit is what plain Python says.

The suite takes a few; `make ledgers` takes 300 on SQLite and 300 on PostgreSQL (LUODI_RANDOM_LEDGERS).
"""

import os
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from luodi.across.figures.rules import Calibre
from luodi.across.figures.rules.knowledge import Knowledge, Lock
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.across.figures.services import lock_period
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from tests.across.figures.engine.naive import figures
from tests.across.figures.engine.naive_book import Asked, Target
from tests.across.figures.engine.synthetic import Ledger
from tests.across.figures.engine.test_closed_periods import naive
from tests.across.figures.engine.test_engine_equals_naive import MOMENTS, close, ledgers, often
from tests.across.figures.written import Ground, Writer, ground, in_order_of_knowledge, in_whole_yuan

pytestmark = pytest.mark.django_db
NUMBER = int(os.environ.get("LUODI_RANDOM_LEDGERS", "8"))
PERIODS = ("2023H1", "2022", "2023-03", "2020-01-01..2023-06-30", "2023-02")


@pytest.fixture
def standing(db: None) -> Ground:
    return ground()


def aims(year: int) -> list[Target]:
    span = (date(year, 1, 1), date(year, 12, 31))
    return [
        Target(1, "S01", "市级", *span, Decimal(40), "个"),
        Target(2, "S01", "市级", *span, Decimal("7.5"), "个"),
        Target(1, "S02", "市级", *span, Decimal(120), "亿元"),
        Target(1, "S02", "区级", *span, Decimal(1600000), "万元"),
        Target(2, "C01", "市级", *span, Decimal("30.25"), "亿元"),
    ]


def fresh(settings: Settings, folders: pytest.TempPathFactory) -> None:
    """No mart and no answer of the ledger before."""
    settings.LUODI_MART = folders.mktemp("mart")
    cache.clear()


def answered(on: Ground, ask: Ask) -> dict[int, dict[str, list[Any]]]:
    """The values by unit and code, out of the database."""
    by_unit = answers(understand(operator(), ask), list(on.units.values())).by_unit
    found: dict[int, dict[str, list[Any]]] = {}
    for number, unit in on.units.items():
        for value in by_unit[unit.pk]:
            found.setdefault(number, {}).setdefault(value.code, []).append(value.exact)
    return found


def plain_rows(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    return {name: frame.rows(named=True) for name, frame in ledger.frames().items()}


@often(NUMBER)
@given(
    told=ledgers(),
    code=st.sampled_from(PERIODS),
    calibre=st.sampled_from(list(Calibre)),
    known_at=st.sampled_from([None, *MOMENTS]),
)
def test_every_figure_out_of_the_database_equals_the_plain_recomputation(
    standing: Ground,
    tmp_path_factory: pytest.TempPathFactory,
    settings: Settings,
    told: Ledger,
    code: str,
    calibre: Calibre,
    known_at: datetime | None,
) -> None:
    period, ledger = parse_period(code), in_whole_yuan(told)
    wanted = aims(period.last.year)
    fresh(settings, tmp_path_factory)

    with transaction.atomic():
        writer = Writer(standing)
        writer.write(ledger)
        for target in wanted:
            writer.aim(target)
        found = answered(standing, Ask(code, calibre=calibre.value, known_at=known_at))
        transaction.set_rollback(True)

    rows = plain_rows(ledger)
    for unit in range(1, 6):
        asked = Asked(period.first, period.last, unit, calibre.value, known_at, "PROMOTE", None, wanted)
        expected = {figure: answer.values for figure, answer in figures(rows, asked).items()}
        assert found[unit].keys() == expected.keys()
        wrong = [
            (figure, found[unit][figure], values)
            for figure, values in expected.items()
            if not close(figure, found[unit][figure], values)
        ]
        assert not wrong, (unit, wrong)


@often(NUMBER)
@given(told=ledgers(), month=st.sampled_from(["2023-05", "2023-06", "2023-07", "2023-08"]))
def test_what_is_recognised_after_a_close_counts_in_the_open_month_as_plain_python_says(
    standing: Ground, tmp_path_factory: pytest.TempPathFactory, settings: Settings, told: Ledger, month: str
) -> None:
    ledger = in_order_of_knowledge(in_whole_yuan(told))
    closed_at = MOMENTS[0] + timedelta(hours=1)
    span = parse_period(month).span
    fresh(settings, tmp_path_factory)

    with transaction.atomic():
        writer = Writer(standing)
        writer.write(ledger, upto=closed_at)
        lock_period(parse_period("2023-06"), actor=operator(), at=closed_at)
        writer.write(ledger, after=closed_at)
        found = answered(standing, Ask(month, codes=("S01", "P01", "C01")))
        transaction.set_rollback(True)

    known = Knowledge.of([Lock(date(2023, 6, 30), closed_at)])
    rows = plain_rows(ledger)
    for unit in range(1, 6):
        expected = {code: [naive(rows, code, span, known, unit)] for code in ("S01", "P01", "C01")}
        assert found[unit] == expected
