"""Site checks by two people, photos with time and place."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luodi.base.core.errors import NotVisible
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import SitePhoto
from luodi.domains.projects.services import Told
from tests import factories, lives
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HERE = (Decimal("30.5"), Decimal("114.25"))


def test_of_several_checks_of_a_step_the_latest_counts() -> None:
    project = factories.project()
    lives.check(project, "START", on=date(2023, 6, 20), conclusion="FALLS_SHORT")
    lives.check(project, "START", on=date(2023, 6, 25))

    found = {row.event: row.conclusion for row in selectors.site_checks([project.pk])}

    assert found == {"START": "MEETS"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"event": "TALK"}, "checks.event"),
        ({"checked_on": date(2023, 7, 4)}, "checks.future"),
        ({"place": " "}, "checks.place"),
        ({"conclusion": "SO_SO"}, "checks.conclusion"),
        ({"conclusion": "FALLS_SHORT"}, "checks.finding"),
    ],
)
def test_a_check_that_says_too_little_is_refused(changed: dict[str, object], code: str) -> None:
    project, people, clerk = factories.project(), lives.people(), factories.clerk()
    given = {"event": "START", "checked_on": date(2023, 6, 1), "place": "园区", "conclusion": "MEETS", **changed}

    with refused(code):
        services.record_check(project, checkers=people, actor=clerk, at=AT, **given)  # type: ignore[arg-type]  # wrong on purpose


def test_one_person_alone_is_no_site_check() -> None:
    project, (first, _), clerk = factories.project(), lives.people(), factories.clerk()

    with refused("checks.two_persons"):
        services.record_check(
            project,
            event="START",
            checked_on=date(2023, 6, 1),
            place="园区",
            checkers=(first, first),
            conclusion="MEETS",
            actor=clerk,
            at=AT,
        )


def test_what_the_photo_says_goes_before_what_is_typed() -> None:
    project = factories.project()
    own = lives.picture(datetime(2023, 6, 20, 10, 30), (31.5, 115.25))

    photo = services.file_photos(project, [own], scene="MAIN", told=Told(AT, *HERE), actor=factories.clerk(), at=AT)[0]

    assert (photo.taken_at, photo.latitude, photo.longitude, photo.source) == (
        datetime(2023, 6, 20, 2, 30, tzinfo=UTC),
        Decimal("31.500000"),
        Decimal("115.250000"),
        "EXIF",
    )


def test_a_photo_without_its_own_place_takes_the_phones() -> None:
    told = Told(AT, *HERE, by_phone=True)

    photo = services.file_photos(
        factories.project(), [lives.picture()], scene="MAIN", told=told, actor=factories.clerk(), at=AT
    )[0]

    assert (photo.latitude, photo.source) == (Decimal("30.5"), "PHONE")


def test_a_photo_from_the_future_is_refused_typed_or_its_own() -> None:
    project, clerk = factories.project(), factories.clerk()
    own = lives.picture(datetime(2024, 1, 1, 8), (31.5, 115.25))
    plain = lives.picture()

    with refused("photos.future") as caught:
        services.file_photos(project, [own], scene="MAIN", actor=clerk, at=AT)
    assert "2024-01-01" in caught.value.message
    assert "在将来" in caught.value.message
    with refused("photos.future"):
        told = Told(AT + timedelta(minutes=11), *HERE)
        services.file_photos(project, [plain], scene="MAIN", told=told, actor=clerk, at=AT)
    assert SitePhoto.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(), "photos.time"),
        (Told(AT), "photos.place"),
        (Told(AT, Decimal(91), Decimal(10)), "photos.place"),
        (Told(datetime(1970, 1, 1, tzinfo=UTC), *HERE), "day.out_of_range"),
    ],
)
def test_a_photo_needs_time_and_place_on_earth(told: Told, code: str) -> None:
    project, clerk, picture = factories.project(), factories.clerk(), lives.picture()

    with refused(code):
        services.file_photos(project, [picture], scene="MAIN", told=told, actor=clerk, at=AT)


def test_a_photo_is_a_picture_that_was_not_sent_before() -> None:
    project, clerk = factories.project(), factories.clerk()
    pdf, sent = factories.attachment(), lives.photos(project, "MAIN")[0].attachment

    with refused("photos.type"):
        services.file_photos(project, [pdf], scene="MAIN", told=Told(AT, *HERE), actor=clerk, at=AT)
    with refused("photos.twice"):
        services.file_photos(project, [sent], scene="MAIN", told=Told(AT, *HERE), actor=clerk, at=AT)


def test_the_photos_of_another_county_are_not_mine_to_add() -> None:
    project, neighbour, picture = factories.project(), factories.clerk("QJ-W"), lives.picture()

    with refused("orgs.not_visible", NotVisible):
        services.file_photos(project, [picture], scene="MAIN", told=Told(AT, *HERE), actor=neighbour, at=AT)
