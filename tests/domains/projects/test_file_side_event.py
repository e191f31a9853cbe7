"""搁置, 停建, 终止, 退回, 流失: what each must tell, who approves it, and what comes of it."""

from datetime import date

import pytest

from luodi.base.core.errors import NotPermitted
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, Reopening, SideApproval, SideDetail, StageEvent
from luodi.domains.projects.services import SideDetails
from tests.factories import (
    AT,
    checker,
    clerk,
    filed_capital,
    project,
    project_office,
    recognise,
    recognised_event,
    signed_project,
    user,
    verified,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOLD = SideDetails(expected_on=date(2023, 8, 1), approver="分管副区长")
STOP = SideDetails(category="FUNDS", approval_no="督查〔2023〕2号")
END = SideDetails(disposal_of_land="收回用地", disposal_of_money="退还保证金", approval_no="终止协议〔2023〕1号")


def filed(row: Project, event: str, on: date, details: SideDetails, **more: object) -> StageEvent:
    return services.file_side_event(
        row,
        event=event,
        occurred_on=on,
        details=details,
        reason="会议纪要",
        actor=clerk(row.unit.code),
        at=AT,
        **more,  # type: ignore[arg-type]  # checked by the test that passes them
    )


def started() -> Project:
    row = signed_project()
    recognised_event(row, "START", date(2023, 3, 1))
    return row


@pytest.mark.parametrize(
    ("event", "details", "missing"),
    [
        ("HOLD", SideDetails(approver="分管副区长"), "预计恢复日期"),
        ("HOLD", SideDetails(expected_on=date(2023, 8, 1)), "批准人（分管领导）"),
        ("SUSPEND", SideDetails(approval_no="1号"), "停建原因类别"),
        ("TERMINATE", SideDetails(disposal_of_money="无", approval_no="1号"), "土地处置"),
        ("RETURN", SideDetails(), "上级文件文号"),
        ("LOSE", SideDetails(competitor_place="邻市"), "原因教训"),
    ],
)
def test_each_side_event_says_what_it_must(event: str, details: SideDetails, missing: str) -> None:
    row = project() if event == "LOSE" else started()

    with refused("sides.missing") as caught:
        filed(row, event, date(2023, 5, 1), details)

    assert missing in caught.value.message


def test_a_suspension_needs_a_paper_or_its_number() -> None:
    row = started()

    with refused("sides.evidence"):
        filed(row, "SUSPEND", date(2023, 5, 1), SideDetails(category="FUNDS"))


@pytest.mark.parametrize(("until", "is_taken"), [(date(2023, 11, 1), True), (date(2023, 11, 2), False)])
def test_a_hold_lasts_six_months_at_most(until: date, is_taken: bool) -> None:
    row, details = signed_project(), SideDetails(expected_on=until, approver="分管副区长")

    if is_taken:
        assert filed(row, "HOLD", date(2023, 5, 1), details).side_detail.expected_on == until
        return
    with refused("sides.hold_span"):
        filed(row, "HOLD", date(2023, 5, 1), details)


def test_what_a_suspension_tells_is_kept_beside_it() -> None:
    row = started()

    event = filed(row, "SUSPEND", date(2023, 5, 1), STOP)
    recognise(event.slip)

    detail = SideDetail.objects.get(event=event)
    assert (detail.get_category_display(), detail.approval_no) == ("资金", "督查〔2023〕2号")
    row.refresh_from_db()
    assert row.side_status == "SUSPENDED"


@pytest.mark.parametrize(("event", "details"), [("HOLD", HOLD), ("SUSPEND", STOP)])
def test_no_money_comes_in_while_a_project_stands_still(event: str, details: SideDetails) -> None:
    row = started() if event == "SUSPEND" else signed_project()
    recognise(filed(row, event, date(2023, 5, 1), details).slip)

    with refused("capital.paused"):
        filed_capital(row, "10", date(2023, 5, 2))
    assert filed_capital(row, "10", date(2023, 5, 1)).amount_in_wan == 10


def test_a_return_names_the_recognition_that_it_takes_out() -> None:
    row = started()
    signing = row.events.get(event="SIGN")

    event = filed(row, "RETURN", date(2023, 5, 1), SideDetails(approval_no="市招〔2023〕9号"), revokes=signing)

    assert event.reverses == signing
    assert [one.event for one in selectors.returnable(row)] == ["START", "SIGN"]


def test_a_return_cannot_name_another_projects_signing() -> None:
    row, other = started(), signed_project().events.get(event="SIGN")

    with refused("sides.revoked"):
        filed(row, "RETURN", date(2023, 5, 1), SideDetails(approval_no="1号"), revokes=other)


def test_a_return_waits_for_the_issuers_approval() -> None:
    row = started()
    event = filed(row, "RETURN", date(2023, 5, 1), SideDetails(approval_no="市招〔2023〕9号"))
    verified(event.slip)

    with refused("sides.unapproved"):
        services.decide(event.slip, "recognise", actor=project_office(), at=AT)
    services.approve_side_event(event, role="ISSUER", actor=user("r03"), at=AT, note="属实")
    services.decide(event.slip, "recognise", actor=project_office(), at=AT)

    row.refresh_from_db()
    assert (row.stage, row.side_status) == ("ST40", "RETURNED")
    assert SideApproval.objects.get(event=event).note == "属实"


def test_approvals_are_given_once_by_who_may_and_only_where_they_are_asked_for() -> None:
    row = started()
    event = filed(row, "RETURN", date(2023, 5, 1), SideDetails(approval_no="市招〔2023〕9号"))

    for person in (clerk(), checker(), project_office(), user("r01")):
        with refused("orgs.not_permitted", NotPermitted):
            services.approve_side_event(event, role="ISSUER", actor=person, at=AT)
    with refused("sides.approval"):
        services.approve_side_event(event, role="LEADER", actor=user("r01"), at=AT)
    services.approve_side_event(event, role="ISSUER", actor=user("r03"), at=AT)
    with refused("sides.approval"):
        services.approve_side_event(event, role="ISSUER", actor=user("r03"), at=AT)


def test_a_replacement_or_merger_is_not_filed_as_a_plain_side_event() -> None:
    row = started()

    with refused("sides.paired"):
        filed(row, "MERGE", date(2023, 5, 1), SideDetails(approval_no="1号"))


def test_a_termination_says_what_becomes_of_land_and_money() -> None:
    row = started()

    recognise(filed(row, "TERMINATE", date(2023, 5, 1), END).slip)

    detail = SideDetail.objects.get(event__project=row)
    assert (detail.disposal_of_land, detail.disposal_of_money) == ("收回用地", "退还保证金")


def test_a_lost_project_comes_back_once_as_a_new_lead_of_its_own() -> None:
    row = project()
    with refused("sides.not_lost"):
        services.reopen_lead(row, actor=clerk(), at=AT)
    recognised_event(row, "TALK", date(2023, 1, 5))
    recognise(
        filed(row, "LOSE", date(2023, 3, 1), SideDetails(competitor_place="邻市", lessons="用地指标没有落实")).slip
    )
    row.refresh_from_db()

    made = services.reopen_lead(row, actor=clerk(), at=AT)

    assert (made.name, made.stage, made.side_status) == (row.name, "ST10", "NORMAL")
    assert made.pk != row.pk
    assert Reopening.objects.get(lost=row).lead == made
    with refused("sides.reopened"):
        services.reopen_lead(row, actor=clerk(), at=AT)
