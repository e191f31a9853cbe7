"""The mart on disk: Parquet parts and one manifest. Parts are never changed; the manifest is replaced in one step.

A reader that has opened the manifest sees one state of all tables, whatever is appended meanwhile. A writer that dies
leaves parts nobody names; the next writer sweeps them away. Writers are serialised by the caller's lock.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from luodi.across.figures.engine.schema import conform, empty

VERSION: Final = 2
MANIFEST: Final = "manifest.json"
MANY_PARTS: Final = 48
"""More parts than this are written together again, so that a year of small appends does not slow the scan."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of a table, its rows and its sha256."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which parts make up the mart, and up to which rows of the ledger it goes (`watermarks`)."""

    generation: int = 0
    watermarks: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> int:
        """Number of rows of a table."""
        return sum(part.rows for part in self.tables.get(table, ()))

    @property
    def digest(self) -> str:
        """A hash that changes with every change of the mart; what is cached by it is never stale."""
        return hashlib.sha256(json.dumps(self._plain(), sort_keys=True).encode()).hexdigest()

    def dumps(self) -> str:
        """As JSON, with its own digest."""
        return json.dumps({**self._plain(), "digest": self.digest}, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> "Manifest":
        """From JSON. ValueError when it is damaged or of another version."""
        plain = json.loads(text)
        manifest = cls(
            plain["generation"],
            plain["watermarks"],
            {table: tuple(Part(**part) for part in parts) for table, parts in plain["tables"].items()},
        )
        if plain.get("version") != VERSION or plain.get("digest") != manifest.digest:
            raise ValueError("the manifest of the mart is damaged or of another version")
        return manifest

    def _plain(self) -> dict[str, object]:
        tables = {
            table: [{"file": part.file, "rows": part.rows, "sha256": part.sha256} for part in parts]
            for table, parts in sorted(self.tables.items())
        }
        return {
            "version": VERSION,
            "generation": self.generation,
            "watermarks": dict(sorted(self.watermarks.items())),
            "tables": tables,
        }


class Draft:
    """The next state of the mart while it is being written."""

    def __init__(self, folder: Path, base: Manifest) -> None:
        self._folder = folder
        self.manifest = replace(base, generation=base.generation + 1)

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Rows added to a table as a new part (none: nothing happens)."""
        if frame.height:
            parts = self.manifest.tables.get(table, ())
            self._set(table, (*parts, self._write(table, frame, len(parts))))

    def replace(self, table: str, frame: pl.DataFrame) -> None:
        """The table anew."""
        self._set(table, (self._write(table, frame, 0),) if frame.height else ())

    def clear(self) -> None:
        """Begin again with empty tables."""
        self.manifest = Manifest(self.manifest.generation)

    def watermark(self, name: str, value: int) -> None:
        """Up to which row of the ledger the mart goes now."""
        self.manifest = replace(self.manifest, watermarks={**self.manifest.watermarks, name: value})

    def compact(self) -> None:
        """Write tables of many parts as one."""
        for table, parts in self.manifest.tables.items():
            if len(parts) > MANY_PARTS:
                self.replace(table, pl.read_parquet([self._folder / part.file for part in parts]))

    def _set(self, table: str, parts: tuple[Part, ...]) -> None:
        self.manifest = replace(self.manifest, tables={**self.manifest.tables, table: parts})

    def _write(self, table: str, frame: pl.DataFrame, number: int) -> Part:
        name = f"{table}-{self.manifest.generation:06d}-{number:03d}.parquet"
        path = self._folder / name
        conform(table, frame).write_parquet(path, compression="zstd", statistics=True)
        with path.open("rb") as file:
            os.fsync(file.fileno())
            return Part(name, frame.height, hashlib.file_digest(file, "sha256").hexdigest())


class MartStore:
    """A folder with the mart's parts and manifest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifest(self) -> Manifest:
        """The current state; an empty one where there is none or it cannot be read (it is then built anew)."""
        try:
            return Manifest.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            return Manifest()

    @contextmanager
    def writing(self, *, afresh: bool = False) -> Iterator[Draft]:
        """A draft that becomes the mart when the block ends without an error. `afresh` begins with empty tables."""
        self.folder.mkdir(parents=True, exist_ok=True)
        before = self.manifest()
        generation = max(before.generation, self._latest_generation())
        draft = Draft(self.folder, Manifest(generation) if afresh else replace(before, generation=generation))
        yield draft
        draft.compact()
        self._commit(draft.manifest)
        self._sweep(keep=(before, draft.manifest))

    def faults(self) -> list[str]:
        """What is wrong with the files: missing, changed, or with another number of rows. Empty when sound."""
        found = []
        for parts in self.manifest().tables.values():
            for part in parts:
                path = self.folder / part.file
                if not path.is_file():
                    found.append(f"缺少文件 {part.file}")
                    continue
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != part.sha256:
                        found.append(f"文件 {part.file} 的校验值不符")
        return found

    def missing(self) -> list[str]:
        """Files that the manifest names and the folder lacks."""
        parts = (part.file for parts in self.manifest().tables.values() for part in parts)
        return [file for file in parts if not (self.folder / file).is_file()]

    def table(self, name: str) -> pl.DataFrame:
        """A whole table."""
        parts = self.manifest().tables.get(name, ())
        return pl.read_parquet([self.folder / part.file for part in parts]) if parts else empty(name)

    def _commit(self, manifest: Manifest) -> None:
        draft = self.folder / f"{MANIFEST}.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(manifest.dumps())
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.folder / MANIFEST)

    def _latest_generation(self) -> int:
        numbers = (path.name.rsplit("-", 2)[1] for path in self.folder.glob("*-*-*.parquet"))
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    def _sweep(self, keep: tuple[Manifest, ...]) -> None:
        """Remove parts that neither the new nor the last state names; readers of the last state go on undisturbed."""
        named = {part.file for manifest in keep for parts in manifest.tables.values() for part in parts}
        for path in self.folder.glob("*.parquet"):
            if path.name not in named:
                path.unlink(missing_ok=True)
