"""What must be said before a paper is issued: who answers for numbers typed by hand, why there is a second paper."""

from typing import Final

from luodi.base.core.errors import BusinessError

_CORRECTION: Final = "更正"


def require_confirmed(told: str, count: int, confirmed: int | None) -> None:
    """BusinessError `reports.handwritten` naming the numbers when not just as many were confirmed as there are."""
    if count and confirmed != count:
        raise BusinessError(
            f"文稿有{count}处手工数字，台账中没有依据：{told}。请逐个核实，能从台账取的改用数据列表中的数，"
            "其余的在定稿前勾选“已核实”。",
            code="reports.handwritten",
        )


def require_reason_for_second(title: str, other: str, reason: str) -> None:
    """BusinessError `reports.issued_twice` when a second paper goes out without a word why."""
    if _CORRECTION not in title and not reason:
        raise BusinessError(
            f"本期已有定稿《{other}》。再定稿一份的，请写明原因，或在标题中写明是更正稿。", code="reports.issued_twice"
        )
