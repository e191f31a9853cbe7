"""Ledgers call units by a part of their names: the one unit that can be meant is taken, and people are told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_unit
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEAD: list[Cell] = ["项目名称", "投资方", "责任单位", "总投资（万元）", "签约时间"]


def named(code: str, name: str) -> Unit:
    return make_unit(code=code, name=name, kind=UnitKind.OTHER, parent=factories.unit("QJ"), actor=operator(), at=AT)


def taken_in(path: Path, *names: str) -> list[tuple[str, str]]:
    rows = [[f"第{n}号铝材项目", f"第{n}号铝业有限公司", name, 8000, "2023-03-01"] for n, name in enumerate(names)]
    file = write_ledger(path / "台账.xlsx", {"台账": [HEAD, *rows]})
    options = ImportOptions(recognise=True)
    answer = import_file(file, unit=factories.unit("QJ"), options=options, actor=operator(), at=AT)[1]
    return [(one["code"], one["message"]) for one in answer["warnings"]]  # type: ignore[attr-defined]


def units() -> list[str]:
    return [row.unit.code for row in Project.objects.order_by("pk").select_related("unit")]


def test_the_only_unit_whose_name_holds_the_words_is_taken_and_told(tmp_path: Path) -> None:
    named("PARK", "清江工业园区管委会")
    named("TOWN", "白芷镇人民政府")

    told = taken_in(tmp_path, "工业园区", "白芷镇", "白芷镇人民政府")

    assert units() == ["PARK", "TOWN", "TOWN"]
    assert told == [
        ("unit.likely", "“工业园区”按“清江工业园区管委会”归属，请核对；写全称就不再提醒"),
        ("unit.likely", "“白芷镇”按“白芷镇人民政府”归属，请核对；写全称就不再提醒"),
    ]


def test_words_that_fit_several_units_or_none_leave_the_row_with_the_importing_unit(tmp_path: Path) -> None:
    named("EAST", "东部工业园区管委会")
    named("WEST", "西部工业园区管委会")

    told = taken_in(tmp_path, "工业园区", "商务局")

    assert units() == ["QJ", "QJ"]
    assert [code for code, _ in told] == ["unit.unknown", "unit.unknown"]
