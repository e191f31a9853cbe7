"""Reading chains; names of chains are public inside the bureau."""

from django.db.models import QuerySet

from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import can
from luodi.domains.chains.models import Chain
from luodi.domains.chains.rules import Permission


def chains(viewer: User) -> QuerySet[Chain]:
    """All chains by code, for those who may see chains."""
    rows = Chain.objects.select_related("chief", "lead_unit", "task_force").order_by("code")
    return rows if can(viewer, Permission.VIEW) else rows.none()


def chains_by_name() -> dict[str, Chain]:
    """Every chain by its name, for matching ledger words."""
    return {chain.name: chain for chain in Chain.objects.order_by("code")}
