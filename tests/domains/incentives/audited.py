"""One verb for each audit code of incentives; each gives the actor whom its row must name."""

from collections.abc import Callable
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.services import challenges, lists, nominating
from tests.domains.incentives import making
from tests.factories import AT, checker, clerk

Act = Callable[[], User | None]


def _by(actor: Callable[[], User], act: Callable[[], object]) -> Act:
    def run() -> User:
        act()
        return actor()

    return run


def _marked() -> User:
    making.reviewing()
    return making.reviewers()[1]


def _decided() -> User:
    making.decided()
    return making.chief()


def _cancelled() -> User:
    lists.cancel_list(making.opened(), reason="机构调整", actor=making.chief(), at=AT)
    return making.chief()


def _revoked() -> User:
    place = making.first_place(making.decided())
    lists.revoke_place(place, reason="项目退回", document_no="10号", actor=making.chief(), at=AT)
    return making.chief()


def _withdrawn() -> User:
    row = making.nominated(making.opened())
    nominating.withdraw_nomination(row, reason="重复", actor=clerk(), at=AT)
    return clerk()


def _objected() -> User:
    place = making.first_place(making.shown())
    nominating.file_objection(place, text="项目不实", actor=checker("QJ-W"), at=AT)
    return checker("QJ-W")


def _answered() -> User:
    place = making.first_place(making.shown())
    row = nominating.file_objection(place, text="项目不实", actor=checker("QJ-W"), at=AT)
    nominating.answer_objection(row, verdict="REJECTED", text="已核实", actor=making.organiser(), at=AT)
    return making.organiser()


def _stepped() -> User:
    challenges.end_challenge(making.posted(), reason="已完成", actor=making.poster(), at=AT)
    return making.poster()


def _checked() -> User:
    row = making.taken(making.posted())
    challenges.step_take(row, TakeAct.CHECK, note="正常", actor=making.poster(), at=AT)
    return making.poster()


VERBS: Final[dict[str, Act]] = {
    "incentives.list_opened": _by(making.organiser, making.opened),
    "incentives.nominated": _by(clerk, lambda: making.nominated(making.opened())),
    "incentives.nomination_withdrawn": _withdrawn,
    "incentives.review_opened": _by(making.organiser, making.reviewing),
    "incentives.marked": _marked,
    "incentives.list_proposed": _by(making.organiser, making.proposed),
    "incentives.list_publicised": _by(making.organiser, making.shown),
    "incentives.list_decided": _decided,
    "incentives.list_cancelled": _cancelled,
    "incentives.place_revoked": _revoked,
    "incentives.objected": _objected,
    "incentives.objection_answered": _answered,
    "incentives.challenge_posted": _by(making.poster, making.posted),
    "incentives.challenge_stepped": _stepped,
    "incentives.taken": _by(clerk, lambda: making.taken(making.posted())),
    "incentives.take_stepped": _checked,
}


def something_of_everything() -> None:
    """A row of every kind of fact."""
    _answered()
    of = making.opened(2021)
    row = making.nominated(of)
    nominating.withdraw_nomination(row, reason="重复", actor=clerk(), at=AT)
    place = making.first_place(making.decided(2020))
    lists.revoke_place(place, reason="项目退回", document_no="10号", actor=making.chief(), at=AT)
    making.accepted(making.taken(making.posted()))
