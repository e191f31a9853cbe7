"""What a person says about columns: for the unit of the import and those below it, one column to a meaning."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from luodi.across.intake.models import ImportBatch, LayoutMapping
from luodi.across.intake.services import ImportOptions, receive, remember_mapping
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import User
from tests import factories
from tests.across.intake.ledgers import write_ledger

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEADER = ["项目名称", "投资方", "总投资（万元）", "签约时间", "五月数", "5月完成数", "备注", "备注"]
ROW = ["示例部件项目", "示例实业有限公司", 5000, "2023-02-01", 30, 40, "甲", "乙"]
pytestmark = pytest.mark.django_db


def batch(
    folder: Path, unit: str = "QJ-E", header: list[str] = HEADER, row: list[object] = ROW, actor: User | None = None
) -> ImportBatch:
    """The ledger of a unit, previewed."""
    path = write_ledger(folder / "台账.xlsx", {"台账": [header, row]}, title="2023年招商引资项目台账")
    return receive(
        path.read_bytes(),
        file_name=path.name,
        unit=factories.unit(unit),
        options=ImportOptions(as_of=date(2023, 6, 30)),
        actor=actor or factories.clerk(unit),
        at=AT,
    )


def said(found: ImportBatch) -> dict[str, str | None]:
    """Key of each column → field."""
    return {column["key"]: column["field"] for column in found.answer["sheets"][0]["columns"]}


def say(found: ImportBatch, mapping: dict[str, str], actor: User | None = None) -> ImportBatch:
    return remember_mapping(found, "台账", mapping, actor=actor or found.uploaded_by, at=AT)


def test_one_units_mapping_does_not_steer_another_units_import(tmp_path):
    say(batch(tmp_path, "QJ-E"), {"备注": "problems"})

    west, east = said(batch(tmp_path, "QJ-W")), said(batch(tmp_path, "QJ-E"))

    assert (west["备注"], east["备注"]) == ("remark", "problems")
    assert LayoutMapping.objects.get().unit.code == "QJ-E"


def test_what_a_unit_says_does_not_rise_to_the_unit_above(tmp_path):
    say(batch(tmp_path, "QJ-E"), {"备注": "problems"})

    above = said(batch(tmp_path, "QJ", actor=factories.statistics_office()))

    assert above["备注"] == "remark"


def test_what_the_bureau_says_of_its_form_holds_below_until_the_unit_says_otherwise(tmp_path):
    officer = factories.statistics_office()
    say(batch(tmp_path, "QJ", actor=officer), {"备注": "problems", "备注#2": "remark"}, officer)

    inherited = said(batch(tmp_path, "QJ-E"))
    own = said(say(batch(tmp_path, "QJ-E"), {"备注": "remark", "备注#2": ""}))
    beside = said(batch(tmp_path, "QJ-W"))

    assert (inherited["备注"], inherited["备注#2"]) == ("problems", "remark")
    assert (own["备注"], own["备注#2"]) == ("remark", None)
    assert (beside["备注"], beside["备注#2"]) == ("problems", "remark")


def test_two_columns_for_one_meaning_are_refused_and_nothing_is_remembered(tmp_path):
    found = batch(tmp_path)

    with pytest.raises(BusinessError, match="B列“投资方”和E列“五月数”都对应“投资方”。一个含义只能对应一列"):
        say(found, {"五月数": "investor"})

    assert LayoutMapping.objects.count() == 0


def test_a_column_may_take_the_meaning_that_another_gives_up(tmp_path):
    found = say(batch(tmp_path), {"备注": "", "备注#2": "remark"})

    assert (said(found)["备注"], said(found)["备注#2"]) == (None, "remark")


def test_a_column_whose_header_names_a_month_may_be_money_of_that_month(tmp_path):
    found = say(batch(tmp_path), {"5月完成数": "capital"})

    assert said(found)["5月完成数"] == "capital:2023-05"
    assert found.answer["facts"]["capital_records"] == 1


def test_two_columns_of_the_same_month_are_refused(tmp_path):
    found = batch(tmp_path)

    with pytest.raises(BusinessError, match="E列“五月数”和F列“5月完成数”都对应“到位资金 2023年5月”"):
        say(found, {"五月数": "capital", "5月完成数": "capital"})

    assert LayoutMapping.objects.count() == 0


def test_several_columns_of_different_months_are_allowed(tmp_path):
    header = ["项目名称", "投资方", "总投资（万元）", "签约时间", "4月完成数", "5月完成数"]
    found = batch(tmp_path, header=header, row=[*ROW[:4], 30, 40])

    done = say(found, {"4月完成数": "capital", "5月完成数": "capital"})

    assert (said(done)["4月完成数"], said(done)["5月完成数"]) == ("capital:2023-04", "capital:2023-05")


def test_money_without_a_time_in_its_header_is_refused_with_what_to_do(tmp_path):
    found = batch(tmp_path)

    with pytest.raises(BusinessError, match="列“备注”的表头没有写明是哪个月、哪个季度或哪一年"):
        say(found, {"备注": "capital"})


def test_columns_of_targets_can_be_corrected_too(tmp_path):
    header, row = ["指标名称", "承担者", "目标值", "年度"], ["签约项目数", "东县", 40, "2023"]
    officer = factories.statistics_office()
    found = batch(tmp_path, "QJ", header=header, row=row, actor=officer)

    done = say(found, {"承担者": "holder"}, officer)

    assert said(done)["承担者"] == "holder"
    assert done.answer["sheets"][0]["columns"][1]["how"] == "remembered"


def test_of_a_table_of_indicators_one_column_can_be_left_alone(tmp_path):
    header, row = ["乡镇", "签约个数（个）", "合同额（亿元）", "到位资金（万元）"], ["东县", 4, 2, 500]
    officer = factories.statistics_office()
    path = write_ledger(tmp_path / "任务.xlsx", {"台账": [header, row]}, title="2023年目标任务分解表")
    options = ImportOptions(as_of=date(2023, 6, 30))
    found = receive(
        path.read_bytes(), file_name=path.name, unit=factories.unit("QJ"), options=options, actor=officer, at=AT
    )

    done = say(found, {"到位资金（万元）": ""}, officer)

    assert list(said(done).values()) == ["holder", "target", "target", None]
