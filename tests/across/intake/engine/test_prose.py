"""Sentences of clerks: what they tell as reached, with its day, and what is only a wish."""

from datetime import date

import pytest

from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.prose import told_days, told_state

CONTEXT = DateContext(2023)
AS_OF = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("已于5月开工，因土地问题停工", "started_on", "2023-05"),
        ("5月26日正式开工建设，现进行厂房基础施工", "started_on", "2023-05-26"),
        ("设备已安装完毕，6月20日投产", "produced_on", "2023-06-20"),
        ("已开工（2023年2月）", "started_on", "2023-02"),
        ("2022年10月竣工", "completed_on", "2022-10"),
    ],
)
def test_a_day_that_a_sentence_tells_is_the_day_of_its_event(text: str, field: str, value: str) -> None:
    days = told_days(text, CONTEXT, AS_OF)

    assert {name: day.value for name, day in days.items()} == {field: value}


@pytest.mark.parametrize(
    "text",
    [
        "正在办理环评手续，预计9月开工",
        "拟于5月开工",
        "5月开工手续办结",
        "9月开工",
        "投产后年税收3000万元",
        "5月举行开工仪式",
    ],
)
def test_plans_papers_and_days_to_come_are_no_events(text: str) -> None:
    assert told_days(text, CONTEXT, AS_OF) == {}


@pytest.mark.parametrize(
    ("text", "stage", "side"),
    [
        ("已于5月开工，因土地问题停工", "ST60", "SUSPENDED"),
        ("因企业资金链断裂，已解除协议", "", "TERMINATED"),
        ("现进行厂房基础施工", "ST60", ""),
        ("已正式投产", "ST80", ""),
        ("未开工（图纸设计中）", "", ""),
        ("投产后年税收3000万元", "", ""),
        ("盘活停产企业厂房", "", ""),
        ("已与运营公司对接", "", ""),
        ("目前正在办理环评手续，预计9月开工", "", ""),
        ("", "", ""),
    ],
)
def test_a_remark_tells_only_what_it_states_as_reached(text: str, stage: str, side: str) -> None:
    told = told_state(text)

    assert (told.stage, told.side) == (stage, side)
