"""The hand-over pack: everything a person answers for, put together exactly, and only what the viewer may see."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from luodi.across.reports.engine.handover import HeldProject, OrderLine, Pack, PastLine, PromiseLine, pack_document
from luodi.across.reports.selectors.handover import handover_document, handover_pack
from luodi.base.core.documents import Note, Paragraph, Table
from luodi.base.core.errors import NotVisible
from luodi.domains.projects import services
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import ProjectValues
from tests.domains.projects.duties import assigned, person, sets, visited
from tests.factories import AT, checker, clerk, project_office, recognised_capital, signed_project

ON = date(2023, 7, 3)


def told(subject: Project) -> None:
    """The project with its agreed days."""
    values = ProjectValues(
        name=subject.name,
        unit=subject.unit,
        investor=subject.investor,
        total_investment_in_wan=subject.total_investment_in_wan,
        planned_start_on=date(2023, 6, 1),
        planned_completion_on=date(2025, 6, 1),
    )
    services.change_project(subject, values, actor=clerk(), at=AT)


@pytest.mark.django_db
def test_a_pack_holds_projects_history_promises_and_next_steps() -> None:
    sets()
    subject, boss = signed_project(name="铝材项目"), person("周正")
    told(subject)
    subject.refresh_from_db()
    assigned(subject, boss)
    recognised_capital(subject, "120", date(2023, 4, 1))
    visited(subject, boss, date(2023, 6, 20))

    pack = handover_pack(project_office(), boss.pk, ON)

    assert pack.projects == [
        HeldProject(
            "铝材项目",
            subject.code,
            "包抓领导",
            date(2023, 3, 1),
            "正式签约",
            "东县",
            "1,000",
            "合同约定开工 2023-06-01（已过）",
        )
    ]
    assert [(line.day, line.text) for line in pack.history] == [
        (date(2023, 6, 20), "周正走访：厂房主体封顶；议定：协调用电"),
        (date(2023, 4, 1), "资金到位 120万元"),
        (date(2023, 2, 1), "签订正式合同"),
    ]
    assert [(line.text, line.due_on) for line in pack.promises] == [
        ("合同约定开工", date(2023, 6, 1)),
        ("合同约定竣工", date(2025, 6, 1)),
    ]


@pytest.mark.django_db
def test_the_pack_ends_at_the_viewers_reach() -> None:
    one, two, boss = signed_project("QJ-E", name="东县项目"), signed_project("QJ-W", name="西县项目"), person("周正")
    assigned(one, boss)
    assigned(two, boss)

    assert [held.name for held in handover_pack(checker("QJ-E"), boss.pk, ON).projects] == ["东县项目"]
    assert len(handover_pack(project_office(), boss.pk, ON).projects) == 2
    with pytest.raises(NotVisible):
        handover_pack(project_office(), person("吴用").pk, ON)


PACK = Pack(
    person="周正",
    post="副县长",
    unit="东县",
    on=ON,
    projects=[
        HeldProject("铝材项目", "P2023-0001", "包抓领导", date(2023, 3, 1), "开工", "东县", "1,000", "走访 2023-07-10")
    ],
    history=[PastLine(date(2023, 6, 20), "铝材项目", "周正走访：封顶")],
    promises=[PromiseLine("铝材项目", "合同约定竣工", date(2025, 6, 1), "未完成")],
    orders=[OrderLine("示例交〔2023〕1号", "协调用电", "办理中", date(2023, 7, 12))],
)


def test_the_paper_says_how_much_is_handed_over_and_has_three_signatures() -> None:
    document = pack_document(PACK)

    head = document.body[0]
    assert isinstance(head, Paragraph)
    assert head.text == (
        "周正同志（东县，副县长）截至2023年7月3日负责项目1个，未办结的督办事项1件，约定未到期或未兑现事项1项。现将有关情况移交如下。"
    )
    assert [block.caption for block in document.body if isinstance(block, Table)] == [
        "负责的项目",
        "约定与承诺",
        "未办结的督办事项",
        "交接签字",
    ]
    signatures = document.body[-1]
    assert isinstance(signatures, Table)
    assert [line.cells[0].text for line in signatures.rows] == ["移交人", "接收人", "监交人"]
    assert [annex.title for annex in document.annexes] == ["近一年进展"]


def test_what_there_is_none_of_is_said() -> None:
    document = pack_document(replace(PACK, history=[], promises=[], orders=[]))

    assert [block.text for block in document.body if isinstance(block, Note)] == [
        "约定与承诺：无。",
        "未办结的督办事项：无。",
    ]
    assert document.annexes == ()


def test_the_same_pack_gives_the_same_bytes() -> None:
    first, again = handover_document(PACK), handover_document(PACK)

    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as document:
        assert "示例交〔2023〕1号" in document.read("word/document.xml").decode()
