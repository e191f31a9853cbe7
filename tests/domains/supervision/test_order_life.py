"""An order's life with every branch: on time, overdue, extended, returned, escalated, revoked; its record and its chain."""

from datetime import date

import pytest

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs import services as orgs
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.services import Said
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, draft, handling, head, inspector, issued, leader, on, step
from tests.factories import AT, attachment, unit, user
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def told(who: object, code: str) -> int:
    return Notice.objects.filter(recipient=who, code=code).count()


def test_an_order_gets_number_and_days_when_it_is_sent() -> None:
    order = issued()

    assert (order.state, order.number) == ("ISSUED", "招交〔2023〕1号")
    assert (order.sign_due_on, order.plan_due_on) == (date(2023, 7, 4), date(2023, 7, 6))
    assert order.due_on == order.original_due_on == date(2023, 7, 12)


def test_each_kind_is_numbered_for_itself_without_gaps() -> None:
    first, second = issued(), issued(title="另一件事")
    services.take_step(draft(title="不发了"), "discard", actor=chief(), at=AT, said=Said(note="重复"))
    third, other = issued(title="第三件"), issued("SUPERVISE")

    assert [row.number for row in (first, second, third, other)] == [
        "招交〔2023〕1号", "招交〔2023〕2号", "招交〔2023〕3号", "招督〔2023〕1号",
    ]  # fmt: skip


def test_an_order_on_time_goes_from_signature_to_closing() -> None:
    clerk()
    order = issued()
    assert told(clerk(), "supervision.order_moved") == 1
    making.closed(order, on(5))

    found = fresh(order)
    assert (found.state, found.ended_on, found.reported_on) == ("CLOSED", date(2023, 7, 5), date(2023, 7, 5))
    acts = [row.act for row in selectors.steps_of(found)]
    assert acts == ["draft", "issue", "sign", "plan", "finish", "close"]
    assert selectors.life_of(found).state == "CLOSED"


def test_the_clerk_replies_and_somebody_above_reports() -> None:
    order = handling(issued())
    services.add_remark(order, "reply", actor=clerk(), at=on(4), said=Said(note="已报自然资源局"))

    with refused("orgs.not_permitted", NotPermitted):
        step(order, "finish", clerk(), on(5))
    with refused("orders.evidence"):
        step(order, "finish", head(), on(5))
    assert step(order, "finish", head(), on(5), evidence=[attachment()]).check_due_on == date(2023, 7, 7)


def test_who_reported_does_not_check() -> None:
    both = user("r10", "QJ-E", name="双岗")
    orgs.grant_role(both, role=chief().grants.get().role, unit=unit("QJ"), actor=None, at=AT)
    order = step(handling(issued()), "finish", both, AT, evidence=[attachment()])

    with refused("orders.same_person"):
        step(order, "close", both, on(4))


def test_another_county_can_neither_sign_nor_see() -> None:
    order = issued()

    with refused("orders.not_visible", NotVisible):
        step(order, "sign", user("r09", "QJ-W"), AT)
    with pytest.raises(NotVisible):
        selectors.order(user("r09", "QJ-W"), order.pk)


def test_a_draft_is_seen_by_those_who_draft_and_not_by_its_unit() -> None:
    order = draft()

    assert selectors.order(chief(), order.pk) == order
    assert selectors.order(inspector(), order.pk) == order
    with pytest.raises(NotVisible):
        selectors.order(clerk(), order.pk)


def test_an_assisting_unit_replies_in_its_own_line_and_signs_nothing() -> None:
    order = issued(assists=(unit("QJ-W"),))
    helper = user("r12", "QJ-W")

    services.add_remark(order, "assist", actor=helper, at=on(4), said=Said(note="已出具意见"))

    assert [(row.act, row.unit.code) for row in selectors.steps_of(order) if row.act == "assist"] == [
        ("assist", "QJ-W")
    ]
    assert selectors.order(helper, order.pk) == order
    with refused("orders.not_visible", NotVisible):
        step(order, "sign", helper, AT)


def test_an_extension_once_before_due_of_at_most_half() -> None:
    order = handling(issued())

    with refused("orders.extension_length"):
        services.add_remark(
            order, "ask_extension", actor=head(), at=on(10), said=Said(note="等批复", due_on=date(2023, 7, 18))
        )
    asked = Said(note="等批复", due_on=date(2023, 7, 17))
    services.add_remark(order, "ask_extension", actor=head(), at=on(10), said=asked)
    services.add_remark(order, "extend", actor=chief(), at=on(11))
    assert (fresh(order).due_on, fresh(order).original_due_on) == (date(2023, 7, 17), date(2023, 7, 12))
    with refused("orders.extended"):
        services.add_remark(order, "ask_extension", actor=head(), at=on(13), said=asked)


def test_an_extension_after_the_due_day_is_refused() -> None:
    order = handling(issued())

    with refused("orders.late_request"):
        services.add_remark(
            order, "ask_extension", actor=head(), at=on(13), said=Said(note="来不及", due_on=date(2023, 7, 14))
        )


def test_a_supervision_order_is_extended_by_a_leader_only() -> None:
    order = handling(issued("SUPERVISE"))
    asked = Said(note="等批复", due_on=date(2023, 7, 12))
    services.add_remark(order, "ask_extension", actor=head(), at=on(6), said=asked)

    with refused("orgs.not_permitted", NotPermitted):
        services.add_remark(order, "extend", actor=chief(), at=on(7))
    assert services.add_remark(order, "extend", actor=leader(), at=on(7)).due_on == date(2023, 7, 12)


def test_a_refused_extension_leaves_the_day_and_uses_the_one_chance() -> None:
    order = handling(issued())
    asked = Said(note="等批复", due_on=date(2023, 7, 14))
    services.add_remark(order, "ask_extension", actor=head(), at=on(6), said=asked)
    services.add_remark(order, "refuse_extension", actor=chief(), at=on(7), said=Said(note="条件已具备"))

    assert (fresh(order).due_on, fresh(order).wanted_due_on) == (date(2023, 7, 12), None)
    with refused("orders.extended"):
        services.add_remark(order, "ask_extension", actor=head(), at=on(10), said=asked)


def test_a_returned_order_is_done_again_and_two_returns_call_for_the_next_order() -> None:
    order = making.reported(issued(), on(4))
    step(order, "return", chief(), on(5), "材料不符")
    step(order, "finish", head(), on(6))
    step(order, "return", chief(), on(7), "仍不符")
    assert (fresh(order).state, fresh(order).returns) == ("RETURNED", 2)

    swept = services.sweep(at=on(7, 1))

    assert swept.drafted == 1
    drafted = Order.objects.get(source_key=f"order:{order.pk}")
    assert (drafted.kind, drafted.state, drafted.previous_id) == ("SUPERVISE", "DRAFT", order.pk)
    assert "两次退回" in drafted.text


def test_an_overdue_order_is_urged_drafted_on_and_escalated_when_people_send_the_next() -> None:
    order = handling(issued())
    head()
    assert str(services.sweep(at=on(10))) == ""
    assert str(services.sweep(at=on(11))) == "提醒 1 件"
    assert str(services.sweep(at=on(12))) == ""
    assert str(services.sweep(at=on(13))) == "催办 1 件"
    assert (told(clerk(), "supervision.order_urged"), told(head(), "supervision.order_urged")) == (1, 1)
    assert str(services.sweep(at=on(14))) == "起草三单 1 件"
    assert fresh(order).state == "HANDLING"

    second = Order.objects.get(source_key=f"order:{order.pk}")
    services.issue_order(second, actor=inspector(), at=on(14, 2))
    assert (fresh(order).state, fresh(second).number) == ("ESCALATED", "招督〔2023〕1号")
    assert str(services.sweep(at=on(25))) == "催办 1 件、起草三单 1 件"
    third = Order.objects.get(source_key=f"order:{second.pk}")
    services.issue_order(third, actor=inspector(), at=on(25, 1), due_on=date(2023, 8, 10))

    assert [(row.kind, row.state) for row in selectors.chain_of(second, chief())] == [
        ("ASSIGN", "ESCALATED"), ("SUPERVISE", "ESCALATED"), ("ACCOUNT", "ISSUED"),
    ]  # fmt: skip


def test_a_missed_night_loses_nothing() -> None:
    order = handling(issued())

    swept = services.sweep(at=on(21))

    assert (swept.urged, swept.drafted) == (1, 1)
    assert services.sweep(at=on(21, 1)) == services.Swept()
    assert Order.objects.filter(source_key=f"order:{order.pk}").count() == 1


def test_an_accountability_order_is_sent_by_the_inspection_office_and_ends_with_a_decision() -> None:
    order = draft("ACCOUNT")
    with refused("orgs.not_permitted", NotPermitted):
        services.issue_order(order, actor=chief(), at=AT, due_on=date(2023, 7, 20))
    with refused("orders.due_missing"):
        services.issue_order(order, actor=inspector(), at=AT)
    services.issue_order(order, actor=inspector(), at=AT, due_on=date(2023, 7, 20))
    handling(order)

    with refused("orders.decision_no"):
        step(order, "close", inspector(), on(10), "批评教育")
    step(order, "close", inspector(), on(10), "批评教育", paper_no="示例督〔2023〕9号", is_public=True)
    last = fresh(order).steps.last()
    assert (fresh(order).state, last.paper_no, last.is_public) == ("CLOSED", "示例督〔2023〕9号", True)


def test_a_supervised_matter_is_closed_after_a_look_on_the_spot() -> None:
    order = making.reported(issued("SUPERVISE"))

    with refused("orders.on_site"):
        step(order, "close", inspector(), on(5))
    assert step(order, "close", inspector(), on(5), on_site="7月5日到现场").state == "CLOSED"


def test_a_revoked_order_keeps_its_number_and_its_reason() -> None:
    order = issued()
    with refused("supervision.reason"):
        step(order, "revoke", chief(), on(4), " ")

    step(order, "revoke", chief(), on(4), "项目已终止")

    assert (fresh(order).state, fresh(order).number) == ("REVOKED", "招交〔2023〕1号")
    with refused("workflow.not_allowed"):
        step(order, "sign", clerk(), on(4))
    assert issued(title="下一件").number == "招交〔2023〕2号"


def test_a_dissolved_unit_gets_no_order_and_the_sentence_names_its_successor() -> None:
    order = draft()
    orgs.merge_units(
        unit("QJ-E"), into=unit("QJ-W"), on=date(2023, 7, 4), actor=operator(), at=on(4), reason="示例编发〔2023〕2号"
    )

    with refused("units.closed") as refusal:
        services.issue_order(order, actor=chief(), at=on(5))
    assert "西县" in str(refusal.value)
    with refused("units.closed"):
        services.draft_order(making.values(title="另一件"), actor=chief(), at=on(5))


def test_a_complex_matter_needs_milestones_and_ends_within_thirty_days() -> None:
    order = draft()
    with refused("orders.milestones"):
        services.issue_order(order, actor=chief(), at=AT, due_on=date(2023, 7, 28))
    with refused("orders.due_late"):
        services.issue_order(
            order, actor=chief(), at=AT, due_on=date(2023, 8, 3), milestones={"预审": date(2023, 7, 14)}
        )

    marks = {"预审": date(2023, 7, 14), "供地": date(2023, 7, 27)}
    handling(services.issue_order(order, actor=chief(), at=AT, due_on=date(2023, 7, 28), milestones=marks))
    first = order.milestones.get(title="预审")
    services.add_remark(order, "milestone", actor=clerk(), at=on(12), said=Said(note="预审已批", milestone=first))

    lines = selectors.milestones_of(order)
    assert [(line.milestone.title, line.done_on) for line in lines] == [("预审", date(2023, 7, 12)), ("供地", None)]


def test_a_draft_proposed_twice_comes_once() -> None:
    one = services.draft_order(
        making.values(), source="RANKING", source_key="ranking:2023Q2:QJ-E", actor=chief(), at=AT
    )
    other = services.draft_order(
        making.values(title="别的说法"), source="RANKING", source_key="ranking:2023Q2:QJ-E", actor=operator(), at=on(4)
    )

    assert one == other
    assert Order.objects.count() == 1


def test_a_draft_may_be_changed_until_it_is_sent() -> None:
    order = draft(assists=(unit("QJ-W"),))
    services.change_draft(order, making.values(title="改过的事项"), actor=inspector(), at=on(4))
    assert (fresh(order).title, list(order.assists.all())) == ("改过的事项", [])

    services.issue_order(order, actor=chief(), at=on(4))

    with refused("workflow.not_allowed"):
        services.change_draft(order, making.values(title="再改"), actor=chief(), at=on(4))


def test_unknown_steps_and_steps_that_only_follow_are_refused() -> None:
    order = issued()

    for act in ("nonsense", "escalate", "issue"):
        with refused("workflow.unknown"):
            step(order, act, chief(), AT)
    with refused("workflow.unknown"):
        services.add_remark(order, "remind", actor=chief(), at=AT, said=Said(note="x"))


def test_the_lead_unit_is_no_assisting_unit() -> None:
    chief()
    with pytest.raises(BusinessError) as caught:
        draft(assists=(unit("QJ-E"),))
    assert caught.value.code == "orders.assists"


def test_an_urging_by_hand_stands_in_the_record_and_reaches_handler_and_heads() -> None:
    clerk(), head()
    order = issued()

    services.add_remark(order, "urge", actor=chief(), at=on(4))

    assert fresh(order).state == "ISSUED"
    assert told(head(), "supervision.order_urged") == 1


def test_every_cached_column_is_the_replay_of_the_steps() -> None:
    for number, state in enumerate((issued, making.signed, making.closed)):
        state(issued(title=f"第{number}件")) if state is not issued else issued(title="首件")

    assert selectors.step_differences() == (3, [])
    Order.objects.filter(state="CLOSED").update(due_on=date(2023, 1, 1))
    checked, found = selectors.step_differences()
    assert (checked, [(row.column, row.replayed) for row in found]) == (3, [("due_on", date(2023, 7, 12))])


def test_a_handler_who_has_left_does_not_stop_the_clock() -> None:
    order = issued(handler=clerk())
    elsewhere = clerk()
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(unit=unit("QJ-W"))

    assert services.sweep(at=on(14)).drafted == 1
    assert Order.objects.get(previous=order).handler is None
