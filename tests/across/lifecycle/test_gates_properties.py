"""Whatever is filed, recognised, cut and taken back behind the gates, in whatever order: the stage is the replay of the log.

Many acts are refused; then nothing may have changed. No amount falls below nothing, and nothing stands without what it names.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luodi.across.lifecycle.rules.gates_order import GATED, required_before
from luodi.across.lifecycle.services import gates as lifecycle
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.core.errors import BusinessError
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from tests import factories, lives
from tests.domains.projects.naive import naive_state
from tests.factories import AT

pytestmark = pytest.mark.django_db
FIRST = date(2022, 9, 1)
STEPS = [*GATED, *GATED[:8], "SUSPEND", "RESUME", "HOLD"]


@dataclass(frozen=True)
class Deed:
    """One act: what, which of the facts there are, on which day, how much of it."""

    kind: str
    event: str
    weeks: int
    which: int
    amount: int


DEEDS = st.lists(
    st.builds(
        Deed,
        kind=st.sampled_from(["next", "next", "next", "event", "reverse", "capital", "cut", "take back"]),
        event=st.sampled_from(STEPS),
        weeks=st.integers(0, 40),
        which=st.integers(0, 9),
        amount=st.integers(1, 1500),
    ),
    min_size=4,
    max_size=14,
)


def furnished() -> Project:
    """A project that holds everything any gate of it asks for."""
    project = lives.filled_project()
    for event in GATED:
        lives.furnish(project, event, date(2023, 2, 1))
    return project


def act(project: Project, deed: Deed, number: int) -> None:
    """Carry the deed out to recognition."""
    day = FIRST + timedelta(weeks=deed.weeks)
    if deed.kind in {"next", "event"}:
        event, on = deed.event, day
        if deed.kind == "next":
            days = selectors.recognised_states([project.pk])[project.pk].life.days
            following = [one for one in GATED if one not in days]
            event = following[0] if following else "SUSPEND"
            on = date(2023, 2, 1) if event == "SIGN" else max([FIRST, *days.values()])
        lives.recognised(lives.filed(project, event, on).slip)
    elif deed.kind == "reverse":
        events = list(project.events.order_by("pk"))
        if events:
            factories.reversed_event(events[deed.which % len(events)])
    elif deed.kind == "take back":
        records = list(project.capital_records.order_by("pk"))
        if records:
            factories.reversed_capital(records[deed.which % len(records)], str(deed.amount))
    else:
        record = factories.filed_capital(project, str(deed.amount), max(day, date(2023, 2, 1)), voucher=f"V{number}")
        factories.verified(record.slip)
        part = None if deed.kind == "capital" else Decimal(deed.amount) / 2
        lifecycle.decide(
            record.slip,
            SlipAct.RECOGNISE,
            actor=factories.statistics_office(),
            at=AT,
            note="核减",
            recognised_in_wan=part,
        )


def check(project: Project) -> None:
    """The stage is the replay, money is not below nothing, nothing stands without what it names."""
    project.refresh_from_db()
    log = list(StageEvent.objects.filter(project=project, slip__state=SlipState.RECOGNISED))
    stage, side, since, days = naive_state(log)
    assert (project.stage, project.side_status, project.side_since) == (stage, side, since)
    assert (project.signed_on, project.started_on) == (days.get("SIGN"), days.get("START"))
    money = CapitalRecord.objects.filter(project=project, slip__state=SlipState.RECOGNISED)
    assert project.capital_in_wan == sum((row.amount_in_wan for row in money), Decimal(0)) >= 0
    for row in [*log, *money]:
        if row.reverses is not None:
            assert row.reverses.project_id == project.pk
    for slip in Slip.objects.filter(state=SlipState.RECOGNISED):
        assert slip.recognised_by_id != slip.filed_by_id


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS)
def test_any_sequence_behind_the_gates_leaves_the_stage_equal_to_the_replay(db: None, deeds: list[Deed]) -> None:
    project = furnished()
    for number, deed in enumerate(deeds):
        before = (
            set(StageEvent.objects.values_list("pk", flat=True)),
            set(CapitalRecord.objects.values_list("pk", flat=True)),
        )
        try:
            act(project, deed, number)
        except BusinessError:
            recognised = StageEvent.objects.filter(slip__state=SlipState.RECOGNISED).exclude(pk__in=before[0])
            assert not recognised.exists()
        else:
            stands_on_its_stage(project, before[0])
        check(project)

    assert selectors.cache_differences() == []


def stands_on_its_stage(project: Project, before: set[int]) -> None:
    """A step that has just been recognised has a recognised stage before it."""
    new = StageEvent.objects.filter(project=project, event__in=GATED, slip__state=SlipState.RECOGNISED)
    days = selectors.recognised_states([project.pk])[project.pk].life.days
    for row in new.exclude(pk__in=before):
        wanted = required_before(row.event, ())
        assert not wanted or any(one in days for one in wanted)


def test_a_refused_recognition_leaves_everything_as_it_was() -> None:
    project = lives.filled_project()
    lives.recognised(lives.filed(project, "LEAD", FIRST).slip)
    filed = lives.filed(project, "TALK", FIRST)
    lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)

    with pytest.raises(BusinessError):
        lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)

    filed.slip.refresh_from_db()
    project.refresh_from_db()
    assert (filed.slip.state, project.stage, filed.slip.steps.count()) == ("VERIFIED", "ST10", 2)
    assert services.decide(filed.slip, "return", actor=factories.checker(), at=AT, note="补材料").state == "RETURNED"
