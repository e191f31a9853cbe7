"""What proves the steps that wait in the demonstration: papers, photos, a site check, a waiver, and a month's re-check."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias

from luodi.across.lifecycle.selectors import gates_review as reviews
from luodi.across.lifecycle.services.gates import decide
from luodi.across.lifecycle.services.gates_review import draw_month, record_review
from luodi.across.lifecycle.services.gates_rules import ask_waiver
from luodi.base.approvals.rules import SlipAct
from luodi.domains.projects.services import (
    DocumentValues,
    ProjectValues,
    Told,
    change_project,
    file_document,
    file_photos,
    record_check,
)
from luodi.interfaces.cli.demo.district import CUT_OFF
from luodi.interfaces.cli.demo.ground import Ground

Row: TypeAlias = Any
"""A row of the ledger: faces know no models, the verbs that take it say what it is."""

_NATIONAL_CODE: Final = "2306-990001-04-01-10000"
_PLACE: Final = (Decimal("31.234560"), Decimal("115.654320"))
_RECOGNISED_IN: Final = date(2023, 7, 1)
"""The month in which the park's own filings of May and June were recognised."""


class Proofs:
    """Brings papers for the waiting starts: the first has all, the second a waiver, the third is left as it is."""

    def __init__(self, ground: Ground, page: Callable[..., Row], picture: Callable[..., Row]) -> None:
        self._ground = ground
        self._page = page
        self._picture = picture

    def bring(self, projects: Sequence[Row], now: datetime) -> None:
        """Papers of the waiting starts, in the order in which they were filed."""
        for place, project in enumerate(projects[:2]):
            self._number(project, place, now)
            self._paper(project, "WORKS_CONTRACT", f"示例施合〔2023〕{place + 1}号", now)
            self._photograph(project, now)
        if projects:
            self._paper(projects[0], "WORKS_PERMIT", "示例施许〔2023〕12号", now)
            self._check(projects[0], now)
        if len(projects) > 1:
            self._check(projects[1], now)
            self._waive(projects[1], now)

    def _number(self, project: Row, place: int, now: datetime) -> None:
        present = {name: getattr(project, name) for name in ProjectValues.__dataclass_fields__}
        values = replace(ProjectValues(**present), national_code=f"{_NATIONAL_CODE}{place}")
        change_project(project, values, actor=self._ground.accounts["clerk"], at=now, reason="补登投资项目代码")

    def _paper(self, project: Row, kind: str, number: str, now: datetime) -> None:
        clerk = self._ground.accounts["clerk"]
        file = self._page(kind, project.unit.code, clerk, now)
        values = DocumentValues(kind, number=number, issued_on=CUT_OFF - timedelta(days=30))
        file_document(project, values, attachment=file, actor=clerk, at=now)

    def _photograph(self, project: Row, now: datetime) -> None:
        clerk = self._ground.accounts["clerk"]
        taken = now.replace(year=CUT_OFF.year, month=CUT_OFF.month, day=CUT_OFF.day - 3)
        files = [self._picture(project.unit.code, clerk, now) for _ in range(3)]
        file_photos(project, files, scene="FOUNDATION", told=Told(taken, *_PLACE), actor=clerk, at=now)

    def _check(self, project: Row, now: datetime) -> None:
        checkers: Row = (self._ground.accounts["clerk"].person, self._ground.accounts["verifier"].person)
        record_check(
            project,
            event="START",
            checked_on=CUT_OFF - timedelta(days=1),
            place=project.place or project.unit.name,
            checkers=checkers,
            conclusion="MEETS",
            finding="演示数据：基础施工，塔吊已安装",
            actor=self._ground.accounts["verifier"],
            at=now,
        )

    def _waive(self, project: Row, now: datetime) -> None:
        accounts = self._ground.accounts
        waiver = ask_waiver(
            project,
            event="START",
            code="paper_works_permit",
            reason="施工许可证已受理，预计两个月内核发（演示数据）",
            valid_until=now.date() + timedelta(days=60),
            actor=accounts["clerk"],
            at=now,
        )
        decide(waiver.slip, SlipAct.VERIFY, actor=accounts["verifier"], at=now)
        decide(waiver.slip, SlipAct.RECOGNISE, actor=accounts["officer"], at=now, note="同意，到期前补齐")

    def review(self, now: datetime) -> None:
        """Draw the month's sample and write down what two re-checks found."""
        director = self._ground.accounts["director"]
        draw_month(_RECOGNISED_IN, actor=director, at=now)
        found = list(reviews.review_items(director, _RECOGNISED_IN)[:2])
        said = (("TRUE", ""), ("ERROR", "演示数据：回单日期晚填报两日，已请单位更正"))
        for item, (outcome, finding) in zip(found, said, strict=False):
            record_review(item, outcome=outcome, checked_on=now.date(), finding=finding, actor=director, at=now)
