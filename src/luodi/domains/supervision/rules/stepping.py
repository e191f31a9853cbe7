"""What every step table here has in common: words that must be written."""

from luodi.base.core.errors import BusinessError


def require_words(label: str, note: str) -> None:
    """Refuse a step without its words."""
    if not note.strip():
        raise BusinessError(f"“{label}”须写明情况或理由。", code="supervision.reason")
