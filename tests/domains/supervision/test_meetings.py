"""Meetings: an agenda that builds itself and stays as it was fixed, decisions that become orders, minutes, the score."""

import io
from datetime import date

import docx
import pytest

from luodi.base.core.errors import NotPermitted
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.engine.minutes import minutes_word
from luodi.domains.supervision.models import Meeting, Order
from luodi.domains.supervision.rules.meetings import Score
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, issued, on, raised, step
from tests.factories import unit
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


def frozen(meeting: Meeting, day: int = 3) -> Meeting:
    return services.take_meeting_step(meeting, "freeze", actor=chief(), at=on(day, 1))


def held(meeting: Meeting, *texts: str, day: int = 3) -> Meeting:
    fixed = frozen(meeting, day)
    for text in texts:
        services.decide(fixed, text=text, unit=unit("QJ-E"), actor=chief(), at=on(day, 2))
    return services.take_meeting_step(fixed, "hold", actor=chief(), at=on(day, 3))


def test_the_agenda_lists_overdue_orders_troubled_projects_and_new_problems() -> None:
    order = issued(at=on(3))
    late = factories.signed_project(on=date(2022, 2, 1), name="早已签约的项目")
    raised(at=on(4))
    meeting = making.meeting(on_day=date(2023, 7, 6), topics="人员安排\n\n经费")

    items = selectors.agenda_now(meeting, on=date(2023, 7, 6))

    assert [(item.kind, item.title) for item in items] == [
        ("OVERDUE", f"{order.number} 协调项目用地"),
        ("PROJECT", late.name),
        ("ISSUE", "问2023-0001 临时用电不足"),
        ("OTHER", "人员安排"),
        ("OTHER", "经费"),
    ]
    assert "已逾期 2 天" in items[0].text


def test_a_fixed_agenda_stays_as_it_was() -> None:
    issue = raised(at=on(3))
    meeting = frozen(making.meeting())
    services.take_issue_step(issue, "withdraw", actor=factories.project_office(), at=on(4), note="重复")

    assert [item.title for item in selectors.frozen_items(meeting)] == ["问2023-0001 临时用电不足"]
    assert selectors.agenda_now(meeting, on=date(2023, 7, 4)) == []
    with refused("workflow.not_allowed"):
        frozen(meeting)


def test_one_click_makes_one_draft_of_a_decision() -> None:
    meeting = frozen(making.meeting())
    decision = services.decide(
        meeting, text="一周内供地", unit=unit("QJ-E"), actor=chief(), at=on(3), due_on=date(2023, 7, 10)
    )

    one = services.order_of_decision(decision, actor=chief(), at=on(3))
    other = services.order_of_decision(decision, actor=chief(), at=on(4))

    assert (one, Order.objects.count()) == (other, 1)
    assert (one.source, one.state, one.unit.code) == ("MEETING", "DRAFT", "QJ-E")
    assert "2023-07-10" in one.text


def test_the_next_meeting_opens_with_the_score_of_the_last() -> None:
    first = held(making.meeting(), "供地", "通电")
    done, _ = selectors.decisions_of(first)
    order = services.order_of_decision(done, actor=chief(), at=on(3, 4))
    services.issue_order(order, actor=chief(), at=on(4))
    making.closed(order, on(5))

    second = making.meeting(on_day=date(2023, 7, 17))

    assert selectors.last_meeting(second) == first
    assert selectors.score_of(first) == Score(done=1, undone=1)
    assert [item.title for item in selectors.agenda_now(second, on=date(2023, 7, 17))] == ["通电"]


def test_a_decision_is_done_when_the_order_that_replaced_its_order_is_closed() -> None:
    first = held(making.meeting(), "供地")
    (decision,) = selectors.decisions_of(first)
    order = services.order_of_decision(decision, actor=chief(), at=on(3, 4))
    services.issue_order(order, actor=chief(), at=on(4))
    services.sweep(at=on(17))
    second = Order.objects.get(previous=order)
    services.issue_order(second, actor=chief(), at=on(17, 1))
    assert selectors.score_of(first) == Score(done=0, undone=1)

    making.closed(second, on(18))

    assert selectors.score_of(first) == Score(done=1, undone=0)


def test_minutes_need_a_decision_and_get_a_number() -> None:
    meeting = frozen(making.meeting())
    with refused("meetings.no_decision"):
        services.take_meeting_step(meeting, "hold", actor=chief(), at=on(3, 2))

    services.decide(meeting, text="供地", unit=unit("QJ-E"), actor=chief(), at=on(3, 2))

    assert services.take_meeting_step(meeting, "hold", actor=chief(), at=on(3, 3)).number == "招调纪〔2023〕1号"
    with refused("meetings.decisions"):
        services.decide(meeting, text="通电", unit=unit("QJ-E"), actor=chief(), at=on(4))


def test_a_mistaken_decision_is_taken_back_by_a_new_fact() -> None:
    meeting = frozen(making.meeting())
    decision = services.decide(meeting, text="供地", unit=unit("QJ-E"), actor=chief(), at=on(3))

    services.withdraw_decision(decision, actor=chief(), at=on(3, 1))

    assert list(selectors.decisions_of(meeting)) == []
    assert meeting.decisions.count() == 2
    with refused("meetings.withdrawn"):
        services.order_of_decision(decision, actor=chief(), at=on(3, 2))


def test_a_county_neither_calls_the_districts_meeting_nor_sees_it() -> None:
    meeting = making.meeting()

    assert list(selectors.visible_meetings(clerk())) == []
    with refused("orgs.not_permitted", NotPermitted):
        services.take_meeting_step(meeting, "freeze", actor=clerk(), at=on(3))


def test_the_minutes_are_a_paper_with_what_was_heard_and_decided() -> None:
    raised(at=on(3))
    held(making.meeting(), "供地")
    second = held(making.meeting(on_day=date(2023, 7, 17)), "通电", day=17)

    content = minutes_word(selectors.minutes_of(second))

    paper = docx.Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "七月上半月调度会纪要" in text
    assert "2023-07-03七月上半月调度会议定 1 项，已办结 0 项，未办结 1 项。" in text
    assert "上次议定未办结" in text
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == ["1", "通电", "东县", "按要求", "—"]
    assert minutes_word(selectors.minutes_of(second)) == content


def test_an_order_on_its_way_is_no_new_problem() -> None:
    issue = raised(at=on(3))
    step(making.order_of(issue, on(3)), "sign", clerk(), on(4))

    assert selectors.agenda_now(making.meeting(), on=date(2023, 7, 4)) == []
