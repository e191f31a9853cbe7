"""What a person says about the columns of a layout, kept for the unit of the import and those below it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from luodi.across.intake.models import ImportBatch, LayoutMapping
from luodi.across.intake.rules.batches import Permission, require_one_column_each, require_uploader
from luodi.across.intake.rules.meanings import SHARED, SPAN, meaning
from luodi.across.intake.services.batches import preview
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require


@transaction.atomic
def remember_mapping(
    batch: ImportBatch, sheet: str, mapping: Mapping[str, str], *, actor: User, at: datetime
) -> ImportBatch:
    """Keep what a person says about the columns of a sheet and read the file anew; the same layout is read so from now on.

    `mapping`: the column's key in the answer → field, "" to leave it alone. BusinessErrors: `intake.sheet`,
    `intake.meaning_taken` (two columns for one meaning), `intake.span` (a column of arrivals whose header names no time);
    NotPermitted `intake.uploader`.
    """
    require(actor, Permission.IMPORT, unit=batch.unit)
    require_uploader(batch.uploaded_by_id, actor.pk)
    fingerprint, kind, columns = _sheet(batch, sheet)
    meant = [(_named(column), mapping.get(column["key"], column["field"] or "")) for column in columns]
    require_one_column_each((header, meaning(kind, field)) for header, field in meant if field and field not in SHARED)
    for key, field in mapping.items():
        LayoutMapping.objects.update_or_create(
            unit=batch.unit,
            fingerprint=fingerprint,
            header=key[:200],
            defaults={"field": field, "remembered_by": actor, "remembered_at": at},
        )
    audit.record(audit.Act("intake.mapping_remembered", batch, unit_code=batch.unit.code), actor=actor, at=at)
    done = preview(batch, actor=actor)
    _require_spans(done, sheet)
    return done


def _sheet(batch: ImportBatch, name: str) -> tuple[str, str, list[dict[str, str]]]:
    """Fingerprint, kind and columns of a sheet in the answer; refused when the file has no such table."""
    for entry in batch.answer.get("sheets", []):
        if entry["name"] == name and entry["fingerprint"]:
            return entry["fingerprint"], entry["kind"], entry["columns"]
    raise BusinessError(f"“{batch.file_name}”里没有名为“{name}”的工作表，请刷新页面后再改。", code="intake.sheet")


def _named(column: dict[str, str]) -> str:
    """B列“投资方”: headers may stand twice."""
    return f"{column['letter']}列“{column['header']}”"


def _require_spans(batch: ImportBatch, sheet: str) -> None:
    """Columns of arrivals need a time each, and a time has one column, or money would be lost or counted twice."""
    _, kind, columns = _sheet(batch, sheet)
    for column in columns:
        if column["field"] == SPAN:
            raise BusinessError(
                f"列“{column['header']}”的表头没有写明是哪个月、哪个季度或哪一年，不能作为分期的到位资金。"
                "请把台账的表头改成“2023年5月到位资金”这样的写法后重新上传，或改选“累计到位资金”“本年到位资金”。",
                code="intake.span",
            )
    meant = ((_named(column), column["field"]) for column in columns)
    require_one_column_each((header, meaning(kind, field)) for header, field in meant if field and field not in SHARED)
