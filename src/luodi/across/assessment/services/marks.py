"""Marks of juries."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luodi.across.assessment import selectors
from luodi.across.assessment.models import JuryMark
from luodi.across.assessment.rules import adjusting
from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import require_not_final
from luodi.across.assessment.selectors.rounds import is_final
from luodi.across.assessment.selectors.schemes import in_force
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import groups_on, require


@transaction.atomic
def record_mark(
    unit: Unit,
    *,
    period: str,
    line: str,
    judge: str,
    mark: Decimal,
    actor: User,
    at: datetime,
    scheme_code: str = "",
) -> JuryMark:
    """The mark 0–100 a judge gives a unit on a jury line; the same judge again replaces the former mark.

    Errors: BusinessError `assessment.mark`, `assessment.judge`, `assessment.subject`, `assessment.no_scheme`, `rounds.final`.
    """
    require(actor, Permission.MARK, unit=unit)
    adjusting.require_mark(mark)
    if not normalise(judge):
        raise BusinessError("请写明评价人或评价单位。", code="assessment.judge")
    whole = parse_period(period)
    scheme = in_force(whole.last, code=scheme_code, group=groups_on([unit], whole.last)[unit.pk])[0]
    judged = [one.code for one in selectors.sheet(scheme).lines if one.method == Method.JURY]
    if line not in judged:
        raise BusinessError(
            f"“{line}”不是该分组的评价指标，可用：{'、'.join(judged) or '无'}。", code="assessment.subject"
        )
    audit.stand_in_line()
    require_not_final(whole.label, is_final=is_final(scheme.code, whole.code))
    made = JuryMark.objects.create(
        unit=unit,
        scheme_code=scheme.code,
        period=whole.code,
        line=line,
        judge=fitted(normalise(judge), 60, "评分人"),
        mark=mark,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"mark": ("", f"{mark:f}")}
    audit.record(audit.Act("assessment.marked", made, unit_code=unit.code, changes=changes), actor=actor, at=at)
    return made
