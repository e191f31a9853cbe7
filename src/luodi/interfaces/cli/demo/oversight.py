"""Problems, orders, meetings and inspections of the demonstration district: the last weeks before it was built, all invented."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeAlias

from django.utils import timezone

from luodi.base.files.services import store
from luodi.base.orgs.selectors import work_calendar
from luodi.domains.projects import selectors as ledger
from luodi.domains.supervision import services
from luodi.domains.supervision.services import (
    IssueValues,
    MeetingValues,
    OrderValues,
    Photo,
    PlanValues,
    Said,
    VisitValues,
)
from luodi.interfaces.cli.demo.district import PARK, ROOT_CODE
from luodi.interfaces.cli.demo.evidence import page, picture
from luodi.interfaces.cli.demo.ground import Ground
from luodi.interfaces.cli.demo.story import Story

Row: TypeAlias = Any
"""A row of the ledger: faces know no models, the verbs that take it say what it is."""


class Oversight:
    """Files what people supervise. `done`: name → number of the project."""

    def __init__(self, ground: Ground, done: dict[str, int]) -> None:
        self._units, self._who = ground.units, ground.accounts
        self._operator, self._done = ground.operator, done
        self._numbers: Iterator[int] = count(9001)

    def file(self, stories: Sequence[Story], now: datetime) -> None:
        """Everything, told back from `now`; at the end the clock speaks once, as it would have overnight."""
        self._now, self._calendar = now, work_calendar()
        park = [story for story in stories if story.unit == PARK]
        self._projects = [ledger.project(self._operator, self._done[story.name]) for story in park[:4]]
        self._hold_last_meeting()
        self._file_orders()
        self._raise_problems()
        self._inspect()
        self._tour()
        self._call_next_meeting()
        services.sweep(at=now)

    def _ago(self, workdays: int, hours: int = 0) -> datetime:
        """A moment so many working days before now."""
        today = timezone.localdate(self._now)
        day = self._calendar.add_workdays(today, -workdays)
        return self._now - (today - day) + timedelta(hours=hours)

    def _order(self, title: str, text: str, unit: str, at: datetime, kind: str = "ASSIGN", **more: Row) -> Row:
        values = OrderValues(kind=kind, title=title, text=text, unit=self._units[unit], **more)
        draft = services.draft_order(values, actor=self._who["director"], at=at)
        return services.issue_order(draft, actor=self._who["director"], at=at)

    def _step(self, order: Row, act: str, who: str, at: datetime, note: str, **said: Row) -> Row:
        return services.take_step(order, act, actor=self._who[who], at=at, said=Said(note=note, **said))

    def _page(self, title: str, unit: str, who: str, at: datetime) -> Row:
        number = next(self._numbers)
        content = page(number, title)
        return store(content, name=f"示例材料{number}.pdf", unit_code=unit, actor=self._who[who], at=at)

    def _hold_last_meeting(self) -> None:
        director, at = self._who["director"], self._ago(14)
        values = MeetingValues(
            kind="HALF_MONTHLY",
            title="示例区半月招商调度会",
            unit=self._units[ROOT_CODE],
            held_on=timezone.localdate(at),
            chair="示例甲",
            place="区政府第二会议室",
            attendees="招商投资局、工业园区、甲山街道及有关部门负责人",
        )
        meeting = services.call_meeting(values, actor=director, at=at)
        services.take_meeting_step(meeting, "freeze", actor=director, at=at)
        said = (("甲山街道三日内完成临时道路清障", "QJ-Z01"), ("工业园区一周内解决标准厂房消防验收", PARK))
        decisions = [
            services.decide(meeting, text=text, unit=self._units[unit], actor=director, at=at) for text, unit in said
        ]
        services.take_meeting_step(meeting, "hold", actor=director, at=at + timedelta(hours=2))
        first, second = (services.order_of_decision(one, actor=director, at=at) for one in decisions)
        for order in (first, second):
            services.issue_order(order, actor=director, at=at + timedelta(hours=3))
        self._finish_in_time(first)
        self._step(second, "sign", "clerk", self._ago(13), "")
        self._step(second, "plan", "clerk", self._ago(12), "请消防机构到场指导，分栋整改")

    def _finish_in_time(self, order: Row) -> None:
        self._step(order, "sign", "township", self._ago(13), "")
        self._step(order, "plan", "township", self._ago(12), "组织村组两天清障")
        proof = [self._page("ROAD CLEARED", "QJ-Z01", "township", self._ago(10))]
        self._step(order, "finish", "township", self._ago(10), "道路已清通，车辆可进场", evidence=proof)
        self._step(order, "close", "director", self._ago(9), "现场查看属实")

    def _file_orders(self) -> None:
        land = self._order(
            "完成再生铝项目用地预审",
            "协调资规部门完成用地预审，书面反馈结果",
            PARK,
            self._ago(4),
            project=self._projects[0],
            assists=(self._units["QJ-FG"],),
            basis="区领导批示",
        )
        self._step(land, "sign", "clerk", self._ago(3), "")
        self._step(land, "plan", "clerk", self._ago(3, 2), "分管副主任牵头，本周完成资料补正")
        services.add_remark(
            land, "reply", actor=self._who["clerk"], at=self._ago(1), said=Said(note="资料已补正，待窗口受理")
        )
        late = self._order(
            "督促停滞项目复工",
            "约谈企业负责人，明确复工时间并报区招委办",
            PARK,
            self._ago(6),
            kind="SUPERVISE",
            project=self._projects[1],
            basis="区政府督查室督办",
        )
        self._step(late, "sign", "clerk", self._ago(5), "")
        checking = self._order("报送招商线索台账", "核实在谈线索，补齐联系人和下次对接时间", "QJ-Z01", self._ago(5))
        self._step(checking, "sign", "township", self._ago(4), "")
        self._step(checking, "plan", "township", self._ago(3), "逐条核实")
        proof = [self._page("LEADS", "QJ-Z01", "township", self._ago(1))]
        self._step(checking, "finish", "township", self._ago(1), "已核实 6 条线索", evidence=proof)

    def _raise_problems(self) -> None:
        officer = self._who["officer"]
        done = self._issue("临时施工便道未通", "便道被占用，材料车进不了场", "DEMOLITION", self._ago(12))
        services.take_issue_step(done, "take", actor=self._who["clerk"], at=self._ago(12, 3))
        services.take_issue_step(done, "solve", actor=self._who["clerk"], at=self._ago(11), note="便道已通")
        services.take_issue_step(done, "confirm", actor=officer, at=self._ago(10))
        power = self._issue("施工用电容量不足", "现有变压器 400 千伏安，设备安装需 800 千伏安", "POWER", self._ago(2))
        services.take_issue_step(power, "take", actor=self._who["clerk"], at=self._ago(1))
        waiting = self._issue(
            "污水接管口未预留", "厂区污水无法接入园区管网", "WATER", self._ago(3), company="示例甲子铝业有限公司"
        )
        services.take_issue_step(
            waiting, "solve", actor=self._who["clerk"], at=self._ago(1), note="接管口已开，可随时接入"
        )

    def _issue(self, title: str, text: str, category: str, at: datetime, company: str = "") -> Row:
        values = IssueValues(
            title=title,
            text=text,
            category=category,
            unit=self._units[PARK],
            project=self._projects[2],
            level="SERIOUS",
            company=company,
        )
        return services.raise_issue(values, actor=self._who["officer"], at=at)

    def _plan(self, title: str, kind: str, units: Sequence[str], note: str) -> Row:
        today = timezone.localdate(self._now)
        values = PlanValues(
            title=title,
            kind=kind,
            unit=self._units[ROOT_CODE],
            units=[self._units[code] for code in units],
            begins_on=today - timedelta(days=30),
            ends_on=today + timedelta(days=20),
            basis_no="示例督发〔2023〕5号",
            note=note,
        )
        plan = services.draft_plan(values, actor=self._who["inspection"], at=self._ago(12))
        return services.take_plan_step(plan, "approve", actor=self._who["director"], at=self._ago(11))

    def _inspect(self) -> None:
        plan = self._plan("重点项目进度督查", "SUPERVISE", (PARK, "QJ-Z01"), "看现场、查进度、核资金")
        inspection, at = self._who["inspection"], self._ago(6)
        photos = [
            Photo(self._picture(at), at, "工业园区北厂区", Decimal("29.001000"), Decimal("108.002000"))
            for _ in range(2)
        ]
        values = VisitValues(
            unit=self._units[PARK],
            held_on=timezone.localdate(at),
            inspectors="示例督、示例丁",
            summary="北厂区围挡不全，施工日志缺三天；南厂区主体已封顶，与月报一致。",
            place="工业园区北厂区",
            project=self._projects[1],
            photos=photos,
        )
        visit = services.record_visit(plan, values, actor=inspection, at=at)
        due = timezone.localdate(at) + timedelta(days=15)
        fence = services.order_rectification(
            visit, text="北厂区围挡不全", demand="补齐围挡并设警示牌", due_on=due, actor=inspection, at=at
        )
        services.order_rectification(
            visit, text="施工日志缺三天", demand="补记并说明原因", due_on=due, actor=inspection, at=at
        )
        proof = [self._page("FENCE", PARK, "clerk", self._ago(2))]
        services.take_finding_step(
            fence, "report", actor=self._who["clerk"], at=self._ago(2), note="围挡已补齐", evidence=proof
        )

    def _tour(self) -> None:
        plan = self._plan("重点项目观摩", "VISIT", (PARK, "QJ-Z01"), "逐点观摩，现场评分")
        inspection, at = self._who["inspection"], self._ago(5)
        marks = ((PARK, self._projects[3], (92, 88, 90)), ("QJ-Z01", None, (85, 87, 84)))
        for unit, project, given in marks:
            values = VisitValues(
                unit=self._units[unit],
                held_on=timezone.localdate(at),
                inspectors="观摩团",
                summary="按计划完成观摩。",
                project=project,
            )
            visit = services.record_visit(plan, values, actor=inspection, at=at)
            for judge, mark in zip(("评委甲", "评委乙", "评委丙"), given, strict=True):
                services.enter_mark(visit, judge=judge, mark=Decimal(mark), actor=inspection, at=at)

    def _picture(self, at: datetime) -> Row:
        number = next(self._numbers)
        name = f"示例督查照片{number}.png"
        return store(picture(number), name=name, unit_code=PARK, actor=self._who["inspection"], at=at)

    def _call_next_meeting(self) -> None:
        values = MeetingValues(
            kind="HALF_MONTHLY",
            title="示例区半月招商调度会",
            unit=self._units[ROOT_CODE],
            held_on=timezone.localdate(self._now),
            chair="示例甲",
            place="区政府第二会议室",
            topics="下半月外出招商安排",
        )
        services.call_meeting(values, actor=self._who["director"], at=self._now)
