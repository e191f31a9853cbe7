"""States and steps as one table: buttons, permissions, API and tests all read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luodi.base.core.errors import BusinessError


@dataclass(frozen=True, slots=True)
class Step:
    """One verb on a thing: from which states it may be taken, to which it leads, and who may take it."""

    code: str
    label: str
    sources: tuple[str, ...]
    target: str
    permission: str


def unknown_step() -> BusinessError:
    """The refusal of a step that no table offers: an old page, or an address typed by hand."""
    return BusinessError("没有这一步。请刷新页面后重新选择。", code="workflow.unknown")


class StepTable:
    """The steps of one kind of thing, in the order they are offered. ValueError when the table contradicts itself."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps: dict[str, Step] = {}
        for step in steps:
            if step.code in self._steps:
                raise ValueError(f"step {step.code} stands twice")
            if not step.sources:
                raise ValueError(f"step {step.code} starts nowhere")
            self._steps[step.code] = step

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps.values())

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, code: str) -> Step:
        """The step of the code; KeyError for an unknown one."""
        return self._steps[code]

    def require_known(self, code: str) -> None:
        """Refuse a step that the table does not know, with BusinessError `workflow.unknown`."""
        if code not in self._steps:
            raise unknown_step()

    @property
    def states(self) -> frozenset[str]:
        """Every state that a step leaves or reaches."""
        return frozenset(state for step in self for state in (*step.sources, step.target))

    def allowed(self, state: str) -> tuple[Step, ...]:
        """The steps that may be taken from the state, in table order."""
        return tuple(step for step in self if state in step.sources)

    def require(self, code: str, state: str) -> Step:
        """The step, if the state allows it; else BusinessError `workflow.not_allowed`. KeyError for an unknown code."""
        step = self._steps[code]
        if state not in step.sources:
            offered = "、".join(f"“{other.label}”" for other in self.allowed(state))
            advice = f"现在可以：{offered}" if offered else "当前状态下没有可办理的步骤"
            raise BusinessError(f"当前状态不能进行“{step.label}”，{advice}", code="workflow.not_allowed")
        return step

    def check_complete(self, states: Iterable[str], *, initial: str) -> None:
        """ValueError unless the steps speak of exactly these states and each can be reached from the initial one."""
        declared = frozenset(str(state) for state in states)
        foreign = sorted(self.states - declared)
        if foreign:
            raise ValueError(f"steps name undeclared states: {foreign}")
        lost = sorted(declared - self._reachable(initial))
        if lost:
            raise ValueError(f"states cannot be reached from {initial}: {lost}")

    def _reachable(self, initial: str) -> frozenset[str]:
        reached = {initial}
        waiting = [initial]
        while waiting:
            for step in self.allowed(waiting.pop()):
                if step.target not in reached:
                    reached.add(step.target)
                    waiting.append(step.target)
        return frozenset(reached)
