"""Reading attachments."""

import hashlib
from collections.abc import Iterator

from luodi.base.files.models import Attachment


def damaged_files() -> tuple[int, Iterator[str]]:
    """How many attachments there are, and a sentence for each whose bytes are gone or are others than were uploaded."""
    every = Attachment.objects.order_by("pk")
    return every.count(), (
        f"附件 {row.pk} “{row.name}”（{row.recorded_at:%Y-%m-%d} 上传）的文件{'不在了' if not row.path.exists() else '与上传时不一致'}"
        for row in every.iterator(chunk_size=1000)
        if not bytes_are_whole(row)
    )


def bytes_are_whole(attachment: Attachment) -> bool:
    """True when the stored bytes are there and are those that were uploaded."""
    if not attachment.path.exists() or attachment.path.stat().st_size != attachment.size:
        return False
    with attachment.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == attachment.sha256
