"""Reading and checking the audit log."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from luodi.base.audit import rules
from luodi.base.audit.models import AuditEntry, AuditHead


@dataclass(frozen=True)
class ChainCheck:
    """Outcome of recomputing the chain: entries read and, if broken, the first bad number with the reason."""

    entries: int
    broken_at: int | None = None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """True when every entry carries the hash it must carry."""
        return self.broken_at is None


def entries() -> QuerySet[AuditEntry]:
    """All entries, latest first. Callers check `Permission.VIEW`."""
    return AuditEntry.objects.select_related("actor").order_by("-number")


def entries_of(subject: Model) -> QuerySet[AuditEntry]:
    """The history of one row, latest first."""
    return entries().filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def check_chain() -> ChainCheck:
    """Recompute every hash from the first entry on."""
    previous, expected, count = rules.GENESIS, 1, 0
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=5000):
        count += 1
        if entry.number != expected:
            return ChainCheck(count, expected, "缺少条目")
        if entry.previous_hash != previous or entry.hash != entry.expected_hash():
            return ChainCheck(count, entry.number, "内容与哈希不符")
        previous, expected = entry.hash, expected + 1
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    if (head.number, head.hash) != (expected - 1, previous):
        return ChainCheck(count, expected, "链头与最后一条不符")
    return ChainCheck(count)
