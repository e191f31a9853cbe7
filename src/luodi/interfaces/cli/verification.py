"""What `luodi verify` recomputes: cached columns, index and mart against the facts; audit chain, closed periods, papers, files."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from luodi.across.assessment.selectors import check_rounds, check_snapshots
from luodi.across.figures.services import verify_mart
from luodi.across.reports.selectors.dispatch_frozen import check_dispatch_versions
from luodi.across.reports.selectors.papers_checked import check_papers
from luodi.across.reports.selectors.weekly import check_weekly_returns
from luodi.base.audit import selectors as audit
from luodi.base.files.selectors import damaged_files
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as ledger
from luodi.domains.supervision import selectors as supervision

_CHUNK: Final = 1000
_MOST_NAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many things were compared, and a sentence for each difference (at most fifty).

    `remarks` say what could not be compared and why; they are no fault.
    """

    code: str
    name: str
    checked: int
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to recompute."""

    name: str
    run: Callable[[], Outcome]


def check_ledger() -> Outcome:
    """Stage, side status, days, contract and capital of every project against the replay of its recognised facts."""
    faults: list[str] = []
    checked, last = 0, 0
    everything = ledger.projects(orgs.operator()).order_by("pk")
    while rows := list(everything.filter(pk__gt=last)[:_CHUNK]):
        states = ledger.recognised_states([row.pk for row in rows])
        for row in rows:
            truth = ledger.cached_values(states[row.pk])
            wrong = [f"{name} 应为 {value}" for name, value in truth.items() if getattr(row, name) != value]
            if wrong:
                faults.append(f"{row.code} {row.name}：{'，'.join(wrong)}")
        checked, last = checked + len(rows), rows[-1].pk
    return Outcome("ledger", "台账缓存列与事实重放", checked, tuple(faults[:_MOST_NAMED]))


def check_search() -> Outcome:
    """The full-text index against the search text of every project."""
    faults = [f"{found.code} 的检索索引与检索文本不符" for found in ledger.search_differences()]
    checked = ledger.projects(orgs.operator()).count()
    return Outcome("search", "检索索引与检索文本", checked, tuple(faults[:_MOST_NAMED]))


def check_mart() -> Outcome:
    """The columnar mart, row by row, against the ledger."""
    done = verify_mart()
    return Outcome("mart", "统计副本与台账", done.rows, done.faults)


def check_audit() -> Outcome:
    """Every hash of the audit log."""
    chain = audit.check_chain()
    faults = () if chain.is_whole else (f"第 {chain.broken_at} 条：{chain.why}",)
    return Outcome("audit", "审计链", chain.entries, faults)


def check_closed() -> Outcome:
    """Every snapshot of a closed period, values and scores, recomputed from the ledger to the digit, and its hash."""
    done = check_snapshots()
    return Outcome("snapshots", "结账快照与重算", done.checked, done.faults, done.remarks)


def check_supervision() -> Outcome:
    """State, number and days of every order, problem, meeting, plan and rectification against the replay of its steps."""
    checked, found = supervision.step_differences()
    faults = [f"{one.subject}：{one.column} 为 {one.cached}，应为 {one.replayed}" for one in found]
    return Outcome("supervision", "督办缓存列与办理步骤", checked, tuple(faults[:_MOST_NAMED]))


def check_dispatch() -> Outcome:
    """Every frozen dispatch list against its hash."""
    checked, faults = check_dispatch_versions()
    return Outcome("dispatch", "调度清单与校验值", checked, faults)


def check_weeks() -> Outcome:
    """Every confirmed weekly return against its hash."""
    checked, faults = check_weekly_returns()
    return Outcome("weeks", "周统计与校验值", checked, faults)


def check_assessments() -> Outcome:
    """Every kept version of every round of assessment, the final ones among them, against its hash."""
    checked, faults = check_rounds()
    return Outcome("rounds", "考核结果与校验值", checked, faults)


def check_printed() -> Outcome:
    """Every paper out of a template against the ledger as it was known then; every issued paper against its hash."""
    checked, faults, remarks = check_papers()
    return Outcome("papers", "文稿与重算", checked, faults, remarks)


def check_files() -> Outcome:
    """Every attachment's bytes: there, as many as were uploaded, and with the same hash."""
    checked, faults = damaged_files()
    return Outcome("files", "附件与校验值", checked, tuple(islice(faults, _MOST_NAMED)))


CHECKS: Final = (
    Check("台账缓存列与事实重放", check_ledger),
    Check("检索索引与检索文本", check_search),
    Check("统计副本与台账", check_mart),
    Check("审计链", check_audit),
    Check("结账快照与重算", check_closed),
    Check("督办缓存列与办理步骤", check_supervision),
    Check("调度清单与校验值", check_dispatch),
    Check("周统计与校验值", check_weeks),
    Check("考核结果与校验值", check_assessments),
    Check("文稿与重算", check_printed),
    Check("附件与校验值", check_files),
)
