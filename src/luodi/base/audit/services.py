"""Appending to the audit log."""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from luodi.base.audit import rules
from luodi.base.audit.models import AuditEntry, AuditHead
from luodi.base.core.text import normalise

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
    return record_many([act], actor=actor, at=at)[0]


def stand_in_line() -> AuditHead:
    """Lock the head of the chain until the transaction ends; every verb that locks other rows does this first.

    Writers then go one after another: no two wait for each other, and what one has judged no other changes meanwhile.
    """
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is not None:
        return head
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


@transaction.atomic
def record_many(acts: Sequence[Act], *, actor: AbstractBaseUser | None, at: datetime) -> list[AuditEntry]:
    """Append entries in the order given; the head row is locked so that the chain has no fork."""
    head = stand_in_line()
    entries = []
    for act in acts:
        head.number += 1
        entry = AuditEntry(
            number=head.number,
            at=at.astimezone(UTC),
            actor_id=None if actor is None else actor.pk,
            action=act.action,
            subject_type=act.subject._meta.label_lower,
            subject_id=str(act.subject.pk),
            subject_label=(act.label or str(act.subject))[:200],
            unit_code=act.unit_code,
            channel=channel.get(),
            changes={name: list(pair) for name, pair in act.changes.items()},
            reason=normalise(act.reason)[:500],
            previous_hash=head.hash,
        )
        entry.hash = head.hash = entry.expected_hash()
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=2000)
    head.save(update_fields=["number", "hash"])
    return entries
