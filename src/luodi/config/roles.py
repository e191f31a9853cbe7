"""The thirty roles of domain/10 §4.18 as presets: each with its usual scope and its column of the permission matrix.

Only rights over what exists now are listed; an app that comes adds its rights here.
"""

from collections.abc import Iterable
from typing import Final

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight.rules import Permission as Insight
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.lifecycle.rules.clocks_rights import Permission as Clocks
from luodi.across.lifecycle.rules.gates_rights import Permission as Gates
from luodi.across.proofreading.rules.rights import Permission as Proofreading
from luodi.across.reports.rules.dispatch_rights import Permission as Dispatch
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.rules.template_rights import Permission as Templates
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit.rules import Permission as Audit
from luodi.base.deliveries.rules.rights import Permission as Deliveries
from luodi.base.files.rules import Permission as Files
from luodi.base.orgs.rules import Permission as Orgs
from luodi.base.orgs.rules import RolePreset, Scope
from luodi.base.runs.rules import Permission as Runs
from luodi.domains.chains.rules import Permission as Chains
from luodi.domains.incentives.rules.rights import Permission as Incentives
from luodi.domains.investors.rules import Permission as Investors
from luodi.domains.offers.rules import Permission as Offers
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.domains.targets.rules import Permission as Targets

_SEE: Final = frozenset(
    {
        Orgs.OWN_ACCOUNT,
        Orgs.VIEW_UNITS,
        Projects.VIEW,
        Chains.VIEW,
        Investors.VIEW,
        Offers.VIEW,
        Incentives.VIEW,
        Targets.VIEW,
        Figures.VIEW,
        Assessment.VIEW,
        Reports.VIEW,
        Proofreading.CHECK,
        Files.VIEW,
    }
)
_OF_UNITS: Final = frozenset({Figures.VIEW, Assessment.VIEW, Targets.VIEW, Reports.VIEW, Proofreading.CHECK})
"""What speaks of whole units: nothing for a leader who sees only the own projects."""
_TAKE_OUT: Final = frozenset({Projects.EXPORT, Reports.EXPORT})
_FILL: Final = frozenset(
    {
        Projects.EDIT,
        Projects.FILE_EVENT,
        Projects.FILE_CAPITAL,
        Projects.FILE_DOCUMENT,
        Projects.CHECK_SITE,
        Gates.ASK_WAIVER,
        Projects.PLAN,
        Projects.FILE_PROGRESS,
        Investors.EDIT,
        Investors.FILE_TRIP,
        Offers.EDIT,
        Intake.IMPORT,
    }
)
_PLANNED: Final = frozenset({Offers.STORE, Approvals.LINK_VERIFY, Approvals.LINK_RECOGNISE})
_DUTY: Final = frozenset({Projects.ASSIGN, Projects.LOG_VISIT})
_VERIFY: Final = frozenset(
    {
        Approvals.EVENT_VERIFY,
        Approvals.CAPITAL_VERIFY,
        Approvals.TAKEOVER_VERIFY,
        Approvals.SHARE_VERIFY,
        Approvals.PAUSE_VERIFY,
        Approvals.MILESTONE_VERIFY,
        Approvals.PROGRESS_VERIFY,
        Approvals.WAIVER_VERIFY,
        Approvals.LINK_VERIFY,
    }
)
_WITHDRAW: Final = frozenset({Projects.REVERSE_EVENT, Projects.REVERSE_CAPITAL, Intake.UNDO})
_FOLLOW: Final = frozenset({Supervision.VIEW, Supervision.RAISE})
_ANSWER: Final = _FOLLOW | {Supervision.ANSWER, Supervision.FINISH}
_ORDER: Final = _FOLLOW | {Supervision.DRAFT, Supervision.ISSUE_SUPERVISE, Supervision.CHECK}
_INSPECT: Final = frozenset({Supervision.PLAN, Supervision.APPROVE_PLAN, Supervision.INSPECT})
_LISTS: Final = frozenset({Dispatch.FREEZE, Dispatch.EDIT_SETS, Templates.EDIT_TEMPLATES})
_WEEKLY: Final = frozenset({Dispatch.CONFIRM_WEEK})
_HONOURS: Final = frozenset({Incentives.NOMINATE, Incentives.OBJECT, Incentives.TAKE})
_NONE: Final[frozenset[str]] = frozenset({Orgs.OWN_ACCOUNT})


def _role(code: str, name: str, scope: Scope, *rights: Iterable[str]) -> RolePreset:
    return RolePreset(code, name, scope, frozenset(str(right) for group in rights for right in group))


PRESETS: Final = (
    _role(
        "r01",
        "市（区）领导",
        Scope.ALL,
        _SEE,
        _TAKE_OUT,
        _FOLLOW,
        {Supervision.DRAFT, Supervision.APPROVE_EXTENSION, Targets.APPROVE, Targets.OWN_CARD},
        {Projects.APPROVE_OVER_SHARE},
    ),
    _role("r02", "包抓（联系）领导", Scope.OWN, _SEE - _OF_UNITS, {Projects.LOG_VISIT, Targets.OWN_CARD}, _FOLLOW),
    _role(
        "r03",
        "招委办（领导小组办公室）主任",
        Scope.ALL,
        _SEE,
        _LISTS,
        _DUTY,
        {Projects.EDIT_DUTY_SETS},
        _TAKE_OUT,
        _WITHDRAW,
        {Insight.STEER, Targets.EDIT, Chains.EDIT, Reports.WRITE, Investors.VIEW_CONTACTS, Projects.APPROVE_SIDE},
        {Figures.CLOSE, Figures.FORCE_CLOSE, Figures.RESTATE},
        {Clocks.EDIT_CLOCKS, Clocks.ANSWER_PROPOSALS, Approvals.PAUSE_RECOGNISE},
        {Gates.EDIT_GATES, Gates.SET_COMPETENCE, Gates.REVIEW, Approvals.WAIVER_VERIFY, Approvals.WAIVER_RECOGNISE},
        {Assessment.ADOPT_SCHEME, Assessment.PUBLISH, Approvals.ADJUSTMENT_RECOGNISE},
        {Assessment.FINALISE, Assessment.ANSWER_APPEAL},
        _ORDER,
        _INSPECT,
        {Supervision.ISSUE_ASSIGN, Supervision.MEET},
        {Offers.EDIT, Offers.STORE, Targets.APPROVE, Targets.VIEW_CARDS, Targets.OWN_CARD},
        {Incentives.REVIEW, Incentives.DECIDE, Incentives.ACCEPT},
    ),
    _role(
        "r04",
        "招商局综合/统计科",
        Scope.ALL,
        _SEE,
        _LISTS,
        _WEEKLY,
        _TAKE_OUT,
        _FILL,
        _VERIFY,
        _WITHDRAW,
        {Insight.STEER, Approvals.CAPITAL_RECOGNISE, Approvals.TAKEOVER_RECOGNISE, Approvals.SHARE_RECOGNISE},
        {Intake.TAKE_OVER, Targets.EDIT, Reports.WRITE, Projects.ENTER_RATES, Approvals.ADJUSTMENT_VERIFY},
        {Targets.VIEW_CARDS},
        {Figures.CLOSE, Gates.REVIEW, Assessment.ANSWER_APPEAL, Assessment.VERIFY_SAMPLE},
        {Incentives.REVIEW, Incentives.ANSWER, Incentives.ACCEPT},
        _FOLLOW,
        {Supervision.DRAFT, Supervision.MEET},
    ),
    _role(
        "r05",
        "招商局项目科",
        Scope.ALL,
        _SEE,
        _LISTS,
        _DUTY,
        _TAKE_OUT,
        _FILL,
        _VERIFY,
        _WITHDRAW,
        {Insight.STEER, Approvals.EVENT_RECOGNISE, Approvals.TAKEOVER_RECOGNISE, Approvals.SHARE_RECOGNISE},
        {Reports.WRITE, Projects.VIEW_SENSITIVE, Investors.VIEW_CONTACTS, Clocks.ANSWER_PROPOSALS},
        {Approvals.PAUSE_RECOGNISE, Approvals.MILESTONE_RECOGNISE, Approvals.PROGRESS_RECOGNISE},
        {Projects.EDIT_TEMPLATES, Gates.EDIT_GATES, Gates.REVIEW, Approvals.WAIVER_RECOGNISE},
        {Incentives.REVIEW, Incentives.POST},
        _PLANNED,
        _FOLLOW,
        {Supervision.DRAFT, Supervision.INSPECT},
    ),
    _role(
        "r06",
        "招商局产业/信息科",
        Scope.ALL,
        _SEE,
        _TAKE_OUT,
        _FILL,
        {Chains.EDIT, Investors.VIEW_CONTACTS},
        {Incentives.REVIEW, Incentives.POST},
        _PLANNED,
        _FOLLOW,
    ),
    _role(
        "r07",
        "招商局考核科",
        Scope.ALL,
        _SEE,
        _TAKE_OUT,
        {Targets.EDIT, Targets.VIEW_CARDS, Reports.WRITE, Approvals.ADJUSTMENT_VERIFY},
        {Assessment.EDIT_SCHEME, Assessment.FILE_ADJUSTMENT, Assessment.MARK},
        {Assessment.RUN_ROUND, Assessment.ANSWER_APPEAL, Assessment.VERIFY_SAMPLE},
        {Incentives.RUN, Incentives.REVIEW, Incentives.ANSWER},
    ),
    _role("r08", "招商局合同法务", Scope.ALL, _SEE, {Projects.VIEW_SENSITIVE, Projects.FILE_DOCUMENT}),
    _role(
        "r09",
        "区县/开发区填报员",
        Scope.UNIT,
        _SEE,
        _WEEKLY,
        {Projects.LOG_VISIT},
        _TAKE_OUT,
        _FILL,
        _FOLLOW,
        _HONOURS,
        {Supervision.ANSWER},
    ),
    _role(
        "r10",
        "区县/开发区审核人",
        Scope.SUBTREE,
        _SEE,
        _WEEKLY,
        _DUTY,
        _TAKE_OUT,
        _FILL,
        _VERIFY,
        {Insight.STEER, Assessment.APPEAL, Targets.VIEW_CARDS},
        _ANSWER,
        _HONOURS,
    ),
    _role(
        "r11",
        "区县分管领导",
        Scope.SUBTREE,
        _SEE,
        _DUTY,
        _TAKE_OUT,
        {Insight.STEER, Assessment.APPEAL, Approvals.EVENT_RECOGNISE, Approvals.CAPITAL_RECOGNISE, Targets.OWN_CARD},
        _FOLLOW,
        {Supervision.FINISH},
    ),
    _role("r12", "部门招商联络员", Scope.UNIT, _SEE, _WEEKLY, _FILL, _ANSWER, _HONOURS),
    _role("r13", "乡镇（街道）联络员", Scope.UNIT, _SEE, _WEEKLY, _FILL, _ANSWER, _HONOURS),
    _role("r14", "链长/专班负责人", Scope.CHAIN, _SEE, _TAKE_OUT, _ANSWER, {Targets.OWN_CARD}),
    _role("r15", "专班成员/小分队", Scope.CHAIN, _SEE, {Investors.EDIT, Investors.FILE_TRIP}, _FOLLOW),
    _role(
        "r16",
        "驻外组组长/成员",
        Scope.UNIT,
        _SEE,
        _WEEKLY,
        {Investors.EDIT, Investors.FILE_TRIP},
        _ANSWER,
        _HONOURS,
    ),
    _role("r17", "评审委员", Scope.OWN, _NONE),
    _role("r18", "公平竞争审查员", Scope.OWN, _NONE),
    _role("r19", "司法/法律顾问", Scope.OWN, _NONE),
    _role("r20", "财政审核", Scope.OWN, _NONE),
    _role("r21", "统计对接员", Scope.ALL_SUMMARY, {Orgs.OWN_ACCOUNT, Figures.VIEW}),
    _role("r22", "要素部门经办", Scope.OWN, _NONE, _ANSWER),
    _role(
        "r23",
        "代办员/驻工地专员",
        Scope.OWN,
        {Orgs.OWN_ACCOUNT, Projects.VIEW, Projects.LOG_VISIT, Files.VIEW},
        {Projects.CHECK_SITE, Projects.FILE_PROGRESS},
        _ANSWER,
    ),
    _role("r24", "投诉中心专员", Scope.OWN, _NONE),
    _role(
        "r25",
        "督查室/督考办",
        Scope.ALL,
        _SEE,
        _TAKE_OUT,
        {Insight.OVERSEE, Targets.VIEW_CARDS, Incentives.OBJECT},
        _ORDER,
        _INSPECT,
        {Supervision.ISSUE_ACCOUNT},
    ),
    _role(
        "r26",
        "审计/纪检/人大（只读）",
        Scope.ALL,
        _SEE,
        _TAKE_OUT,
        {Insight.TRACE, Targets.VIEW_CARDS},
        {Supervision.VIEW},
    ),
    _role("r27", "企业用户", Scope.OWN, _NONE),
    _role(
        "r28",
        "系统管理员",
        Scope.ALL,
        _NONE,
        {Orgs.VIEW_UNITS, Orgs.MANAGE_UNITS, Orgs.VIEW_USERS, Orgs.MANAGE_USERS},
        {Deliveries.MANAGE_CHANNELS, Deliveries.VIEW, Runs.VIEW},
    ),
    _role(
        "r29",
        "安全管理员",
        Scope.ALL,
        _NONE,
        {Orgs.VIEW_UNITS, Orgs.VIEW_USERS, Orgs.GRANT_ROLES, Orgs.VIEW_GRANTS, Orgs.APPROVE_RESETS},
    ),
    _role("r30", "审计管理员", Scope.ALL, _NONE, {Orgs.VIEW_USERS, Orgs.VIEW_GRANTS, Audit.VIEW, Audit.EXPORT}),
)

_TAKEOVER_CLERK: Final = _role(
    "x01", "台账接收（服务账号）", Scope.ALL, _SEE, _FILL, {Chains.EDIT, Targets.EDIT, Orgs.MANAGE_UNITS}
)
_OPERATOR: Final = _role(
    "x02",
    "命令行操作（服务账号）",
    Scope.ALL,
    _SEE,
    _LISTS,
    _TAKE_OUT,
    _FILL,
    _VERIFY,
    _WITHDRAW,
    {
        Approvals.EVENT_RECOGNISE,
        Approvals.CAPITAL_RECOGNISE,
        Approvals.TAKEOVER_RECOGNISE,
        Approvals.SHARE_RECOGNISE,
        Approvals.PAUSE_RECOGNISE,
        Approvals.MILESTONE_RECOGNISE,
        Approvals.PROGRESS_RECOGNISE,
        Approvals.WAIVER_RECOGNISE,
        Approvals.LINK_RECOGNISE,
        Gates.REVIEW,
        Projects.ASSIGN,
        Projects.LOG_VISIT,
        Projects.EDIT_DUTY_SETS,
        Projects.ENTER_RATES,
        Intake.TAKE_OVER,
        Targets.EDIT,
        Offers.STORE,
        Targets.APPROVE,
        Chains.EDIT,
        Assessment.EDIT_SCHEME,
        Assessment.ADOPT_SCHEME,
        Assessment.PUBLISH,
        Reports.WRITE,
        Figures.CLOSE,
        Figures.FORCE_CLOSE,
        Figures.RESTATE,
        Orgs.MANAGE_UNITS,
        Audit.VIEW,
    },
    _FOLLOW,
    _HONOURS,
    {Supervision.DRAFT},
)

ALL: Final = (*PRESETS, _TAKEOVER_CLERK, _OPERATOR)
