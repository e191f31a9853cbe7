"""What stands on every page and above a list, each in one question: how much waits and is unread, units and chains to choose."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value

from luodi.across.lifecycle.selectors.queue import offered_slips
from luodi.base.approvals.models import Slip
from luodi.base.notices.models import Notice
from luodi.base.notices.selectors import unread
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import visible_units
from luodi.domains.chains.selectors import chains
from luodi.domains.projects.rules import Permission

_COLUMNS: Final = ("what", "pk", "code", "name", "path", "parent_id", "is_branch")


@dataclass(frozen=True, slots=True)
class Attention:
    """Slips on which the person may take the next step, and messages not yet read."""

    waiting: int
    unread: int


class _Number(Subquery):
    """How many rows a queryset has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    empty_result_set_value = 0

    def __init__(self, rows: "QuerySet[Slip] | QuerySet[Notice]") -> None:
        super().__init__(rows.order_by().values("pk"), output_field=IntegerField())


def attention(viewer: User) -> Attention:
    """What asks for the viewer's attention; nothing for nobody."""
    numbers = {"waiting": _Number(offered_slips(viewer)), "messages": _Number(unread(viewer))}
    found = User.objects.filter(pk=viewer.pk).values_list(*numbers.values()).first()
    return Attention(*(found or (0, 0)))


@dataclass(frozen=True, slots=True)
class Option:
    """A unit or a chain to which a list can be narrowed; the rest says where a unit stands in the tree (branch: units below)."""

    pk: int
    code: str
    name: str
    path: str
    parent_id: int | None
    is_branch: bool


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What the project list offers to a viewer, units in tree order, chains by code."""

    units: tuple[Option, ...]
    chains: tuple[Option, ...]


def list_options(viewer: User) -> ListOptions:
    """Units with projects in reach, and chains for those who may see them."""
    below = Unit.objects.filter(parent=OuterRef("pk"))
    units = (
        visible_units(viewer, Permission.VIEW)
        .order_by()
        .annotate(what=Value("unit"), is_branch=Exists(below))
        .values_list(*_COLUMNS)
    )
    none, no = Value(None, output_field=IntegerField()), Value(value=False)
    links = (
        chains(viewer)
        .order_by()
        .annotate(what=Value("chain"), path=F("code"), parent_id=none, is_branch=no)
        .values_list(*_COLUMNS)
    )
    rows = list(units.union(links, all=True).order_by("what", "path"))
    return ListOptions(
        *(tuple(Option(*row[1:]) for row in rows if row[0] == what) for what in ("unit", "chain")),
    )
