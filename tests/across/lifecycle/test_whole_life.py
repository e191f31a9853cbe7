"""One project from its lead to full output: every gate is refused once for each thing that is missing, then passed."""

from datetime import date

import pytest

from luodi.across.lifecycle.rules.gates import Test
from luodi.across.lifecycle.selectors import gates
from luodi.across.lifecycle.services import gates as lifecycle
from luodi.base.approvals.rules import SlipAct
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.models import Project, StageEvent
from tests import factories, lives
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LIFE = (
    ("LEAD", date(2022, 9, 1), "ST10"),
    ("TALK", date(2022, 10, 1), "ST20"),
    ("CLEAR", date(2022, 12, 1), "ST25"),
    ("FRAMEWORK", date(2022, 12, 10), "ST30"),
    ("SIGN", date(2023, 2, 1), "ST40"),
    ("PREPARE", date(2023, 2, 20), "ST45"),
    ("LAND", date(2023, 3, 1), "ST50"),
    ("START", date(2023, 3, 20), "ST60"),
    ("COMPLETE", date(2023, 5, 30), "ST70"),
    ("PRODUCE", date(2023, 6, 10), "ST80"),
    ("FULL", date(2023, 6, 30), "ST90"),
)


def test_a_project_lives_from_its_lead_to_full_output_past_every_gate() -> None:
    project = bare_project()
    lives.people()
    for person in (factories.checker(), factories.project_office()):
        assert person.pk

    refusals = {event: pass_gate(project, event, on, stage) for event, on, stage in LIFE}

    assert refusals == {
        "LEAD": ["建设内容及规模", "联系电话（企业联系人）"],
        "TALK": ["责任人（定人定责）", "洽谈接洽记录（有日期、写明对方人员）"],
        "CLEAR": [
            "准入三条件评估表",
            "用地预审意见",
            "环评预审意见",
            "能耗预审意见",
            "安全预审意见",
            "尽职调查报告",
            "评审（决策）会议纪要（有会议文号）",
            "公平竞争审查结论",
            "合法性审查（法律）意见",
        ],
        "FRAMEWORK": ["框架（意向）协议文本（有签订日期）", "非约束性声明"],
        "SIGN": [
            "建设地点",
            "固定资产投资",
            "合同约定开工日",
            "合同约定投产（运营）日",
            "正式合同（双方盖章、有签订日期）",
            "履约与退出条款摘要",
        ],
        "PREPARE": ["运营主体营业执照", "备案证或核准批复（有文号）"],
        "LAND": ["用地（用房）权属：出让合同、不动产权证、租赁合同或用地批准"],
        "START": [
            "投资项目代码",
            "施工合同",
            "施工许可证或免办施工许可依据或批准的开工报告",
            "桩基、基础或主体施工照片（有时间和定位）",
            "两人现场核查符合",
        ],
        "COMPLETE": ["竣工验收（备案）材料"],
        "PRODUCE": [
            "生产许可证，或无需许可的说明",
            "环保验收，或无需验收的说明",
            "安全验收，或无需验收的说明",
            "当月用电或产量记录",
            "首张销售发票或完税证明",
            "生产（营业）现场照片（有时间和定位）",
        ],
        "FULL": ["达产核定表（达合同 80%）", "税务或统计部门数据证明"],
    }
    assert ledger.cache_differences() == []
    assert gates.ahead_of(project, today=date(2023, 7, 3)).following is None


def bare_project() -> Project:
    """A project of which only name, investor (with its credit code) and size are known."""
    project = lives.filled_project()
    empty = {name: None if name.endswith(("_on", "_in_wan")) else "" for name in lives.FILLED}
    lives.fill(project, **empty)
    return project


def pass_gate(project: Project, event: str, on: date, stage: str) -> list[str]:
    """Try the step until nothing is missing; the words of what it was refused for, one at a time."""
    named: list[str] = []
    filed = file_at_last(project, event, on, named)
    lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    while missing := gates.states_of_events([filed], today=on)[filed.pk].missing:
        with refused("lifecycle.missing") as caught:
            lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)
        assert all(state.row.label in caught.value.message for state in missing)
        named.append(missing[0].row.label)
        lives.meet(project, missing[0], event, on)
    lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)
    project.refresh_from_db()
    assert project.stage == stage
    return named


def file_at_last(project: Project, event: str, on: date, named: list[str]) -> StageEvent:
    """File the step once its fields are there; each empty one is named and then filled."""
    while True:
        state = gates.state_before(project, event, on=on, today=on)
        empty = [row for row in state.missing if row.row.test == Test.FIELD]
        if not empty:
            return lives.filed(project, event, on)
        with refused("lifecycle.fields") as caught:
            lives.filed(project, event, on)
        assert empty[0].row.label in caught.value.message
        named.append(empty[0].row.label)
        lives.meet(project, empty[0], event, on)
