"""Views of papers made from templates: one, or one for each unit below as a zip with its progress."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import BatchState
from luodi.across.reports.selectors import template_batches as batches
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.services import template_batches, templates
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.papers.template_forms import PrintForm
from luodi.interfaces.web.ui import pages, published
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.progress import Progress
from luodi.interfaces.web.ui.tables import Column, Table

ARCHIVE = "application/zip"
_TONES = {BatchState.QUEUED: "info", BatchState.RUNNING: "info", BatchState.DONE: "good"}


def _mark(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    return Badge(BatchState(row.state).label, _TONES[BatchState(row.state)])


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "title",
        "标题",
        lambda row: row.title,
        is_title=True,
        href=lambda row: reverse("papers:template_paper", args=[row.pk]),
    ),
    Column("template", "模板", lambda row: str(row.template)),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
    Column("by", "生成人", lambda row: row.recorded_by, is_short=True),
    Column("at", "生成时间", lambda row: row.recorded_at, Kind.MOMENT),
)
DRAFT_COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "title", "标题", lambda row: row.title, is_title=True, href=lambda row: reverse("papers:detail", args=[row.pk])
    ),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("state", "状态", lambda row: row.get_state_display(), is_short=True),
    Column("at", "起草时间", lambda row: row.created_at, Kind.MOMENT),
)
BATCH_COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "template",
        "模板或文种",
        lambda row: str(row.template or row.label),
        is_title=True,
        href=lambda row: reverse("papers:batch", args=[row.pk]),
    ),
    Column("unit", "范围", lambda row: f"{row.unit.label}的下级单位"),
    Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
    Column("state", "状态", _mark, Kind.BADGE),
    Column("by", "发起人", lambda row: row.asked_by, is_short=True),
    Column("at", "发起时间", lambda row: row.asked_at, Kind.MOMENT),
)


@requires(Permission.VIEW)
def made_list(request: HttpRequest) -> HttpResponse:
    """Papers made from templates."""
    page = page_of(
        selectors.template_papers(account(request)), order=Order("pk", is_descending=True), query=request.GET
    )
    advice = "在“模板”里选一个启用的模板，选定单位和时期后生成。"
    table = _table(COLUMNS, page, request, ("模板文稿", "还没有用模板生成过文稿", advice))
    return pages.page(request, "papers/template_papers", {"table": table, "tab": "made"})


@requires(Permission.VIEW)
def batch_list(request: HttpRequest) -> HttpResponse:
    """Batches of papers."""
    page = page_of(batches.batches(account(request)), order=Order("pk", is_descending=True), query=request.GET)
    advice = "在“起草文稿”里选文种、单位和时期，或在“模板”里选一个启用的模板，点“每个下级单位一份”。"
    table = _table(BATCH_COLUMNS, page, request, ("批量文稿", "还没有批量生成过文稿", advice))
    return pages.page(request, "papers/template_papers", {"table": table, "tab": "batches"})


def _table(columns: Any, page: Any, request: HttpRequest, words: tuple[str, str, str]) -> Table[Any]:  # noqa: ANN401
    title, empty, advice = words
    return Table(
        columns,
        page.rows,
        request.GET,
        title=title,
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title=empty,
        empty_advice=advice,
    )


def _asked(request: HttpRequest, pk: int) -> tuple[Any, PrintForm]:
    """The version and what was chosen for it."""
    found = selectors.version(account(request), pk)
    choice = published.chosen(request)
    return found, PrintForm(request.POST, viewer=account(request), choice=choice, kind=found.kind)


@require_POST
@requires(Permission.WRITE)
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper, frozen with its figures."""
    template, form = _asked(request, pk)
    if not form.is_valid():
        return redirect("papers:template", pk=pk)
    made = templates.make_paper(template, actor=account(request), at=pages.now(), **form.cleaned_data)
    return pages.done(request, "文稿已生成，数字取自当前台账，不再改变。", "papers:template_paper", pk=made.pk)


@require_POST
@requires(Permission.WRITE)
def make_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper for each unit below; the worker makes them."""
    template, form = _asked(request, pk)
    if not form.is_valid():
        return redirect("papers:template", pk=pk)
    made = template_batches.ask_batch(template, actor=account(request), at=pages.now(), **form.cleaned_data)
    return pages.done(request, "已开始逐个单位生成，可以离开本页，完成后有消息通知。", "papers:batch", pk=made.pk)


@requires(Permission.VIEW)
def made_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as it was made, with the source of each figure."""
    paper = selectors.template_paper(account(request), pk)
    shown = selectors.reprinted(paper)
    context = {
        "paper": paper,
        "period": parse_period(paper.period),
        "preview": shown,
        "is_same": selectors.is_the_same(paper, shown.filled.content),
        "leads": not paper.is_masked,
    }
    return pages.page(request, "papers/template_paper", context)


@requires(Permission.EXPORT)
def made_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, printed again from its frozen figures."""
    paper = selectors.template_paper(account(request), pk)
    return pages.download(selectors.reprinted(paper).filled.content, f"{paper.title}.docx", pages.DOCUMENT)


@requires(Permission.VIEW)
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a batch is; what failed and why; the zip."""
    batch = batches.batch(account(request), pk)
    is_drafted = batch.template is None
    found = batches.drafts_of if is_drafted else batches.papers_of
    page = page_of(found(account(request), batch), order=Order("pk", is_descending=True), query=request.GET)
    context = {
        "batch": batch,
        "table": _table(
            DRAFT_COLUMNS if is_drafted else COLUMNS,
            page,
            request,
            ("本批文稿", "还没有生成的文稿", "生成完毕后列在这里。"),
        ),
        "mark": _mark(batch),
        "period": parse_period(batch.period),
        "count": batches.tally(batch),
        "failures": batches.failures(batch),
        "progress": _progress(batch),
        "is_waiting": batch.state != BatchState.DONE,
    }
    return pages.page(request, "papers/batch", context)


def _progress(batch: Any) -> Progress:  # noqa: ANN401 - pages know no models
    count = batches.tally(batch)
    has_begun = count.waiting < count.total
    sentence = f"已生成 {count.made} 份，共 {count.total} 个单位" if has_begun else "排队等待生成"
    href = reverse("papers:batch_progress", args=[batch.pk])
    return Progress("生成进度", count.percent, sentence, href, batch.state == BatchState.DONE)


@requires(Permission.VIEW)
def batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress part; once over, the whole page is asked for anew."""
    found = batches.batch(account(request), pk)
    return _progress(found).answer(request, done=reverse("papers:batch", args=[pk]))


@requires(Permission.EXPORT)
def batch_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers of a finished batch."""
    found = batches.batch(account(request), pk)
    return pages.download(batches.archive_bytes(found), batches.archive_name(found), ARCHIVE)
