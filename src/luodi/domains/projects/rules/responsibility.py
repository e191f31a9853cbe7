"""Who answers for a project: roles and papers, the sets of them that are preset, what is missing, when visits are due.

Source: domain/03 (三个一、四个一、五位一体、三专 are configurable sets of roles and papers) and domain/12 O3: the exact content is
the bureau's; what stands here are defaults, changed by a new version valid from a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules.events import ENDED, Stage


class DutyRole(TextChoices):
    """What a person or a unit answers for."""

    LEADER = "LEADER", "包抓领导"
    OWNER = "OWNER", "责任人"
    LEAD_UNIT = "LEAD_UNIT", "牵头部门"
    LOCAL_UNIT = "LOCAL_UNIT", "属地单位"
    TASK_FORCE = "TASK_FORCE", "工作专班"
    SERVICE = "SERVICE", "首席服务员"
    SITE = "SITE", "驻工地专员"


class DutyPaper(TextChoices):
    """A paper that a set asks for."""

    PLAN = "PLAN", "推进方案"
    CASE_PLAN = "CASE_PLAN", "专案"
    LETTER = "LETTER", "责任书"


class Applies(TextChoices):
    """To which projects a set applies without being chosen for them."""

    ALL = "ALL", "全部项目"
    MAJOR = "MAJOR", "重大项目"
    CHOSEN = "CHOSEN", "只用于指定的项目"


UNIT_ROLES: Final = frozenset({DutyRole.LEAD_UNIT, DutyRole.LOCAL_UNIT, DutyRole.TASK_FORCE})
MANY: Final = frozenset({DutyRole.SERVICE, DutyRole.SITE})
"""Roles that several may hold at once; in the others a newcomer takes over from whoever was there."""
SOON_DAYS: Final = 3
"""So many days before a visit is due its visitor is reminded."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A role or a paper of a set, from which stage on it must be there, and how often its holder goes to the site."""

    label: str
    role: str = ""
    paper: str = ""
    from_stage: str = Stage.TALKS
    visit_every_days: int | None = None


@dataclass(frozen=True, slots=True)
class SetPreset:
    """A set as it is installed."""

    code: str
    name: str
    applies: Applies
    lines: tuple[SetLine, ...]


_LEADER: Final = SetLine("一名领导", role=DutyRole.LEADER, visit_every_days=30)
_FORCE: Final = SetLine("一套班子", role=DutyRole.TASK_FORCE)
PRESETS: Final = (
    SetPreset(
        "SZ",
        "三专",
        Applies.ALL,
        (
            SetLine("专人负责", role=DutyRole.OWNER),
            SetLine("专人服务", role=DutyRole.SERVICE, from_stage=Stage.SIGNED),
            SetLine("专案推进", paper=DutyPaper.CASE_PLAN, from_stage=Stage.SIGNED),
        ),
    ),
    SetPreset(
        "SIGY",
        "四个一",
        Applies.MAJOR,
        (
            SetLine("一个项目责任人", role=DutyRole.OWNER),
            _LEADER,
            _FORCE,
            SetLine("一抓到底（推进方案）", paper=DutyPaper.PLAN, from_stage=Stage.SIGNED),
        ),
    ),
    SetPreset(
        "SGY",
        "三个一",
        Applies.CHOSEN,
        (
            _LEADER,
            SetLine("一个专班", role=DutyRole.TASK_FORCE),
            SetLine("一抓到底（推进方案）", paper=DutyPaper.PLAN, from_stage=Stage.SIGNED),
        ),
    ),
    SetPreset(
        "WWYT",
        "五位一体",
        Applies.CHOSEN,
        (
            SetLine("包抓领导", role=DutyRole.LEADER, visit_every_days=15),
            SetLine("牵头部门", role=DutyRole.LEAD_UNIT),
            SetLine("属地单位", role=DutyRole.LOCAL_UNIT),
            SetLine("首席服务员", role=DutyRole.SERVICE, from_stage=Stage.SIGNED),
            SetLine("驻工地专员", role=DutyRole.SITE, from_stage=Stage.STARTED, visit_every_days=7),
        ),
    ),
)


def needs_duties(stage: str, side_status: str) -> bool:
    """Whether somebody must answer for the project: from talks on, until full capacity or its end."""
    return Stage.TALKS <= stage < Stage.FULL and side_status not in ENDED


def lines_due(lines: Sequence[SetLine], stage: str) -> list[SetLine]:
    """The lines that must be filled at the stage."""
    return [line for line in lines if stage >= line.from_stage]


def visit_due_on(since: date, last_visit: date | None, every_days: int) -> date:
    """The day by which the next visit is due: so many days after the last one, or after the duty began."""
    return max(since, last_visit or since) + timedelta(days=every_days)


def require_holder(role: str, *, has_person: bool, has_unit: bool) -> None:
    """A leader or officer is a person, a task force or department a unit. Error: `duties.holder`."""
    is_unit = role in UNIT_ROLES
    if has_person == has_unit or has_unit != is_unit:
        raise BusinessError(
            f"“{DutyRole(role).label}”应选{'单位' if is_unit else '人员'}，请在对应的一栏中选择。", code="duties.holder"
        )


def require_sound_lines(lines: Sequence[SetLine]) -> None:
    """A set has at least one line, and each role or paper once. Errors: `duties.lines`."""
    keys = [line.role or line.paper for line in lines]
    if not lines:
        raise BusinessError("请至少选一个角色或一份材料。", code="duties.lines")
    if len(set(keys)) != len(keys):
        raise BusinessError("同一个角色或材料只能列一次，请删去重复的一行。", code="duties.lines")
    if any(line.visit_every_days is not None and not 1 <= line.visit_every_days <= 366 for line in lines):
        raise BusinessError("走访间隔应为 1 至 366 天。", code="duties.lines")
    if any(line.visit_every_days is not None and (not line.role or line.role in UNIT_ROLES) for line in lines):
        raise BusinessError("走访间隔只能定给由人担任的角色。", code="duties.lines")
