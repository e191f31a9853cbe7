"""Words, states and steps of planned projects: 征集→论证→入库→推介→招引成功→出库 (domain/03, requirements A016, A038, A063)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import normalise
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.projects.rules import ChainAction

SIGNED_RANK: Final = 40
"""ST40: from the formal contract on a linked project shows that the opportunity found its investor."""
MOST_IN_WAN: Final = Decimal(100_000_000)
"""One trillion yuan: no opportunity is larger, more is a slip of the unit."""

Action = ChainAction
"""What a planned project does for its chain, in the words that projects use."""


class Permission(StrEnum):
    """Rights over planned projects (domain/10, module CHN)."""

    VIEW = "offers.view"
    EDIT = "offers.edit"
    STORE = "offers.store"


LABELS = {
    Permission.VIEW: "查看策划项目",
    Permission.EDIT: "填报、修改、推介策划项目和申请关联",
    Permission.STORE: "办理策划项目入库、招引成功、出库和撤销步骤",
}


class PlannedState(TextChoices):
    """How far a planned project has come."""

    SOLICITED = "SOLICITED", "征集"
    ARGUED = "ARGUED", "论证"
    STORED = "STORED", "入库"
    OFFERED = "OFFERED", "推介"
    ATTRACTED = "ATTRACTED", "招引成功"
    DROPPED = "DROPPED", "出库"


class PlannedAct(TextChoices):
    """Steps of a planned project; a step that was taken by mistake is revoked by another one."""

    SOLICIT = "SOLICIT", "征集"
    ARGUE = "ARGUE", "论证"
    STORE = "STORE", "入库"
    OFFER = "OFFER", "推介"
    ATTRACT = "ATTRACT", "招引成功"
    DROP = "DROP", "出库"
    REVOKE = "REVOKE", "撤销"


class ResourceKind(TextChoices):
    """The idle resource on which a planned project of the resource type is built."""

    LAND = "LAND", "净地"
    PLANT = "PLANT", "厂房"
    BUILDING = "BUILDING", "楼宇"
    IDLE_LAND = "IDLE_LAND", "闲置土地"
    MINE = "MINE", "矿区"
    ROOF = "ROOF", "屋顶"
    PARKING = "PARKING", "停车场"


IN_LIBRARY: Final = frozenset({PlannedState.STORED, PlannedState.OFFERED, PlannedState.ATTRACTED})
"""States of what stands in the library: stored, and not taken out."""
_GOING: Final = tuple(state.value for state in PlannedState if state is not PlannedState.DROPPED)
STEPS: Final = StepTable(
    (
        Step(PlannedAct.ARGUE, "组织论证", (PlannedState.SOLICITED.value,), PlannedState.ARGUED, Permission.EDIT),
        Step(PlannedAct.STORE, "入库", (PlannedState.ARGUED.value,), PlannedState.STORED, Permission.STORE),
        Step(PlannedAct.OFFER, "对外推介", (PlannedState.STORED.value,), PlannedState.OFFERED, Permission.EDIT),
        Step(PlannedAct.ATTRACT, "招引成功", (PlannedState.OFFERED.value,), PlannedState.ATTRACTED, Permission.STORE),
        Step(PlannedAct.DROP, "出库", _GOING, PlannedState.DROPPED, Permission.STORE),
    )
)


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step as the record tells it."""

    pk: int
    act: str
    state: str
    occurred_on: date
    reverses: int | None = None


def standing(steps: Iterable[TakenStep]) -> list[TakenStep]:
    """The steps that have not been revoked, in the order in which they were taken."""
    told = sorted(steps, key=lambda step: step.pk)
    gone = {step.reverses for step in told if step.reverses is not None}
    return [step for step in told if step.reverses is None and step.pk not in gone]


def require_sound(*, title: str, investment_in_wan: Decimal | None, land_mu: Decimal | None) -> None:
    """Refuse a planned project without a name, or with amounts that cannot be."""
    if not normalise(title):
        raise BusinessError("请填写策划项目的名称。", code="offers.title")
    if investment_in_wan is not None and not 0 < investment_in_wan < MOST_IN_WAN:
        raise BusinessError(
            "计划投资应大于 0 且不超过 1 万亿元（单位是万元），请核对；没有测算的请空着。", code="offers.investment"
        )
    if land_mu is not None and land_mu < 0:
        raise BusinessError("用地需求不能为负数；不需要用地的请空着。", code="offers.land")


def require_in_time(occurred_on: date, before: Sequence[TakenStep]) -> None:
    """Refuse a step dated before the last one that stands."""
    if before and occurred_on < before[-1].occurred_on:
        last = before[-1]
        raise BusinessError(
            f"上一步“{PlannedAct(last.act).label}”发生在 {last.occurred_on}，这一步的日期不能更早，请核对。",
            code="offers.order",
        )


def require_another_person(authors: Collection[int], actor: int, *, act: str) -> None:
    """What enters the library counts in published figures, so nobody who wrote it lets it in (domain/10 hard rule 1)."""
    if act == PlannedAct.STORE and actor in authors:
        raise BusinessError("填报人不能办理自己填报的策划项目入库，请由其他有权人员办理。", code="offers.same_person")


def require_note(act: str, note: str) -> None:
    """Taking out of the library and revoking need a reason."""
    if act in {PlannedAct.DROP, PlannedAct.REVOKE} and not normalise(note):
        raise BusinessError(f"请写明{PlannedAct(act).label}的原因，供以后查考。", code="offers.note")


def require_attracted(ranks: Iterable[int]) -> None:
    """招引成功 rests on a recognised link to a project with a formal contract. `ranks`: stages of the linked projects."""
    if not any(rank >= SIGNED_RANK for rank in ranks):
        raise BusinessError(
            "还没有经认定关联、且已签正式合同（ST40 及以后）的项目，不能登记招引成功。请先申请关联并等待认定。",
            code="offers.not_attracted",
        )
