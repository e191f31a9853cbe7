"""Vocabulary of units and rights: kinds and groups (domain/06 §4.8.1), scopes S1–S6 and hard rules (domain/10 §4.18)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError


class UnitKind(TextChoices):
    """Kinds of units."""

    LEADERS = "LEADERS", "市领导"
    DEPARTMENT = "DEPARTMENT", "市直部门"
    COUNTY = "COUNTY", "县市区"
    ZONE = "ZONE", "开发区"
    TOWNSHIP = "TOWNSHIP", "乡镇街道"
    TASK_FORCE = "TASK_FORCE", "专班"
    OUTSTATION = "OUTSTATION", "驻外组"
    STATE_OWNED = "STATE_OWNED", "国企"
    OTHER = "OTHER", "其他"


class Group(TextChoices):
    """Assessment groups; a unit without one is not ranked."""

    NONE = "", "不分组"
    G1A = "G1a", "主城区/工业强区县"
    G1B = "G1b", "县域/生态功能县区"
    G2 = "G2", "开发区、园区管委会"
    G3 = "G3", "市直部门"
    G4 = "G4", "产业链专班"
    G5 = "G5", "驻外招商组、小分队"
    G6 = "G6", "乡镇（街道）"


_OF_LEVEL: Final = ("市领导", "市直部门")
"""Labels that speak of a city: in a district it is 区领导, 区直部门."""

Level = Literal["区", "县", "市", "州", "盟", "旗"]
_LEVELS: Final[tuple[Level, ...]] = ("区", "县", "市", "州", "盟", "旗")


def level_of(area: str) -> Level:
    """The level of an area by its name; a name that says none is taken for a district."""
    return next((level for level in _LEVELS if area.partition("（")[0].endswith(level)), "区")


def group_label(group: str, level: str) -> str:
    """What an assessment group is called in an area of the level."""
    return _at_level(str(Group(group).label), level)


def kind_label(kind: str, level: str) -> str:
    """What a kind of units is called in an area of the level."""
    return _at_level(str(UnitKind(kind).label), level)


def _at_level(label: str, level: str) -> str:
    return label.replace("市", level, 1) if label in _OF_LEVEL else label


class Scope(TextChoices):
    """How far a grant reaches."""

    OWN = "S1", "本人"
    UNIT = "S2", "本单位"
    SUBTREE = "S3", "本单位及下级"
    CHAIN = "S4", "所在产业链（专班）"
    ALL_SUMMARY = "S5", "全部单位（汇总）"
    ALL = "S6", "全部单位（明细）"


class ResetState(TextChoices):
    """Where a password reset stands."""

    WAITING = "WAITING", "待批准"
    APPROVED = "APPROVED", "已批准"
    REFUSED = "REFUSED", "未批准"
    ISSUED = "ISSUED", "已发出"


class Permission(StrEnum):
    """Rights over the organisation itself."""

    VIEW_UNITS = "orgs.view_units"
    MANAGE_UNITS = "orgs.manage_units"
    VIEW_USERS = "orgs.view_users"
    MANAGE_USERS = "orgs.manage_users"
    GRANT_ROLES = "orgs.grant_roles"
    VIEW_GRANTS = "orgs.view_grants"
    OWN_ACCOUNT = "orgs.own_account"
    APPROVE_RESETS = "orgs.approve_resets"


LABELS: Final = {
    Permission.VIEW_UNITS: "查看单位",
    Permission.MANAGE_UNITS: "维护单位",
    Permission.VIEW_USERS: "查看账号",
    Permission.MANAGE_USERS: "维护账号",
    Permission.GRANT_ROLES: "授予角色",
    Permission.VIEW_GRANTS: "查看授权",
    Permission.OWN_ACCOUNT: "使用本人账号",
    Permission.APPROVE_RESETS: "批准重置密码",
}

OFFICER_ROLES: Final = frozenset({"r28", "r29", "r30"})
LEADING_ROLES: Final = frozenset({"r01", "r02", "r03", "r11", "r14"})
"""Leaders: whoever signs in as one of them instructs and signs; their passwords are reset by two officers together."""
RECOGNISING_ROLES: Final = frozenset({"r04", "r05", "r06"})
"""Offices that recognise: whoever can sign in as a clerk and as one of them files and recognises alone."""
GUARDED_ROLES: Final = LEADING_ROLES | RECOGNISING_ROLES
ASSESSING_ROLES: Final = frozenset({"r07"})
FILING_ROLES: Final = frozenset({"r04", "r05", "r06", "r09", "r10", "r12", "r13", "r23"})
"""Who enters facts; never who assesses by them (domain/10 hard rule 2)."""
SERVICE_ROLES: Final = frozenset({"x01", "x02"})
"""Of the service accounts alone: they hold rights of officers beside those of offices."""
TEMPORARY_HOURS: Final = 24
"""How long a temporary password lets its owner in."""

_KIND_WORDS: Final = {
    **{f"{level}领导": UnitKind.LEADERS for level in _LEVELS},
    **{f"{level}直部门": UnitKind.DEPARTMENT for level in _LEVELS},
    "部门": UnitKind.DEPARTMENT,
    "县市区": UnitKind.COUNTY,
    "区县": UnitKind.COUNTY,
    "开发区": UnitKind.ZONE,
    "园区": UnitKind.ZONE,
    "乡镇街道": UnitKind.TOWNSHIP,
    "乡镇": UnitKind.TOWNSHIP,
    "街道": UnitKind.TOWNSHIP,
    "专班": UnitKind.TASK_FORCE,
    "驻外组": UnitKind.OUTSTATION,
    "国企": UnitKind.STATE_OWNED,
    "其他": UnitKind.OTHER,
}


@dataclass(frozen=True)
class RolePreset:
    """One of the thirty roles of domain/10: code, name, usual scope and permissions."""

    code: str
    name: str
    scope: Scope
    permissions: frozenset[str]


def unit_kind(word: str) -> UnitKind:
    """The kind named by a word of a unit list; BusinessError `units.kind` lists the accepted words."""
    found = _KIND_WORDS.get(word.strip()) or UnitKind._value2member_map_.get(word.strip())
    if not isinstance(found, UnitKind):
        raise BusinessError(f"单位类别“{word}”不认识，可用：{'、'.join(_KIND_WORDS)}。", code="units.kind")
    return found


def require_for_people(role: str, *, is_service: bool) -> None:
    """Refuse to give a person the role of a service account, and a service account any role."""
    if is_service or role in SERVICE_ROLES:
        raise BusinessError(
            "服务账号的角色只用于系统内部，不能授给人员，服务账号也不再授予其他角色。请按岗位选择角色。",
            code="grants.service",
        )


def require_officer_left(role: str, others: int) -> None:
    """Refuse to take away the last one who can do the work of an officer's role."""
    if role in OFFICER_ROLES and others == 0:
        raise BusinessError(
            "这是最后一名担任该管理员角色的人员，停用或终止后无人履职。请先由安全管理员给接任者授予该角色。",
            code="users.last_officer",
        )


def require_officer_separation(held: Collection[str], added: str) -> None:
    """The three officers are three persons without business roles (domain/10 hard rule 4)."""
    if added in OFFICER_ROLES and set(held) - {added}:
        raise BusinessError("系统、安全、审计管理员须由专人担任，该账号已有其他角色。", code="orgs.officers")
    if added not in OFFICER_ROLES and set(held) & OFFICER_ROLES:
        raise BusinessError("系统、安全、审计管理员不得兼任业务角色。", code="orgs.officers")


def require_assessor_apart(held: Collection[str], added: str) -> None:
    """Who runs the assessment enters no facts, in no other role either (domain/10 hard rule 2)."""
    roles = {*held, added}
    if roles & ASSESSING_ROLES and roles & FILING_ROLES:
        raise BusinessError(
            "考核科人员不得兼任填报、审核类角色：考核的人不能改动考核所用的数。请另选人员。", code="orgs.assessor"
        )
