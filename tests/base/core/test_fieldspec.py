import pytest

from luodi.base.core.fieldspec import FieldSpec, FieldTable

NAME = FieldSpec("name", "项目名称", "text", aliases=("名称", "项目"), section="基本情况", listed=True)
TOTAL = FieldSpec("total_in_wan", "总投资", "money", unit="万元", aliases=("总投资(亿元)",), section="投资")
PHONE = FieldSpec("phone", "联系电话", "phone", section="基本情况", sensitive=True)
STARTED = FieldSpec("started_on", "开工日期", "date", section="进度", listed=True)
TABLE = FieldTable([NAME, TOTAL, PHONE, STARTED])


def test_fields_keep_their_order_and_are_found_by_name() -> None:
    assert list(TABLE) == [NAME, TOTAL, PHONE, STARTED]
    assert len(TABLE) == 4
    assert TABLE["phone"] is PHONE
    assert "phone" in TABLE
    assert "fax" not in TABLE
    with pytest.raises(KeyError):
        TABLE["fax"]


@pytest.mark.parametrize("header", ["项目名称", "名称", "项 目\n名称", "　项目　"])
def test_a_header_is_known_by_label_and_alias_however_it_is_spaced(header: str) -> None:
    assert TABLE.by_header(header) is NAME


def test_full_width_brackets_in_a_header_do_not_matter() -> None:
    assert TABLE.by_header("总投资（亿元）") is TOTAL


def test_an_unknown_header_belongs_to_no_field() -> None:
    assert TABLE.by_header("包抓领导") is None


def test_all_headers_can_be_had_for_matching() -> None:
    assert list(TABLE.headers) == ["项目名称", "名称", "项目", "总投资", "总投资(亿元)", "联系电话", "开工日期"]


def test_lists_masks_and_sections_follow_from_the_rows() -> None:
    assert TABLE.listed == (NAME, STARTED)
    assert TABLE.sensitive == (PHONE,)
    assert TABLE.sections == {"基本情况": (NAME, PHONE), "投资": (TOTAL,), "进度": (STARTED,)}


def test_a_name_cannot_stand_twice() -> None:
    with pytest.raises(ValueError, match="field name stands twice"):
        FieldTable([NAME, FieldSpec("name", "单位名称", "text")])


def test_two_fields_cannot_claim_one_header() -> None:
    with pytest.raises(ValueError, match="belongs to name and title"):
        FieldTable([NAME, FieldSpec("title", "标题", "text", aliases=("名 称",))])
