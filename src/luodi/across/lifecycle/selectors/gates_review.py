"""Waivers, the competence of offices, and what the re-checks found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from luodi.across.lifecycle.models import CompetenceRule, ReviewDraw, ReviewItem, ReviewResult, Waiver
from luodi.across.lifecycle.rules.gates_review import Competence, ReviewOutcome, error_percent
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.models import Project


def competence(on: date) -> Competence:
    """What counts on the day: the latest rule that had begun, else the preset."""
    row = competence_rules().filter(valid_from__lte=on).first()
    return Competence() if row is None else Competence(row.city_from_in_wan, row.sample_percent)


def competence_rules() -> QuerySet[CompetenceRule]:
    """Every rule, latest first."""
    return CompetenceRule.objects.select_related("recorded_by__person").order_by("-revision")


def waivers(viewer: User) -> QuerySet[Waiver]:
    """Waivers of the projects in reach, latest first."""
    rows = Waiver.objects.select_related("project__unit", "slip__recognised_by__person", "recorded_by__person")
    return rows.filter(project__in=_visible(viewer)).order_by("-pk")


def waivers_of(project: Project) -> QuerySet[Waiver]:
    """Waivers of one project, which has been looked up within reach."""
    rows = Waiver.objects.filter(project=project)
    return rows.select_related("slip__recognised_by__person", "recorded_by__person").order_by("-pk")


def waiver_of_slip(slip: Slip) -> Waiver | None:
    """The waiver that a slip asks for; None for slips about something else."""
    if slip.kind != SlipKind.WAIVER:
        return None
    return Waiver.objects.select_related("project__unit", "project__investor").filter(slip=slip).first()


def _visible(viewer: User) -> QuerySet[Project]:
    return ledger.projects(viewer).order_by().only("pk")


def draws() -> QuerySet[ReviewDraw]:
    """The months that have been drawn, latest first."""
    return ReviewDraw.objects.order_by("-month")


def review_items(viewer: User, month: date | None = None) -> QuerySet[ReviewItem]:
    """What was drawn (of one month, or ever) of the projects in reach, with the latest result as `outcome`."""
    latest = ReviewResult.objects.filter(item=OuterRef("pk")).order_by("-pk")
    rows = ReviewItem.objects.filter(project__in=_visible(viewer))
    if month is not None:
        rows = rows.filter(draw__month=month)
    rows = rows.annotate(
        outcome=Subquery(latest.values("outcome")[:1]),
        checked_on=Subquery(latest.values("checked_on")[:1]),
        finding=Subquery(latest.values("finding")[:1]),
    )
    return rows.select_related("draw", "project__unit", "event__slip", "record__slip").order_by("-draw__month", "pk")


def review_item(viewer: User, pk: int) -> ReviewItem:
    """One drawn fact in reach; NotVisible otherwise."""
    found = review_items(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该复核事项，或它不在您的管理范围内。", code="lifecycle.review")
    return found


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Of a span of months: facts drawn, re-checked, wrong or false, and their share (percent) of those re-checked."""

    drawn: int
    checked: int
    wrong: int
    percent: Decimal | None


def error_rate(viewer: User, first: date, last: date) -> ErrorRate:
    """What the page of a month shows of G09.e: how much of what was recognised in the months proved wrong when looked at again."""
    rows = review_items(viewer).filter(draw__month__gte=first.replace(day=1), draw__month__lte=last)
    items = list(rows.order_by().values_list("pk", flat=True))
    latest = dict(ReviewResult.objects.filter(item__in=items).order_by("pk").values_list("item_id", "outcome"))
    wrong = sum(1 for outcome in latest.values() if outcome != ReviewOutcome.TRUE)
    return ErrorRate(len(items), len(latest), wrong, error_percent(latest.values()))
