"""What a supposition may say: an event of a project, or money, on a day up to the end of the period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError

MOST_FACTS: Final = 20


class What(TextChoices):
    """What is supposed to be recognised."""

    SIGN = "SIGN", "签订正式合同"
    LAND = "LAND", "落地"
    START = "START", "开工"
    COMPLETE = "COMPLETE", "竣工"
    PRODUCE = "PRODUCE", "投产"
    CAPITAL = "CAPITAL", "到位资金"


WITH_AMOUNT: Final = frozenset({What.SIGN, What.CAPITAL})


@dataclass(frozen=True, slots=True)
class Supposition:
    """One of them; the amount in 万元."""

    project_id: int
    what: str
    day: date
    amount_in_wan: Decimal | None = None


def require_sound(said: Sequence[Supposition], *, last: date, known: frozenset[tuple[int, str]]) -> None:
    """Refuse nothing at all, too much, days after the period, amounts that lack, and what is recognised already."""
    if not said:
        raise BusinessError("请至少选择一个项目，并填写假定认定的事项和日期。", code="supposing.nothing")
    if len(said) > MOST_FACTS:
        raise BusinessError(f"一次最多假定 {MOST_FACTS} 项，请分几次测算。", code="supposing.many")
    for one in said:
        label = What(one.what).label
        if one.day > last:
            raise BusinessError(
                f"假定的{label}日期 {one.day} 在期末（{last}）之后，不影响本期得分。请填期末及以前的日期。",
                code="supposing.after",
            )
        if one.what in WITH_AMOUNT and not (one.amount_in_wan and one.amount_in_wan > 0):
            raise BusinessError(f"假定{label}要填金额（万元），应大于 0。", code="supposing.amount")
        if (one.project_id, one.what) in known:
            raise BusinessError(f"所选项目中有的已经认定{label}，请改选其他事项。", code="supposing.known")
    pairs = [(one.project_id, one.what) for one in said if one.what != What.CAPITAL]
    if len(pairs) != len(set(pairs)):
        raise BusinessError("同一项目的同一事项填了两次，请删去一行。", code="supposing.twice")
