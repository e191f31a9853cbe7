"""The three officers (domain/10 hard rule 4, golden test T-three officers of domain/12)."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import OFFICER_ROLES, require_officer_separation
from luodi.domains.investors import selectors as investors
from luodi.domains.projects import selectors as projects
from luodi.domains.targets import selectors as targets
from tests.factories import AT, clerk, officer, project_office, role, signed_project, unit, user
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
OFFICERS = ("sysadmin", "secadmin", "auditadmin")


def test_setting_up_makes_three_persons_with_one_role_each() -> None:
    held = {name: [grant.role.code for grant in officer(name).grants.all()] for name in OFFICERS}

    assert held == {"sysadmin": ["r28"], "secadmin": ["r29"], "auditadmin": ["r30"]}
    assert len({officer(name).person_id for name in OFFICERS}) == 3


@pytest.mark.parametrize("name", OFFICERS)
def test_an_officer_sees_no_business_data(name: str) -> None:
    project = signed_project()
    viewer = officer(name)

    assert list(projects.projects(viewer)) == []
    with pytest.raises(NotVisible):
        projects.project(viewer, project.pk)
    with pytest.raises(NotVisible):
        projects.project_by_code(viewer, project.code)
    assert list(investors.investors(viewer)) == []
    assert list(investors.trips(viewer)) == []
    assert list(targets.targets(viewer)) == []


@pytest.mark.parametrize("name", OFFICERS)
def test_an_officer_writes_no_business_data(name: str) -> None:
    project = signed_project()
    actor = officer(name)
    from luodi.domains.projects import services as ledger

    with refused("orgs.not_permitted", NotPermitted):
        ledger.file_event(project, event="LAND", occurred_on=date(2023, 3, 1), actor=actor, at=AT)


def test_the_security_administrator_cannot_delete_logs() -> None:
    clerk()
    before = contents()["audit.AuditEntry"]

    # No verb deletes or changes entries, so what is left is the row itself, the table, and the database.
    assert not selectors.can(officer("secadmin"), "audit.view")
    for change in (AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(reason="无")):
        with pytest.raises(BusinessError, match="只能追加"):
            change()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")

    assert contents()["audit.AuditEntry"] == before


def test_no_role_whatever_holds_a_right_to_change_logs() -> None:
    rights = {code for preset in import_string(settings.LUODI_ROLE_PRESETS) for code in preset.permissions}

    assert {code for code in rights if code.startswith("audit.")} == {"audit.view", "audit.export"}


def test_the_audit_administrator_cannot_grant() -> None:
    person = clerk()

    with refused("orgs.not_permitted", NotPermitted):
        services.grant_role(person, role=role("r05"), unit=unit("QJ"), actor=officer("auditadmin"), at=AT)


def test_the_system_administrator_can_neither_grant_nor_read_the_log() -> None:
    person = clerk()

    with refused("orgs.not_permitted", NotPermitted):
        services.grant_role(person, role=role("r05"), unit=unit("QJ"), actor=officer("sysadmin"), at=AT)
    assert not selectors.can(officer("sysadmin"), "audit.view")


@pytest.mark.parametrize("code", sorted(OFFICER_ROLES))
def test_who_holds_a_business_role_becomes_no_officer(code: str) -> None:
    person = project_office()

    with refused("orgs.officers"):
        services.grant_role(person, role=role(code), unit=unit("QJ"), actor=officer("secadmin"), at=AT)


@pytest.mark.parametrize("code", ["r05", "r27", "r29"])
def test_an_officer_takes_no_other_role(code: str) -> None:
    sysadmin = officer("sysadmin")

    with refused("orgs.officers"):
        services.grant_role(sysadmin, role=role(code), unit=unit("QJ"), actor=officer("secadmin"), at=AT)


def test_a_role_that_only_begins_later_is_seen_too() -> None:
    now, later = timezone.now(), timezone.localdate() + timedelta(days=10)
    person = User.objects.create(username="new.hand", unit=unit("QJ"))
    services.grant_role(person, role=role("r05"), unit=unit("QJ"), actor=None, at=now, valid_from=later)

    with refused("orgs.officers"):
        services.grant_role(person, role=role("r28"), unit=unit("QJ"), actor=officer("secadmin"), at=now)


def test_after_the_business_role_has_ended_an_officer_may_come() -> None:
    person = user("r12", "QJ")
    services.end_grant(person.grants.get(), actor=officer("secadmin"), at=AT, reason="转岗")

    services.grant_role(person, role=role("r28"), unit=unit("QJ"), actor=officer("secadmin"), at=AT)

    assert {grant.role.code for grant in selectors.active_grants(person)} == {"r28"}


@pytest.mark.parametrize(
    ("held", "added", "allowed"),
    [
        ((), "r28", True),
        (("r28",), "r28", True),
        (("r28",), "r30", False),
        (("r09",), "r30", False),
        (("r30",), "r09", False),
        (("r09",), "r10", True),
    ],
)
def test_the_table_of_separation(held: tuple[str, ...], added: str, allowed: bool) -> None:
    try:
        require_officer_separation(held, added)
        answer = True
    except BusinessError as error:
        answer = error.code != "orgs.officers"

    assert answer is allowed
