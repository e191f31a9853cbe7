"""Lets two workers sweep at once and kills them at random moments; run as a script by test_killed_sweep.py.

Prints one JSON document: how many workers were killed, how many of them in the middle of their work, and what the ledger
then held. After every kill whatever is there must be whole (a step with its messages and its audit row); at the end of
every day each order's reminders, urgings and drafts must be exactly those that plain arithmetic gives: none lost, none
twice. The instance lies in LUODI_HOME (and LUODI_DATABASE_URL), which must be empty.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import django
from django.conf import settings

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

# Models can be imported only once Django is set up.
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from luodi.base.audit.models import AuditEntry  # noqa: E402
from luodi.base.audit.selectors import check_chain  # noqa: E402
from luodi.base.notices.models import Notice  # noqa: E402
from luodi.base.orgs.models import CalendarDay  # noqa: E402
from luodi.domains.supervision import selectors, services  # noqa: E402
from luodi.domains.supervision.models import Order, OrderStep  # noqa: E402
from tests.aftermath import alone  # noqa: E402
from tests.domains.supervision import making  # noqa: E402

MONDAY = date(2023, 7, 3)
PER_DAY = 3
KINDS = ("ASSIGN", "SUPERVISE")


def workday(day: date, step: int) -> date:
    """The `step`-th weekday after (before) the day; the calendar of the instance is emptied, so only weekends are free."""
    while step:
        day += timedelta(days=1 if step > 0 else -1)
        step -= (1 if step > 0 else -1) * (day.weekday() < 5)
    return day


def expected(kind: str, issued: date, today: date) -> Counter[str]:
    """What must have been said by the day of an order that nobody signs: signing is due after one working day."""
    sign = workday(issued, 1)
    due = workday(issued, 7 if kind == "ASSIGN" else 5)
    return Counter(
        {
            "remind": int(today >= workday(sign, -1)),
            "urge": int(today > sign),
            "draft": int(today >= workday(due, 2)),
        }
    )


def moment(day: date) -> datetime:
    """Nine in the morning in Shanghai."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


class District:
    """The orders of a district that nobody signs, and what the clock has said of them."""

    def __init__(self) -> None:
        call_command("migrate", verbosity=0, skip_checks=True)
        for person in (making.chief, making.inspector, making.clerk, making.head):
            person()
        CalendarDay.objects.all().delete()
        self.issued: dict[int, tuple[str, date]] = {}

    def issue(self, day: date) -> None:
        """The orders of one day."""
        for number in range(PER_DAY):
            kind = KINDS[number % 2]
            order = making.issued(kind, at=moment(day), title=f"{day}第{number}件")
            self.issued[order.pk] = (kind, day)

    def due(self, today: date) -> int:
        """How many acts of the clock there must be by the day."""
        return sum(sum(expected(kind, day, today).values()) for kind, day in self.issued.values())

    def whole(self) -> int:
        """Every act of the clock has its messages and its audit row, every draft its first step; how many acts in all."""
        reminded = OrderStep.objects.filter(act="remind").count()
        urged = OrderStep.objects.filter(act="urge").count()
        drafts = Order.objects.filter(source="ORDER").count()
        assert Notice.objects.filter(code="supervision.order_due").count() == reminded * 2, "clerk and verifier"
        assert Notice.objects.filter(code="supervision.order_urged").count() == urged * 2, "clerk and verifier"
        assert OrderStep.objects.filter(act="draft").count() == Order.objects.count()
        stepped = AuditEntry.objects.filter(action="supervision.order_stepped").count()
        assert stepped == OrderStep.objects.count(), "each step has its audit row"
        assert AuditEntry.objects.filter(action="supervision.order_drafted").count() == Order.objects.count()
        return reminded + urged + drafts

    def exact(self, today: date) -> None:
        """Neither lost nor doubled, order by order."""
        said: dict[int, Counter[str]] = {pk: Counter() for pk in self.issued}
        clock = OrderStep.objects.filter(order_id__in=self.issued, act__in=("remind", "urge"))
        for pk, act in clock.values_list("order", "act"):
            said[pk][act] += 1
        for pk in Order.objects.filter(source="ORDER").values_list("previous", flat=True):
            said[pk]["draft"] += 1
        for pk, (kind, day) in self.issued.items():
            due = expected(kind, day, today)
            assert +said[pk] == +due, f"{today} order {pk} of {day}: {said[pk]} instead of {due}"


def child(day: date) -> int:
    """A worker that sweeps once."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        services.sweep(at=moment(day))
        code = 0
    finally:
        # What went wrong dies with the child unless it is said here.
        if code:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(code)


def end(pid: int, day: date) -> bool:
    """Kill the worker; True when it had not come to its end."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"{day}: the sweep itself failed"
    return os.WIFSIGNALED(status)


class Killer:
    """Starts two workers and kills them after a while, which follows the machine's pace."""

    def __init__(self, district: District) -> None:
        self.district, self.killed, self.midway = district, 0, 0
        self._chance, self._longest = random.Random(20230703), 0.06

    def is_done(self, rounds: int) -> bool:
        """So many were killed, one of them in the midst; where the machine is slow, the waiting has to grow first."""
        return self.killed >= rounds and (self.midway > 0 or self.killed >= 10 * rounds)

    def day(self, today: date, rounds: int) -> None:
        """Rounds of two workers until the day's acts are done, or enough were killed."""
        due, done = self.district.due(today), self.district.whole()
        while done < due and not self.is_done(rounds):
            connections.close_all()
            workers = [child(today), child(today)]
            time.sleep(self._chance.uniform(0, self._longest))
            killed = [end(pid, today) for pid in workers]
            alone()
            before, done = done, self.district.whole()
            self.killed += sum(killed)
            self.midway += sum(killed) if before < done < due else 0
            # Until one was met in the midst the waiting grows fast: the first guess knows nothing of this machine.
            slower = 1.05 if self.midway else 1.25
            self._longest *= slower if all(killed) else 0.9


def main(rounds: int) -> dict[str, int]:
    """Run until so many were killed; AssertionError when something is lost, doubled or half-written."""
    district = District()
    killer, today, days = Killer(district), MONDAY, 0
    while not killer.is_done(rounds):
        district.issue(today)
        today, days = workday(today, 1), days + 1
        killer.day(today, rounds)
        services.sweep(at=moment(today))
        district.exact(today)
        district.whole()
    assert check_chain().is_whole
    assert selectors.step_differences()[1] == []
    made, drafts = Order.objects.filter(source="OTHER").count(), Order.objects.filter(source="ORDER").count()
    connections.close_all()
    return {"killed": killer.killed, "midway": killer.midway, "days": days, "orders": made, "drafts": drafts}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))))
