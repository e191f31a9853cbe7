"""The list page written by hand without any of our features: the limit against which ours is measured."""

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from luodi.domains.projects.models import Project

_SHOWN = (
    "code", "name", "unit__name", "investor__name", "stage", "signed_on",
    "total_investment_in_wan", "contract_in_wan", "capital_in_wan",
)  # fmt: skip
_PAGE = Engine().from_string(
    "<h1>项目</h1><p>{{ sums.count }} {{ sums.total }} {{ sums.contract }} {{ sums.capital }}</p><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def page(request: HttpRequest) -> HttpResponse:
    """Fifty rows of a unit, their number and three totals; `after` is the last key of the page before."""
    rows = Project.objects.filter(unit__code=request.GET["unit"], is_withdrawn=False)
    sums = rows.order_by().aggregate(
        count=Count("pk"),
        total=Sum("total_investment_in_wan"),
        contract=Sum("contract_in_wan"),
        capital=Sum("capital_in_wan"),
    )
    found = list(rows.order_by("-pk").values_list(*_SHOWN)[:50])
    return HttpResponse(_PAGE.render(Context({"rows": found, "sums": sums})))
