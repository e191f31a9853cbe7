"""Verbs on monthly progress returns: filing one, and telling units what they owe."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.periods import Period, parse_period
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, users_with
from luodi.domains.projects.models import ProgressReturn, Project
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.progress import DUE_DAY, LETTERS, Light, due_on, require_month, require_sound_return
from luodi.domains.projects.selectors.progress import Owed, missing_by_unit
from luodi.domains.projects.services.locks import locked_own_project

_RETURNS = "/milestones/returns/"


@dataclass(frozen=True)
class ReturnValues:
    """What a return says: 万元 invested in the month, cumulative work in percent, works, light, reason."""

    invested_in_wan: Decimal
    work_percent: Decimal
    works: str
    light: str
    reason: str = ""


@transaction.atomic
def file_return(project: Project, *, period: str, values: ReturnValues, actor: User, at: datetime) -> ProgressReturn:
    """File the return of a month. It is locked at once; only when it comes back may the next version follow.

    Errors: NotPermitted, NotVisible, BusinessError `progress.*`, `periods.*`.
    """
    locked = locked_own_project(project, Permission.FILE_PROGRESS, actor=actor, on=timezone.localdate(at))
    month = parse_period(period)
    require_month(month, timezone.localdate(at))
    rows = ProgressReturn.objects.filter(project=locked).select_related("slip")
    last = rows.filter(period=month.code).order_by("-version").first()
    if last is not None and last.slip.state != SlipState.RETURNED:
        raise BusinessError(
            f"{month.label}的月报已提交并锁定。确需更正，请审核人退回并写明原因后再报。", code="progress.locked"
        )
    require_sound_return(
        invested_in_wan=values.invested_in_wan,
        work_percent=values.work_percent,
        before_percent=_before(locked, month),
        light=values.light,
        works=values.works,
        reason=values.reason,
    )
    letter = LETTERS[Light(values.light)]
    title = f"{locked.name}：{month.label}进度月报（{letter}，{plain(values.work_percent)}%）"
    slip = approvals.open_slip(SlipKind.PROGRESS, title=title, unit=locked.unit, actor=actor, at=at)
    made = ProgressReturn.objects.create(
        project=locked,
        period=month.code,
        version=1 if last is None else last.version + 1,
        invested_in_wan=round_decimal(values.invested_in_wan, 4),
        work_percent=round_decimal(values.work_percent, 2),
        works=fitted(values.works.strip(), 500, "形象进度"),
        light=values.light,
        reason=fitted(values.reason.strip(), 500, "事由"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"period": ("", month.code), "light": ("", letter), "work_percent": ("", f"{made.work_percent:f}")}
    act = audit.Act(
        "projects.progress_filed", locked, unit_code=locked.unit.code, changes=changes, reason=values.reason
    )
    audit.record(act, actor=actor, at=at)
    return made


def _before(project: Project, month: Period) -> Decimal | None:
    """The cumulative work of the latest earlier month that stands."""
    rows = ProgressReturn.objects.filter(project=project, period__lt=month.code)
    rows = rows.exclude(slip__state=SlipState.RETURNED).order_by("-period", "-version")
    return rows.values_list("work_percent", flat=True).first()


@transaction.atomic
def remind_of_returns(*, at: datetime) -> int:
    """Tell each unit which returns of ended months it owes: once when a month has ended, once when it is overdue.

    It asks what is owed by now, so missed nights lose nothing: what is older is counted in the same message. Returns
    how many messages were written.
    """
    audit.stand_in_line()
    today = timezone.localdate(at)
    told = 0
    for unit, owed in missing_by_unit(operator(), today).items():
        newest = owed[-1].month
        is_overdue = today > due_on(newest)
        people = [user for user in users_with(Permission.FILE_PROGRESS, unit) if user.unit_id == unit.pk]
        told += notices.tell(
            people or users_with(Permission.FILE_PROGRESS, unit),
            code="milestones.progress_due",
            title=_said(owed, newest, is_overdue=is_overdue),
            link=f"{_RETURNS}?month={newest.code}",
            key=f"progress:{unit.pk}:{newest.code}:{'overdue' if is_overdue else 'due'}",
            at=at,
        )
    return told


def _said(owed: list[Owed], newest: Period, *, is_overdue: bool) -> str:
    now = sum(one.month.code == newest.code for one in owed)
    older = len(owed) - now
    said = f"{newest.label}进度月报还有 {now} 份没有填报"
    said += "，已过期限" if is_overdue else f"，请于 {DUE_DAY} 日前提交"
    return f"{said}；更早的还差 {older} 份" if older else said
