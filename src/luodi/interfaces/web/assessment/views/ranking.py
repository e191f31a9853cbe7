"""Views of rankings: places per group, the board of five colours, one unit's lines, the workbook, publication."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.colours import MEANINGS
from luodi.across.assessment.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.assessment import tables
from luodi.interfaces.web.assessment.forms import RankFilters
from luodi.interfaces.web.ui import exports, formats, pages, scope
from luodi.interfaces.web.ui.access import account, may, requires


def _asked(request: HttpRequest) -> tuple[selectors.Ranking, RankFilters]:
    """The ranking that the address asks for, and the form with its choices."""
    viewer = account(request)
    period = scope.period_of(request, insight.latest_fact_on)
    form = RankFilters(request.GET, period=period, schemes=selectors.codes(list(selectors.schemes(viewer))))
    scheme, group = request.GET.get("scheme", ""), request.GET.get("group", "")
    return selectors.ranking(viewer, period=period.code, scheme=scheme, group=group), form


def _context(request: HttpRequest) -> dict[str, Any]:
    found, form = _asked(request)
    return {
        "form": form,
        "ranking": found,
        "groups": tables.groups(found),
        "schedule": formats.as_decimal(found.schedule * 100),
        "query": request.GET.urlencode(),
        "may_publish": may(request, Permission.PUBLISH),
        "colour_rules": tables.colour_rules(found),
        "meanings": [(colour.value, meaning) for colour, meaning in MEANINGS.items()],
    }


@requires(Permission.VIEW)
def ranking(request: HttpRequest) -> HttpResponse:
    """Places per group with arrows; every score leads to its lines."""
    return pages.page(request, "assessment/ranking", _context(request) | {"tab": "ranking"})


@requires(Permission.VIEW)
def colours(request: HttpRequest) -> HttpResponse:
    """The board of five colours: one tile per unit, its letter and that of the period before."""
    return pages.page(request, "assessment/colours", _context(request) | {"tab": "colours"})


@requires(Permission.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The ranking as a workbook."""
    found, _ = _asked(request)
    title = f"{found.period.label}招商引资考核排名"
    return exports.workbook(request, tables.EXPORT, tables.export_rows(found), title=title)


@requires(Permission.VIEW)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """How one unit's score came about, line by line down to numerator, denominator, target and schedule."""
    period = scope.period_of(request, insight.latest_fact_on)
    scheme = request.GET.get("scheme", "")
    found, group, place = selectors.unit_ranking(account(request), code, period=period.code, scheme=scheme)
    context = {
        "ranking": found,
        "group": group,
        "place": place,
        "plain": place.to_json(),
        "lines": tables.lines(place, found),
        "history": tables.history(account(request), place, found),
        "back": f"{reverse('assessment:ranking')}?period={period.code}",
    }
    return pages.page(request, "assessment/unit", context)


@require_POST
@requires(Permission.PUBLISH)
def publish(request: HttpRequest) -> HttpResponse:
    """Open a group's ranking to its members, or close it again."""
    code, group, period = (request.POST.get(name, "") for name in ("scheme", "group", "period"))
    is_open = request.POST.get("is_open") == "1"
    services.publish_ranking(code, group=group, period=period, is_open=is_open, actor=account(request), at=pages.now())
    label = parse_period(period).label
    sentence = f"{label}{group}组排名已向本组单位公布。" if is_open else f"{label}{group}组排名已停止公布。"
    return pages.done(request, sentence, "assessment:ranking")
