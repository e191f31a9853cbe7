"""Frozen dispatch lists as a viewer may read them: versions, rows in reach, differences, papers, and their hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow, dispatch_document, dispatch_title
from luodi.across.reports.engine.dispatch_freezing import Head, changes, seal
from luodi.across.reports.engine.printing import Cover
from luodi.across.reports.models import DispatchGone, DispatchItem, DispatchVersion
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.selectors.dispatch_taking import row_of_item
from luodi.across.reports.selectors.material import office_of
from luodi.base.core.documents import Document, write_docx, write_xlsx
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import Reach, reach
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.selectors import visible_orders

_MOST_NAMED: Final = 50


@dataclass(frozen=True)
class FrozenRow:
    """A row of a frozen list with what is new about it: `is_new`, or the columns that read otherwise than before."""

    item: DispatchItem
    row: DispatchRow
    is_new: bool
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Frozen:
    """A version with the rows in the viewer's reach and its difference to the version before."""

    version: DispatchVersion
    rows: tuple[FrozenRow, ...]
    gone: tuple[DispatchGone, ...]
    is_whole: bool

    @property
    def new(self) -> int:
        """How many rows the version before did not have; without one before, none is new."""
        return sum(one.is_new for one in self.rows)

    @property
    def changed(self) -> int:
        """How many rows read otherwise than before."""
        return sum(bool(one.changed) for one in self.rows)

    @property
    def as_list(self) -> DispatchList:
        """The rows as the paper lists them."""
        return DispatchList(self.version.label, self.version.says, tuple(one.row for one in self.rows))


def dispatch_versions(viewer: User, *, code: str = "", period: str = "") -> QuerySet[DispatchVersion]:
    """Frozen versions of units in reach, and those that name a project of a unit in reach; latest first."""
    rows = DispatchVersion.objects.select_related("unit", "previous", "recorded_by__person")
    rows = rows.order_by("-last_on", "-version", "pk")
    found = reach(viewer, Permission.VIEW)
    if not found.everything:
        below = Q(pk__in=_naming(DispatchItem.objects.all(), found)) | Q(
            pk__in=_naming(DispatchGone.objects.all(), found)
        )
        rows = rows.filter(Q(unit_id__in=found.unit_ids) | below)
    return rows.filter(**{name: value for name, value in (("code", code), ("period", period)) if value})


def counted(viewer: User, rows: QuerySet[DispatchVersion]) -> list[DispatchVersion]:
    """The versions with how many rows in reach they have (`listed`), how many are new (`fresh`), how many `left`."""
    found = reach(viewer, Permission.VIEW)
    seen, gone = Q(), Q()
    if not found.everything:
        seen, gone = Q(items__unit_id__in=found.unit_ids), Q(gone__unit_id__in=found.unit_ids)
    return list(
        rows.annotate(
            listed=Count("items", distinct=True, filter=seen),
            fresh=Count("items", distinct=True, filter=seen & Q(items__listed_times=1)),
            left=Count("gone", distinct=True, filter=gone),
        )
    )


def _naming(
    rows: QuerySet[DispatchItem] | QuerySet[DispatchGone], found: Reach
) -> QuerySet[DispatchItem, int] | QuerySet[DispatchGone, int]:
    return rows.filter(unit_id__in=found.unit_ids).order_by().values_list("dispatch_id", flat=True)


def dispatch_version(viewer: User, pk: int) -> DispatchVersion:
    """One version in reach; NotVisible otherwise."""
    found = dispatch_versions(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该调度清单，或其中没有您管理范围内的项目。", code="reports.not_visible")
    return found


def newest_version(viewer: User, code: str, period: str, unit_id: int) -> DispatchVersion | None:
    """The newest version of a list for a period; None when it was never frozen."""
    return dispatch_versions(viewer, code=code, period=period).filter(unit_id=unit_id).order_by("-version").first()


def frozen(viewer: User, version: DispatchVersion) -> Frozen:
    """The version as the viewer may read it: a county sees its own projects only."""
    found = reach(viewer, Permission.VIEW)
    is_whole = found.everything or version.unit_id in found.unit_ids
    items, gone = version.items.select_related("subject", "unit", "dispatch"), version.gone.select_related("unit")
    if not is_whole:
        items, gone = items.filter(unit_id__in=found.unit_ids), gone.filter(unit_id__in=found.unit_ids)
    before = {} if version.previous is None else {item.subject_id: item for item in version.previous.items.all()}
    rows = tuple(_row(item, before.get(item.subject_id)) for item in items.order_by("number"))
    return Frozen(version, rows, tuple(gone.order_by("pk")), is_whole)


def _row(item: DispatchItem, earlier: DispatchItem | None) -> FrozenRow:
    row = row_of_item(item)
    told = () if earlier is None else changes(row_of_item(earlier), row)
    return FrozenRow(item, row, item.dispatch.previous_id is not None and earlier is None, told)


def dispatch_paper(shown: Frozen) -> Document:
    """The list on landscape A4 after GB/T 9704, with its version under the title."""
    version = shown.version
    cover = Cover(issuer=office_of(version.unit).name, signed_on=version.issued_on)
    label = f"{parse_period(version.period).label}第{version.version}版"
    return dispatch_document(
        (shown.as_list,), area=version.unit.name, as_at=version.last_on, cover=cover, edition=label
    )


def dispatch_files(shown: Frozen) -> tuple[str, bytes, bytes]:
    """Name without ending, .docx bytes and .xlsx bytes; the same version gives the same bytes."""
    document, version = dispatch_paper(shown), shown.version
    title = dispatch_title(version.unit.name, (shown.as_list,))
    name = f"{title}（{parse_period(version.period).label}第{version.version}版）"
    return name, write_docx(document), write_xlsx(document)


def head_of(version: DispatchVersion) -> Head:
    """What the version says of itself, as it is sealed."""
    return Head(
        version.code, version.label, version.says, version.unit.code, version.period, version.version, version.issued_on
    )


def seal_of(version: DispatchVersion) -> str:
    """The hash of the version as it stands in the database."""
    items = version.items.select_related("subject").order_by("number")
    gone = version.gone.select_related("subject").order_by("pk")
    rows = [(item.subject.code, row_of_item(item)) for item in items]
    return seal(head_of(version), rows, [(one.subject.code, one.reason) for one in gone])


def check_dispatch_versions() -> tuple[int, tuple[str, ...]]:
    """How many frozen lists there are, and a sentence for each whose hash does not fit (at most fifty)."""
    versions: Sequence[DispatchVersion] = list(DispatchVersion.objects.select_related("unit").order_by("pk"))
    faults = [f"{version} 与定版时的校验值不符" for version in versions if seal_of(version) != version.sha256]
    return len(versions), tuple(faults[:_MOST_NAMED])


def drafted_orders(viewer: User, version: DispatchVersion) -> dict[int, Order]:
    """The orders in the viewer's reach that were drafted out of the version, by the number of the row."""
    beginning = f"dispatch:{version.pk}:"
    rows = visible_orders(viewer).filter(source_key__startswith=beginning)
    return {int(row.source_key.removeprefix(beginning)): row for row in rows}
