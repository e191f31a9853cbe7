"""Plans out of templates, their change by another's approval, actual days as recognised facts, templates from a day on."""

from datetime import date

import pytest

from luodi.base.approvals.rules import SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import MilestoneDone, MilestonePhoto, Plan, PlanStep, PlanTemplate, Project
from luodi.domains.projects.rules.milestones import PRESETS, StepSpec
from luodi.domains.projects.selectors.milestones import Milestone, plan_of, plans_of
from luodi.domains.projects.selectors.templates import template
from luodi.domains.projects.services.milestones import (
    change_plan,
    make_plan,
    report_done,
    reverse_done,
    set_template,
)
from tests import factories

pytestmark = pytest.mark.django_db

TARGET = date(2025, 6, 30)
TODAY = date(2023, 7, 3)


def planned(project: Project | None = None, target: date = TARGET) -> Project:
    """A signed building project with its baseline."""
    made = project or factories.signed_project()
    make_plan(made, target_on=target, actor=factories.clerk(), at=factories.AT)
    return made


def step(project: Project, name: str, on: date = TODAY) -> Milestone:
    """The milestone of that name."""
    view = plan_of(project, on)
    assert view is not None
    return next(one for one in view.milestones if one.name == name)


def recognised(slip: object) -> None:
    """Verified by the county, recognised by the bureau's project section."""
    factories.verified(slip)  # type: ignore[arg-type]
    projects.decide(slip, "recognise", actor=factories.project_office(), at=factories.AT)  # type: ignore[arg-type]


def test_a_plan_is_counted_backwards_from_the_target_along_the_template() -> None:
    project = planned()
    view = plan_of(project, TODAY)

    assert view is not None
    assert len(view.milestones) == len(PRESETS["BUILD"])
    days = {one.name: one.planned_on for one in view.milestones}
    assert days["投产"] == TARGET
    assert (days["设备安装调试"], days["竣工"]) == (date(2025, 5, 31), date(2025, 5, 31))
    assert days["主体封顶"] == date(2025, 4, 1)
    assert days["开工"] == date(2024, 11, 2)


def test_the_critical_path_runs_from_registration_to_production() -> None:
    view = plan_of(planned(), TODAY)

    assert view is not None
    critical = [one.name for one in view.milestones if one.is_critical]
    assert "主体封顶" in critical
    assert "环评、能评批复" not in critical
    assert step(view.plan.project, "环评、能评批复").slack > 0


def test_a_started_project_gets_only_what_lies_ahead() -> None:
    project = factories.signed_project()
    factories.recognised_event(project, "START", date(2023, 6, 1))
    project.refresh_from_db()

    view = plan_of(planned(project), TODAY)

    assert view is not None
    assert [one.name for one in view.milestones] == [
        "入统（投资项目入库）",
        "主体封顶",
        "设备订购到场",
        "竣工",
        "设备安装调试",
        "投产",
    ]


def test_a_second_plan_a_target_that_has_passed_and_a_finished_project_are_refused() -> None:
    project = planned()
    done = factories.signed_project()
    factories.recognised_event(done, "PRODUCE", date(2023, 6, 1))
    done.refresh_from_db()

    for subject, target, code in (
        (project, TARGET, "plan.exists"),
        (factories.signed_project(), TODAY, "plan.target"),
        (done, TARGET, "plan.done"),
    ):
        with pytest.raises(BusinessError) as refused:
            make_plan(subject, target_on=target, actor=factories.clerk(), at=factories.AT)
        assert refused.value.code == code
    assert Plan.objects.count() == 1


def test_another_countys_clerk_plans_nothing_here_and_a_reviewer_nowhere() -> None:
    project = factories.signed_project()

    with pytest.raises(NotVisible):
        make_plan(project, target_on=TARGET, actor=factories.clerk("QJ-W"), at=factories.AT)
    with pytest.raises(NotPermitted):
        make_plan(project, target_on=TARGET, actor=factories.user("r17", "QJ-E"), at=factories.AT)

    assert Plan.objects.count() == 0


def test_a_changed_day_counts_only_after_another_persons_approval_and_the_baseline_stays() -> None:
    project = planned()
    change = change_plan(
        project, {"M15": date(2025, 8, 31)}, reason="设备进口延期", actor=factories.clerk(), at=factories.AT
    )

    assert step(project, "投产").planned_on == TARGET
    recognised(change.slip)

    one = step(project, "投产")
    assert (one.planned_on, one.baseline_on) == (date(2025, 8, 31), TARGET)
    assert PlanStep.objects.filter(plan__version=1, code="M15").get().planned_on == TARGET


def test_who_asked_for_a_change_cannot_approve_it() -> None:
    project, office = planned(), factories.project_office()
    change = change_plan(project, {"M15": date(2025, 8, 31)}, reason="延期", actor=office, at=factories.AT)

    with pytest.raises(BusinessError) as refused:
        projects.decide(change.slip, "verify", actor=office, at=factories.AT)  # type: ignore[arg-type]

    assert refused.value.code == "approvals.same_person"
    assert step(project, "投产").planned_on == TARGET


@pytest.mark.parametrize(
    ("dates", "reason", "code"),
    [
        ({"M15": date(2025, 5, 1)}, "提前", "plan.order"),
        ({"M01": date(2025, 6, 1)}, "推后", "plan.order"),
        ({"M15": TARGET}, "不变", "plan.same"),
        ({"M15": date(2025, 8, 31)}, " ", "plan.reason"),
        ({"M01": date(2023, 7, 2)}, "提前", "plan.past"),
    ],
)
def test_a_change_that_breaks_the_order_or_says_nothing_is_refused(
    dates: dict[str, date], reason: str, code: str
) -> None:
    project = planned()

    with pytest.raises(BusinessError) as refused:
        change_plan(project, dates, reason=reason, actor=factories.clerk(), at=factories.AT)

    assert refused.value.code == code
    assert Plan.objects.count() == 1


def test_only_one_change_waits_at_a_time_and_a_returned_one_leaves_the_plan_as_it_was() -> None:
    project, clerk = planned(), factories.clerk()
    change = change_plan(project, {"M15": date(2025, 8, 31)}, reason="延期", actor=clerk, at=factories.AT)
    with pytest.raises(BusinessError) as waiting:
        change_plan(project, {"M15": date(2025, 9, 30)}, reason="再延期", actor=clerk, at=factories.AT)
    projects.decide(
        change.slip,
        "return",
        actor=factories.checker(),
        at=factories.AT,
        note="请附设备合同",  # type: ignore[arg-type]
    )

    again = change_plan(project, {"M15": date(2025, 9, 30)}, reason="延期", actor=clerk, at=factories.AT)

    assert waiting.value.code == "plan.waiting"
    assert (again.version, step(project, "投产").planned_on) == (3, TARGET)


def test_an_actual_day_counts_once_recognised_and_keeps_its_photo() -> None:
    project, photo = planned(), factories.attachment()
    done = report_done(
        project, "M01", done_on=date(2023, 6, 30), photos=[photo], actor=factories.clerk(), at=factories.AT
    )
    assert (step(project, "公司注册").done_on, step(project, "公司注册").claimed_on) == (None, date(2023, 6, 30))

    recognised(done.slip)

    assert step(project, "公司注册").done_on == date(2023, 6, 30)
    assert MilestonePhoto.objects.get().attachment_id == photo.pk


def test_a_milestone_that_is_a_stage_event_takes_its_day_from_there() -> None:
    project = planned()
    with pytest.raises(BusinessError, match="请在“进展”里填报“开工”") as refused:
        report_done(project, "M09", done_on=TODAY, actor=factories.clerk(), at=factories.AT)

    factories.recognised_event(project, "START", date(2023, 6, 15))

    assert refused.value.code == "plan.event"
    assert step(project, "开工").done_on == date(2023, 6, 15)
    assert step(project, "落地").done_on == date(2023, 6, 15)


def test_a_milestone_is_not_done_before_its_predecessor() -> None:
    project, clerk = planned(), factories.clerk()
    with pytest.raises(BusinessError, match="前置节点“公司注册”还没有完成"):
        report_done(project, "M02", done_on=date(2023, 6, 30), actor=clerk, at=factories.AT)
    report_done(project, "M01", done_on=date(2023, 6, 20), actor=clerk, at=factories.AT)
    with pytest.raises(BusinessError, match="早于前置节点“公司注册”的 2023-06-20"):
        report_done(project, "M02", done_on=date(2023, 6, 19), actor=clerk, at=factories.AT)
    with pytest.raises(BusinessError) as future:
        report_done(project, "M02", done_on=date(2023, 7, 4), actor=clerk, at=factories.AT)

    assert future.value.code == "day.future"
    assert MilestoneDone.objects.count() == 1


def test_a_mistaken_actual_day_is_taken_back_by_a_recognised_fact() -> None:
    project, clerk = planned(), factories.clerk()
    done = report_done(project, "M01", done_on=date(2023, 6, 20), actor=clerk, at=factories.AT)
    recognised(done.slip)
    back = reverse_done(done, reason="执照未发", actor=clerk, at=factories.AT)
    assert step(project, "公司注册").done_on == date(2023, 6, 20)

    recognised(back.slip)

    assert step(project, "公司注册").done_on is None
    with pytest.raises(BusinessError) as again:
        reverse_done(done, reason="执照未发", actor=clerk, at=factories.AT)
    assert again.value.code == "plan.reversed"
    assert report_done(project, "M01", done_on=date(2023, 6, 25), actor=clerk, at=factories.AT).pk


def test_a_template_counts_for_plans_made_from_its_day_on() -> None:
    old = planned()
    steps = [StepSpec("A1", "选址", 30), StepSpec("A2", "开工", 60, ("A1",), "START")]
    set_template(
        "BUILD",
        steps,
        valid_from=TODAY,
        basis="示例招委办〔2023〕5号",
        actor=factories.project_office(),
        at=factories.AT,
    )

    new = planned()

    assert template("BUILD", date(2023, 7, 2)).row is None
    assert [one.name for one in plan_of(new, TODAY).milestones] == ["选址", "开工"]  # type: ignore[union-attr]
    assert len(plan_of(old, TODAY).milestones) == len(PRESETS["BUILD"])  # type: ignore[union-attr]


def test_a_template_with_a_circle_or_for_the_past_is_refused_and_only_the_office_sets_one() -> None:
    circle = [StepSpec("A1", "甲", 1, ("A2",)), StepSpec("A2", "乙", 1, ("A1",))]
    given = {"valid_from": TODAY, "basis": "示例文号", "actor": factories.project_office(), "at": factories.AT}

    with pytest.raises(BusinessError) as wrong:
        set_template("BUILD", circle, **given)  # type: ignore[arg-type]
    with pytest.raises(BusinessError) as past:
        set_template("BUILD", PRESETS["BUILD"], **(given | {"valid_from": date(2023, 7, 2)}))  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        set_template("BUILD", PRESETS["BUILD"], **(given | {"actor": factories.clerk()}))  # type: ignore[arg-type]

    assert (wrong.value.code, past.value.code, PlanTemplate.objects.count()) == ("plan.circle", "plan.past", 0)


def test_plans_of_many_projects_cost_a_fixed_number_of_queries(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    first = planned()
    with django_assert_num_queries(7):  # type: ignore[operator]
        plans_of([first.pk], TODAY)
    others = [planned() for _ in range(3)]

    with django_assert_num_queries(7):  # type: ignore[operator]
        found = plans_of([first.pk, *(one.pk for one in others)], TODAY)

    assert len(found) == 4


def test_every_act_stands_in_the_audit_log() -> None:
    project = planned()
    change_plan(project, {"M15": date(2025, 8, 31)}, reason="延期", actor=factories.clerk(), at=factories.AT)
    report_done(project, "M01", done_on=date(2023, 6, 20), actor=factories.clerk(), at=factories.AT)

    written = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"projects.plan_made", "projects.plan_change_asked", "projects.milestone_done"} <= written
    assert Plan.objects.get(version=2).slip.state == SlipState.FILED  # type: ignore[union-attr]
