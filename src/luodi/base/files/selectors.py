"""Reading attachments."""

from luodi.base.files.models import Attachment


def bytes_are_whole(attachment: Attachment) -> bool:
    """True when the stored bytes are there and have the recorded size."""
    return attachment.path.exists() and attachment.path.stat().st_size == attachment.size


def attachments_with(sha256: str) -> list[Attachment]:
    """Every upload of the same bytes, earliest first: one document may support one amount only (domain/04 §4.5.8)."""
    return list(Attachment.objects.filter(sha256=sha256).order_by("pk"))
