"""Bonus cases out of decided hero lists and accepted challenges, filed as adjustments that another person approves.

B6 英雄榜单位 and B7 成功揭榜 are items of the scheme (domain/06 §4.8.4); the list or the acceptance is the basis. Asked
again, nothing is filed twice; a place that was taken back has its approved bonus reversed by a row of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Final

from django.db import transaction

from luodi.across.assessment.models import Adjustment
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.services.adjustments import AdjustmentValues, file_adjustment, reverse_adjustment
from luodi.base.approvals.rules import SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.incentives.models import HeroList, HeroPlace, Take
from luodi.domains.incentives.rules.heroes import HeroKind
from luodi.domains.incentives.selectors.challenges import take_standing
from luodi.domains.incentives.selectors.heroes import is_revoked, places, standing

HERO_ITEM: Final = "B6"
CHALLENGE_ITEM: Final = "B7"


@dataclass
class Claimed:
    """What one request did: adjustments filed, those that stood already, reversals filed, and why some were not."""

    filed: int = 0
    present: int = 0
    reversed: int = 0
    skipped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        words = (("报批加分", self.filed), ("已经报批", self.present), ("报批撤销", self.reversed))
        told = [f"{word} {count} 项" for word, count in words if count]
        return "；".join([*told, *self.skipped]) or "没有可报批的单位"


@dataclass(frozen=True)
class _Claim:
    """One case of a unit: which item, in which period, on which basis."""

    unit: Unit
    period: str
    item: str
    reason: str
    basis: str

    def rows(self) -> list[Adjustment]:
        """What was filed for it before, whatever became of it; its reversals left out."""
        known = Adjustment.objects.filter(unit=self.unit, period=self.period, subject=self.item, basis=self.basis)
        return list(known.filter(reverses=None).select_related("slip", "unit").order_by("pk"))


@transaction.atomic
def claim_list_bonus(of: HeroList, *, actor: User, at: datetime) -> Claimed:
    """A case of B6 in the year of a decided list for every unit on it, and the reversal for those taken off since.

    Errors: NotPermitted, NotVisible; BusinessError `assessment.list_not_decided`. What a unit's sheet refuses is told.
    """
    require(actor, Permission.FILE_ADJUSTMENT, unit=of.unit)
    audit.stand_in_line()
    one = standing(of)
    if one.decision is None:
        raise BusinessError("榜单还没有决定，决定并公布之后才能报批考核加分。", code="assessment.list_not_decided")
    told = Claimed()
    basis = shortened(f"{one.decision.document_no}（{of}）", 120)
    for place in places(one):
        if place.nomination.kind == HeroKind.UNIT:
            claim = _Claim(place.nomination.unit, str(of.year), HERO_ITEM, f"列入{of}", basis)
            _settle(claim, place, told, actor=actor, at=at)
    return told


@transaction.atomic
def claim_challenge_bonus(row: Take, *, actor: User, at: datetime) -> Claimed:
    """A case of B7 in the year of the acceptance for the unit that took the challenge.

    Errors: NotPermitted, NotVisible; BusinessError `assessment.take_not_accepted`. What the unit's sheet refuses is told.
    """
    require(actor, Permission.FILE_ADJUSTMENT, unit=row.challenge.unit)
    audit.stand_in_line()
    accepted = take_standing(row).accepted
    if accepted is None or row.kind != HeroKind.UNIT:
        raise BusinessError("只有以单位名义揭榜、并已验收通过的才能报批考核加分。", code="assessment.take_not_accepted")
    told = Claimed()
    basis = f"{row.challenge.code}揭榜验收（{accepted.occurred_on}）"
    reason = f"揭榜成功：{row.challenge.title}"
    _file(_Claim(row.unit, str(accepted.occurred_on.year), CHALLENGE_ITEM, reason, basis), told, actor=actor, at=at)
    return told


def _settle(claim: _Claim, place: HeroPlace, told: Claimed, *, actor: User, at: datetime) -> None:
    if not is_revoked(place):
        _file(claim, told, actor=actor, at=at)
        return
    for row in claim.rows():
        gone = Adjustment.objects.filter(reverses=row).exclude(slip__state=SlipState.RETURNED)
        # One that still waits for its approval cannot be reversed: the sentence says that it is to be returned.
        if row.slip.state != SlipState.RETURNED and not gone.exists():
            told.reversed += _tried(claim, told, partial(_take_back, row, place, actor=actor, at=at))


def _take_back(row: Adjustment, place: HeroPlace, *, actor: User, at: datetime) -> None:
    gone = place.revocation
    reverse_adjustment(row, reason=gone.reason, basis=gone.document_no, actor=actor, at=at)


def _file(claim: _Claim, told: Claimed, *, actor: User, at: datetime) -> None:
    if claim.rows():
        told.present += 1
        return
    values = AdjustmentValues(
        AdjustmentKind.CASES.value, claim.reason, claim.basis, subject=claim.item, amount=Decimal(1)
    )
    filed = _tried(
        claim, told, lambda: file_adjustment(claim.unit, period=claim.period, values=values, actor=actor, at=at)
    )
    told.filed += filed


def _tried(claim: _Claim, told: Claimed, verb: Callable[[], object]) -> bool:
    """Whether the verb went through; what it refused is told with the unit's name and nothing of it stays."""
    try:
        with transaction.atomic():
            verb()
    except BusinessError as error:
        told.skipped.append(f"{claim.unit.label}：{error.message}")
        return False
    return True
