"""What slips ask for beside events and money: a pause, milestones, a progress return, a link, in words."""

from dataclasses import dataclass
from typing import Any

from luodi.across.lifecycle.selectors import clocks_records
from luodi.base.approvals.rules import SlipKind
from luodi.base.core.periods import parse_period
from luodi.domains.offers import selectors as offers
from luodi.domains.projects.rules.progress import LETTERS, Light
from luodi.domains.projects.selectors import milestones, progress
from luodi.interfaces.web.ui import formats

Said = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """One matter: of which project, its heading, what it says line by line, and its documents (attachments)."""

    project: Any
    title: str
    lines: tuple[Said, ...]
    files: tuple[Any, ...] = ()


def asked_by(slip: Any) -> tuple[Asked, ...]:  # noqa: ANN401 - pages know no models
    """What the slip asks for, if it is of such a kind."""
    kinds = {
        SlipKind.PAUSE.value: _pauses,
        SlipKind.MILESTONE.value: _milestones,
        SlipKind.PROGRESS.value: _returns,
        SlipKind.LINK.value: _links,
    }
    made = kinds.get(slip.kind)
    return tuple(made(slip)) if made is not None else ()


def _pauses(slip: Any) -> list[Asked]:  # noqa: ANN401 - pages know no models
    return [
        Asked(
            row.project,
            "时限暂停",
            (
                ("起止", f"{formats.day(row.first_on)} 至 {formats.day(row.last_on)}"),
                ("天数", f"{(row.last_on - row.first_on).days + 1} 天，顺延到期日"),
                ("受阻单位", row.blocking_unit.name),
                ("外部原因", row.cause),
            ),
        )
        for row in clocks_records.pauses_of_slip(slip)
    ]


def _milestones(slip: Any) -> list[Asked]:  # noqa: ANN401 - pages know no models
    changes = [
        Asked(
            plan.project,
            f"节点调整（第 {plan.version} 版）",
            (
                *((name, f"{formats.day(now)} 改 {formats.day(asked)}") for name, now, asked in moved),
                ("目标日", formats.day(plan.target_on)),
                ("调整原因", plan.reason),
            ),
        )
        for plan, moved in milestones.plan_of_slip(slip)
    ]
    return [*changes, *(_done(row) for row in milestones.done_of_slip(slip))]


def _done(row: Any) -> Asked:  # noqa: ANN401 - pages know no models
    title = "节点完成" if row.reverses is None else "撤销节点完成"
    said = (("节点", row.name), ("完成日期", formats.day(row.done_on)), ("说明", row.note))
    return Asked(row.project, title, said, tuple(photo.attachment for photo in row.photos.all()))


def _returns(slip: Any) -> list[Asked]:  # noqa: ANN401 - pages know no models
    return [
        Asked(
            row.project,
            f"{parse_period(row.period).label}进度月报",
            (
                ("本月完成投资", f"{formats.money_cell(row.invested_in_wan)} 万元"),
                ("累计完成工作量", formats.percent(row.work_percent)),
                ("形象进度", row.works),
                ("红黄绿", LETTERS[Light(row.light)]),
                ("滞后原因和办法", row.reason),
            ),
        )
        for row in progress.return_of_slip(slip)
    ]


def _links(slip: Any) -> list[Asked]:  # noqa: ANN401 - pages know no models
    return [
        Asked(
            row.project,
            "解除策划项目关联" if row.is_ending else "策划项目关联",
            (
                ("策划项目", f"{row.planned.code} {offers.present_version(row.planned).title}"),
                ("谋划单位", row.planned.unit.name),
                ("招商项目", f"{row.project.code} {row.project.name}"),
                ("解除日期" if row.is_ending else "关联日期", formats.day(row.linked_on)),
                ("依据", row.reason),
            ),
        )
        for row in offers.links_of_slip(slip)
    ]
