"""The cached columns of projects: written only here, always out of the recognised facts."""

from collections.abc import Collection, Iterable

from django.db import transaction

from luodi.base.core.fulltext import put_texts
from luodi.base.core.pinyin import pinyin_initials
from luodi.base.core.text import compact
from luodi.domains.projects import selectors
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import LifeState
from luodi.domains.projects.selectors import LedgerState
from luodi.domains.projects.selectors.projects import SEARCH_TABLE

_COLUMNS = list(selectors.cached_values(LedgerState(LifeState())))
_CHUNK = 2000


@transaction.atomic
def refresh_projects(project_ids: Collection[int]) -> int:
    """Recompute stage, side status, days, contract and capital of the projects; returns how many there were."""
    ids = sorted(project_ids)
    for start in range(0, len(ids), _CHUNK):
        _refresh_chunk(ids[start : start + _CHUNK])
    return len(ids)


def _refresh_chunk(ids: list[int]) -> None:
    states = selectors.recognised_states(ids)
    rows = list(Project.objects.filter(pk__in=ids))
    for project in rows:
        apply_state(project, states[project.pk])
    Project.objects.bulk_update(rows, _COLUMNS, batch_size=400)


def apply_state(project: Project, state: LedgerState) -> None:
    """Put a replayed state into the cached columns (not saved)."""
    for column, value in selectors.cached_values(state).items():
        setattr(project, column, value)


def search_text(project: Project, *, investor: str = "", uscc: str = "") -> str:
    """What the search looks through: name, investor, codes and pinyin initials, lower case without blanks."""
    parts = (project.name, investor, project.code, uscc, pinyin_initials(project.name), pinyin_initials(investor))
    return " ".join(compact(part).lower() for part in parts if part)[:600]


def index_projects(rows: Iterable[Project]) -> None:
    """Bring the full-text index to the projects' search texts; part of every verb that writes them."""
    put_texts(SEARCH_TABLE, {project.pk: project.search_text for project in rows})
