"""Rows for tests, made through the services as people make them: a district with two counties, its people, projects.

Every builder works on the one district of the test's database; `district()` makes it when it is first asked for.
"""

import itertools
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.codes import uscc_check_char
from luodi.base.files import services as files
from luodi.base.files.models import Attachment
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Role, Unit, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.investors.models import Activity, Investor, Trip
from luodi.domains.projects import selectors as project_selectors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.services import ProjectValues
from tests.worlds import remembered

AT: Final = datetime(2023, 7, 3, 1, tzinfo=UTC)
"""09:00 in Shanghai on Monday 2023-07-03: when nothing else is said, everything is entered at this moment."""

SIGNED_ON: Final = date(2023, 2, 1)
PASSWORD: Final = "sunny-harbour-27"
_numbers = itertools.count(1)


def district() -> Unit:
    """The root unit QJ with the counties QJ-E and QJ-W below, roles, officers and service accounts."""
    present = Unit.objects.filter(code="QJ").first()
    return _installed() if present is None else present


@remembered
def _installed() -> Unit:
    root = orgs.install_instance(name="示例市", code="QJ", kind=UnitKind.OTHER, at=AT).root
    # The officers have signed in once and chosen passwords of their own.
    User.objects.update(must_change_password=False)
    for code, name in (("QJ-E", "东县"), ("QJ-W", "西县")):
        orgs.make_unit(code=code, name=name, kind=UnitKind.COUNTY, parent=root, actor=operator(), at=AT)
    return root


def unit(code: str) -> Unit:
    """A unit of the district: QJ, QJ-E, QJ-W, or one the test has made."""
    district()
    return Unit.objects.get(code=code)


def role(code: str) -> Role:
    """A preset role."""
    district()
    return Role.objects.get(code=code)


@remembered
def user(role_code: str, unit_code: str = "QJ", *, name: str = "", scope: str = "") -> User:
    """The account that holds the preset role for the unit; another `name` makes another person of the same role."""
    place = unit(unit_code)
    username = f"{name or role_code}.{unit_code}".lower()
    present = User.objects.filter(username=username).first()
    if present is not None:
        return present
    made = orgs.make_user(username, name=name or role_code, unit=place, password=PASSWORD, actor=None, at=AT)
    orgs.grant_role(made, role=role(role_code), unit=place, actor=None, at=AT, scope=scope)
    return made


def officer(code: str) -> User:
    """One of the three officers: sysadmin (r28), secadmin (r29), auditadmin (r30)."""
    district()
    return User.objects.get(username=code)


def clerk(unit_code: str = "QJ-E") -> User:
    """A county's clerk (r09), who fills in."""
    return user("r09", unit_code)


def checker(unit_code: str = "QJ-E") -> User:
    """A county's verifier (r10)."""
    return user("r10", unit_code)


def project_office() -> User:
    """The bureau's project section (r05), which recognises events."""
    return user("r05")


def statistics_office() -> User:
    """The bureau's statistics section (r04), which recognises capital."""
    return user("r04")


def uscc(number: int) -> str:
    """A sound 统一社会信用代码, another one for each number."""
    body = f"91350100M{number:08d}"
    return body + uscc_check_char(body)


def investor(name: str = "华兴电子有限公司", *, code: str = "") -> Investor:
    """The investor of that name."""
    return investors.register_investor(name, actor=clerk(), at=AT, uscc=code)


def attachment(content: bytes = b"") -> Attachment:
    """An uploaded PDF; without content given, one that nobody has uploaded before."""
    body = content or f"%PDF-1.7 receipt {next(_numbers)}".encode()
    return files.store(body, name="回单.pdf", unit_code="QJ-E", actor=clerk(), at=AT)


@remembered
def project(
    unit_code: str = "QJ-E", *, name: str = "", total: str | None = "1000", currency: str = "CNY", at: datetime = AT
) -> Project:
    """A project of 1000 万元 (or `total`) that the unit's clerk has opened; nothing has happened to it yet."""
    values = ProjectValues(
        name=name or f"年产{next(_numbers)}万套电机项目",
        unit=unit(unit_code),
        investor=investor(),
        total_investment_in_wan=None if total is None else Decimal(total),
        currency=currency,
    )
    return projects.open_project(values, actor=clerk(unit_code), at=at)


@remembered
def signed_project(
    unit_code: str = "QJ-E", *, on: date = SIGNED_ON, name: str = "", amount: str = "1000", at: datetime = AT
) -> Project:
    """A project with a recognised contract over `amount` 万元."""
    made = project(unit_code, name=name, total=amount, at=at)
    recognised_event(made, "SIGN", on, at=at)
    return made


def trip(unit_code: str = "QJ-E", *, place: str = "深圳", on: date = date(2023, 5, 8), **more: object) -> Trip:
    """A trip of three days on which the one investor was met."""
    return investors.file_trip(
        unit(unit_code),
        left_on=on,
        returned_on=on + timedelta(days=2),
        place=place,
        met=[investor()],
        actor=clerk(unit_code),
        at=AT,
        **more,  # type: ignore[arg-type]  # checked by the test that passes them
    )


def activity(unit_code: str = "QJ-E", *, name: str = "春季招商会", on: date = date(2023, 4, 18)) -> Activity:
    """A fair."""
    return investors.file_activity(
        unit(unit_code), name=name, edition="第三届", held_on=on, is_fair=True, actor=clerk(unit_code), at=AT
    )


def filed_event(
    subject: Project, event: str, on: date, *, at: datetime = AT, amount: str | None = None, reason: str = "会议纪要"
) -> StageEvent:
    """An event as the unit's clerk files it; it counts for nothing yet."""
    return projects.file_event(
        subject,
        event=event,
        occurred_on=on,
        amount_in_wan=None if amount is None else Decimal(amount),
        reason=reason,
        actor=clerk(subject.unit.code),
        at=at,
    )


def recognised_event(
    subject: Project, event: str, on: date, *, at: datetime = AT, amount: str | None = None
) -> StageEvent:
    """An event that has gone all the way."""
    made = filed_event(subject, event, on, at=at, amount=amount)
    recognise(made.slip, at=at)
    subject.refresh_from_db()
    return made


def filed_capital(
    subject: Project, amount: str, on: date, *, voucher: str = "", at: datetime = AT, **more: object
) -> CapitalRecord:
    """An arrival of `amount` 万元 as the unit's clerk files it, with a voucher of its own."""
    given: Mapping[str, object] = {"voucher_no": voucher or f"银收-{next(_numbers)}", **more}
    return projects.file_capital(
        subject,
        arrived_on=on,
        amount_in_wan=Decimal(amount),
        actor=clerk(subject.unit.code),
        at=at,
        **given,  # type: ignore[arg-type]  # checked by the test that passes them
    )


def recognised_capital(
    subject: Project, amount: str, on: date, *, voucher: str = "", at: datetime = AT
) -> CapitalRecord:
    """An arrival that has gone all the way."""
    made = filed_capital(subject, amount, on, voucher=voucher, at=at)
    recognise(made.slip, at=at)
    subject.refresh_from_db()
    return made


def verified(slip: Slip, *, at: datetime = AT) -> Slip:
    """The slip after the unit's verifier has passed it."""
    return projects.decide(slip, SlipAct.VERIFY, actor=checker(slip.unit.code), at=at)


def recognise(slip: Slip, *, at: datetime = AT) -> Slip:
    """The slip after verification and recognition by the section that is competent for its kind."""
    verified(slip, at=at)
    recogniser = statistics_office() if slip.kind == "capital" else project_office()
    return projects.decide(slip, SlipAct.RECOGNISE, actor=recogniser, at=at)


def reversed_event(event: StageEvent, *, on: date | None = None, at: datetime = AT) -> StageEvent:
    """The recognised reversal of an event."""
    made = projects.reverse_event(event, actor=statistics_office(), at=at, reason="填报有误", occurred_on=on)
    recognise(made.slip, at=at)
    return made


def reversed_capital(record: CapitalRecord, amount: str, *, on: date | None = None, at: datetime = AT) -> CapitalRecord:
    """The recognised 冲减 of a record; filed by the project section, recognised by the statistics section."""
    made = projects.reverse_capital(
        record, amount_in_wan=Decimal(amount), actor=project_office(), at=at, reason="重复填报", arrived_on=on
    )
    recognise(made.slip, at=at)
    return made


def transferred(
    subject: Project, shares: Mapping[str, int], *, on: date, to: str = "QJ-W", at: datetime = AT
) -> StageEvent:
    """The recognised transfer of a project to a unit, shared from then on in percent by unit code."""
    made = projects.file_transfer(
        subject,
        to_unit=unit(to),
        shares={unit(code): Decimal(percent) for code, percent in shares.items()},
        occurred_on=on,
        order_no="流转〔2023〕1号",
        reason="按流转单移交",
        actor=clerk(subject.unit.code),
        at=at,
    )
    recognise(made.slip, at=at)
    subject.refresh_from_db()
    return made


def replaced(
    old: Project, new: Project, *, on: date, task: str = "fair", at: datetime = AT, is_led: bool = False
) -> StageEvent:
    """The recognised replacement of a project in the task of that kind, approved by the issuer (`is_led`: and a leader)."""
    chosen = next(one for one in project_selectors.tasks_of(operator(), old) if one.key.startswith(task))
    made = projects.file_replacement(
        old,
        new,
        task=chosen,
        occurred_on=on,
        approver="招委办",
        approval_no="招委办〔2023〕8号",
        reason="原项目不再实施",
        actor=project_office(),
        at=at,
    )
    projects.approve_side_event(made, role="ISSUER", actor=user("r03"), at=at)
    if is_led:
        projects.approve_side_event(made, role="LEADER", actor=user("r01"), at=at)
    projects.decide(made.slip, SlipAct.VERIFY, actor=checker(old.unit.code), at=at)
    projects.decide(made.slip, SlipAct.RECOGNISE, actor=user("r05", name="认定员"), at=at)
    old.refresh_from_db()
    return made


def merged(loser: Project, survivor: Project, *, at: datetime = AT, left_behind: Collection[int] = ()) -> StageEvent:
    """The recognised merger of one project into another."""
    made = projects.file_merge(
        loser,
        survivor,
        decision="重复项目认定纪要〔2023〕3号",
        reason="同一项目登记了两次",
        left_behind=left_behind,
        actor=project_office(),
        at=at,
    )
    projects.decide(made.slip, SlipAct.VERIFY, actor=checker(loser.unit.code), at=at)
    projects.decide(made.slip, SlipAct.RECOGNISE, actor=user("r05", name="认定员"), at=at)
    loser.refresh_from_db()
    survivor.refresh_from_db()
    return made
