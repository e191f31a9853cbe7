"""Asking for weekly returns and confirming them: a confirmation keeps the figures as they stood."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from luodi.across.reports.engine.weekly import seal
from luodi.across.reports.models import WeekCall, WeeklyReturn, WeeklyValue
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.weekly import due_on
from luodi.across.reports.selectors.weekly import (
    owing_units,
    period_of,
    prefilled,
    unit_weeks,
    values_of,
    week_call,
    weeks_to_call,
)
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import operator, require, root_unit, users_with, work_calendar

_REMARK: Final = 500


@transaction.atomic
def call_weeks(*, at: datetime) -> int:
    """Ask for every week that has ended and was not asked for, and remind who still owes one; how many were new.

    It may run as often as it likes: a week is asked for once, and a person is reminded of a week once.
    """
    audit.stand_in_line()
    on, actor = localdate(at), operator()
    weeks = weeks_to_call(on)
    for week in weeks:
        call = WeekCall.objects.create(
            first_on=week.first, due_on=due_on(week, on, work_calendar()), recorded_by=actor, recorded_at=at
        )
        audit.record(audit.Act("reports.week_called", call, unit_code=root_unit().code), actor=actor, at=at)
    for call in WeekCall.objects.filter(due_on__gte=on).order_by("first_on"):
        _remind(call, at=at)
    return len(weeks)


def _remind(call: WeekCall, *, at: datetime) -> None:
    """Tell those who confirm for units that have not; each of a week once."""
    week = period_of(call)
    for one in unit_weeks(operator(), call, on=localdate(at)):
        if one.first is None:
            people = users_with(Permission.CONFIRM_WEEK, one.unit)
            notices.tell(
                [person for person in people if person.unit_id == one.unit.pk],
                code="reports.week_due",
                title=f"请确认{one.unit.label}周统计（{week.label}），{call.due_on} 前",
                link=f"/dispatch/weeks/{call.first_on}/units/{one.unit.code}/",
                key=f"week:{call.first_on}:{one.unit.pk}",
                at=at,
            )


@transaction.atomic
def confirm_week(call: WeekCall, unit: Unit, *, actor: User, at: datetime, remark: str = "") -> WeeklyReturn:
    """The unit says that its week reads so: the figures as the ledger has them now stay with the confirmation.

    Confirming again, with other figures or another remark, adds a revision; whether it was in time is said by the first.
    With nothing changed the return of before comes back. Errors: NotPermitted, NotVisible, BusinessError `reports.remark`.
    """
    require(actor, Permission.CONFIRM_WEEK, unit=unit)
    said = " ".join(remark.split())
    if len(said) > _REMARK:
        raise BusinessError(f"说明最多{_REMARK}个字，请精简。", code="reports.remark")
    audit.stand_in_line()
    asked = week_call(call.first_on)
    if unit.pk not in {one.pk for one in owing_units(asked)}:
        raise NotVisible("该单位不需要报送这一周的周统计。", code="reports.not_visible")
    week = period_of(asked)
    values = prefilled(unit, week, at)
    newest = asked.returns.filter(unit=unit).order_by("-revision").first()
    if newest is not None and values_of(newest) == values and newest.remark == said:
        return newest
    revision = 1 if newest is None else newest.revision + 1
    row = WeeklyReturn.objects.create(
        call=asked,
        unit=unit,
        revision=revision,
        remark=said,
        sha256=seal(unit.code, week.code, revision, said, values),
        recorded_by=actor,
        recorded_at=at,
    )
    WeeklyValue.objects.bulk_create(
        WeeklyValue(
            weekly=row,
            code=one.code,
            name=one.name,
            exact=one.exact,
            text=one.text,
            measure=one.measure,
            why=one.why,
            facts=one.facts,
        )
        for one in values
    )
    audit.record(audit.Act("reports.week_confirmed", row, unit_code=unit.code), actor=actor, at=at)
    return row
