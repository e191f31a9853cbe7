"""Papers: drafting, words that may be edited, numbers that may not, issuing, exports."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def draft(kind: str = "RP04", period: str = "2023H1") -> Paper:
    """A draft of the whole district."""
    actor = factories.statistics_office()
    return reports.draft_paper(kind, period=period, unit=factories.unit("QJ"), actor=actor, at=timezone.now())


def test_a_paper_is_drafted_from_the_ledger(signed_in: SignIn) -> None:
    factories.signed_project(amount="64100")
    client = signed_in(factories.statistics_office())

    answer = client.post("/papers/new/", {"kind": "RP04", "unit": "QJ", "period": "2023H1", "has_sources": "on"})

    paper = Paper.objects.get()
    text = client.get(answer.headers["Location"]).content.decode()
    assert (answer.status_code, paper.kind, paper.has_sources) == (302, "RP04", True)
    assert "6.41亿元" in text
    assert "{{" not in text


def test_a_half_year_summary_of_a_month_is_refused_beside_the_period(signed_in: SignIn) -> None:
    factories.signed_project()

    answer = signed_in(factories.statistics_office()).post(
        "/papers/new/", {"kind": "RP04", "unit": "QJ", "period": "2023-06"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"period": ["半年总结的时期应为半年。"]}


def test_words_are_edited_and_an_unknown_field_is_refused(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())
    text = selectors.editable_text(paper)

    good = client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}\n再接再厉。", "version": paper.version})
    bad = client.post(f"/papers/{paper.pk}/edit/", {"text": f"{text}\n{{{{Z99}}}}", "version": paper.version + 1})

    assert (good.status_code, bad.status_code) == (302, 422)
    assert "再接再厉。" in client.get(f"/papers/{paper.pk}/").content.decode()
    assert "文稿未保存" in bad.content.decode()


def test_the_source_annex_is_switched_off(signed_in: SignIn) -> None:
    factories.signed_project()
    paper, client = draft(), signed_in(factories.statistics_office())
    before = len(client.get(f"/papers/{paper.pk}/").context["annexes"])

    client.post(f"/papers/{paper.pk}/options/", {})

    assert (before, client.get(f"/papers/{paper.pk}/").context["annexes"]) == (1, [])


def test_an_issued_paper_no_longer_changes(signed_in: SignIn) -> None:
    paper, client = draft(), signed_in(factories.statistics_office())

    client.post(f"/papers/{paper.pk}/issue/")
    again = client.post(f"/papers/{paper.pk}/refresh/")

    assert again.status_code == 409
    assert "已定稿" in again.content.decode()


@pytest.mark.parametrize(("path", "member"), [("word", "word/document.xml"), ("excel", "xl/workbook.xml")])
def test_word_and_excel_come_under_the_papers_title(signed_in: SignIn, path: str, member: str) -> None:
    factories.signed_project()
    paper = draft("RP08", "2023-06")

    answer = signed_in(factories.statistics_office()).get(f"/papers/{paper.pk}/{path}/")

    assert member in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
