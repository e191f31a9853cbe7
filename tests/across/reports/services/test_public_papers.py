"""Internal, public and masked papers: what is told of single projects, companies and people stays inside."""

from datetime import date

import pytest

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.core.documents import Document, Table, write_text
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT


@pytest.fixture(autouse=True)
@remembered
def ledger(db: None) -> None:
    """A large project signed in June that has not landed, and one overdue since April."""
    factories.district()
    factories.signed_project("QJ-E", name="甲项目")
    factories.signed_project("QJ-W", name="乙项目", on=date(2023, 6, 18), amount="20000")


def draft(kind: str, period: str) -> Paper:
    return reports.draft_paper(kind, period=period, unit=factories.unit("QJ"), actor=operator(), at=AT)


def made_public(paper: Paper, **more: bool) -> Document:
    return selectors.shown(reports.edit_paper(paper, actor=operator(), at=AT, is_public=True, **more)).document


def captions(document: Document) -> str:
    return " ".join(table.caption for table in document.tables())


@pytest.mark.parametrize(
    ("kind", "period", "inside"),
    [
        ("RP01", "2023-06b", ("重点项目进展", "橙色、红色项目")),
        ("RP07", "2023H1", ("签约未落地项目",)),
    ],
)
def test_a_public_paper_keeps_tables_of_single_projects_inside(kind: str, period: str, inside: tuple[str, ...]) -> None:
    paper = draft(kind, period)
    internal = selectors.shown(paper).document

    public = made_public(paper)

    assert all(caption in captions(internal) for caption in inside)
    assert not any(caption in captions(public) for caption in inside)
    assert len([one for one in public.body if isinstance(one, Table)]) >= 1
    assert "甲项目" not in write_text(public)


def test_the_tables_of_a_public_paper_are_numbered_anew() -> None:
    found = [table.caption for table in made_public(draft("RP07", "2023H1")).tables()]

    assert [caption[:2] for caption in found[:2]] == ["表1", "表2"]


def test_a_public_data_pack_has_no_facts_in_its_workbook() -> None:
    paper = draft("RP20", "2023H1")
    inside = selectors.workbook_bytes(paper)[1]

    made_public(paper)

    assert len(selectors.workbook_bytes(Paper.objects.get())[1]) < len(inside)


def test_a_public_list_names_projects_and_units_but_no_investor_and_no_person() -> None:
    paper = draft("RP08", "2023-06")
    assert "华兴电子" in write_text(selectors.shown(paper).document)

    public = write_text(made_public(paper))

    assert "甲项目" in public
    assert "东县" in public
    assert "华兴电子" not in public
    assert "投资方" not in public


def test_turning_back_prints_everything_again() -> None:
    paper = draft("RP01", "2023-06b")
    before = write_text(selectors.shown(paper).document)
    made_public(paper)

    again = reports.edit_paper(Paper.objects.get(), actor=operator(), at=AT, is_public=False)

    assert write_text(selectors.shown(again).document) == before
