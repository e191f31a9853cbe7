"""Views of adjustments and marks: filing, taking back, the list with reasons and bases."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.sheets import SheetSpec
from luodi.across.insight import selectors as insight
from luodi.interfaces.web.assessment import saving
from luodi.interfaces.web.assessment.forms import AdjustmentForm, MarkForm, ReverseForm
from luodi.interfaces.web.ui import badges, formats, pages, scope
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table

SHOWN = 500


def _amount(row: Any) -> str:  # noqa: ANN401 - pages know no models
    if row.colour:
        return f"改评{row.colour}"
    if row.kind == AdjustmentKind.VETO:
        return formats.UNKNOWN
    return f"{row.amount.normalize():+f}{'件' if row.kind == AdjustmentKind.CASES else '分'}"


def _first_document_href(row: Any) -> str:  # noqa: ANN401 - pages know no models
    document = next(iter(row.evidence.all()), None)
    return "" if document is None else reverse("assessment:adjustment_file", args=[row.pk, document.pk])


COLUMNS: tuple[Column[Any], ...] = (
    Column("unit", "单位", lambda row: row.unit.label, is_title=True),
    Column("period", "期间", lambda row: row.period, Kind.CODE),
    Column("kind", "类别", lambda row: f"撤销{row.get_kind_display()}" if row.reverses_id else row.get_kind_display()),
    Column("subject", "事项", lambda row: row.subject or ("" if row.colour else "总分")),
    Column("amount", "分值或件数", _amount),
    Column("basis", "依据文件", lambda row: row.basis, href=_first_document_href),
    Column("reason", "理由", lambda row: row.reason, is_wide=True),
    Column("recorded_by", "填报人", lambda row: row.recorded_by),
    Column("state", "状态", lambda row: badges.slip_state(row.slip.state), Kind.BADGE),
    Column("approved_by", "批准人", lambda row: row.slip.recognised_by),
)


def _sheets(request: HttpRequest) -> list[SheetSpec]:
    return [selectors.sheet(row) for row in selectors.schemes(account(request)) if row.valid_from is not None]


@requires(Permission.VIEW)
def adjustment_list(request: HttpRequest) -> HttpResponse:
    """Everything filed for units in reach, approved or not."""
    rows = list(selectors.adjustments(account(request))[:SHOWN])
    may_file = may(request, Permission.FILE_ADJUSTMENT)
    act: Column[Any] = Column("act", "办理", lambda row: "撤销" if _may_reverse(row) else None, href=_reverse_href)
    table = Table(
        (*COLUMNS, act) if may_file else COLUMNS,
        rows,
        request.GET,
        title="考核调整",
        count=len(rows),
        can_choose_columns=False,
        empty_title="没有考核调整",
        empty_advice="调整分值、加扣分、否决和改评颜色都在这里填报，经审核、批准后计入。",
    )
    context = {"table": table, "tab": "adjustments", "may_file": may_file, "may_mark": may(request, Permission.MARK)}
    return pages.page(request, "assessment/adjustments", context)


def _may_reverse(row: Any) -> bool:  # noqa: ANN401 - pages know no models
    return row.slip.is_recognised and row.reverses_id is None


def _reverse_href(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return reverse("assessment:adjustment_reverse", args=[row.pk])


@requires(Permission.FILE_ADJUSTMENT)
def adjustment_new(request: HttpRequest) -> HttpResponse:
    """File an adjustment; it waits for others to verify and approve it."""
    initial = {"period": scope.period_of(request, insight.latest_fact_on).code, "unit": request.GET.get("unit", "")}
    given = (request.POST or None, request.FILES or None)
    form = AdjustmentForm(*given, viewer=account(request), sheets=_sheets(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.file_adjustment(form, actor=account(request), at=pages.now())
            return pages.done(request, "考核调整已填报，经审核、批准后计入。", "assessment:adjustments")
    return pages.form_page(request, "assessment/adjustment_form", {"form": form})


@requires(Permission.FILE_ADJUSTMENT)
def adjustment_reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an approved adjustment back."""
    row = selectors.adjustment(account(request), pk)
    form = ReverseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.reverse_adjustment(row, form, actor=account(request), at=pages.now())
            return pages.done(request, "撤销已填报，批准后生效。", "assessment:adjustments")
    return pages.form_page(request, "assessment/adjustment_reverse", {"form": form, "row": row, "amount": _amount(row)})


@requires(Permission.VIEW)
def adjustment_file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One basis document as a download."""
    attachment = selectors.adjustment_attachment(account(request), pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)


@requires(Permission.MARK)
def mark_new(request: HttpRequest) -> HttpResponse:
    """Enter the mark of a judge."""
    initial = {"period": scope.period_of(request, insight.latest_fact_on).code}
    form = MarkForm(request.POST or None, viewer=account(request), sheets=_sheets(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            services.record_mark(values.pop("unit"), actor=account(request), at=pages.now(), **values)
            return pages.done(request, "评价分已录入。", "assessment:mark_new")
    return pages.form_page(request, "assessment/mark_form", {"form": form})
