"""`luodi figures --engine spark`: the figures of a nation, out of a mart alone, computed by a Spark cluster.

No instance is asked: units and targets stand in the mart too. Whoever can read its files sees all of it, so there is
no viewer; the rights to the files are the scope.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.utils import timezone

from luodi.across.figures.engine.cluster import cluster
from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.ledger import UnitNode, units_at
from luodi.across.figures.engine.published import Display
from luodi.across.figures.engine.sharing import lineage
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.spark import SparkFiles
from luodi.across.figures.engine.store import MartStore
from luodi.across.figures.engine.terms import Query, TargetLine
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.rules.catalogue import chosen
from luodi.across.figures.rules.knowledge import Knowledge, Lock
from luodi.across.figures.selectors.asking import Ask, calibre_of, in_utc, window_of
from luodi.across.figures.selectors.sheets import FigureSheet
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit
from luodi.domains.projects.rules import ShareRole

_Lock: TypeAlias = dict[str, Any]
"""A row of the mart's locks."""


def nation(mart: Path, ask: Ask, *, master: str = "") -> FigureSheet:
    """The same answer as `figures` gives out of the instance that wrote the mart (unit: default the root).

    BusinessError `spark.*` when there is no mart, no cluster or no Spark; `periods.*`, `figures.*` for wrong words.
    """
    store = MartStore(mart)
    if not store.manifest().generation:
        raise BusinessError(
            f"{mart} 里没有完整的统计副本（缺少 manifest.json 或它已损坏）。请指明实例目录下的 mart 目录。",
            code="spark.mart",
        )
    if missing := store.missing():
        raise BusinessError(f"统计副本不完整，缺少文件 {missing[0]}。请把整个 mart 目录重新复制。", code="spark.mart")
    period, known_at, asked_at = parse_period(ask.period), in_utc(ask.known_at), timezone.now()
    known, lock = _closed(store, period.last, known_at)
    moment = known.at(period.last) or known_at
    units = units_at(MartFiles(mart), period.last, moment)
    unit = _unit(units, ask.unit)
    query = Query(
        period=period.span,
        figures=chosen(tuple(ask.codes)),
        period_code=period.code,
        calibre=calibre_of(ask.calibre),
        window=window_of(ask.window),
        role=ShareRole(ask.role),
        targets=_targets(store, units, unit.unit_id, moment or asked_at, lock),
        knowledge=known,
        seen_on=timezone.localdate(moment or asked_at),
    )
    with cluster(master or settings.LUODI_SPARK_MASTER) as session:
        (sheet,) = compute(
            SparkFiles(session, mart),
            [query],
            known_at=known_at,
            nodes=[unit.unit_id],
            display=Display(ask.round_mode, ask.digits),
        )
        values = tuple(sheet.values(unit.unit_id))
    shown = Unit(pk=unit.unit_id, code=unit.code, name=unit.name)
    closed = None if lock is None else PeriodLock(period=lock["period"], version=lock["version"])
    return FigureSheet(shown, period, moment or asked_at, query.calibre.value, values, closed=closed)


def _closed(store: MartStore, day: date, known_at: datetime | None) -> tuple[Knowledge, _Lock | None]:
    """What the locks that existed at the moment say, and the one by which a question with this last day is answered."""
    rows = [row for row in store.table("locks").rows(named=True) if known_at is None or row["recorded_at"] <= known_at]
    around = [row for row in rows if row["end"] >= day]
    newest_first = sorted(around, key=lambda row: (row["known_at"], row["start"], row["version"]), reverse=True)
    lock = min(newest_first, key=lambda row: row["end"], default=None)
    return Knowledge.of(Lock(row["end"], row["known_at"]) for row in rows), lock


def _unit(units: Mapping[int, UnitNode], code: str | None) -> UnitNode:
    for unit in units.values():
        if unit.code == code or (not code and unit.parent_id is None):
            return unit
    raise NotVisible(f"统计副本中没有代码为“{code or '根单位'}”的单位，请核对 --unit。", code="figures.unit")


def _targets(
    store: MartStore, units: Mapping[int, UnitNode], unit: int, known_at: datetime, lock: _Lock | None
) -> tuple[TargetLine, ...]:
    """Targets of the unit and all below it as known at the moment, and to the lock of a closed period."""
    rows = [row for row in store.table("targets").sort("target_id").rows(named=True) if row["known_at"] <= known_at]
    rows = [row for row in rows if lock is None or row["target_id"] <= lock["last_target"]]
    replaced = {row["supersedes_id"] for row in rows}
    return tuple(
        TargetLine(
            row["holder_id"],
            row["indicator"],
            row["issuer"],
            row["tier"],
            row["period"],
            parse_period(row["period"]).span,
            Decimal(row["value_in_ten_thousandths"]) / 10_000,
            row["measure"],
        )
        for row in rows
        if row["target_id"] not in replaced and not row["is_withdrawn"] and unit in lineage(units, row["holder_id"])
    )
