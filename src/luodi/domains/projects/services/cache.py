"""The cached columns of projects: written only here, always out of the recognised facts."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from luodi.base.approvals.rules import SlipState
from luodi.base.core.text import compact, pinyin_initials
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Event, LifeState, replay

_DAY_COLUMNS = {
    "framework_on": Event.FRAMEWORK,
    "signed_on": Event.SIGN,
    "landed_on": Event.LAND,
    "started_on": Event.START,
    "completed_on": Event.COMPLETE,
    "produced_on": Event.PRODUCE,
}
_COLUMNS = ["stage", "side_status", "side_since", *_DAY_COLUMNS, "capital_in_wan", "contract_in_wan"]
_CHUNK = 2000


@transaction.atomic
def refresh_projects(project_ids: Collection[int]) -> int:
    """Recompute stage, side status, days, contract and capital of the projects; returns how many there were."""
    ids = sorted(project_ids)
    for start in range(0, len(ids), _CHUNK):
        _refresh_chunk(ids[start : start + _CHUNK])
    return len(ids)


def _refresh_chunk(ids: list[int]) -> None:
    facts = selectors.recognised_facts(ids)
    capital = _capital_sums(ids)
    contracts = _contract_amounts(ids)
    rows = list(Project.objects.filter(pk__in=ids))
    for project in rows:
        apply_state(project, replay(facts[project.pk]))
        project.capital_in_wan = capital.get(project.pk, Decimal(0))
        project.contract_in_wan = contracts.get(project.pk)
    Project.objects.bulk_update(rows, _COLUMNS, batch_size=400)


def apply_state(project: Project, life: LifeState) -> None:
    """Put a replayed state into the cached columns (not saved)."""
    project.stage, project.side_status, project.side_since = life.stage, life.side_status, life.side_since
    for column, event in _DAY_COLUMNS.items():
        setattr(project, column, life.days.get(event))


def _capital_sums(ids: Iterable[int]) -> dict[int, Decimal]:
    rows = CapitalRecord.objects.filter(project_id__in=ids, slip__state=SlipState.RECOGNISED)
    return dict(
        rows.order_by().values("project_id").annotate(total=Sum("amount_in_wan")).values_list("project_id", "total")
    )


def _contract_amounts(ids: Iterable[int]) -> dict[int, Decimal | None]:
    rows = StageEvent.objects.filter(
        project_id__in=ids, event=Event.SIGN, slip__state=SlipState.RECOGNISED, reversals=None
    )
    return dict(rows.order_by("pk").values_list("project_id", "amount_in_wan"))


def search_text(project: Project, *, investor: str = "", uscc: str = "") -> str:
    """What the search looks through: name, investor, codes and pinyin initials, lower case without blanks."""
    parts = (project.name, investor, project.code, uscc, pinyin_initials(project.name), pinyin_initials(investor))
    return " ".join(compact(part).lower() for part in parts if part)[:600]
