"""Appending to the audit log."""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from luodi.base.audit import rules
from luodi.base.audit.models import SEALED, AuditEntry, AuditHead
from luodi.base.core import bulk
from luodi.base.core.text import normalise, shortened

_COLUMNS: Final = (*SEALED, "previous_hash", "hash")

channel: ContextVar[str] = ContextVar("audit_channel", default="")


@dataclass(frozen=True)
class Act:
    """One line for the log: what was done to which row; `changes` is {field: [old, new]}."""

    action: str
    subject: models.Model
    label: str = ""
    unit_code: str = ""
    changes: rules.Changes = field(default_factory=dict)
    reason: str = ""


def record(act: Act, *, actor: AbstractBaseUser | None, at: datetime) -> AuditEntry:
    """Append one entry inside the caller's transaction."""
    ((key, row),) = _append([act], actor=actor, at=at)
    return AuditEntry(pk=key, **dict(zip(_COLUMNS, row, strict=True)))


def stand_in_line() -> AuditHead:
    """Lock the head of the chain until the transaction ends; every verb that locks other rows does this first.

    Writers then go one after another: no two wait for each other, and what one has judged no other changes meanwhile.
    """
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is not None:
        return head
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


def record_many(acts: Sequence[Act], *, actor: AbstractBaseUser | None, at: datetime) -> None:
    """Append entries in the order given."""
    _append(acts, actor=actor, at=at)


@transaction.atomic
def _append(
    acts: Sequence[Act], *, actor: AbstractBaseUser | None, at: datetime
) -> list[tuple[int, tuple[object, ...]]]:
    """The rows with their keys; the head row is locked so that the chain has no fork."""
    head = stand_in_line()
    moment, actor_id, through = at.astimezone(UTC), None if actor is None else actor.pk, channel.get()
    rows: list[tuple[object, ...]] = []
    for number, act in enumerate(acts, start=head.number + 1):
        covered = (
            number,
            moment,
            actor_id,
            act.action,
            act.subject._meta.label_lower,
            str(act.subject.pk),
            shortened(act.label or str(act.subject), 200),
            act.unit_code,
            through,
            {name: list(pair) for name, pair in act.changes.items()},
            shortened(normalise(act.reason), 500),
        )
        previous, head.hash = head.hash, rules.seal(head.hash, rules.sealed_parts(*covered))
        rows.append((*covered, previous, head.hash))
    head.number += len(rows)
    keys = bulk.append_rows(AuditEntry, _COLUMNS, rows)
    head.save(update_fields=["number", "hash"])
    return list(zip(keys, rows, strict=True))
