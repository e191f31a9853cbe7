"""The monthly re-check: drawing the sample, and writing down what was found."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.across.lifecycle.models import ReviewDraw, ReviewItem, ReviewResult
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome, drawn
from luodi.across.lifecycle.rules.gates_rights import Permission
from luodi.across.lifecycle.selectors import gates_review
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import add_months
from luodi.base.core.text import fitted, normalise
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, require, root_unit, users_with
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.projects.rules import Event

LINK: Final = "/gates/reviews/"
_LONGEST_BACK: Final = 12
"""A worker that stood still for a year catches up on a year, not on the whole ledger."""


@transaction.atomic
def draw_month(month: date, *, actor: User, at: datetime) -> ReviewDraw:
    """Draw the sample of a month that has ended; a month drawn before is given as it was drawn.

    Of each unit at least the ruled share, and one fact where there is any. What was taken over with a ledger was judged
    as a whole and is not drawn. Errors: BusinessError `lifecycle.month`; NotPermitted.
    """
    require(actor, Permission.REVIEW, unit=root_unit())
    first = month.replace(day=1)
    if first >= timezone.localdate(at).replace(day=1):
        raise BusinessError("当月还没有结束，请在次月抽取。", code="lifecycle.month")
    audit.stand_in_line()
    present = ReviewDraw.objects.filter(month=first).first()
    if present is not None:
        return present
    percent = gates_review.competence(add_months(first, 1)).sample_percent
    seed = f"{root_unit().code}-{first:%Y-%m}"
    by_unit = _population(first)
    draw = ReviewDraw.objects.create(
        month=first,
        seed=seed,
        percent=percent,
        population=sum(len(facts) for facts in by_unit.values()),
        recorded_by=actor,
        recorded_at=at,
    )
    chosen = [facts[key] for facts in by_unit.values() for key in drawn(list(facts), seed=seed, percent=percent)]
    ReviewItem.objects.bulk_create([_item(draw, fact) for fact in chosen])
    changes = {"drawn": ("", f"{draw.population} 项中抽取 {len(chosen)} 项"), "seed": ("", seed)}
    audit.record(audit.Act("lifecycle.month_drawn", draw, changes=changes), actor=actor, at=at)
    if chosen:
        title = f"{first:%Y-%m} 认定复核已抽样 {len(chosen)} 项"
        people = users_with(Permission.REVIEW, root_unit())
        notices.tell(people, code="lifecycle.sample_drawn", title=title, link=LINK, key=f"sample:{seed}", at=at)
    return draw


def _population(first: date) -> dict[int, dict[str, StageEvent | CapitalRecord]]:
    """What was recognised in the month, per unit, each fact under a key that never changes."""
    zone = timezone.get_current_timezone()
    begins = datetime(first.year, first.month, 1, tzinfo=zone)
    after = add_months(first, 1)
    ends = datetime(after.year, after.month, 1, tzinfo=zone)
    slips = Slip.objects.filter(
        state=SlipState.RECOGNISED,
        recognised_at__gte=begins,
        recognised_at__lt=ends,
        kind__in=(SlipKind.EVENT, SlipKind.CAPITAL),
    )
    found: dict[int, dict[str, StageEvent | CapitalRecord]] = {}
    events = StageEvent.objects.filter(slip__in=slips).exclude(event=Event.REVOKE).select_related("project")
    for event in events.order_by("pk"):
        found.setdefault(event.project.unit_id, {})[f"event:{event.pk}"] = event
    records = CapitalRecord.objects.filter(slip__in=slips, reverses=None).select_related("project")
    for record in records.order_by("pk"):
        found.setdefault(record.project.unit_id, {})[f"capital:{record.pk}"] = record
    return dict(sorted(found.items()))


def _item(draw: ReviewDraw, fact: StageEvent | CapitalRecord) -> ReviewItem:
    return ReviewItem(
        draw=draw,
        project=fact.project,
        event=fact if isinstance(fact, StageEvent) else None,
        record=fact if isinstance(fact, CapitalRecord) else None,
        recorded_by=draw.recorded_by,
        recorded_at=draw.recorded_at,
    )


def draw_due(*, at: datetime) -> int:
    """Draw every month that has ended, in which something was recognised, and that nobody has drawn; returns how many.

    It asks what is due by now, so that a month in which the worker stood still is made up for.
    """
    this = timezone.localdate(at).replace(day=1)
    months = [add_months(this, -back) for back in range(1, _LONGEST_BACK + 1)]
    known = set(ReviewDraw.objects.filter(month__in=months).values_list("month", flat=True))
    due = [month for month in reversed(months) if month not in known and _population(month)]
    for month in due:
        draw_month(month, actor=operator(), at=at)
    return len(due)


@transaction.atomic
def record_review(
    item: ReviewItem, *, outcome: str, checked_on: date, actor: User, at: datetime, finding: str = ""
) -> ReviewResult:
    """What the re-check found. Who recognised or filed the fact cannot re-check it; a later result takes the place of an earlier.

    Errors: BusinessError `lifecycle.review*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.REVIEW, unit=item.project.unit)
    audit.stand_in_line()
    slip = (item.event or item.record).slip  # type: ignore[union-attr]  # the constraint: one of the two is there
    if actor.pk in {slip.filed_by_id, slip.recognised_by_id}:
        raise BusinessError(
            "填报人和认定人不能复核自己经手的事项，请由其他人员复核。", code="lifecycle.review_same_person"
        )
    if outcome not in ReviewOutcome.values:
        raise BusinessError("请选择复核结果。", code="lifecycle.review")
    require_sensible_day(checked_on, label="复核日期", today=timezone.localdate(at))
    if outcome != ReviewOutcome.TRUE and not normalise(finding):
        raise BusinessError("复核有误或虚假时，请写明情况。", code="lifecycle.review_finding")
    result = ReviewResult.objects.create(
        item=item,
        checked_on=checked_on,
        outcome=outcome,
        finding=fitted(normalise(finding), 300, "核查情况"),
        recorded_by=actor,
        recorded_at=at,
    )
    unit = item.project.unit
    changes = {"review": ("", ReviewOutcome(outcome).label), "fact": ("", str(item))}
    act = audit.Act("lifecycle.reviewed", item.project, unit_code=unit.code, changes=changes, reason=result.finding)
    audit.record(act, actor=actor, at=at)
    return result
