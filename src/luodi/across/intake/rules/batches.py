"""States of an import batch, kinds of findings, rights."""

from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices


class BatchState(TextChoices):
    """Where a batch stands."""

    UPLOADED = "UPLOADED", "已上传"
    PREVIEWED = "PREVIEWED", "待确认"
    QUEUED = "QUEUED", "排队导入"
    RUNNING = "RUNNING", "正在导入"
    DONE = "DONE", "已导入"
    FAILED = "FAILED", "未能导入"
    UNDONE = "UNDONE", "已撤销"


class FindingKind(TextChoices):
    """What kind of finding it is."""

    REJECTED = "rejected", "未导入"
    WARNING = "warning", "提示"
    DUPLICATE = "duplicate", "重复"


class Permission(StrEnum):
    """Rights over imports. TAKE_OVER also marks the imported facts as recognised."""

    IMPORT = "intake.import"
    TAKE_OVER = "intake.take_over"
    UNDO = "intake.undo"


LABELS: Final = {
    Permission.IMPORT: "导入台账",
    Permission.TAKE_OVER: "接收旧台账并同时认定",
    Permission.UNDO: "撤销导入批次",
}


def leftovers_name(file_name: str) -> str:
    """台账.xlsx → 台账.未导入.xlsx."""
    return f"{file_name.rsplit('.', 1)[0]}.未导入.xlsx"
