"""The gates as they come: domain/04 §4.3 (TR01–TR11) and §4.5, per kind of project. The bureau's own versions go before."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from luodi.across.lifecycle.rules.gates import Gate, Requirement, Test
from luodi.across.lifecycle.rules.gates_holdings import Condition
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules import Event, ProjectKind
from luodi.domains.projects.rules.documents import DocumentKind as Doc

BUILD, PURCHASE, LEASE = ProjectKind.BUILD, ProjectKind.PURCHASE, ProjectKind.LEASE
SERVICE, PLATFORM, EXPANSION = ProjectKind.SERVICE, ProjectKind.PLATFORM, ProjectKind.EXPANSION


def _field(name: str, label: str = "") -> Requirement:
    return Requirement(f"field_{name}", label or PROJECT_FIELDS[name].label, Test.FIELD, (name,), may_waive=False)


def _paper(*kinds: Doc, label: str = "", number: bool = False, day: bool = False, waivable: bool = True) -> Requirement:
    return Requirement(
        f"paper_{kinds[0].lower()}",
        label or "或".join(kind.label for kind in kinds),
        Test.DOCUMENT,
        tuple(kinds),
        needs_number=number,
        needs_date=day,
        may_waive=waivable,
    )


def _condition(condition: Condition, *, label: str = "", least: int = 1, waivable: bool = True) -> Requirement:
    said = label or condition.label
    return Requirement(f"is_{condition.lower()}", said, Test.CONDITION, (condition,), least=least, may_waive=waivable)


def _core(row: Requirement) -> Requirement:
    return replace(row, is_core=True)


def _branch(row: Requirement, branch: str, *, group: str, needs: int = 1) -> Requirement:
    return replace(row, group=group, branch=branch, group_needs=needs)


_LICENCE: Final = _paper(Doc.LICENCE, label="运营主体营业执照", number=True)
_FILING: Final = _paper(Doc.FILING, Doc.APPROVAL, label="备案证或核准批复（有文号）", number=True)
_SITE: Final = _paper(
    Doc.LAND_CONTRACT,
    Doc.PROPERTY,
    Doc.LEASE,
    Doc.LAND_APPROVAL,
    label="用地（用房）权属：出让合同、不动产权证、租赁合同或用地批准",
)
_OFFICE: Final = _paper(Doc.OFFICE, Doc.LEASE, label="办公场所或入驻合同")
_CHECK: Final = _condition(Condition.SITE_CHECK)
_CONCLUSIONS: Final = (
    _paper(Doc.REVIEW_MINUTES, label="评审（决策）会议纪要（有会议文号）", number=True, waivable=False),
    _paper(Doc.FAIR_COMPETITION, waivable=False),
    _paper(Doc.LEGAL_OPINION, waivable=False),
    _condition(Condition.MONEY_OPINION, waivable=False),
)
"""TR05 always needs the conclusions of TR03, also when it comes from a framework agreement."""
_CHECKS: Final = (Doc.LAND_CHECK, Doc.ENVIRONMENT_CHECK, Doc.ENERGY_CHECK, Doc.SAFETY_CHECK)
_LANDING: Final = "落地条件"
_DONE: Final = "竣工条件"


def _lead(kind: ProjectKind) -> Iterable[Requirement]:
    yield from (_field("investor"), _field("content"), _field("total_investment_in_wan"))
    yield _field("contact_phone", "联系电话（企业联系人）")
    if kind == EXPANSION:
        yield _condition(Condition.PARENT_LINKED, waivable=False)


def _talk(kind: ProjectKind) -> Iterable[Requirement]:
    yield _field("owner", "责任人（定人定责）")
    yield _paper(Doc.CONTACT_RECORD, label="洽谈接洽记录（有日期、写明对方人员）", day=True)


def _clear(kind: ProjectKind) -> Iterable[Requirement]:
    yield _field("negotiation_class")
    yield _paper(Doc.ADMISSION, waivable=False)
    if kind not in {SERVICE, PLATFORM}:
        yield from (_paper(check) for check in _CHECKS if not (kind == LEASE and check == Doc.LAND_CHECK))
    yield _paper(Doc.DUE_DILIGENCE)
    yield from _CONCLUSIONS


def _framework(kind: ProjectKind) -> Iterable[Requirement]:
    yield _paper(Doc.FRAMEWORK, label="框架（意向）协议文本（有签订日期）", day=True, waivable=False)
    yield _paper(Doc.NON_BINDING, waivable=False)


def _sign(kind: ProjectKind) -> Iterable[Requirement]:
    yield from (_field("content"), _field("place"), _field("total_investment_in_wan"))
    if kind not in {SERVICE, PLATFORM}:
        yield from (_field("fixed_investment_in_wan"), _field("planned_start_on"))
    yield _field("planned_production_on", "合同约定投产（运营）日")
    yield _condition(Condition.PARTY_KNOWN, waivable=False)
    yield _paper(Doc.CONTRACT, label="正式合同（双方盖章、有签订日期）", day=True, waivable=False)
    yield _paper(Doc.CONTRACT_TERMS)
    yield from _CONCLUSIONS
    yield _condition(Condition.NO_TWIN_CONTRACT, waivable=False)
    if kind == EXPANSION:
        yield _condition(Condition.PARENT_LINKED, waivable=False)


def _prepare(kind: ProjectKind) -> Iterable[Requirement]:
    third = _OFFICE if kind in {SERVICE, PLATFORM} else _SITE
    for branch, row in (("主体", _LICENCE), ("备案", _FILING), ("用地", third)):
        yield _branch(row, branch, group=_LANDING, needs=2)


def _land(kind: ProjectKind) -> Iterable[Requirement]:
    yield _LICENCE
    if kind not in {SERVICE, PLATFORM}:
        yield from (_FILING, _SITE)
        return
    yield _branch(_FILING, "备案和用地", group=_LANDING)
    yield _branch(_SITE, "备案和用地", group=_LANDING)
    yield _branch(_OFFICE, "场所和首笔资金", group=_LANDING)
    yield _branch(_condition(Condition.FIRST_CAPITAL), "场所和首笔资金", group=_LANDING)


def _start(kind: ProjectKind) -> Iterable[Requirement]:
    if kind in {BUILD, EXPANSION}:
        yield _field("national_code")
        yield _core(_paper(Doc.WORKS_CONTRACT))
        yield _core(_paper(Doc.WORKS_PERMIT, Doc.EXEMPTION, Doc.START_REPORT))
        yield _condition(Condition.WORKS_PHOTOS, least=3)
        yield _core(_CHECK)
        return
    if kind == PURCHASE:
        yield from (_paper(Doc.EQUIPMENT_CONTRACT), _paper(Doc.PAYMENT), _condition(Condition.ARRIVAL_PHOTOS))
    elif kind == LEASE:
        yield from (_paper(Doc.LEASE), _paper(Doc.FIT_OUT), _condition(Condition.FIT_OUT_PHOTOS))
    else:
        yield from (_paper(Doc.OPENING), _paper(Doc.STAFF_LIST), _paper(Doc.FIRST_SALE))
    yield _CHECK


def _complete(kind: ProjectKind) -> Iterable[Requirement]:
    yield _branch(_paper(Doc.ACCEPTANCE), "验收备案", group=_DONE)
    yield _branch(_paper(Doc.SELF_DECLARATION), "自声明加核查", group=_DONE)
    yield _branch(_CHECK, "自声明加核查", group=_DONE)


def _produce(kind: ProjectKind) -> Iterable[Requirement]:
    if kind not in {SERVICE, PLATFORM}:
        yield _paper(Doc.PRODUCTION_LICENCE, Doc.NOT_REQUIRED, label="生产许可证，或无需许可的说明")
        yield _paper(Doc.ENVIRONMENT_ACCEPTANCE, Doc.NOT_REQUIRED, label="环保验收，或无需验收的说明")
        yield _paper(Doc.SAFETY_ACCEPTANCE, Doc.NOT_REQUIRED, label="安全验收，或无需验收的说明")
    yield _paper(Doc.OUTPUT_RECORD)
    yield _paper(Doc.FIRST_SALE)
    yield _condition(Condition.OPERATION_PHOTOS)


def _full(kind: ProjectKind) -> Iterable[Requirement]:
    yield _paper(Doc.FULL_OUTPUT, waivable=False)
    yield _paper(Doc.OUTPUT_PROOF)


_ROWS: Final = {
    Event.LEAD: _lead,
    Event.TALK: _talk,
    Event.CLEAR: _clear,
    Event.FRAMEWORK: _framework,
    Event.SIGN: _sign,
    Event.PREPARE: _prepare,
    Event.LAND: _land,
    Event.START: _start,
    Event.COMPLETE: _complete,
    Event.PRODUCE: _produce,
    Event.FULL: _full,
}
_UNUSED: Final = {
    LEASE: frozenset({Event.COMPLETE}),
    SERVICE: frozenset({Event.COMPLETE}),
    PLATFORM: frozenset({Event.START, Event.COMPLETE, Event.FULL}),
}
"""Lease and service projects skip ST70; a platform ends in operation (or, by the bureau's own version, at landing)."""


@cache
def preset(event: str, kind: str) -> Gate:
    """The gate that counts as long as the bureau has not written its own. KeyError for an event without a gate."""
    known = ProjectKind(kind)
    if event in _UNUSED.get(known, frozenset()):
        return Gate(event, kind, is_used=False)
    return Gate(event, kind, tuple(_ROWS[Event(event)](known)))
