"""The blocks of the first page: for each its part of a page and what is shown in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from luodi.across.assessment.selectors import cards
from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.outlook import cut_off_of
from luodi.across.insight import selectors as insight
from luodi.across.insight.rules import Block
from luodi.across.intake import selectors as intake
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.lifecycle.selectors import clocks
from luodi.across.reports import selectors as reports
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.rules.states import PaperState
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.rules.responsibility import SOON_DAYS
from luodi.domains.projects.selectors import responsibility as duties
from luodi.domains.supervision import selectors as supervision
from luodi.interfaces.web.ui import (
    badges,
    clock_marks,
    formats,
    leader_cards,
    outlooks,
    pages,
    published,
    scope,
    supervision_marks,
    tiles,
)
from luodi.interfaces.web.ui.access import account, may
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.scope import Choice

SHOWN: Final = 8
MEASURED: Final = ("S01", "S02", "P01", "P03", "C01", "C06")
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block with what its template shows."""

    template: str
    content: Content


def drawn(request: HttpRequest, block: Block, choice: Choice | None) -> Drawn:
    """One block of the first page."""
    return Drawn(f"home/_{block.value}.html", CONTENT[block](request, choice))


def _judge(request: HttpRequest, _choice: Choice | None) -> Content:
    work = insight.work(account(request), on=pages.today())
    return {"work": work, "waiting": [(one, badges.slip_state(one.slip.state)) for one in work.oldest]}


def _filings(request: HttpRequest, _choice: Choice | None) -> Content:
    viewer = account(request)
    imports = list(intake.unfinished(viewer)[:SHOWN]) if may(request, Intake.IMPORT) else []
    filed = insight.filings(viewer, undone=intake.undone_codes(viewer))
    return {"filed": filed, "imports": imports, "is_clear": filed.is_clear and not imports}


def _card(request: HttpRequest, choice: Choice | None) -> Content:
    period = scope.kept_period(request, insight.latest_fact_on) if choice is None else choice.period
    found = cards.own_card(account(request), period, today=pages.today())
    if found is None:
        return {"found": None}
    days, href = leader_cards.days_words(found.day), reverse("targets:card_mine")
    return {"found": found, "tiles": leader_cards.tiles(found), "days": days, "href": href}


def _clocks(request: HttpRequest, _choice: Choice | None) -> Content:
    counts = clocks.urgent(account(request), pages.today(), shown=SHOWN)
    return {"counts": counts, "urgent": [(one, clock_marks.href(one)) for one in counts.urgent]}


def _orders(request: HttpRequest, _choice: Choice | None) -> Content:
    desk = supervision.desk(account(request), on=pages.today())
    shown = [
        (one, supervision_marks.lateness(one.days), supervision_marks.task_href(one)) for one in desk.lines[:SHOWN]
    ]
    counts = [(one, supervision_marks.task_list(one.task)) for one in desk.counts]
    return {"desk": desk, "shown": shown, "counts": counts}


def _owed(request: HttpRequest, _choice: Choice | None) -> Content:
    loads = supervision.unit_loads(account(request), on=pages.today())
    late = [one for one in loads if one.overdue]
    return {"late": late[:SHOWN], "count": len(late), "overdue": sum(one.overdue for one in late)}


def _duties(request: HttpRequest, _choice: Choice | None) -> Content:
    viewer, today = account(request), pages.today()
    owed = [(one, one.days_over(today)) for one in duties.visit_duties(viewer, today)]
    due = [(one, over) for one, over in owed if over >= -SOON_DAYS]
    mine = [] if viewer.person is None else duties.held_by(viewer, viewer.person, today)
    return {"due": due[:SHOWN], "due_count": len(due), "mine": mine[:SHOWN], "mine_count": len(mine)}


def _changes(request: HttpRequest, _choice: Choice | None) -> Content:
    return {"changes": insight.changes(account(request), on=pages.today())}


def _trace(request: HttpRequest, choice: Choice | None) -> Content:
    viewer, today = account(request), pages.today()
    first = today if choice is None else min(choice.period.first, today)
    papers = reports.papers(viewer).filter(state=PaperState.ISSUED)[:SHOWN] if may(request, Reports.VIEW) else []
    return {
        "corrections": insight.corrections(viewer, span=Span(first, today)),
        "since": first,
        "papers": papers,
        "log": insight.log_health(viewer, on=today),
        "definitions": len(figures.definitions()),
    }


def _targets(request: HttpRequest, choice: Choice | None) -> Content:
    if choice is None:
        return {}
    sheet = published.sheet(request, choice, codes=MEASURED)
    aimed = insight.paces(sheet.figures, choice.period, on=pages.today())
    with_aim = {pace.figure.code for pace in aimed}
    place: dict[str, Any] = {"unit_code": choice.unit_code, "period": choice.period}
    goals = [
        (tiles.tile(pace.figure, **place), [(aim, _verdict(aim), _asked(aim), _outlook(aim)) for aim in pace.aims])
        for pace in aimed
    ]
    others = [figure for figure in sheet.figures if figure.code not in with_aim]
    return {
        "choice": choice,
        "goals": goals,
        "schedule": tiles.schedule_of(choice.period),
        "cut_off": cut_off_of(choice.period, pages.today()),
        "tiles": tiles.tiles(others, **place),
    }


def _verdict(aim: insight.Aim) -> Badge | None:
    if aim.lead is None:
        return None
    if aim.is_reached:
        return Badge("已完成", "good")
    points = formats.decimal(aim.lead_points, 1)
    if aim.is_behind:
        return Badge(f"落后时序 {points} 个百分点", "bad")
    return Badge(f"快于时序 {points} 个百分点" if aim.lead else "与时序持平", "good")


def _asked(aim: insight.Aim) -> str:
    return f"{aim.who} {tiles.grouped(_short(aim.value))}{aim.unit}"


def _outlook(aim: insight.Aim) -> tuple[str, ...]:
    return outlooks.said(aim.outlook, aim.outlook_unit)


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _exceptions(request: HttpRequest, choice: Choice | None) -> Content:
    if choice is None:
        return {}
    found = insight.exceptions(account(request), unit=choice.unit, period=choice.period)  # type: ignore[arg-type]  # a row of the unit tree
    counts = [
        (figure, tiles.figure_href(figure.code, choice.unit_code, choice.period), figure.code in RED)
        for figure in found.counts
    ]
    return {
        "found": found,
        "counts": counts,
        "overdue_href": tiles.figure_href("P11", choice.unit_code, choice.period),
        "may_open": may(request, Projects.VIEW),
    }


RED: Final = frozenset({"P11", "P13.n", "P15"})


def _steer(request: HttpRequest, _choice: Choice | None) -> Content:
    viewer, today = account(request), pages.today()
    silent = insight.silent_units(viewer, on=today)
    return {
        "queues": insight.unit_queues(viewer, on=today)[:SHOWN],
        "silent": silent[:SHOWN],
        "silent_count": len(silent),
    }


def _accounts(request: HttpRequest, _choice: Choice | None) -> Content:
    return {"health": insight.account_health(account(request), on=pages.today())}


def _grants(request: HttpRequest, _choice: Choice | None) -> Content:
    return {"health": insight.grant_health(account(request), on=pages.today())}


def _log(request: HttpRequest, _choice: Choice | None) -> Content:
    return {"log": insight.log_health(account(request), on=pages.today())}


CONTENT: Final[Mapping[Block, Callable[[HttpRequest, Choice | None], Content]]] = {
    Block.JUDGE: _judge,
    Block.FILINGS: _filings,
    Block.CARD: _card,
    Block.ORDERS: _orders,
    Block.OWED: _owed,
    Block.CLOCKS: _clocks,
    Block.DUTIES: _duties,
    Block.CHANGES: _changes,
    Block.TRACE: _trace,
    Block.TARGETS: _targets,
    Block.STEER: _steer,
    Block.EXCEPTIONS: _exceptions,
    Block.ACCOUNTS: _accounts,
    Block.GRANTS: _grants,
    Block.LOG: _log,
}
