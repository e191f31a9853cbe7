"""The table of jobs: what runs in the background, when, and why.

A job does what is due by now and not yet done, so it may run as often as it likes and one run makes up for missed ones.
What it says stands on the page of the system officer: numbers only, no names of business.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.utils import timezone

from luodi.across.assessment.services import propose_accountability, remind_rounds
from luodi.across.figures.services import refresh_mart
from luodi.across.intake.services import commit_next
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.across.lifecycle.services.gates_review import draw_due
from luodi.across.reports.services import call_weeks
from luodi.across.reports.services.template_batches import run_next_batch
from luodi.base.deliveries.services import deliver_all, route
from luodi.base.runs.rules import Daily
from luodi.domains.incentives.services.challenges import remind_challenges
from luodi.domains.projects.services.progress import remind_of_returns
from luodi.domains.projects.services.visits import remind_visits
from luodi.domains.supervision.services import sweep


@dataclass(frozen=True)
class Job:
    """One row of the table: every so often, or daily from a local time on.

    `run` says what it did, or an empty text when there was nothing to do.
    """

    code: str
    when: timedelta | Daily
    run: Callable[[], str]
    why: str


def import_waiting() -> str:
    """Carry out every queued import, and those whose worker died and whose lease ran out."""
    done: Counter[str] = Counter()
    while (batch := commit_next(at=timezone.now())) is not None:
        done[batch.get_state_display()] += 1
    return "、".join(f"{state} {count} 件" for state, count in done.items())


def print_batches() -> str:
    """Make the next papers that were asked for in batches, and go on with those whose worker died."""
    return "" if run_next_batch(at=timezone.now()) is None else "推进批量文稿 1 批"


def refresh_figures() -> str:
    """Bring the mart up to what has been recognised since the last time."""
    added = {table: rows for table, rows in refresh_mart().added.items() if rows}
    return "、".join(f"{table} {rows} 行" for table, rows in added.items())


def send_messages() -> str:
    """Decide where new notices go, then send what is due; a worker that died leaves parcels for the next round."""
    at = timezone.now()
    routed = route(at=at)
    sent, lost = deliver_all(at=at)
    said = (("登记投递", routed), ("送达", sent), ("没有送达", lost))
    return "、".join(f"{word} {count} 件" for word, count in said if count)


def remind_of_clocks() -> str:
    """Tell what clocks have passed by now and was not yet told."""
    told = remind(at=timezone.now())
    return f"时限提醒 {len(told)} 项" if told else ""


def draw_samples() -> str:
    """Draw the re-check of every month that has ended and was not drawn."""
    drawn = draw_due(at=timezone.now())
    return f"认定复核抽样 {drawn} 个月" if drawn else ""


def remind_of_visits() -> str:
    """Tell whoever owes a project a visit; each is told once before and once after the day."""
    told = remind_visits(at=timezone.now())
    return f"提醒 {told} 人次" if told else ""


def watch_orders() -> str:
    """Remind, urge and draft what the three orders call for by now; people send the drafts."""
    return str(sweep(at=timezone.now()))


def propose_notices() -> str:
    """Draft what closed quarters call for and is not there yet; people send the drafts."""
    return str(propose_accountability(at=timezone.now()))


def remind_of_rounds() -> str:
    """Tell units that have not confirmed near the last day, and the office when a stretch is over."""
    told = remind_rounds(at=timezone.now())
    return f"考核提醒 {told} 条" if told else ""


def remind_of_challenges() -> str:
    """Tell takers whose deadline is near or over, and who posted what is overdue."""
    told = remind_challenges(at=timezone.now())
    return f"揭榜提醒 {told} 条" if told else ""


def remind_of_progress() -> str:
    """Tell units which monthly returns they owe."""
    told = remind_of_returns(at=timezone.now())
    return f"月报提醒 {told} 条" if told else ""


def call_weekly_returns() -> str:
    """Ask for the weeks that have ended and were not asked for, and remind who still owes one."""
    called = call_weeks(at=timezone.now())
    return f"开启周统计 {called} 周" if called else ""


def clear_sessions() -> str:
    """Remove sign-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ""


SCHEDULE: Final = (
    Job("imports", timedelta(seconds=1), import_waiting, "网页上确认的导入排队等待，由后台逐个执行"),
    Job("batches", timedelta(seconds=2), print_batches, "批量文稿逐个单位生成，中断后接着做，一个单位出错不影响其他"),
    Job("figures", timedelta(seconds=5), refresh_figures, "新认定的事实进入统计副本，看板打开时不必再等"),
    Job("messages", timedelta(seconds=2), send_messages, "消息按各人的接收设置发往邮箱和群机器人，失败的到时重试"),
    Job("clocks", Daily(time(6, 0)), remind_of_clocks, "时限到了提醒点的每天早上提醒一次，漏了的夜晚下一次补上"),
    Job("samples", Daily(time(5, 30)), draw_samples, "上月认定的事实按单位随机抽取复核，漏了的月份补抽"),
    Job("visits", Daily(time(7, 40)), remind_of_visits, "包抓领导、专员的走访快到期或超期时提醒本人"),
    Job("orders", Daily(time(7, 50)), watch_orders, "三单到期提醒、逾期催办，拟出下一单草稿；漏跑的一次补齐，不重复"),
    Job(
        "graded",
        Daily(time(7, 45)),
        propose_notices,
        "季度结账后连续两季靠后的拟出问责建议单草稿，重述后核对依据，漏了的补上",
    ),
    Job(
        "rounds",
        Daily(time(7, 30)),
        remind_of_rounds,
        "考核自查快到期提醒未确认的单位，自查、公示期满提醒经办人，各一次",
    ),
    Job("challenges", Daily(time(7, 20)), remind_of_challenges, "揭榜快到期、超期各提醒一次，漏了的下一次补上"),
    Job("progress", Daily(time(6, 30)), remind_of_progress, "进度月报到期、逾期各提醒一次，漏了的下一次补上"),
    Job("weeks", Daily(time(7, 0)), call_weekly_returns, "周一开启上周统计并提醒单位确认，漏了的周次下一次补开"),
    Job("sessions", Daily(time(3, 10)), clear_sessions, "过期的登录不留在数据库里"),
)
