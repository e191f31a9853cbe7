"""A title that names another area or unit than the one chosen is a remark; names of companies and parks are none."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from luodi.across.intake.rules.places import is_area, names_same
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.intake.ledgers import write_ledger

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
ROWS = [["项目名称", "投资方", "总投资（万元）", "签约时间"], ["示例部件项目", "示例实业有限公司", 5000, "2023-02-01"]]


def told(folder: Path, title: str, unit: str = "QJ-E", name: str = "台账.xlsx") -> list[dict]:
    """The warnings about names when a ledger with that title comes in for the unit."""
    path = write_ledger(folder / name, {"台账": ROWS}, title=title)
    options = ImportOptions(as_of=date(2023, 6, 30))
    _, answer = import_file(path, unit=factories.unit(unit), options=options, actor=operator(), at=AT, dry_run=True)
    assert answer["sheets"][0]["rows"]["created"] == 1
    return [one for one in answer["warnings"] if one["code"] in ("title.other_unit", "unit.unknown")]


@pytest.mark.django_db
def test_a_title_of_another_area_is_told_once_with_both_names(tmp_path):
    (one,) = told(tmp_path, "松汀区2023年上半年招商引资项目台账")

    assert (one["sheet"], one["row"], one["code"]) == ("台账", 1, "title.other_unit")
    assert one["message"].startswith("工作表“台账”第 1 行的标题写的是“松汀区”，而归属单位选的是“东县”。")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("西县2023年招商引资项目台账", "QJ-E"),
        ("示例市2023年招商引资项目台账", "QJ-E"),
        ("东县2023年招商引资项目台账", "QJ"),
    ],
    ids=["a unit beside", "the unit above", "a unit below"],
)
def test_the_name_of_another_unit_of_the_instance_is_told(tmp_path, title, unit):
    assert [one["code"] for one in told(tmp_path, title, unit)] == ["title.other_unit"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title",
    [
        "东县2023年招商引资项目台账",
        "示例市东县2023年招商引资项目台账",
        "东县招商局2023年招商引资项目台账",
        "2023年招商引资项目台账",
        "示例智造产业园2023年招商项目台账",
        "经济开发区2023年招商项目台账",
        "示例区块链科技有限公司2023年招商项目台账",
        "重点项目（A区）2023年台账",
        "某某地区2023年招商项目台账",
    ],
)
def test_own_names_companies_and_parks_are_no_alarm(tmp_path, title):
    assert [one for one in told(tmp_path, title) if one["code"] == "title.other_unit"] == []


@pytest.mark.django_db
def test_an_office_may_write_its_districts_name_above_its_lists(tmp_path):
    root = factories.district()
    orgs.make_unit(code="SW", name="商务局", kind=UnitKind.OTHER, parent=root, actor=operator(), at=AT)

    assert [one for one in told(tmp_path, "示例市2023年招商项目台账", "SW") if one["code"] == "title.other_unit"] == []


@pytest.mark.django_db
def test_where_no_line_names_a_place_the_files_name_is_read(tmp_path):
    factories.district()
    path = tmp_path / "松汀区2023年招商项目台账.csv"
    path.write_text(
        "项目名称,投资方,总投资（万元）,签约时间\n示例部件项目,示例实业有限公司,5000,2023-02-01\n", encoding="utf-8"
    )

    _, answer = import_file(
        path, unit=factories.unit("QJ-E"), options=ImportOptions(), actor=operator(), at=AT, dry_run=True
    )

    (one,) = [one for one in answer["warnings"] if one["code"] == "title.other_unit"]
    assert one["message"].startswith("文件名写的是“松汀区”")


@pytest.mark.parametrize("name", ["松汀区", "鹤岭县", "云澜市", "白芷镇", "桐花街道"])
def test_areas_of_the_state_are_known_by_their_ending(name):
    assert is_area(name)


@pytest.mark.parametrize("name", ["开发区", "工业园区", "高新区", "示范区", "社区", "西部片区", "示例公司", "园区"])
def test_parts_of_units_are_no_areas(name):
    assert not is_area(name)


def test_short_and_long_names_of_a_unit_are_the_same():
    assert names_same("示例工业园区", "工业园区")
    assert not names_same("东县", "西县")
    assert not names_same("县", "东县")
