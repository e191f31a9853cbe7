"""Investors, honours, trips and activities."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.domains.investors import selectors, services
from luodi.domains.investors.models import Activity, Investor, Trip
from luodi.domains.investors.services import InvestorSeed
from tests.factories import AT, clerk, officer, unit, uscc, user
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"
MAY = date(2023, 5, 10)


def register(name: str, **more: str) -> Investor:
    return services.register_investor(name, actor=clerk(), at=AT, **more)


def test_writings_of_one_name_meet() -> None:
    first = register("华兴（云澜）电子有限公司")

    assert register(" 华兴(云澜)电子有限责任公司 ") == first
    assert register("远海电子有限公司") != first


def test_the_code_decides_before_the_name() -> None:
    first = register("华兴电子有限公司", uscc=CODE)

    assert register("华兴电子（集团）新名有限公司", uscc=CODE.lower()) == first
    assert register("华兴电子有限公司", uscc=uscc(7)) != first


def test_what_was_missing_is_filled_in_and_nothing_is_replaced() -> None:
    register("华兴电子有限公司", place="广东深圳")

    filled = register("华兴电子有限公司", uscc=CODE, place="江苏苏州", origin="OUT_PROVINCE")

    assert (filled.uscc, filled.place, filled.origin) == (CODE, "广东深圳", "OUT_PROVINCE")
    assert AuditEntry.objects.get(action="investors.completed").changes == {
        "uscc": ["", CODE],
        "origin": ["", "OUT_PROVINCE"],
    }


def test_nothing_new_writes_nothing() -> None:
    register("华兴电子有限公司", uscc=CODE)
    before = contents()

    register("华兴电子有限公司", uscc=CODE)

    assert contents() == before


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [
        ("华兴电子有限公司", "91350100M000100Y4Z", "uscc.invalid"),
        ("华兴电子有限公司", "91350100M000100Y44", "uscc.invalid"),
        ("华兴电子有限公司", "91350100M000100Y4", "uscc.invalid"),
        ("  ", CODE, "investors.name"),
        ("长" * 201, "", "investors.name"),
    ],
    ids=["a letter that is none", "a wrong check digit", "too short", "no name", "too long"],
)
def test_a_wrong_code_or_no_name_is_refused(name: str, code: str, fault: str) -> None:
    clerk()

    with refused(fault):
        register(name, uscc=code)


def test_many_are_registered_like_one_by_one() -> None:
    known = register("华兴电子有限公司")
    seeds = [
        InvestorSeed("华兴电子有限责任公司", CODE),
        InvestorSeed("远海电子有限公司", uscc(1), "OUT_CITY"),
        InvestorSeed("远海电子有限公司", uscc(2)),
        InvestorSeed("远海 电子有限公司"),
        InvestorSeed("长" * 300),
    ]

    found = services.register_many(seeds, actor=clerk(), at=AT)

    known.refresh_from_db()
    assert (found[seeds[0]], known.uscc) == (known, CODE)
    assert found[seeds[1]] != found[seeds[2]]
    assert found[seeds[3]] == found[seeds[1]]
    assert len(found[seeds[4]].name) == 200
    assert Investor.objects.count() == 4


def test_investors_are_found_by_name_and_by_code() -> None:
    first = register("华兴电子有限公司", uscc=CODE)
    register("远海电子有限公司")

    assert list(selectors.investors(clerk(), search="华兴")) == [first]
    assert list(selectors.investors(clerk(), search=CODE.lower())) == [first]
    assert list(selectors.investors(officer("sysadmin"))) == []


def test_an_honour_needs_evidence_and_is_entered_once() -> None:
    company = register("华兴电子有限公司")

    def award(evidence: str) -> object:
        return services.award_honour(company, list_name="CHINA_500", year=2022, evidence=evidence, actor=clerk(), at=AT)

    with refused("investors.evidence"):
        award("  ")
    assert str(award("中国企业联合会 2022 年榜单")) == "2022中国500强"
    with refused("investors.honour_twice"):
        award("同上")


@pytest.mark.parametrize("role", ["r01", "r07", "r11", "r14"])
def test_readers_register_nobody(role: str) -> None:
    reader = user(role)

    with refused("orgs.not_permitted", NotPermitted):
        services.register_investor("华兴电子有限公司", actor=reader, at=AT)


def trip(place: str = "QJ-E", *, left_on: date = MAY, returned_on: date = MAY, actor: User | None = None) -> Trip:
    company = Investor.objects.order_by("pk").first() or register("华兴电子有限公司")
    return services.file_trip(
        unit(place),
        left_on=left_on,
        returned_on=returned_on,
        place="深圳",
        met=[company, company],
        is_led=True,
        actor=actor or clerk(place),
        at=AT,
    )


def test_a_trip_names_each_company_once() -> None:
    made = trip()

    assert [contact.investor.name for contact in made.contacts.all()] == ["华兴电子有限公司"]
    assert AuditEntry.objects.get(action="investors.trip_filed").unit_code == "QJ-E"


@pytest.mark.parametrize(
    ("left_on", "returned_on", "code"),
    [(date(2023, 7, 4), date(2023, 7, 5), "trips.future"), (MAY, date(2023, 5, 9), "trips.dates")],
)
def test_a_trip_has_taken_place_and_ends_after_it_began(left_on: date, returned_on: date, code: str) -> None:
    trip()

    with refused(code):
        trip(left_on=left_on, returned_on=returned_on)


def activity(place: str = "QJ-E", *, name: str = "春季招商会", held_on: date = MAY) -> Activity:
    return services.file_activity(unit(place), name=name, held_on=held_on, actor=clerk(place), at=AT, is_fair=True)


def test_an_activity_has_a_name_and_has_taken_place() -> None:
    clerk()

    with refused("activities.name"):
        activity(name=" ")
    with refused("activities.future"):
        activity(held_on=date(2023, 7, 4))
    assert str(activity()) == "春季招商会"


def test_a_county_files_no_trip_for_its_neighbour() -> None:
    trip("QJ-E")
    stranger = clerk("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        trip("QJ-E", actor=stranger)


@pytest.mark.parametrize(
    ("scope", "seen"),
    [(Scope.OWN, 0), (Scope.UNIT, 1), (Scope.CHAIN, 0), (Scope.ALL_SUMMARY, 0), (Scope.ALL, 2)],
)
def test_trips_and_activities_are_seen_within_reach_and_never_through_a_summary(scope: Scope, seen: int) -> None:
    for place in ("QJ-E", "QJ-W"):
        trip(place)
        activity(place)
    viewer = user("r11", "QJ-E", name="某人", scope=scope)

    assert (selectors.trips(viewer).count(), selectors.activities(viewer).count()) == (seen, seen)


def test_the_check_digit_of_the_made_up_codes_is_sound() -> None:
    assert [register(f"第{number}公司", uscc=uscc(number)).uscc for number in range(20)] == [uscc(n) for n in range(20)]
    assert Decimal(len({uscc(number) for number in range(20)})) == 20
