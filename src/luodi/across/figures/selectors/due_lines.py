"""Lines of what fell due as they became known: one subject, one version for every change of what is known of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final, TypeAlias

from luodi.across.figures.rules.duties import Duty

Row: TypeAlias = tuple[object, ...]
_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one thing owed: whose it is, its day, and, once it counts, the day on which it was done.

    `score` ÷ `parts` are its points: one for what was done, the mean mark in 分 of a visited place.
    """

    unit_id: int | None
    project_id: int | None
    day: date
    is_counted: bool
    done_on: date | None
    score: int = 1
    parts: int = 1


def versions(duty: Duty, subject: int, told: Iterable[tuple[datetime, Line | None]]) -> Iterator[Row]:
    """Rows of the mart of one subject, in the order in which it became known; what changes nothing is no version."""
    last: Line | None = None
    moment, version = _ALWAYS, 0
    for at, line in told:
        moment = max(moment, at)
        if line is None or line == last:
            continue
        last, version = line, version + 1
        yield (
            duty.value,
            subject,
            version,
            moment,
            line.unit_id,
            line.project_id,
            line.day,
            line.is_counted,
            line.done_on,
            line.score,
            line.parts,
        )


def versions_together(duty: Duty, told: Iterable[tuple[datetime, Mapping[int, Line]]]) -> Iterator[Row]:
    """The same of subjects that are told together; one that is told no longer does not count any more."""
    found: dict[int, list[tuple[datetime, Line | None]]] = {}
    for at, lines in told:
        for subject, line in lines.items():
            found.setdefault(subject, []).append((at, line))
        for subject in found.keys() - lines.keys():
            last = found[subject][-1][1]
            found[subject].append((at, None if last is None else replace(last, is_counted=False)))
    for subject, steps in found.items():
        yield from versions(duty, subject, steps)
