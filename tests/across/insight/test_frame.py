"""What stands around pages: what waits and is unread in one question, units and chains of a list in another."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from luodi.across.insight.selectors import Attention, attention, first_fact_on, list_options
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.approvals.selectors import waiting_slips
from luodi.base.notices import selectors as notices
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator, remembered_rights, visible_units
from luodi.domains.chains.services import make_chain
from luodi.domains.projects.models import CapitalRecord
from luodi.domains.projects.rules import OPEN_START, Permission
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
Queries = Callable[[int], object]
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)


def test_what_waits_and_is_unread_is_counted_in_one_question(django_assert_num_queries: Queries) -> None:
    clerk, checker = factories.clerk(), factories.checker()
    factories.filed_event(factories.project(), "SIGN", factories.SIGNED_ON)
    expected = Attention(waiting_slips(checker).count(), notices.unread(checker).count())

    with remembered_rights():
        attention(checker)
        with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context manager
            found = attention(checker)

    assert found == expected == Attention(1, 1)
    assert attention(clerk) == Attention(0, 0)


def test_nobody_has_nothing_to_attend_to() -> None:
    assert attention(AnonymousUser()) == Attention(0, 0)  # type: ignore[arg-type]  # error pages of people signed out


def test_a_list_offers_the_units_in_reach_in_tree_order_and_the_chains_by_code() -> None:
    factories.project()
    for code in ("CH02", "CH01"):
        make_chain(f"{code}产业链", actor=factories.user("r03"), at=factories.AT, code=code)
    viewer = factories.statistics_office()

    offered = list_options(viewer)

    units = list(visible_units(viewer, Permission.VIEW))
    assert [(unit.pk, unit.code, unit.parent_id) for unit in offered.units] == [
        (unit.pk, unit.code, unit.parent_id) for unit in units
    ]
    assert [unit.is_branch for unit in offered.units] == [Unit.objects.filter(parent=unit).exists() for unit in units]
    assert [chain.code for chain in offered.chains] == ["CH01", "CH02"]


def test_money_told_from_the_beginning_on_opens_no_period_before_its_last_day(tmp_path: Path) -> None:
    head: list[Cell] = ["项目名称", "投资方", "总投资（万元）", "签约时间", "截至2021年底累计到位资金（万元）"]
    row: list[Cell] = ["甲号铝材项目", "甲号铝业有限公司", 9000, "2021-08-01", 600]
    file = write_ledger(tmp_path / "台账.xlsx", {"台账": [head, row]})
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))

    import_file(file, unit=factories.unit("QJ"), options=options, actor=operator(), at=AT)

    assert CapitalRecord.objects.get().span_from == OPEN_START
    assert first_fact_on() == date(2021, 8, 1)
