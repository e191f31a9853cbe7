"""Task cards of leaders: the office's list with its export, a leader's card with what lies ahead, versions and their steps."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment.rules.cards import card_day
from luodi.across.assessment.selectors import cards
from luodi.across.insight import selectors as insight
from luodi.base.core.periods import Period, parse_period
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.targets import selectors, services
from luodi.domains.targets.rules import Permission, SplitAct, SplitState
from luodi.interfaces.web.targets.forms import CardFilters, CardForm, SplitStepForm
from luodi.interfaces.web.targets.naming import mark_of, split_mark
from luodi.interfaces.web.ui import exports, leader_cards, pages, scope
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of one leader, a row of the office's list."""

    card: Any
    result: Any


COLUMNS: Final[tuple[Column[TaskRow], ...]] = (
    Column(
        "person",
        "领导",
        lambda row: row.card.card.person.name,
        is_title=True,
        is_short=True,
        href=lambda row: reverse("targets:card", args=[row.card.card.person_id, row.card.day.year]),
    ),
    Column("post", "职务", lambda row: row.card.card.person.post),
    Column("unit", "单位", lambda row: row.card.card.unit.label, is_short=True),
    Column("task", "任务", lambda row: row.result.task.label),
    Column("value", "目标", lambda row: row.result.task.value, Kind.INTEGER),
    Column("done", "已完成", lambda row: row.result.done, Kind.INTEGER),
    Column("left", "还差", lambda row: row.result.left, Kind.INTEGER),
    Column("measure", "计量单位", lambda row: row.result.task.unit, is_short=True),
    Column("state", "情况", lambda row: leader_cards.task_mark(row.result.state), Kind.BADGE),
    Column("doc_no", "下达文号", lambda row: row.card.issued.doc_no),
    Column("issued_on", "下达日期", lambda row: row.card.issued.issued_on, Kind.DATE),
)


def _period(request: HttpRequest, year: int | None) -> Period:
    """The person's period when it lies in the year asked for, else the whole year."""
    kept = scope.kept_period(request, insight.latest_fact_on)
    return kept if year in {None, kept.last.year} else parse_period(str(year))


def _rows(request: HttpRequest, period: Period) -> list[TaskRow]:
    found = cards.leader_cards(account(request), period, today=pages.today())
    return [TaskRow(card, result) for card in found for result in card.tasks]


@requires(Permission.VIEW_CARDS)
def card_list(request: HttpRequest) -> HttpResponse:
    """The cards of a year in the order of units and people: every task with what was done of it."""
    kept = scope.kept_period(request, insight.latest_fact_on).last.year
    form = CardFilters(request.GET if request.GET.get("year") else {"year": kept})
    period = _period(request, form.value("year"))
    rows = _rows(request, period)
    table = Table(
        COLUMNS,
        rows,
        request.GET,
        title=f"{period.last.year}年领导任务卡",
        count=len(rows),
        export_href=reverse("targets:cards_export") if may(request, Projects.EXPORT) else "",
        can_choose_columns=False,
        empty_title="本年度还没有下达领导任务卡",
        empty_advice="点“下达任务卡”，写明任务和依据，经他人审批、按文件下达后列在这里。",
    )
    day = card_day(period, today=pages.today())
    waiting = [(one, mark_of(one)) for one in selectors.waiting_cards(account(request))]
    context = {"form": form, "table": table, "day": day, "waiting": waiting, "may_edit": may(request, Permission.EDIT)}
    return pages.page(request, "targets/cards", context | {"days": leader_cards.days_words(day)})


@requires(Projects.EXPORT)
def card_export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    form = CardFilters(request.GET)
    period = _period(request, form.value("year"))
    title = f"{period.last.year}年领导任务卡"
    return exports.workbook(request, COLUMNS, _rows(request, period), title=title)


@requires(Permission.OWN_CARD)
def card_mine(request: HttpRequest) -> HttpResponse:
    """The own card of the person's period."""
    period = _period(request, None)
    found = cards.own_card(account(request), period, today=pages.today())
    return _card_page(request, found, period)


@requires(Permission.VIEW_CARDS, Permission.OWN_CARD)
def card_detail(request: HttpRequest, person_pk: int, year: int) -> HttpResponse:
    """One leader's card."""
    period = _period(request, year)
    return _card_page(request, cards.leader_card(account(request), person_pk, period, today=pages.today()), period)


def _card_page(request: HttpRequest, found: Any, period: Period) -> HttpResponse:  # noqa: ANN401 - pages know no models
    viewer = account(request)
    person_pk = viewer.person_id if found is None else found.card.person_id
    years = [year for year in selectors.card_years(viewer, person_pk) if year != period.last.year]
    context = {"found": found, "year": period.last.year, "person_pk": person_pk, "years": years}
    return pages.page(request, "targets/card", context | _shown(request, found))


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """The tiles of a card, what lies ahead of the leader, its versions; nothing where there is no card."""
    if found is None:
        return {}
    viewer, person = account(request), found.card.person
    versions = selectors.versions_of_card(viewer, person.pk, found.card.year)
    return {
        "tiles": leader_cards.tiles(found),
        "mark": leader_cards.task_mark(found.state),
        "days": leader_cards.days_words(found.day),
        "work": cards.leader_work(viewer, person, on=pages.today()),
        "today": pages.today(),
        "versions": [(one, mark_of(one)) for one in versions],
        "may_edit": may(request, Permission.EDIT),
        "may_list": may(request, Permission.VIEW_CARDS),
    }


@requires(Permission.EDIT)
def card_new(request: HttpRequest) -> HttpResponse:
    """A leader's card of a year, or its next version: begins with the tasks in force."""
    actor = account(request)
    form = CardForm(request.POST or None, viewer=actor, asked=request.GET, year=pages.today().year)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.submit_card(form.cleaned_data["person"], form.values(), actor=actor, at=pages.now())
            return pages.done(request, "任务卡已提交，经他人审批后下达。", "targets:card_version", pk=made.pk)
    return pages.form_page(request, "targets/card_form", {"form": form, "back": reverse("targets:cards")})


@requires(Permission.VIEW_CARDS, Permission.EDIT, Permission.APPROVE, Permission.OWN_CARD)
def card_version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version with its steps."""
    return _version_page(request, selectors.card(account(request), pk))


def _version_page(request: HttpRequest, card: Any, form: SplitStepForm | None = None) -> HttpResponse:  # noqa: ANN401
    state = selectors.card_state(card)
    context = {
        "card": card,
        "state": split_mark(state),
        "tasks": [row.asked for row in card.tasks.all()],
        "steps": selectors.steps_of_card(card),
        "buttons": [(one, one.code == SplitAct.RETURN) for one in selectors.card_buttons(card, account(request))],
        "asks_document": state == SplitState.APPROVED,
        "may_edit": may(request, Permission.EDIT),
        "may_list": may(request, Permission.VIEW_CARDS),
        "may_open": state == SplitState.ISSUED and card.person_id == account(request).person_id,
        "form": form or SplitStepForm(initial={"issued_on": pages.today()}),
    }
    wrong = form is not None and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return pages.page(request, "targets/card_version", context, status=status)


@require_POST
@requires(Permission.APPROVE)
def card_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, return or issue."""
    card = selectors.card(account(request), pk)
    form = SplitStepForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            services.take_card_step(card, actor=account(request), at=pages.now(), **form.cleaned_data)
            act = SplitAct(form.cleaned_data["act"])
            return pages.done(request, f"任务卡：已{act.label}。", "targets:card_version", pk=pk)
    return _version_page(request, card, form)
