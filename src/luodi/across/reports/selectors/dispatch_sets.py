"""Filter sets in force: those of the product, over them what the office has put in their place or added."""

from collections.abc import Iterable

from django.db.models import QuerySet

from luodi.across.reports.models import DispatchSet
from luodi.across.reports.rules.dispatch import FILTER_SETS, FilterSet, set_of
from luodi.across.reports.rules.dispatch_sets import Conditions, TermKind
from luodi.base.core.errors import NotVisible


def filter_sets() -> dict[str, FilterSet]:
    """Every set in use by code, those of the product first; what the office has put out of use is left out."""
    found = dict(FILTER_SETS)
    for row in _newest():
        if row.is_active:
            found[row.code] = _read(row)
        else:
            found.pop(row.code, None)
    return found


def available_sets() -> tuple[FilterSet, ...]:
    """The sets in use whose facts the ledger holds."""
    return tuple(one for one in filter_sets().values() if not one.needs)


def filter_set(code: str) -> FilterSet:
    """The set in use; BusinessError `reports.set_unknown`, `reports.set_unavailable`."""
    return set_of(code, filter_sets())


def filter_set_or_dropped(code: str) -> FilterSet:
    """The set, also one that was put out of use, so that it can be taken up again; NotVisible for an unknown code."""
    found = filter_sets().get(code)
    newest = newest_revision(code)
    if found is not None:
        return found
    if newest is None:
        raise NotVisible("没有这类清单范围，请从列表进入。", code="reports.set_unknown")
    return _read(newest)


def set_revisions(code: str) -> QuerySet[DispatchSet]:
    """Every revision that the office has made of a set, newest first."""
    return DispatchSet.objects.filter(code=code).select_related("recorded_by__person", "unit", "chain")


def newest_revision(code: str) -> DispatchSet | None:
    """The office's newest revision of a set; None while the product's own counts."""
    return set_revisions(code).first()


def dropped_sets() -> list[DispatchSet]:
    """Sets that the office has put out of use, by their last revision."""
    return [row for row in _newest() if not row.is_active]


def _newest() -> Iterable[DispatchSet]:
    newest: dict[str, DispatchSet] = {}
    rows = DispatchSet.objects.select_related("unit", "chain", "recorded_by__person").prefetch_related("terms")
    for row in rows.order_by("revision", "pk"):
        newest[row.code] = row
    return newest.values()


def _read(row: DispatchSet) -> FilterSet:
    conditions = Conditions(
        stages=_values(row, TermKind.STAGE),
        sides=_values(row, TermKind.SIDE),
        clocks=_values(row, TermKind.CLOCK),
        colours=_values(row, TermKind.COLOUR),
        overdue_from=row.overdue_from,
        amount_from=row.amount_from,
        amount_to=row.amount_to,
        unit_path="" if row.unit is None else row.unit.path,
        chain_id=row.chain_id,
    )
    return FilterSet(row.code, row.label, row.says, conditions, revision=row.revision)


def _values(row: DispatchSet, kind: TermKind) -> frozenset[str]:
    return frozenset(term.value for term in row.terms.all() if term.kind == kind)
