"""置换: a pair in one task, approved by its issuer, and by a leader where a task's replacements pass ten percent."""

from datetime import date

import pytest

from luodi.base.orgs.selectors import operator
from luodi.domains.investors.models import Activity
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.targets.services import issue_target
from tests.factories import (
    AT,
    activity,
    checker,
    project,
    project_office,
    recognised_event,
    replaced,
    signed_project,
    unit,
    user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


def signed_at(fair: Activity, *, amount: str = "1000", on: date = date(2023, 4, 18)) -> Project:
    row = project(total=amount)
    made = services.file_event(row, event="SIGN", occurred_on=on, occasion=fair, actor=project_office(), at=AT)
    services.decide(made.slip, "verify", actor=checker(), at=AT)
    services.decide(made.slip, "recognise", actor=user("r05", name="认定员"), at=AT)
    row.refresh_from_db()
    return row


def filed(old: Project, new: Project, *, key: str = "fair", **more: object) -> StageEvent:
    task = next(one for one in selectors.tasks_of(operator(), old) if one.key.startswith(key))
    given: dict[str, object] = {"approver": "招委办", "approval_no": "8号", "reason": "不再实施", **more}
    return services.file_replacement(
        old,
        new,
        task=task,
        occurred_on=given.pop("on", DAY),  # type: ignore[arg-type]  # a day
        actor=project_office(),
        at=AT,
        **given,  # type: ignore[arg-type]  # checked by the test that passes them
    )


def test_the_old_one_is_ended_and_the_new_one_goes_on() -> None:
    fair = activity()
    old, new = signed_at(fair), signed_project(amount="1000")
    for _ in range(10):
        signed_at(fair)

    event = replaced(old, new, on=DAY)

    assert (old.side_status, old.side_since) == ("REPLACED", DAY)
    new.refresh_from_db()
    assert new.side_status == "NORMAL"
    detail = selectors.side_details(old)[event.pk]
    assert (detail.counterpart, detail.occasion, detail.approver) == (new, fair, "招委办")


def test_the_pair_must_fit() -> None:
    fair = activity()
    old, twin = signed_at(fair), signed_at(fair)
    small, unsigned = signed_project(amount="999.9999"), project()
    ended = signed_project()
    recognised_event(ended, "TERMINATE", date(2023, 5, 1))

    for new, code in (
        (twin, "replace.counted"),
        (small, "replace.amount"),
        (unsigned, "replace.unsigned"),
        (ended, "replace.unsigned"),
        (old, "replace.same"),
    ):
        with refused(code):
            filed(old, new)
    late = signed_project(on=date(2023, 6, 2))
    with refused("replace.day"):
        filed(old, late)


def test_a_project_takes_the_place_of_one_other_only() -> None:
    fair = activity()
    first, second, new = signed_at(fair), signed_at(fair), signed_project()
    filed(first, new)

    with refused("replace.counted"):
        filed(second, new)
    other = activity(name="秋季招商会")
    third = signed_at(other)
    with refused("replace.used"):
        filed(third, new)


def test_without_the_issuers_approval_nothing_is_recognised() -> None:
    fair = activity()
    old, new = signed_at(fair), signed_project()
    for _ in range(9):
        signed_at(fair)
    event = filed(old, new)
    services.decide(event.slip, "verify", actor=checker(), at=AT)

    with refused("sides.unapproved") as caught:
        services.decide(event.slip, "recognise", actor=user("r05", name="认定员"), at=AT)

    assert "任务下达单位批准" in caught.value.message
    assert selectors.approvals_wanted(event, 10) == ("ISSUER",)


@pytest.mark.parametrize(("size", "wanted"), [(10, ("ISSUER",)), (9, ("ISSUER", "LEADER"))])
def test_more_than_ten_percent_of_a_task_needs_a_leader(size: int, wanted: tuple[str, ...]) -> None:
    fair = activity()
    old = signed_at(fair)
    for _ in range(size - 1):
        signed_at(fair)

    event = filed(old, signed_project())

    assert selectors.approvals_wanted(event, 10) == wanted


def test_a_replacement_in_a_target_takes_a_project_signed_outside_it() -> None:
    issue_target(
        unit("QJ"),
        indicator="S01",
        value=2,  # type: ignore[arg-type]  # a number
        measure="个",
        period="2023Q1",
        issuer="市级",
        actor=operator(),
        at=AT,
    )
    old, inside = signed_project(), signed_project(on=date(2023, 3, 1))

    with refused("replace.counted"):
        filed(old, inside, key="target")
    event = filed(old, signed_project(on=date(2023, 5, 1)), key="target")

    assert event.side_detail.target is not None


def test_a_replacement_filed_without_its_pair_cannot_be_recognised() -> None:
    row = signed_project()
    plain = services.file_event(row, event="REPLACE", occurred_on=DAY, reason="不再实施", actor=project_office(), at=AT)
    services.decide(plain.slip, "verify", actor=checker(), at=AT)

    judge = user("r05", name="认定员")
    with refused("sides.incomplete"):
        services.decide(plain.slip, "recognise", actor=judge, at=AT)


def test_a_mistaken_replacement_is_taken_out_and_frees_the_pair() -> None:
    fair = activity()
    old, new = signed_at(fair), signed_project()
    event = replaced(old, new, on=DAY, is_led=True)

    reversal = services.reverse_event(event, actor=project_office(), at=AT, reason="误办")
    services.decide(reversal.slip, "verify", actor=checker(), at=AT)
    services.decide(reversal.slip, "recognise", actor=user("r05", name="认定员"), at=AT)

    old.refresh_from_db()
    assert old.side_status == "NORMAL"
    assert filed(old, new).pk
