"""Every verb of base and domains leaves its row in the audit log: who, what, to which row, when."""

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from luodi.base.approvals import services as approvals
from luodi.base.audit.models import AuditEntry
from luodi.base.audit.selectors import check_chain
from luodi.base.bookmarks import services as bookmarks
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.chains import services as chains
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.services import EventSeed, ProjectSeed, ProjectValues
from luodi.domains.targets import services as targets
from tests import factories
from tests.architecture.codes import audit_codes
from tests.architecture.source import SOURCE, is_in_layer, modules, tree_of
from tests.base.deliveries import audited as deliveries
from tests.domains.incentives import audited as incentives
from tests.domains.offers import audited as offers
from tests.domains.projects import audited_plans as plans
from tests.domains.projects import audited_records as records
from tests.domains.supervision import audited as supervision
from tests.domains.targets import leader_cards, splits
from tests.factories import (
    AT,
    PASSWORD,
    activity,
    attachment,
    checker,
    clerk,
    filed_capital,
    filed_event,
    investor,
    officer,
    project,
    project_office,
    recognised_capital,
    role,
    signed_project,
    statistics_office,
    trip,
    unit,
    user,
    verified,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 1)
Act = Callable[[], User | None]


def decided(act: str) -> Act:
    def run() -> User:
        slip = filed_event(project(), "TALK", DAY).slip
        actor = checker() if act != "recognise" else project_office()
        projects.decide(verified(slip) if act == "recognise" else slip, act, actor=actor, at=AT, note="意见")
        return actor

    return run


def unit_verb(act: str) -> Act:
    def run() -> User:
        actor = officer("sysadmin")
        if act == "made":
            orgs.make_unit(code="N", name="北县", kind=UnitKind.COUNTY, parent=unit("QJ"), actor=actor, at=AT)
        elif act == "changed":
            place = unit("QJ-E")
            orgs.change_unit(place, actor=actor, at=AT, name="东区", short_name="", kind=UnitKind.ZONE, group="")
        else:
            orgs.merge_units(unit("QJ-W"), into=unit("QJ-E"), on=DAY, actor=actor, at=AT, reason="政府令")
        return actor

    return run


def account_verb(act: str) -> Act:
    def run() -> User:
        actor, person = officer("sysadmin"), clerk()
        if act == "made":
            orgs.make_user("li.si", name="李四", unit=unit("QJ-E"), password=PASSWORD, actor=actor, at=AT)
        elif act == "password":
            orgs.set_password(person, password="another-harbour-28", actor=person, at=AT)
            return person
        elif act == "switched":
            orgs.set_active(person, active=False, actor=actor, at=AT, reason="离岗")
        elif act == "person":
            orgs.make_person(name="王五", unit=unit("QJ-E"), actor=actor, at=AT)
        else:
            orgs.set_calendar_day(DAY, is_workday=False, name="停电", actor=actor, at=AT)
        return actor

    return run


def granted() -> User:
    orgs.grant_role(clerk(), role=role("r12"), unit=unit("QJ-E"), actor=officer("secadmin"), at=AT)
    return officer("secadmin")


def grant_ended() -> User:
    orgs.end_grant(clerk().grants.get(), actor=officer("secadmin"), at=AT, reason="调岗")
    return officer("secadmin")


def service_account_made() -> None:
    orgs.make_service_account("robot", name="机器人", unit=unit("QJ"), role=role("x02"), at=AT)


def stored() -> User:
    attachment()
    return clerk()


def chain_verb(act: str) -> Act:
    def run() -> User:
        actor = user("r03")
        chain = chains.make_chain("新材料", actor=actor, at=AT)
        if act == "changed":
            chains.change_chain(chain, actor=actor, at=AT, name="铝业", chief=None, lead_unit=None, task_force=None)
        return actor

    return run


def investor_verb(act: str) -> Act:
    def run() -> User:
        company, actor, place = investor(), clerk(), unit("QJ-E")
        if act == "completed":
            investors.register_investor(company.name, actor=actor, at=AT, place="深圳")
        elif act == "honour":
            investors.award_honour(company, list_name="LISTED", year=2022, evidence="公告", actor=actor, at=AT)
        elif act == "trip":
            investors.file_trip(place, left_on=DAY, returned_on=DAY, place="深圳", met=[company], actor=actor, at=AT)
        elif act == "activity":
            investors.file_activity(place, name="招商会", held_on=DAY, actor=actor, at=AT)
        elif act == "contact":
            investors.set_contact(company, phone="13800001234", actor=actor, at=AT)
        elif act == "revealed":
            investors.reveal_contact(company, actor=user("r06"), at=AT)
            return user("r06")
        return actor

    return run


def travel_verb(act: str) -> Act:
    def run() -> User:
        if act == "withdrawn":
            investors.withdraw_trip(trip(), actor=clerk(), at=AT, reason="重复")
        elif act == "evidence":
            investors.add_trip_evidence(trip(), evidence=[attachment()], actor=clerk(), at=AT)
        elif act == "attendance":
            given = {"companies_attending": 30, "projects_proposed": None}
            investors.correct_attendance(activity(), actor=clerk(), at=AT, reason="签到表核对", **given)
        else:
            projects.withdraw_occasion(activity(), actor=clerk(), at=AT, reason="重复")
        return clerk()

    return run


def reset_verb(act: str) -> Act:
    def run() -> User:
        actor, leader = officer("sysadmin"), user("r11", "QJ-E")
        reset = orgs.request_reset(leader, actor=actor, at=AT, reason="本人持证到场")
        if act == "requested":
            return actor
        reset = orgs.decide_reset(reset, approve=True, actor=officer("secadmin"), at=AT)
        if act == "decided":
            return officer("secadmin")
        orgs.issue_temporary(reset, actor=actor, at=AT)
        return actor

    return run


def view_verb(act: str) -> Act:
    def run() -> User:
        kept = bookmarks.save_view("projects", "在建", pairs=[], is_shared=False, actor=clerk(), at=AT)
        if act == "dropped":
            bookmarks.drop_view(kept, actor=clerk(), at=AT)
        return clerk()

    return run


def evidence_added() -> User:
    projects.add_event_evidence(filed_event(project(), "TALK", DAY), evidence=[attachment()], actor=clerk(), at=AT)
    return clerk()


def shares_proposed() -> User:
    shares = {unit("QJ-W"): Decimal(100)}
    projects.propose_shares(project(), shares, valid_from=DAY, actor=clerk(), at=AT, basis="流转协议")
    return clerk()


def contact_revealed() -> User:
    projects.reveal_contact(project(), actor=project_office(), at=AT)
    return project_office()


def target_verb(act: str) -> Act:
    def run() -> User:
        actor = user("r03")
        targets.issue_target(
            unit("QJ"),
            indicator="S01",
            value=Decimal(40),
            measure="个",
            period="2023",
            issuer="市级",
            actor=actor,
            at=AT,
            batch="B1",
        )
        if act == "withdrawn":
            targets.withdraw_targets("B1", actor=actor, at=AT, reason="导错")
        return actor

    return run


def split_submitted() -> User:
    splits.submitted(splits.yearly())
    return splits.chief()


def letter_signed() -> User:
    splits.yearly()
    splits.signed_letter()
    return splits.chief()


def card_submitted() -> User:
    leader_cards.submitted()
    return splits.chief()


def card_issued() -> User:
    leader_cards.issued()
    return splits.chief()


def split_issued() -> User:
    splits.issued(splits.yearly())
    return splits.chief()


def project_verb(act: str) -> Act:
    def run() -> User:
        row, actor = signed_project(), clerk()
        values = ProjectValues(name="换名项目", unit=unit("QJ-E"), investor=investor())
        if act == "changed":
            projects.change_project(row, values, actor=actor, at=AT)
        elif act == "shared":
            projects.set_shares(row, {unit("QJ-W"): Decimal(100)}, valid_from=DAY, actor=actor, at=AT)
        elif act == "capital":
            filed_capital(row, "9", DAY)
        return actor

    return run


def event_reversed() -> User:
    projects.reverse_event(signed_project().events.get(), actor=statistics_office(), at=AT, reason="误报")
    return statistics_office()


def capital_reversed() -> User:
    record = recognised_capital(signed_project(), "9", DAY)
    projects.reverse_capital(record, amount_in_wan=Decimal(9), actor=project_office(), at=AT, reason="误报")
    return project_office()


def side_verb(act: str) -> Act:
    def merging() -> User:
        event = factories.merged(signed_project(), signed_project())
        if act == "merge_undone":
            projects.undo_merge(event, actor=project_office(), at=AT, reason="误办")
        return project_office()

    def reopening() -> User:
        row = project()
        factories.recognised_event(row, "TALK", DAY)
        factories.recognised_event(row, "LOSE", DAY)
        projects.reopen_lead(row, actor=clerk(), at=AT)
        return clerk()

    def approving() -> User:
        details = projects.SideDetails(approval_no="9号")
        event = projects.file_side_event(
            signed_project(), event="RETURN", occurred_on=DAY, details=details, reason="不符", actor=clerk(), at=AT
        )
        projects.approve_side_event(event, role="ISSUER", actor=user("r03"), at=AT)
        return user("r03")

    def transferring() -> User:
        factories.transferred(signed_project(), {"QJ-W": 100}, on=DAY)
        return project_office()

    verbs = {"reopened": reopening, "side_approved": approving, "transferred": transferring}
    return verbs.get(act, merging)


def rate_entered() -> User:
    actor = statistics_office()
    projects.enter_exchange_rate("USD", day=DAY, rate=Decimal(7), source="央行", actor=actor, at=AT)
    return actor


def taken(act: str) -> Act:
    def run() -> User:
        values = ProjectValues(name="导入项目", unit=unit("QJ-E"), investor=investor())
        seeds = [ProjectSeed(values=values, events=[EventSeed("SIGN", DAY)])]
        projects.take_over(
            seeds, batch="B1", title="台账", unit=unit("QJ"), filer=takeover_clerk(), recogniser=operator(), at=AT
        )
        if act == "over":
            return takeover_clerk()
        projects.undo_batch("B1", unit=unit("QJ"), filer=takeover_clerk(), actor=operator(), at=AT, reason="导错")
        return operator()

    return run


VERBS: dict[str, Act] = {
    **supervision.VERBS,
    **offers.VERBS,
    **incentives.VERBS,
    **plans.VERBS,
    **records.VERBS,
    **deliveries.VERBS,
    "approvals.verify": decided("verify"),
    "approvals.recognise": decided("recognise"),
    "approvals.return": decided("return"),
    "chains.made": chain_verb("made"),
    "chains.changed": chain_verb("changed"),
    "files.stored": stored,
    "investors.registered": investor_verb("registered"),
    "investors.completed": investor_verb("completed"),
    "bookmarks.saved": view_verb("saved"),
    "bookmarks.dropped": view_verb("dropped"),
    "investors.honour_awarded": investor_verb("honour"),
    "investors.trip_filed": investor_verb("trip"),
    "investors.activity_filed": investor_verb("activity"),
    "investors.activity_withdrawn": travel_verb("activity"),
    "investors.attendance_corrected": travel_verb("attendance"),
    "investors.contact_revealed": investor_verb("revealed"),
    "investors.contact_set": investor_verb("contact"),
    "investors.trip_evidence_added": travel_verb("evidence"),
    "investors.trip_withdrawn": travel_verb("withdrawn"),
    "orgs.unit_made": unit_verb("made"),
    "orgs.unit_changed": unit_verb("changed"),
    "orgs.unit_merged": unit_verb("merged"),
    "orgs.user_made": account_verb("made"),
    "orgs.password_set": account_verb("password"),
    "orgs.password_reset": reset_verb("issued"),
    "orgs.reset_decided": reset_verb("decided"),
    "orgs.reset_requested": reset_verb("requested"),
    "orgs.user_switched": account_verb("switched"),
    "orgs.person_made": account_verb("person"),
    "orgs.calendar_set": account_verb("calendar"),
    "orgs.role_granted": granted,
    "orgs.grant_ended": grant_ended,
    "orgs.service_account_made": service_account_made,
    "projects.contact_revealed": contact_revealed,
    "projects.evidence_added": evidence_added,
    "projects.shares_proposed": shares_proposed,
    "projects.opened": project_verb("opened"),
    "projects.changed": project_verb("changed"),
    "projects.shared": project_verb("shared"),
    "projects.event_filed": project_verb("event"),
    "projects.event_reversed": event_reversed,
    "projects.capital_filed": project_verb("capital"),
    "projects.capital_reversed": capital_reversed,
    "projects.rate_entered": rate_entered,
    "projects.merge_filed": side_verb("merge_filed"),
    "projects.merge_undone": side_verb("merge_undone"),
    "projects.reopened": side_verb("reopened"),
    "projects.side_approved": side_verb("side_approved"),
    "projects.transferred": side_verb("transferred"),
    "projects.taken_over": taken("over"),
    "projects.taken_back": taken("back"),
    "targets.card_stepped": card_issued,
    "targets.card_submitted": card_submitted,
    "targets.issued": target_verb("issued"),
    "targets.letter_signed": letter_signed,
    "targets.split_submitted": split_submitted,
    "targets.split_stepped": split_issued,
    "targets.withdrawn": target_verb("withdrawn"),
}


def test_every_code_of_these_bands_has_its_verb_here() -> None:
    mine = {path.parent.name for path in SOURCE.glob("base/*/apps.py")}
    mine |= {path.parent.name for path in SOURCE.glob("domains/*/apps.py")}

    assert {code for code in audit_codes() if code.partition(".")[0] in mine} == set(VERBS)


@pytest.mark.parametrize("action", list(VERBS))
def test_a_verb_leaves_its_row_with_actor_and_moment(action: str) -> None:
    actor = VERBS[action]()

    entry = AuditEntry.objects.filter(action=action).latest("number")
    assert (entry.actor, entry.at) == (actor, AT)
    assert entry.subject_label != ""
    assert check_chain().is_whole


def test_no_verb_writes_without_an_audit_row() -> None:
    """A public verb with an actor calls the audit log itself or hands on to a function that does."""
    services = [path for path in modules() if is_in_layer(path, "services") and path.parent.name != "audit"]
    services = [path for path in services if path.relative_to(SOURCE).parts[0] in {"base", "domains"}]
    speaking = (
        "audit.record",
        "_append(",
        "_withdraw(",
        "withdraw(",
        "write_target(",
        "take_step(",
        "draft_order(",
        "decide(",
        "_log(",
        "withdraw_activity(",
        "append_side_event(",
        "file_event(",
        "_append_proposal(",
        "_settle(",
        "assign(",
    )
    silent = [
        verb.name
        for path in services
        for verb in tree_of(path).body
        if isinstance(verb, ast.FunctionDef)
        and not verb.name.startswith("_")
        and {"actor", "at"} <= {one.arg for one in (*verb.args.args, *verb.args.kwonlyargs)}
        and not any(call in ast.unparse(verb) for call in speaking)
    ]

    # These are parts of verbs: slips, steps and reversals are audited together with the fact that they belong to; `once`
    # remembers that a verb, which is audited, was called; the last only refuses.
    assert sorted(silent) == ["add_steps", "append_reversals", "once", "open_slip", "require_resettable"]


def test_a_slip_is_opened_only_together_with_a_fact_that_is_audited() -> None:
    slip = approvals.open_slip("event", title="甲", unit=unit("QJ-E"), actor=clerk(), at=AT)

    assert slip.steps.get().recorded_by == clerk()
