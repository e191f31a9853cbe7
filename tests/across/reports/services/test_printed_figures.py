"""Every kind of paper: what it prints of a figure is what the page behind the figure says that it prints."""

from datetime import date

import pytest

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.across.reports.selectors.figure_facts import behind, taken_by
from luodi.base.core.documents import Figure, Paragraph, Table, write_text
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
PAPERS = (
    ("RP01", "2023-06b"),
    ("RP02", "2023-06"),
    ("RP03", "2023Q2"),
    ("RP04", "2023H1"),
    ("RP05", "2023"),
    ("RP06", "2023H1"),
    ("RP07", "2023H1"),
    ("RP11", "2023Q2"),
    ("RP12", "2023-06"),
    ("RP20", "2023H1"),
)


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties that sign 8, 6, 4, 2 and none; the district has a target of two levels over the amount."""
    for unit, number in zip(counties(), (8, 6, 4, 2, 0), strict=True):
        aim(unit, "10")
        signed(unit.code, number, started=number)
    signed(COUNTIES[0], 1, on=date(2023, 6, 5))
    aim(factories.unit("QJ"), "40000", indicator="S02", measure="万元", issuer="区级", tier="M0")


def draft(kind: str, period: str) -> Paper:
    return reports.draft_paper(kind, period=period, unit=factories.unit("QJ"), actor=operator(), at=AT)


def printed(paper: Paper) -> list[tuple[str, str, bool]]:
    """Key, words and whether they stand in a table, of all that leads to a page of its own."""
    document = selectors.shown(paper).document
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.body)]
    texts = [
        (run.key, run.text, False)
        for block in blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Figure) and run.key
    ]
    cells = [
        (cell.key, cell.text, True)
        for block in blocks
        if isinstance(block, Table)
        for line in block.rows
        for cell in line.cells
        if cell.key and cell.text not in {"—", "未下达"}
    ]
    return texts + cells


@pytest.mark.parametrize(("kind", "period"), PAPERS)
def test_what_a_paper_prints_is_what_the_page_behind_the_figure_says(kind: str, period: str) -> None:
    paper = draft(kind, period)
    known = taken_by(paper).printed

    strange = [
        (key, words)
        for key, words, is_cell in printed(paper)
        if not (any(one in words for one in known[key].in_tables) if is_cell else words in known[key].in_text)
    ]

    assert len(printed(paper)) > 3
    assert strange == []


def test_a_target_that_the_summary_prints_in_whole_percents_stands_so_behind_the_figure() -> None:
    summary, bulletin = draft("RP04", "2023H1"), draft("RP02", "2023-06")

    told = behind(taken_by(summary), "S06.v@区级/M0")
    other = behind(taken_by(bulletin), "S06.v.ytd")

    assert told.printed.in_text == ("53%",)
    assert told.check == "明细合计 2.1 ÷ 任务 4，文中印作 53%。"
    assert str(told.figure.raw) == "52.5"
    assert other.printed.in_tables == ("52.5",)


def test_the_summary_says_how_far_the_target_for_trips_is_reached() -> None:
    factories.trip(COUNTIES[0], is_led=True)
    unsaid = write_text(selectors.shown(draft("RP04", "2023H1")).document)
    aim(factories.unit("QJ"), "4", indicator="A01", measure="次", issuer="区级", tier="M0")

    behind_time = draft("RP04", "2023H1")
    said = write_text(selectors.shown(behind_time).document)
    told = behind(taken_by(behind_time), "A01.rate")
    factories.trip(COUNTIES[1], place="上海", is_led=True)
    in_time = write_text(selectors.shown(draft("RP04", "2023H1")).document)

    assert "完成年度任务的" not in unsaid.split("数据溯源表")[0]
    assert "外出招商仅完成年度任务的25%，低于50%的时序进度" in said
    assert "带队外出招商2次，完成年度任务的50%" in in_time
    assert told.check == "由“领导外出招商次数”1次除以目标任务得出。 明细合计 1，文中印作 1次。"
    assert told.drill is not None


def test_a_tier_is_printed_in_the_offices_own_words() -> None:
    aim(factories.unit("QJ"), "40", issuer="区级", tier="M1")

    texts = [write_text(selectors.shown(draft(kind, period)).document) for kind, period in PAPERS]

    assert "区级正式合同额M0目标的53%" in texts[3]
    assert "区级M1任务的52.5%" in texts[1]
