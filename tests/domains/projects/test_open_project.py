"""Registering a project."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.domains.projects import services
from luodi.domains.projects.models import Project, ProjectUnitShare
from luodi.domains.projects.rules import SideStatus, Stage
from luodi.domains.projects.services import ProjectValues
from tests.factories import AT, clerk, investor, merged, officer, project, signed_project, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def values(**changed: object) -> ProjectValues:
    plain = ProjectValues(
        name="年产5万套电机项目",
        unit=unit("QJ-E"),
        investor=investor(),
        total_investment_in_wan=Decimal(5000),
        fixed_investment_in_wan=Decimal(3000),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # one value changed at a time


def opened(wanted: ProjectValues, *, actor: User | None = None, at: datetime = AT) -> Project:
    return services.open_project(wanted, actor=actor or clerk(), at=at)


def test_a_new_project_is_a_lead_to_which_nothing_has_happened() -> None:
    made = opened(values(name=" 年产5万套电机\n项目 "))

    made.refresh_from_db()
    assert (made.code, made.name, made.name_key) == ("P2023-0001", "年产5万套电机 项目", "年产5万套电机")
    assert (made.stage, made.side_status, made.signed_on, made.capital_in_wan) == (
        Stage.LEAD,
        SideStatus.NORMAL,
        None,
        0,
    )
    assert (made.created_at, made.version) == (AT, 1)
    assert "ncwtdjxm" not in made.search_text
    assert "nc5wtdjxm" in made.search_text


def test_the_unit_has_the_whole_share_from_the_beginning() -> None:
    made = opened(values())

    share = ProjectUnitShare.objects.get(project=made)
    assert (share.unit, share.role, share.share_percent, share.valid_from) == (
        unit("QJ-E"),
        "PROMOTE",
        Decimal(100),
        date(1900, 1, 1),
    )


def test_numbers_run_on_and_start_anew_with_the_year_of_the_place() -> None:
    new_years_eve_in_utc = datetime(2023, 12, 31, 16, 30, tzinfo=UTC)

    made = [opened(values(name=name), at=at) for name, at in (("甲", AT), ("乙", AT), ("丙", new_years_eve_in_utc))]

    assert [row.code for row in made] == ["P2023-0001", "P2023-0002", "P2024-0001"]


def test_a_refused_project_costs_no_number() -> None:
    opened(values())
    with refused("projects.duplicate"):
        opened(values())

    assert opened(values(name="另一个项目")).code == "P2023-0002"


@pytest.mark.parametrize("name", ["年产5万套电机项目", "年产５万套电机工程", "年产5万套 电机建设项目"])
def test_the_same_content_of_the_same_investor_is_no_second_project_in_any_unit(name: str) -> None:
    opened(values())
    neighbour, place = clerk("QJ-W"), unit("QJ-W")

    with refused("projects.duplicate") as caught:
        services.open_project(values(name=name, unit=place), actor=neighbour, at=AT)

    assert "P2023-0001" not in caught.value.message
    assert "登记在其他单位" in caught.value.message


def test_another_phase_or_another_investor_is_another_project() -> None:
    first = opened(values())
    second = opened(values(name="年产5万套电机项目（二期）"))
    third = opened(values(investor=investor("远海电子有限公司")))

    assert len({first.code, second.code, third.code}) == 3


def test_an_expansion_names_its_parent() -> None:
    parent = opened(values())

    child = services.open_project(values(kind="EXPANSION"), actor=clerk(), at=AT, parent=parent)

    assert child.parent == parent


def test_a_merged_project_stands_in_nobodys_way() -> None:
    merged(opened(values()), project())

    assert opened(values()).code == "P2023-0003"


def test_a_withdrawn_project_stands_in_nobodys_way() -> None:
    made = opened(values())
    Project.objects.filter(pk=made.pk).update(is_withdrawn=True)

    assert opened(values()).code == "P2023-0002"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "  "}, "name.missing"),
        ({"total_investment_in_wan": Decimal(0)}, "money.negative"),
        ({"fixed_investment_in_wan": Decimal(-1)}, "money.negative"),
        ({"fixed_investment_in_wan": Decimal(5001)}, "money.fixed_above_total"),
        ({"national_code": "2103-50011-04-01-123456"}, "projects.national_code"),
        ({"sector_code": "Z99"}, "codes.industry"),
        ({"sector_code": "A13"}, "codes.industry"),
        ({"name": "长" * 201}, "projects.value"),
        ({"place": "长" * 121}, "projects.value"),
        ({"kind": "CASINO"}, "projects.value"),
        ({"negotiation_class": "ETERNAL"}, "projects.value"),
        ({"total_investment_in_wan": Decimal("1.00001"), "fixed_investment_in_wan": None}, "projects.value"),
        ({"total_investment_in_wan": Decimal(10) ** 14}, "money.too_large"),
    ],
)
def test_unsound_values_are_refused(changed: dict[str, object], code: str) -> None:
    wanted = values(**changed)
    clerk()

    with refused(code):
        opened(wanted)


def test_a_wrong_column_is_named_in_chinese() -> None:
    wanted, actor = values(place="长" * 121), clerk()

    with refused("projects.value") as caught:
        opened(wanted, actor=actor)

    assert caught.value.message.startswith("“建设地点”填写有误：")


def test_a_county_registers_nothing_for_its_neighbour() -> None:
    wanted, neighbour = values(), clerk("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        opened(wanted, actor=neighbour)


@pytest.mark.parametrize("role", ["r01", "r07", "r11", "r25", "r26"])
def test_readers_and_assessors_register_nothing(role: str) -> None:
    wanted, reader = values(), user(role)

    with refused("orgs.not_permitted", NotPermitted):
        opened(wanted, actor=reader)


def test_a_merged_unit_gets_no_new_projects() -> None:
    orgs.merge_units(
        unit("QJ-E"), into=unit("QJ-W"), on=date(2023, 7, 1), actor=officer("sysadmin"), at=AT, reason="政府令"
    )
    wanted = values()

    with refused("units.closed"):
        opened(wanted)


def test_registration_is_audited_and_its_history_begins_at_the_moment_given() -> None:
    made = opened(values())

    assert AuditEntry.objects.get(action="projects.opened").subject_id == str(made.pk)
    first = made.history.get()
    assert (first.history_date, first.history_user, first.history_type) == (AT, clerk(), "+")


def test_factories_make_what_they_say() -> None:
    assert project().stage == "ST10"
    assert (signed_project().stage, signed_project(amount="88").contract_in_wan) == ("ST40", 88)
