"""The view of the board on the wall."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.assessment import selectors as assessment
from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.figures.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.core.errors import BusinessError
from luodi.interfaces.web.screen import tables
from luodi.interfaces.web.ui import charts, pages, published, scope, tiles, trends
from luodi.interfaces.web.ui.access import account, may, requires


@requires(Permission.VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """Everything a meeting looks at, on one page; asked again by the page itself every minute."""
    choice = published.chosen(request)
    sheet = published.sheet(request, choice, codes=tables.CODES)
    asked: dict[str, Any] = {"period": choice.period.code, "unit": choice.unit_code or None}
    paces = assessment.paced(account(request), codes=tables.CODES, **asked)
    place = urlencode({"unit": sheet.unit.code, "period": choice.period.code})
    context = {
        "unit": sheet.unit,
        "period": choice.period,
        "known_at": sheet.known_at,
        "drawn_at": pages.now(),
        "schedule": tiles.schedule_of(choice.period),
        "large": tables.large(sheet, paces, choice.period),
        "trends": _drawn(request, choice),
        "headlines": insight.headlines(account(request), unit=sheet.unit.code, period=choice.period),
        "here": f"{reverse('screen:board')}?{place}",
        "board_href": f"{reverse('figures:board')}?{place}",
    }
    return pages.page(request, "screen/board", context | _ranked(request, sheet))


def _drawn(request: HttpRequest, choice: scope.Choice) -> list[tuple[charts.Chart, charts.Chart]]:
    """Each trend as it is lit on the wall and as it is printed."""
    return [
        (replace(chart, look=charts.WALL), replace(chart, key=f"{chart.key}-paper"))
        for chart in trends.trends(request, choice)
    ]


def _ranked(request: HttpRequest, sheet: Any) -> dict[str, Any]:  # noqa: ANN401 - the selector's dataclass
    """Colours and places as far as the person may see them, or the sentence that says what is lacking."""
    if not may(request, Assessment.VIEW):
        return {
            "groups": [],
            "no_groups": "您的账号没有查看考核排名的权限，如需显示五色图和排名，请联系安全管理员授权。",
        }
    try:
        found = assessment.ranking(account(request), period=sheet.period.code)
    except BusinessError as error:
        return {"groups": [], "no_groups": error.message}
    groups = tables.groups(found, sheet.unit)
    return {
        "groups": groups,
        "no_groups": tables.NO_GROUPS,
        "greys": tables.greys(groups),
        "unranked": tables.unranked(groups),
    }
