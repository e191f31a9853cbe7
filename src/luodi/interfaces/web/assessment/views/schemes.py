"""Views of schemes: versions, their sheets, drafts with a live sum of weights, adoption."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.sheets import SchemeState, SheetSpec
from luodi.interfaces.web.assessment.forms import (
    AdoptForm,
    ItemForms,
    LineForms,
    NewSchemeForm,
    SchemeForm,
    item_initial,
    line_initial,
)
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table

TONES = {SchemeState.DRAFT: "warn", SchemeState.IN_FORCE: "good"}


def _href(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return reverse("assessment:scheme", args=[row.pk])


def state_badge(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    """Whether the version holds."""
    return Badge(row.get_state_display(), TONES[SchemeState(row.state)])


COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "方案", lambda row: row.name, is_title=True, href=_href),
    Column("code", "代码", lambda row: row.code, Kind.CODE),
    Column("group", "分组", lambda row: f"{row.group} {row.group_label}"),
    Column("version", "版本", lambda row: f"第{row.version}版"),
    Column("state", "状态", state_badge, Kind.BADGE),
    Column("valid_from", "生效日", lambda row: row.valid_from, Kind.DATE),
    Column("unit", "适用范围", lambda row: row.unit.label),
    Column("adopted_by", "批准人", lambda row: row.adopted_by or ("预置" if row.is_preset else None)),
)


@requires(Permission.VIEW)
def scheme_list(request: HttpRequest) -> HttpResponse:
    """All versions, the latest of each sheet first."""
    rows = list(selectors.schemes(account(request)))
    table = Table(COLUMNS, rows, request.GET, title="考核方案", count=len(rows), can_choose_columns=False)
    context = {"table": table, "tab": "schemes", "may_edit": may(request, Permission.EDIT_SCHEME)}
    return pages.page(request, "assessment/schemes", context)


@requires(Permission.VIEW)
def scheme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its lines, items, and the history of versions."""
    found = selectors.scheme(account(request), pk)
    sheet = selectors.sheet(found)
    context = {
        "scheme": found,
        "state": state_badge(found),
        "rows": line_initial(sheet),
        "items": [(item, f"{float(item.points):+g}" if item.points else "—") for item in sheet.items],
        "total": f"{float(sheet.total):g}",
        "versions": selectors.versions(account(request), found),
        "draft": selectors.draft_of(found),
        "is_draft": found.state == SchemeState.DRAFT,
        "may_edit": may(request, Permission.EDIT_SCHEME),
        "may_adopt": may(request, Permission.ADOPT_SCHEME),
    }
    return pages.page(request, "assessment/scheme", context)


@requires(Permission.EDIT_SCHEME)
def scheme_new(request: HttpRequest) -> HttpResponse:
    """A new scheme, begun from the preset of its group."""
    form = NewSchemeForm(request.POST or None, viewer=account(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            given = {name: form.cleaned_data[name] for name in ("group", "unit")}
            code = form.cleaned_data["code"]
            made = services.draft_scheme(code, values=form.values(), actor=account(request), at=pages.now(), **given)
            return pages.done(request, "草稿已建立，请核对指标和权重。", "assessment:scheme_edit", pk=made.pk)
    return pages.form_page(request, "assessment/scheme_new", {"form": form})


@requires(Permission.EDIT_SCHEME)
def scheme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; the sum of weights is shown while one types."""
    found = selectors.scheme(account(request), pk)
    names = ("name", "year", "missing", "colour_mode", "is_ranked", "note")
    form = SchemeForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    lines, items = _rows(request, selectors.sheet(found))
    if request.method == "POST" and form.is_valid() and _are_valid(lines, items):
        with rule_errors(form):
            _save(request, found, form, lines, items)
            return pages.done(request, "草稿已保存。", "assessment:scheme", pk=found.pk)
    wrong = bool(lines.is_bound and not _are_valid(lines, items))
    context = {"form": form, "lines": lines, "items": items, "scheme": found, "lines_wrong": wrong}
    return pages.form_page(request, "assessment/scheme_edit", context)


def _rows(request: HttpRequest, sheet: SheetSpec) -> tuple[Any, Any]:
    """The rows of lines and of items; a form that sends no items leaves these as they are."""
    sent = request.POST or None
    lines = LineForms(sent, initial=line_initial(sheet), prefix="lines")
    said = sent if sent is not None and "items-TOTAL_FORMS" in sent else None
    return lines, ItemForms(said, initial=item_initial(sheet), prefix="items")


def _are_valid(lines: Any, items: Any) -> bool:  # noqa: ANN401 - formsets
    """Both are looked at, so that every row shows its error."""
    return all([lines.is_valid(), items.is_valid() or not items.is_bound])


def _save(request: HttpRequest, found: Any, form: SchemeForm, lines: Any, items: Any) -> None:  # noqa: ANN401 - formsets
    given = [row.spec() for row in lines if row.cleaned_data and not row.is_empty]
    said = [row.spec() for row in items if not row.is_empty] if items.is_bound else None
    services.change_draft(found, values=form.values(), lines=given, items=said, actor=account(request), at=pages.now())


@require_POST
@requires(Permission.EDIT_SCHEME)
def scheme_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version as a draft."""
    found = selectors.scheme(account(request), pk)
    made = services.revise_scheme(found, actor=account(request), at=pages.now())
    return pages.done(request, f"已生成第{made.version}版草稿，改好后报批生效。", "assessment:scheme_edit", pk=made.pk)


@requires(Permission.ADOPT_SCHEME)
def scheme_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft into force from a day on."""
    found = selectors.scheme(account(request), pk)
    form = AdoptForm(request.POST or None, initial={"valid_from": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.adopt_scheme(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "方案已生效。", "assessment:scheme", pk=found.pk)
    return pages.form_page(request, "assessment/scheme_adopt", {"form": form, "scheme": found})


@require_POST
@requires(Permission.EDIT_SCHEME)
def scheme_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = selectors.scheme(account(request), pk)
    services.discard_draft(found, actor=account(request), at=pages.now())
    return pages.done(request, "草稿已删除，现行版本不受影响。", "assessment:schemes")
