"""What a project holds before a gate, and how papers and conditions are found: there, missing, or in contradiction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.codes import uscc_fault
from luodi.base.core.money import plain
from luodi.domains.projects.rules.documents import CheckConclusion, Conclusion, DocumentKind, PhotoScene


class Standing(TextChoices):
    """How a requirement stands."""

    MET = "MET", "齐备"
    MISSING = "MISSING", "缺少"
    WAIVED = "WAIVED", "豁免"
    CONTRADICTED = "CONTRADICTED", "矛盾"
    SPARE = "SPARE", "不需要"


class Condition(TextChoices):
    """What is looked at besides fields and papers."""

    PARTY_KNOWN = "PARTY_KNOWN", "投资方信用代码有效，或为境外企业并写明国别"
    NO_TWIN_CONTRACT = "NO_TWIN_CONTRACT", "合同没有用于其他项目"
    MONEY_OPINION = "MONEY_OPINION", "合同含资金承诺时有财政意见"
    PARENT_LINKED = "PARENT_LINKED", "已关联原项目（增资扩产）"
    FIRST_CAPITAL = "FIRST_CAPITAL", "首笔资金已认定到位"
    SITE_CHECK = "SITE_CHECK", "两人现场核查符合"
    WORKS_PHOTOS = "WORKS_PHOTOS", "桩基、基础或主体施工照片（有时间和定位）"
    ARRIVAL_PHOTOS = "ARRIVAL_PHOTOS", "设备到场照片（有时间和定位）"
    FIT_OUT_PHOTOS = "FIT_OUT_PHOTOS", "装修改造照片（有时间和定位）"
    OPERATION_PHOTOS = "OPERATION_PHOTOS", "生产（营业）现场照片（有时间和定位）"


SCENES: Final = {
    Condition.WORKS_PHOTOS: frozenset({PhotoScene.PILING, PhotoScene.FOUNDATION, PhotoScene.MAIN}),
    Condition.ARRIVAL_PHOTOS: frozenset({PhotoScene.EQUIPMENT}),
    Condition.FIT_OUT_PHOTOS: frozenset({PhotoScene.FIT_OUT}),
    Condition.OPERATION_PHOTOS: frozenset({PhotoScene.OPERATION, PhotoScene.FINISHED}),
}
"""Which scenes count for a condition: ceremony, fence and levelling prove nothing."""
_OF_PARTY: Final = frozenset(
    {
        DocumentKind.CONTRACT,
        DocumentKind.FRAMEWORK,
        DocumentKind.FAIR_COMPETITION,
        DocumentKind.LEGAL_OPINION,
        DocumentKind.DUE_DILIGENCE,
    }
)
"""Papers that name the investor, so that another credit code on them is a contradiction."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in force, as a gate reads it."""

    pk: int
    kind: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    amount_in_wan: Decimal | None = None
    party_code: str = ""
    conclusion: str = ""
    commits_money: bool = False


@dataclass(frozen=True)
class Holdings:
    """What a project has on a day. `checked`: conclusion of the latest site check of this step, "" without one.

    `amount_in_wan` and `occurred_on` are those of the event that is judged; None before it is filed.
    `has_twin`: the contract's number stands on another project too; which one is not said, it may lie out of reach.
    """

    on: date
    fields: Mapping[str, object] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    scenes: tuple[str, ...] = ()
    checked: str = ""
    capital_in_wan: Decimal = Decimal(0)
    country: str = ""
    has_parent: bool = False
    has_twin: bool = False
    amount_in_wan: Decimal | None = None
    occurred_on: date | None = None

    @property
    def uscc(self) -> str:
        """The investor's credit code."""
        return str(self.fields.get("uscc") or "")


@dataclass(frozen=True, slots=True)
class Finding:
    """How one requirement was found, with the reason when it is not there."""

    standing: Standing = Standing.MET
    note: str = ""
    papers: tuple[int, ...] = ()


def find_papers(
    kinds: Iterable[str], holdings: Holdings, *, least: int, needs_number: bool, needs_date: bool
) -> Finding:
    """Papers of any of the kinds. One that contradicts the ledger spoils the rest; an expired one counts for nothing."""
    wanted = set(kinds)
    found = [paper for paper in holdings.papers if paper.kind in wanted]
    numbers = tuple(paper.pk for paper in found)
    faults = [fault for paper in found if (fault := contradiction(paper, holdings))]
    if faults:
        return Finding(Standing.CONTRADICTED, faults[0], numbers)
    living = [paper for paper in found if paper.valid_until is None or paper.valid_until >= holdings.on]
    if found and not living:
        return Finding(Standing.CONTRADICTED, f"有效期至 {found[-1].valid_until}，当日已失效", numbers)
    whole = [paper for paper in living if (paper.number or not needs_number) and (paper.issued_on or not needs_date)]
    if len(whole) >= least:
        return Finding(papers=numbers)
    if living and len(living) >= least:
        lacking = [word for word, needed in (("文号", needs_number), ("出具日期", needs_date)) if needed]
        return Finding(Standing.MISSING, f"文件未写明{'或'.join(lacking)}", numbers)
    return Finding(Standing.MISSING, "" if least == 1 else f"需 {least} 份，现有 {len(living)} 份", numbers)


def contradiction(paper: Paper, holdings: Holdings) -> str:
    """What the paper says against the ledger; "" when it agrees."""
    if paper.conclusion == Conclusion.FAIL:
        return "结论为不符合"
    if paper.kind in _OF_PARTY and paper.party_code and holdings.uscc and paper.party_code != holdings.uscc:
        return f"文件载明的代码 {paper.party_code} 与投资方代码 {holdings.uscc} 不一致"
    if paper.kind == DocumentKind.CONTRACT:
        return _contract_fault(paper, holdings)
    code = str(holdings.fields.get("national_code") or "")
    if paper.kind in {DocumentKind.FILING, DocumentKind.APPROVAL} and paper.party_code and code:
        return "" if paper.party_code == code else f"文件载明的项目代码 {paper.party_code} 与台账 {code} 不一致"
    return ""


def _contract_fault(paper: Paper, holdings: Holdings) -> str:
    amount, day = holdings.amount_in_wan, holdings.occurred_on
    if paper.amount_in_wan is not None and amount is not None and paper.amount_in_wan != amount:
        return f"合同载明 {plain(paper.amount_in_wan)} 万元，填报 {plain(amount)} 万元"
    if paper.issued_on is not None and day is not None and paper.issued_on != day:
        return f"合同签订于 {paper.issued_on}，填报 {day}"
    return ""


def find_condition(condition: Condition, holdings: Holdings, *, least: int) -> Finding:
    """Whether the condition holds."""
    if condition in SCENES:
        count = sum(1 for scene in holdings.scenes if scene in SCENES[condition])
        return Finding() if count >= least else Finding(Standing.MISSING, f"需 {least} 张，现有 {count} 张")
    return _FINDERS[condition](holdings)


def _party(holdings: Holdings) -> Finding:
    if holdings.uscc:
        fault = uscc_fault(holdings.uscc)
        return Finding(Standing.CONTRADICTED, fault) if fault else Finding()
    if holdings.country:
        return Finding()
    return Finding(Standing.MISSING, "没有信用代码，也没有写明国别（地区）")


def _twin(holdings: Holdings) -> Finding:
    said = "合同编号已用于其他项目，请核对，或请招商局协助查找"
    return Finding(Standing.CONTRADICTED, said) if holdings.has_twin else Finding()


def _money(holdings: Holdings) -> Finding:
    commits = any(paper.commits_money for paper in holdings.papers if paper.kind == DocumentKind.CONTRACT)
    if not commits:
        return Finding()
    finding = find_papers([DocumentKind.FINANCE_OPINION], holdings, least=1, needs_number=False, needs_date=False)
    missing = finding.standing == Standing.MISSING
    return Finding(finding.standing, "合同含资金承诺，须有财政承受能力意见", finding.papers) if missing else finding


def _parent(holdings: Holdings) -> Finding:
    return Finding() if holdings.has_parent else Finding(Standing.MISSING, "请从原项目页“登记增资扩产”建立")


def _capital(holdings: Holdings) -> Finding:
    return Finding() if holdings.capital_in_wan > 0 else Finding(Standing.MISSING, "还没有已认定的到位资金")


def _site(holdings: Holdings) -> Finding:
    if holdings.checked == CheckConclusion.FALLS_SHORT:
        return Finding(Standing.CONTRADICTED, "最近一次现场核查结论为不符合")
    return Finding() if holdings.checked == CheckConclusion.MEETS else Finding(Standing.MISSING, "还没有现场核查记录")


_FINDERS: Final[Mapping[Condition, Callable[[Holdings], Finding]]] = {
    Condition.PARTY_KNOWN: _party,
    Condition.NO_TWIN_CONTRACT: _twin,
    Condition.MONEY_OPINION: _money,
    Condition.PARENT_LINKED: _parent,
    Condition.FIRST_CAPITAL: _capital,
    Condition.SITE_CHECK: _site,
}
