"""Views of the import wizard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.intake import selectors, services
from luodi.across.intake.rules.batches import BatchState, FindingKind, Permission
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.intake import answers
from luodi.interfaces.web.intake.forms import ColumnsForm, UndoForm, UploadForm, WithdrawForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.progress import Progress
from luodi.interfaces.web.ui.tables import Column, Table

TONES = {
    BatchState.PREVIEWED: "warn",
    BatchState.QUEUED: "info",
    BatchState.RUNNING: "info",
    BatchState.DONE: "good",
    BatchState.FAILED: "bad",
}
STEPS = ("上传", "核对", "导入", "完成")
STEP_OF = {
    BatchState.UPLOADED: 1,
    BatchState.PREVIEWED: 1,
    BatchState.FAILED: 1,
    BatchState.QUEUED: 2,
    BatchState.RUNNING: 2,
    BatchState.DONE: 3,
    BatchState.UNDONE: 3,
    BatchState.DROPPED: 1,
}
WAITING = (BatchState.QUEUED, BatchState.RUNNING)
ASKED = 3
"""So many people are named of those who may undo a batch."""
READ = (Permission.IMPORT, Permission.UNDO)
"""Who reads batches: who brings them in, and who may take them back."""


def _mark(batch: Any) -> Badge:  # noqa: ANN401 - pages know no models
    return Badge(BatchState(batch.state).label, TONES.get(BatchState(batch.state), "plain"))


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "file",
        "文件",
        lambda row: row.file_name,
        is_title=True,
        href=lambda row: reverse("intake:detail", args=[row.code]),
    ),
    Column("unit", "归属单位", lambda row: row.unit.label),
    Column("by", "上传人", lambda row: row.uploaded_by),
    Column("at", "上传时间", lambda row: row.uploaded_at, Kind.MOMENT),
    Column("state", "状态", _mark, Kind.BADGE),
    Column("code", "批次号", lambda row: row.code, Kind.CODE, is_shown=False),
)


@requires(*READ)
def batch_list(request: HttpRequest) -> HttpResponse:
    """Batches of the units in reach."""
    page = page_of(selectors.batches(account(request)), order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="导入批次",
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="还没有导入过台账",
        empty_advice="把各单位的 Excel 台账原样上传即可，导入前可以逐行核对。",
    )
    return pages.page(request, "intake/list", {"table": table, "may_import": may(request, Permission.IMPORT)})


@requires(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Take the file, read it, and show what an import would do."""
    actor = account(request)
    unit = orgs.default_unit(actor, Permission.IMPORT)
    options = {"viewer": actor, "may_take_over": may(request, Permission.TAKE_OVER)}
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"unit": unit.code if unit else ""}, **options
    )
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            file = form.cleaned_data["file"]
            batch = services.receive(
                file.read(),
                file_name=file.name,
                unit=form.cleaned_data["unit"],
                options=form.options(),
                actor=actor,
                at=pages.now(),
            )
            return pages.done(request, "文件已读完，请核对后导入。", "intake:detail", code=batch.code)
    return pages.form_page(request, "intake/new", {"form": form, "steps": _steps(0)})


def _steps(now: int) -> list[tuple[str, str]]:
    states = ["done" if number < now else "current" if number == now else "ahead" for number in range(len(STEPS))]
    return list(zip(STEPS, states, strict=True))


def _head(request: HttpRequest, code: str, tab: str) -> dict[str, Any]:
    batch = selectors.batch(account(request), code)
    state, may_import = BatchState(batch.state), may(request, Permission.IMPORT)
    return {
        "batch": batch,
        "mark": _mark(batch),
        "tab": tab,
        "steps": _steps(STEP_OF[state] + (state == BatchState.DONE)),
        "totals": answers.totals(batch.answer),
        "found": answers.findings_count(batch.answer),
        "is_open": state in {BatchState.PREVIEWED, BatchState.FAILED},
        "is_own": batch.uploaded_by_id == account(request).pk,
        "may_import": may_import,
        "is_waiting": state in WAITING,
        "is_done": state == BatchState.DONE,
        "is_undone": state == BatchState.UNDONE,
        "may_drop": may_import and state in {BatchState.UPLOADED, BatchState.PREVIEWED, BatchState.FAILED},
        "may_undo": state == BatchState.DONE and may(request, Permission.UNDO),
        "may_withdraw": may_import and selectors.may_withdraw(account(request), batch),
        "has_leftovers": bool(batch.answer.get("leftovers")) and state != BatchState.DROPPED,
    }


@requires(*READ)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Where the batch stands: what was understood, what will come or came of it."""
    context = _head(request, code, "overview")
    batch = context["batch"]
    if batch.state == BatchState.UPLOADED and may(request, Permission.IMPORT):
        batch = services.preview(batch, actor=account(request))
        context = _head(request, code, "overview")
    context |= {
        "sheets": answers.sheets(batch.answer),
        "facts": answers.facts(batch.answer),
        "remarks": answers.remarks(batch.answer),
        "progress": _progress(batch),
        "waiting": selectors.waiting_facts(batch) if context["is_done"] else None,
        "taken_before": answers.taken_before(batch),
        "undoers": _undoers(context),
        "queue": "approvals:filed" if batch.uploaded_by_id == account(request).pk else "approvals:queue",
    }
    return pages.page(request, "intake/detail", context)


def _undoers(context: dict[str, Any]) -> str:
    """Whom to ask, for those who see a batch that came in and cannot take it back themselves."""
    if not context["is_done"] or context["may_undo"] or context["may_withdraw"]:
        return ""
    people = selectors.undoers(context["batch"])
    return "、".join(str(person) for person in people[:ASKED]) + ("等" if len(people) > ASKED else "")


@requires(*READ)
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """Rejected cells, warnings and duplicates with Excel's row numbers."""
    context = _head(request, code, "findings")
    asked = request.GET.get("kind", "")
    kind = asked if asked in FindingKind.values else ""
    page = page_of(selectors.findings(context["batch"], kind=kind), order=Order("pk"), query=request.GET, size=100)
    context |= {"page": page, "kind": kind, "kinds": FindingKind.choices}
    return pages.page(request, "intake/findings", context)


@requires(Permission.IMPORT)
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """What each column means; a correction is remembered for the layout and the preview is made anew."""
    context = _head(request, code, "columns")
    batch = context["batch"]
    known = [sheet for sheet in answers.sheets(batch.answer) if sheet.is_imported]
    name = request.POST.get("sheet") or request.GET.get("sheet") or (known[0].name if known else "")
    sheet = next((entry for entry in known if entry.name == name), None)
    form = ColumnsForm(request.POST or None, entry=answers.sheet_of(batch.answer, name), initial={"sheet": name})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.remember_mapping(batch, name, form.mapping(), actor=account(request), at=pages.now())
            return pages.done(
                request,
                f"已按新的对应重新核对。{batch.unit.label}和它的下级单位以后导入同样表头的台账，自动沿用。",
                "intake:detail",
                code=code,
            )
    fields = [form[f"column-{number}"] for number in range(len(sheet.columns))] if sheet else []
    context |= {
        "form": form,
        "sheets": known,
        "sheet": sheet,
        "rows": list(zip(sheet.columns, fields, strict=True)) if sheet else [],
    }
    return pages.form_page(request, "intake/columns", context)


@require_POST
@requires(Permission.IMPORT)
def commit(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the import; the worker carries it out."""
    batch = selectors.batch(account(request), code)
    services.queue(batch, actor=account(request), at=pages.now())
    return pages.done(request, "已开始导入，可以离开本页，完成后有消息通知。", "intake:detail", code=code)


def _progress(batch: Any) -> Progress:  # noqa: ANN401 - pages know no models
    percent = selectors.progress(batch)
    sentence = "排队等待导入" if batch.state == BatchState.QUEUED else f"正在导入，已完成 {percent}%"
    return Progress(
        "导入进度", percent, sentence, reverse("intake:progress", args=[batch.code]), batch.state not in WAITING
    )


@requires(*READ)
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The progress part; once over, the whole page is asked for anew."""
    batch = selectors.batch(account(request), code)
    return _progress(batch).answer(request, done=reverse("intake:detail", args=[code]))


@requires(*READ)
def leftovers(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that did not come in, in their own layout, with a column that says why."""
    name, content = selectors.leftovers(selectors.batch(account(request), code))
    return pages.download(content, name, pages.WORKBOOK)


@require_POST
@requires(Permission.IMPORT)
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Give up a file that has not come in."""
    batch = services.drop(selectors.batch(account(request), code), actor=account(request), at=pages.now())
    return pages.done(request, f"已放弃“{batch.file_name}”的导入，台账没有变动。", "intake:list")


@requires(Permission.UNDO)
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the whole batch back."""
    context = _head(request, code, "undo")
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.undo(context["batch"], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "本批导入已撤销。", "intake:detail", code=code)
    return pages.form_page(request, "intake/undo", context | {"form": form})


@requires(Permission.IMPORT)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take one's own batch back before anybody has judged it."""
    context = _head(request, code, "undo")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.withdraw(context["batch"], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "本批导入已撤回。", "intake:detail", code=code)
    return pages.form_page(request, "intake/undo", context | {"form": form, "is_withdrawal": True})
