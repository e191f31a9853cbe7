"""Writing a plan: units and chains to be made, investors, projects with their facts, targets. Runs inside one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from luodi.across.intake.engine import ProjectDraft, Says
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.lengths import kept
from luodi.across.intake.rules.meanings import meaning
from luodi.across.intake.rules.targets import TARGET_MEASURES
from luodi.across.intake.services.facts import to_wan, total_in_wan
from luodi.across.intake.services.plan import DraftPlan, Fate, Plan, TargetRow, sound_uscc
from luodi.base.core.codes import sector_of
from luodi.base.core.errors import BusinessError
from luodi.base.core.memory import without_collector
from luodi.base.core.text import compact
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import subtree
from luodi.domains.chains import services as chains
from luodi.domains.chains.models import Chain
from luodi.domains.investors.models import Investor
from luodi.domains.investors.rules import Origin
from luodi.domains.investors.services import InvestorSeed, register_many
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import ProjectSeed, ProjectValues, TakenOver, take_over
from luodi.domains.targets.services import issue_target


@dataclass(frozen=True)
class Written:
    """What a commit wrote: projects of the drafts in order, fact counts, and per row of targets whether it was new."""

    taken: TakenOver
    targets: Mapping[tuple[str, int], bool]


@without_collector()
def write_plan(
    batch: ImportBatch,
    plan: Plan,
    *,
    clerk: User,
    recogniser: User | None,
    at: datetime,
    progress: Callable[[int], None],
) -> Written:
    """Write everything the plan says; the caller holds the transaction."""
    units = _make_units(batch, plan, clerk, at)
    made_chains = {name: chains.make_chain(name, actor=clerk, at=at) for name in plan.new_chains}
    chosen = [item for item in plan.drafts if item.fate in {Fate.CREATED, Fate.UPDATED}]
    investors = register_many(
        [_investor_seed(item.draft.says) for item in chosen if item.draft.says.investor], actor=clerk, at=at
    )
    progress(25)
    known = Project.objects.select_related("unit").in_bulk(
        [item.match.known.pk for item in chosen if item.match is not None] + [project.pk for project, _ in plan.loose]
    )
    seeds = [_seed(item, batch.unit, units, made_chains, investors, known) for item in chosen]
    seeds += [ProjectSeed(project=known[project.pk], capital=money) for project, money in plan.loose]
    taken = take_over(
        seeds,
        batch=batch.code,
        title=f"台账导入：{batch.file_name}",
        unit=batch.unit,
        # What waits was filed by the person who uploaded it, and that person can then not recognise it.
        filer=clerk if recogniser is not None else batch.uploaded_by,
        recogniser=recogniser,
        at=at,
        progress=lambda percent: progress(25 + percent * 7 // 10),
    )
    return Written(taken, _write_targets(batch, plan.targets, clerk, at))


def _make_units(batch: ImportBatch, plan: Plan, clerk: User, at: datetime) -> dict[str, Unit]:
    made = {}
    for number, name in enumerate(plan.new_units, start=1):
        code = f"{batch.unit.code}-{batch.pk}-{number}"
        made[name] = orgs.make_unit(code=code, name=name, kind=UnitKind.OTHER, parent=batch.unit, actor=clerk, at=at)
    return made


def _investor_seed(says: Says) -> InvestorSeed:
    origin = Origin.FOREIGN if says.is_foreign else ""
    country, place = kept("country", says.country), kept("investor_place", says.investor_place)
    return InvestorSeed(kept("investor", says.investor), sound_uscc(says.uscc), origin, country, place)


def _seed(
    item: DraftPlan,
    default: Unit,
    units: dict[str, Unit],
    made_chains: dict[str, Chain],
    investors: dict[InvestorSeed, Investor],
    known: dict[int, Project],
) -> ProjectSeed:
    says = item.draft.says
    extras = [*item.draft.extras.items(), *_doubted(item.draft)]
    if item.match is not None:
        return ProjectSeed(project=known[item.match.known.pk], events=item.events, capital=item.capital, extras=extras)
    values = ProjectValues(
        name=kept("name", says.name),
        unit=item.unit or units.get(says.unit.strip(), default),
        investor=investors.get(_investor_seed(says)) if says.investor else None,
        content=says.content,
        total_investment_in_wan=total_in_wan(item.draft),
        fixed_investment_in_wan=_fixed(item.draft),
        currency=says.currency,
        chain=item.chain or made_chains.get(compact(says.chain)),
        sector_code=_sector(says.sector),
        national_code=kept("national_code", says.national_code),
        place=kept("place", says.place),
        is_foreign=bool(says.is_foreign),
        leader=kept("leader", says.leader),
        owner=kept("owner", says.owner),
        contact_phone=kept("contact_phone", says.contact_phone),
        remark=says.remark,
    )
    return ProjectSeed(
        values=values, events=item.events, capital=item.capital, extras=extras, scope_note=_scope_note(item.draft)
    )


def _fixed(draft: ProjectDraft) -> Decimal | None:
    return None if draft.is_in_question("fixed_investment") else to_wan(draft.says.fixed_investment)


def _sector(text: str) -> str:
    """The code when the ledger gives one; sector names stay in the extras."""
    code = text.strip().upper()[:5]
    try:
        sector_of(code)
    except BusinessError:
        return ""
    return code


def _scope_note(draft: ProjectDraft) -> str:
    codes = [question.code for question in draft.questions if question.code.startswith("scope.")]
    return codes[0] if codes else ""


def _doubted(draft: ProjectDraft) -> list[tuple[str, str]]:
    """Doubted values, problems and next steps are kept as the ledger wrote them."""
    says = draft.says
    found = [("存在问题", says.problems), ("下步计划", says.next_steps), ("台账状态", says.status)]
    found += [
        (f"存疑：{meaning('projects', question.field)}", question.stated)
        for question in draft.questions
        if not question.code.startswith("scope.")
    ]
    return [(header, text) for header, text in found if text]


def _write_targets(
    batch: ImportBatch, lines: Sequence[TargetRow], clerk: User, at: datetime
) -> dict[tuple[str, int], bool]:
    """Issue the targets of the file; per row whether it was new."""
    below = {unit.name: unit for unit in subtree(batch.unit)}
    outcome: dict[tuple[str, int], bool] = {}
    for row in lines:
        line = row.line
        if not line.code:
            continue
        _, is_new = issue_target(
            below.get(line.holder, batch.unit),
            indicator=line.code,
            value=line.value,
            measure=TARGET_MEASURES.get(line.unit, line.unit),
            period=line.period,
            issuer=line.issuer,
            tier=line.tier,
            doc_no=line.doc_no,
            batch=batch.code,
            actor=clerk,
            at=at,
        )
        key = (row.at.sheet, row.at.row)
        outcome[key] = outcome.get(key, False) or is_new
    return outcome
