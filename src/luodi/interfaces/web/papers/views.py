"""Views of papers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.reports import selectors, services
from luodi.across.reports.rules.formats import PaperFormat
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import PaperState
from luodi.across.reports.services.template_batches import ask_drafts
from luodi.base.core.periods import parse_period
from luodi.domains.supervision.rules.rights import Permission as Orders
from luodi.interfaces.web.papers import blocks
from luodi.interfaces.web.papers.figures import figure_href
from luodi.interfaces.web.papers.forms import FormatForm, IssueForm, OptionsForm, PaperForm, TextForm, renew
from luodi.interfaces.web.papers.leftovers import leftovers
from luodi.interfaces.web.papers.remarks import drafted_sentence, remarks, saved_sentence
from luodi.interfaces.web.ui import pages, published
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


def _mark(paper: Any) -> Badge:  # noqa: ANN401 - pages know no models
    state = PaperState(paper.state)
    return Badge(str(state.label), "good" if state == PaperState.ISSUED else "warn")


def _figure_href(paper: Any) -> blocks.Href:  # noqa: ANN401 - pages know no models
    """The page of each figure; a masked paper leads nowhere."""
    return lambda key: "" if paper.is_masked else figure_href("papers:figure", paper.pk, key)


def _drawn(shown: selectors.Shown, href: blocks.Href) -> dict[str, object]:
    """The text, its annexes, and the source annex that is not printed."""
    unprinted = [shown.sources] if shown.sources is not None else []
    return {
        "below": shown.document.below_title,
        "blocks": blocks.body(shown.document, href),
        "annexes": blocks.annexes(shown.document.annexes, href),
        "sources": blocks.annexes(unprinted, href),
    }


def _options(paper: Any) -> OptionsForm:  # noqa: ANN401 - pages know no models
    """What is printed with the text, as it stands."""
    initial = {"has_sources": paper.has_sources, "edition": _edition(paper)}
    return OptionsForm(initial=initial, is_list=KINDS[paper.kind].is_list)


def _edition(paper: Any) -> str:  # noqa: ANN401 - pages know no models
    return "masked" if paper.is_masked else "public" if paper.is_public else "internal"


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "title", "标题", lambda row: row.title, is_title=True, href=lambda row: reverse("papers:detail", args=[row.pk])
    ),
    Column("kind", "文种", lambda row: KINDS[row.kind].name, is_short=True),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
    Column("number", "发文字号", lambda row: row.number, is_short=True),
    Column("state", "状态", _mark, Kind.BADGE),
    Column("by", "起草人", lambda row: row.created_by, is_short=True),
    Column("at", "起草时间", lambda row: row.created_at, Kind.MOMENT),
)


@requires(Permission.VIEW)
def paper_list(request: HttpRequest) -> HttpResponse:
    """Papers in reach."""
    page = page_of(selectors.papers(account(request)), order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="文稿",
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="还没有文稿",
        empty_advice="选择文种、单位和时期，数字自动从台账取出，文字可以再改。",
    )
    return pages.page(
        request,
        "papers/list",
        {"table": table, "may_write": may(request, Permission.WRITE), "may_see_orders": may(request, Orders.VIEW)},
    )


def _new_form(request: HttpRequest) -> PaperForm:
    """What is to be drafted, for whom and when."""
    choice = published.chosen(request)
    initial = {"kind": "RP04", "unit": choice.unit_code, "period": choice.period.code}
    given = request.POST if request.method == "POST" else None
    return PaperForm(given, viewer=account(request), choice=choice, initial=initial)


@requires(Permission.WRITE)
def paper_new(request: HttpRequest) -> HttpResponse:
    """Draft a paper; its figures are taken now."""
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            made = services.draft_paper(values.pop("kind"), actor=account(request), at=pages.now(), **values)
            return pages.done(request, drafted_sentence(made), "papers:detail", pk=made.pk)
    return pages.form_page(request, "papers/new", {"form": form})


@require_POST
@requires(Permission.WRITE)
def new_batch(request: HttpRequest) -> HttpResponse:
    """A draft for each unit below the chosen one; the worker makes them."""
    form = _new_form(request)
    if form.is_valid():
        with rule_errors(form):
            wanted = {name: form.cleaned_data[name] for name in ("kind", "period", "unit")}
            made = ask_drafts(wanted.pop("kind"), actor=account(request), at=pages.now(), **wanted)
            return pages.done(
                request, "已开始逐个单位起草，可以离开本页，完成后有消息通知。", "papers:batch", pk=made.pk
            )
    return pages.form_page(request, "papers/new", {"form": form})


@requires(Permission.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it will be printed; every figure shows what is behind it."""
    paper = selectors.paper(account(request), pk)
    shown = selectors.shown(paper)
    missing, idle = leftovers(request, shown.left_out)
    is_open = paper.state == PaperState.DRAFT and may(request, Permission.WRITE)
    context = {
        "paper": paper,
        "mark": _mark(paper),
        "kind": KINDS[paper.kind],
        "period": parse_period(paper.period),
        "shown": shown,
        "marks": [word for word in (paper.secrecy, paper.urgency) if word],
        **_drawn(shown, _figure_href(paper)),
        "options": _options(paper),
        **remarks(request, paper),
        "missing": missing,
        "idle": idle,
        "is_open": is_open,
        "may_export": may(request, Permission.EXPORT),
        "may_compare": not KINDS[paper.kind].is_list and not paper.is_masked,
    }
    return pages.page(request, "papers/detail", context)


@requires(Permission.WRITE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words; figures may be moved or deleted, not typed. Who comes second sees both and loses nothing."""
    paper = selectors.paper(account(request), pk)
    form = TextForm(request.POST or None, initial={"text": selectors.editable_text(paper), "version": paper.version})
    context = {"paper": paper, "fields": selectors.field_list(paper)}
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.edit_paper(paper, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, saved_sentence(selectors.paper(account(request), pk)), "papers:detail", pk=pk)
        if form.cleaned_data["version"] != paper.version:
            context["clash"] = clash = selectors.clash(paper, form.cleaned_data["text"])
            renew(form, text=clash.mine, version=paper.version)
    return pages.form_page(request, "papers/edit", {"form": form, **context})


@requires(Permission.WRITE)
def set_format(request: HttpRequest, pk: int) -> HttpResponse:
    """What is printed around the text: day, number, secrecy, recipients …"""
    paper = selectors.paper(account(request), pk)
    initial = {name: getattr(paper, name) for name in FormatForm.base_fields}
    form = FormatForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            version = values.pop("version")
            services.set_format(
                paper, actor=account(request), at=pages.now(), wanted=PaperFormat(**values), version=version
            )
            return pages.done(request, "公文格式已保存。", "papers:detail", pk=pk)
        renew(form, version=paper.version)
    current = [(form.fields[name].label, value) for name, value in initial.items() if value and name != "version"]
    return pages.form_page(request, "papers/format", {"form": form, "paper": paper, "current": current})


@require_POST
@requires(Permission.WRITE)
def options(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch the source annex and the version: internal, public, masked."""
    paper = selectors.paper(account(request), pk)
    form = OptionsForm(request.POST, is_list=KINDS[paper.kind].is_list)
    form.is_valid()
    services.edit_paper(paper, actor=account(request), at=pages.now(), **form.cleaned_data)
    return pages.done(request, "已更新。", "papers:detail", pk=pk)


@require_POST
@requires(Permission.WRITE)
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the figures anew; the edited words stay."""
    services.refresh_paper(selectors.paper(account(request), pk), actor=account(request), at=pages.now())
    return pages.done(request, "数字已按当前台账更新，文字保留。", "papers:detail", pk=pk)


@require_POST
@requires(Permission.WRITE)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the paper."""
    paper, form = selectors.paper(account(request), pk), IssueForm(request.POST)
    form.is_valid()
    services.issue_paper(paper, actor=account(request), at=pages.now(), **form.cleaned_data)
    return pages.done(request, "文稿已定稿，内容不再改变。", "papers:detail", pk=pk)


@requires(Permission.EXPORT)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper after GB/T 9704."""
    name, content = selectors.document_bytes(selectors.paper(account(request), pk))
    return pages.download(content, name, pages.DOCUMENT)


@requires(Permission.EXPORT)
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper's tables."""
    name, content = selectors.workbook_bytes(selectors.paper(account(request), pk))
    return pages.download(content, name, pages.WORKBOOK)
