"""Timing of two sides in turn, A B A B …, and the median of each."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured line: seconds of the bare work and of ours, and what was done. `limit` None: no bare counterpart.

    `cpu` is the processor time of ours in this process: on a busy machine it says more than the clock.
    """

    name: str
    what: str
    limit: float | None
    ours: float
    budget: str
    cpu: float | None = None

    @property
    def ratio(self) -> str:
        """Ours against the limit."""
        return "—" if not self.limit else f"{self.ours / self.limit:.1f} ×"


Work = Callable[[], object]


def in_turn(limit: Work, ours: Work, rounds: int = 5) -> tuple[float, float, float]:
    """Medians of both sides and of the processor time of ours, measured alternately: the machine's mood hits both alike."""
    bare: list[float] = []
    full: list[float] = []
    cpu: list[float] = []
    for _ in range(rounds):
        bare.append(_timed(limit)[0])
        wall, busy = _timed(ours)
        full.append(wall)
        cpu.append(busy)
    return statistics.median(bare), statistics.median(full), statistics.median(cpu)


def _timed(work: Work) -> tuple[float, float]:
    begun, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - busy


def alone(name: str, what: str, work: Work, budget: str, rounds: int = 5) -> Row:
    """A row of one side."""
    _, seconds, cpu = in_turn(lambda: None, work, rounds)
    return Row(name, what, None, seconds, budget, cpu)


def worst(name: str, what: str, work: Work, budget: str, rounds: int = 20) -> Row:
    """A row of one side: what 95 of 100 stay under, after one that warms up."""
    work()
    timed = [_timed(work) for _ in range(rounds)]
    seconds, cpu = (percentile([pair[side] for pair in timed], 95) for side in (0, 1))
    return Row(name, what, None, seconds, budget, cpu)


def against(name: str, what: str, limit: Work, ours: Work, budget: str, rounds: int = 5) -> Row:
    """A row of two sides."""
    bare, seconds, cpu = in_turn(limit, ours, rounds)
    return Row(name, what, bare, seconds, budget, cpu)


def slope(small: tuple[int, float], big: tuple[int, float]) -> float:
    """How seconds grow with size on a log-log plot: 1 = in step, 0 = not at all."""
    return math.log(big[1] / small[1]) / math.log(big[0] / small[0])


def percentile(seconds: list[float], share: int) -> float:
    """The value that `share` percent of the measurements do not pass."""
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * share // 100)]
