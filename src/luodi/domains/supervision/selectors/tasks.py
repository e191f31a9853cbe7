"""Which orders wait for a person with which task: the condition behind the block of the first page and the list it leads to."""

from django.db.models import Exists, OuterRef, Q

from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import Reach, reach
from luodi.domains.supervision.models import OrderAssist, OrderStep
from luodi.domains.supervision.rules.orders import ISSUE_RIGHT, WITH_UNIT, OrderAct, OrderKind, OrderState
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.rules.tasks import OF_UNIT, Task

_NONE = Q(pk__in=[])


def task_condition(viewer: User, task: str) -> Q:
    """Orders whose next step of this kind is the viewer's; none where the viewer has no right to it."""
    return task_conditions(viewer).get(task, _NONE)


def task_conditions(viewer: User) -> dict[str, Q]:
    """The condition of every task to which the viewer has a right; each right is asked for once.

    Steps of the lead unit wait for the handler, without one for whoever answers for the unit; always for its head.
    """
    answering, finishing = reach(viewer, Permission.ANSWER), reach(viewer, Permission.FINISH)
    checking, approving = reach(viewer, Permission.CHECK), reach(viewer, Permission.APPROVE_EXTENSION)
    found: dict[str, Q] = {}
    if not (answering.is_empty and finishing.is_empty):
        mine = _of_unit(viewer, answering, finishing)
        found |= {task: Q(state__in=states) & mine for task, states in OF_UNIT.items()}
    if not answering.is_empty:
        found[Task.ASSIST] = _assisting(answering)
    if not checking.is_empty:
        found[Task.CHECK] = Q(state=OrderState.CHECKING) & _within(checking, "issuer_id")
    if not (checking.is_empty and approving.is_empty):
        found[Task.EXTEND] = Q(wanted_due_on__isnull=False, state__in=WITH_UNIT) & _granting(checking, approving)
    rights = {kind: reach(viewer, right) for kind, right in ISSUE_RIGHT.items()}
    if any(not one.is_empty for one in rights.values()):
        found[Task.ISSUE] = Q(state=OrderState.DRAFT) & _issuing(rights)
    return found


def _within(found: Reach, column: str) -> Q:
    return Q() if found.everything else Q(**{f"{column}__in": found.unit_ids | found.chain_unit_ids})


def _of_unit(viewer: User, answering: Reach, finishing: Reach) -> Q:
    mine = Q(handler_id=viewer.pk) if not answering.is_empty else _NONE
    open_to_all = _NONE if answering.is_empty else Q(handler=None) & _within(answering, "unit_id")
    return mine | open_to_all | (_NONE if finishing.is_empty else _within(finishing, "unit_id"))


def _granting(checking: Reach, approving: Reach) -> Q:
    """Extensions: of 交办单 by whoever checks, of 督办单 by a leader."""
    ordinary = _NONE if checking.is_empty else Q(kind=OrderKind.ASSIGN) & _within(checking, "issuer_id")
    supervised = _NONE if approving.is_empty else Q(kind=OrderKind.SUPERVISE) & _within(approving, "issuer_id")
    return ordinary | supervised


def _issuing(rights: dict[str, Reach]) -> Q:
    found = _NONE
    for kind, reached in rights.items():
        if not reached.is_empty:
            found |= Q(kind=kind) & _within(reached, "issuer_id")
    return found


def _assisting(answering: Reach) -> Q:
    """Orders which the viewer's unit assists and has not yet said anything about."""
    helped = OrderAssist.objects.filter(_within(answering, "unit_id"), order=OuterRef("pk"))
    said = OrderStep.objects.filter(_within(answering, "unit_id"), order=OuterRef("pk"), act=OrderAct.ASSIST)
    return Q(state__in=WITH_UNIT) & Q(Exists(helped)) & ~Q(Exists(said))
