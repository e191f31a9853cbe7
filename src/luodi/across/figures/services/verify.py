"""Is the mart what the ledger says? Every table is read anew and compared row by row."""

from dataclasses import dataclass

from luodi.across.figures.engine.schema import ORDER, TABLES, conform
from luodi.across.figures.selectors import dues, extract
from luodi.across.figures.selectors.mart import refresh_mart, store

_ALL = (0, 2**62)
_UNREAD = ("investor_kind",)
"""Belongs to the investor, who may be completed without a trace in the project; no figure reads it."""


@dataclass(frozen=True)
class MartCheck:
    """What was found: rows compared, and a sentence per fault."""

    rows: int
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing differs."""
        return not self.faults


def verify_mart() -> MartCheck:
    """Bring the mart up to date, check its files, and compare each table with the ledger."""
    refresh_mart()
    mart = store()
    faults = mart.faults()
    told = {
        "stage_events": extract.stage_events(*_ALL),
        "pairs": extract.pairs(*_ALL),
        "capital": extract.capital(*_ALL),
        "projects": extract.projects(),
        "shares": extract.shares(*_ALL),
        "trips": extract.trips(*_ALL),
        "trip_contacts": extract.trip_contacts(*_ALL),
        "dues": dues.every(),
        "planned": extract.planned(*_ALL),
        "planned_steps": extract.planned_steps(*_ALL),
        "planned_links": extract.planned_links(*_ALL),
        "units": extract.units(),
        "targets": extract.targets(),
        "locks": extract.locks(),
    }
    rows = 0
    if not faults:
        for table in TABLES:
            kept, fresh = mart.table(table).sort(ORDER[table]), conform(table, told[table])
            rows += fresh.height
            if not kept.drop(_UNREAD, strict=False).equals(fresh.drop(_UNREAD, strict=False)):
                faults.append(f"{table}：列式副本 {kept.height} 行，台账 {fresh.height} 行，内容不一致，请重建")
    return MartCheck(rows, tuple(faults))
