"""Papers of a project: filed by kind, replaced by naming the old one, never changed."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.projects import selectors, services
from luodi.domains.projects.services import DocumentValues
from tests import factories, lives
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def kinds_in_force(project_pk: int) -> list[tuple[str, str]]:
    return [(row.kind, row.number) for row in selectors.documents_in_force([project_pk])]


def test_a_paper_is_filed_with_what_it_says_and_the_log_names_it() -> None:
    project, file = factories.project(), factories.attachment()
    values = DocumentValues(
        "CONTRACT", " 合〔2023〕1号 ", date(2023, 2, 1), None, Decimal("1000.00001"), " 91350100m000001y43"
    )

    row = services.file_document(project, values, attachment=file, actor=factories.clerk(), at=AT)

    assert (row.number, row.amount_in_wan, row.party_code, row.attachment) == (
        "合〔2023〕1号",
        Decimal("1000.0000"),
        "91350100M000001Y43",
        file,
    )
    assert AuditEntry.objects.get(action="projects.document_filed").changes["document"][1] == str(row)


def test_a_newer_paper_takes_the_place_of_the_old_one_which_stays() -> None:
    project = factories.project()
    old = lives.paper(project, "LICENCE", number="旧")

    new = services.file_document(
        project, DocumentValues("LICENCE", number="新"), replaces=old, actor=factories.clerk(), at=AT
    )

    assert kinds_in_force(project.pk) == [("LICENCE", "新")]
    assert list(selectors.documents(project)) == [new, old]
    with refused("documents.superseded"):
        services.withdraw_document(old, actor=factories.clerk(), at=AT, reason="再来一次")


def test_a_withdrawn_paper_counts_no_longer_and_cannot_be_withdrawn_twice() -> None:
    project = factories.project()
    paper = lives.paper(project, "LICENCE")

    services.withdraw_document(paper, actor=factories.clerk(), at=AT, reason="传错项目")

    assert kinds_in_force(project.pk) == []
    with refused("documents.superseded"):
        services.withdraw_document(paper, actor=factories.clerk(), at=AT, reason="再来一次")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (DocumentValues("LICENCE"), "documents.empty"),
        (DocumentValues("NOTHING", number="1"), "documents.kind"),
        (DocumentValues("FAIR_COMPETITION", number="1"), "documents.conclusion"),
        (DocumentValues("FRAMEWORK", number="1", commits_money=True), "documents.framework_commits"),
        (DocumentValues("CONTRACT", number="1", amount_in_wan=Decimal(0)), "money.negative"),
        (DocumentValues("CONTRACT", number="1", issued_on=date(2023, 7, 4)), "documents.future"),
        (DocumentValues("LEASE", "1", date(2023, 6, 1), date(2023, 5, 1)), "documents.validity"),
        (DocumentValues("LEASE", "1", date(1890, 6, 1)), "day.out_of_range"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(values: DocumentValues, code: str) -> None:
    project, clerk = factories.project(), factories.clerk()

    with refused(code):
        services.file_document(project, values, actor=clerk, at=AT)


def test_only_a_paper_of_the_same_kind_replaces_another() -> None:
    project = factories.project()
    old = lives.paper(project, "LICENCE")

    with refused("documents.kind"):
        services.file_document(
            project, DocumentValues("LEASE", number="1"), replaces=old, actor=factories.clerk(), at=AT
        )


def test_papers_are_filed_within_reach_by_those_who_may() -> None:
    project, reader, neighbour = factories.project(), factories.user("r01"), factories.clerk("QJ-W")

    with refused("orgs.not_permitted", NotPermitted):
        services.file_document(project, DocumentValues("LEASE", number="1"), actor=reader, at=AT)
    with refused("orgs.not_visible", NotVisible):
        services.file_document(project, DocumentValues("LEASE", number="1"), actor=neighbour, at=AT)
