"""Every address stands in one table with its permission, and is asked as signed out, without the right, out of scope, with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.intake import services as intake
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.reports import services as reports
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit.rules import Permission as Audit
from luodi.base.orgs.models import Grant, User
from luodi.base.orgs.rules import Permission as Orgs
from luodi.domains.chains import services as chains
from luodi.domains.chains.rules import Permission as Chains
from luodi.domains.investors.rules import Permission as Investors
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.targets.rules import Permission as Targets
from tests import factories

pytestmark = pytest.mark.django_db

SIGNED_IN = ("signed_in",)
QUEUE = (*Approvals, Projects.FILE_EVENT, Projects.FILE_CAPITAL)
LEDGER = "项目名称,投资方,总投资(万元),签约时间\n年产3万吨预制菜项目,示例食品有限公司,8500,2023-03-01\n".encode()

Holder = tuple[str, str, str]
CLERK: Holder = ("r09", "QJ-E", "")
OTHER_CLERK: Holder = ("r09", "QJ-W", "")
CHECKER: Holder = ("r10", "QJ-E", "")
OTHER_CHECKER: Holder = ("r10", "QJ-W", "")
STATISTICS: Holder = ("r04", "QJ", "")
OTHER_STATISTICS: Holder = ("r04", "QJ-W", "S2")
SYSTEM, SECURITY, AUDITOR = ("sysadmin", "", ""), ("secadmin", "", ""), ("auditadmin", "", "")
NOBODY: Holder = ("r17", "QJ-E", "")


@dataclass(frozen=True)
class Row:
    """An address: its permissions, who may open it, who has the right elsewhere, how it is asked, from what its parts come."""

    name: str
    permissions: tuple[str, ...]
    holder: Holder
    elsewhere: Holder | None = None
    post: dict[str, object] | None = None
    parts: Callable[[], dict[str, object]] = field(default=dict)


def a_project() -> dict[str, object]:
    """A signed project of the eastern county."""
    return {"pk": factories.signed_project().pk}


def its_event() -> dict[str, object]:
    """A project with its recognised signing."""
    project = factories.project()
    return {"pk": project.pk, "event_pk": factories.recognised_event(project, "SIGN", date(2023, 2, 1)).pk}


def its_record() -> dict[str, object]:
    """A project with recognised capital."""
    project = factories.signed_project()
    return {"pk": project.pk, "record_pk": factories.recognised_capital(project, "100", date(2023, 3, 1)).pk}


def its_file() -> dict[str, object]:
    """A project with a document behind its capital."""
    project, document = factories.signed_project(), factories.attachment()
    factories.filed_capital(project, "100", date(2023, 3, 1), evidence=[document])
    return {"pk": project.pk, "file_pk": document.pk}


def a_slip() -> dict[str, object]:
    """A slip that waits for the county's verifier."""
    return {"pk": factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip.pk}


def a_batch() -> dict[str, object]:
    """A ledger of the eastern county, previewed."""
    clerk, options = factories.clerk(), intake.ImportOptions()
    unit = factories.unit("QJ-E")
    made = intake.upload(LEDGER, file_name="台账.csv", unit=unit, options=options, actor=clerk, at=timezone.now())
    return {"code": intake.preview(made, actor=clerk).code}


def a_done_batch() -> dict[str, object]:
    """The same, brought in."""
    clerk, options = factories.clerk(), intake.ImportOptions()
    unit = factories.unit("QJ-E")
    made = intake.upload(LEDGER, file_name="台账.csv", unit=unit, options=options, actor=clerk, at=timezone.now())
    return {"code": intake.commit(made, actor=clerk, at=timezone.now()).code}


def a_paper() -> dict[str, object]:
    """The half-year summary of the eastern county."""
    unit, actor = factories.unit("QJ-E"), factories.statistics_office()
    return {"pk": reports.draft_paper("RP04", period="2023H1", unit=unit, actor=actor, at=timezone.now()).pk}


def a_chain() -> dict[str, object]:
    """A chain."""
    return {"code": chains.make_chain("铝产业", actor=factories.user("r06"), at=factories.AT).code}


def a_grant() -> dict[str, object]:
    """The clerk's grant."""
    return {"pk": Grant.objects.get(user=factories.clerk()).pk}


def of_clerk(name: str) -> Callable[[], dict[str, object]]:
    """The clerk's account under that word of the address."""
    return lambda: {name: factories.clerk().pk}


def fixed(**parts: object) -> Callable[[], dict[str, object]]:
    """Parts that need no rows but the district's."""
    return lambda: dict(parts)


TABLE = (
    Row("home:index", SIGNED_IN, NOBODY),
    Row("home:context", (Projects.VIEW,), CLERK),
    Row("search:index", SIGNED_IN, NOBODY),
    Row("notices:index", SIGNED_IN, NOBODY),
    Row("notices:read", SIGNED_IN, NOBODY, post={}),
    Row("projects:list", (Projects.VIEW,), CLERK),
    Row("projects:export", (Projects.EXPORT,), CLERK),
    Row("projects:new", (Projects.EDIT,), CLERK),
    Row("projects:detail", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:edit", (Projects.EDIT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:progress", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:event_new", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:event_reverse", (Projects.REVERSE_EVENT,), STATISTICS, OTHER_STATISTICS, parts=its_event),
    Row("projects:capital", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:capital_new", (Projects.FILE_CAPITAL,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:capital_reverse", (Projects.REVERSE_CAPITAL,), STATISTICS, OTHER_STATISTICS, parts=its_record),
    Row("projects:files", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:file", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=its_file),
    Row("projects:history", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("approvals:queue", QUEUE, CHECKER),
    Row("approvals:filed", QUEUE, CLERK),
    Row("approvals:decide_many", QUEUE, CHECKER, post={"act": "verify"}),
    Row("approvals:slip", QUEUE, CHECKER, OTHER_CHECKER, parts=a_slip),
    Row("approvals:decide", QUEUE, CHECKER, OTHER_CHECKER, post={"act": "verify"}, parts=a_slip),
    Row("intake:list", (Intake.IMPORT,), CLERK),
    Row("intake:new", (Intake.IMPORT,), CLERK),
    Row("intake:detail", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:findings", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:columns", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:commit", (Intake.IMPORT,), CLERK, OTHER_CLERK, post={}, parts=a_batch),
    Row("intake:progress", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:leftovers", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:undo", (Intake.UNDO,), STATISTICS, OTHER_STATISTICS, parts=a_done_batch),
    Row("investors:list", (Investors.VIEW,), CLERK),
    Row("investors:trips", (Investors.VIEW,), CLERK),
    Row("investors:activities", (Investors.VIEW,), CLERK),
    Row("chains:list", (Chains.VIEW,), CLERK),
    Row("chains:new", (Chains.EDIT,), ("r06", "QJ", "")),
    Row("chains:edit", (Chains.EDIT,), ("r06", "QJ", ""), parts=a_chain),
    Row("targets:list", (Targets.VIEW,), CLERK),
    Row("targets:new", (Targets.EDIT,), STATISTICS),
    Row("figures:board", (Figures.VIEW,), CLERK),
    Row("figures:export", (Figures.VIEW,), CLERK),
    Row("figures:trend", (Figures.VIEW,), CLERK),
    Row("figures:drill", (Figures.VIEW,), CLERK, parts=fixed(code="S01")),
    Row("figures:drill_export", (Figures.VIEW,), CLERK, parts=fixed(code="S01")),
    Row("definitions:list", (Figures.VIEW,), CLERK),
    Row("papers:list", (Reports.VIEW,), CLERK),
    Row("papers:new", (Reports.WRITE,), STATISTICS),
    Row("papers:detail", (Reports.VIEW,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:edit", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, parts=a_paper),
    Row("papers:options", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:refresh", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:issue", (Reports.WRITE,), STATISTICS, OTHER_STATISTICS, post={}, parts=a_paper),
    Row("papers:word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("papers:excel", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=a_paper),
    Row("workdays:list", (Orgs.VIEW_UNITS,), CLERK),
    Row("workdays:set", (Orgs.MANAGE_UNITS,), SYSTEM),
    Row("units:list", (Orgs.VIEW_UNITS,), CLERK),
    Row("units:new", (Orgs.MANAGE_UNITS,), SYSTEM),
    Row("units:edit", (Orgs.MANAGE_UNITS,), SYSTEM, ("r28", "QJ-W", "S2"), parts=fixed(code="QJ-E")),
    Row("units:merge", (Orgs.MANAGE_UNITS,), SYSTEM, ("r28", "QJ-W", "S2"), parts=fixed(code="QJ-E")),
    Row("users:list", (Orgs.VIEW_USERS,), SYSTEM),
    Row("users:new", (Orgs.MANAGE_USERS,), SYSTEM),
    Row("users:detail", (Orgs.VIEW_USERS,), SYSTEM, parts=of_clerk("pk")),
    Row("users:switch", (Orgs.MANAGE_USERS,), SYSTEM, parts=of_clerk("pk")),
    Row("users:password", (Orgs.MANAGE_USERS,), SYSTEM, parts=of_clerk("pk")),
    Row("roles:list", (Orgs.VIEW_GRANTS,), SECURITY),
    Row("roles:detail", (Orgs.VIEW_GRANTS,), SECURITY, parts=fixed(code="r09")),
    Row("roles:grant", (Orgs.GRANT_ROLES,), SECURITY, parts=of_clerk("user_pk")),
    Row("roles:end", (Orgs.GRANT_ROLES,), SECURITY, parts=a_grant),
    Row("audit:list", (Audit.VIEW,), AUDITOR),
    Row("audit:export", (Audit.EXPORT,), AUDITOR),
    Row("audit:check", (Audit.VIEW,), AUDITOR, post={}),
)
OF_SIGN_IN = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
ROWS = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Any]]:
    """Name and view of every address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry.callback


def account(holder: Holder) -> User:
    """The person who holds a role for a unit; officers by their account."""
    role, unit, scope = holder
    return factories.user(role, unit, scope=scope) if unit else factories.officer(role)


def ask(row: Row, who: User | None, *, part: bool = False) -> int:
    """The status of the answer to that person."""
    factories.district()
    parts = row.parts()
    client = Client(headers={"HX-Request": "true"} if part else {})
    if who is not None:
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse(row.name, kwargs=parts)
    return (client.get(address) if row.post is None else client.post(address, row.post)).status_code


def test_every_address_stands_in_the_table_once() -> None:
    named = [name for name, _ in routes(get_resolver())]

    assert sorted(named) == sorted([*(row.name for row in TABLE), *OF_SIGN_IN])


def test_every_view_declares_exactly_the_permissions_of_the_table() -> None:
    declared = {
        name: getattr(view, "permissions", ()) for name, view in routes(get_resolver()) if name not in OF_SIGN_IN
    }

    assert declared == {row.name: tuple(str(code) for code in row.permissions) for row in TABLE}


@ROWS
def test_signed_out_one_is_sent_to_the_sign_in_page(row: Row) -> None:
    assert ask(row, None) == 302


@ROWS
def test_signed_out_a_part_of_a_page_is_401(row: Row) -> None:
    assert ask(row, None, part=True) == 401


@pytest.mark.parametrize("row", [row for row in TABLE if row.permissions != SIGNED_IN], ids=lambda row: row.name)
def test_without_the_right_the_answer_is_403(row: Row) -> None:
    factories.district()

    assert ask(row, account(NOBODY)) == 403


@pytest.mark.parametrize("row", [row for row in TABLE if row.elsewhere], ids=lambda row: row.name)
def test_with_the_right_for_another_unit_the_answer_is_404(row: Row) -> None:
    assert row.elsewhere is not None
    factories.district()

    assert ask(row, account(row.elsewhere)) == 404


@ROWS
def test_with_the_right_the_page_opens(row: Row) -> None:
    factories.district()

    assert ask(row, account(row.holder)) == (200 if row.post is None and row.name != "intake:progress" else 302)
