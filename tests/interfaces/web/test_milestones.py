"""Pages of milestones: the plan as a Gantt, its change, actual days with photos, returns, templates, and the wall."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from luodi.base.approvals.models import Slip
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import MilestoneDone, Plan, PlanTemplate, ProgressReturn, Project
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.projects.services.milestones import make_plan
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


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def planned(name: str = "年产九万套电机项目") -> Project:
    """A signed project whose plan ends in 900 days."""
    made = factories.signed_project(name=name)
    make_plan(made, target_on=in_days(900), actor=factories.clerk(), at=timezone.now())
    return made


def recognise(slip: Slip) -> None:
    factories.verified(slip)
    projects.decide(slip, "recognise", actor=factories.project_office(), at=factories.AT)


def test_a_plan_is_made_on_the_page_and_drawn_without_scripts() -> None:
    project, client = factories.signed_project(), browser(factories.clerk())
    form = text(client, "projects:plan_new", pk=project.pk)
    assert "公司注册（天）" in form

    given = {"target_on": in_days(900).isoformat()} | {f"days_M{number:02d}": "20" for number in range(1, 16)}
    answer = client.post(reverse("projects:plan_new", args=[project.pk]), given)
    page = text(client, "projects:plan", pk=project.pk)

    assert answer.status_code == 302
    assert "★ 投产" in page
    assert page.count('class="g-plan"') == 15 + 2
    assert 'class="g-today"' in page
    assert "可拖" in page


def test_a_target_that_has_passed_comes_back_with_the_sentence() -> None:
    project = factories.signed_project()
    given = {"target_on": in_days(-1).isoformat()} | {f"days_M{number:02d}": "20" for number in range(1, 16)}

    answer = browser(factories.clerk()).post(reverse("projects:plan_new", args=[project.pk]), given)

    assert answer.status_code == 422
    assert "已过，请填今天以后的日子" in answer.content.decode()
    assert Plan.objects.count() == 0


def test_a_change_waits_for_another_person_and_shows_old_and_new_days_beside_the_slip() -> None:
    project, client = planned(), browser(factories.clerk())
    view = plan_of(project, timezone.localdate())
    assert view is not None
    given = {f"on_{one.code}": one.planned_on.isoformat() for one in view.milestones}
    given |= {"on_M15": in_days(960).isoformat(), "reason": "进口设备延期"}

    answer = client.post(reverse("projects:plan_change", args=[project.pk]), given)
    slip = Slip.objects.get(kind="milestone")
    beside = text(browser(factories.checker()), "approvals:slip", pk=slip.pk)
    waiting = text(client, "projects:plan", pk=project.pk)
    recognise(slip)
    after = text(client, "projects:plan", pk=project.pk)

    assert answer.status_code == 302
    assert f"{in_days(900)} 改 {in_days(960)}" in beside
    assert "有一份调整等待批准" in waiting
    assert in_days(960).isoformat() in after
    assert 'class="g-base"' in after


def test_a_milestone_before_its_predecessor_comes_back_with_both_names() -> None:
    project = planned()
    view = plan_of(project, timezone.localdate())
    assert view is not None
    given = {f"on_{one.code}": one.planned_on.isoformat() for one in view.milestones}
    given |= {"on_M15": in_days(100).isoformat(), "reason": "提前"}

    answer = browser(factories.clerk()).post(reverse("projects:plan_change", args=[project.pk]), given)

    assert answer.status_code == 422
    assert "早于前置节点" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_an_actual_day_is_filed_with_a_photo_that_the_verifier_sees() -> None:
    project, client = planned(), browser(factories.clerk())
    photo = SimpleUploadedFile("执照.pdf", b"%PDF-1.7 licence", content_type="application/pdf")
    given = {"done_on": timezone.localdate().isoformat(), "note": "已领执照", "photos": [photo]}

    answer = client.post(reverse("projects:milestone_done", args=[project.pk, "M01"]), given)
    slip, file = Slip.objects.get(kind="milestone"), MilestoneDone.objects.get().photos.get().attachment
    checker = browser(factories.checker())
    beside = text(checker, "approvals:slip", pk=slip.pk)
    paper = checker.get(reverse("approvals:paper", args=[slip.pk, file.pk]))
    recognise(slip)

    assert answer.status_code == 302
    assert "执照.pdf" in beside
    assert paper.status_code == 200
    assert 'class="g-done"' in text(client, "projects:plan", pk=project.pk)


def test_a_return_is_filed_locked_and_listed_for_the_month() -> None:
    project, client = planned(), browser(factories.clerk())
    month = timezone.localdate().strftime("%Y-%m")
    given = {
        "period": month,
        "invested_in_wan": "120.5",
        "work_percent": "12",
        "works": "场地平整完成",
        "light": "YELLOW",
        "reason": "雨季影响，增加班次",
    }

    silent = client.post(reverse("projects:return_new", args=[project.pk]), given | {"reason": ""})
    answer = client.post(reverse("projects:return_new", args=[project.pk]), given)
    again = client.post(reverse("projects:return_new", args=[project.pk]), given)

    assert (silent.status_code, answer.status_code, again.status_code) == (422, 302, 422)
    assert ProgressReturn.objects.count() == 1
    listed = text(client, "milestones:returns", f"?month={month}")
    assert "场地平整完成" in listed
    assert "未报 <b" in listed


def test_the_list_of_milestones_is_filtered_and_exported() -> None:
    planned()
    client = browser(factories.clerk())

    assert "★ 公司注册" in text(client, "milestones:list")
    assert "没有符合条件的记录" in text(client, "milestones:list", "?state=late")
    answer = client.get(f"{reverse('milestones:export')}?last={in_days(899)}")
    sheet = load_workbook(BytesIO(answer.content)).active

    names = [row[1].value for row in sheet.iter_rows()]
    assert "★ 公司注册" in names
    assert "★ 投产" not in names


def test_another_county_sees_no_milestone_and_no_row_on_the_wall() -> None:
    planned()
    stranger = browser(factories.clerk("QJ-W"))

    assert "年产九万套电机项目" not in text(stranger, "milestones:list")
    assert "年产九万套电机项目" not in text(stranger, "wall:board")


def test_a_template_is_edited_row_by_row() -> None:
    client = browser(factories.project_office())
    given = {
        "name_1": "选址",
        "days_1": "30",
        "name_3": "开工",
        "days_3": "60",
        "after_3": "1",
        "event_3": "START",
        "valid_from": in_days(0).isoformat(),
        "basis": "示例招委办〔2023〕5号",
    }

    wrong = client.post(reverse("milestones:template_edit", args=["LEASE"]), given | {"after_3": "9"})
    answer = client.post(reverse("milestones:template_edit", args=["LEASE"]), given)

    assert "没有第 9 行" in wrong.content.decode()
    assert answer.status_code == 302
    steps = PlanTemplate.objects.get().steps.order_by("position")
    assert [(step.code, step.name, step.event) for step in steps] == [("M01", "选址", ""), ("M02", "开工", "START")]
    assert "示例招委办〔2023〕5号" in text(client, "milestones:templates")


def test_the_wall_shows_one_row_each_by_colour_with_the_next_milestone() -> None:
    planned("进度正常项目")
    late = factories.signed_project(name="超期未开工项目", on=date(2022, 2, 1))
    client = browser(factories.clerk())

    page = text(client, "wall:board")

    assert page.index("超期未开工项目") < page.index("进度正常项目")
    assert f"超期 {(timezone.localdate() - date(2023, 3, 31)).days} 天" in page
    assert "公司注册" in page
    assert "进度正常项目" not in text(client, "wall:board", "?colour=红")
    assert reverse("projects:plan", args=[late.pk]) in page


def test_the_wall_costs_the_same_number_of_queries_however_many_projects(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    client = browser(factories.clerk())
    for number in range(4):
        planned(f"项目{number}")

    with django_assert_max_num_queries(32):  # type: ignore[operator]
        text(client, "wall:board")
