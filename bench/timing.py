"""Timing of two sides in turn, A B A B …, and the median of each."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured line: seconds of the bare work and of ours, and what was done. `limit` None: no bare counterpart."""

    name: str
    what: str
    limit: float | None
    ours: float
    budget: str

    @property
    def ratio(self) -> str:
        """Ours against the limit."""
        return "—" if not self.limit else f"{self.ours / self.limit:.1f} ×"


def in_turn(limit: Callable[[], object], ours: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """Medians of both sides, measured alternately so that the machine's mood hits both alike."""
    sides: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, work in zip(sides, (limit, ours), strict=True):
            begun = time.perf_counter()
            work()
            side.append(time.perf_counter() - begun)
    return statistics.median(sides[0]), statistics.median(sides[1])


def median_of(work: Callable[[], object], rounds: int = 5) -> float:
    """Median seconds of one side."""
    return in_turn(lambda: None, work, rounds)[1]
