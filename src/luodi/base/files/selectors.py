"""Reading attachments."""

import hashlib

from luodi.base.files.models import Attachment


def bytes_are_whole(attachment: Attachment) -> bool:
    """True when the stored bytes are there and are those that were uploaded."""
    if not attachment.path.exists() or attachment.path.stat().st_size != attachment.size:
        return False
    with attachment.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == attachment.sha256


def attachments_with(sha256: str) -> list[Attachment]:
    """Every upload of the same bytes, earliest first: one document may support one amount only (domain/04 §4.5.8)."""
    return list(Attachment.objects.filter(sha256=sha256).order_by("pk"))
