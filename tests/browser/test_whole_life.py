"""One project's life through the pages: plain forms without scripts, each gate refused first, then passed by its links."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from luodi.domains.projects.models import Project, StageEvent
from tests import factories, lives

OpenAs = Callable[..., Page]
SIGNED, LANDED, STARTED = date(2023, 2, 1), date(2023, 3, 1), date(2023, 3, 20)


class Desk:
    """The clerk, the verifier and the bureau's project section, each at a window of their own, over one project."""

    def __init__(self, open_as: OpenAs, project: Project, picture: Path) -> None:
        self.clerk = open_as(factories.clerk(), scripts=False)
        self.checker = open_as(factories.checker(), scripts=False)
        self.office = open_as(factories.project_office(), scripts=False)
        self.project, self.picture, self._numbers = project, picture, 0

    def path(self, tail: str) -> str:
        return f"/projects/{self.project.pk}/{tail}"

    def file(self, event: str, on: date) -> None:
        """The clerk files the step."""
        self.clerk.goto(self.path(f"progress/new/?event={event}"))
        self.clerk.fill("[name=occurred_on]", on.isoformat())
        self.clerk.get_by_role("button", name="提交审核").click()

    def verify(self) -> None:
        """The verifier passes what the clerk has filed."""
        self.checker.goto(f"/approvals/{self.slip()}/")
        self.checker.get_by_role("button", name="审核通过").click()

    def recognise(self) -> None:
        """The project section presses the button."""
        self.office.goto(f"/approvals/{self.slip()}/")
        self.office.get_by_role("button", name="认定", exact=True).click()

    def slip(self) -> int:
        return StageEvent.objects.filter(project=self.project).order_by("-pk")[0].slip_id

    def bring_all(self, on: date) -> list[str]:
        """Follow the links of the first gate until nothing is missing; what was brought, in order."""
        brought = []
        while True:
            self.clerk.goto(self.path("gate/"))
            missing = self.clerk.locator(".panel").filter(has=self.clerk.locator(".gate-lines")).first
            lines = missing.locator("li").filter(has_text="缺少").filter(has=self.clerk.locator("a"))
            if lines.count() == 0:
                return brought
            brought.append(
                lines.first.locator("span").first.inner_text().partition("\n")[0].replace("缺少", "").strip()
            )
            lines.first.locator("a").first.click()
            self.bring_one(on)

    def bring_one(self, on: date) -> None:
        """Fill the form to which the link has led."""
        page, address = self.clerk, self.clerk.url
        self._numbers += 1
        if "/documents/new/" in address:
            page.fill("[name=number]", f"示例文{self._numbers}号")
            page.fill("[name=issued_on]", on.isoformat())
            page.select_option("[name=conclusion]", "PASS")
            page.get_by_role("button", name="登记文件").click()
        elif "/checks/new/" in address:
            page.fill("[name=checked_on]", on.isoformat())
            page.fill("[name=place]", "东县产业园")
            page.select_option("[name=first]", label="核查甲（东县）")
            page.select_option("[name=second]", label="核查乙（东县）")
            page.select_option("[name=conclusion]", "MEETS")
            page.get_by_role("button", name="登记核查").click()
        else:
            page.set_input_files("[name=evidence]", self.pictures())
            page.fill("[name=taken_at]", f"{on.isoformat()}T10:30")
            page.fill("[name=latitude]", "30.512345")
            page.fill("[name=longitude]", "114.312345")
            page.get_by_role("button", name="上传照片").click()
        # A browser carries the fragment of the link over the redirect.
        page.wait_for_url(re.compile(r"/gate/(#.*)?$"))

    def pictures(self) -> list[Path]:
        """Three pictures that nobody has uploaded before."""
        made = []
        for number in range(3):
            path = self.picture / f"现场{self._numbers}-{number}.jpg"
            path.write_bytes(lives.picture().path.read_bytes())
            made.append(path)
        return made

    def pass_gate(self, event: str, on: date, stage: str) -> list[str]:
        """File the step, be refused while papers are missing, bring them, be recognised."""
        self.file(event, on)
        self.verify()
        self.recognise()
        refusal = self.office.locator("[role=alert]")
        expect(refusal).to_contain_text("还缺")
        brought = self.bring_all(on)
        self.recognise()
        expect(self.office.locator("#messages")).to_contain_text("已认定")
        self.project.refresh_from_db()
        assert self.project.stage == stage
        return brought


def test_a_project_lives_on_the_pages_without_scripts(open_as: OpenAs, tmp_path: Path) -> None:
    lives.people()
    project = lives.lived(lives.filled_project(), ("LEAD", date(2022, 9, 1)))
    desk = Desk(open_as, project, tmp_path)

    desk.file("SIGN", SIGNED)
    expect(desk.clerk.locator("[role=alert]")).to_contain_text("不能越过阶段：请先填报“评审通过”或“签订框架协议”")
    assert desk.pass_gate("TALK", date(2022, 10, 1), "ST20") == ["洽谈接洽记录（有日期、写明对方人员）"]
    lives.lived(project, ("CLEAR", date(2022, 12, 1)))
    assert desk.pass_gate("SIGN", SIGNED, "ST40") == ["正式合同（双方盖章、有签订日期）", "履约与退出条款摘要"]
    assert len(desk.pass_gate("LAND", LANDED, "ST50")) == 3
    assert len(desk.pass_gate("START", STARTED, "ST60")) == 4
    lives.lived(project, ("COMPLETE", date(2023, 5, 30)), ("PRODUCE", date(2023, 6, 10)))
    assert len(desk.pass_gate("FULL", date(2023, 6, 30), "ST90")) == 2

    desk.clerk.goto(desk.path("gate/"))
    expect(desk.clerk.locator("#part")).to_contain_text("项目已走完本类别的各阶段")
