"""Pages of leaders' task cards: the office's list, a leader's own card, submitting and issuing one."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from luodi.domains.projects.services import responsibility
from luodi.domains.targets import selectors
from luodi.domains.targets.models import LeaderCard
from luodi.domains.targets.rules import Task
from tests.domains.targets.leader_cards import deputy, issued, patron, submitted
from tests.domains.targets.splits import chief, leader
from tests.factories import AT, checker, signed_project

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SAID = {"year": "2023", "basis": "招委会纪要〔2023〕1号", "reason": ""}
TASKS = {"measure_0": "SIGNED", "size_0": "10", "value_0": "2", "measure_1": "TRIPS", "size_1": "", "value_1": "3"}


def in_charge() -> None:
    """The patron's card, and a project of 12 亿元 signed in the time in charge."""
    project = signed_project(name="轻量化车架项目", amount="120000")
    values = responsibility.AssignmentValues("LEADER", date(2023, 1, 1), person=patron().person)
    responsibility.assign(project, values, actor=chief(), at=AT)
    issued(patron().person, Task("SIGNED", 1, 10), Task("TRIPS", 2))


def test_a_leader_finds_the_own_card_on_the_first_page_and_every_fact_behind_it(signed_in: SignIn) -> None:
    in_charge()
    client = signed_in(patron())

    home = client.get("/").content.decode()
    assert "我的任务卡" in home
    assert "10亿元以上签约项目" in home
    page = client.get("/targets/cards/mine/").content.decode()
    assert "轻量化车架项目" in page
    assert "示例招委〔2023〕7号" in page
    for word in ("名次", "排名第", "完成率"):
        assert word not in page


def test_without_a_card_the_first_page_is_silent_and_the_page_says_what_happens(signed_in: SignIn) -> None:
    client = signed_in(patron())

    assert "我的任务卡" not in client.get("/").content.decode()
    assert "还没有下达给您的任务卡" in client.get("/targets/cards/mine/").content.decode()


def test_the_office_lists_all_tasks_and_takes_them_out_as_they_stand(signed_in: SignIn) -> None:
    in_charge()
    submitted()
    client = signed_in(chief())

    page = client.get("/targets/cards/?year=2023")
    assert [row.result.task.label for row in page.context["table"].rows] == ["10亿元以上签约项目", "带队外出招商"]
    assert "韩立新2023年任务卡第1版" in page.content.decode()
    book = load_workbook(BytesIO(client.get("/targets/cards/export/?year=2023").content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]  # one sheet
    assert any("10亿元以上签约项目" in row and "完成" in row for row in cells)


def test_the_list_asks_as_often_for_many_waiting_cards_as_for_one(signed_in: SignIn) -> None:
    submitted()
    client = signed_in(chief())
    client.get("/targets/cards/?year=2023")

    with CaptureQueriesContext(connection) as for_one:
        client.get("/targets/cards/?year=2023")
    submitted(deputy("QJ-W"))
    submitted(patron().person)
    with CaptureQueriesContext(connection) as for_three:
        page = client.get("/targets/cards/?year=2023")

    assert [mark.text for _, mark in page.context["waiting"]] == ["待审批"] * 3
    assert len(for_three) == len(for_one)


def test_a_neighbour_sees_no_row_of_a_county_in_list_and_export(signed_in: SignIn) -> None:
    issued(deputy("QJ-E"))
    client = signed_in(checker("QJ-W"))

    assert "韩立新" not in client.get("/targets/cards/?year=2023").content.decode()
    book = load_workbook(BytesIO(client.get("/targets/cards/export/?year=2023").content))
    assert not any("韩立新" in str(cell.value) for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr]


def test_a_card_goes_from_the_form_over_approval_to_the_leader(signed_in: SignIn) -> None:
    leader()
    person = deputy().pk
    client = signed_in(chief())

    client.post("/targets/cards/new/", SAID | TASKS | {"person": str(person)})
    card = LeaderCard.objects.get()
    assert [str(row) for row in card.tasks.all()] == ["10亿元以上签约项目 2个", "带队外出招商 3次"]
    act = f"/targets/cards/versions/{card.pk}/act/"
    assert client.post(act, {"act": "APPROVE"}).status_code == 422
    assert signed_in(leader()).post(act, {"act": "APPROVE"}).status_code == 302
    client = signed_in(chief())
    assert "下达文号" in client.get(f"/targets/cards/versions/{card.pk}/").content.decode()
    client.post(act, {"act": "ISSUE", "doc_no": "示例〔2023〕7号", "issued_on": "2023-07-03"})
    assert [one.pk for one in selectors.cards_in_force(chief(), 2023)] == [card.pk]


def test_the_next_version_begins_with_the_tasks_in_force(signed_in: SignIn) -> None:
    card = issued()
    client = signed_in(chief())

    form = client.get(f"/targets/cards/new/?person={card.person_id}&year=2023").context["form"]
    assert [(line.measure.value(), line.size.value(), line.value.value()) for line in form.lines[:3]] == [
        ("SIGNED", 10, 2),
        ("TRIPS", None, 3),
        ("", None, None),
    ]
    assert client.get("/targets/cards/new/?person=99999999999999999999&year=x").status_code == 200


def test_a_number_without_a_task_comes_back(signed_in: SignIn) -> None:
    person = deputy().pk

    answer = signed_in(chief()).post("/targets/cards/new/", SAID | {"person": str(person), "value_0": "2"})
    assert (answer.status_code, LeaderCard.objects.count()) == (422, 0)
    assert "请选择这是什么任务" in answer.content.decode()


def test_a_leader_finds_the_cards_of_other_years(signed_in: SignIn) -> None:
    issued(patron().person, year=2022)
    client = signed_in(patron())

    assert f'href="/targets/cards/{patron().person_id}/2022/"' in client.get("/targets/cards/mine/").content.decode()
    page = client.get(f"/targets/cards/{patron().person_id}/2022/").content.decode()
    assert "未完成" in page
    assert "年度已结束" in page
