"""Reminders of running rounds: units that have not confirmed near the last day, and a publicity that is over."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import RoundState
from luodi.across.assessment.selectors.rounds import Standing, every_standing, unconfirmed
from luodi.base.notices import services as notices
from luodi.base.orgs.selectors import root_unit, users_with, work_calendar

_DAYS_BEFORE: Final = 1


@transaction.atomic
def remind_rounds(*, at: datetime) -> int:
    """Tell what is due by now and was not told: each person once a round and stretch. Returns the notices written."""
    today = timezone.localdate(at)
    return sum(_remind(one, today, at) for one in every_standing())


def _remind(one: Standing, today: date, at: datetime) -> int:
    if one.due_on is None:
        return 0
    key = f"round:{one.round.pk}:{one.state}:{one.due_on}"
    if one.state is RoundState.SELF_CHECK and work_calendar().add_workdays(one.due_on, -_DAYS_BEFORE) <= today:
        return _tell_silent(one, key, at) if today <= one.due_on else _tell_office(one, Permission.RUN_ROUND, key, at)
    if one.state is RoundState.PUBLICITY and one.due_on < today:
        return _tell_office(one, Permission.FINALISE, key, at)
    return 0


def _tell_silent(one: Standing, key: str, at: datetime) -> int:
    people = {user.pk: user for unit in unconfirmed(one) for user in users_with(Permission.APPEAL, unit)}
    title = f"{one.label}自查将于 {one.due_on} 截止，本单位还没有确认"
    return notices.tell(people.values(), code="assessment.self_check", title=title, link=_link(one), key=key, at=at)


def _tell_office(one: Standing, permission: Permission, key: str, at: datetime) -> int:
    ended = "自查" if one.state is RoundState.SELF_CHECK else "公示"
    title = f"{one.label}{ended}已于 {one.due_on} 期满，请办理下一步"
    people = users_with(permission, root_unit())
    return notices.tell(people, code="assessment.stretch_over", title=title, link=_link(one), key=f"{key}:over", at=at)


def _link(one: Standing) -> str:
    return f"/assessment/rounds/{one.round.pk}/"
