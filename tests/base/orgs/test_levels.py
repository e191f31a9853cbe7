"""What kinds and groups of units are called: a district has 区直部门 and 区领导, a city 市直部门 and 市领导."""

import pytest

from luodi.base.orgs.rules import Group, UnitKind, group_label, kind_label, level_of, unit_kind


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("松汀区", "区"),
        ("松汀区（演示）", "区"),
        ("甲县", "县"),
        ("乙市", "市"),
        ("丙州", "州"),
        ("丁旗", "旗"),
        ("示例开发区管委会", "区"),
    ],
)
def test_the_level_of_an_area_stands_at_the_end_of_its_name(name: str, level: str) -> None:
    assert level_of(name) == level


def test_labels_that_speak_of_a_city_speak_of_the_areas_own_level() -> None:
    assert [group_label("G3", level) for level in ("区", "县", "市")] == ["区直部门", "县直部门", "市直部门"]
    assert [kind_label(kind, "区") for kind in ("LEADERS", "DEPARTMENT")] == ["区领导", "区直部门"]


def test_other_labels_stay_as_they_are() -> None:
    others = [one for one in Group.values if one != "G3"]
    assert [group_label(one, "县") for one in others] == [str(Group(one).label) for one in others]
    assert kind_label("COUNTY", "区") == "县市区"


def test_a_list_of_units_may_name_the_leaders_of_any_level() -> None:
    assert {unit_kind(word) for word in ("市领导", "区领导", "县领导", "州领导")} == {UnitKind.LEADERS}
