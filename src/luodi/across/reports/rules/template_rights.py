"""Rights over the office's own templates (domain/10, module RPT)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Uploading templates and saying which version is in use."""

    EDIT_TEMPLATES = "reports.edit_templates"


LABELS: Final = {Permission.EDIT_TEMPLATES: "维护文稿模板"}
