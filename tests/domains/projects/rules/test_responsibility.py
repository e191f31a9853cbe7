"""Sets of roles and papers: what is due at a stage, when a visit is due."""

from datetime import date

import pytest

from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules.responsibility import (
    PRESETS,
    SetLine,
    lines_due,
    needs_duties,
    require_holder,
    require_sound_lines,
    visit_due_on,
)

BY_CODE = {preset.code: preset for preset in PRESETS}


def test_the_presets_are_sound_and_bear_the_names_of_the_field() -> None:
    for preset in PRESETS:
        require_sound_lines(preset.lines)
    assert [preset.name for preset in PRESETS] == ["三专", "四个一", "三个一", "五位一体"]
    assert [len(BY_CODE[code].lines) for code in ("SZ", "SIGY", "SGY", "WWYT")] == [3, 4, 3, 5]


@pytest.mark.parametrize(
    ("stage", "labels"),
    [
        ("ST10", []),
        ("ST20", ["包抓领导", "牵头部门", "属地单位"]),
        ("ST40", ["包抓领导", "牵头部门", "属地单位", "首席服务员"]),
        ("ST60", ["包抓领导", "牵头部门", "属地单位", "首席服务员", "驻工地专员"]),
    ],
)
def test_a_set_asks_for_more_as_the_project_comes_on(stage: str, labels: list[str]) -> None:
    assert [line.label for line in lines_due(BY_CODE["WWYT"].lines, stage)] == labels


@pytest.mark.parametrize(
    ("stage", "side", "needs"),
    [
        ("ST10", "NORMAL", False),
        ("ST20", "NORMAL", True),
        ("ST60", "SUSPENDED", True),
        ("ST90", "NORMAL", False),
        ("ST40", "RETURNED", True),
        ("ST40", "TERMINATED", False),
        ("ST20", "LOST", False),
        ("ST50", "MERGED", False),
    ],
)
def test_somebody_answers_from_talks_until_the_end(stage: str, side: str, needs: bool) -> None:
    assert needs_duties(stage, side) is needs


def test_a_visit_is_due_after_the_last_one_or_after_the_duty_began() -> None:
    begun = date(2023, 3, 1)

    assert visit_due_on(begun, None, 30) == date(2023, 3, 31)
    assert visit_due_on(begun, date(2023, 3, 20), 30) == date(2023, 4, 19)
    assert visit_due_on(begun, date(2023, 2, 1), 30) == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("role", "person", "unit", "is_right"),
    [
        ("LEADER", True, False, True),
        ("LEADER", False, True, False),
        ("TASK_FORCE", False, True, True),
        ("TASK_FORCE", True, False, False),
        ("SITE", False, False, False),
        ("SITE", True, True, False),
    ],
)
def test_some_roles_are_for_people_and_some_for_units(role: str, person: bool, unit: bool, is_right: bool) -> None:
    if is_right:
        require_holder(role, has_person=person, has_unit=unit)
        return
    with pytest.raises(BusinessError) as caught:
        require_holder(role, has_person=person, has_unit=unit)
    assert caught.value.code == "duties.holder"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [SetLine("甲", role="LEADER"), SetLine("乙", role="LEADER")],
        [SetLine("甲", role="LEADER", visit_every_days=0)],
        [SetLine("甲", role="LEADER", visit_every_days=400)],
        [SetLine("甲", role="TASK_FORCE", visit_every_days=7)],
        [SetLine("甲", paper="PLAN", visit_every_days=7)],
    ],
)
def test_an_unsound_set_is_refused(lines: list[SetLine]) -> None:
    with pytest.raises(BusinessError) as caught:
        require_sound_lines(lines)
    assert caught.value.code == "duties.lines"
