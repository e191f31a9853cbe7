"""Making schemes: drafts are edited, versions in force never; a change makes the next version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db import transaction

from luodi.across.assessment import selectors
from luodi.across.assessment.models import LineSource, Scheme, SchemeItem, SchemeLine
from luodi.across.assessment.rules import preset, sheets
from luodi.across.assessment.rules.colours import ColourMode
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.sheets import ItemSpec, LineSpec, Missing, SchemeState, SheetSpec
from luodi.across.assessment.selectors.schemes import members
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Span
from luodi.base.core.text import normalise
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import Group
from luodi.base.orgs.selectors import require, root_unit

_ALWAYS: Final = date(2000, 1, 1)
"""The preset holds from the beginning, so that any past period can be looked at."""


@dataclass(frozen=True)
class SchemeValues:
    """What is said about a version beside its lines."""

    name: str
    year: int | None = None
    missing: str = Missing.SPREAD
    colour_mode: str = ColourMode.SCORE
    is_ranked: bool = True
    note: str = ""


@transaction.atomic
def install_presets(*, at: datetime) -> list[Scheme]:
    """The preset sheets of domain/06 in force for the whole instance; safe to repeat, returns those made now."""
    root = root_unit()
    made = []
    for group, spec in preset.SHEETS.items():
        if Scheme.objects.filter(code=preset.CODE, group=group).exists():
            continue
        scheme = Scheme.objects.create(
            code=preset.CODE,
            name=preset.NAME,
            group=group,
            unit=root,
            version=1,
            state=SchemeState.IN_FORCE,
            valid_from=_ALWAYS,
            is_preset=True,
            made_at=at,
            adopted_at=at,
        )
        _write_sheet(scheme, spec.lines, spec.items)
        made.append(scheme)
    audit.record_many([audit.Act("assessment.preset_installed", one) for one in made], actor=None, at=at)
    return made


@transaction.atomic
def draft_scheme(code: str, *, group: str, unit: Unit, values: SchemeValues, actor: User, at: datetime) -> Scheme:
    """A new scheme's sheet for a group as a draft, begun from the preset of that group.

    BusinessError `assessment.code_taken` when the code has a sheet for the group already.
    """
    require(actor, Permission.EDIT_SCHEME, unit=unit)
    code = normalise(code)
    if not code or not values.name.strip():
        raise BusinessError("请填写方案代码和名称。", code="assessment.scheme_incomplete")
    if group not in Group.values or not group:
        raise BusinessError("请选择考核分组。", code="assessment.group_missing")
    audit.stand_in_line()
    if Scheme.objects.filter(code=code, group=group).exists():
        raise BusinessError(
            f"方案“{code}”已有该分组的评分表。请打开它用“修订”生成新版本，或换一个代码。", code="assessment.code_taken"
        )
    start = preset.SHEETS.get(group, SheetSpec(()))
    return _make_draft(code, group, unit, 1, values, start, actor=actor, at=at)


@transaction.atomic
def revise_scheme(scheme: Scheme, *, actor: User, at: datetime) -> Scheme:
    """The next version as a draft that begins as this one; the draft that is already there is returned as it stands."""
    require(actor, Permission.EDIT_SCHEME, unit=scheme.unit)
    audit.stand_in_line()
    present = selectors.draft_of(scheme)
    if present is not None:
        return present
    latest = Scheme.objects.filter(code=scheme.code, group=scheme.group).order_by("-version").first()
    version = (latest or scheme).version + 1
    values = SchemeValues(scheme.name, scheme.year, scheme.missing, scheme.colour_mode, scheme.is_ranked, scheme.note)
    spec = selectors.sheet(scheme)
    return _make_draft(scheme.code, scheme.group, scheme.unit, version, values, spec, actor=actor, at=at)


def _make_draft(
    code: str,
    group: str,
    unit: Unit,
    version: int,
    values: SchemeValues,
    spec: SheetSpec,
    *,
    actor: User,
    at: datetime,
) -> Scheme:
    scheme = Scheme.objects.create(
        code=code, group=group, unit=unit, version=version, made_by=actor, made_at=at, **_columns(values)
    )
    _write_sheet(scheme, spec.lines, spec.items)
    audit.record(audit.Act("assessment.scheme_drafted", scheme, unit_code=unit.code), actor=actor, at=at)
    return scheme


@transaction.atomic
def change_draft(
    scheme: Scheme,
    *,
    values: SchemeValues,
    lines: Sequence[LineSpec],
    items: Sequence[ItemSpec] | None = None,
    actor: User,
    at: datetime,
) -> Scheme:
    """Replace what a draft says; `items` None leaves bonus, penalty and veto items as they are.

    Errors: BusinessError `assessment.in_force`, `assessment.weights` (not 100) and those of unsound lines and items;
    nothing is written then.
    """
    require(actor, Permission.EDIT_SCHEME, unit=scheme.unit)
    audit.stand_in_line()
    locked = Scheme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=scheme.pk)
    sheets.require_draft(locked.state)
    sheets.require_sound_lines(lines, BY_CODE)
    sheets.require_whole(lines)
    old = selectors.sheet(locked)
    kept = old.items if items is None else items
    sheets.require_sound_items(kept, BY_CODE)
    changes = _differences(locked, old, values, lines) | _item_differences(old.items, kept)
    for name, value in _columns(values).items():
        setattr(locked, name, value)
    locked.save()
    locked.lines.all().delete()
    locked.items.all().delete()
    _write_sheet(locked, lines, kept)
    audit.record(
        audit.Act("assessment.scheme_changed", locked, unit_code=locked.unit.code, changes=changes), actor=actor, at=at
    )
    return locked


@transaction.atomic
def discard_draft(scheme: Scheme, *, actor: User, at: datetime) -> None:
    """Throw a draft away; versions in force stay."""
    require(actor, Permission.EDIT_SCHEME, unit=scheme.unit)
    audit.stand_in_line()
    locked = Scheme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=scheme.pk)
    sheets.require_draft(locked.state)
    audit.record(audit.Act("assessment.draft_discarded", locked, unit_code=locked.unit.code), actor=actor, at=at)
    locked.delete()


@transaction.atomic
def adopt_scheme(scheme: Scheme, *, valid_from: date, actor: User, at: datetime) -> Scheme:
    """Put a draft into force from a day on; who made it does not adopt it.

    Errors: BusinessError `assessment.in_force`, `assessment.weights`, `assessment.no_members`,
    `assessment.valid_from`, `assessment.same_person`.
    """
    require(actor, Permission.ADOPT_SCHEME, unit=scheme.unit)
    audit.stand_in_line()
    locked = Scheme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=scheme.pk)
    sheets.require_draft(locked.state)
    if locked.made_by_id == actor.pk:
        raise BusinessError("编制人不能批准自己编制的方案，请由有权的其他人批准。", code="assessment.same_person")
    sheets.require_whole(selectors.sheet(locked).lines)
    sheets.require_members(len(members(locked, Span(valid_from, valid_from))), locked.group_label)
    standing = Scheme.objects.filter(code=locked.code, group=locked.group, state=SchemeState.IN_FORCE)
    latest = standing.order_by("-valid_from").first()
    if latest is not None and latest.year == locked.year:
        sheets.require_later(valid_from, latest.valid_from)
    locked.state, locked.valid_from = SchemeState.IN_FORCE, valid_from
    locked.adopted_by, locked.adopted_at = actor, at
    locked.save()
    changes = {"state": ("草稿", "已生效"), "valid_from": ("", str(valid_from))}
    audit.record(
        audit.Act("assessment.scheme_adopted", locked, unit_code=locked.unit.code, changes=changes), actor=actor, at=at
    )
    return locked


def _columns(values: SchemeValues) -> dict[str, str | int | bool | None]:
    return {
        "name": values.name.strip(),
        "year": values.year,
        "missing": Missing(values.missing),
        "colour_mode": ColourMode(values.colour_mode),
        "is_ranked": values.is_ranked,
        "note": values.note.strip(),
    }


def _differences(
    scheme: Scheme, old: SheetSpec, values: SchemeValues, lines: Sequence[LineSpec]
) -> dict[str, tuple[str, str]]:
    """What changes, for the audit log: the version's own words and each line's weight."""
    found = {
        name: (str(getattr(scheme, name) or ""), str(value or ""))
        for name, value in _columns(values).items()
        if getattr(scheme, name) != value
    }
    before = {line.code: line for line in old.lines}
    after = {line.code: line for line in lines}
    for code in dict.fromkeys([*before, *after]):
        if before.get(code) != after.get(code):
            found[code] = (_weight(before.get(code)), _weight(after.get(code)))
    return found


def _item_differences(old: Sequence[ItemSpec], new: Sequence[ItemSpec]) -> dict[str, tuple[str, str]]:
    """Items that come, go or change, for the audit log."""
    before, after = {item.code: item for item in old}, {item.code: item for item in new}
    return {
        f"item_{code}": (_said(before.get(code)), _said(after.get(code)))
        for code in dict.fromkeys([*before, *after])
        if before.get(code) != after.get(code)
    }


def _said(item: ItemSpec | None) -> str:
    if item is None:
        return ""
    limit = "" if item.limit is None else f" 封顶{sheets.plain(item.limit)}"
    return f"{item.name} {sheets.plain(item.points)}{limit}"


def _weight(line: LineSpec | None) -> str:
    return "" if line is None else f"{line.name} {sheets.plain(line.weight)}"


def _write_sheet(scheme: Scheme, lines: Sequence[LineSpec], items: Sequence[ItemSpec]) -> None:
    made = SchemeLine.objects.bulk_create(
        [
            SchemeLine(
                scheme=scheme,
                position=place,
                code=line.code,
                name=line.name,
                block=line.block,
                method=line.method,
                weight=_decimal(line.weight),
                cap=_decimal(line.cap),
                per_case=_decimal(line.per_case),
                note=line.note,
            )
            for place, line in enumerate(lines)
        ]
    )
    LineSource.objects.bulk_create(
        [
            LineSource(
                line=row,
                position=place,
                figure=source.figure,
                target=None if source.target is None else _decimal(source.target),
            )
            for row, line in zip(made, lines, strict=True)
            for place, source in enumerate(line.sources)
        ]
    )
    SchemeItem.objects.bulk_create(
        [
            SchemeItem(
                scheme=scheme,
                position=place,
                kind=item.kind,
                code=item.code,
                name=item.name,
                points=_decimal(item.points),
                limit=None if item.limit is None else _decimal(item.limit),
                figure=item.figure,
            )
            for place, item in enumerate(items)
        ]
    )


def _decimal(number: Fraction) -> Decimal:
    """Weights, points and rates have two digits at most."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.01"))
