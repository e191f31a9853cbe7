"""The names of all permissions, by module, for the pages of roles."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from luodi.across.assessment.rules.rights import LABELS as ASSESSMENT
from luodi.across.figures.rules.rights import LABELS as FIGURES
from luodi.across.insight.rules import LABELS as INSIGHT
from luodi.across.intake.rules.batches import LABELS as INTAKE
from luodi.across.lifecycle.rules.clocks_rights import LABELS as CLOCKS
from luodi.across.lifecycle.rules.gates_rights import LABELS as GATES
from luodi.across.proofreading.rules.rights import LABELS as PROOFREADING
from luodi.across.reports.rules.dispatch_rights import LABELS as DISPATCH
from luodi.across.reports.rules.rights import LABELS as REPORTS
from luodi.across.reports.rules.template_rights import LABELS as TEMPLATES
from luodi.base.approvals.rules import LABELS as APPROVALS
from luodi.base.audit.rules import LABELS as AUDIT
from luodi.base.deliveries.rules.rights import LABELS as DELIVERIES
from luodi.base.files.rules import LABELS as FILES
from luodi.base.orgs.rules import LABELS as ORGS
from luodi.base.runs.rules import LABELS as RUNS
from luodi.domains.chains.rules import LABELS as CHAINS
from luodi.domains.incentives.rules.rights import LABELS as INCENTIVES
from luodi.domains.investors.rules import LABELS as INVESTORS
from luodi.domains.offers.rules import LABELS as OFFERS
from luodi.domains.projects.rules import LABELS as PROJECTS
from luodi.domains.supervision.rules.rights import LABELS as SUPERVISION
from luodi.domains.targets.rules import LABELS as TARGETS

_LABELS: Final[tuple[tuple[str, tuple[Mapping[Any, str], ...]], ...]] = (
    ("首页", (INSIGHT,)),
    ("项目台账", (PROJECTS,)),
    ("审核认定", (APPROVALS,)),
    ("关口与时限", (GATES, CLOCKS)),
    ("台账导入", (INTAKE,)),
    ("客商", (INVESTORS,)),
    ("产业链", (CHAINS,)),
    ("策划项目", (OFFERS,)),
    ("问题与督办", (SUPERVISION,)),
    ("目标任务", (TARGETS,)),
    ("指标", (FIGURES,)),
    ("考核排名", (ASSESSMENT,)),
    ("英雄榜与揭榜", (INCENTIVES,)),
    ("文稿与调度清单", (REPORTS, TEMPLATES, DISPATCH)),
    ("核数", (PROOFREADING,)),
    ("附件", (FILES,)),
    ("组织与权限", (ORGS,)),
    ("消息渠道", (DELIVERIES,)),
    ("后台任务", (RUNS,)),
    ("审计", (AUDIT,)),
)
MODULES: Final = tuple(
    (title, {str(code): label for labels in tables for code, label in labels.items()}) for title, tables in _LABELS
)


def grouped(held: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The labels of the permissions held, under their modules."""
    codes = set(held)
    found = [(title, [label for code, label in labels.items() if code in codes]) for title, labels in MODULES]
    return [(title, labels) for title, labels in found if labels]
