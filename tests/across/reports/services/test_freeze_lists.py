"""Freezing dispatch lists: rows as shown, versions, differences, who may, what nobody may touch, orders out of rows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from luodi.across.lifecycle.models import ClockPause
from luodi.across.lifecycle.services import clocks
from luodi.across.reports import services as reports
from luodi.across.reports.models import DispatchItem, DispatchSet, DispatchVersion
from luodi.across.reports.selectors.dispatch_frozen import (
    Frozen,
    check_dispatch_versions,
    dispatch_files,
    dispatch_version,
    dispatch_versions,
    frozen,
)
from luodi.across.reports.selectors.dispatch_sets import filter_set
from luodi.across.reports.selectors.dispatch_taking import take
from luodi.across.reports.services import SetValues
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.facts import release_statements
from luodi.base.core.periods import parse_period
from luodi.base.notices.models import Notice
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.projects.services import milestones
from luodi.domains.supervision.models import Order
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(days=17)


def freeze(
    period: str = "2023-06b", codes: Sequence[str] = ("unstarted",), *, at: datetime = AT, unit: str = "QJ"
) -> list[DispatchVersion]:
    return reports.freeze_lists(codes, period=period, unit=factories.unit(unit), actor=factories.user("r03"), at=at)


def seen(version: DispatchVersion, viewer: object = None) -> Frozen:
    return frozen(viewer or factories.user("r03"), version)  # type: ignore[arg-type]  # an account


def waiting(name: str, unit: str = "QJ-E", *, on: date = date(2023, 2, 1)) -> Project:
    return factories.signed_project(unit, name=name, on=on)


def test_a_list_keeps_its_rows_as_they_stood_at_the_end_of_the_half_month() -> None:
    waiting("甲项目")
    waiting("乙项目", "QJ-W", on=date(2023, 6, 20))

    (first,), (second,) = freeze("2023-06a"), freeze("2023-06b")

    assert [one.item.project for one in seen(first).rows] == ["甲项目"]
    rows = seen(second).rows
    assert [(one.item.project, one.is_new, one.item.listed_times) for one in rows] == [
        ("甲项目", False, 2),
        ("乙项目", True, 1),
    ]
    shown = rows[0].row
    assert (shown.stage, shown.total_investment_in_wan) == ("正式签约", Decimal(1000))
    assert (shown.overdue_clock, shown.overdue_days, shown.colour) == ("落地", 60, "红")
    assert (second.period, second.last_on, second.version, second.previous) == (
        "2023-06b", date(2023, 6, 30), 1, first,
    )  # fmt: skip


def test_the_difference_names_what_changed_and_why_a_project_left() -> None:
    started, held, moved = waiting("甲项目"), waiting("乙项目"), waiting("丙项目")
    (first,) = freeze("2023-06a")
    factories.recognised_event(started, "LAND", date(2023, 6, 18))
    factories.recognised_event(started, "START", date(2023, 6, 20))
    factories.recognised_event(held, "TERMINATE", date(2023, 6, 21))
    factories.recognised_event(moved, "LAND", date(2023, 6, 22))

    (second,) = freeze("2023-06b")

    found = seen(second)
    assert {one.project: one.reason for one in found.gone} == {"甲项目": "2023-06-20 开工", "乙项目": "2023-06-21 终止"}
    (row,) = found.rows
    assert row.item.project == "丙项目"
    assert "当前阶段：正式签约→落地" in row.changed
    assert (found.new, found.changed, seen(first).new) == (0, 1, 0)


def test_to_freeze_twice_writes_once_and_a_change_makes_the_next_version() -> None:
    waiting("甲项目")
    (first,) = freeze()
    (again,) = freeze(at=AT + timedelta(hours=1))
    waiting("乙项目")
    (next_one,) = freeze(at=AT + timedelta(hours=2))

    assert again == first
    assert (next_one.version, next_one.previous) == (2, None)
    assert [one.item.listed_times for one in seen(next_one).rows] == [1, 1]
    assert DispatchVersion.objects.count() == 2


def test_without_a_code_every_list_is_frozen() -> None:
    waiting("甲项目")

    made = freeze(codes=())

    assert [one.code for one in made] == [
        "unstarted",
        "large_unstarted",
        "suspended",
        "overdue_talks",
        "below_capacity",
    ]
    assert [one.items.count() for one in made] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("period", "codes", "code"),
    [
        ("2023-07a", ("unstarted",), "reports.period_open"),
        ("2023Q2", ("unstarted",), "reports.period_kind"),
        ("2023-06b", ("nonsense",), "reports.set_unknown"),
        ("2023-06b", ("unreported",), "reports.set_unavailable"),
    ],
)
def test_what_cannot_be_frozen_is_refused_and_nothing_is_kept(period: str, codes: Sequence[str], code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        freeze(period, codes)

    assert refused.value.code == code
    assert not DispatchVersion.objects.exists()


def test_a_county_may_not_freeze_the_district() -> None:
    with pytest.raises(NotPermitted):
        reports.freeze_lists((), period="2023-06b", unit=factories.unit("QJ"), actor=factories.clerk(), at=AT)
    chief = factories.user("r03", "QJ-W", scope="S2")
    with pytest.raises(NotVisible):
        reports.freeze_lists((), period="2023-06b", unit=factories.unit("QJ"), actor=chief, at=AT)

    assert not DispatchVersion.objects.exists()


def test_units_concerned_are_told_once_and_the_audit_log_names_the_version() -> None:
    clerk, other = factories.clerk(), factories.clerk("QJ-W")
    waiting("甲项目")

    freeze()
    freeze(at=AT + timedelta(hours=1))

    notices = Notice.objects.filter(code="reports.dispatch_issued")
    notice = notices.get(recipient=clerk)
    assert {one.recipient for one in notices} == {clerk, factories.checker()}
    assert notice.title == "签约未开工调度清单（2023年6月下半月）：东县1个项目"
    assert not Notice.objects.filter(recipient=other, code="reports.dispatch_issued").exists()
    assert AuditEntry.objects.filter(action="reports.dispatch_frozen").count() == 1


def test_lists_frozen_together_are_told_in_one_message() -> None:
    clerk = factories.clerk()
    factories.signed_project("QJ-E", name="甲项目", amount="20000")
    freeze("2023-06a", ())
    factories.signed_project("QJ-E", name="乙项目", on=date(2023, 6, 20))

    freeze("2023-06b", ())

    told = Notice.objects.filter(recipient=clerk, code="reports.dispatch_issued").order_by("pk")
    assert [one.title for one in told] == [
        "2张调度清单（2023年6月上半月）：东县1个项目",
        "2张调度清单（2023年6月下半月）：东县2个项目，其中新列1个",
    ]


def test_a_county_reads_its_own_rows_and_no_list_that_does_not_name_it() -> None:
    waiting("甲项目")
    waiting("乙项目", "QJ-W")
    both, empty = freeze(codes=("unstarted", "suspended"))

    clerk = factories.clerk()

    assert [one.pk for one in dispatch_versions(clerk)] == [both.pk]
    assert [one.item.project for one in seen(both, clerk).rows] == ["甲项目"]
    assert not seen(both, clerk).is_whole
    with pytest.raises(NotVisible):
        dispatch_version(clerk, empty.pk)


def test_the_same_version_gives_the_same_files() -> None:
    waiting("甲项目")
    (version,) = freeze()
    name, word, sheet = dispatch_files(seen(version))
    factories.recognised_event(Project.objects.get(), "TERMINATE", date(2023, 6, 1))

    assert name == "示例市签约未开工项目调度清单（2023年6月下半月第1版）"
    assert dispatch_files(seen(version)) == (name, word, sheet)


def test_a_row_changed_behind_the_products_back_is_found() -> None:
    waiting("甲项目")
    (version,) = freeze()
    assert check_dispatch_versions() == (1, ())

    with connection.cursor() as cursor:
        for line in release_statements(DispatchItem._meta.db_table, connection.vendor):
            cursor.execute(line)
        cursor.execute("UPDATE reports_dispatchitem SET leader = '示例某'")

    assert check_dispatch_versions() == (1, (f"{version} 与定版时的校验值不符",))


def test_a_frozen_row_cannot_be_changed() -> None:
    waiting("甲项目")
    freeze()

    with pytest.raises(BusinessError, match="只能追加"):
        DispatchItem.objects.update(leader="示例某")


def test_a_pause_moves_what_is_overdue() -> None:
    project = factories.project(name="甲项目")
    factories.recognised_event(project, "TALK", date(2023, 3, 20))
    unit, chief = factories.unit("QJ"), factories.user("r03")
    before = take(chief, filter_set("overdue_talks"), unit, parse_period("2023-06b"))

    clocks.ask_pause(
        project,
        first_on=date(2023, 5, 1),
        last_on=date(2023, 6, 10),
        cause="征地未完成",
        blocking_unit=factories.unit("QJ-W"),
        actor=factories.clerk(),
        at=AT,
    )
    slip = ClockPause.objects.get().slip
    factories.verified(slip)
    factories.projects.decide(slip, "recognise", actor=chief, at=AT)
    after = take(chief, filter_set("overdue_talks"), unit, parse_period("2023-06b"))

    assert [row.overdue_days for _, row in before.rows] == [10]
    assert after.rows == ()


def test_an_office_adds_a_set_and_puts_one_of_the_product_in_other_words() -> None:
    chief = factories.user("r03")
    late = SetValues("落地超期一个月", stages=("ST40", "ST45"), clocks=("LANDING",), overdue_from=30)
    waiting("甲项目")
    waiting("乙项目", on=date(2023, 6, 1))

    reports.revise_set("late_landing", late, actor=chief, at=AT, is_new=True)
    reports.revise_set(
        "unstarted", SetValues("签约未开工（橙红）", stages=("ST40",), colours=("橙", "红")), actor=chief, at=AT
    )
    made = freeze(codes=("late_landing", "unstarted"))

    assert [one.label for one in made] == ["落地超期一个月", "签约未开工（橙红）"]
    assert made[0].says == "阶段为正式签约、准备落地，落地时限超期30天以上"
    assert [[item.project for item in one.items.all()] for one in made] == [["甲项目"], ["甲项目"]]


def test_a_dropped_set_is_offered_no_more_and_its_lists_stay() -> None:
    chief = factories.user("r03")
    waiting("甲项目")
    (version,) = freeze()

    reports.drop_set("unstarted", actor=chief, at=AT)

    with pytest.raises(BusinessError) as refused:
        freeze()
    assert refused.value.code == "reports.set_unknown"
    assert seen(version).rows[0].item.project == "甲项目"


@pytest.mark.parametrize(
    ("code", "is_new", "refusal"),
    [
        ("Late", True, "reports.set_code"),
        ("unstarted", True, "reports.set_taken"),
        ("late_landing", False, "reports.set_unknown"),
    ],
)
def test_a_set_that_cannot_be_is_refused(code: str, is_new: bool, refusal: str) -> None:
    values = SetValues("名称", stages=("ST40",))
    with pytest.raises(BusinessError) as refused:
        reports.revise_set(code, values, actor=factories.user("r03"), at=AT, is_new=is_new)

    assert refused.value.code == refusal
    assert not DispatchSet.objects.exists()


def test_a_clerk_may_not_say_what_a_list_asks() -> None:
    with pytest.raises(NotPermitted):
        reports.revise_set("late", SetValues("名称", stages=("ST40",)), actor=factories.clerk(), at=AT, is_new=True)


def test_chosen_rows_become_drafts_once() -> None:
    chief = factories.user("r03")
    waiting("甲项目")
    waiting("乙项目", "QJ-W")
    (version,) = freeze()

    made = reports.draft_orders(version, {1}, actor=chief, at=AT)
    again = reports.draft_orders(version, {1, 2}, actor=chief, at=AT)

    assert again[0] == made[0]
    assert Order.objects.count() == 2
    order = made[0]
    assert (order.kind, order.state, order.source, order.unit.code, order.title) == (
        "ASSIGN", "DRAFT", "UNSTARTED", "QJ-E", "推进甲项目",
    )  # fmt: skip
    assert order.basis == "签约未开工调度清单（2023年6月下半月第1版）第1项"
    assert "截至2023-06-30，当前为正式签约，落地时限已超期60天" in order.text


def test_orders_want_chosen_rows_and_the_right_to_draft() -> None:
    waiting("甲项目")
    (version,) = freeze()

    with pytest.raises(BusinessError) as refused:
        reports.draft_orders(version, {9}, actor=factories.user("r03"), at=AT)
    assert refused.value.code == "reports.no_rows"
    with pytest.raises(NotPermitted):
        reports.draft_orders(version, {1}, actor=factories.clerk(), at=AT)
    assert not Order.objects.exists()


def test_the_next_milestone_of_a_plan_stands_in_the_row_when_it_is_near() -> None:
    near, far = waiting("甲项目"), waiting("乙项目")
    clerk = factories.clerk()
    milestones.make_plan(near, target_on=date(2024, 6, 30), actor=clerk, at=AT)
    milestones.make_plan(far, target_on=date(2030, 6, 30), actor=clerk, at=AT)
    coming = plan_of(near, date(2023, 6, 30))
    assert coming is not None
    assert coming.next is not None

    (version,) = freeze()

    planned = coming.next.planned_on
    told = {one.item.project: one.row.next_milestone for one in seen(version).rows}
    assert told == {"甲项目": f"{coming.next.name}（{planned.month}月{planned.day}日）", "乙项目": ""}
