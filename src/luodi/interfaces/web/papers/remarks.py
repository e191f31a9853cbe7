"""What the page says before a paper goes out: numbers typed by hand, another issued paper of the period, its day."""

from typing import Any

from django.http import HttpRequest

from luodi.across.reports import selectors
from luodi.across.reports.rules.rights import Permission
from luodi.interfaces.web.ui.access import account, may


def remarks(request: HttpRequest, paper: Any) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    """For the page of a paper. The other paper's link is there for those who may see it."""
    other = selectors.issued_alike(paper).first()
    seen = other is not None and selectors.papers(account(request)).filter(pk=other.pk).exists()
    return {
        "numbers": selectors.numbers_by_hand(paper),
        "other": other,
        "other_is_open": seen and may(request, Permission.VIEW),
        "is_dated_early": selectors.is_dated_before_its_data(paper),
    }


def drafted_sentence(paper: Any) -> str:  # noqa: ANN401 - pages know no models
    """After drafting: also that the period has its paper already."""
    other = selectors.issued_alike(paper).first()
    known = f"注意：本期已有定稿《{other.title}》。" if other is not None else ""
    return f"文稿已起草，数字取自当前台账。{known}"


def saved_sentence(paper: Any) -> str:  # noqa: ANN401 - pages know no models
    """After saving: also which numbers nobody can trace."""
    numbers = selectors.numbers_by_hand(paper)
    if not numbers:
        return "文稿已保存。"
    return f"文稿已保存。有{len(numbers)}处手工数字没有台账依据：{selectors.told_numbers(numbers)}，定稿前请核实。"
