"""Filing, verifying, recognising and returning a slip."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from luodi.base.approvals import selectors, services
from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from tests.factories import AT, checker, clerk, project_office, statistics_office, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def filed(actor: User | None = None, kind: SlipKind = SlipKind.EVENT, place: str = "QJ-E") -> Slip:
    return services.open_slip(kind, title="甲项目：开工", unit=unit(place), actor=actor or clerk(), at=AT)


def step(slip: Slip, act: str, actor: User, note: str = "") -> Slip:
    return services.take_step(slip, act, actor=actor, at=LATER, note=note)


def told(person: User) -> list[str]:
    return [f"{row.code} {row.title}" for row in Notice.objects.filter(recipient=person).order_by("pk")]


def test_a_filed_slip_waits_and_its_verifiers_are_told() -> None:
    verifier, stranger = checker("QJ-E"), checker("QJ-W")

    slip = filed()

    assert (slip.state, slip.filed_by, slip.filed_at) == (SlipState.FILED, clerk(), AT)
    assert [(row.act, row.recorded_by, row.recorded_at) for row in slip.steps.all()] == [("file", clerk(), AT)]
    assert told(verifier) == ["approvals.waiting 待审核：甲项目：开工"]
    assert told(stranger) == []


def test_a_verified_slip_goes_to_those_who_may_recognise_it() -> None:
    office, other = project_office(), statistics_office()

    slip = step(filed(), SlipAct.VERIFY, checker(), "属实")

    assert (slip.state, slip.verified_by, slip.verified_at) == (SlipState.VERIFIED, checker(), LATER)
    assert not slip.is_recognised
    assert "approvals.waiting 待认定：甲项目：开工" in told(office)
    assert "approvals.waiting 待认定：甲项目：开工" not in told(other)


def test_who_filed_is_not_asked_to_recognise() -> None:
    office = project_office()

    step(filed(office), SlipAct.VERIFY, checker())

    assert told(office) == []


def test_a_recognised_slip_counts_and_its_filer_is_told() -> None:
    slip = step(step(filed(), SlipAct.VERIFY, checker()), SlipAct.RECOGNISE, project_office())

    assert slip.is_recognised
    assert (slip.recognised_by, slip.recognised_at) == (project_office(), LATER)
    assert [row.act for row in slip.steps.all()] == ["file", "verify", "recognise"]
    assert told(clerk()) == ["approvals.recognised 已认定：甲项目：开工"]


@pytest.mark.parametrize("verified_first", [False, True])
def test_a_slip_is_returned_with_its_reason(verified_first: bool) -> None:
    slip = filed()
    if verified_first:
        slip = step(slip, SlipAct.VERIFY, checker())

    slip = step(slip, SlipAct.RETURN, checker(), "缺施工合同")

    assert slip.state == SlipState.RETURNED
    assert slip.steps.last().note == "缺施工合同"
    assert AuditEntry.objects.get(action="approvals.return").reason == "缺施工合同"
    assert told(clerk()) == ["approvals.returned 被退回：甲项目：开工。原因：缺施工合同"]


@pytest.mark.parametrize("note", ["", "   "])
def test_a_return_needs_a_reason(note: str) -> None:
    slip, verifier = filed(), checker()

    with refused("approvals.reason"):
        step(slip, SlipAct.RETURN, verifier, note)


def test_no_step_follows_a_return_or_a_recognition() -> None:
    returned = step(filed(), SlipAct.RETURN, checker(), "缺施工合同")
    recognised = step(step(filed(), SlipAct.VERIFY, checker()), SlipAct.RECOGNISE, project_office())

    for slip in (returned, recognised):
        for act, actor in ((SlipAct.VERIFY, checker()), (SlipAct.RECOGNISE, project_office())):
            with refused("workflow.not_allowed"):
                step(slip, act, actor)
        with refused("workflow.not_allowed"):
            step(slip, SlipAct.RETURN, checker(), "再看")


def test_recognition_does_not_skip_verification() -> None:
    slip, office = filed(), project_office()

    with refused("workflow.not_allowed"):
        step(slip, SlipAct.RECOGNISE, office)


def test_an_unknown_step_is_refused() -> None:
    slip, office = filed(), project_office()

    for act in ("file", "approve"):
        with refused("workflow.unknown"):
            step(slip, act, office)


def test_who_filed_can_never_recognise() -> None:
    office = project_office()
    slip = step(filed(office), SlipAct.VERIFY, checker())

    with refused("approvals.same_person"):
        step(slip, SlipAct.RECOGNISE, office)


def test_who_filed_can_never_recognise_in_the_database_either() -> None:
    slip = step(filed(), SlipAct.VERIFY, checker())

    with pytest.raises(IntegrityError, match="slip_other_person"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approvals_slip SET state = 'RECOGNISED', recognised_by_id = filed_by_id, recognised_at = filed_at "
            "WHERE id = %s",
            [slip.pk],
        )

    assert Slip.objects.get(pk=slip.pk).state == SlipState.VERIFIED


@pytest.mark.parametrize(
    "change",
    [
        "state = 'RECOGNISED'",
        "state = 'RECOGNISED', recognised_by_id = (SELECT MIN(id) FROM orgs_user)",
        "recognised_at = filed_at",
    ],
)
def test_the_database_takes_no_half_recognition(change: str) -> None:
    slip = filed()

    refusal = pytest.raises(IntegrityError, match="slip_recognised_complete")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE approvals_slip SET {change} WHERE id = %s", [slip.pk])


def test_the_steps_themselves_cannot_be_changed() -> None:
    slip = filed()

    with refused("facts.append_only"):
        SlipStep.objects.filter(slip=slip).update(note="改过")


def test_a_stale_copy_of_a_slip_is_judged_by_what_stands_now() -> None:
    slip = filed()
    stale = Slip.objects.get(pk=slip.pk)
    step(slip, SlipAct.VERIFY, checker())

    assert stale.state == SlipState.FILED
    with refused("workflow.not_allowed"):
        step(stale, SlipAct.VERIFY, checker())


def test_a_clerk_may_neither_verify_nor_recognise() -> None:
    slip, colleague = filed(), user("r09", "QJ-E", name="同事")

    for act in (SlipAct.VERIFY, SlipAct.RECOGNISE):
        with refused("orgs.not_permitted", NotPermitted):
            step(slip, act, colleague)
    with refused("orgs.not_permitted", NotPermitted):
        step(slip, SlipAct.RETURN, colleague, "试")


def test_a_verifier_of_another_county_does_not_even_find_the_slip() -> None:
    slip, stranger = filed(), checker("QJ-W")

    for act in (SlipAct.VERIFY, SlipAct.RETURN):
        with refused("orgs.not_visible", NotVisible):
            step(slip, act, stranger, "试")


def test_each_kind_has_its_own_recogniser() -> None:
    money = step(filed(kind=SlipKind.CAPITAL), SlipAct.VERIFY, checker())
    stage = step(filed(kind=SlipKind.EVENT), SlipAct.VERIFY, checker())
    events, capital = project_office(), statistics_office()

    with refused("orgs.not_permitted", NotPermitted):
        step(money, SlipAct.RECOGNISE, events)
    with refused("orgs.not_permitted", NotPermitted):
        step(stage, SlipAct.RECOGNISE, capital)
    assert step(money, SlipAct.RECOGNISE, capital).is_recognised
    assert step(stage, SlipAct.RECOGNISE, events).is_recognised


def test_the_queue_holds_what_a_person_may_decide_next() -> None:
    east, west = filed(), filed(clerk("QJ-W"), place="QJ-W")
    verified = step(filed(), SlipAct.VERIFY, checker())

    assert list(selectors.waiting_slips(checker("QJ-E"))) == [east]
    assert list(selectors.waiting_slips(checker("QJ-W"))) == [west]
    assert list(selectors.waiting_slips(project_office())) == [east, west, verified]
    assert list(selectors.waiting_slips(clerk())) == []


def test_the_queue_never_asks_a_person_to_recognise_the_own_slip() -> None:
    own = step(filed(project_office()), SlipAct.VERIFY, checker())

    assert own not in selectors.waiting_slips(project_office())
    assert own in selectors.waiting_slips(user("r05", name="另一人"))


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.CHAIN, Scope.ALL_SUMMARY])
def test_a_scope_without_units_has_an_empty_queue(scope: Scope) -> None:
    filed()

    assert list(selectors.waiting_slips(user("r10", "QJ-E", name="远", scope=scope))) == []


def test_a_person_sees_the_own_filings_latest_first() -> None:
    first, second, _ = filed(), filed(), filed(clerk("QJ-W"), place="QJ-W")

    assert list(selectors.filed_slips(clerk("QJ-E"))) == [second, first]


def test_of_several_slips_each_filer_is_told_once_with_the_reason() -> None:
    mine = [step(filed(), SlipAct.RETURN, checker(), "缺合同") for _ in range(2)]
    others = step(filed(clerk("QJ-W"), place="QJ-W"), SlipAct.RETURN, checker("QJ-W"), "缺合同")
    Notice.objects.all().delete()

    services.tell_filers([*mine, others], SlipAct.RETURN, note="缺合同", at=LATER)

    assert told(clerk()) == ["approvals.returned 被退回 2 件：甲项目：开工；甲项目：开工。原因：缺合同"]
    assert told(clerk("QJ-W")) == ["approvals.returned 被退回：甲项目：开工。原因：缺合同"]
    assert [row.link for row in Notice.objects.order_by("recipient__username")] == [
        "/approvals/filed/?state=RETURNED",
        f"/approvals/{others.pk}/",
    ]


def test_of_several_slips_each_recogniser_is_told_once_and_led_to_their_kind() -> None:
    office = project_office()
    slips = [step(filed(), SlipAct.VERIFY, checker()) for _ in range(4)]
    Notice.objects.all().delete()

    services.tell_next([(slip, [office]) for slip in slips], at=LATER)

    assert [(row.title, row.link) for row in Notice.objects.all()] == [
        ("待认定 4 件：甲项目：开工；甲项目：开工；甲项目：开工等", "/approvals/?step=recognise&kind=event")
    ]
