"""States of a paper: a draft may be edited and refreshed; an issued paper stays as it was sent."""

from luodi.base.core.choices import TextChoices


class PaperState(TextChoices):
    """Where a paper stands."""

    DRAFT = "DRAFT", "草稿"
    ISSUED = "ISSUED", "已定稿"
