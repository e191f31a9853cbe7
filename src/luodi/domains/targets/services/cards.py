"""Task cards of leaders: submitted, approved by another person, issued with a document; a change is the next version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Person, User
from luodi.base.orgs.selectors import require, users, users_with
from luodi.domains.targets import rules, selectors
from luodi.domains.targets.models import LeaderCard, LeaderCardStep, LeaderTask
from luodi.domains.targets.rules import SPLIT_STEPS, Permission, SplitAct, SplitState, Task

_YEARS: Final = range(1990, 2101)


@dataclass(frozen=True)
class CardValues:
    """What a leader is given for a year, by which document; without tasks the card is taken back.

    `follows` is the last version that the submitter had seen (0: none); None where it was not looked up.
    """

    year: int
    tasks: Sequence[Task]
    basis: str
    reason: str = ""
    follows: int | None = None


@transaction.atomic
def submit_card(person: Person, values: CardValues, *, actor: User, at: datetime) -> LeaderCard:
    """Submit a leader's task card of a year: the first one, or the next version. It holds once another person issued it.

    Errors: BusinessError `targets.card_*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=person.unit)
    if not selectors.card_holders(actor).filter(pk=person.pk).exists():
        raise BusinessError(
            f"“{person.name}”不是领导，也没有领导账号，请先由安全管理员授予领导类角色。", code="targets.card_person"
        )
    if values.year not in _YEARS:
        raise BusinessError("年度请填写四位数，如 2023。", code="targets.card_year")
    if not normalise(values.basis):
        raise BusinessError("请写明下达任务的依据（文件、会议纪要）。", code="targets.card_basis")
    rules.require_sound_tasks(values.tasks)
    audit.stand_in_line()
    earlier = list(LeaderCard.objects.filter(person=person, year=values.year).order_by("revision"))
    _require_next(earlier, values)
    card = LeaderCard.objects.create(
        person=person,
        unit=person.unit,
        year=values.year,
        revision=len(earlier) + 1,
        basis=fitted(normalise(values.basis), 120, "依据"),
        reason=fitted(normalise(values.reason), 200, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    LeaderTask.objects.bulk_create(
        [
            LeaderTask(card=card, measure=task.measure, size_in_yi=task.size_in_yi, value=task.value)
            for task in values.tasks
        ]
    )
    LeaderCardStep.objects.create(card=card, act=SplitAct.SUBMIT, recorded_by=actor, recorded_at=at)
    changes = {"tasks": ("", _told(values.tasks))}
    entry = audit.Act("targets.card_submitted", card, unit_code=card.unit.code, changes=changes, reason=card.reason)
    audit.record(entry, actor=actor, at=at)
    approvers = users_with(Permission.APPROVE, card.unit)
    people = [user for user in approvers if user.pk != actor.pk and user.person_id != person.pk]
    notices.tell(people, code="targets.card_waiting", title=f"领导任务卡待审批：{card}", link=_link(card), at=at)
    return card


def _require_next(earlier: Sequence[LeaderCard], values: CardValues) -> None:
    if values.follows not in {None, len(earlier)}:
        raise BusinessError(
            "您填写期间，这张任务卡已有新的一版。请重新打开“调整”，在新的一版上修改。", code="targets.card_stale"
        )
    states = [selectors.card_state(one) for one in earlier]
    if {SplitState.SUBMITTED, SplitState.APPROVED} & set(states):
        raise BusinessError("这张任务卡已有一版在审批，请先办理完毕或退回。", code="targets.card_open")
    was_issued = SplitState.ISSUED in states
    if was_issued and not normalise(values.reason):
        raise BusinessError("调整、撤回已下达的任务卡请写明原因。", code="targets.card_reason")
    if not values.tasks and not was_issued:
        raise BusinessError("请至少填写一项任务。", code="targets.card_tasks")


@transaction.atomic
def take_card_step(
    card: LeaderCard,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    doc_no: str = "",
    issued_on: date | None = None,
) -> LeaderCardStep:
    """Approve, return or issue a version. It is issued with its document, and the leader is told.

    Errors: BusinessError `workflow.*`, `targets.card_*`; NotPermitted, NotVisible.
    """
    SPLIT_STEPS.require_known(act)
    require(actor, Permission.APPROVE, unit=card.unit)
    audit.stand_in_line()
    before = selectors.card_state(card)
    SPLIT_STEPS.require(act, before)
    _require_person(card, act, actor)
    if act == SplitAct.RETURN and not normalise(note):
        raise BusinessError("请写明退回的原因，让提出人知道改什么。", code="targets.card_note")
    if act == SplitAct.ISSUE and not (normalise(doc_no) and issued_on):
        raise BusinessError("下达要有依据：请填写下达文件的文号和日期。", code="targets.card_document")
    made = LeaderCardStep.objects.create(
        card=card,
        act=act,
        note=fitted(normalise(note), 300, "说明"),
        doc_no=fitted(normalise(doc_no), 80, "文号") if act == SplitAct.ISSUE else "",
        issued_on=issued_on if act == SplitAct.ISSUE else None,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"state": (before, selectors.card_state(card))}
    reason = made.note or made.doc_no
    entry = audit.Act("targets.card_stepped", card, unit_code=card.unit.code, changes=changes, reason=reason)
    audit.record(entry, actor=actor, at=at)
    _tell(card, made, actor=actor, at=at)
    return made


def _require_person(card: LeaderCard, act: str, actor: User) -> None:
    """Nobody decides over the own card, and who submitted does not approve."""
    if actor.person_id == card.person_id:
        raise BusinessError("本人的任务卡不能由本人审批、下达，请由其他有权人员办理。", code="targets.card_own")
    if act == SplitAct.APPROVE and actor.pk == card.recorded_by_id:
        raise BusinessError("提出人不能审批自己提出的任务卡，请由其他有权人员办理。", code="targets.card_same_person")


def _tell(card: LeaderCard, step: LeaderCardStep, *, actor: User, at: datetime) -> None:
    """Who submitted hears of every step; the leader of what was issued: the first card, a change, its end."""
    if card.recorded_by_id != actor.pk and not card.recorded_by.is_service:
        title = f"领导任务卡{step.get_act_display()}：{card}"
        notices.tell([card.recorded_by], code="targets.card_moved", title=title, link=_link(card), at=at)
    if step.act != SplitAct.ISSUE:
        return
    word = "已下达" if card.revision == 1 else ("已调整" if card.tasks.exists() else "已撤回")
    holders = users().filter(person=card.person, is_active=True)
    title = f"您的{card.year}年任务卡{word}（{step.doc_no}）"
    notices.tell(holders, code="targets.card_issued", title=title, link=_link(card), at=at)


def _told(tasks: Sequence[Task]) -> str:
    return "、".join(f"{task.label}{task.value}{task.unit}" for task in tasks) or "撤回"


def _link(card: LeaderCard) -> str:
    return f"/targets/cards/versions/{card.pk}/"
