"""The table of clocks: from what to what each runs, how long, whether it is a reply or a bottom line, what overdue means.

Lengths here are those of domain/04 §4.3, transitions TR01–TR10 (`source` says it in the office's words, and which are only defaults); an office puts another length in force
from a day by a row of `ClockTerm`, and a clock keeps the length that was in force on the day it began.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.across.lifecycle.rules.clocks_days import BEFORE_DUE, Mark, Measure
from luodi.base.core.choices import TextChoices
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules import ORDERED_EVENTS, Event, NegotiationClass, Stage

LONGEST_PAUSE_MONTHS: Final = 6
"""A pause is asked for at most half a year at a time 【默认】."""


class Step(TextChoices):
    """What a unit notes as done so that a reply clock ends; stage events end the other clocks by themselves."""

    RESPOND = "RESPOND", "线索响应"
    JUDGE = "JUDGE", "线索研判"
    FEEDBACK = "FEEDBACK", "线索反馈"
    REPORT = "REPORT", "线索续报"
    CONTRACT_FILED = "CONTRACT_FILED", "合同备案"


class Side(TextChoices):
    """Moments that are neither a stage event nor a step."""

    HELD = "HELD", "搁置"
    APPROVED = "APPROVED", "核准"
    FILED = "FILED", "填报"
    VERIFIED = "VERIFIED", "审核通过"
    RECOGNISED = "RECOGNISED", "认定"


class State(TextChoices):
    """How a clock stands on a day."""

    RUNNING = "RUNNING", "进行中"
    SOON = "SOON", "将到期"
    OVERDUE = "OVERDUE", "已超期"
    PAUSED = "PAUSED", "暂停"
    CLAIMED = "CLAIMED", "已填报，待认定"
    KEPT = "KEPT", "按期办结"
    MISSED = "MISSED", "超期办结"


class Outcome(TextChoices):
    """What a person decides on a proposal."""

    TAKEN = "TAKEN", "采纳"
    KEPT = "KEPT", "不采纳，继续推进"


OPEN: Final = frozenset({State.RUNNING, State.SOON, State.OVERDUE, State.PAUSED, State.CLAIMED})


@dataclass(frozen=True, slots=True)
class Clock:
    """One row. `starts` and `ends` are codes of events, steps or side moments; the first of `ends` is its proper end,
    the others are what overtakes it. `stages` are those in which it can run. `field` names the contract's day (GIVEN).

    `early`: so many days before the end it is due soon and told. `is_repeating`: it begins anew with the latest of its starts. `by_hand_only`: an old ledger taken over starts none.
    """

    code: str
    label: str
    measure: Measure
    length: int
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    stages: tuple[str, ...]
    overdue: str
    source: str
    is_reply: bool = False
    is_repeating: bool = False
    by_hand_only: bool = False
    field: str = ""
    negotiation_class: str = ""
    early: int = BEFORE_DUE
    proposals: Mapping[Mark, str] | None = None

    @property
    def ending(self) -> str:
        """The name of what ends it."""
        return name_of(self.ends[0])

    @property
    def beginning(self) -> str:
        """The name of what starts it."""
        return "合同约定" if self.field else "或".join(map(name_of, self.starts))


def name_of(moment: str) -> str:
    """The Chinese name of an event, step or side moment."""
    for words in (Event, Step, Side):
        if moment in words.values:
            return str(words(moment).label)
    return moment


def _from(event: Event) -> tuple[str, ...]:
    """The event and all later stage events: each of them shows that what the clock asks for is behind."""
    return tuple(ORDERED_EVENTS[ORDERED_EVENTS.index(event) :])


def _between(first: Stage, last: Stage) -> tuple[str, ...]:
    return tuple(stage for stage in Stage if first <= stage <= last)


_LEADS: Final = (Stage.LEAD,)
_LOST: Final = {Mark.ORANGE: "复评：是否继续洽谈", Mark.RED: "移出在谈、转流失"}
_REMOVED: Final = {Mark.ORANGE: "复评：能否继续履约", Mark.RED: "移出签约库（办理终止或退回）"}
_TALKS: Final = _between(Stage.TALKS, Stage.FRAMEWORK)
_UNSTARTED: Final = _between(Stage.SIGNED, Stage.LANDED)

CLOCKS: Final = (
    Clock(
        "LEAD_RESPOND",
        "线索响应",
        Measure.WORKDAYS,
        1,
        (Event.LEAD,),
        (Step.RESPOND, Step.JUDGE, Step.FEEDBACK, *_from(Event.TALK)),
        _LEADS,
        "线索没有及时响应，客商可能转投他处",
        "线索 1-3-7-14 机制：1 个工作日内响应（默认，可调整）",
        is_reply=True,
        by_hand_only=True,
    ),
    Clock(
        "LEAD_JUDGE",
        "线索研判",
        Measure.WORKDAYS,
        3,
        (Event.LEAD,),
        (Step.JUDGE, Step.FEEDBACK, *_from(Event.TALK)),
        _LEADS,
        "线索没有及时研判",
        "线索 1-3-7-14 机制：3 个工作日内研判（默认，可调整）",
        is_reply=True,
        by_hand_only=True,
    ),
    Clock(
        "LEAD_FEEDBACK",
        "线索反馈",
        Measure.WORKDAYS,
        7,
        (Event.LEAD,),
        (Step.FEEDBACK, *_from(Event.TALK)),
        _LEADS,
        "没有向线索来源反馈结果",
        "线索 1-3-7-14 机制：7 个工作日内反馈（默认，可调整）",
        is_reply=True,
        by_hand_only=True,
    ),
    Clock(
        "LEAD_REPORT",
        "线索续报",
        Measure.WORKDAYS,
        14,
        (Step.FEEDBACK, Step.REPORT),
        _from(Event.TALK),
        _LEADS,
        "线索跟进没有按期续报",
        "线索 1-3-7-14 机制：反馈后每 14 个工作日续报一次，直到转入在谈（默认，可调整）",
        is_reply=True,
        is_repeating=True,
        by_hand_only=True,
    ),
    Clock(
        "TALKS",
        "洽谈",
        Measure.MONTHS,
        3,
        (Event.TALK,),
        _from(Event.SIGN),
        _TALKS,
        "超期在谈：复评后决定继续、搁置或流失",
        "一般项目开始洽谈后 3 个月内签约",
        negotiation_class=NegotiationClass.ORDINARY,
        proposals=_LOST,
    ),
    Clock(
        "TALKS_MAJOR",
        "洽谈（重大）",
        Measure.MONTHS,
        6,
        (Event.TALK,),
        _from(Event.SIGN),
        _TALKS,
        "超期在谈：复评后决定继续、搁置或流失",
        "重大项目开始洽谈后 6 个月内签约",
        negotiation_class=NegotiationClass.MAJOR,
        proposals=_LOST,
    ),
    Clock(
        "CONTRACT_FILED",
        "合同备案",
        Measure.WORKDAYS,
        5,
        (Event.SIGN,),
        (Step.CONTRACT_FILED,),
        _between(Stage.SIGNED, Stage.FULL),
        "合同没有按时报备",
        "签约后 5 个工作日内报备",
        is_reply=True,
        by_hand_only=True,
    ),
    Clock(
        "LANDING",
        "落地",
        Measure.MONTHS,
        3,
        (Event.SIGN,),
        _from(Event.LAND),
        _between(Stage.SIGNED, Stage.PREPARING),
        "签约未落地：复评后决定继续推进还是移出",
        "签约后 3 个月内落地（默认，可调整）",
        proposals=_REMOVED,
    ),
    Clock(
        "BOTTOM_LINE",
        "开工底线",
        Measure.MARCH,
        0,
        (Event.SIGN,),
        _from(Event.START),
        _UNSTARTED,
        "签约未开工：列入调度清单",
        "当年签约，次年 3 月 31 日前开工",
        proposals=_REMOVED,
    ),
    Clock(
        "CONTRACT_START",
        "合同约定开工",
        Measure.GIVEN,
        0,
        (Event.SIGN,),
        _from(Event.START),
        _UNSTARTED,
        "没有按合同开工：按合同条款追究",
        "合同约定的开工日",
        field="planned_start_on",
    ),
    Clock(
        "CONTRACT_COMPLETION",
        "合同约定竣工",
        Measure.GIVEN,
        0,
        (Event.SIGN,),
        _from(Event.COMPLETE),
        _between(Stage.SIGNED, Stage.STARTED),
        "没有按合同竣工：按合同条款追究",
        "合同约定的竣工日",
        field="planned_completion_on",
    ),
    Clock(
        "CONTRACT_PRODUCTION",
        "合同约定投产",
        Measure.GIVEN,
        0,
        (Event.SIGN,),
        _from(Event.PRODUCE),
        _between(Stage.SIGNED, Stage.COMPLETED),
        "没有按合同投产：按合同条款追究",
        "合同约定的投产日",
        field="planned_production_on",
    ),
    Clock(
        "FULL",
        "达产",
        Measure.MONTHS,
        24,
        (Event.PRODUCE,),
        (Event.FULL,),
        (Stage.PRODUCING,),
        "投产未达产：核对产出和税收",
        "投产后 24 个月内达产（默认，可调整）",
    ),
    Clock(
        "APPROVAL_VALID",
        "核准有效期",
        Measure.MONTHS,
        24,
        (Side.APPROVED,),
        _from(Event.START),
        _between(Stage.LEAD, Stage.LANDED),
        "核准文件失效：须在有效期内开工或申请延期（一次，不超过一年）",
        "国务院令第 673 号：核准后 2 年内开工；文件上写明有效期的以文件为准",
        early=60,
    ),
    Clock(
        "HOLD",
        "搁置",
        Measure.MONTHS,
        6,
        (Side.HELD,),
        (Event.RESUME, Event.LOSE, Event.TERMINATE),
        _between(Stage.LEAD, Stage.LANDED),
        "搁置到期：恢复推进，或办理流失、终止",
        "搁置最长 6 个月（默认，可调整）",
    ),
    Clock(
        "VERIFY",
        "审核",
        Measure.WORKDAYS,
        3,
        (Side.FILED,),
        (Side.VERIFIED,),
        (),
        "审核积压，影响当月统计",
        "填报后 3 个工作日内审核（默认，可调整）",
        is_reply=True,
    ),
    Clock(
        "RECOGNISE",
        "认定",
        Measure.WORKDAYS,
        5,
        (Side.VERIFIED,),
        (Side.RECOGNISED,),
        (),
        "认定积压，影响当月统计",
        "审核后 5 个工作日内认定（默认，可调整）",
        is_reply=True,
    ),
)
OF_CODE: Final = {clock.code: clock for clock in CLOCKS}
OF_PROJECTS: Final = tuple(clock for clock in CLOCKS if clock.stages)
OF_SLIPS: Final = tuple(clock for clock in CLOCKS if not clock.stages)


def clock(code: str) -> Clock:
    """The clock of that code; BusinessError `clocks.unknown` otherwise."""
    found = OF_CODE.get(code)
    if found is None:
        raise BusinessError("没有这种时限。请刷新页面后重新选择。", code="clocks.unknown")
    return found


def began_on(row: Clock, moments: Mapping[str, date]) -> date | None:
    """The day on which the clock began: the earliest of its starts, of a repeating one the latest."""
    days = [moments[name] for name in row.starts if name in moments]
    if not days:
        return None
    return max(days) if row.is_repeating else min(days)


def ended_on(row: Clock, moments: Mapping[str, date]) -> date | None:
    """The day on which it ended: its proper end if there is one, else the first that overtook it."""
    if row.ends[0] in moments:
        return moments[row.ends[0]]
    return min((moments[name] for name in row.ends if name in moments), default=None)


def require_sound_term(row: Clock, length: int, valid_from: date, *, today: date, basis: str) -> None:
    """Refuse a length for clocks that have none, one out of all reason, a day in the past, or no document."""
    if not row.length:
        raise BusinessError(f"“{row.label}”按合同或日历确定，不能另设长短。", code="clocks.fixed")
    if not 1 <= length <= 120:
        raise BusinessError("时限长短应在 1 至 120 之间，请核对单位。", code="clocks.length")
    if valid_from < today:
        raise BusinessError(f"生效日 {valid_from} 已过。已经开始的时限不改，请填今天或以后的日子。", code="clocks.past")
    require_sensible_day(valid_from, label="生效日")
    if not basis.strip():
        raise BusinessError("请写明依据（文件名称或文号）。", code="clocks.basis")


def require_sound_pause(first: date, last: date, latest: date, *, cause: str) -> None:
    """Refuse a pause that ends before it begins, lasts longer than is allowed at a time, or names no cause."""
    require_sensible_day(first, label="暂停起始日")
    if last < first:
        raise BusinessError(f"暂停结束日 {last} 早于起始日 {first}，请改正。", code="clocks.pause_order")
    if last > latest:
        raise BusinessError(
            f"一次最多暂停 {LONGEST_PAUSE_MONTHS} 个月（至 {latest}）。到期仍不能推进的，请再次申请。",
            code="clocks.pause_long",
        )
    if not cause.strip():
        raise BusinessError("请写明外部原因（如征地未完成、规划调整），并附依据。", code="clocks.cause")
