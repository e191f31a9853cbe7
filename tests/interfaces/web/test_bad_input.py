"""What cannot be true is refused at its page with a sentence that says what to do, and nothing at all is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.base.approvals.models import Slip
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.projects.services.milestones import make_plan
from luodi.domains.supervision.models import Order
from tests import factories, lives
from tests.domains.supervision import making
from tests.factories import AT
from tests.refusals import contents

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
TODAY = date(2023, 7, 3)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """Every page is asked at the moment of the factories."""
    with mock.patch("django.utils.timezone.now", return_value=AT):
        yield


@contextmanager
def nothing_written() -> Iterator[None]:
    """Every row of every table is as it was."""
    before = contents()
    yield
    assert contents() == before


def refused(client: Client, address: str, sent: dict[str, object], sentence: str) -> None:
    """The page comes back with the sentence, and nothing is written."""
    client.get("/")
    with nothing_written():
        answer = client.post(address, sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def picture() -> SimpleUploadedFile:
    """A photo that says neither time nor place."""
    with lives.picture().path.open("rb") as stream:
        return SimpleUploadedFile("现场.jpg", stream.read())


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("TALK", "不能越过阶段：请先填报“列为线索”，再填报“开始洽谈”。"),
        ("CLEAR", "不能越过阶段：请先填报“开始洽谈”，再填报“评审通过”。"),
        ("SIGN", "不能越过阶段：请先填报“评审通过”或“签订框架协议”，再填报“签订正式合同”。"),
        ("START", "该项目还没有正式签约，不能填报“开工”。请先填报签约。"),
    ],
)
def test_a_stage_cannot_be_skipped(signed_in: SignIn, event: str, sentence: str) -> None:
    project, client = lives.filled_project(), signed_in(factories.clerk())
    sent = {"event": event, "occurred_on": "2023-02-01"}

    refused(client, f"/projects/{project.pk}/progress/new/", sent, sentence)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("START", "不能越过阶段：请先填报“落地”，再填报“开工”。"),
        ("COMPLETE", "不能越过阶段：请先填报“开工”，再填报“竣工”。"),
        ("PRODUCE", "不能越过阶段：请先填报“开工”，再填报“投产”。"),
        ("FULL", "不能越过阶段：请先填报“投产”，再填报“达产”。"),
    ],
)
def test_no_stage_is_skipped_after_the_contract(signed_in: SignIn, event: str, sentence: str) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    sent = {"event": event, "occurred_on": "2023-03-01"}

    refused(client, f"/projects/{project.pk}/progress/new/", sent, sentence)


def judge_who_files() -> User:
    """One who may file, verify and recognise: rights alone do not keep them from their own slip, the rule does."""
    person = factories.project_office()
    for role in ("r09", "r10"):
        orgs.grant_role(person, role=factories.role(role), unit=factories.unit("QJ"), actor=None, at=AT)
    return person


OWN = "填报人不能审核或认定自己填报的事项，请由其他有权人员办理。"


def own_slip(client: Client) -> Slip:
    """What the person behind the browser has filed on the page."""
    project = lives.filled_project()
    client.post(f"/projects/{project.pk}/progress/new/", {"event": "LEAD", "occurred_on": "2023-02-01"})
    return Slip.objects.get(kind="event")


def test_nobody_verifies_the_own_filing(signed_in: SignIn) -> None:
    client = signed_in(judge_who_files())
    slip = own_slip(client)

    refused(client, f"/approvals/{slip.pk}/decide/", {"act": "verify", "note": ""}, OWN)


def test_nobody_recognises_the_own_filing(signed_in: SignIn) -> None:
    client = signed_in(judge_who_files())
    slip = factories.verified(own_slip(client))

    refused(client, f"/approvals/{slip.pk}/decide/", {"act": "recognise", "note": ""}, OWN)


def test_nobody_recognises_the_own_filing_among_many(signed_in: SignIn) -> None:
    client = signed_in(judge_who_files())
    slip = factories.verified(own_slip(client))

    with nothing_written():
        answer = client.post("/approvals/decide/", {"act": "recognise", "slips": [slip.pk]}, follow=True)

    assert "所选事项中有的不等您办理：已由他人办理，或是您自己填报的。请刷新队列后重新勾选。" in answer.content.decode()


def dissolve(code: str) -> None:
    """The unit is merged into the other county."""
    heir = factories.unit("QJ-W")
    orgs.merge_units(
        factories.unit(code),
        into=heir,
        on=TODAY,
        actor=factories.officer("sysadmin"),
        at=AT,
        reason="示例办〔2023〕9号",
    )


def test_a_dissolved_unit_gets_no_new_order(signed_in: SignIn) -> None:
    client = signed_in(making.chief())
    factories.district()
    dissolve("QJ-E")
    sent = {"kind": "ASSIGN", "unit": "QJ-E", "title": "协调用地", "text": "一周内完成"}

    refused(client, "/orders/new/", sent, "牵头单位已撤并，或不在您的管辖范围内。请从列表中重新选择。")


def test_an_order_that_was_drafted_before_its_unit_was_dissolved_is_not_issued(signed_in: SignIn) -> None:
    for person in (making.clerk, making.head):
        person()
    order: Order = making.draft()
    dissolve("QJ-E")

    refused(
        signed_in(making.chief()),
        f"/orders/{order.pk}/issue/",
        {},
        "“东县”已于 2023-07-03 撤并，不能再承办。请改由接续的“西县”承办。",
    )


PHOTO = {"scene": "MAIN", "taken_at": "2023-07-03T09:30", "latitude": "30.5", "longitude": "114.25"}
FUTURE = "拍摄时间 2023-07-03 09:30 在将来。请核对相机时钟，改正后重新上传。"


@pytest.mark.parametrize("address", ["/projects/{}/photos/new/", "/site/{}/photo/"])
def test_a_photo_from_the_future_is_not_taken(signed_in: SignIn, address: str) -> None:
    project, client = factories.signed_project(), signed_in(factories.clerk())
    sent = PHOTO | {"evidence": picture(), "by_phone": "", "key": "0123456789abcdef"}

    refused(client, address.format(project.pk), sent, FUTURE)


def planned() -> Project:
    """A signed project whose plan ends in 900 days."""
    made = factories.signed_project()
    make_plan(made, target_on=TODAY + timedelta(days=900), actor=factories.clerk(), at=AT)
    return made


def test_a_milestone_is_not_done_before_its_predecessor(signed_in: SignIn) -> None:
    project, client = planned(), signed_in(factories.clerk())
    sent = {"done_on": "2023-07-03", "note": "已备案", "photos": [picture()]}

    refused(client, f"/projects/{project.pk}/plan/done/M02/", sent, "前置节点“公司注册”还没有完成，请先填报。")


def test_a_milestone_is_not_done_on_an_earlier_day_than_its_predecessor(signed_in: SignIn) -> None:
    project, client = planned(), signed_in(factories.clerk())
    client.post(f"/projects/{project.pk}/plan/done/M01/", {"done_on": "2023-07-02", "note": "已领执照"})
    sent = {"done_on": "2023-07-01", "note": "已备案"}

    refused(
        client,
        f"/projects/{project.pk}/plan/done/M02/",
        sent,
        "完成日 2023-07-01 早于前置节点“公司注册”的 2023-07-02，请核对。",
    )


def test_a_milestone_is_not_planned_before_its_predecessor(signed_in: SignIn) -> None:
    project, client = planned(), signed_in(factories.clerk())
    view = plan_of(project, TODAY)
    assert view is not None
    days = {one.code: one.planned_on for one in view.milestones}
    moved = days["M01"] - timedelta(days=1)
    sent: dict[str, object] = {f"on_{code}": day.isoformat() for code, day in days.items()}

    refused(
        client,
        f"/projects/{project.pk}/plan/change/",
        sent | {"on_M02": moved.isoformat(), "reason": "提前"},
        f"“项目备案（赋码）”计划 {moved}，早于前置节点“公司注册”的 {days['M01']}，请先调整前置节点，或把它往后排。",
    )
