"""Unit shares: sets that sum to 100 %, each from a day on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, ProjectUnitShare
from tests.factories import AT, clerk, project, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FROM = date(2023, 3, 1)


def share(
    row: Project,
    percents: dict[str, str],
    *,
    valid_from: date = FROM,
    role: str = "PROMOTE",
    actor: User | None = None,
    basis: str = "流转协议",
) -> list[ProjectUnitShare]:
    shares = {unit(code): Decimal(percent) for code, percent in percents.items()}
    return services.set_shares(
        row, shares, valid_from=valid_from, actor=actor or clerk(), at=AT, role=role, basis=basis
    )


def in_force(row: Project, on: date) -> dict[str, str]:
    return {f"{line.role} {line.unit.code}": f"{line.share_percent:f}" for line in selectors.shares_in_force(row, on)}


def test_a_set_counts_from_its_day_and_the_old_one_until_then() -> None:
    row = project()

    share(row, {"QJ-E": "50", "QJ-W": "50"})

    assert in_force(row, date(2023, 2, 28)) == {"PROMOTE QJ-E": "100.00"}
    assert in_force(row, FROM) == {"PROMOTE QJ-E": "50.00", "PROMOTE QJ-W": "50.00"}


def test_a_later_set_replaces_all_of_its_role_and_no_other() -> None:
    row = project()
    share(row, {"QJ-E": "60", "QJ-W": "40"})
    share(row, {"QJ-W": "100"}, role="LAND")

    share(row, {"QJ-W": "100"}, valid_from=date(2023, 5, 1))

    assert in_force(row, date(2023, 4, 30)) == {"PROMOTE QJ-E": "60.00", "PROMOTE QJ-W": "40.00", "LAND QJ-W": "100.00"}
    assert in_force(row, date(2023, 5, 1)) == {"PROMOTE QJ-W": "100.00", "LAND QJ-W": "100.00"}


def test_a_restated_set_from_an_earlier_day_counts_before_the_older_one() -> None:
    row = project()
    share(row, {"QJ-E": "50", "QJ-W": "50"}, valid_from=date(2023, 5, 1))

    share(row, {"QJ-W": "100"}, valid_from=FROM)

    assert in_force(row, date(2023, 6, 1)) == {"PROMOTE QJ-W": "100.00"}


def test_hundredths_of_a_percent_may_sum_to_a_hundred() -> None:
    row = project()

    made = share(row, {"QJ-E": "33.33", "QJ-W": "33.33", "QJ": "33.34"})

    assert sum(line.share_percent for line in made) == 100
    assert {line.revision for line in made} == {2}


@pytest.mark.parametrize(
    ("percents", "code"),
    [
        ({"QJ-E": "50", "QJ-W": "49.99"}, "shares.sum"),
        ({"QJ-E": "50", "QJ-W": "50.01"}, "shares.sum"),
        ({}, "shares.sum"),
        ({"QJ-E": "100", "QJ-W": "0"}, "shares.value"),
        ({"QJ-E": "120", "QJ-W": "-20"}, "shares.value"),
        ({"QJ-E": "33.335", "QJ-W": "66.665"}, "shares.value"),
    ],
)
def test_promotion_shares_that_do_not_sum_to_a_hundred_are_refused(percents: dict[str, str], code: str) -> None:
    row = project()

    with refused(code):
        share(row, percents)


@pytest.mark.parametrize(
    ("percents", "role", "code"),
    [
        ({"QJ-E": "101"}, "LAND", "shares.value"),
        ({}, "COOPERATE", "shares.value"),
        ({"QJ-E": "100"}, "SPECTATE", "shares.role"),
    ],
)
def test_other_roles_have_sound_shares_too(percents: dict[str, str], role: str, code: str) -> None:
    row = project()

    with refused(code):
        share(row, percents, role=role)


def test_the_database_takes_no_share_of_nothing() -> None:
    row = project()

    with pytest.raises(IntegrityError, match="unit_share_in_range"), transaction.atomic():
        ProjectUnitShare.objects.create(
            project=row,
            unit=unit("QJ-E"),
            role="LAND",
            share_percent=0,
            valid_from=FROM,
            recorded_by=clerk(),
            recorded_at=AT,
        )


def test_a_basis_with_an_invisible_sign_is_kept_without_it() -> None:
    made = share(project(), {"QJ-E": "100"}, basis="流转\x00协议")

    assert made[0].basis == "流转协议"


def test_a_set_is_audited() -> None:
    row = project()

    share(row, {"QJ-E": "50", "QJ-W": "50"})

    entry = AuditEntry.objects.filter(action="projects.shared", subject_id=str(row.pk)).latest("number")
    assert (entry.changes["shares"], entry.reason) == (["", "QJ-E 50%、QJ-W 50%"], "流转协议")


def test_only_who_may_edit_the_project_shares_it() -> None:
    row, neighbour, reader = project(), clerk("QJ-W"), user("r11", "QJ-E")

    with refused("orgs.not_visible", NotVisible):
        share(row, {"QJ-W": "100"}, actor=neighbour)
    with refused("orgs.not_permitted", NotPermitted):
        share(row, {"QJ-W": "100"}, actor=reader)


def test_a_unit_with_a_share_sees_the_project_but_does_not_fill_it() -> None:
    row, neighbour = project(), clerk("QJ-W")
    assert list(selectors.projects(neighbour)) == []

    share(row, {"QJ-E": "50", "QJ-W": "50"})

    assert selectors.project(neighbour, row.pk) == row
    with refused("orgs.not_visible", NotVisible):
        services.file_event(row, event="SIGN", occurred_on=date(2023, 3, 1), actor=neighbour, at=AT)
