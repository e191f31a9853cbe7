"""Every address stands in one table with its permission, and is asked as signed out, without the right, out of scope, with it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from luodi.across.assessment import services as assessment
from luodi.across.assessment import services as closing
from luodi.across.assessment.models import Scheme
from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight.rules import Permission as Insight
from luodi.across.intake import services as intake
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.proofreading.rules.rights import Permission as Proofreading
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit.rules import Permission as Audit
from luodi.base.bookmarks import services as bookmarks
from luodi.base.core.periods import parse_period
from luodi.base.deliveries.rules.rights import Permission as Deliveries
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Grant, User
from luodi.base.orgs.rules import Permission as Orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.runs.rules import Permission as Runs
from luodi.domains.chains import services as chains
from luodi.domains.chains.rules import Permission as Chains
from luodi.domains.investors.rules import Permission as Investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.services import ProjectValues
from luodi.domains.targets.rules import Permission as Targets
from tests import factories
from tests.architecture import parts_of_cards as leader_cards
from tests.architecture import parts_of_gates as gates
from tests.architecture import parts_of_honours as honours
from tests.architecture import parts_of_lists as lists
from tests.architecture import parts_of_papers as papers
from tests.architecture import parts_of_planned as planned
from tests.architecture import parts_of_plans as plans
from tests.architecture import parts_of_rounds as assessment_rounds
from tests.architecture import parts_of_supervision as supervision
from tests.architecture import parts_of_templates as templates
from tests.architecture.parts_of_duties import (
    a_duty_paper,
    a_duty_set,
    a_mailbox,
    a_visit,
    a_visited_project,
    an_assignment,
    whoever_answers,
)
from tests.architecture.rows import (
    ASSESSOR,
    AUDITOR,
    CHECKER,
    CHIEF,
    CLERK,
    NOBODY,
    OTHER_ASSESSOR,
    OTHER_CHECKER,
    OTHER_CLERK,
    OTHER_STATISTICS,
    SECURITY,
    STATISTICS,
    SYSTEM,
    Holder,
    Row,
)
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

SIGNED_IN = ("signed_in",)
QUEUE = (*Approvals, Projects.FILE_EVENT, Projects.FILE_CAPITAL)
LEDGER = "项目名称,投资方,总投资(万元),签约时间\n年产3万吨预制菜项目,示例食品有限公司,8500,2023-03-01\n".encode()

PUBLISHED = {"scheme": "STD", "group": "G1a", "period": "2023H1", "is_open": "1"}


def ranked() -> dict[str, object]:
    """The preset in force and two counties in a group; the eastern one's code."""
    for code in ("QJ-E", "QJ-W"):
        place = factories.unit(code)
        given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
        orgs.change_unit(place, actor=factories.officer("sysadmin"), at=factories.AT, **given)
    assessment.install_presets(at=factories.AT)
    return {"code": "QJ-E"}


def nothing_of(parts: Callable[[], dict[str, object]]) -> Callable[[], dict[str, object]]:
    """The same rows, for an address without parts."""
    return lambda: {name: value for name, value in parts().items() if name == ""}


def a_sheet() -> dict[str, object]:
    """The sheet of the group that has members."""
    ranked()
    return {"pk": Scheme.objects.get(group="G1a").pk}


def another_sheet() -> dict[str, object]:
    """The sheet of a group to which the county does not belong."""
    ranked()
    return {"pk": Scheme.objects.get(group="G3").pk}


def a_draft_sheet() -> dict[str, object]:
    """A draft of the next version."""
    ranked()
    scheme = Scheme.objects.get(group="G1a")
    return {"pk": assessment.revise_scheme(scheme, actor=factories.user("r07"), at=factories.AT).pk}


def an_adjustment() -> dict[str, object]:
    """An adjustment of the eastern county."""
    ranked()
    values = assessment.AdjustmentValues("COLOUR", "瞒报", "示例督〔2023〕3号", colour="红")
    made = assessment.file_adjustment(
        factories.unit("QJ-E"), period="2023H1", values=values, actor=factories.user("r07"), at=factories.AT
    )
    return {"pk": made.pk}


def its_basis() -> dict[str, object]:
    """An adjustment of the eastern county with its basis document."""
    ranked()
    document = factories.attachment()
    values = assessment.AdjustmentValues("COLOUR", "瞒报", "示例督〔2023〕3号", colour="红", evidence=[document])
    made = assessment.file_adjustment(
        factories.unit("QJ-E"), period="2023H1", values=values, actor=factories.user("r07"), at=factories.AT
    )
    return {"pk": made.pk, "file_pk": document.pk}


def a_project() -> dict[str, object]:
    """A signed project of the eastern county."""
    return {"pk": factories.signed_project().pk}


def a_lost_project() -> dict[str, object]:
    """A project that was lost in talks."""
    project = factories.project()
    factories.recognised_event(project, "TALK", date(2023, 2, 1))
    factories.recognised_event(project, "LOSE", date(2023, 3, 1))
    return {"pk": project.pk}


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


def a_phone() -> dict[str, object]:
    """A project whose contact's number is known."""
    project = factories.project()
    values = ProjectValues(name=project.name, unit=project.unit, investor=project.investor, contact_phone="13800001234")
    projects.change_project(project, values, actor=factories.clerk(), at=factories.AT)
    return {"pk": project.pk}


def its_investor() -> dict[str, object]:
    """The investor of a project of the eastern county."""
    return {"pk": factories.project().investor_id}


def a_trip() -> dict[str, object]:
    """A trip of the eastern county."""
    return {"pk": factories.trip().pk}


def its_report() -> dict[str, object]:
    """A trip with a document."""
    document = factories.attachment()
    return {"pk": factories.trip(evidence=[document]).pk, "file_pk": document.pk}


def an_activity() -> dict[str, object]:
    """An activity of the eastern county."""
    return {"pk": factories.activity().pk}


def a_reset() -> dict[str, object]:
    """A request to reset the password of the county's leader, which waits for a second officer."""
    reset = orgs.request_reset(
        factories.user("r11", "QJ-E"), actor=factories.officer("sysadmin"), at=timezone.now(), reason="本人持证到场"
    )
    return {"pk": reset.pk}


def an_approved_reset() -> dict[str, object]:
    """A request to reset a clerk's password, which needs no second officer."""
    reset = orgs.request_reset(
        factories.clerk(), actor=factories.officer("sysadmin"), at=timezone.now(), reason="本人持证到场"
    )
    return {"pk": reset.pk}


def a_slip() -> dict[str, object]:
    """A slip that waits for the county's verifier."""
    return {"pk": factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip.pk}


def its_paper() -> dict[str, object]:
    """A document of a slip that waits for the county's verifier."""
    document = factories.attachment()
    record = factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1), evidence=[document])
    return {"pk": record.slip.pk, "file_pk": document.pk}


def a_view() -> dict[str, object]:
    """A view that the clerk of the eastern county has kept."""
    made = bookmarks.save_view("projects", "在建", pairs=[], is_shared=False, actor=factories.clerk(), at=factories.AT)
    return {"pk": made.pk}


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


def a_closed_period() -> dict[str, object]:
    """June 2023, closed."""
    closing.close_at_once(
        parse_period("2023-06"), actor=factories.user("r03"), at=timezone.now(), forced_reason="其余事项下月补计"
    )
    return {"code": "2023-06"}


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
    Row("home:chain", (Insight.TRACE,), ("r26", "QJ", "")),
    Row("search:index", SIGNED_IN, NOBODY),
    Row("notices:index", SIGNED_IN, NOBODY),
    Row("notices:read", SIGNED_IN, NOBODY, post={}),
    Row("notices:settings", SIGNED_IN, NOBODY),
    Row("channels:list", (Deliveries.MANAGE_CHANNELS,), SYSTEM),
    Row("channels:new", (Deliveries.MANAGE_CHANNELS,), SYSTEM),
    Row("channels:edit", (Deliveries.MANAGE_CHANNELS,), SYSTEM, parts=a_mailbox),
    Row("channels:switch", (Deliveries.MANAGE_CHANNELS,), SYSTEM, post={}, parts=a_mailbox),
    Row("channels:try", (Deliveries.MANAGE_CHANNELS,), SYSTEM, post={}, parts=a_mailbox),
    Row("channels:deliveries", (Deliveries.VIEW,), SYSTEM),
    Row("runs:list", (Runs.VIEW,), SYSTEM),
    Row("projects:list", (Projects.VIEW,), CLERK),
    Row("projects:export", (Projects.EXPORT,), CLERK),
    Row("projects:new", (Projects.EDIT,), CLERK),
    Row("projects:detail", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:edit", (Projects.EDIT,), CLERK, OTHER_CLERK, parts=a_project),
    Row(
        "projects:reveal", (Projects.VIEW_SENSITIVE,), ("r05", "QJ", ""), ("r05", "QJ-W", "S2"), post={}, parts=a_phone
    ),
    Row("projects:shares", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:shares_new", (Projects.EDIT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:event_evidence", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=its_event),
    Row("projects:capital_evidence", (Projects.FILE_CAPITAL,), CLERK, OTHER_CLERK, parts=its_record),
    Row("projects:progress", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:event_new", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:event_reverse", (Projects.REVERSE_EVENT,), STATISTICS, OTHER_STATISTICS, parts=its_event),
    Row("projects:capital", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:capital_new", (Projects.FILE_CAPITAL,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:capital_reverse", (Projects.REVERSE_CAPITAL,), STATISTICS, OTHER_STATISTICS, parts=its_record),
    Row("projects:duties", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:duty_assign", (Projects.ASSIGN,), CHECKER, OTHER_CHECKER, parts=a_project),
    Row("projects:duty_end", (Projects.ASSIGN,), CHECKER, OTHER_CHECKER, parts=an_assignment),
    Row("projects:duty_set", (Projects.ASSIGN,), CHECKER, OTHER_CHECKER, parts=a_project),
    Row("projects:duty_paper", (Projects.ASSIGN,), CHECKER, OTHER_CHECKER, parts=a_project),
    Row("projects:duty_file", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_duty_paper),
    Row("projects:visit_new", (Projects.LOG_VISIT,), CLERK, OTHER_CLERK, parts=a_visited_project),
    Row("projects:visit_reverse", (Projects.LOG_VISIT,), CLERK, OTHER_CLERK, parts=a_visit),
    Row("duties:list", (Projects.VIEW,), CLERK),
    Row("duties:export", (Projects.EXPORT,), CLERK),
    Row("duties:visits", (Projects.VIEW,), CLERK),
    Row("duties:visits_export", (Projects.EXPORT,), CLERK),
    Row("duties:sets", (Projects.VIEW,), CLERK),
    Row("duties:set_revise", (Projects.EDIT_DUTY_SETS,), CHIEF, parts=a_duty_set),
    Row("duties:handover", (Projects.VIEW,), CLERK),
    Row("duties:pack", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=whoever_answers),
    Row("duties:pack_word", (Reports.EXPORT,), CLERK, OTHER_CLERK, parts=whoever_answers),
    Row("duties:hand_over", (Projects.ASSIGN,), CHECKER, OTHER_CHECKER, parts=whoever_answers),
    Row("projects:files", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:file", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=its_file),
    *plans.TABLE,
    *lists.TABLE,
    *planned.TABLE,
    *leader_cards.TABLE,
    *honours.TABLE,
    Row("projects:history", (Projects.VIEW,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:sheet_word", (Projects.EXPORT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:sheet_excel", (Projects.EXPORT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:side_new", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:replace", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:transfer", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row("projects:merge", (Projects.FILE_EVENT,), CLERK, OTHER_CLERK, parts=a_project),
    Row(
        "projects:side_approve",
        (Projects.APPROVE_SIDE, Projects.APPROVE_OVER_SHARE),
        CHIEF,
        ("r03", "QJ-W", "S2"),
        parts=its_event,
    ),
    Row("projects:merge_undo", (Projects.REVERSE_EVENT,), STATISTICS, OTHER_STATISTICS, parts=its_event),
    Row("projects:reopen", (Projects.EDIT,), CLERK, OTHER_CLERK, post={}, parts=a_lost_project),
    Row("approvals:queue", QUEUE, CHECKER),
    Row("approvals:filed", QUEUE, CLERK),
    Row("approvals:decide_many", QUEUE, CHECKER, post={"act": "verify"}),
    Row("approvals:slip", QUEUE, CHECKER, OTHER_CHECKER, parts=a_slip),
    Row("approvals:beside", QUEUE, CHECKER, OTHER_CHECKER, parts=a_slip),
    Row("approvals:paper", QUEUE, CHECKER, OTHER_CHECKER, parts=its_paper),
    Row("approvals:decide", QUEUE, CHECKER, OTHER_CHECKER, post={"act": "verify"}, parts=a_slip),
    Row("intake:list", (Intake.IMPORT, Intake.UNDO), CLERK),
    Row("intake:new", (Intake.IMPORT,), CLERK),
    Row("intake:detail", (Intake.IMPORT, Intake.UNDO), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:findings", (Intake.IMPORT, Intake.UNDO), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:columns", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:commit", (Intake.IMPORT,), CLERK, OTHER_CLERK, post={}, parts=a_batch),
    Row("intake:drop", (Intake.IMPORT,), CLERK, OTHER_CLERK, post={}, parts=a_batch),
    Row("intake:progress", (Intake.IMPORT, Intake.UNDO), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:leftovers", (Intake.IMPORT, Intake.UNDO), CLERK, OTHER_CLERK, parts=a_batch),
    Row("intake:undo", (Intake.UNDO,), STATISTICS, OTHER_STATISTICS, parts=a_done_batch),
    Row("intake:withdraw", (Intake.IMPORT,), CLERK, OTHER_CLERK, parts=a_done_batch),
    Row("investors:list", (Investors.VIEW,), CLERK),
    Row("investors:export", (Projects.EXPORT,), CLERK),
    Row("investors:detail", (Investors.VIEW,), CLERK, OTHER_CLERK, parts=its_investor),
    Row("investors:contact", (Investors.EDIT,), CLERK, OTHER_CLERK, parts=its_investor),
    Row(
        "investors:reveal",
        (Investors.VIEW_CONTACTS,),
        ("r06", "QJ", ""),
        ("r06", "QJ-W", "S2"),
        post={},
        parts=its_investor,
    ),
    Row("investors:trips", (Investors.VIEW,), CLERK),
    Row("investors:trips_export", (Projects.EXPORT,), CLERK),
    Row("investors:trip_new", (Investors.FILE_TRIP,), CLERK),
    Row("investors:trip", (Investors.VIEW,), CLERK, OTHER_CLERK, parts=a_trip),
    Row("investors:trip_evidence", (Investors.FILE_TRIP,), CLERK, OTHER_CLERK, parts=a_trip),
    Row("investors:trip_withdraw", (Investors.FILE_TRIP,), CLERK, OTHER_CLERK, parts=a_trip),
    Row("investors:trip_correct", (Investors.FILE_TRIP,), CLERK, OTHER_CLERK, parts=a_trip),
    Row("investors:trip_file", (Investors.VIEW,), CLERK, OTHER_CLERK, parts=its_report),
    Row("investors:activities", (Investors.VIEW,), CLERK),
    Row("investors:activities_export", (Projects.EXPORT,), CLERK),
    Row("investors:activity_new", (Investors.FILE_TRIP,), CLERK),
    Row("investors:activity", (Investors.VIEW,), CLERK, OTHER_CLERK, parts=an_activity),
    Row("investors:activity_attendance", (Investors.FILE_TRIP,), CLERK, OTHER_CLERK, parts=an_activity),
    Row("investors:activity_withdraw", (Investors.FILE_TRIP,), CLERK, OTHER_CLERK, parts=an_activity),
    *supervision.rows(Row),
    *gates.rows(Row),
    Row("rates:list", (Projects.VIEW,), CLERK),
    Row("rates:export", (Projects.EXPORT,), CLERK),
    Row("rates:new", (Projects.ENTER_RATES,), STATISTICS),
    Row("chains:list", (Chains.VIEW,), CLERK),
    Row("chains:new", (Chains.EDIT,), ("r06", "QJ", "")),
    Row("chains:edit", (Chains.EDIT,), ("r06", "QJ", ""), parts=a_chain),
    Row("targets:list", (Targets.VIEW,), CLERK),
    Row("targets:new", (Targets.EDIT,), STATISTICS),
    Row("figures:partition", (Figures.VIEW,), CLERK),
    Row("figures:board", (Figures.VIEW,), CLERK),
    Row("figures:export", (Figures.VIEW,), CLERK),
    Row("figures:trend", (Figures.VIEW,), CLERK),
    Row("figures:drill", (Figures.VIEW,), CLERK, parts=fixed(code="S01")),
    Row("figures:drill_export", (Projects.EXPORT,), CLERK, parts=fixed(code="S01")),
    Row("screen:board", (Figures.VIEW,), CLERK),
    Row("assessment:ranking", (Assessment.VIEW,), CLERK, parts=nothing_of(ranked)),
    Row("assessment:colours", (Assessment.VIEW,), CLERK, parts=nothing_of(ranked)),
    Row("assessment:notices", (Assessment.VIEW,), CLERK),
    Row("assessment:export", (Assessment.VIEW,), CLERK, parts=nothing_of(ranked)),
    Row("assessment:unit", (Assessment.VIEW,), CLERK, OTHER_CLERK, parts=ranked),
    Row("assessment:publish", (Assessment.PUBLISH,), CHIEF, post=PUBLISHED, parts=nothing_of(ranked)),
    Row("assessment:schemes", (Assessment.VIEW,), CLERK),
    Row("assessment:scheme_new", (Assessment.EDIT_SCHEME,), ASSESSOR),
    Row("assessment:scheme", (Assessment.VIEW,), CLERK, ("r09", "QJ", "S2"), parts=a_sheet),
    Row("assessment:scheme_edit", (Assessment.EDIT_SCHEME,), ASSESSOR, OTHER_ASSESSOR, parts=a_draft_sheet),
    Row("assessment:scheme_revise", (Assessment.EDIT_SCHEME,), ASSESSOR, OTHER_ASSESSOR, post={}, parts=another_sheet),
    Row("assessment:scheme_adopt", (Assessment.ADOPT_SCHEME,), CHIEF, ("r03", "QJ-W", "S2"), parts=a_draft_sheet),
    Row("assessment:scheme_discard", (Assessment.EDIT_SCHEME,), ASSESSOR, OTHER_ASSESSOR, post={}, parts=a_draft_sheet),
    Row("assessment:adjustments", (Assessment.VIEW,), CLERK),
    Row("assessment:adjustment_new", (Assessment.FILE_ADJUSTMENT,), ASSESSOR),
    Row("assessment:adjustment_reverse", (Assessment.FILE_ADJUSTMENT,), ASSESSOR, OTHER_ASSESSOR, parts=an_adjustment),
    Row("assessment:adjustment_file", (Assessment.VIEW,), CLERK, OTHER_CLERK, parts=its_basis),
    Row("assessment:mark_new", (Assessment.MARK,), ASSESSOR),
    *assessment_rounds.TABLE,
    Row("closing:list", (Figures.VIEW,), CLERK),
    Row("closing:detail", (Figures.VIEW,), CLERK, parts=fixed(code="2023-06")),
    Row("closing:act", (Figures.CLOSE,), STATISTICS, post={"step": "start"}, parts=fixed(code="2023-06")),
    Row("closing:restate", (Figures.RESTATE,), ("r03", "QJ", ""), parts=a_closed_period),
    Row("closing:values", (Figures.VIEW,), CLERK, parts=a_closed_period),
    Row("closing:values_export", (Figures.VIEW,), CLERK, parts=a_closed_period),
    Row("closing:corrections", (Figures.VIEW,), CLERK, parts=a_closed_period),
    Row("closing:corrections_export", (Projects.EXPORT,), CLERK, parts=a_closed_period),
    Row("definitions:list", (Figures.VIEW,), CLERK),
    Row("bookmarks:save", SIGNED_IN, CLERK, post={"name": "在建"}, parts=fixed(area="projects")),
    Row("bookmarks:drop", SIGNED_IN, CLERK, OTHER_CLERK, post={}, parts=a_view),
    *papers.TABLE,
    *templates.TABLE,
    Row("proofreading:check", (Proofreading.CHECK,), CLERK),
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
    Row("users:resets", (Orgs.MANAGE_USERS, Orgs.APPROVE_RESETS), SECURITY),
    Row("users:reset_decide", (Orgs.APPROVE_RESETS,), SECURITY, ("r29", "QJ-W", "S2"), parts=a_reset),
    Row(
        "users:reset_issue",
        (Orgs.MANAGE_USERS,),
        SYSTEM,
        ("r28", "QJ-W", "S2"),
        post={},
        parts=an_approved_reset,
    ),
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
OF_EVERYBODY = {"confirm:answer": ("public",), "site:worker": ("public",)}
"""Addresses without account; they have tests of their own."""
SHOWN_ONCE = {"projects:reveal", "investors:reveal", "users:reset_issue", "issues:ask"}
"""Answers to a POST that are a page of their own: what they show is never shown again."""
ELSEWHERE_AFTER = {row.name for row in TABLE if row.post is not None} - SHOWN_ONCE | {
    "intake:progress",
    "papers:batch_progress",
}
ROWS = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
DECIDED_BEFORE = pytest.mark.database("sqlite")
"""Who is not let in is refused before any row is asked for; what the rows say is asked on both databases."""


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


@remembered
def parts_of(name: str) -> dict[str, object]:
    """What stands in the address of that name, with the rows behind it."""
    factories.district()
    return next(row for row in TABLE if row.name == name).parts()


def ask(row: Row, holder: Holder | None, *, part: bool = False) -> int:
    """The status of the answer to whoever holds that role; None is nobody, signed out."""
    parts = parts_of(row.name)
    client = Client(headers={"HX-Request": "true"} if part else {})
    if holder is not None:
        client.force_login(account(holder), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse(row.name, kwargs=parts)
    return (client.get(address) if row.post is None else client.post(address, row.post)).status_code


def test_every_address_stands_in_the_table_once() -> None:
    named = [name for name, _ in routes(get_resolver())]

    assert sorted(named) == sorted([*(row.name for row in TABLE), *OF_SIGN_IN, *OF_EVERYBODY])


def test_every_view_declares_exactly_the_permissions_of_the_table() -> None:
    declared = {
        name: getattr(view, "permissions", ()) for name, view in routes(get_resolver()) if name not in OF_SIGN_IN
    }

    assert declared == {row.name: tuple(str(code) for code in row.permissions) for row in TABLE} | OF_EVERYBODY


@ROWS
@DECIDED_BEFORE
def test_signed_out_one_is_sent_to_the_sign_in_page(row: Row) -> None:
    assert ask(row, None) == 302


@ROWS
@DECIDED_BEFORE
def test_signed_out_a_part_of_a_page_is_401(row: Row) -> None:
    assert ask(row, None, part=True) == 401


@pytest.mark.parametrize("row", [row for row in TABLE if row.permissions != SIGNED_IN], ids=lambda row: row.name)
@DECIDED_BEFORE
def test_without_the_right_the_answer_is_403(row: Row) -> None:
    assert ask(row, NOBODY) == 403


@pytest.mark.parametrize("row", [row for row in TABLE if row.elsewhere], ids=lambda row: row.name)
def test_with_the_right_for_another_unit_the_answer_is_404(row: Row) -> None:
    assert ask(row, row.elsewhere) == 404


@ROWS
def test_with_the_right_the_page_opens(row: Row) -> None:
    assert ask(row, row.holder) == (302 if row.name in ELSEWHERE_AFTER else 200)
