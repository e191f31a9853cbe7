"""States of an import batch, kinds of findings, rights."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError, NotPermitted


class BatchState(TextChoices):
    """Where a batch stands."""

    UPLOADED = "UPLOADED", "已上传"
    PREVIEWED = "PREVIEWED", "待确认"
    QUEUED = "QUEUED", "排队导入"
    RUNNING = "RUNNING", "正在导入"
    DONE = "DONE", "已导入"
    FAILED = "FAILED", "未能导入"
    UNDONE = "UNDONE", "已撤销"
    DROPPED = "DROPPED", "已放弃"


class FindingKind(TextChoices):
    """What kind of finding it is."""

    REJECTED = "rejected", "未导入"
    WARNING = "warning", "提示"
    DUPLICATE = "duplicate", "重复"
    ROW = "row", "逐行去向"


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


MOST_OPEN: Final = 20
"""Imports that one person may leave open at a time; each keeps a file, and a forgotten one hides the others."""

OPEN: Final = (
    BatchState.UPLOADED,
    BatchState.PREVIEWED,
    BatchState.QUEUED,
    BatchState.RUNNING,
    BatchState.FAILED,
)
"""States of a batch that still waits for a decision or for the worker."""


def require_room(opened: int) -> None:
    """Refuse one more import when a person has left too many open."""
    if opened >= MOST_OPEN:
        raise BusinessError(
            f"您已有 {opened} 个没有办完的导入（上限 {MOST_OPEN} 个）。请先在“台账导入”里确认导入，或放弃不再需要的，再上传新的文件。",
            code="intake.too_many_open",
        )


def require_uploader(uploader: int, actor: int) -> None:
    """What comes in was filed by who uploaded it, so nobody else says what its columns mean or that it comes in."""
    if uploader != actor:
        raise NotPermitted(
            "导入由上传人本人核对和提交，事实都算作上传人填报。请由上传人办理；需要换人的，请放弃本批后由本人重新上传。",
            code="intake.uploader",
        )


def require_own(uploader: int, actor: int) -> None:
    """Refuse to take back alone what another has uploaded."""
    if uploader != actor:
        raise NotPermitted(
            "只能撤回自己上传的导入。要撤销别人上传的，请由有“撤销导入批次”权限的同志办理。", code="intake.not_own"
        )


def require_one_column_each(columns: Iterable[tuple[str, str]]) -> None:
    """Refuse two columns of a sheet that mean the same. `columns`: its letter with its header, and the label of its meaning."""
    first: dict[str, str] = {}
    for header, meaning in columns:
        if meaning in first:
            raise BusinessError(
                f"{first[meaning]}和{header}都对应“{meaning}”。一个含义只能对应一列，"
                "请把其中一列改为别的含义，或改为“保留原样，不入账”。",
                code="intake.meaning_taken",
            )
        first[meaning] = header


def leftovers_name(file_name: str) -> str:
    """台账.xlsx → 台账.未导入.xlsx."""
    return f"{file_name.rsplit('.', 1)[0]}.未导入.xlsx"
