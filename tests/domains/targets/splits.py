"""Targets and their splits for tests, made through the services as people make them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from luodi.base.orgs.models import Unit, User
from luodi.domains.targets import selectors, services
from luodi.domains.targets.models import SignedLetter, Target, TargetSplit
from luodi.domains.targets.services import SplitValues
from tests.factories import AT, attachment, unit, user


def chief() -> User:
    """The office of the leading group, which submits, approves and issues."""
    return user("r03")


def leader() -> User:
    """The leader, who approves."""
    return user("r01")


def yearly(
    value: str = "40", *, reason: str = "", schedule: str = "30/60/80/100", holder: Unit | None = None
) -> Target:
    """The yearly target for signings: the district's, or that of `holder`."""
    made, _ = services.issue_target(
        holder or unit("QJ"),
        indicator="S01",
        value=Decimal(value),
        measure="个",
        period="2023",
        issuer="市级",
        reason=reason,
        schedule=schedule,
        actor=chief(),
        at=AT,
    )
    return made


def values(parts: Mapping[str, str], **changed: Any) -> SplitValues:
    """Parts by the unit's code, to make up the target."""
    said: dict[str, Any] = {"issuer": "区级", "sum_rule": "EQUAL", "basis": "招委会纪要〔2023〕1号"}
    return SplitValues(parts={unit(code): Decimal(value) for code, value in parts.items()}, **(said | changed))


def submitted(target: Target, parts: Mapping[str, str] | None = None, **changed: Any) -> TargetSplit:
    """A split that waits for approval."""
    given = parts or {"QJ-E": "25", "QJ-W": "15"}
    return services.submit_split(target, values(given, **changed), actor=chief(), at=AT)


def issued(target: Target, parts: Mapping[str, str] | None = None, **changed: Any) -> TargetSplit:
    """A split that the leader approved and the office issued."""
    split = submitted(target, parts, **changed)
    services.take_split_step(split, "APPROVE", actor=leader(), at=AT)
    services.take_split_step(
        split, "ISSUE", actor=chief(), at=AT, doc_no="示例招委〔2023〕6号", issued_on=date(2023, 7, 3)
    )
    return split


def signed_letter(code: str = "QJ") -> SignedLetter:
    """The signed scan of a unit's letter of 2023; the unit holds a target of that year."""
    letter = selectors.letter(chief(), code, 2023)
    return services.archive_letter(
        letter, attachment=attachment(), signed_on=date(2023, 7, 3), signer="示例负责人", actor=chief(), at=AT
    )
