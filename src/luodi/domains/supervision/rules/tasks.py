"""What waits for a person: one row per thing to do, in the order in which it is shown."""

from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.domains.supervision.rules.orders import OrderState


class Task(TextChoices):
    """The next step of an order or a problem, as the one who has to take it reads it."""

    SIGN = "SIGN", "待签收"
    PLAN = "PLAN", "待反馈方案"
    FINISH = "FINISH", "待办结"
    ASSIST = "ASSIST", "待协办反馈"
    CHECK = "CHECK", "待核查"
    EXTEND = "EXTEND", "待批延期"
    ISSUE = "ISSUE", "待下达"
    CONFIRM = "CONFIRM", "待我确认"


OF_UNIT: Final = {
    Task.SIGN.value: (OrderState.ISSUED.value,),
    Task.PLAN.value: (OrderState.SIGNED.value,),
    Task.FINISH.value: (OrderState.HANDLING.value, OrderState.RETURNED.value),
}
"""Tasks of the lead unit, by the states in which they wait."""
OF_ORDERS: Final = tuple(task for task in Task.values if task not in {Task.ISSUE, Task.CONFIRM})
"""Tasks that the list of sent orders can be narrowed to."""
