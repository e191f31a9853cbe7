"""The sets of roles and papers: presets of a new instance, and new versions valid from a day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from luodi.base.audit import services as audit
from luodi.base.audit.rules import Scalar
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, require_over_all
from luodi.domains.projects.models.responsibility import DutySet, DutySetLine
from luodi.domains.projects.rules.responsibility import PRESETS, Applies, SetLine, require_sound_lines
from luodi.domains.projects.rules.words import Permission

_ALWAYS = date(1978, 12, 18)


@transaction.atomic
def install_duty_sets(*, at: datetime) -> int:
    """The presets that are not there yet; returns how many were made. Safe to repeat, own versions stay."""
    known = set(DutySet.objects.values_list("code", flat=True))
    fresh = [preset for preset in PRESETS if preset.code not in known]
    for preset in fresh:
        _append(preset.code, preset.name, preset.applies, preset.lines, _ALWAYS, "预置", operator(), at)
    return len(fresh)


@transaction.atomic
def revise_duty_set(
    code: str,
    lines: Sequence[SetLine],
    *,
    name: str,
    applies: str,
    valid_from: date,
    basis: str,
    actor: User,
    at: datetime,
) -> DutySet:
    """The next version of a set, or the first of a new one; what held before its day stays as it was.

    Errors: NotPermitted, BusinessError `duties.lines`, `duties.basis`, `duties.name`.
    """
    require_over_all(actor, Permission.EDIT_DUTY_SETS)
    audit.stand_in_line()
    require_sensible_day(valid_from, label="生效日")
    require_sound_lines(lines)
    if not normalise(basis):
        raise BusinessError("请写明依据，如领导小组文件文号。", code="duties.basis")
    if not normalise(name) or not code.isalnum() or not code.isascii():
        raise BusinessError("请填写名称，代码用字母和数字。", code="duties.name")
    made = _append(code.upper(), normalise(name), Applies(applies), lines, valid_from, basis.strip(), actor, at)
    changes: dict[str, tuple[Scalar, Scalar]] = {
        "revision": ("", made.revision),
        "valid_from": ("", valid_from.isoformat()),
    }
    audit.record(audit.Act("projects.duty_set_revised", made, changes=changes, reason=basis), actor=actor, at=at)
    return made


def _append(
    code: str,
    name: str,
    applies: Applies,
    lines: Sequence[SetLine],
    valid_from: date,
    basis: str,
    actor: User,
    at: datetime,
) -> DutySet:
    last = DutySet.objects.filter(code=code).aggregate(last=Max("revision"))["last"] or 0
    made = DutySet.objects.create(
        code=code,
        name=name,
        applies=applies,
        revision=last + 1,
        valid_from=valid_from,
        basis=fitted(basis, 200, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    DutySetLine.objects.bulk_create(
        [
            DutySetLine(
                duty_set=made,
                label=line.label,
                role=line.role,
                paper=line.paper,
                from_stage=line.from_stage,
                visit_every_days=line.visit_every_days,
                recorded_by=actor,
                recorded_at=at,
            )
            for line in lines
        ]
    )
    return made
