"""Pages over two issues of a paper, and the facts behind a figure by click: as page, as part, as workbook, within reach."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.across.reports.services.template_batches import run_next_batch
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.architecture.parts_of_templates import two_made_papers_figure
from tests.factories import AT
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def draft(day: int, unit: str = "QJ") -> Paper:
    return reports.draft_paper(
        "RP04", period="2023H1", unit=factories.unit(unit), actor=operator(), at=AT + timedelta(days=day)
    )


@remembered
def two() -> tuple[Paper, Paper]:
    """Two drafts of one half year: between them the east signs one project more."""
    factories.signed_project("QJ-W", amount="20000")
    first = draft(0)
    factories.signed_project("QJ-E", amount="30000", at=AT + timedelta(hours=5))
    return first, draft(1)


def test_the_page_puts_both_issues_side_by_side_and_loads_the_projects(signed_in: SignIn) -> None:
    first, second = two()
    client = signed_in(factories.statistics_office())

    page = client.get(f"/papers/{second.pk}/against/?usual=1", follow=True)

    text = page.content.decode()
    assert page.redirect_chain[-1][0] == f"/papers/{second.pk}/against/{first.pk}/"
    assert "半年总结不印名次" in text
    assert "↑3.00亿元" in text
    assert f'hx-get="/papers/{second.pk}/against/{first.pk}/figure/S01/"' in text


def test_the_projects_behind_a_difference_stand_on_a_page_and_in_a_part(signed_in: SignIn) -> None:
    first, second = two()
    client = signed_in(factories.statistics_office())
    address = f"/papers/{second.pk}/against/{first.pk}/figure/S02/"

    page, part = client.get(address), client.get(address, headers={"HX-Request": "true"})

    for text in (page.content.decode(), part.content.decode()):
        assert "补计+3" in text
        assert "新计入" in text
    assert "<html" not in part.content.decode()


def test_an_officer_of_the_east_reads_the_own_projects_alone(signed_in: SignIn) -> None:
    factories.signed_project("QJ-W", amount="20000")
    first = draft(0, "QJ-E") if factories.signed_project("QJ-E", amount="10000") else None
    factories.signed_project("QJ-E", amount="30000", on=date(2023, 5, 8), at=AT + timedelta(hours=5))
    second = draft(1, "QJ-E")
    assert first is not None
    whole = draft(2)
    client = signed_in(factories.clerk())

    own = client.get(f"/papers/{second.pk}/against/{first.pk}/figure/S02/")
    others = [client.get(f"/papers/{whole.pk}/{tail}") for tail in ("figure/S02/", "against/", f"against/{first.pk}/")]

    assert "补计+3" in own.content.decode()
    assert [one.status_code for one in others] == [404, 404, 404]


def test_a_click_on_a_figure_opens_definition_moment_and_facts_that_sum_to_it(signed_in: SignIn) -> None:
    _, second = two()
    client = signed_in(factories.statistics_office())

    paper = client.get(f"/papers/{second.pk}/").content.decode()
    part = client.get(f"/papers/{second.pk}/figure/S02/", headers={"HX-Request": "true"}).content.decode()

    assert f'href="/papers/{second.pk}/figure/S02/"' in paper
    assert '<dialog id="figure"' in paper
    assert "明细合计 5，文中印作 5亿元。" in part
    assert "2023-07-04 09:00" in part


def test_a_masked_paper_shows_no_figure_by_click_and_is_not_compared(signed_in: SignIn) -> None:
    first, second = two()
    reports.edit_paper(second, actor=operator(), at=AT, is_masked=True)
    client = signed_in(factories.statistics_office())

    answers = [client.get(f"/papers/{second.pk}/{tail}") for tail in ("figure/S02/", f"against/{first.pk}/")]

    assert [one.status_code for one in answers] == [409, 409]
    assert "隐数稿不显示数值和明细" in answers[0].content.decode()
    assert f"/papers/{second.pk}/figure/" not in client.get(f"/papers/{second.pk}/").content.decode()


def test_the_comparison_is_taken_out_as_a_workbook_by_who_may_export(signed_in: SignIn) -> None:
    first, second = two()

    answer = signed_in(factories.statistics_office()).get(f"/papers/{second.pk}/against/{first.pk}/excel/")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_kind_is_drafted_for_each_unit_below_from_the_page(signed_in: SignIn) -> None:
    factories.signed_project("QJ-E")
    client = signed_in(factories.statistics_office())
    asked = {"kind": "RP04", "unit": "QJ", "period": "2023H1", "has_sources": "on"}

    begun = client.post("/papers/new/batch/", asked)
    run_next_batch(at=timezone.now())
    page = client.get(begun.headers["Location"]).content.decode()

    assert begun.status_code == 302
    assert "东县" in page
    assert "下载压缩包" in page
    assert client.post("/papers/new/batch/", {**asked, "kind": "RP02"}).status_code == 422


def test_papers_out_of_a_template_have_the_same_pages(signed_in: SignIn) -> None:
    parts = two_made_papers_figure()
    one, other = parts["pk"], parts["other"]
    client = signed_in(factories.statistics_office())

    page = client.get(f"/papers/templates/papers/{one}/against/?usual=1", follow=True)
    figure = client.get(f"/papers/templates/papers/{one}/against/{other}/figure/S01/")
    book = client.get(f"/papers/templates/papers/{one}/against/{other}/excel/")

    text = page.content.decode()
    assert page.redirect_chain[-1][0] == f"/papers/templates/papers/{one}/against/{other}/"
    assert "没有印名次" in text
    assert f'href="/papers/templates/papers/{other}/"' in text
    assert "一份没有这项" not in text
    assert f"/papers/templates/papers/{one}/against/{other}/" in figure.content.decode()
    assert (figure.status_code, book.status_code) == (200, 200)
