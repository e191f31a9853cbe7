"""Writing chains."""

from datetime import datetime

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import compact
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require_over_all
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
    require_over_all(actor, Permission.EDIT)
    audit.stand_in_line()
    name = _free_name(name)
    if code and Chain.objects.filter(code=code).exists():
        raise BusinessError(f"产业链代码“{code}”已被使用，请换一个。", code="chains.taken")
    chain = Chain.objects.create(
        code=code or _next_code(), name=name, chief=chief, lead_unit=lead_unit, task_force=task_force
    )
    audit.record(audit.Act("chains.made", chain), actor=actor, at=at)
    return chain


def _free_name(name: str, present: Chain | None = None) -> str:
    bare = compact(name)
    if not bare:
        raise BusinessError("请填写产业链名称。", code="chains.name")
    taken = Chain.objects.filter(name=bare).first()
    if taken is not None and taken != present:
        raise BusinessError(f"产业链“{bare}”已存在。", code="chains.taken")
    return bare


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
    require_over_all(actor, Permission.EDIT)
    audit.stand_in_line()
    locked = Chain.objects.select_for_update().get(pk=chain.pk)
    new = {"name": _free_name(name, locked), "chief": chief, "lead_unit": lead_unit, "task_force": task_force}
    old = {key: getattr(locked, key) for key in new}
    changes = {key: (str(old[key] or ""), str(value or "")) for key, value in new.items() if old[key] != value}
    if not changes:
        return locked
    for key, value in new.items():
        setattr(locked, key, value)
    locked.save()
    audit.record(audit.Act("chains.changed", locked, changes=changes), actor=actor, at=at)
    return locked
