"""The audit log as a person may read it: whoever has no right to business data sees who did what and when, never on which project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db.models import Max, Q, QuerySet

from luodi.across.insight.rules import GROUND, Permission, is_business
from luodi.base.audit.models import AuditEntry
from luodi.base.audit.rules import Permission as Audit
from luodi.base.audit.selectors import entries
from luodi.base.core.errors import NotPermitted
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import can, reach
from luodi.domains.projects.rules import Permission as Projects


@dataclass(frozen=True)
class LogSearch:
    """What the reader asks for; empty fields ask for everything. Days are inclusive."""

    word: str = ""
    action: str = ""
    day_from: date | None = None
    day_to: date | None = None


@dataclass(frozen=True)
class LogLine:
    """One entry as it may be shown. `is_masked`: the names, values and reason of a business row were left out."""

    pk: int
    number: int
    at: datetime
    actor: User | None
    action: str
    subject: str
    unit_code: str
    channel: str
    changes: Mapping[str, list[object]]
    reason: str
    hash: str
    is_masked: bool


def log_entries(viewer: User, wanted: LogSearch) -> QuerySet[AuditEntry]:
    """Entries that meet the search, latest first. Words are looked for only in what the reader may see."""
    if not can(viewer, Audit.VIEW):
        raise NotPermitted("您没有查看审计日志的权限，请联系安全管理员授权。", code="insight.not_permitted")
    exact = {"action": wanted.action, "at__date__gte": wanted.day_from, "at__date__lte": wanted.day_to}
    rows = entries().select_related("actor__person")
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if not wanted.word:
        return rows
    labels = Q(subject_label__contains=wanted.word)
    if not _sees_business(viewer):
        ground = Q(pk__in=[])
        for app in GROUND:
            ground |= Q(subject_type__startswith=f"{app}.")
        labels &= ground
    return rows.filter(labels | Q(actor__person__name__contains=wanted.word) | Q(actor__username=wanted.word))


def log_lines(viewer: User, rows: Iterable[AuditEntry]) -> list[LogLine]:
    """The entries as the viewer may read them."""
    in_full = _sees_business(viewer)
    return [_line(entry, is_masked=not in_full and is_business(entry.subject_type)) for entry in rows]


@dataclass(frozen=True)
class LogHealth:
    """How long the log is, how much came in the last seven days, and when the last entry was made."""

    entries: int
    recent: int
    last_at: datetime | None


def log_health(viewer: User, *, on: date) -> LogHealth:
    """For whoever may see the log, or its state only."""
    if not (can(viewer, Audit.VIEW) or can(viewer, Permission.TRACE)):
        raise NotPermitted("您没有查看审计日志的权限，请联系安全管理员授权。", code="insight.not_permitted")
    rows = entries().order_by()
    recent = rows.filter(at__date__gt=on - timedelta(days=7), at__date__lte=on).count()
    return LogHealth(rows.count(), recent, rows.aggregate(last=Max("at"))["last"])


def _sees_business(viewer: User) -> bool:
    return reach(viewer, Projects.VIEW).everything


def _kind(subject_type: str) -> str:
    """What kind of row an entry is about; the log outlives tables, so an unknown one is just business data."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return "业务数据"


def _line(entry: AuditEntry, *, is_masked: bool) -> LogLine:
    return LogLine(
        entry.pk,
        entry.number,
        entry.at,
        entry.actor,
        entry.action,
        f"{_kind(entry.subject_type)}（业务内容不显示）" if is_masked else entry.subject_label,
        entry.unit_code,
        entry.channel,
        {} if is_masked else entry.changes,
        "" if is_masked else entry.reason,
        entry.hash,
        is_masked,
    )
