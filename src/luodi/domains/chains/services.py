"""Writing chains."""

from datetime import datetime

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import compact
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.chains.models import Chain
from luodi.domains.chains.rules import Permission


@transaction.atomic
def make_chain(
    name: str,
    *,
    actor: User,
    at: datetime,
    code: str = "",
    chief: Person | None = None,
    lead_unit: Unit | None = None,
    task_force: Unit | None = None,
) -> Chain:
    """A new chain; without a code the next free one (CH01 …) is taken."""
    require(actor, Permission.EDIT)
    name = compact(name)
    if not name:
        raise BusinessError("请填写产业链名称。", code="chains.name")
    if Chain.objects.filter(name=name).exists():
        raise BusinessError(f"产业链“{name}”已存在。", code="chains.taken")
    chain = Chain.objects.create(
        code=code or _next_code(), name=name, chief=chief, lead_unit=lead_unit, task_force=task_force
    )
    audit.record(audit.Act("chains.made", chain), actor=actor, at=at)
    return chain


def _next_code() -> str:
    taken = set(Chain.objects.values_list("code", flat=True))
    number = len(taken) + 1
    while f"CH{number:02d}" in taken:
        number += 1
    return f"CH{number:02d}"


@transaction.atomic
def change_chain(
    chain: Chain,
    *,
    actor: User,
    at: datetime,
    name: str,
    chief: Person | None,
    lead_unit: Unit | None,
    task_force: Unit | None,
) -> Chain:
    """Change name, chief or units; the old values stay in the audit log."""
    require(actor, Permission.EDIT)
    locked = Chain.objects.select_for_update().get(pk=chain.pk)
    if Chain.objects.filter(name=compact(name)).exclude(pk=locked.pk).exists():
        raise BusinessError(f"产业链“{name}”已存在。", code="chains.taken")
    changes = {"name": (locked.name, compact(name)), "chief": (str(locked.chief or ""), str(chief or ""))}
    locked.name, locked.chief, locked.lead_unit, locked.task_force = compact(name), chief, lead_unit, task_force
    locked.save()
    audit.record(audit.Act("chains.changed", locked, changes=changes), actor=actor, at=at)
    return locked
