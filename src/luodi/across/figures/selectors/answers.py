"""Answers out of the mart, kept as long as nothing they rest on has changed: the mart's state is part of their name."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache

from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.engine.tally import Group
from luodi.across.figures.rules.catalogue import CATALOGUE
from luodi.across.figures.selectors.asking import Asked
from luodi.base.orgs.models import Unit

_KEPT_SECONDS: Final = 3600
_CATALOGUE: Final = hashlib.sha256(
    "".join(figure.code + figure.definition for figure in CATALOGUE).encode()
).hexdigest()
"""Another definition is another figure, also in a cache that outlives the program."""


@dataclass(frozen=True)
class Answers:
    """The figures of each unit asked for, and of the first unit by group."""

    by_unit: Mapping[int, tuple[FigureValue, ...]]
    by_group: Mapping[Group, tuple[FigureValue, ...]]


def answers(asked: Asked, units: Sequence[Unit], by: str | None = None) -> Answers:
    """The figures of the units, in one reading of the mart; `by` splits those of the first unit."""
    key = _key(asked, [unit.pk for unit in units], by)
    found: Answers | None = cache.get(key)
    if found is None:
        found = _computed(asked, [unit.pk for unit in units], by)
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _computed(asked: Asked, nodes: Sequence[int], by: str | None) -> Answers:
    (sheet,) = compute(asked.source, [asked.query], known_at=asked.known_at, nodes=nodes, by=by, display=asked.display)
    if by is not None:
        return Answers({}, {group: tuple(sheet.values(nodes[0], group)) for group in sheet.groups})
    return Answers({node: tuple(sheet.values(node)) for node in nodes}, {})


def _key(asked: Asked, nodes: Sequence[int], by: str | None) -> str:
    query = asked.query
    codes = tuple(figure.code for figure in query.figures)
    question = (
        query.period,
        codes,
        query.calibre,
        query.window,
        query.role,
        query.targets,
        query.knowledge,
        tuple(query.due_span(figure.duty) for figure in query.figures if figure.duty is not None),
        asked.known_at,
    )
    parts = (asked.source.manifest.digest, _CATALOGUE, question, tuple(nodes), by, asked.display)
    return "figures:" + hashlib.sha256(repr(parts).encode()).hexdigest()
