"""Does every cached column say what the recognised facts say? Read by `luodi verify`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luodi.base.core.fulltext import indexed_texts
from luodi.base.core.text import bigrams
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors.ledger import cached_values, recognised_states
from luodi.domains.projects.selectors.projects import SEARCH_TABLE

_CHUNK: Final = 2000


@dataclass(frozen=True, slots=True)
class CacheDifference:
    """A cached column of a project that is not the replay of its facts."""

    project_id: int
    code: str
    column: str
    cached: object
    replayed: object


def cache_differences() -> list[CacheDifference]:
    """Every difference between the cached columns and the replay of the ledger, all projects, by project.

    Projects are read a few thousand at a time, so that memory does not grow with the ledger.
    """
    return [difference for rows in _chunks() for difference in _differences(rows)]


def _chunks() -> Iterator[list[Project]]:
    last = 0
    while rows := list(Project.objects.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        yield rows
        last = rows[-1].pk


def _differences(rows: list[Project]) -> Iterator[CacheDifference]:
    states = recognised_states([project.pk for project in rows])
    for project in rows:
        for column, replayed in cached_values(states[project.pk]).items():
            cached = getattr(project, column)
            if cached != replayed:
                yield CacheDifference(project.pk, project.code, column, cached, replayed)


def search_differences() -> list[CacheDifference]:
    """Every project whose line of the full-text index is missing or is not that of its search text."""
    found = []
    for rows in _chunks():
        indexed = indexed_texts(SEARCH_TABLE, [project.pk for project in rows])
        for project in rows:
            stands, due = indexed.get(project.pk, ""), bigrams(project.search_text)
            if stands != due:
                found.append(CacheDifference(project.pk, project.code, "search", stands, due))
    return found
