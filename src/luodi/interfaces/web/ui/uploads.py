"""From uploaded files to attachments, the same way in every area."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from luodi.base.files import services as files


def stored(uploads: Iterable[Any], *, unit_code: str, actor: Any, at: datetime) -> list[Any]:  # noqa: ANN401 - pages know no models
    """Each upload kept as an attachment of the unit; BusinessError `files.*` when one is refused."""
    return [files.store(upload.read(), name=upload.name, unit_code=unit_code, actor=actor, at=at) for upload in uploads]
