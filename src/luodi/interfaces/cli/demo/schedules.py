"""Plans of milestones, monthly returns, pauses and reminders of the demonstration district, counted back from its building.

Milestones look ahead, so unlike the ledger of 2023 they stand around the day on which the district is built.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, Final, TypeAlias

from django.utils import timezone

from luodi.across.lifecycle.selectors import clocks_records
from luodi.across.lifecycle.services.clocks import answer_proposal, ask_pause, note_step
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.periods import period_at
from luodi.base.files.services import store
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.projects.selectors.overview import template_path
from luodi.domains.projects.selectors.templates import template
from luodi.domains.projects.services import decide
from luodi.domains.projects.services.milestones import change_plan, make_plan, report_done, still_to_do
from luodi.domains.projects.services.progress import ReturnValues, file_return
from luodi.interfaces.cli.demo.district import PARK
from luodi.interfaces.cli.demo.evidence import picture
from luodi.interfaces.cli.demo.ground import Ground
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models."""

_PLANNED_BEFORE: Final = timedelta(days=170)
_SPARE_DAYS: Final = (38, 30, 24, 15, 2, -16)
"""Days that each plan has to spare: less than none makes its next milestone late, so every colour is on the wall."""
_DONE: Final = 4
"""Milestones of each plan that are done."""
_WORKS: Final = (
    "供地完成，围墙砌筑 60%",
    "桩基施工 35%，施工便道贯通",
    "场地清表完成",
    "规划方案已报批",
    "土方外运 4 万方",
    "征地清点完成",
)
_PHOTO_NUMBERS: Final = 700


class Schedules:
    """Plans, actual days, changes, returns, pauses, steps, and the first look of the sweep."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground = ground
        self._done = done
        self._numbers = count(_PHOTO_NUMBERS)

    def fill(self, stories: Sequence[Story], now: datetime) -> None:
        """Write it all down."""
        chosen = [project for project in map(self._project, filter(_is_of_park, stories)) if _waits(project)]
        planned = chosen[: len(_SPARE_DAYS)]
        for place, project in enumerate(planned):
            self._plan(project, place, now)
            self._report(project, place, now)
        if len(planned) > 1:
            self._change(planned[0], now, recognised=True)
            self._change(planned[1], now, recognised=False)
        for place, project in enumerate(chosen[-3:]):
            self._pause(project, place, now)
        self._file_contracts(stories, now)
        self._look(now)

    def _project(self, story: Story) -> Row:
        return ledger.project(self._ground.operator, self._done[story.name])

    def _settle(self, slip: Row, at: datetime, *, recogniser: str = "officer") -> None:
        decide(slip, SlipAct.VERIFY, actor=self._ground.accounts["verifier"], at=at)
        decide(slip, SlipAct.RECOGNISE, actor=self._ground.accounts[recogniser], at=at)

    # milestones ----------------------------------------------------------------------------------------------------

    def _plan(self, project: Row, place: int, now: datetime) -> None:
        at = now - _PLANNED_BEFORE
        steps = still_to_do(project, template(project.kind, timezone.localdate(at)).steps)
        length = template_path(steps).length
        target = timezone.localdate(at) + timedelta(days=length + _SPARE_DAYS[place])
        make_plan(project, target_on=target, actor=self._ground.accounts["clerk"], at=at)
        clerk, unit = self._ground.accounts["clerk"], project.unit.code
        for number in range(_DONE):
            view = plan_of(project, timezone.localdate(now))
            coming = None if view is None else view.next
            if coming is None or coming.event or coming.claimed_on is not None:
                return
            day = min(coming.planned_on + timedelta(days=3 * (number % 2)), timezone.localdate(now))
            image = store(picture(next(self._numbers)), name=f"{coming.name}.png", unit_code=unit, actor=clerk, at=now)
            filed = report_done(project, coming.code, done_on=day, photos=[image], actor=clerk, at=now)
            if number < _DONE - 1 or place % 3:
                self._settle(filed.slip, now)

    def _change(self, project: Row, now: datetime, *, recognised: bool) -> None:
        view = plan_of(project, timezone.localdate(now))
        if view is None:
            return
        last = max(view.milestones, key=lambda one: (one.planned_on, one.code))
        asked = change_plan(
            project,
            {last.code: last.planned_on + timedelta(days=45)},
            reason="主要设备进口交期推迟，附供货商函（示例）",
            actor=self._ground.accounts["clerk"],
            at=now,
        )
        if recognised:
            self._settle(asked.slip, now)

    # returns -------------------------------------------------------------------------------------------------------

    def _report(self, project: Row, place: int, now: datetime) -> None:
        clerk, month = self._ground.accounts["clerk"], period_at(timezone.localdate(now), "month")
        earlier = [period_at(month.first - timedelta(days=days), "month") for days in (40, 1)]
        lights = (("GREEN", ""), ("YELLOW", "征地尾户未签，已请街道上门"), ("RED", "供地滞后两个月，报区长调度"))
        light, reason = lights[place % 3]
        for number, period in enumerate(earlier[: 1 if place == 4 else 2]):
            values = ReturnValues(
                Decimal(180 + 45 * place + 60 * number),
                Decimal(4 + 3 * place + 5 * number),
                _WORKS[place],
                light,
                reason,
            )
            filed = file_return(project, period=period.code, values=values, actor=clerk, at=now)
            if number == 0 or place < 2:
                self._settle(filed.slip, now)
            elif place == 3:
                note = "本月投资与付款凭证不符，请核对后重报"
                decide(filed.slip, SlipAct.RETURN, actor=self._ground.accounts["verifier"], at=now, note=note)

    # clocks --------------------------------------------------------------------------------------------------------

    def _pause(self, project: Row, place: int, now: datetime) -> None:
        today = timezone.localdate(now)
        units = [unit for unit in self._ground.units.values() if unit.kind == "DEPARTMENT"]
        asked = ask_pause(
            project,
            first_on=today - timedelta(days=50 - 10 * place),
            last_on=today + timedelta(days=30 + 10 * place),
            cause=("征地拆迁未完成，无法交地", "控制性详细规划调整中", "外部供电线路迁改未完成")[place],
            blocking_unit=units[place],
            actor=self._ground.accounts["clerk"],
            at=now,
        )
        if place < 2:
            self._settle(asked.slip, now, recogniser="director")

    def _file_contracts(self, stories: Sequence[Story], now: datetime) -> None:
        """Contracts filed by hand were reported in time, but for the last one."""
        told = [story for story in stories if story.by_hand and story.has("SIGN")]
        for number, story in enumerate(told[:-1], start=1):
            signed = story.signed_on
            note_step(
                self._project(story),
                step="CONTRACT_FILED",
                done_on=signed + timedelta(days=3),
                note=f"示例合同备〔2023〕{number}号",
                actor=self._ground.accounts["clerk"],
                at=now,
            )

    def _look(self, now: datetime) -> None:
        """The first look at the clocks; of what it proposes the director has answered one."""
        remind(at=now)
        director = self._ground.accounts["director"]
        waiting = clocks_records.proposals(director, timezone.localdate(now))
        if waiting:
            note = "企业承诺一个月内进场，请项目科按月复查"
            answer_proposal(waiting[0].mark, outcome="KEPT", note=note, actor=director, at=now)


def _is_of_park(story: Story) -> bool:
    """Signed in the park and not ended."""
    return story.unit == PARK and story.has("SIGN") and not story.has("TERMINATE")


def _waits(project: Row) -> bool:
    """Signed, going on, nothing of it landed or started, nothing filed of it either."""
    claimed = ledger.claimed_state(project).life
    return project.stage == "ST40" and project.side_status == "NORMAL" and claimed.stage == "ST40"
