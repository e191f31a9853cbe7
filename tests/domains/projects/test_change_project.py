"""Changing what a project is; history of what classifies it."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.domains.chains import services as chains
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import ProjectValues
from tests.factories import (
    AT,
    clerk,
    filed_event,
    investor,
    project,
    project_office,
    recognised_event,
    signed_project,
    unit,
    user,
)
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=10)


def stated(row: Project, **changed: object) -> ProjectValues:
    same = ProjectValues(**{field.name: getattr(row, field.name) for field in fields(ProjectValues)})
    return replace(same, **changed)  # type: ignore[arg-type]  # one value changed at a time


def change(row: Project, *, actor: User | None = None, version: int | None = None, **changed: object) -> Project:
    return services.change_project(
        row, stated(row, **changed), actor=actor or clerk(), at=LATER, reason="核实更正", version=version
    )


def test_a_change_is_audited_with_old_and_new_values() -> None:
    changed = change(project(), total_investment_in_wan=Decimal(2000), place="东一镇", is_foreign=True)

    entry = AuditEntry.objects.get(action="projects.changed")
    assert entry.changes == {
        "total_investment_in_wan": ["1000", "2000"],
        "place": ["", "东一镇"],
        "is_foreign": ["False", "True"],
    }
    assert (entry.reason, changed.version) == ("核实更正", 2)


def test_a_change_of_nothing_writes_nothing() -> None:
    row = project(name="甲项目")
    clerk()
    before = contents()

    change(row, name=" 甲项目 ", total_investment_in_wan=Decimal("1000.0000"))

    assert contents() == before


def test_another_investor_of_the_same_name_is_a_change() -> None:
    row = project()
    namesake = investor("华兴电子有限公司", code="91350100M000100Y43")
    twin = type(namesake).objects.create(name=namesake.name, name_key=namesake.name_key)

    change(row, investor=twin)

    row.refresh_from_db()
    assert row.investor == twin


def test_the_history_keeps_each_state_with_the_moment_given() -> None:
    chain = chains.make_chain("新材料", actor=user("r03"), at=AT)
    row = project()

    change(row, chain=chain, sector_code="C2611", total_investment_in_wan=Decimal(3000))

    old, new = row.history.as_of(AT), row.history.as_of(LATER)
    assert (old.chain, old.sector_code, old.total_investment_in_wan) == (None, "", 1000)
    assert (new.chain, new.sector_code, new.total_investment_in_wan) == (chain, "C2611", 3000)
    assert [(line.history_type, line.history_date) for line in row.history.order_by("history_id")] == [
        ("+", AT),
        ("~", LATER),
    ]


def test_facts_and_caches_leave_no_trace_in_the_history_of_attributes() -> None:
    row = signed_project()

    assert row.history.count() == 1
    assert not hasattr(row.history.get(), "signed_on")


def test_a_change_on_top_of_another_persons_is_refused() -> None:
    row = project()
    seen = row.version
    change(row, place="东一镇")
    row.refresh_from_db()

    with refused("projects.version"):
        change(row, version=seen, place="东二镇")


def test_a_change_keeps_what_has_been_recognised_meanwhile() -> None:
    stale = project()
    row = Project.objects.get(pk=stale.pk)
    recognised_event(row, "SIGN", date(2023, 2, 1))

    change(stale, place="东一镇")

    row.refresh_from_db()
    assert (row.stage, row.signed_on, row.place) == ("ST40", date(2023, 2, 1), "东一镇")


def test_a_corrected_unit_takes_the_share_along() -> None:
    row = signed_project()

    change(row, unit=unit("QJ-W"), actor=project_office())

    shares = selectors.shares_in_force(row, date(2023, 2, 1))
    assert [(share.unit.code, share.share_percent) for share in shares] == [("QJ-W", 100)]


def test_shares_that_people_have_set_stay_when_the_unit_changes() -> None:
    row = signed_project()
    halves = {unit("QJ-E"): Decimal(50), unit("QJ-W"): Decimal(50)}
    services.set_shares(row, halves, valid_from=date(2023, 3, 1), actor=clerk(), at=AT, basis="流转协议")

    change(row, unit=unit("QJ-W"), actor=project_office())

    shares = selectors.shares_in_force(row, date(2023, 7, 3))
    assert {share.unit.code: share.share_percent for share in shares} == {"QJ-E": 50, "QJ-W": 50}


def test_a_county_gives_its_project_to_nobody() -> None:
    row, actor = project(), clerk()
    place = unit("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        change(row, actor=actor, unit=place)


def test_a_county_changes_nothing_of_its_neighbour() -> None:
    row, neighbour = project(), clerk("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        change(row, actor=neighbour, place="西一镇")


def test_a_reader_changes_nothing() -> None:
    row, reader = project(), user("r11", "QJ-E")

    with refused("orgs.not_permitted", NotPermitted):
        change(row, actor=reader, place="东一镇")


def test_who_has_lost_a_project_to_another_unit_cannot_use_an_old_copy() -> None:
    old_copy = project()
    change(Project.objects.get(pk=old_copy.pk), unit=unit("QJ-W"), actor=project_office())
    actor = clerk("QJ-E")

    with refused("orgs.not_visible", NotVisible):
        filed_event(old_copy, "SIGN", date(2023, 2, 1))
    with refused("orgs.not_visible", NotVisible):
        change(old_copy, actor=actor, place="东一镇")


def test_a_name_that_makes_it_the_twin_of_another_is_refused() -> None:
    project(name="甲项目")
    row = project(name="乙项目")

    with refused("projects.duplicate"):
        change(row, name="甲 工程")


def test_unsound_values_are_refused() -> None:
    row = project()

    for changed, code in (({"name": ""}, "name.missing"), ({"currency": "YUAN"}, "projects.value")):
        with refused(code):
            change(row, **changed)
