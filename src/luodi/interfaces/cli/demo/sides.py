"""Side events that wait in the demonstration district: a hold with its leader's approval, and a replacement in a task."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from luodi.base.core.periods import add_months
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.services import SideDetails, file_replacement, file_side_event
from luodi.interfaces.cli.demo.district import CUT_OFF
from luodi.interfaces.cli.demo.ground import Ground
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models, the verbs that take it say what it is."""

_THIS_YEAR: Final = date(CUT_OFF.year, 1, 1)
_DAY: Final = CUT_OFF - timedelta(days=2)


class Sides:
    """Files what waits; nothing of it is recognised, so no figure moves. `done`: name → number of the project."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground = ground
        self._done = done

    def file(self, stories: Sequence[Story], now: datetime) -> None:
        """A hold of one waiting project, and the replacement of another by one signed in an earlier year."""
        waiting = [story for story in stories if _waits(story) and story.signed_on >= _THIS_YEAR]
        if len(waiting) < 2:
            return
        self._hold(waiting[-1], now)
        self._replace(waiting[-2], stories, now)

    def _hold(self, story: Story, now: datetime) -> None:
        details = SideDetails(expected_on=add_months(_DAY, 5), approver="示例分管副区长")
        file_side_event(
            self._project(story),
            event="HOLD",
            occurred_on=_DAY,
            details=details,
            reason="演示数据：用地规划正在调整",
            actor=self._ground.accounts["industry"],
            at=now,
        )

    def _replace(self, story: Story, stories: Sequence[Story], now: datetime) -> None:
        old = self._project(story)
        task = next((one for one in ledger.tasks_of(self._ground.operator, old) if one.target is not None), None)
        earlier = [
            one for one in stories if _goes_on(one) and one.signed_on < _THIS_YEAR and one.amount >= story.amount
        ]
        if task is None or not earlier:
            return
        file_replacement(
            old,
            self._project(earlier[0]),
            task=task,
            occurred_on=_DAY,
            approver="示例招委办",
            approval_no="示例招委办〔2023〕12号",
            reason="演示数据：原项目投资方调整布局，不再实施",
            actor=self._ground.accounts["industry"],
            at=now,
        )

    def _project(self, story: Story) -> Row:
        return ledger.project(self._ground.operator, self._done[story.name])


def _waits(story: Story) -> bool:
    """Signed, not started, nothing beside it."""
    told = {line.event for line in story.events}
    return "SIGN" in told and not told & {"START", "TERMINATE", "HOLD", "REVOKE"}


def _goes_on(story: Story) -> bool:
    told = {line.event for line in story.events}
    return "START" in told and not told & {"TERMINATE", "SUSPEND", "RETURN", "REVOKE"}
