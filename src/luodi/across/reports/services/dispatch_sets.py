"""Saying what a dispatch list asks: each change is a new revision, the earlier ones stay."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from luodi.across.reports.models import DispatchSet, DispatchSetTerm
from luodi.across.reports.rules.dispatch import FILTER_SETS
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.dispatch_sets import Conditions, TermKind, require_sound
from luodi.across.reports.selectors.dispatch_sets import filter_sets, newest_revision
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit
from luodi.domains.chains.models import Chain

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,29}")


@dataclass(frozen=True)
class SetValues:
    """What a filter set asks, as a person enters it. Without `says` the conditions are put into words."""

    label: str
    says: str = ""
    stages: Collection[str] = ()
    sides: Collection[str] = ()
    clocks: Collection[str] = ()
    colours: Collection[str] = ()
    overdue_from: int | None = None
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    unit: Unit | None = None
    chain: Chain | None = None

    @property
    def conditions(self) -> Conditions:
        """The same as the rules judge by."""
        return Conditions(
            frozenset(self.stages),
            frozenset(self.sides),
            frozenset(self.clocks),
            frozenset(self.colours),
            self.overdue_from,
            self.amount_from,
            self.amount_to,
            "" if self.unit is None else self.unit.path,
            None if self.chain is None else self.chain.pk,
        )

    @property
    def words(self) -> str:
        """What stands under the list."""
        unit, chain = (self.unit.label if self.unit else ""), (self.chain.name if self.chain else "")
        return self.says.strip() or shortened(self.conditions.spoken(unit=unit, chain=chain), 200)


@transaction.atomic
def revise_set(code: str, values: SetValues, *, actor: User, at: datetime, is_new: bool = False) -> DispatchSet:
    """The next revision of a set; `is_new` makes one of the office's own. Lists frozen before stay as they were.

    Errors: NotPermitted, BusinessError `reports.set_code`, `reports.set_taken`, `reports.set_unknown`,
    `reports.set_words`, `reports.set_empty`, `reports.set_overdue`, `reports.set_amounts`.
    """
    require(actor, Permission.EDIT_SETS, unit=root_unit())
    audit.stand_in_line()
    _require_code(code, is_new=is_new)
    if not values.label.strip():
        raise BusinessError("请填写清单名称，如“超期一个月未落地”。", code="reports.set_words")
    require_sound(values.conditions)
    row = _revision(code, values, is_active=True, actor=actor, at=at)
    audit.record(audit.Act("reports.dispatch_set_revised", row, unit_code=root_unit().code), actor=actor, at=at)
    return row


@transaction.atomic
def drop_set(code: str, *, actor: User, at: datetime) -> DispatchSet:
    """Put a set out of use: no new list is made of it, the frozen ones stay. `revise_set` brings it back."""
    require(actor, Permission.EDIT_SETS, unit=root_unit())
    audit.stand_in_line()
    newest = newest_revision(code)
    known = filter_sets().get(code)
    if known is None:
        raise BusinessError("该清单范围不存在或已停用，请刷新页面查看。", code="reports.set_unknown")
    values = SetValues(known.label, known.says) if newest is None else _values(newest)
    row = _revision(code, values, is_active=False, actor=actor, at=at)
    audit.record(audit.Act("reports.dispatch_set_dropped", row, unit_code=root_unit().code), actor=actor, at=at)
    return row


def _require_code(code: str, *, is_new: bool) -> None:
    if not _CODE.fullmatch(code):
        raise BusinessError("代码由小写英文字母、数字和下划线组成，如 late_landing。", code="reports.set_code")
    is_known = code in FILTER_SETS or newest_revision(code) is not None
    if is_new and is_known:
        raise BusinessError(f"代码“{code}”已经用过，请换一个，或修订原来的清单范围。", code="reports.set_taken")
    if not is_new and not is_known:
        raise BusinessError("没有这类清单范围，请从列表进入。", code="reports.set_unknown")


def _revision(code: str, values: SetValues, *, is_active: bool, actor: User, at: datetime) -> DispatchSet:
    newest = newest_revision(code)
    row = DispatchSet.objects.create(
        code=code,
        revision=1 if newest is None else newest.revision + 1,
        label=values.label.strip(),
        says=values.words,
        overdue_from=values.overdue_from,
        amount_from=values.amount_from,
        amount_to=values.amount_to,
        unit=values.unit,
        chain=values.chain,
        is_active=is_active,
        recorded_by=actor,
        recorded_at=at,
    )
    many = (
        (TermKind.STAGE, values.stages),
        (TermKind.SIDE, values.sides),
        (TermKind.CLOCK, values.clocks),
        (TermKind.COLOUR, values.colours),
    )
    DispatchSetTerm.objects.bulk_create(
        DispatchSetTerm(filter_set=row, kind=kind, value=value) for kind, given in many for value in sorted(set(given))
    )
    return row


def _values(row: DispatchSet) -> SetValues:
    terms = list(row.terms.all())

    def of(kind: TermKind) -> list[str]:
        return [term.value for term in terms if term.kind == kind]

    return SetValues(
        row.label,
        row.says,
        of(TermKind.STAGE),
        of(TermKind.SIDE),
        of(TermKind.CLOCK),
        of(TermKind.COLOUR),
        row.overdue_from,
        row.amount_from,
        row.amount_to,
        row.unit,
        row.chain,
    )
