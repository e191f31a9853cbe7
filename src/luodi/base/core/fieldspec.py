"""One row per field of a wide record: form, list, import and export follow from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from luodi.base.core.text import compact

FieldKind = Literal["text", "money", "date", "code", "choice", "integer", "decimal", "boolean", "phone"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What is said about a field anywhere: name in code, Chinese label, kind, unit, Excel aliases, help, section.

    `sensitive` fields are masked by default, `listed` ones are columns of the list. Which step asks for a field is for
    the gates to say.
    """

    name: str
    label: str
    kind: FieldKind
    unit: str = ""
    aliases: tuple[str, ...] = ()
    help: str = ""
    section: str = ""
    sensitive: bool = False
    listed: bool = False


class FieldTable:
    """The fields of one record, in form order. ValueError when a name stands twice or two fields claim one header."""

    def __init__(self, fields: Iterable[FieldSpec]) -> None:
        self._fields: dict[str, FieldSpec] = {}
        self._headers: dict[str, FieldSpec] = {}
        for field in fields:
            if field.name in self._fields:
                raise ValueError(f"field {field.name} stands twice")
            self._fields[field.name] = field
            for header in (field.label, *field.aliases):
                owner = self._headers.setdefault(compact(header), field)
                if owner is not field:
                    raise ValueError(f"header {header} belongs to {owner.name} and {field.name}")

    def __iter__(self) -> Iterator[FieldSpec]:
        return iter(self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def __getitem__(self, name: str) -> FieldSpec:
        """The field of the name; KeyError for an unknown one."""
        return self._fields[name]

    def by_header(self, header: str) -> FieldSpec | None:
        """The field whose label or alias is this header (blanks and full-width forms do not matter), or None."""
        return self._headers.get(compact(header))

    @property
    def headers(self) -> dict[str, FieldSpec]:
        """Every known header in compact form, with its field."""
        return dict(self._headers)

    @property
    def listed(self) -> tuple[FieldSpec, ...]:
        """The columns of the list."""
        return tuple(field for field in self if field.listed)

    @property
    def sensitive(self) -> tuple[FieldSpec, ...]:
        """The fields that are masked by default."""
        return tuple(field for field in self if field.sensitive)

    @property
    def sections(self) -> dict[str, tuple[FieldSpec, ...]]:
        """The fields by form section, both in table order."""
        names = dict.fromkeys(field.section for field in self)
        return {name: tuple(field for field in self if field.section == name) for name in names}
