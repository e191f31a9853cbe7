"""Task cards of leaders: submitted, approved by another person, issued with a document; who sees which."""

from datetime import timedelta

import pytest

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.domains.targets import selectors, services
from luodi.domains.targets.models import LeaderCard
from luodi.domains.targets.rules import CardMeasure, SplitState, Task, TaskState, card_state, task_state
from tests.domains.targets.leader_cards import deputy, issued, patron, submitted, values
from tests.domains.targets.splits import chief, leader
from tests.factories import AT, checker, clerk, user
from tests.refusals import contents


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    """Who takes part from the beginning."""
    chief(), leader(), deputy()


def refused(code: str, act: object) -> str:
    """The sentence of a refusal that changed nothing."""
    before = contents()
    with pytest.raises(BusinessError) as caught:
        act()  # type: ignore[operator]  # a call without arguments
    assert caught.value.code == code
    assert contents() == before
    return caught.value.message


def tasks_of(year: int = 2023) -> dict[str, list[str]]:
    """The tasks in force by person."""
    found = selectors.cards_in_force(chief(), year)
    return {one.person.name: [str(row) for row in one.tasks.all()] for one in found}


def test_a_task_is_done_when_its_number_is_reached_and_missed_only_after_the_year() -> None:
    assert task_state(2, 2, is_over=False) is TaskState.DONE
    assert task_state(1, 2, is_over=False) is TaskState.RUNNING
    assert task_state(1, 2, is_over=True) is TaskState.MISSED
    assert card_state([TaskState.DONE, TaskState.RUNNING]) is TaskState.RUNNING
    assert card_state([TaskState.DONE, TaskState.MISSED]) is TaskState.MISSED
    assert card_state([TaskState.DONE, TaskState.DONE]) is TaskState.DONE


def test_a_task_is_called_by_its_size() -> None:
    assert (Task("SIGNED", 1, 10).label, Task("SIGNED", 1, 10).unit) == ("10亿元以上签约项目", "个")
    assert (Task("COMPANIES", 5).label, Task("COMPANIES", 5).unit) == ("外出对接企业", "家")
    assert {CardMeasure(Task(code, 1).measure).label for code in CardMeasure.values} == set(CardMeasure.labels)


def test_a_card_holds_once_another_person_approved_it_and_it_has_its_document() -> None:
    card = submitted()
    assert tasks_of() == {}

    refused("targets.card_same_person", lambda: services.take_card_step(card, "APPROVE", actor=chief(), at=AT))
    refused("workflow.not_allowed", lambda: services.take_card_step(card, "ISSUE", actor=leader(), at=AT))
    services.take_card_step(card, "APPROVE", actor=leader(), at=AT)
    refused("targets.card_document", lambda: services.take_card_step(card, "ISSUE", actor=chief(), at=AT))
    refused("workflow.unknown", lambda: services.take_card_step(card, "SUBMIT", actor=chief(), at=AT))
    services.take_card_step(card, "ISSUE", actor=chief(), at=AT, doc_no="示例〔2023〕7号", issued_on=AT.date())

    assert tasks_of() == {"韩立新": ["10亿元以上签约项目 2个", "带队外出招商 3次"]}
    refused("workflow.not_allowed", lambda: services.take_card_step(card, "APPROVE", actor=leader(), at=AT))


def test_nobody_decides_over_the_own_card() -> None:
    card = submitted(leader().person)

    refused("targets.card_own", lambda: services.take_card_step(card, "APPROVE", actor=leader(), at=AT))
    assert selectors.card_buttons(card, leader()) == []
    assert [step.code for step in selectors.card_buttons(card, chief())] == ["RETURN"]
    assert not Notice.objects.filter(recipient=leader(), code="targets.card_waiting").exists()


def test_a_return_needs_a_reason_and_tells_who_submitted() -> None:
    leader()
    card = submitted()

    refused("targets.card_note", lambda: services.take_card_step(card, "RETURN", actor=leader(), at=AT))
    services.take_card_step(card, "RETURN", actor=leader(), at=AT, note="偏低")
    assert selectors.card_state(card) is SplitState.RETURNED
    assert Notice.objects.filter(recipient=leader(), code="targets.card_waiting").count() == 1
    assert Notice.objects.get(recipient=chief(), code="targets.card_moved").title.startswith("领导任务卡退回")
    assert submitted().revision == 2


def test_a_submission_is_checked() -> None:
    def submit(*tasks: Task, **changed: object) -> object:
        return lambda: services.submit_card(deputy(), values(*tasks, **changed), actor=chief(), at=AT)

    deputy()
    refused("targets.card_basis", submit(basis=" "))
    refused("targets.card_year", submit(year=23))
    refused("targets.card_value", submit(Task("TRIPS", 0)))
    refused("targets.card_size", submit(Task("TRIPS", 1, 10)))
    refused("targets.card_size", submit(Task("SIGNED", 1, -1)))
    refused("targets.card_tasks", submit(Task("TRIPS", 1), Task("TRIPS", 2)))
    refused("targets.card_tasks", submit(*(Task("SIGNED", 1, size) for size in range(9))))
    refused("targets.card_tasks", lambda: services.submit_card(deputy(), _nothing(), actor=chief(), at=AT))
    plain = clerk().person
    refused("targets.card_person", lambda: services.submit_card(plain, values(), actor=chief(), at=AT))
    submitted()
    refused("targets.card_open", submit())


def _nothing(reason: str = "") -> services.CardValues:
    return services.CardValues(2023, (), "招委会纪要〔2023〕1号", reason)


def test_a_change_is_the_next_version_with_its_reason_and_what_was_known_before_stays() -> None:
    issued()

    refused("targets.card_reason", lambda: services.submit_card(deputy(), values(), actor=chief(), at=AT))
    later = AT + timedelta(days=30)
    second = issued(None, Task("TRIPS", 5), at=later, reason="下半年增加外出")

    assert (second.revision, tasks_of()) == (2, {"韩立新": ["带队外出招商 5次"]})
    (before,) = selectors.cards_in_force(chief(), 2023, known_at=later - timedelta(days=1))
    assert before.revision == 1
    assert [one.revision for one in selectors.versions_of_card(chief(), deputy().pk, 2023)] == [2, 1]


def test_a_version_without_tasks_takes_the_card_back() -> None:
    issued()
    card = services.submit_card(deputy(), _nothing("调离"), actor=chief(), at=AT)
    services.take_card_step(card, "APPROVE", actor=leader(), at=AT)
    services.take_card_step(card, "ISSUE", actor=chief(), at=AT, doc_no="示例〔2023〕9号", issued_on=AT.date())

    assert tasks_of() == {}


def test_the_leader_is_told_when_a_card_is_issued_and_when_it_changes() -> None:
    issued(patron().person)
    issued(patron().person, Task("TRIPS", 5), reason="增加外出")

    told = Notice.objects.filter(recipient=patron(), code="targets.card_issued").order_by("pk")
    assert [row.title for row in told] == [
        "您的2023年任务卡已下达（示例招委〔2023〕7号）",
        "您的2023年任务卡已调整（示例招委〔2023〕7号）",
    ]


def test_a_leader_sees_the_own_card_once_issued_the_county_its_own_and_its_neighbour_nothing() -> None:
    of_county, of_patron = issued(), submitted(patron().person)
    waiting = submitted(deputy("QJ-W"))

    assert set(selectors.cards(chief())) == {of_county, of_patron, waiting}
    assert list(selectors.cards(checker("QJ-E"))) == [of_county]
    assert list(selectors.cards(checker("QJ-W"))) == [waiting]
    assert list(selectors.cards(patron())) == []
    services.take_card_step(of_patron, "APPROVE", actor=leader(), at=AT)
    services.take_card_step(of_patron, "ISSUE", actor=chief(), at=AT, doc_no="示例〔2023〕7号", issued_on=AT.date())
    assert list(selectors.cards(patron())) == [of_patron]
    assert [one.person_id for one in selectors.cards_in_force(patron(), 2023)] == [patron().person_id]
    assert list(selectors.cards(clerk("QJ-E"))) == []
    with pytest.raises(NotVisible):
        selectors.card(checker("QJ-W"), of_county.pk)


def test_only_those_with_the_right_in_reach_submit_and_decide() -> None:
    with pytest.raises(NotPermitted):
        services.submit_card(deputy(), values(), actor=checker("QJ-E"), at=AT)
    with pytest.raises(NotVisible):
        services.submit_card(deputy(), values(), actor=user("r07", "QJ-W", scope="S2"), at=AT)
    card = submitted()
    with pytest.raises(NotPermitted):
        services.take_card_step(card, "APPROVE", actor=checker("QJ-E"), at=AT)
    with pytest.raises(NotVisible):
        services.take_card_step(card, "APPROVE", actor=user("r01", "QJ-W", scope="S2"), at=AT)
    assert LeaderCard.objects.count() == 1
