"""Addresses of templates: their permissions, and rows of the eastern county."""

import io

import docx
from django.utils import timezone

from luodi.across.reports.models import PaperBatch, PaperTemplate
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.rules.template_rights import Permission as Templates
from luodi.across.reports.services import template_batches as batches
from luodi.across.reports.services import templates as services
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.architecture.rows import CLERK, OTHER_CLERK, OTHER_STATISTICS, STATISTICS, Row

CHOICE: dict[str, object] = {"unit": "QJ-E", "period": "2023H1"}


def _template() -> PaperTemplate:
    document = docx.Document()
    document.add_paragraph("{{简称}}签约{{S01}}")
    buffer = io.BytesIO()
    document.save(buffer)
    given = {"file_name": "总结.docx", "kind": "RP04", "name": "总结", "actor": factories.statistics_office()}
    return services.upload_template(buffer.getvalue(), at=timezone.now(), **given)  # type: ignore[arg-type]  # as the verb takes them


def _used() -> PaperTemplate:
    template = _template()
    services.use_template(template, actor=factories.statistics_office(), at=timezone.now())
    return template


def a_template() -> dict[str, object]:
    """A version that is not in use yet."""
    return {"pk": _template().pk}


def a_used_template() -> dict[str, object]:
    """A version in use; the eastern county has a project and a township."""
    factories.signed_project("QJ-E")
    factories.unit("QJ")
    given = {"code": "QJ-E-1", "name": "东一镇", "kind": UnitKind.TOWNSHIP, "parent": factories.unit("QJ-E")}
    orgs.make_unit(actor=operator(), at=factories.AT, **given)  # type: ignore[arg-type]  # as the verb takes them
    return {"pk": _used().pk}


def a_made_paper() -> dict[str, object]:
    """A paper of the eastern county out of a template."""
    factories.signed_project("QJ-E")
    given = {"period": "2023H1", "unit": factories.unit("QJ-E"), "actor": factories.statistics_office()}
    return {"pk": services.make_paper(_used(), at=timezone.now(), **given).pk}  # type: ignore[arg-type]  # as the verb takes them


def a_made_figure() -> dict[str, object]:
    """A figure of such a paper."""
    return {**a_made_paper(), "key": "S01"}


def two_made_papers() -> dict[str, object]:
    """Two papers of the eastern county out of one template."""
    other = a_made_paper()["pk"]
    given = {"period": "2023H1", "unit": factories.unit("QJ-E"), "actor": factories.statistics_office()}
    template = PaperTemplate.objects.get()
    return {"other": other, "pk": services.make_paper(template, at=timezone.now(), **given).pk}  # type: ignore[arg-type]  # as the verb takes them


def two_made_papers_figure() -> dict[str, object]:
    """A figure of both."""
    return {**two_made_papers(), "key": "S01"}


def a_batch() -> dict[str, object]:
    """A batch over the townships of the eastern county, finished."""
    template = PaperTemplate.objects.get(pk=a_used_template()["pk"])
    given = {"period": "2023H1", "unit": factories.unit("QJ-E"), "actor": factories.statistics_office()}
    asked: PaperBatch = batches.ask_batch(template, at=timezone.now(), **given)  # type: ignore[arg-type]  # as the verb takes them
    return {"pk": batches.run_batch(asked).pk}


TABLE = (
    Row("papers:templates", (Reports.VIEW,), CLERK),
    Row("papers:template_words", (Reports.VIEW,), CLERK),
    Row("papers:starter", (Reports.VIEW,), CLERK, parts=lambda: {"kind": "RP02"}),
    Row("papers:template_new", (Templates.EDIT_TEMPLATES,), STATISTICS),
    Row("papers:template", (Reports.VIEW,), CLERK, parts=a_template),
    Row("papers:template_file", (Reports.VIEW,), CLERK, parts=a_template),
    Row("papers:template_use", (Templates.EDIT_TEMPLATES,), STATISTICS, post={}, parts=a_template),
    Row("papers:template_retire", (Templates.EDIT_TEMPLATES,), STATISTICS, post={}, parts=a_used_template),
    Row("papers:template_make", (Reports.WRITE,), STATISTICS, post=CHOICE, parts=a_used_template),
    Row("papers:template_batch", (Reports.WRITE,), STATISTICS, post=CHOICE, parts=a_used_template),
    Row("papers:template_papers", (Reports.VIEW,), CLERK),
    Row("papers:template_paper", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_made_paper),
    Row("papers:template_paper_word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_made_paper),
    Row("papers:template_figure", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_made_figure),
    Row("papers:template_against", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_made_paper),
    Row("papers:template_difference", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=two_made_papers),
    Row("papers:template_difference_figure", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=two_made_papers_figure),
    Row("papers:template_difference_excel", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=two_made_papers),
    Row("papers:batches", (Reports.VIEW,), CLERK),
    Row("papers:batch", (Reports.VIEW,), STATISTICS, OTHER_STATISTICS, parts=a_batch),
    Row("papers:batch_progress", (Reports.VIEW,), STATISTICS, OTHER_STATISTICS, parts=a_batch),
    Row("papers:batch_zip", (Reports.EXPORT,), STATISTICS, OTHER_STATISTICS, parts=a_batch),
)
