"""What every step table here has in common: unknown steps, words that must be written."""

from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import StepTable


def unknown_step() -> BusinessError:
    """The refusal of a step that no table knows."""
    return BusinessError("没有这一步。请刷新页面后重新选择。", code="workflow.unknown")


def require_known(act: str, table: StepTable) -> None:
    """Refuse a step that the table does not know."""
    if act not in {step.code for step in table}:
        raise unknown_step()


def require_words(label: str, note: str) -> None:
    """Refuse a step without its words."""
    if not note.strip():
        raise BusinessError(f"“{label}”须写明情况或理由。", code="supervision.reason")
