"""A project's sheet (RP15) put together from the ledger, the plan, problems, orders and photos, within the viewer's reach."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from luodi.across.reports.engine.one_pager import (
    Bar,
    OnePager,
    Seen,
    Trouble,
    one_pager_document,
    quarters,
    spans,
)
from luodi.base.approvals.rules import SlipState
from luodi.base.core.documents import write_docx, write_xlsx
from luodi.base.core.money import format_wan
from luodi.base.core.text import masked_contacts
from luodi.base.orgs.models import User
from luodi.domains.projects.models import CapitalRecord, Project
from luodi.domains.projects.rules import Event, SideStatus, Stage, bottom_line, replay
from luodi.domains.projects.selectors import recognised_facts, site_photos
from luodi.domains.projects.selectors.milestones import plan_of
from luodi.domains.supervision.rules.issues import IssueState
from luodi.domains.supervision.rules.orders import OPEN
from luodi.domains.supervision.selectors.visibility import visible_issues, visible_orders

_PHOTOS = 6
_LINES = 8


def one_pager(viewer: User, project: Project, on: date) -> OnePager:
    """The sheet of a project that the viewer sees, as it stands on the day."""
    return OnePager(
        title=project.name,
        on=on,
        facts=tuple(_facts(project)),
        bars=_bars(project, on),
        money=quarters(_arrivals(project, on)),
        problems=tuple(_problems(viewer, project))[:_LINES],
        orders=tuple(_orders(viewer, project))[:_LINES],
        photos=tuple(
            Seen(timezone.localdate(row.taken_at), row.get_scene_display(), row.attachment.name)
            for row in site_photos([project.pk])[:_PHOTOS]
        ),
    )


def one_pager_files(sheet: OnePager) -> tuple[bytes, bytes]:
    """The sheet as Word and its tables as a workbook."""
    document = one_pager_document(sheet)
    return write_docx(document), write_xlsx(document)


def _facts(project: Project) -> Iterator[tuple[str, str]]:
    state = "" if project.side_status == SideStatus.NORMAL else f"（{project.get_side_status_display()}）"
    yield "项目编号", project.code
    yield "投资方", project.investor.name if project.investor else ""
    yield "责任单位", project.unit.label
    yield "包抓领导", project.leader
    yield "责任人", project.owner
    yield "产业链", str(project.chain or "")
    yield "建设地点", project.place
    yield "阶段", f"{Stage(project.stage).label}{state}"
    yield "总投资", _money(project.total_investment_in_wan, project.currency)
    yield "合同额", _money(project.contract_in_wan, "CNY")
    yield "累计到位", _money(project.capital_in_wan, "CNY")
    yield "签约日期", "" if project.signed_on is None else project.signed_on.isoformat()
    yield "建设内容", masked_contacts(project.content)[:200]
    yield "备注", masked_contacts(project.remark)[:120]


def _money(wan: Decimal | None, currency: str) -> str:
    if wan is None:
        return ""
    return format_wan(wan) if currency == "CNY" else f"{wan:,.2f} 万{currency}"


def _bars(project: Project, on: date) -> list[Bar]:
    """The plan in force; without one, the days of the contract and the bottom line beside those that came."""
    view = plan_of(project, on)
    if view is not None:
        return [
            Bar(
                one.name,
                one.planned_on - timedelta(days=one.days),
                one.planned_on,
                one.done_on,
                one.overdue,
                one.is_critical,
            )
            for one in view.milestones
        ]
    days = replay(recognised_facts([project.pk])[project.pk], on).days
    signed = days.get(Event.SIGN)
    start = bottom_line(signed, project.planned_start_on) if signed is not None else project.planned_start_on
    planned = {
        Event.SIGN: signed,
        Event.LAND: None,
        Event.START: start,
        Event.COMPLETE: project.planned_completion_on,
        Event.PRODUCE: project.planned_production_on,
    }
    rows = [Bar(event.label, None, day, days.get(event)) for event, day in planned.items() if day or event in days]
    return spans(rows)


def _arrivals(project: Project, on: date) -> list[tuple[date, Decimal]]:
    rows = CapitalRecord.objects.filter(project=project, slip__state=SlipState.RECOGNISED, arrived_on__lte=on)
    return list(rows.order_by("arrived_on", "pk").values_list("arrived_on", "amount_in_wan"))


def _problems(viewer: User, project: Project) -> Iterator[Trouble]:
    rows = visible_issues(viewer).filter(project=project).exclude(state__in=(IssueState.CLOSED, IssueState.WITHDRAWN))
    for row in rows.order_by("due_on", "pk"):
        yield Trouble(row.number, row.title, row.unit.label, row.due_on, row.get_state_display())


def _orders(viewer: User, project: Project) -> Iterator[Trouble]:
    for row in visible_orders(viewer).filter(project=project, state__in=OPEN).order_by("due_on", "pk"):
        yield Trouble(
            row.number, f"{row.get_kind_display()}：{row.title}", row.unit.label, row.due_on, row.get_state_display()
        )
