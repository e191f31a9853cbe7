"""Pages of clocks: the list with its filters and export, a project's clocks, pauses, steps, proposals, lengths."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from luodi.across.lifecycle.models import ClockAnswer, ClockPause, ClockStep, ClockTerm
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.base.approvals.models import Slip
from luodi.domains.projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def browser(who: object) -> Client:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    return client


def text(client: Client, name: str, query: str = "", **parts: object) -> str:
    answer = client.get(f"{reverse(name, kwargs=parts)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def talking() -> Project:
    made = factories.project(name="年产八万套电机项目")
    factories.recognised_event(made, "TALK", date(2023, 1, 31))
    return made


def test_the_list_names_the_project_the_clock_and_how_long_it_is_over() -> None:
    talking()

    page = text(browser(factories.clerk()), "clocks:list")

    assert "年产八万套电机项目" in page
    assert "colour-red" in page
    assert "洽谈" in page


def test_the_list_of_another_county_is_empty() -> None:
    talking()

    assert "没有符合条件的时限" in text(browser(factories.clerk("QJ-W")), "clocks:list")


def test_filters_stand_in_the_address_and_go_into_the_export() -> None:
    talking()
    factories.signed_project(name="已签约项目")
    client = browser(factories.clerk())

    assert "年产八万套电机项目" not in text(client, "clocks:list", "?code=BOTTOM_LINE")
    answer = client.get(f"{reverse('clocks:export')}?code=BOTTOM_LINE")
    sheet = load_workbook(BytesIO(answer.content)).active

    names = [row[0].value for row in sheet.iter_rows()]
    assert "已签约项目" in names
    assert "年产八万套电机项目" not in names


def test_a_projects_head_names_the_clock_that_is_due_first() -> None:
    project = talking()

    page = text(browser(factories.clerk()), "projects:detail", pk=project.pk)

    assert "洽谈时限" in page


def test_a_pause_is_asked_for_approved_by_others_and_shown() -> None:
    project = talking()
    client = browser(factories.clerk())
    given = {"first_on": "2023-04-01", "last_on": "2023-04-30", "blocking_unit": "西县", "cause": "征地未完成"}

    asked = client.post(reverse("projects:pause_new", args=[project.pk]), given)
    slip = Slip.objects.get(kind="pause")
    beside = text(browser(factories.checker()), "approvals:slip", pk=slip.pk)
    factories.verified(slip)
    factories.projects.decide(slip, "recognise", actor=factories.user("r03"), at=factories.AT)

    assert asked.status_code == 302
    assert "征地未完成" in beside
    assert "30 天，顺延到期日" in beside
    assert "2023-05-30" in text(client, "projects:clocks", pk=project.pk)
    assert "西县" in text(client, "clocks:pauses")


def test_a_pause_for_the_units_own_doing_comes_back_with_the_sentence() -> None:
    project = talking()
    given = {"first_on": "2023-04-01", "last_on": "2023-04-30", "blocking_unit": "东县", "cause": "人手不足"}

    answer = browser(factories.clerk()).post(reverse("projects:pause_new", args=[project.pk]), given)

    assert answer.status_code == 422
    assert "自己的原因不能暂停时限" in answer.content.decode()
    assert ClockPause.objects.count() == 0


def test_a_step_is_noted_on_the_projects_page() -> None:
    project = factories.signed_project(on=date(2023, 5, 8))
    given = {"step": "CONTRACT_FILED", "done_on": "2023-05-12", "note": "备案号 示例001"}

    answer = browser(factories.clerk()).post(reverse("projects:step_new", args=[project.pk]), given)

    assert answer.status_code == 302
    assert ClockStep.objects.get().note == "备案号 示例001"


def test_a_proposal_is_answered_and_goes_over_to_the_answered() -> None:
    talking()
    remind(at=factories.AT)
    chief = browser(factories.user("r03"))
    assert "去答复" in text(chief, "clocks:proposals")

    mark = ClockAnswer._meta.get_field("mark").related_model.objects.latest("pk")  # type: ignore[union-attr]
    answer = chief.post(reverse("clocks:answer", args=[mark.pk]), {"outcome": "TAKEN", "note": "办理流失"})

    assert answer.status_code == 302
    assert "采纳：办理流失" in text(chief, "clocks:proposals")


def test_a_length_is_set_and_stands_in_the_table_with_its_basis() -> None:
    client = browser(factories.user("r03"))

    answer = client.post(
        reverse("clocks:term_set", args=["TALKS"]),
        {"length": "4", "valid_from": "2099-01-01", "basis": "示例招委办〔2023〕2号"},
    )

    assert answer.status_code == 302
    assert ClockTerm.objects.get().length == 4
    assert "示例招委办〔2023〕2号" in text(client, "clocks:terms")


def test_the_first_page_counts_what_runs_out_and_what_is_over() -> None:
    talking()

    page = text(browser(factories.clerk()), "home:index")

    assert "时限将到与超期" in page
    assert "年产八万套电机项目" in page
