"""States of a paper: a draft may be edited and refreshed; an issued paper stays as it was sent."""

from luodi.base.core.choices import TextChoices


class PaperState(TextChoices):
    """Where a paper stands."""

    DRAFT = "DRAFT", "草稿"
    ISSUED = "ISSUED", "已定稿"


class BatchState(TextChoices):
    """Where a batch of papers stands."""

    QUEUED = "QUEUED", "排队"
    RUNNING = "RUNNING", "生成中"
    DONE = "DONE", "已完成"
