"""The names of all permissions, by module, for the pages of roles."""

from collections.abc import Iterable, Mapping
from typing import Final

from luodi.across.assessment.rules.rights import LABELS as ASSESSMENT
from luodi.across.figures.rules.rights import LABELS as FIGURES
from luodi.across.insight.rules import LABELS as INSIGHT
from luodi.across.intake.rules.batches import LABELS as INTAKE
from luodi.across.proofreading.rules.rights import LABELS as PROOFREADING
from luodi.across.reports.rules.rights import LABELS as REPORTS
from luodi.base.approvals.rules import LABELS as APPROVALS
from luodi.base.audit.rules import LABELS as AUDIT
from luodi.base.deliveries.rules.rights import LABELS as DELIVERIES
from luodi.base.files.rules import LABELS as FILES
from luodi.base.orgs.rules import LABELS as ORGS
from luodi.base.runs.rules import LABELS as RUNS
from luodi.domains.chains.rules import LABELS as CHAINS
from luodi.domains.investors.rules import LABELS as INVESTORS
from luodi.domains.projects.rules import LABELS as PROJECTS
from luodi.domains.supervision.rules.rights import LABELS as SUPERVISION
from luodi.domains.targets.rules import LABELS as TARGETS

MODULES: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("首页", {str(code): label for code, label in INSIGHT.items()}),
    ("项目台账", {str(code): label for code, label in PROJECTS.items()}),
    ("审核认定", {str(code): label for code, label in APPROVALS.items()}),
    ("台账导入", {str(code): label for code, label in INTAKE.items()}),
    ("客商", {str(code): label for code, label in INVESTORS.items()}),
    ("产业链", {str(code): label for code, label in CHAINS.items()}),
    ("问题与督办", {str(code): label for code, label in SUPERVISION.items()}),
    ("目标任务", {str(code): label for code, label in TARGETS.items()}),
    ("指标", {str(code): label for code, label in FIGURES.items()}),
    ("考核排名", {str(code): label for code, label in ASSESSMENT.items()}),
    ("文稿", {str(code): label for code, label in REPORTS.items()}),
    ("核数", {str(code): label for code, label in PROOFREADING.items()}),
    ("附件", {str(code): label for code, label in FILES.items()}),
    ("组织与权限", {str(code): label for code, label in ORGS.items()}),
    ("消息渠道", {str(code): label for code, label in DELIVERIES.items()}),
    ("后台任务", {str(code): label for code, label in RUNS.items()}),
    ("审计", {str(code): label for code, label in AUDIT.items()}),
)


def grouped(held: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The labels of the permissions held, under their modules."""
    codes = set(held)
    found = [(title, [label for code, label in labels.items() if code in codes]) for title, labels in MODULES]
    return [(title, labels) for title, labels in found if labels]
