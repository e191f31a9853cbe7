"""Workers send messages to a local server and are killed at random moments; run as a script by test_killed_worker.py.

Two workers at a time, one or both of them killed; notices come in all the while. At the end every notice of every person has
arrived, and the number of a parcel came twice only where a worker was killed between the answer and its writing down.
Prints one JSON document. The instance lies in LUODI_HOME (and LUODI_DATABASE_URL), which must be empty.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  # after setup
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from luodi.base.deliveries import services  # noqa: E402
from luodi.base.deliveries.models import Delivery  # noqa: E402
from luodi.base.deliveries.rules.timing import Quiet  # noqa: E402
from luodi.base.notices import rules as notices  # noqa: E402
from luodi.base.notices.models import Notice  # noqa: E402
from luodi.base.notices.services import tell  # noqa: E402
from luodi.base.orgs.models import Role, User  # noqa: E402
from luodi.base.orgs.rules import UnitKind  # noqa: E402
from luodi.base.orgs.selectors import root_unit  # noqa: E402
from luodi.base.orgs.services import grant_role, install_instance, make_user  # noqa: E402
from tests.aftermath import alone  # noqa: E402
from tests.base.deliveries.standin import SECRET, StandIn, start  # noqa: E402

START = datetime(2023, 7, 3, 1, tzinfo=UTC)
STEP = timedelta(minutes=3)
"""More than a lease: what a killed worker held is free in the next round."""
PEOPLE = 3


def district() -> tuple[StandIn, list[User]]:
    """An empty instance, three robots of the stand-in server, and people who want everything on all of them."""
    call_command("migrate", verbosity=0, skip_checks=True)
    install_instance(name="示例区", code="SL", kind=UnitKind.COUNTY, at=START)
    stand_in = StandIn()
    start(stand_in)
    settings.LUODI_WEBHOOK_ORIGINS = frozenset({stand_in.origin})
    settings.LUODI_DIGEST_ABOVE = 3
    officer = User.objects.get(username="sysadmin")
    given = [
        services.ChannelValues(kind=kind, name=kind, address=address, secret=SECRET)
        for kind, address in stand_in.addresses.items()
    ]
    channels = [services.add_channel(one, actor=officer, at=START) for one in given]
    wanted = [(one.pk, name) for one in channels for name in notices.group_names()]
    return stand_in, [reader(f"p{number}", wanted) for number in range(PEOPLE)]


def reader(username: str, wanted: list[tuple[int, str]]) -> User:
    """A person without quiet hours who wants all that."""
    person = make_user(username, name=username, unit=root_unit(), password="sunny-harbour-27", actor=None, at=START)
    grant_role(person, role=Role.objects.get(code="r09"), unit=root_unit(), actor=None, at=START)
    services.set_quiet_hours(Quiet(START.time(), START.time(), on_days_off=False), actor=person, at=START)
    services.choose(wanted, actor=person, at=START)
    return person


def work(at: datetime) -> None:
    """What the job of messages does."""
    services.route(at=at)
    services.deliver_all(at=at)


def forked(at: datetime) -> int:
    """A worker of its own; what goes wrong in it is said before it dies."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work(at)
        code = 0
    finally:
        if code:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(code)


def sweep(number: int, at: datetime, people: list[User], chance: random.Random, longest: float) -> list[bool]:
    """Notices come in, two workers take them up and are killed in the midst; for each worker whether it was."""
    # A sweep that is itself repeated: the key keeps it from doubling.
    for _ in range(2):
        tell(people, code="approvals.waiting", title=f"第{number}号事项", key=f"sweep:{number}", at=at)
    children = [forked(at), forked(at)]
    for child in children if chance.random() < 0.7 else children[:1]:
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
    ends = [os.waitpid(child, 0)[1] for child in children]
    alone()
    assert all(os.WIFSIGNALED(end) or os.WEXITSTATUS(end) == 0 for end in ends), f"sweep {number}: a worker failed"
    return [os.WIFSIGNALED(end) for end in ends]


def open_rows() -> bool:
    """Whether anything is still to be done."""
    return Delivery.objects.exclude(state="SENT").exists() or Notice.objects.filter(routed_at=None).exists()


def main(rounds: int) -> dict[str, int]:
    """Run until so many were killed; AssertionError when a message was lost, or came twice without a kill."""
    stand_in, people = district()
    chance = random.Random(20230703)
    at, longest, sweeps, ends = START, 0.25, 0, list[bool]()
    while sum(ends) < rounds:
        at, sweeps = at + STEP, sweeps + 1
        ended = sweep(sweeps, at, people, chance, longest)
        # The machine's pace changes: stretch the waiting until some workers come through, then shorten it again.
        longest = min(max(longest * (1.02 if all(ended) else 0.95), 0.02), 1.0)
        ends += ended
    for _ in range(500):
        at += timedelta(hours=1)
        work(at)
        if not open_rows():
            break
    check(stand_in, sweeps, killed=sum(ends))
    again = sum(count - 1 for count in stand_in.numbers.values())
    return {"killed": sum(ends), "ended": len(ends) - sum(ends), "parcels": len(stand_in.numbers), "again": again}


def check(stand_in: StandIn, sweeps: int, *, killed: int) -> None:
    """Nothing lost, nothing doubled."""
    assert Notice.objects.count() == sweeps * PEOPLE, "a notice was lost or doubled"
    assert Delivery.objects.count() == sweeps * PEOPLE * len(stand_in.addresses), "a delivery was lost or doubled"
    assert not open_rows(), "a delivery was never sent"
    assert set(stand_in.numbers) == set(Delivery.objects.values_list("parcel", flat=True)), "a parcel did not arrive"
    assert sum(count - 1 for count in stand_in.numbers.values()) <= killed, "a parcel came twice without a kill"
    assert not stand_in.refused


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))))
    connections.close_all()
