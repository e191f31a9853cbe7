"""Addresses of papers: their permissions, and papers of the eastern county."""

from django.utils import timezone

from luodi.across.reports import services as reports
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision.rules.rights import Permission as Supervision
from tests import factories
from tests.architecture.rows import CLERK, OTHER_CLERK, OTHER_STATISTICS, STATISTICS, Row

DRAFTS: dict[str, object] = {"kind": "RP04", "unit": "QJ-E", "period": "2023H1"}


def a_township() -> dict[str, object]:
    """The eastern county has a project and a township."""
    factories.signed_project("QJ-E")
    given = {"code": "QJ-E-1", "name": "东一镇", "kind": UnitKind.TOWNSHIP, "parent": factories.unit("QJ-E")}
    orgs.make_unit(actor=operator(), at=factories.AT, **given)  # type: ignore[arg-type]  # as the verb takes them
    return {}


def a_paper() -> dict[str, object]:
    """The half-year summary of the eastern county."""
    factories.signed_project("QJ-E")
    return {"pk": _drafted()}


def _drafted() -> int:
    unit, actor = factories.unit("QJ-E"), factories.statistics_office()
    return reports.draft_paper("RP04", period="2023H1", unit=unit, actor=actor, at=timezone.now()).pk


def a_paper_figure() -> dict[str, object]:
    """A figure of that paper."""
    return {**a_paper(), "key": "S01"}


def two_papers() -> dict[str, object]:
    """Two drafts of that paper."""
    return {"other": a_paper()["pk"], "pk": _drafted()}


def two_papers_figure() -> dict[str, object]:
    """A figure of both."""
    return {**two_papers(), "key": "S01"}


TABLE = (
    Row("papers:list", (Reports.VIEW,), CLERK),
    Row("papers:orders_word", (Supervision.VIEW,), CLERK),
    Row("papers:orders_excel", (Supervision.VIEW,), CLERK),
    Row("papers:new", (Reports.WRITE,), STATISTICS),
    Row("papers:new_batch", (Reports.WRITE,), STATISTICS, post=DRAFTS, parts=a_township),
    Row("papers:detail", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:edit", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, parts=a_paper),
    Row("papers:format", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, parts=a_paper),
    Row("papers:options", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:refresh", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:issue", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:excel", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:figure", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_paper_figure),
    Row("papers:against", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:difference", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=two_papers),
    Row("papers:difference_figure", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=two_papers_figure),
    Row("papers:difference_excel", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=two_papers),
)
