"""The file of a batch, read by the engine with what this instance knows (units, chains, rates, remembered mappings)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, get_args

from django.conf import settings

from luodi.across.intake import engine
from luodi.across.intake.engine import Assembly, KindAsked, Limits, ParsedWorkbook, RawWorkbook
from luodi.across.intake.models import ImportBatch, LayoutMapping
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


def read_raw(batch: ImportBatch) -> RawWorkbook:
    """The raw workbook of a batch."""
    return engine.read_file(stored_path(batch.sha256, batch.file_name), limits=limits())


def read_batch(batch: ImportBatch, raw: RawWorkbook, known: KnownProjects) -> tuple[ParsedWorkbook, Assembly]:
    """Parse and assemble."""
    parsed = engine.parse_workbook(
        raw,
        kind=KINDS[batch.kind],
        sheet=batch.sheet or None,
        as_of=batch.as_of,
        remembered=remembered_mappings(),
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


def remembered_mappings() -> dict[str, dict[str, str]]:
    """Fingerprint → header → field, as people confirmed them."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for fingerprint, header, field in LayoutMapping.objects.values_list("fingerprint", "header", "field"):
        found[fingerprint][header] = field
    return dict(found)
