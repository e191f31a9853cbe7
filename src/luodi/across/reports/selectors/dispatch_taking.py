"""What a filter set would freeze now: its rows at the period's end, beside the version before, and who has left and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from luodi.across.reports.engine.dispatch import DispatchRow
from luodi.across.reports.engine.dispatch_freezing import NAMES, Head, seal
from luodi.across.reports.models import DispatchItem, DispatchVersion
from luodi.across.reports.rules.dispatch import FilterSet
from luodi.across.reports.selectors.dispatch import row_of
from luodi.across.reports.selectors.dispatch_standing import Standing, standing_on
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import STAGE_OF_EVENT, Event, LifeState, SideStatus

Row: TypeAlias = DispatchRow
"""A line of a list, as faces name it."""
ROW_NAMES: Final = NAMES


@dataclass(frozen=True)
class Leaving:
    """A project of the version before that is not in the list any more."""

    subject: Project
    reason: str


@dataclass(frozen=True)
class Taken:
    """The list as it would be frozen: projects with their rows in order and who has left since `previous`, the newest
    version of an earlier period. `standing` is the newest version of this very period, which the new one would follow.
    """

    chosen: FilterSet
    unit: Unit
    period: Period
    rows: tuple[tuple[Project, DispatchRow], ...]
    gone: tuple[Leaving, ...]
    previous: DispatchVersion | None
    standing: DispatchVersion | None

    @property
    def version(self) -> int:
        """The version it would be."""
        return 1 if self.standing is None else self.standing.version + 1

    @property
    def new(self) -> int:
        """How many rows the version before did not have; without one before, none is new."""
        return sum(row.listed_times == 1 for _, row in self.rows) if self.previous is not None else 0

    @property
    def is_unchanged(self) -> bool:
        """Whether the newest version of the period already says exactly this."""
        return self.standing is not None and self.sealed(self.head_like(self.standing)) == self.standing.sha256

    def head_like(self, version: DispatchVersion) -> Head:
        """The head of a version with the words of the set as they are now."""
        words = (self.chosen.code, self.chosen.label, self.chosen.says, self.unit.code, self.period.code)
        return Head(*words, version.version, version.issued_on)

    def sealed(self, head: Head) -> str:
        """The hash of the list under that head."""
        gone = [(one.subject.code, one.reason) for one in self.gone]
        return seal(head, [(project.code, row) for project, row in self.rows], gone)


def row_of_item(item: DispatchItem) -> DispatchRow:
    """A frozen row as it was shown."""
    return DispatchRow(**{name: getattr(item, name) for name in DispatchRow.__dataclass_fields__})


def take(viewer: User, chosen: FilterSet, unit: Unit, period: Period) -> Taken:
    """The list of a set at the period's last day, with what the version before had."""
    return take_many(viewer, (chosen,), unit, period)[0]


def take_many(viewer: User, chosen: Sequence[FilterSet], unit: Unit, period: Period) -> list[Taken]:
    """Several sets in one reading of the ledger."""
    standing = standing_on(viewer, unit, period.last)
    return [_taken(one, standing, unit, period) for one in chosen]


def _taken(chosen: FilterSet, found: Sequence[Standing], unit: Unit, period: Period) -> Taken:
    frozen = DispatchVersion.objects.filter(code=chosen.code, unit=unit).order_by("-last_on", "-pk")
    previous = frozen.filter(last_on__lt=period.last).first()
    standing = frozen.filter(period=period.code).first()
    before = {} if previous is None else {item.subject_id: item for item in previous.items.select_related("subject")}
    rows = []
    for one in found:
        if chosen.belongs(one.facts):
            item = before.pop(one.project.pk, None)
            rows.append((one.project, replace(row_of(one), listed_times=1 if item is None else item.listed_times + 1)))
    known = {one.project.pk: one for one in found}
    left = before.values()
    gone = tuple(Leaving(item.subject, _why_gone(chosen, known.get(item.subject_id), item)) for item in left)
    return Taken(chosen, unit, period, tuple(rows), gone, previous, standing)


def _why_gone(chosen: FilterSet, now: Standing | None, item: DispatchItem) -> str:
    """Why a project is not in the list any more: the event that took it out, else the condition that does not hold."""
    if now is None:
        return "登记已撤销或划出本单位"
    unmet = chosen.conditions.unmet(now.facts)
    if "状态" in unmet and now.state.side_status != SideStatus.NORMAL:
        since = f"{now.state.side_since} " if now.state.side_since else ""
        return f"{since}{now.state.side_status.label}"
    if "状态" in unmet:
        return "已恢复正常" if item.suspended_on is None else "已复工"
    if "阶段" in unmet:
        return _stage_reached(now.state)
    if "时限" in unmet:
        return "时限不再超期（已顺延或暂停）"
    return f"{'、'.join(unmet)}不再符合清单范围" if unmet else "清单范围已修订"


def _stage_reached(state: LifeState) -> str:
    days = [day for event, day in state.days.items() if STAGE_OF_EVENT[Event(event)] == state.stage]
    return f"{max(days)} {state.stage.label}" if days else f"现为{state.stage.label}"
