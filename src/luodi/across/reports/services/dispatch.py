"""Freezing dispatch lists: what was shown on the day stays, and the units concerned are told."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from luodi.across.reports.engine.dispatch_freezing import NAMES, Head
from luodi.across.reports.models import DispatchGone, DispatchItem, DispatchVersion
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.selectors.dispatch_sets import available_sets, filter_set
from luodi.across.reports.selectors.dispatch_taking import Taken, take_many
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, parse_period
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, users_with
from luodi.domains.projects.rules import Permission as Projects

_KINDS: Final = frozenset({"half_month", "month"})


@transaction.atomic
def freeze_lists(codes: Sequence[str], *, period: str, unit: Unit, actor: User, at: datetime) -> list[DispatchVersion]:
    """The next version of each list at the end of a half month; without codes, of every list.

    A list that reads exactly as its newest version of the period stays at that version, which is returned: to press
    twice writes once. Errors: NotPermitted, NotVisible, BusinessError `reports.set_unknown`, `reports.set_unavailable`,
    `reports.period_kind`, `reports.period_open`, `periods.*`.
    """
    require(actor, Permission.FREEZE, unit=unit)
    asked = parse_period(period)
    _require_over(asked, at)
    chosen = [filter_set(code) for code in codes] if codes else list(available_sets())
    audit.stand_in_line()
    made: list[tuple[Taken, DispatchVersion]] = []
    versions = [_freeze(taken, made, actor=actor, at=at) for taken in take_many(actor, chosen, unit, asked)]
    _tell(made, asked, at=at)
    return versions


def _require_over(period: Period, at: datetime) -> None:
    if period.kind not in _KINDS:
        raise BusinessError(
            f"调度清单按半月（如2023-06a）或月（如2023-06）定版，不能用“{period.code}”。", code="reports.period_kind"
        )
    if period.last >= localdate(at):
        raise BusinessError(
            f"{period.label}还没有结束，{period.last}以后才能定版；现在的情况可以先看预览。", code="reports.period_open"
        )


def _freeze(taken: Taken, made: list[tuple[Taken, DispatchVersion]], *, actor: User, at: datetime) -> DispatchVersion:
    """The version; a new one is also put with those `made`."""
    if taken.standing is not None and taken.is_unchanged:
        return taken.standing
    version = _written(taken, actor=actor, at=at)
    label = f"{version.label} {version.period} 第{version.version}版"
    audit.record(audit.Act("reports.dispatch_frozen", version, label, taken.unit.code), actor=actor, at=at)
    made.append((taken, version))
    return version


def _written(taken: Taken, *, actor: User, at: datetime) -> DispatchVersion:
    chosen, issued_on = taken.chosen, localdate(at)
    head = Head(chosen.code, chosen.label, chosen.says, taken.unit.code, taken.period.code, taken.version, issued_on)
    version = DispatchVersion.objects.create(
        code=chosen.code,
        label=chosen.label,
        says=chosen.says,
        unit=taken.unit,
        period=taken.period.code,
        last_on=taken.period.last,
        version=taken.version,
        issued_on=issued_on,
        previous=taken.previous,
        sha256=taken.sealed(head),
        recorded_by=actor,
        recorded_at=at,
    )
    DispatchItem.objects.bulk_create(
        DispatchItem(
            dispatch=version,
            number=number,
            subject=project,
            unit=project.unit,
            **{name: getattr(row, name) for name in NAMES},
        )
        for number, (project, row) in enumerate(taken.rows, 1)
    )
    DispatchGone.objects.bulk_create(
        DispatchGone(
            dispatch=version, subject=one.subject, unit=one.subject.unit, project=one.subject.name, reason=one.reason
        )
        for one in taken.gone
    )
    return version


def _tell(made: Sequence[tuple[Taken, DispatchVersion]], period: Period, *, at: datetime) -> None:
    """Who files for a unit learns once, for all lists frozen together, how many of its projects stand in them."""
    listed: dict[Unit, set[int]] = defaultdict(set)
    fresh: dict[Unit, set[int]] = defaultdict(set)
    lists: Counter[Unit] = Counter()
    for taken, _ in made:
        lists.update({project.unit for project, _ in taken.rows})
        for project, row in taken.rows:
            listed[project.unit].add(project.pk)
            if row.listed_times == 1 and taken.previous is not None:
                fresh[project.unit].add(project.pk)
    for unit, projects in listed.items():
        where = f"{made[0][1].label}调度清单" if len(made) == 1 else f"{lists[unit]}张调度清单"
        new = f"，其中新列{len(fresh[unit])}个" if fresh[unit] else ""
        notices.tell(
            [person for person in users_with(Projects.FILE_EVENT, unit) if person.unit_id == unit.pk],
            code="reports.dispatch_issued",
            title=f"{where}（{period.label}）：{unit.label}{len(projects)}个项目{new}",
            link=f"/dispatch/{made[0][1].pk}/" if len(made) == 1 else f"/dispatch/?period={period.code}",
            key=f"dispatch:{made[0][1].pk}-{made[-1][1].pk}:{unit.pk}",
            at=at,
        )
