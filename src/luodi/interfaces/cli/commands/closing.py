"""`luodi close`: locks the figures of a period and keeps a snapshot of what was published."""

from argparse import Namespace

from django.utils import timezone

from luodi.across.assessment import selectors, services
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen


def run_close(options: Namespace, screen: Screen) -> int:
    """Close a period; what still waits is listed, and refuses the close unless a reason is given."""
    instance.require_ready()
    period, operator = parse_period(options.period), orgs.operator()
    left = selectors.waiting(operator, period)
    if left:
        screen.say(f"{period.label}还有没有办完的事项：")
        for row in left:
            screen.say(
                f"  {row.unit.name} {row.kind} {row.state} {row.count} 件，最早 {row.oldest_on}，填报人 {row.people}"
            )
    snapshot = services.close_at_once(period, actor=operator, at=timezone.now(), forced_reason=options.force_reason)
    values, scores = snapshot.values.count(), snapshot.scores.count()
    screen.line(f"{period.label}已结账（第{snapshot.version}版）：数值 {values} 个，得分 {scores} 个。")
    screen.line(f"校验值 {snapshot.sha256}")
    screen.document(
        {
            "period": period.code,
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "version": snapshot.version,
            "known_at": snapshot.lock.known_at.isoformat(),
            "sha256": snapshot.sha256,
            "values": values,
            "scores": scores,
            "waiting": [row.to_json() for row in left],
            "forced_reason": snapshot.forced_reason,
        }
    )
    return 0
