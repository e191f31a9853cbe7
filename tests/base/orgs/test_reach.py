"""How far a grant reaches: the scopes S1–S6 of domain/10."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import Scope, UnitKind
from luodi.base.orgs.selectors import Reach, operator
from tests.factories import AT, clerk, district, role, unit, user

pytestmark = pytest.mark.django_db
VIEW = "projects.view"


def township() -> Unit:
    return services.make_unit(
        code="QJ-E-1", name="东一镇", kind=UnitKind.TOWNSHIP, parent=unit("QJ-E"), actor=operator(), at=AT
    )


def covered(reach: Reach) -> set[str]:
    return {place.code for place in Unit.objects.all() if reach.covers(place.pk)}


@pytest.mark.parametrize(
    ("scope", "in_detail", "listed"),
    [
        (Scope.OWN, set(), set()),
        (Scope.UNIT, {"QJ-E"}, {"QJ-E"}),
        (Scope.SUBTREE, {"QJ-E", "QJ-E-1"}, {"QJ-E", "QJ-E-1"}),
        (Scope.CHAIN, set(), {"QJ-E"}),
        (Scope.ALL_SUMMARY, set(), {"QJ", "QJ-E", "QJ-E-1", "QJ-W"}),
        (Scope.ALL, {"QJ", "QJ-E", "QJ-E-1", "QJ-W"}, {"QJ", "QJ-E", "QJ-E-1", "QJ-W"}),
    ],
)
def test_a_scope_covers_exactly_its_units(scope: Scope, in_detail: set[str], listed: set[str]) -> None:
    viewer = user("r11", "QJ-E", scope=scope)
    township()

    assert covered(selectors.reach(viewer, VIEW)) == in_detail
    assert {place.code for place in selectors.visible_units(viewer, VIEW)} == listed


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.CHAIN, Scope.ALL_SUMMARY])
def test_a_scope_without_units_may_act_on_none(scope: Scope) -> None:
    actor = user("r11", "QJ-E", scope=scope)

    with pytest.raises(NotVisible):
        selectors.require(actor, VIEW, unit=unit("QJ-E"))


def test_a_county_reaches_neither_its_neighbour_nor_the_unit_above() -> None:
    for place in ("QJ-W", "QJ"):
        with pytest.raises(NotVisible) as refused:
            selectors.require(clerk("QJ-E"), "projects.edit", unit=unit(place))
        assert refused.value.code == "orgs.not_visible"


def test_without_the_right_the_refusal_says_so_wherever_the_unit_lies() -> None:
    with pytest.raises(NotPermitted) as refused:
        selectors.require(clerk("QJ-E"), "approvals.event_recognise", unit=unit("QJ-W"))

    assert refused.value.code == "orgs.not_permitted"


def test_a_unit_whose_path_begins_alike_is_not_below() -> None:
    township()
    # Paths end with a stroke, so that unit 1 does not reach unit 11.
    paths = list(Unit.objects.values_list("path", flat=True))

    assert all(path.endswith("/") for path in paths)
    assert not any(
        one != other and other.startswith(one.rstrip("/")) and not other.startswith(one)
        for one in paths
        for other in paths
    )


def test_grants_add_up() -> None:
    viewer = clerk("QJ-E")
    services.grant_role(viewer, role=role("r09"), unit=unit("QJ-W"), actor=None, at=AT)

    assert covered(selectors.reach(viewer, VIEW)) == {"QJ-E", "QJ-W"}


def test_one_grant_lends_its_reach_to_no_other_right() -> None:
    viewer = clerk("QJ-E")
    services.grant_role(viewer, role=role("r11"), unit=unit("QJ"), actor=None, at=AT)

    assert covered(selectors.reach(viewer, VIEW)) == {"QJ", "QJ-E", "QJ-W"}
    assert covered(selectors.reach(viewer, "projects.edit")) == {"QJ-E"}


def test_nobody_signed_in_reaches_nothing() -> None:
    district()

    assert selectors.reach(AnonymousUser(), VIEW).is_empty  # type: ignore[arg-type]  # what a request carries before the sign-in
    assert selectors.permissions_of(AnonymousUser()) == frozenset()  # type: ignore[arg-type]  # as above


def test_a_switched_off_account_reaches_nothing() -> None:
    viewer = clerk()
    User.objects.filter(pk=viewer.pk).update(is_active=False)

    assert selectors.reach(viewer, VIEW).is_empty
    assert selectors.users_with(VIEW, unit("QJ-E")) == []


def test_a_grant_counts_from_its_first_to_its_last_day() -> None:
    viewer = services.make_user(
        "zhang.san", name="张三", unit=unit("QJ-E"), password="sunny-harbour-27", actor=None, at=AT
    )
    services.grant_role(
        viewer,
        role=role("r09"),
        unit=unit("QJ-E"),
        actor=None,
        at=AT,
        valid_from=date(2023, 3, 1),
        valid_to=date(2023, 3, 31),
    )

    days = [date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 31), date(2023, 4, 1)]
    assert [not selectors.reach(viewer, VIEW, on).is_empty for on in days] == [False, True, True, False]
    assert [VIEW in selectors.permissions_of(viewer, on) for on in days] == [False, True, True, False]


def test_a_grant_of_tomorrow_gives_nothing_today() -> None:
    viewer = services.make_user(
        "zhang.san", name="张三", unit=unit("QJ-E"), password="sunny-harbour-27", actor=None, at=AT
    )
    services.grant_role(
        viewer,
        role=role("r09"),
        unit=unit("QJ-E"),
        actor=None,
        at=AT,
        valid_from=timezone.localdate() + timedelta(days=1),
    )

    assert not selectors.can(viewer, VIEW)


def test_the_page_opens_with_the_own_unit_or_the_highest_in_reach() -> None:
    office, county, stranger = user("r05"), clerk("QJ-E"), user("r11", "QJ-W", scope=Scope.OWN)

    assert selectors.default_unit(office, VIEW) == unit("QJ")
    assert selectors.default_unit(county, VIEW) == unit("QJ-E")
    assert selectors.default_unit(stranger, VIEW) is None


def test_users_with_a_right_are_those_who_reach_the_unit() -> None:
    east, west, office = clerk("QJ-E"), clerk("QJ-W"), user("r06")

    found = selectors.users_with("projects.edit", unit("QJ-E"))

    assert set(found) == {east, office}
    assert west not in found
