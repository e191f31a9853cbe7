"""The file of a batch, read by the engine with what this instance knows (units, chains, rates, remembered mappings)."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, get_args

from django.conf import settings

from luodi.across.intake import engine
from luodi.across.intake.engine import Assembly, KindAsked, Limits, ParsedWorkbook, RawWorkbook
from luodi.across.intake.models import ImportBatch, LayoutMapping
from luodi.across.intake.rules.meanings import SPAN
from luodi.across.intake.selectors.known import KnownProjects
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import subtree
from luodi.domains.chains.selectors import chains_by_name
from luodi.domains.projects.selectors import exchange_rate

KINDS: Final[dict[str, KindAsked]] = {kind: kind for kind in get_args(KindAsked)}


def stored_path(sha256: str, file_name: str) -> Path:
    """Where an uploaded ledger lies: HOME/imports/<sha256>/<its own name>, for the name tells things too."""
    return Path(settings.LUODI_HOME) / "imports" / sha256 / short_name(file_name)


def short_name(file_name: str) -> str:
    """The file's own name, cut to what a file system takes (240 bytes), its ending kept."""
    path = Path(Path(file_name).name)
    ending = path.suffix[:8]
    stem = path.stem.encode()[: 240 - len(ending.encode())].decode("utf-8", "ignore")
    return f"{stem or '台账'}{ending}"


def progress_path(batch: ImportBatch) -> Path:
    """Where a running import notes its percent."""
    return Path(settings.LUODI_HOME) / "imports" / f"{batch.code}.progress"


def limits() -> Limits:
    """The reader's limits with this instance's settings."""
    return Limits(max_file_bytes=settings.LUODI_FILE_LIMIT_BYTES, max_rows=settings.LUODI_IMPORT_LIMIT_ROWS)


_read: ContextVar[dict[Path, RawWorkbook] | None] = ContextVar("intake_read", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within the block a stored file that was read to see whether it can be read is not read again for its content."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def read_stored(path: Path) -> RawWorkbook:
    """A stored file as it lies there; stored files never change."""
    memory = _read.get()
    if memory is not None and path in memory:
        return memory.pop(path)
    raw = engine.read_file(path, limits=limits())
    if memory is not None:
        memory[path] = raw
    return raw


def read_raw(batch: ImportBatch) -> RawWorkbook:
    """The raw workbook of a batch."""
    return read_stored(stored_path(batch.sha256, batch.file_name))


def read_batch(batch: ImportBatch, raw: RawWorkbook, known: KnownProjects) -> tuple[ParsedWorkbook, Assembly]:
    """Parse and assemble."""
    parsed = engine.parse_workbook(
        raw,
        kind=KINDS[batch.kind],
        sheet=batch.sheet or None,
        as_of=batch.as_of,
        remembered=remembered_mappings(batch.unit),
        known_units=[name for unit in subtree(batch.unit) for name in (unit.name, unit.short_name) if name],
        known_chains=list(chains_by_name()),
        city_names=place_names(batch.unit),
        rates=_rate,
        is_known_project=known.knows,
        limits=limits(),
    )
    return parsed, engine.assemble(parsed)


def _rate(currency: str, day: date) -> Decimal | None:
    return exchange_rate(currency, day)


def place_names(unit: Unit) -> list[str]:
    """Names of the place itself (市、区、县): an investor from there is local."""
    names = []
    current: Unit | None = unit
    while current is not None:
        names.append(current.name)
        current = current.parent
    return [name for name in names if name and name[-1] in "市区县旗州盟"]


def remembered_mappings(unit: Unit) -> dict[str, dict[str, str]]:
    """Fingerprint → header → field, as it was confirmed for the unit or one above it.

    A bureau that hands out a form speaks for those below it; what a unit says itself stands above that, and units beside or
    below it are not heard.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    said = LayoutMapping.objects.filter(unit_id__in=_with_those_above(unit)).order_by("unit__path", "pk")
    for fingerprint, header, field in said.values_list("fingerprint", "header", "field"):
        known = found[fingerprint]
        for other in [key for key, meaning in known.items() if field and meaning == field and field != SPAN]:
            del known[other]
        known[header] = field
    return dict(found)


def _with_those_above(unit: Unit) -> list[int]:
    ids: list[int] = []
    current: Unit | None = unit
    while current is not None:
        ids.append(current.pk)
        current = current.parent
    return ids
