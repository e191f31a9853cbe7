"""`luodi close`: locks the figures of a period and keeps a snapshot of what was published; restates a closed one by order."""

from argparse import Namespace
from typing import Any

from django.utils import timezone

from luodi.across.assessment import selectors, services
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen


def run_close(options: Namespace, screen: Screen) -> int:
    """Close a period, or with `--restate` make the next version of a closed one."""
    instance.require_ready()
    period = parse_period(options.period)
    if options.restate:
        return _restate(period, options, screen)
    if options.order or options.reason:
        raise BusinessError(
            "--order 和 --reason 是重述用的：重述请加 --restate；强制结账的原因写在 --force-reason。",
            code="closing.restate_words",
        )
    return _close(period, options, screen)


def _close(period: Period, options: Namespace, screen: Screen) -> int:
    """What still waits is listed, and refuses the close unless a reason is given."""
    operator = orgs.operator()
    left = selectors.waiting(operator, period)
    if left:
        screen.say(f"{period.label}还有没有办完的事项：")
        for row in left:
            screen.say(
                f"  {row.unit.name} {row.kind} {row.state} {row.count} 件，最早 {row.oldest_on}，填报人 {row.people}"
            )
    snapshot = services.close_at_once(period, actor=operator, at=timezone.now(), forced_reason=options.force_reason)
    said = _said(period, snapshot)
    screen.line(f"{period.label}已结账（第{snapshot.version}版）：数值 {said['values']} 个，得分 {said['scores']} 个。")
    screen.line(f"校验值 {snapshot.sha256}")
    screen.document(said | {"waiting": [row.to_json() for row in left], "forced_reason": snapshot.forced_reason})
    return 0


def _restate(period: Period, options: Namespace, screen: Screen) -> int:
    """The period and every closed one that ends with it or later get their next version."""
    made = services.restate_closing(
        period, order_document=options.order, reason=options.reason, actor=orgs.operator(), at=timezone.now()
    )
    versions = [(parse_period(one.closing.period), one) for one in made]
    for closed, one in versions:
        screen.line(f"{closed.label}已重述为第{one.version}版，校验值 {one.sha256}")
    screen.document(
        {
            "period": period.code,
            "order": options.order.strip(),
            "reason": options.reason.strip(),
            "restated": [_said(closed, one) for closed, one in versions],
        }
    )
    return 0


def _said(period: Period, snapshot: Any) -> dict[str, object]:  # noqa: ANN401 - faces know no models
    return {
        "period": period.code,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "version": snapshot.version,
        "known_at": snapshot.lock.known_at.isoformat(),
        "sha256": snapshot.sha256,
        "values": snapshot.values.count(),
        "scores": snapshot.scores.count(),
    }
