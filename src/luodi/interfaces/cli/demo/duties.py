"""Who answers for the largest projects of the demonstration district, visits to them, and a channel that sends nothing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from django.utils import timezone

from luodi.base.deliveries.services import ChannelValues, add_channel, choose, route, switch_channel
from luodi.base.files.services import store
from luodi.base.notices.services import tell
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.services.duty_sets import install_duty_sets
from luodi.domains.projects.services.responsibility import AssignmentValues, assign, choose_set, file_duty_paper
from luodi.domains.projects.services.visits import VisitValues, log_visit
from luodi.interfaces.cli.demo.district import LEADERS, PARK
from luodi.interfaces.cli.demo.evidence import page
from luodi.interfaces.cli.demo.ground import FIRST_DAY, Ground, morning
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models."""

_SINCE: Final = date(2023, 3, 1)
_SHOWN: Final = 8
_OWN: Final = 3
"""So many of the shown projects belong to the leader who has an account."""
_ON_SITE: Final = {PARK: ("clerk",), "QJ-Z01": ("township",)}
"""Whose account is the site officer of the shown projects of a unit."""
_VISITED_BEFORE: Final = (4, 12, 20, 45, 9, 33, 2)
"""Days before the building of the district on which each was visited last; the eighth was not visited at all."""


class Duties:
    """Assignments, visits, papers, and messages that wait on a channel switched off."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._ground = ground
        self._done = done

    def fill(self, stories: Sequence[Story], now: datetime) -> None:
        """Write it all down."""
        install_duty_sets(at=morning(FIRST_DAY))
        chosen = [story for story in sorted(stories, key=lambda one: -one.amount) if _is_running(story)][:_SHOWN]
        for place, story in enumerate(chosen):
            project = ledger.project(self._ground.operator, self._done[story.name])
            leader = self._leader(place, story)
            self._assign(project, place, leader, story)
            if place < len(_VISITED_BEFORE):
                self._visit(project, leader, now - timedelta(days=_VISITED_BEFORE[place]), now)
        self._channel(now)

    def _leader(self, place: int, story: Story) -> Row:
        if place < _OWN:
            return self._ground.accounts["patron"].person
        return self._ground.leaders[LEADERS[0 if story.chain is None else story.chain]]

    def _assign(self, project: Row, place: int, leader: Row, story: Story) -> None:
        accounts, units = self._ground.accounts, self._ground.units
        at, actor = morning(_SINCE), accounts["director"]
        force = units["QJ-ZB01" if story.chain is None else f"QJ-ZB{story.chain + 1:02d}"]
        lines = [
            AssignmentValues("LEADER", _SINCE, person=leader, basis="示例招商办〔2023〕5号"),
            AssignmentValues("TASK_FORCE", _SINCE, unit=force, basis="示例招商办〔2023〕5号"),
            AssignmentValues("OWNER", _SINCE, person=accounts["officer"].person),
            AssignmentValues("SERVICE", _SINCE, person=accounts["verifier"].person),
        ]
        on_site = [
            AssignmentValues("SITE", _SINCE, person=accounts[name].person) for name in _ON_SITE.get(story.unit, ())
        ]
        for values in (*lines[: 4 if place % 3 else 2], *on_site):
            assign(project, values, actor=actor, at=at)
        if place % 2 == 0:
            choose_set(project, "WWYT", reason="专题调度会议纪要〔2023〕3期", actor=actor, at=at)
        else:
            paper = store(
                page(900 + place, "PLAN"), name=f"示例推进方案{place}.pdf", unit_code=story.unit, actor=actor, at=at
            )
            file_duty_paper(project, "PLAN", attachment=paper, actor=actor, at=at)

    def _visit(self, project: Row, leader: Row, moment: datetime, now: datetime) -> None:
        values = VisitValues(
            leader, timezone.localdate(moment), "演示数据：查看施工进度，听取企业意见", "协调施工用电，一周内答复"
        )
        log_visit(project, values, actor=self._ground.accounts["director"], at=now)

    def _channel(self, now: datetime) -> None:
        """A robot that is switched off: what waits on it shows how deliveries look and goes nowhere."""
        accounts = self._ground.accounts
        address = "https://oapi.dingtalk.com/robot/send?access_token=demo"
        values = ChannelValues("DINGTALK", "示例工作群（演示，已停用）", address=address, secret="demo")
        channel = add_channel(values, actor=accounts["sysadmin"], at=now)
        choose([(channel.pk, "项目与责任"), (channel.pk, "审核认定")], actor=accounts["patron"], at=now)
        tell(
            [accounts["patron"]], code="projects.visit_due", title="示例项目走访快到期", link="/duties/visits/", at=now
        )
        route(at=now)
        switch_channel(channel, is_active=False, actor=accounts["sysadmin"], at=now)


def _is_running(story: Story) -> bool:
    """Signed in this year or under construction, and not ended."""
    told = {line.event for line in story.events}
    return "SIGN" in told and not told & {"TERMINATE", "RETURN", "REVOKE", "LOSE"}
