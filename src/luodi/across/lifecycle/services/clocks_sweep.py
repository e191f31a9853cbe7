"""The nightly look at all clocks: what has been passed by now and was not yet told is told, once.

It asks what is due by the moment, never what falls on the day, so a night on which nobody looked loses nothing: the next
look tells the highest mark that a clock has passed by then. A proposal (橙 review, 红 removal) is put down even when a
later mark was passed in the same gap. What was told stands in `ClockMark`, of which the database keeps one each.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.across.lifecycle.models import ClockMark
from luodi.across.lifecycle.rules.clocks import State
from luodi.across.lifecycle.rules.clocks_days import PROPOSING, Mark, mark_days, marks_passed
from luodi.across.lifecycle.rules.clocks_rights import Permission
from luodi.across.lifecycle.selectors.clocks import Reading, readings
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.approvals.rules import SlipState
from luodi.base.audit import services as audit
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import operator, root_unit, users_with
from luodi.domains.projects.rules import Permission as Projects

MOST_SINGLE: Final = 5
"""More news than this in one look reach a person as one message that counts them."""
_LIST: Final = "/clocks/"
_RUNNING: Final = frozenset({State.RUNNING, State.SOON, State.OVERDUE})
"""What is paused, or filed and waiting for others, is not reminded of."""

Key = tuple[str, int | None, int | None, date, str]


@transaction.atomic
def remind(*, at: datetime) -> list[ClockMark]:
    """Put down and tell every mark passed by the moment and not yet told; returns them. It may run as often as it likes."""
    audit.stand_in_line()
    on, actor = timezone.localdate(at), operator()
    found = [one for one in readings(actor, on) if one.state in _RUNNING]
    told: set[Key] = set(ClockMark.objects.order_by().values_list("code", "project_id", "slip_id", "due_on", "mark"))
    news: list[tuple[Reading, ClockMark, bool]] = []
    for one in found:
        for mark, is_highest in _due_marks(one, on):
            if _key(one, mark) not in told:
                news.append((one, _mark(one, mark, actor=actor, at=at), is_highest))
    ClockMark.objects.bulk_create([row for _, row, _ in news])
    rows = [row for _, row, _ in news]
    if rows:
        _tell([(one, row) for one, row, is_highest in news if is_highest], at=at)
        act = audit.Act("lifecycle.reminded", rows[0], f"时限提醒 {len(rows)} 项", root_unit().code)
        audit.record(act, actor=actor, at=at)
    return rows


def _due_marks(one: Reading, on: date) -> list[tuple[Mark, bool]]:
    """The highest mark passed, and with it proposals passed before; True for the one that is told."""
    passed = marks_passed(one.began_on, one.due_on, on, one.clock.early)
    if not passed:
        return []
    proposed = [mark for mark in passed[:-1] if mark in PROPOSING and one.clock.proposals]
    return [*((mark, False) for mark in proposed), (passed[-1], True)]


def _key(one: Reading, mark: Mark) -> Key:
    project_id = None if one.project is None else one.project.pk
    slip_id = None if one.slip is None else one.slip.pk
    return one.clock.code, project_id, slip_id, one.due_on, mark.value


def _mark(one: Reading, mark: Mark, *, actor: User, at: datetime) -> ClockMark:
    passed_on = mark_days(one.began_on, one.due_on, one.clock.early)[mark]
    return ClockMark(
        code=one.clock.code,
        project=one.project,
        slip=one.slip,
        due_on=one.due_on,
        mark=mark,
        passed_on=passed_on,
        recorded_by=actor,
        recorded_at=at,
    )


def _tell(news: Iterable[tuple[Reading, ClockMark]], *, at: datetime) -> None:
    """Each person gets the own news; many of them as one message."""
    crew, mine = _Crew(), defaultdict(list)
    for one, row in news:
        for person in crew.of(one, row.mark):
            mine[person].append((one, row))
    for person, items in mine.items():
        if len(items) > MOST_SINGLE:
            over = sum(one.state == State.OVERDUE for one, _ in items)
            title = f"时限：{len(items)} 项新到提醒，其中超期 {over} 项，请逐项办理"
            key = f"clocks:{items[0][1].pk}-{items[-1][1].pk}"
            notices.tell([person], code="clocks.due", title=title, link=_LIST, key=key, at=at)
            continue
        for one, row in items:
            title = f"{one.clock.label}时限{one.said}（{one.due_on}）：{one.title}"
            notices.tell([person], code="clocks.due", title=title, link=_link(one), key=f"clock:{row.pk}", at=at)


def _link(one: Reading) -> str:
    return f"/projects/{one.project.pk}/clocks/" if one.project is not None else one.link


class _Crew:
    """Who is told: those of the unit who file; from overdue on also those who verify there; at 橙 and 红 who decides."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], list[User]] = {}

    def of(self, one: Reading, mark: str) -> list[User]:
        """The people for one mark of one clock."""
        if one.slip is not None:
            step = "verify" if one.slip.state == SlipState.FILED else "recognise"
            people = self._near(f"approvals.{one.slip.kind}_{step}", one.unit)
            return [person for person in people if person.pk != one.slip.filed_by_id]
        filers, checkers = self._near(Projects.FILE_EVENT, one.unit), self._near(Approvals.EVENT_VERIFY, one.unit)
        people = [person for person in filers if person not in checkers] or filers
        if mark in (Mark.OVERDUE, *PROPOSING):
            people = people + checkers
        if mark in PROPOSING and one.clock.proposals:
            people = people + self._holders(Permission.ANSWER_PROPOSALS, one.unit)
        return list(dict.fromkeys(people))

    def _near(self, permission: str, unit: Unit) -> list[User]:
        """Holders who sit in the unit itself; where none does, all whose right reaches it."""
        people = self._holders(permission, unit)
        return [person for person in people if person.unit_id == unit.pk] or people

    def _holders(self, permission: str, unit: Unit) -> list[User]:
        key = (str(permission), unit.pk)
        if key not in self._known:
            self._known[key] = users_with(permission, unit)
        return self._known[key]
