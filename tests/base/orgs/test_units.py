"""Making, changing and merging units; who may, and what stays known."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import Group, Scope, UnitKind, unit_kind
from tests.factories import AT, checker, clerk, district, officer, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MERGED_ON = date(2023, 7, 1)


def make(code: str = "QJ-E-1", name: str = "东一镇", parent: str = "QJ-E", actor: User | None = None) -> Unit:
    return services.make_unit(
        code=code, name=name, kind=UnitKind.TOWNSHIP, parent=unit(parent), actor=actor or officer("sysadmin"), at=AT
    )


def merge(
    code: str, into: str, *, on: date = MERGED_ON, actor: User | None = None, reason: str = "政府令第5号"
) -> Unit:
    return services.merge_units(
        unit(code), into=unit(into), on=on, actor=actor or officer("sysadmin"), at=AT, reason=reason
    )


def test_a_unit_stands_below_its_parent() -> None:
    made = make()

    assert made.path == f"{unit('QJ-E').path}{made.pk}/"
    assert [place.code for place in selectors.subtree(unit("QJ-E"))] == ["QJ-E", "QJ-E-1"]
    assert (
        AuditEntry.objects.filter(action="orgs.unit_made", unit_code="QJ-E-1", actor=officer("sysadmin")).count() == 1
    )


@pytest.mark.parametrize(
    ("code", "name", "fault"),
    [
        ("QJ-W", "新县", "units.code_taken"),
        (" QJ-W ", "新县", "units.code_taken"),
        ("QJ-N", " 西县 ", "units.name_taken"),
        ("", "新县", "units.incomplete"),
        ("QJ-N", "  ", "units.incomplete"),
    ],
)
def test_codes_and_names_are_given_and_not_taken(code: str, name: str, fault: str) -> None:
    district()

    with refused(fault):
        make(code, name, "QJ")


def test_two_counties_may_each_have_a_town_of_one_name() -> None:
    make("QJ-E-1", "城关镇", "QJ-E")
    make("QJ-W-1", "城关镇", "QJ-W")

    assert {place.code for place in selectors.units_by_name(unit("QJ"))["城关镇"]} == {"QJ-E-1", "QJ-W-1"}


def test_a_clerk_may_not_make_units() -> None:
    actor = clerk()

    with refused("orgs.not_permitted", NotPermitted):
        make(actor=actor)


def test_a_manager_of_one_county_makes_none_in_another() -> None:
    manager = user("r28", "QJ-E", scope=Scope.SUBTREE)

    make(actor=manager)
    with refused("orgs.not_visible", NotVisible):
        make("QJ-W-1", "西一镇", "QJ-W", actor=manager)


def test_a_change_keeps_the_old_values_in_the_log() -> None:
    changed = services.change_unit(
        unit("QJ-E"), actor=officer("sysadmin"), at=AT, name="东区", short_name="东", kind=UnitKind.ZONE, group=Group.G2
    )

    assert (changed.name, changed.label, changed.kind, changed.group) == ("东区", "东", "ZONE", "G2")
    assert AuditEntry.objects.get(action="orgs.unit_changed").changes == {
        "name": ["东县", "东区"],
        "short_name": ["", "东"],
        "kind": ["COUNTY", "ZONE"],
        "group": ["", "G2"],
    }


def regrouped(group: str, group_from: date | None = None, at: datetime = AT) -> Unit:
    given = {"name": "东县", "short_name": "", "kind": UnitKind.COUNTY, "group": group, "group_from": group_from}
    return services.change_unit(unit("QJ-E"), actor=officer("sysadmin"), at=at, **given)  # type: ignore[arg-type]


def groups(day: date, known_at: datetime | None = None) -> list[str]:
    return list(selectors.groups_on([unit("QJ-E"), unit("QJ-W")], day, known_at=known_at).values())


def test_a_unit_keeps_the_group_that_it_had_until_the_day_of_the_change() -> None:
    regrouped(Group.G1A, date(2023, 1, 1))
    regrouped(Group.G2, date(2023, 6, 1), at=AT + timedelta(days=1))

    assert [groups(date(2023, month, 1)) for month in (5, 6)] == [["G1a", ""], ["G2", ""]]
    assert groups(date(2022, 12, 31)) == ["", ""]
    assert groups(date(2023, 6, 1), known_at=AT) == ["G1a", ""]


def test_a_group_entered_again_for_an_earlier_day_replaces_what_was_entered_before() -> None:
    regrouped(Group.G1A, date(2023, 6, 1))
    regrouped(Group.G2, date(2023, 3, 1))

    assert [groups(date(2023, month, 1))[0] for month in (2, 3, 6)] == ["", "G2", "G2"]


def test_the_first_group_holds_for_all_time_and_the_next_one_from_today() -> None:
    regrouped(Group.G1A)
    assert groups(date(2020, 1, 1)) == ["G1a", ""]

    regrouped(Group.G2)

    assert [groups(day)[0] for day in (date(2020, 1, 1), date(2023, 7, 2), date(2023, 7, 3))] == ["G1a", "G1a", "G2"]


def test_a_group_cannot_hold_from_a_day_to_come() -> None:
    regrouped(Group.G1A)

    with refused("units.group_from"):
        regrouped(Group.G2, date(2023, 7, 4))
    assert unit("QJ-E").group == "G1a"


def test_a_change_of_nothing_writes_nothing() -> None:
    place, actor = unit("QJ-E"), officer("sysadmin")

    services.change_unit(place, actor=actor, at=AT, name="东县", short_name="", kind=UnitKind.COUNTY, group="")

    assert not AuditEntry.objects.filter(action="orgs.unit_changed").exists()


def test_a_unit_needs_a_name() -> None:
    place, actor = unit("QJ-E"), officer("sysadmin")

    with refused("units.incomplete"):
        services.change_unit(place, actor=actor, at=AT, name=" ", short_name="", kind=UnitKind.COUNTY, group="")


def test_a_merged_unit_keeps_its_row_with_day_and_successor() -> None:
    merged = merge("QJ-W", "QJ-E")

    assert (merged.active_to, merged.merged_into) == (MERGED_ON, unit("QJ-E"))
    entry = AuditEntry.objects.get(action="orgs.unit_merged")
    assert (entry.reason, entry.changes["merged_into"]) == ("政府令第5号", ["", "QJ-E"])


def test_the_successor_reaches_what_was_merged_into_it_from_that_day_on() -> None:
    make("QJ-W-1", "西一镇", "QJ-W")
    merge("QJ-W", "QJ-E")

    def reached(viewer: User, on: date) -> set[str]:
        ids = selectors.reach(viewer, "projects.view", on).unit_ids
        return {place.code for place in Unit.objects.filter(pk__in=ids)}

    start = timezone.localdate(AT)
    assert start > MERGED_ON
    assert reached(checker("QJ-E"), start) == {"QJ-E", "QJ-W", "QJ-W-1"}
    assert reached(clerk("QJ-E"), start) == {"QJ-E", "QJ-W"}
    assert reached(clerk("QJ-W"), start) == {"QJ-W"}


def test_before_its_day_a_merger_moves_nothing() -> None:
    merge("QJ-W", "QJ-E", on=timezone.localdate() + timedelta(days=30))

    assert selectors.reach(clerk("QJ-E"), "projects.view").unit_ids == {unit("QJ-E").pk}


def test_mergers_follow_one_another() -> None:
    make("QJ-N", "北县", "QJ")
    merge("QJ-W", "QJ-N", on=date(2022, 1, 1))
    merge("QJ-N", "QJ-E")

    reached = selectors.reach(clerk("QJ-E"), "projects.view").unit_ids

    assert reached == {unit(code).pk for code in ("QJ-E", "QJ-N", "QJ-W")}


@pytest.mark.parametrize(
    ("code", "into", "reason", "fault"),
    [
        ("QJ-E", "QJ-E", "政府令", "units.cycle"),
        ("QJ", "QJ-E", "政府令", "units.cycle"),
        ("QJ-W", "QJ-E", " ", "units.reason"),
        ("QJ-C", "QJ-E", "政府令", "units.closed"),
        ("QJ-E", "QJ-C", "政府令", "units.closed"),
        ("QJ-Y", "QJ-E", "政府令", "units.dates"),
    ],
    ids=["itself", "the parent into its child", "no reason", "merged before", "into a merged one", "before it began"],
)
def test_senseless_mergers_are_refused(code: str, into: str, reason: str, fault: str) -> None:
    make("QJ-C", "旧县", "QJ")
    merge("QJ-C", "QJ-W")
    services.make_unit(
        code="QJ-Y",
        name="新区",
        kind=UnitKind.ZONE,
        parent=unit("QJ"),
        actor=officer("sysadmin"),
        at=AT,
        active_from=date(2023, 7, 2),
    )

    with refused(fault):
        merge(code, into, reason=reason)


def test_nothing_is_set_below_a_merged_unit() -> None:
    merge("QJ-W", "QJ-E")

    with refused("units.closed"):
        make("QJ-W-1", "西一镇", "QJ-W")


def test_a_manager_merges_only_within_reach() -> None:
    manager = user("r28", "QJ-E", scope=Scope.SUBTREE)

    with refused("orgs.not_visible", NotVisible):
        merge("QJ-W", "QJ-E", actor=manager)


def test_words_of_unit_lists_name_kinds() -> None:
    assert [unit_kind(word) for word in ("县市区", " 园区 ", "乡镇", "COUNTY")] == [
        UnitKind.COUNTY,
        UnitKind.ZONE,
        UnitKind.TOWNSHIP,
        UnitKind.COUNTY,
    ]


def test_an_unknown_code_is_named_in_the_sentence() -> None:
    district()

    with pytest.raises(NotVisible, match="NOWHERE"):
        selectors.unit_by_code("NOWHERE")


def test_people_need_a_name_and_belong_to_a_unit_in_reach() -> None:
    person = services.make_person(name=" 李四 ", unit=unit("QJ-E"), actor=officer("sysadmin"), at=AT, is_leader=True)
    manager = user("r28", "QJ-E", scope=Scope.SUBTREE)

    assert (person.name, person.is_leader) == ("李四", True)
    with refused("people.name"):
        services.make_person(name=" ", unit=unit("QJ-E"), actor=officer("sysadmin"), at=AT)
    with refused("orgs.not_visible", NotVisible):
        services.make_person(name="王五", unit=unit("QJ-W"), actor=manager, at=AT)
