"""Places, lists of projects and charts in templates; the public version; faults with their places; printed again to the byte."""

import io
import json
import zipfile
from datetime import date, timedelta

import docx
import pytest
from django.db import connection

from luodi.across.reports.models import PaperTemplate, TemplatePaper
from luodi.across.reports.rules.templates import TemplateFaulty
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.selectors.papers_checked import check_papers
from luodi.across.reports.services import template_batches as batches
from luodi.across.reports.services import templates as services
from luodi.base.core.facts import release_statements
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.across.figures.services.test_mart import change
from tests.factories import AT
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
GROUP = "主城区/工业强区县"


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties with a target of four contracts: 甲 signs three, 乙 two, 丙 one, in February and June; nothing started."""
    for unit, number in zip(counties(), (3, 2, 1, 0, 0), strict=True):
        aim(unit, "4")
        signed(unit.code, number, on=date(2023, 2 if number > 1 else 6, 1))


def a_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def in_use(*paragraphs: str, kind: str = "RP02") -> PaperTemplate:
    actor = factories.statistics_office()
    given = {"file_name": "通报.docx", "kind": kind, "name": "通报", "actor": actor}
    made = services.upload_template(a_file(*paragraphs), at=AT, **given)  # type: ignore[arg-type]  # as the verb takes them
    services.use_template(made, actor=actor, at=AT)
    return made


def made(template: PaperTemplate, **more: object) -> TemplatePaper:
    given = {"period": "2023-06", "unit": factories.unit("QJ"), "actor": factories.statistics_office(), **more}
    return services.make_paper(template, at=AT + timedelta(days=1), **given)  # type: ignore[arg-type]  # as the verb takes them


def rows(paper: TemplatePaper) -> list[tuple[str, ...]]:
    return [row for block in selectors.reprinted(paper).blocks for row in block.rows]


def faults(*paragraphs: str) -> list[str]:
    with pytest.raises(TemplateFaulty) as refused:
        in_use(*paragraphs)
    return list(refused.value.faults)


def test_places_of_a_group_stand_with_score_arrow_and_colour_down_to_the_bound() -> None:
    paper = made(in_use(f"{{{{表 名次：{GROUP} 前3}}}}"))

    found = rows(paper)
    assert found[0] == ("名次", "单位", "得分", "升降", "五色")
    assert [row[:2] for row in found[1:]] == [("1", "甲县"), ("2", "乙县"), ("3", "丙县")]
    assert "共5个单位，列前3" in "".join(block.text for block in selectors.reprinted(paper).blocks)


def test_a_list_names_projects_of_a_set_with_the_columns_that_are_asked_for() -> None:
    paper = made(in_use("{{表 名单：签约未开工 前2 列 项目、总投资、签约日}}"))

    found = rows(paper)
    assert found[0] == ("序号", "项目", "总投资（万元）", "签约日")
    assert [row[0] for row in found[1:]] == ["1", "2"]
    assert {row[3] for row in found[1:]} <= {"2023-02-01", "2023-06-01"}
    assert "共6个项目，列前2" in "".join(block.text for block in selectors.reprinted(paper).blocks)


def test_a_public_paper_prints_no_list_and_no_passage_of_single_projects() -> None:
    template = in_use(
        "{{简称}}签约{{S01.ytd}}",
        "{{表 名单：签约未开工 前9}}",
        "{{有则写}}项目有{{逐个 项目：签约未开工 前2}}{{项.项目}}{{结束}}{{否则}}名单从略{{结束}}",
    )

    public, internal = made(template, is_public=True), made(template)

    assert rows(public) == []
    assert [block.text for block in selectors.reprinted(public).blocks] == ["示例市签约6个", "名单从略"]
    assert len(rows(internal)) == 7
    assert public.unsaid == 0


def test_charts_are_drawn_once_and_print_again_to_the_byte() -> None:
    template = in_use("{{图 S01.ytd 按单位 前3}}", "{{图 S01 按月}}")
    paper = made(template)
    signed(COUNTIES[4], 1, on=date(2023, 6, 2))

    shown = selectors.reprinted(paper)

    charts = [block for block in shown.blocks if block.picture]
    assert [block.text for block in charts] == [
        "各单位新签正式合同项目数。新签正式合同项目数：甲县3、乙县2、丙县1",
        "2023年各月新签正式合同项目数。新签正式合同项目数：1月0、2月5、3月0、4月0、5月0、6月1",
    ]
    assert selectors.is_the_same(paper, shown.filled.content)
    assert [block for block in selectors.reprinted(made(template, is_masked=True)).blocks if block.picture] == []


def test_papers_of_a_batch_hold_no_picture_of_another_unit() -> None:
    template = in_use("{{图 S01 按月}}")

    given = {"period": "2023-06", "unit": factories.unit("QJ"), "actor": factories.statistics_office()}
    batch = batches.run_batch(batches.ask_batch(template, at=AT + timedelta(days=1), **given))  # type: ignore[arg-type]  # as the verb takes them

    papers = list(TemplatePaper.objects.filter(batch=batch))
    assert len(papers) == 7
    for paper in papers:
        content = selectors.reprinted(paper).filled.content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert sum(name.startswith("word/media/") for name in archive.namelist()) == 1
        assert selectors.is_the_same(paper, content)


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ("{{表 名次：市区组}}", "没有名为“市区组”的考核分组"),
        ("{{表 名次 列 单位}}", "名次表的列是固定的"),
        ("{{表 名单：在谈 前5}}", "请写明是哪一类名单"),
        ("{{表 名单：停建}}", "名单要写明最多几行"),
        ("{{表 名单：停建 前501}}", "“前501”应在 1 到 500 之间"),
        ("{{表 名单：停建 前5 列 项目、电话}}", "名单没有“电话”这一列"),
        ("{{表 名单：停建 前5 列 项目、项目}}", "名单的列“项目”写了两次"),
        ("{{表 主要指标 前5}}", "“表 主要指标”后面不能再写别的"),
        ("{{表 利润}}", "没有名为“利润”的表"),
        ("{{图 S01.ytd}}", "图应写作"),
        ("{{图 P10 按月}}", "按月的图只用于按期间发生的指标"),
        ("{{图 S01 按月 前3}}", "“前N”只用于按单位的图"),
        ("{{图 X99 按单位}}", "没有代码为 X99 的指标"),
    ],
)
def test_a_wrong_placeholder_is_refused_with_its_place_and_what_to_write(mark: str, says: str) -> None:
    (fault,) = faults("开头", mark)

    assert fault.startswith(f"第2段“{mark}”：")
    assert says in fault


def forged(paper: TemplatePaper, stored: object) -> None:
    """Another material under the paper, past the append-only guard."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in release_statements("reports_templatepaper", connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE reports_templatepaper SET material = %s WHERE id = %s", [json.dumps(stored), paper.pk])


def test_papers_are_taken_again_from_the_ledger_and_a_changed_figure_is_named() -> None:
    template = in_use(
        "{{S01.ytd}}，{{逐个 单位}}{{项.S01.ytd}}{{结束}}", "{{图 S01 按月}}", "{{表 名单：签约未开工 前2}}"
    )
    paper = made(template)
    factories.signed_project(COUNTIES[4], on=date(2023, 6, 2), at=AT + timedelta(days=3))
    assert check_papers() == (1, (), ())

    stored = paper.material
    stored["book"]["values"][f"S01.ytd@{COUNTIES[0]}"][2] = "4"
    forged(paper, stored)

    checked, faults, _ = check_papers()
    assert checked == 1
    assert [says.partition("：")[0] for says in faults] == [
        f"{paper.title}（编号{paper.pk}）的S01甲县新签正式合同项目数"
    ]


def test_places_and_lists_are_taken_again_as_they_were_known_and_what_differs_is_named() -> None:
    paper = made(in_use("{{表 名次}}", "{{表 名单：签约未开工 前9 列 项目、签约日、阶段}}"))
    late = AT + timedelta(days=3)
    factories.signed_project(COUNTIES[4], on=date(2023, 6, 2), at=late)
    begun = Project.objects.filter(unit__code=COUNTIES[0]).first()
    assert begun is not None
    for event in ("LAND", "START"):
        factories.recognised_event(begun, event, date(2023, 6, 20), at=late)
    assert check_papers() == (1, (), ())

    stored = json.loads(json.dumps(paper.material))
    (table,) = (one for one in stored["exhibits"] if one["key"].startswith("名单"))
    gone, changed = table["rows"].pop(), table["rows"][0]
    changed[2] = "2023-01-05"
    stored["book"]["values"][f"X03@{COUNTIES[0]}"][2] = "2"
    forged(paper, stored)

    faults = sorted(says.partition("的")[2] for says in check_papers()[1])
    assert faults == [
        "名单“签约未开工”中" + f"{changed[1]}的签约日：留存2023-01-05，重算2023-02-01",
        f"名单“签约未开工”缺{gone[1]}，按当时认定的事实应在其中",
        "甲县组内排名：留存1，重算1",
    ]


def test_a_list_names_projects_as_they_were_known_at_the_moment_of_the_paper() -> None:
    template = in_use("{{表 名单：签约未开工 前9 列 项目}}")
    factories.signed_project(COUNTIES[4], on=date(2023, 6, 2), at=AT + timedelta(hours=20))

    before, after = made(template, known_at=AT + timedelta(hours=1)), made(template)

    assert (len(rows(before)), len(rows(after))) == (7, 8)


def test_a_project_that_was_renamed_is_a_remark_and_no_fault() -> None:
    made(in_use("{{表 名单：签约未开工 前9 列 项目、阶段}}"))
    renamed = Project.objects.filter(unit__code=COUNTIES[2]).first()
    assert renamed is not None
    change(renamed, at=AT + timedelta(days=2), name="新名字项目")

    _, faults, remarks = check_papers()

    assert faults == ()
    assert [says.partition("的")[2] for says in remarks] == ["名单“签约未开工”有1个项目此后改名、移交或合并，没有核对"]
