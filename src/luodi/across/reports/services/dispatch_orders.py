"""From a frozen dispatch list to drafts of 交办单: one project, one draft, whoever asks for it and however often."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from luodi.across.reports.models import DispatchItem, DispatchVersion
from luodi.across.reports.rules.dispatch import UNSTARTED
from luodi.across.reports.selectors.dispatch_frozen import frozen
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import shortened
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import OrderKind, Source
from luodi.domains.supervision.services import OrderValues, draft_order


@transaction.atomic
def draft_orders(version: DispatchVersion, numbers: Collection[int], *, actor: User, at: datetime) -> list[Order]:
    """A draft for each chosen row in the actor's reach; people still send them. A row drafted before gives that draft.

    Errors: BusinessError `reports.no_rows`; NotPermitted, NotVisible and `units.closed` of the drafting itself.
    """
    chosen = [one.item for one in frozen(actor, version).rows if one.item.number in numbers]
    if not chosen:
        raise BusinessError("请先在清单中勾选要交办的项目。", code="reports.no_rows")
    source = Source.UNSTARTED if version.code in UNSTARTED else Source.OTHER
    return [
        draft_order(
            _values(version, item), source=source, source_key=f"dispatch:{version.pk}:{item.number}", actor=actor, at=at
        )
        for item in chosen
    ]


def _values(version: DispatchVersion, item: DispatchItem) -> OrderValues:
    title = f"{version.label}调度清单（{parse_period(version.period).label}第{version.version}版）"
    overdue = f"，{item.overdue_clock}时限已超期{item.overdue_days}天" if item.overdue_days else ""
    obstacle = f"，主要卡点为{item.obstacle}" if item.obstacle else ""
    often = f"，已连续{item.listed_times}次列入" if item.listed_times > 1 else ""
    text = (
        f"“{item.project}”列入{title}第{item.number}项：截至{version.last_on}，当前为{item.stage}{overdue}{obstacle}{often}。"
        "请逐项查明原因，明确推进措施、完成时间和责任人，按期办结并报请核查。"
    )
    return OrderValues(
        kind=OrderKind.ASSIGN,
        title=shortened(f"推进{item.project}", 120),
        text=text,
        unit=item.subject.unit,
        basis=f"{title}第{item.number}项",
        project=item.subject,
    )
