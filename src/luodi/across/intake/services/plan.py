"""The plan of an import: for every draft whether it is new, more of a known project, unchanged, or a likely duplicate."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from luodi.across.intake.engine import Assembly, ParsedWorkbook, ProjectDraft, RowRef, TargetLine
from luodi.across.intake.rules.targets import TARGET_MEASURES
from luodi.across.intake.selectors.known import KnownProject, KnownProjects, Match
from luodi.across.intake.services.deltas import Stored, new_capital, new_events, stored_facts
from luodi.across.intake.services.facts import Rates, capital_seeds, event_seeds, total_in_wan
from luodi.base.core.codes import uscc_fault
from luodi.base.core.errors import BusinessError
from luodi.base.core.memory import without_collector
from luodi.base.core.text import compact
from luodi.base.orgs.models import Unit
from luodi.domains.chains.models import Chain
from luodi.domains.projects.services import CapitalSeed, EventSeed
from luodi.domains.targets.rules import require_sound
from luodi.domains.targets.selectors import targets_of


class Fate(StrEnum):
    """What becomes of a draft."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Remark:
    """A warning of the plan about one row (the reader's own warnings stand with the rows)."""

    at: RowRef
    code: str
    message: str
    value: str = ""


@dataclass
class DraftPlan:
    """One draft and what is to be written of it."""

    draft: ProjectDraft
    fate: Fate
    match: Match | None = None
    events: list[EventSeed] = field(default_factory=list)
    capital: list[CapitalSeed] = field(default_factory=list)
    gaps: dict[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    chain: Chain | None = None


@dataclass(frozen=True)
class TargetRow:
    """A target and the row that sets it."""

    at: RowRef
    line: TargetLine
    is_new: bool = True


@dataclass
class Plan:
    """The whole import: drafts, loose money for known projects, remarks, names to be made."""

    drafts: list[DraftPlan] = field(default_factory=list)
    loose: list[tuple[KnownProject, list[CapitalSeed]]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    targets: list[TargetRow] = field(default_factory=list)
    new_units: list[str] = field(default_factory=list)
    new_chains: list[str] = field(default_factory=list)

    def fates(self) -> Counter[Fate]:
        """How many drafts meet which fate."""
        return Counter(item.fate for item in self.drafts)


@dataclass(frozen=True)
class Names:
    """Units below the batch's unit by name, chains by name."""

    units: Mapping[str, Sequence[Unit]]
    chains: Mapping[str, Chain]
    _likely: dict[str, Unit | None] = field(default_factory=dict)

    def likely_unit(self, part: str) -> Unit | None:
        """The one unit whose name holds these words (工业园区: 示例工业园区管委会); None when there is none or more."""
        if part not in self._likely:
            whole = {unit.pk: unit for name, units in self.units.items() if part in name for unit in units}
            self._likely[part] = next(iter(whole.values())) if len(part) > 1 and len(whole) == 1 else None
        return self._likely[part]


@without_collector()
def make_plan(
    parsed: ParsedWorkbook,
    assembly: Assembly,
    known: KnownProjects,
    names: Names,
    *,
    default_unit: Unit,
    may_issue_targets: bool,
    as_of: date,
    rates: Rates,
    create_units: bool,
    create_chains: bool,
) -> Plan:
    """Compare what the file brings with what is known. Reads the database, writes nothing."""
    plan = Plan()
    matches = [known.match(draft.says) for draft in assembly.projects]
    ids = sorted({match.known.pk for match in matches if match is not None})
    stored = stored_facts(ids)
    for draft, match in zip(assembly.projects, matches, strict=True):
        item = _plan_draft(draft, match, stored, plan, as_of=as_of, rates=rates)
        if match is None:
            _compare_resembling(draft, known.resembling(draft.says), plan)
        if item.fate is not Fate.DUPLICATE:
            item.unit = _unit(draft, names, plan, create=create_units)
            item.chain = _chain(draft, names, plan, create=create_chains)
        plan.drafts.append(item)
    _plan_loose(assembly, known, plan)
    _plan_targets(parsed, names, default_unit, plan, is_allowed=may_issue_targets)
    return plan


def _plan_draft(
    draft: ProjectDraft,
    match: Match | None,
    stored: Mapping[int, Stored],
    plan: Plan,
    *,
    as_of: date,
    rates: Rates,
) -> DraftPlan:
    seeds = event_seeds(draft, as_of=as_of, rates=rates)
    if match is None:
        return DraftPlan(draft, Fate.CREATED, None, seeds, capital_seeds(draft.says.capital))
    if not match.is_same:
        return DraftPlan(draft, Fate.DUPLICATE, match)
    facts = stored.get(match.known.pk, Stored())
    events, remarks = new_events(seeds, facts)
    plan.remarks.extend(Remark(draft.rows[0], "status.conflict", text) for text in remarks)
    money, lacking = new_capital(draft.says.capital, facts)
    plan.remarks.extend(Remark(one.at, "capital.less_than_booked", one.message) for one in lacking)
    _compare_total(draft, match.known, plan)
    fate = Fate.UPDATED if events or money else Fate.UNCHANGED
    return DraftPlan(draft, fate, match, events, money)


def _compare_total(draft: ProjectDraft, known: KnownProject, plan: Plan) -> None:
    told = total_in_wan(draft)
    if told is not None and known.total_in_wan is not None and told != known.total_in_wan:
        message = f"系统中总投资为 {known.total_in_wan:f} 万元，台账为 {told:f} 万元，未改动，请在项目页核对后更正"
        plan.remarks.append(Remark(draft.rows[0], "money.differs", message, f"{told:f}"))


def _compare_resembling(draft: ProjectDraft, known: KnownProject | None, plan: Plan) -> None:
    if known is not None:
        message = (
            f"与系统中的 {known.code} 投资方、总投资、签约日都相同，名称不同，已按新项目导入；"
            "确是同一个项目的，请更正名称后重新导入，或在项目页合并"
        )
        plan.remarks.append(Remark(draft.rows[0], "project.resembles", message, draft.says.name))


def _unit(draft: ProjectDraft, names: Names, plan: Plan, *, create: bool) -> Unit | None:
    """The unit named by the draft; None means the batch's own unit (or one yet to be made)."""
    name = draft.says.unit.strip()
    if not name:
        return None
    found = names.units.get(name) or names.units.get(compact(name)) or []
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        _remark(plan, draft, "unit.ambiguous", f"有 {len(found)} 个单位叫“{name}”，已归到导入单位，请核对", name)
        return None
    if create:
        if name not in plan.new_units:
            plan.new_units.append(name)
        return None
    likely = names.likely_unit(compact(name))
    if likely is not None:
        _remark(plan, draft, "unit.likely", f"“{name}”按“{likely.name}”归属，请核对；写全称就不再提醒", name)
        return likely
    _remark(plan, draft, "unit.unknown", f"没有名为“{name}”的单位，已归到导入单位；请先建单位或更正名称", name)
    return None


def _chain(draft: ProjectDraft, names: Names, plan: Plan, *, create: bool) -> Chain | None:
    name = compact(draft.says.chain)
    if not name:
        return None
    short = name.removesuffix("产业链").removesuffix("产业")
    for candidate in (name, short, f"{short}产业", f"{short}产业链"):
        if candidate in names.chains:
            return names.chains[candidate]
    if create:
        if name not in plan.new_chains:
            plan.new_chains.append(name)
        return None
    _remark(plan, draft, "chain.unknown", f"没有名为“{name}”的产业链，产业链暂空；请先建产业链或更正名称", name)
    return None


def _remark(plan: Plan, draft: ProjectDraft, code: str, message: str, value: str) -> None:
    plan.remarks.append(Remark(draft.rows[0], code, message, value))


def _plan_loose(assembly: Assembly, known: KnownProjects, plan: Plan) -> None:
    entries = defaultdict(list)
    projects: dict[int, KnownProject] = {}
    for loose in assembly.loose_capital:
        project = known.by_name(loose.name, loose.investor) if loose.is_known else None
        if project is not None:
            projects[project.pk] = project
            entries[project.pk].append(loose.entry)
    stored = stored_facts(sorted(projects))
    for pk, group in entries.items():
        money, lacking = new_capital(group, stored.get(pk, Stored()))
        plan.remarks.extend(Remark(one.at, "capital.less_than_booked", one.message) for one in lacking)
        if money:
            plan.loose.append((projects[pk], money))


def _plan_targets(parsed: ParsedWorkbook, names: Names, default: Unit, plan: Plan, *, is_allowed: bool) -> None:
    """Which targets of the file are new; an indicator that is not known, or a missing right, is told."""
    told: set[tuple[RowRef, str]] = set()
    for sheet in parsed.sheets:
        for row in sheet.rows if sheet.kind == "targets" and not sheet.is_skipped else ():
            at = RowRef(sheet.name, row.row)
            for line in row.says.targets if row.says is not None else ():
                if not is_allowed:
                    message = "您没有维护目标任务的权限，这一行的目标没有导入；请交由统计科导入"
                    plan.remarks.append(Remark(at, "target.not_permitted", message, line.indicator))
                    continue
                if not line.code:
                    message = (
                        f"不认识指标“{line.indicator}”，目标未导入；请改用签约个数、合同额、到位资金等名称或指标代码"
                    )
                    plan.remarks.append(Remark(at, "target.unknown_indicator", message, line.indicator))
                    continue
                fault = _target_fault(line)
                if fault:
                    message = f"这一行的目标没有导入：{fault}"
                    # A row of many indicators says once what all of them lack.
                    if (at, message) not in told:
                        plan.remarks.append(Remark(at, "target.incomplete", message, line.indicator))
                    told.add((at, message))
                    continue
                found = names.units.get(line.holder, [])
                holder = found[0] if len(found) == 1 else default
                plan.targets.append(TargetRow(at, line, not is_issued(line, holder)))


def _target_fault(line: TargetLine) -> str:
    """Why the line cannot become a target; it is told, and the rest of the workbook comes in all the same."""
    if not line.issuer:
        return "没有写明是谁下达的，请在表里加一列“下达单位”（如市级、区级）再导入，或在“目标任务”页录入"
    if not line.period:
        return "没有写明是哪一年（或哪一季度）的目标，请补填“年度”一栏"
    try:
        require_sound(
            issuer=line.issuer, indicator=line.code, value=line.value, measure=TARGET_MEASURES.get(line.unit, line.unit)
        )
    except BusinessError as refused:
        return str(refused)
    return ""


def is_issued(line: TargetLine, holder: Unit) -> bool:
    """True when the same target stands already."""
    return any(
        (one.indicator, one.issuer, one.tier, one.value) == (line.code, line.issuer, line.tier, line.value)
        for one in targets_of(holder, period=line.period)
    )


def sound_uscc(text: str) -> str:
    """The credit code when it is sound, else nothing."""
    return text if text and uscc_fault(text) is None else ""
