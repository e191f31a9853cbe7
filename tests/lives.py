"""What a project needs to pass its gates, filed as people file it: fields, papers, site checks, photos."""

import io
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from PIL import ExifTags, Image

from luodi.across.lifecycle.rules.gates import RowState, Test
from luodi.across.lifecycle.rules.gates_holdings import Condition
from luodi.across.lifecycle.selectors import gates
from luodi.across.lifecycle.services import gates as lifecycle
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct
from luodi.base.files import services as files
from luodi.base.files.models import Attachment
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Person
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project, ProjectDocument, SiteCheck, SitePhoto, StageEvent
from luodi.domains.projects.rules.documents import CONCLUDING
from luodi.domains.projects.services import DocumentValues, ProjectValues, Told
from tests import factories
from tests.factories import AT

NATIONAL_CODE: Final = "2306-420100-04-01-123456"
FILLED: Final[dict[str, object]] = {
    "content": "新建电机生产线两条",
    "contact_phone": "13800001234",
    "owner": "张三",
    "place": "东县产业园一号地块",
    "fixed_investment_in_wan": Decimal(600),
    "planned_start_on": date(2023, 3, 1),
    "planned_production_on": date(2023, 6, 1),
    "national_code": NATIONAL_CODE,
}
"""What the fields that gates ask for are filled with."""
_SCENES: Final = {
    Condition.WORKS_PHOTOS: "MAIN",
    Condition.ARRIVAL_PHOTOS: "EQUIPMENT",
    Condition.FIT_OUT_PHOTOS: "FIT_OUT",
    Condition.OPERATION_PHOTOS: "OPERATION",
}
_numbers = itertools.count(1)


def fill(project: Project, **values: object) -> Project:
    """The project with these fields written, as its clerk changes it."""
    project.refresh_from_db()
    present = {name: getattr(project, name) for name in ProjectValues.__dataclass_fields__}
    changed = replace(ProjectValues(**present), **values)  # type: ignore[arg-type]  # checked by the test that passes them
    made = projects.change_project(project, changed, actor=factories.clerk(project.unit.code), at=AT)
    project.refresh_from_db()
    return made


def filled_project(unit_code: str = "QJ-E", *, name: str = "", kind: str = "BUILD", total: str = "1000") -> Project:
    """A project with every field that a gate asks for, its investor with a credit code."""
    made = factories.project(unit_code, name=name, total=total)
    investor = factories.investor()
    if not investor.uscc:
        investor = investors.register_investor(investor.name, actor=factories.clerk(), at=AT, uscc=factories.uscc(7))
    return fill(made, kind=kind, investor=investor, **FILLED)


def paper(project: Project, kind: str, **says: object) -> ProjectDocument:
    """A paper of the kind with a number, and what else it says."""
    given: dict[str, object] = {"number": f"示例文〔2023〕{next(_numbers)}号"}
    if kind in CONCLUDING:
        given["conclusion"] = "PASS"
    values = DocumentValues(kind, **{**given, **says})  # type: ignore[arg-type]  # checked by the test that passes them
    return projects.file_document(project, values, actor=factories.clerk(project.unit.code), at=AT)


def people() -> tuple[Person, Person]:
    """Two people of the eastern county who check sites."""
    unit = factories.unit("QJ-E")
    found = list(Person.objects.filter(unit=unit, name__in=("核查甲", "核查乙")).order_by("name"))
    if len(found) == 2:
        return found[0], found[1]
    officer = factories.officer("sysadmin")
    first, second = (orgs.make_person(name=name, unit=unit, actor=officer, at=AT) for name in ("核查甲", "核查乙"))
    return first, second


def check(project: Project, event: str, *, on: date = date(2023, 6, 20), conclusion: str = "MEETS") -> SiteCheck:
    """A site check by two people."""
    return projects.record_check(
        project,
        event=event,
        checked_on=on,
        place="东县产业园",
        checkers=people(),
        conclusion=conclusion,
        finding="" if conclusion == "MEETS" else "未见主体施工",
        actor=factories.clerk(project.unit.code),
        at=AT,
    )


def picture(taken_at: datetime | None = None, place: tuple[float, float] | None = None) -> Attachment:
    """A JPEG that nobody has uploaded before, with time and place in its EXIF block when given."""
    number = next(_numbers)
    image, exif, stream = Image.new("RGB", (8, 8), (number % 256, number // 256 % 256, 90)), Image.Exif(), io.BytesIO()
    if taken_at is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    if place is not None:
        block = exif.get_ifd(ExifTags.IFD.GPSInfo)
        for value, name, reference, words in (
            (place[0], ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "NS"),
            (place[1], ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "EW"),
        ):
            block[name] = (float(int(abs(value))), abs(value) % 1 * 60, 0.0)
            block[reference] = words[value < 0]
    image.save(stream, "JPEG", exif=exif, comment=f"photo {number}".encode())
    return files.store(stream.getvalue(), name="现场.jpg", unit_code="QJ-E", actor=factories.clerk(), at=AT)


def photos(project: Project, scene: str, count: int = 1) -> list[SitePhoto]:
    """So many photos of the scene with time and place typed."""
    told = Told(AT, Decimal("30.512345"), Decimal("114.312345"))
    return projects.file_photos(
        project,
        [picture() for _ in range(count)],
        scene=scene,
        told=told,
        actor=factories.clerk(project.unit.code),
        at=AT,
    )


def meet(project: Project, state: RowState, event: str, on: date) -> None:
    """Bring what one requirement asks for."""
    row = state.row
    if row.test == Test.FIELD:
        fill(project, **{row.targets[0]: FILLED[row.targets[0]]})
    elif row.test == Test.DOCUMENT:
        # A contract is signed on the day of the event; any other paper may be older.
        paper(project, row.targets[0], issued_on=on)
    else:
        _MEETINGS.get(row.targets[0], _photograph)(project, row.targets[0], event, row.least)


def _photograph(project: Project, condition: str, event: str, least: int) -> None:
    photos(project, _SCENES[Condition(condition)], least)


def _visit(project: Project, condition: str, event: str, least: int) -> None:
    check(project, event)


def _pay(project: Project, condition: str, event: str, least: int) -> None:
    factories.recognised_capital(project, "10", date(2023, 6, 25))


_MEETINGS: Final[dict[str, Callable[[Project, str, str, int], None]]] = {
    Condition.SITE_CHECK: _visit,
    Condition.FIRST_CAPITAL: _pay,
}


def furnish(project: Project, event: str, on: date) -> None:
    """Bring everything that the gate of the step still asks for."""
    project.refresh_from_db()
    for state in gates.state_before(project, event, on=on, today=on).missing:
        meet(project, state, event, on)
    project.refresh_from_db()


def filed(project: Project, event: str, on: date) -> StageEvent:
    """The step as the unit's clerk files it through its gate."""
    return lifecycle.file_event(project, event=event, occurred_on=on, actor=factories.clerk(project.unit.code), at=AT)


def recognised(slip: Slip) -> Slip:
    """The slip after verification and recognition through the gate."""
    lifecycle.decide(slip, SlipAct.VERIFY, actor=factories.checker(slip.unit.code), at=AT)
    office = factories.statistics_office() if slip.kind == "capital" else factories.project_office()
    return lifecycle.decide(slip, SlipAct.RECOGNISE, actor=office, at=AT)


def lived(project: Project, *steps: tuple[str, date]) -> Project:
    """The project after these steps, each with everything that its gate asks for."""
    for event, on in steps:
        furnish(project, event, on)
        recognised(filed(project, event, on).slip)
        project.refresh_from_db()
    return project
