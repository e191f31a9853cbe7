"""等我办的督办: whose next step it is, overdue first, and the list behind each count; who owes what by person and by age."""

from datetime import date

import pytest

from luodi.base.orgs.models import User
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.tasks import OF_ORDERS
from luodi.domains.supervision.selectors import OrderFilter
from luodi.domains.supervision.services import Said
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, head, inspector, issued, leader, on
from tests.factories import unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
DAY = date(2023, 7, 10)


def waiting(viewer: User, day: date = DAY) -> list[tuple[str, str, int | None]]:
    found = selectors.desk(viewer, on=day).lines
    return [(line.task.value, line.order.title if line.order else str(line.issue), line.days) for line in found]


def test_a_unit_finds_what_it_has_to_sign_plan_and_finish_the_longest_overdue_first() -> None:
    making.handling(issued(title="办理中"))
    making.signed(issued(title="已签收"))
    issued(title="待签收")

    expected = [("SIGN", "待签收", 6), ("PLAN", "已签收", 4), ("FINISH", "办理中", -2)]
    assert waiting(clerk()) == expected
    assert waiting(head()) == expected
    assert waiting(factories.clerk("QJ-W")) == []
    desk = selectors.desk(clerk(), on=DAY)
    assert [(one.task.value, one.count, one.overdue) for one in desk.counts] == [
        ("SIGN", 1, 1),
        ("PLAN", 1, 1),
        ("FINISH", 1, 0),
    ]
    assert desk.overdue == 2


def test_an_order_with_a_handler_waits_for_the_handler_and_the_head_of_the_unit() -> None:
    other = factories.user("r09", "QJ-E", name="另一填报员")
    issued(title="专人办", handler=clerk())

    assert waiting(clerk()) == [("SIGN", "专人办", 6)]
    assert waiting(head()) == [("SIGN", "专人办", 6)]
    assert waiting(other) == []


def test_an_assisting_unit_is_waited_for_until_it_has_said_something() -> None:
    order = issued(title="协办事", assists=(unit("QJ-W"),))
    helper = factories.clerk("QJ-W")
    assert waiting(helper) == [("ASSIST", "协办事", -2)]

    services.add_remark(order, "assist", actor=helper, at=on(4), said=Said(note="已配合"))

    assert waiting(helper) == []


def test_the_issuer_checks_issues_drafts_and_grants_extensions() -> None:
    making.reported(issued(title="报了核查"))
    making.draft(title="待下达")
    asked = making.handling(issued(title="想延期"))
    services.add_remark(
        asked, "ask_extension", actor=head(), at=on(5), said=Said(note="等批复", due_on=date(2023, 7, 14))
    )

    assert waiting(chief()) == [("CHECK", "报了核查", 5), ("EXTEND", "想延期", -2), ("ISSUE", "待下达", None)]
    assert waiting(leader()) == []
    assert [task for task, _, _ in waiting(inspector())] == ["CHECK", "EXTEND"]


def test_only_a_leader_grants_the_extension_of_a_supervised_matter() -> None:
    asked = making.handling(issued("SUPERVISE", title="督办事"))
    services.add_remark(
        asked, "ask_extension", actor=head(), at=on(5), said=Said(note="等批复", due_on=date(2023, 7, 12))
    )

    assert [task for task, _, _ in waiting(leader())] == ["EXTEND"]
    assert waiting(chief()) == []


def test_the_raiser_is_asked_to_confirm_and_nobody_else() -> None:
    making.solved(making.raised())

    assert [task for task, _, _ in waiting(factories.project_office())] == ["CONFIRM"]
    assert waiting(chief()) == waiting(clerk()) == []


def test_the_list_of_a_task_holds_exactly_what_the_block_counts() -> None:
    making.reported(issued(title="报了核查"))
    making.signed(issued(title="已签收"))
    issued(title="协办事", assists=(unit("QJ-W"),))

    for viewer in (clerk(), chief(), factories.clerk("QJ-W")):
        desk = selectors.desk(viewer, on=DAY)
        for task in OF_ORDERS:
            listed = {row.pk for row in selectors.orders(viewer, OrderFilter(task=task))}
            assert listed == {line.order.pk for line in desk.lines if line.task == task and line.order}


def test_who_owes_what_by_person_and_by_days() -> None:
    issued(title="无人承办")
    issued(title="专人一", handler=clerk())
    making.signed(issued(title="专人二", handler=clerk()))

    loads = selectors.person_loads(chief(), on=DAY)
    lines = selectors.waiting_lines(chief(), on=DAY)

    assert [(row.person, row.unit.code, row.open, row.overdue, row.longest, row.what) for row in loads] == [
        (str(clerk()), "QJ-E", 2, 2, 6, ("签收", "反馈办理方案")),
        ("", "QJ-E", 1, 1, 6, ("签收",)),
    ]
    ages = selectors.age_loads(lines)
    assert [(row.least, row.most, row.count, row.by_kind["ASSIGN"]) for row in ages] == [(4, 7, 3, 3)]
    assert selectors.person_loads(factories.clerk("QJ-W"), on=DAY) == []


@pytest.mark.parametrize(("day", "band"), [(7, (1, 3)), (8, (4, 7)), (11, (4, 7)), (12, (8, 15))])
def test_a_band_of_the_list_begins_and_ends_on_the_day_it_says(day: int, band: tuple[int, int]) -> None:
    order = issued(title="待签收")
    today = date(2023, 7, day)

    for age in ((1, 3), (4, 7), (8, 15)):
        found = selectors.orders(chief(), OrderFilter(open_only=True, overdue_on=today, age=age))
        assert list(found) == ([order] if age == band else [])


def test_a_department_that_sees_only_its_own_finds_the_orders_it_handles() -> None:
    handler = factories.user("r22", "QJ-E", name="供电所经办")
    issued(title="专人办", handler=handler)
    issued(title="单位的事")

    assert waiting(handler) == [("SIGN", "专人办", 6)]
