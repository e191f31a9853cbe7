"""Trips and activities: what may be filed, documents added later, taking back by a new row, and who sees which."""

from datetime import date

import pytest

from luodi.across.figures import selectors as figures
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs import services as orgs
from luodi.base.orgs.selectors import leaders, operator
from luodi.domains.investors import selectors, services
from luodi.domains.investors.models import Activity, Attendance, Trip
from luodi.domains.investors.selectors import TravelFilter
from luodi.domains.projects import services as projects
from tests import factories
from tests.factories import AT, activity, attachment, checker, clerk, trip, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def led_trip() -> Trip:
    leader = orgs.make_person(name="王区长", unit=unit("QJ-E"), is_leader=True, actor=operator(), at=AT)
    return trip(leader=leader, is_led=True)


def counted() -> str | None:
    return figures.drill(operator(), "A02.n", period="2023H1").figure.value


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1978, 12, 17)])
def test_a_trip_before_the_reform_is_a_slip_of_the_hand(day: date) -> None:
    factories.investor()

    with refused("day.out_of_range"):
        trip(on=day)


def test_a_trip_of_more_than_a_year_is_a_wrong_year() -> None:
    clerk()

    with refused("trips.dates"):
        services.file_trip(
            unit("QJ-E"),
            left_on=date(2021, 5, 1),
            returned_on=date(2022, 6, 1),
            place="深圳",
            met=[],
            actor=clerk(),
            at=AT,
        )


def test_a_trip_taken_back_stays_and_counts_no_more() -> None:
    made = led_trip()
    before = counted()

    taken = services.withdraw_trip(made, actor=clerk(), at=AT, reason="重复填报")

    assert (before, counted()) == ("1", "0")
    assert (taken.reverses, taken.notes, Trip.objects.count()) == (made, "重复填报", 2)
    assert list(selectors.trips(clerk())) == []
    assert list(selectors.trips(clerk(), withdrawn=True)) == [made]
    assert AuditEntry.objects.get(action="investors.trip_withdrawn").reason == "重复填报"


def test_a_trip_is_taken_back_once_and_with_a_reason() -> None:
    made = trip()

    with refused("travel.reason"):
        services.withdraw_trip(made, actor=clerk(), at=AT, reason=" ")
    taken = services.withdraw_trip(made, actor=clerk(), at=AT, reason="重复填报")
    for subject in (made, taken):
        with refused("trips.withdrawn"):
            services.withdraw_trip(subject, actor=clerk(), at=AT, reason="再撤")


def test_another_county_neither_sees_nor_takes_back_nor_documents_a_trip() -> None:
    made, stranger = trip(), clerk("QJ-W")

    with pytest.raises(NotVisible):
        selectors.trip(stranger, made.pk)
    with refused("orgs.not_visible", NotVisible):
        services.withdraw_trip(made, actor=stranger, at=AT, reason="无")
    with refused("orgs.not_visible", NotVisible):
        services.add_trip_evidence(made, evidence=[], actor=stranger, at=AT)
    assert list(selectors.trips(stranger, withdrawn=True)) == []


def test_documents_are_added_to_a_trip_later_and_open_for_who_sees_it() -> None:
    first, second = attachment(), attachment()
    made = trip(evidence=[first])

    added = services.add_trip_evidence(made, evidence=[second], actor=checker(), at=AT)

    assert added == 1
    assert list(made.evidence.order_by("pk")) == [first, second]
    assert selectors.trip_attachment(clerk(), made.pk, second.pk) == second
    with pytest.raises(NotVisible):
        selectors.trip_attachment(clerk(), made.pk, 0)
    with pytest.raises(NotPermitted):
        selectors.trip_attachment(user("r21"), made.pk, second.pk)
    assert AuditEntry.objects.get(action="investors.trip_evidence_added").changes["evidence"] == ["", "回单.pdf"]


def test_a_trip_taken_back_takes_no_more_documents() -> None:
    made = trip()
    services.withdraw_trip(made, actor=clerk(), at=AT, reason="重复填报")

    paper = attachment()
    with refused("trips.withdrawn"):
        services.add_trip_evidence(made, evidence=[paper], actor=clerk(), at=AT)


def test_the_same_activity_is_registered_once() -> None:
    made = activity()

    with refused("activities.twice"):
        activity()
    services.withdraw_activity(made, actor=clerk(), at=AT, reason="届次填错")
    assert activity().pk != made.pk


def test_an_activity_with_signings_is_not_taken_back() -> None:
    fair, row = activity(), factories.project()
    signing = projects.file_event(row, event="SIGN", occurred_on=fair.held_on, occasion=fair, actor=clerk(), at=AT)

    with pytest.raises(BusinessError, match="1 项签约") as error:
        projects.withdraw_occasion(fair, actor=clerk(), at=AT, reason="登记错了")
    assert error.value.code == "activities.signings"
    assert Activity.objects.count() == 1

    projects.decide(signing.slip, "return", actor=checker(), at=AT, note="材料不全")
    projects.withdraw_occasion(fair, actor=clerk(), at=AT, reason="登记错了")
    assert list(selectors.activities(clerk())) == []


def test_a_county_may_sign_at_its_own_fairs_and_those_of_the_city_only() -> None:
    own, others = activity(), activity("QJ-W", name="西部招商会")
    city = services.file_activity(
        unit("QJ"), name="全市招商大会", held_on=date(2023, 3, 1), actor=factories.statistics_office(), at=AT
    )

    assert list(selectors.occasions(clerk())) == [own, city]
    assert others in selectors.occasions(factories.statistics_office())


def corrected(fair: Activity, **more: object) -> Attendance:
    given = {"companies_attending": 86, "projects_proposed": 42, "actor": clerk(), "at": AT, "reason": "签到表核对"}
    return services.correct_attendance(fair, **{**given, **more})  # type: ignore[arg-type]  # the tests' own words


def test_attendance_is_corrected_while_signings_stand_and_the_registration_stays() -> None:
    fair, row = activity(), factories.project()
    projects.file_event(row, event="SIGN", occurred_on=fair.held_on, occasion=fair, actor=clerk(), at=AT)

    corrected(fair)
    corrected(fair, projects_proposed=40, reason="两家重复")

    found = selectors.activity(clerk(), fair.pk)
    assert (found.attendance.companies_attending, found.attendance.projects_proposed) == (86, 40)
    assert (found.companies_attending, found.attendance_corrections.count()) == (None, 2)
    entry = AuditEntry.objects.filter(action="investors.attendance_corrected").latest("number")
    assert (entry.changes, entry.reason) == ({"projects_proposed": [42, 40]}, "两家重复")


@pytest.mark.parametrize(
    ("more", "code"),
    [({"reason": " "}, "travel.reason"), ({"companies_attending": None, "projects_proposed": None}, "activities.same")],
)
def test_a_correction_of_attendance_needs_a_reason_and_a_change(more: dict[str, object], code: str) -> None:
    fair, _ = activity(), clerk()

    with refused(code):
        corrected(fair, **more)


def test_attendance_of_a_withdrawn_or_another_countys_activity_is_not_corrected() -> None:
    gone, others, reader = activity(), activity("QJ-W", name="西部招商会"), user("r11", "QJ-W")
    services.withdraw_activity(gone, actor=clerk(), at=AT, reason="登记错了")

    with refused("activities.withdrawn"):
        corrected(gone)
    with refused("orgs.not_visible", NotVisible):
        corrected(others)
    with refused("orgs.not_permitted", NotPermitted):
        corrected(others, actor=reader)


def test_lists_are_narrowed_by_word_unit_day_and_lead() -> None:
    first = trip()
    second = trip("QJ-W", place="上海", on=date(2023, 6, 1))
    viewer = factories.statistics_office()

    def found(**wanted: object) -> list[Trip]:
        return list(selectors.trips(viewer, TravelFilter(**wanted)))  # type: ignore[arg-type]  # the tests' own words

    assert found(search="深圳") == [first]
    assert found(search="华兴") == [second, first]
    assert found(unit=unit("QJ-W")) == [second]
    assert found(first=date(2023, 5, 20)) == [second]
    assert found(last=date(2023, 5, 20)) == [first]
    assert found(is_led=True) == []


def test_a_county_names_its_own_leaders_and_those_above_but_none_of_another_county() -> None:
    def person(name: str, place: str) -> object:
        return orgs.make_person(name=name, unit=unit(place), is_leader=True, actor=operator(), at=AT)

    made = [person("市长", "QJ"), person("东县长", "QJ-E"), person("西县长", "QJ-W")]

    assert list(leaders(clerk(), "investors.file_trip")) == made[:2]
