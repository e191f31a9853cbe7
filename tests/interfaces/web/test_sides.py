"""Pages of side events: what can be done is offered, what is missing is said, what would change is shown before."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from luodi.domains.projects import services
from luodi.domains.projects.models import SideDetail, StageEvent
from tests import factories
from tests.factories import AT, recognised_capital, recognised_event, signed_project

pytestmark = pytest.mark.django_db
MAY = date(2023, 5, 1)


def client(person: Any) -> Client:
    made = Client()
    made.force_login(person)
    return made


def office() -> Client:
    return client(factories.project_office())


def text(response: Any) -> str:
    return str(response.content.decode())


def test_only_what_the_stage_allows_is_offered() -> None:
    row = signed_project()

    ways = office().get(f"/projects/{row.pk}/progress/").context["ways"]

    assert [way.label for way in ways] == ["搁置", "终止", "退回", "置换", "移交", "合并"]
    recognised_event(row, "TERMINATE", MAY)
    assert office().get(f"/projects/{row.pk}/progress/").context["ways"] == []


def test_a_side_event_is_not_filed_as_plain_progress() -> None:
    row = signed_project()

    form = office().get(f"/projects/{row.pk}/progress/new/").context["form"]

    assert not {"HOLD", "REPLACE", "MERGE", "REVOKE"} & {value for value, _ in form.fields["event"].choices}
    assert "RESUME" in {value for value, _ in form.fields["event"].choices}


def test_a_hold_is_filed_with_what_it_must_tell() -> None:
    row = signed_project()
    address = f"/projects/{row.pk}/sides/new/?event=HOLD"
    posted = {"occurred_on": "2023-05-01", "expected_on": "2023-12-01", "approver": "分管副区长", "reason": "等规划"}

    refused = office().post(address, posted)
    assert refused.status_code == 422
    assert "搁置最长 6 个月" in text(refused)
    assert office().post(address, posted | {"expected_on": "2023-10-01"}).status_code == 302

    detail = SideDetail.objects.get()
    assert (detail.expected_on, detail.approver, detail.event.event) == (date(2023, 10, 1), "分管副区长", "HOLD")
    assert "批准：分管副区长" in text(office().get(f"/projects/{row.pk}/progress/"))


def test_a_return_is_approved_on_the_page_by_who_may() -> None:
    row = signed_project()
    posted = {"occurred_on": "2023-05-01", "approval_no": "市招9号", "reason": "不符口径"}
    posted["revokes"] = str(row.events.get(event="SIGN").pk)
    assert office().post(f"/projects/{row.pk}/sides/new/?event=RETURN", posted).status_code == 302
    event = StageEvent.objects.get(event="RETURN")
    address = f"/projects/{row.pk}/sides/{event.pk}/approve/?role=ISSUER"

    assert "待任务下达单位批准" in text(office().get(f"/projects/{row.pk}/progress/"))
    assert office().get(address).status_code == 403
    chief = client(factories.user("r03"))
    assert "市招9号" in text(chief.get(address))
    assert chief.post(address, {"note": "属实"}).status_code == 302

    assert "任务下达单位批准：" in text(office().get(f"/projects/{row.pk}/progress/"))
    assert "待任务下达单位批准" not in text(office().get(f"/projects/{row.pk}/progress/"))


def test_a_project_of_no_task_cannot_be_replaced_and_the_page_says_why() -> None:
    assert "本项目不在任何签约任务里" in text(office().get(f"/projects/{signed_project().pk}/sides/replace/"))


def test_a_replacement_names_its_task_in_words() -> None:
    fair = factories.activity()
    row = factories.project()
    made = services.file_event(
        row, event="SIGN", occurred_on=date(2023, 4, 18), occasion=fair, actor=factories.clerk(), at=AT
    )
    factories.recognise(made.slip)
    new = signed_project(on=MAY)
    address = f"/projects/{row.pk}/sides/replace/"
    posted = {
        "new": new.code,
        "task": f"fair-{fair.pk}",
        "occurred_on": "2023-06-01",
        "approver": "招委办",
        "approval_no": "8号",
        "reason": "不再实施",
    }

    unknown = office().post(address, posted | {"new": "P1999-0001"})
    assert unknown.status_code == 422
    assert office().post(address, posted).status_code == 302

    page = text(office().get(f"/projects/{row.pk}/progress/"))
    assert "所属任务：春季招商会第三届" in page
    assert new.code in page


def test_a_transfer_takes_unit_order_and_shares() -> None:
    row = signed_project()
    posted = {
        "to_unit": "西县",
        "valid_from": "2023-05-01",
        "basis": "流转1号",
        "reason": "用地在西县",
        "unit_1": "西县",
        "share_1": "70",
        "unit_2": "东县",
        "share_2": "30",
    }

    assert office().post(f"/projects/{row.pk}/sides/transfer/", posted | {"share_2": "20"}).status_code == 422
    assert office().post(f"/projects/{row.pk}/sides/transfer/", posted).status_code == 302

    event = StageEvent.objects.get(event="TRANSFER")
    assert [line.unit.name for line in event.slip_id and row.share_proposals.get().lines.all()] == ["西县", "东县"]


def test_a_merger_is_seen_before_it_is_asked_for_and_can_be_undone() -> None:
    survivor, loser = signed_project(amount="10000"), signed_project(amount="10000", on=date(2023, 2, 3))
    recognised_capital(loser, "500", MAY)
    address = f"/projects/{loser.pk}/sides/merge/?into={survivor.code}"

    page = office().get(address)

    assert [line.fate.value for line in page.context["plan"].records] == ["moves"]
    changes = {line.now.code: (line.now.value, line.then.value) for line in page.context["effect"]}
    assert changes["S01"] == ("2", "1")
    record = page.context["plan"].records[0].fact.pk
    again = office().post(address, {"preview": "1", "left": str(record)})
    assert [line.fate.value for line in again.context["plan"].records] == ["doubles"]
    assert office().post(address, {"decision": "纪要3号", "reason": "同一项目"}).status_code == 302

    event = StageEvent.objects.get(event="MERGE")
    factories.verified(event.slip)
    services.decide(event.slip, "recognise", actor=factories.user("r05", name="认定员"), at=AT)
    assert "撤销合并" in text(office().get(f"/projects/{loser.pk}/progress/"))
    undo = f"/projects/{loser.pk}/sides/{event.pk}/undo/"
    assert "到位资金" in text(office().get(undo))
    assert office().post(undo, {"reason": "查实是两个项目"}).status_code == 302


def test_an_unknown_survivor_is_said_and_nothing_shown() -> None:
    page = office().get(f"/projects/{signed_project().pk}/sides/merge/?into=P1999-0001")

    assert "没有编号为" in text(page)
    assert "plan" not in page.context


def test_a_lost_project_is_reopened_from_its_page() -> None:
    row = factories.project()
    recognised_event(row, "TALK", date(2023, 1, 5))
    recognised_event(row, "LOSE", MAY)

    assert "重启为新线索" in text(office().get(f"/projects/{row.pk}/progress/"))
    assert office().post(f"/projects/{row.pk}/sides/reopen/").status_code == 302
    row.refresh_from_db()
    assert row.reopened_as.lead.name == row.name


def test_the_partition_is_a_page_whose_numbers_lead_to_their_facts() -> None:
    signed_project("QJ-E")
    recognised_event(signed_project("QJ-W"), "LAND", MAY)

    page = office().get("/figures/partition/?unit=QJ&period=2023H1&window=2023")

    lines = [(row.name, [cell.text for cell in row.cells][:3]) for row in page.context["rows"]]
    assert lines == [("示例市", ["2", "0", "1"]), ("东县", ["1", "0", "0"]), ("西县", ["1", "0", "1"])]
    assert page.context["found"].is_whole
    landed = page.context["rows"][0].cells[2].href
    assert "window=2023" in landed
    assert office().get(landed).context["figure"].value == "1"


def test_the_partition_of_fairs_speaks_of_tasks() -> None:
    fair = factories.activity()
    row = factories.project()
    made = services.file_event(
        row, event="SIGN", occurred_on=date(2023, 4, 18), occasion=fair, actor=factories.clerk(), at=AT
    )
    factories.recognise(made.slip)

    page = office().get("/figures/partition/?unit=QJ&period=2023H1&roll=task&by=occasion")

    assert [row.name for row in page.context["rows"]] == ["示例市", "春季招商会第三届"]


def test_the_sheets_are_word_and_excel() -> None:
    row = signed_project()
    for address in (f"/projects/{row.pk}/sheet/word/", f"/projects/{row.pk}/sheet/excel/", "/papers/orders/word/"):
        answer = office().get(address)
        assert (answer.status_code, answer.content[:2]) == (200, b"PK")
