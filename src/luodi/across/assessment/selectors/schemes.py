"""Reading schemes: versions, the one that holds on a day, and its sheet as plain values."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet

from luodi.across.assessment.models import Scheme, SchemeItem, SchemeLine
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.sheets import ItemSpec, LineSpec, SchemeState, SheetSpec, SourceSpec
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import Span
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import Group
from luodi.base.orgs.selectors import groups_on, reach, subtree


def schemes(viewer: User) -> QuerySet[Scheme]:
    """Every version for who sees all; else the ones that have been put into force for groups with own units."""
    rows = Scheme.objects.select_related("unit", "made_by__person", "adopted_by__person")
    found = reach(viewer, Permission.VIEW)
    if found.everything or found.summary:
        return rows
    own = Unit.objects.filter(pk__in=found.unit_ids | found.chain_unit_ids)
    paths = [unit.path for unit in own]
    around = [pk for pk, path in Unit.objects.values_list("pk", "path") if any(one.startswith(path) for one in paths)]
    below = reach(viewer, Permission.EDIT_SCHEME).unit_ids
    groups = own.exclude(group="").values("group")
    in_force = Q(group__in=groups, unit_id__in=around) & ~Q(state=SchemeState.DRAFT)
    return rows.filter(in_force | Q(unit_id__in=below))


def scheme(viewer: User, pk: int) -> Scheme:
    """One version; NotVisible when it is out of reach."""
    found = schemes(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该考核方案，或不在您的查看范围内。", code="assessment.scheme")
    return found


def versions(viewer: User, of: Scheme) -> QuerySet[Scheme]:
    """All versions of a scheme's sheet, the latest first."""
    return schemes(viewer).filter(code=of.code, group=of.group).order_by("-version")


def draft_of(of: Scheme) -> Scheme | None:
    """The draft of the next version, if somebody has begun it."""
    return Scheme.objects.filter(code=of.code, group=of.group, state=SchemeState.DRAFT).first()


def in_force(on: date, *, code: str = "", group: str = "", known_at: datetime | None = None) -> list[Scheme]:
    """The versions that hold on a day, one per group, in the order of groups.

    Without a code those of the scheme that was put into force last; `known_at` leaves out what was put into force after
    that moment, unless there was no scheme yet. BusinessError `assessment.no_scheme`.
    """
    rows = Scheme.objects.filter(~Q(state=SchemeState.DRAFT), Q(year=None) | Q(year=on.year), valid_from__lte=on)
    then = rows.filter(adopted_at__lte=known_at) if known_at is not None else rows
    rows = then if then.exists() else rows
    latest = rows.order_by("-valid_from", "-pk").first() if not code else rows.filter(code=code).first()
    if latest is None:
        known = "、".join(sorted(set(Scheme.objects.values_list("code", flat=True)))) or "无"
        raise BusinessError(
            f"{on} 没有生效的考核方案{f'“{code}”' if code else ''}，现有方案：{known}。请先在“考核方案”页编制并批准生效。",
            code="assessment.no_scheme",
        )
    best: dict[str, Scheme] = {}
    for row in rows.filter(code=latest.code).select_related("unit").order_by("valid_from", "version"):
        best[row.group] = row
    found = [best[one] for one in Group.values if one in best and group in {"", one}]
    if not found:
        raise BusinessError(
            f"方案“{latest.code}”没有“{group}”组的评分表，可用分组：{'、'.join(best)}。", code="assessment.no_group"
        )
    return found


def members(of: Scheme, span: Span, *, known_at: datetime | None = None) -> list[Unit]:
    """The units below the scheme's unit that existed in the span and were of its group at its end, in tree order.

    A unit that has changed its group since is scored where it belonged then.
    """
    rows = subtree(of.unit).filter(
        Q(active_from=None) | Q(active_from__lte=span.end), Q(active_to=None) | Q(active_to__gte=span.start)
    )
    found = list(rows)
    groups = groups_on(found, span.end, known_at=known_at)
    return [unit for unit in found if groups[unit.pk] == of.group]


def sheet(of: Scheme) -> SheetSpec:
    """The sheet of a version as plain values."""
    lines = of.lines.prefetch_related("sources").order_by("position")
    return SheetSpec(
        tuple(_line(line) for line in lines),
        tuple(_item(item) for item in of.items.order_by("position")),
        of.missing,
        of.colour_mode,
        of.is_ranked,
    )


def _line(row: SchemeLine) -> LineSpec:
    sources = tuple(SourceSpec(source.figure, _fraction(source.target)) for source in row.sources.all())
    return LineSpec(
        row.code,
        row.name,
        row.block,
        row.method,
        Fraction(row.weight),
        Fraction(row.cap),
        Fraction(row.per_case),
        sources,
        row.note,
    )


def _item(row: SchemeItem) -> ItemSpec:
    return ItemSpec(row.kind, row.code, row.name, Fraction(row.points), _fraction(row.limit), row.figure)


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def codes(rows: Sequence[Scheme]) -> list[tuple[str, str]]:
    """Codes and names of schemes, each once."""
    return list({row.code: row.name for row in rows}.items())
