"""The import wizard: upload, what was understood, correct, commit, leftovers, undo."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.across.intake import services as intake
from luodi.across.intake.models import ImportBatch
from luodi.base.approvals.models import Slip
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

LEDGER = (
    "项目名称,投资方,总投资(万元),签约时间,领导批示\n"
    "年产3万吨预制菜项目,示例食品有限公司,8500,2023-03-01,抓紧\n"
    "再生铝项目,示例铝业有限公司,128000,2023.13.1,\n"
)


def upload(client: Client, content: bytes = LEDGER.encode(), name: str = "台账.csv") -> ImportBatch | None:
    """The batch that the wizard makes of a file."""
    file = SimpleUploadedFile(name, content)
    client.post("/intake/new/", {"file": file, "unit": "QJ-E", "kind": "auto"})
    return ImportBatch.objects.order_by("-pk").first()


def batch(client: Client) -> ImportBatch:
    """The usual ledger, previewed."""
    made = upload(client)
    assert made is not None
    return made


def test_an_upload_shows_what_an_import_would_do_and_writes_nothing(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    made = batch(client)

    context = client.get(f"/intake/{made.code}/").context
    assert {counted.name: counted.value for counted in context["totals"] if counted.value} == {
        "read": 2,
        "created": 1,
        "rejected": 1,
    }
    assert [column.meaning for column in context["sheets"][0].columns] == [
        "项目名称",
        "投资方",
        "总投资",
        "签约日期",
        "保留原样，不入账",
    ]
    assert Project.objects.count() == 0


def test_findings_name_excels_row(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    rows = client.get(f"/intake/{batch(client).code}/findings/", {"kind": "rejected"}).context["page"].rows

    assert [(finding.row, finding.column, finding.value) for finding in rows] == [(3, "签约时间", "2023.13.1")]


def test_a_corrected_column_is_remembered_and_read_anew(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = batch(client)
    sent = {
        f"column-{number}": value
        for number, value in enumerate(["name", "investor", "total_investment", "signed_on", "leader"])
    }

    client.post(f"/intake/{made.code}/columns/", sent | {"sheet": made.answer["sheets"][0]["name"]})

    column = client.get(f"/intake/{made.code}/").context["sheets"][0].columns[4]
    assert (column.meaning, column.how.text) == ("包抓领导", "沿用确认")


def test_a_commit_is_queued_shows_progress_and_ends_at_the_projects(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = batch(client)

    client.post(f"/intake/{made.code}/commit/")
    waiting = client.get(f"/intake/{made.code}/").content.decode()
    intake.commit_next(at=timezone.now())
    done = client.get(f"/intake/{made.code}/")

    assert "排队等待导入" in waiting
    assert f"/projects/?batch={made.code}" in done.content.decode()
    assert [project.name for project in Project.objects.all()] == ["年产3万吨预制菜项目"]


def test_the_progress_part_sends_the_browser_on_when_it_is_over(signed_in: SignIn) -> None:
    clerk = factories.clerk()
    made = batch(signed_in(clerk))
    client = signed_in(clerk, part=True)
    client.post(f"/intake/{made.code}/commit/")

    during = client.get(f"/intake/{made.code}/progress/")
    intake.commit_next(at=timezone.now())
    after = client.get(f"/intake/{made.code}/progress/")

    assert ("hx-trigger" in during.content.decode(), "HX-Redirect" in during.headers) == (True, False)
    assert after.headers["HX-Redirect"] == f"/intake/{made.code}/"


def test_leftovers_come_back_with_the_reason(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    answer = client.get(f"/intake/{batch(client).code}/leftovers/")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "再生铝项目" in text
    assert "预制菜" not in text


def test_a_whole_batch_is_undone_with_a_reason(signed_in: SignIn) -> None:
    made = batch(signed_in(factories.clerk()))
    intake.commit(made, actor=factories.clerk(), at=timezone.now())
    client = signed_in(factories.statistics_office())

    without = client.post(f"/intake/{made.code}/undo/", {"reason": ""})
    client.post(f"/intake/{made.code}/undo/", {"reason": "导错文件"})

    made.refresh_from_db()
    assert (without.status_code, made.state) == (422, "UNDONE")
    assert signed_in(factories.clerk()).get("/projects/").context["table"].count == 0


def test_who_may_undo_but_not_import_finds_the_batch_and_takes_it_back(signed_in: SignIn) -> None:
    made = batch(signed_in(factories.clerk()))
    client = signed_in(factories.user("r03"))
    before = client.get(f"/intake/{made.code}/").content.decode()
    commit = client.post(f"/intake/{made.code}/commit/")
    intake.commit(made, actor=factories.clerk(), at=timezone.now())

    listed = client.get("/intake/").content.decode()
    done = client.post(f"/intake/{made.code}/undo/", {"reason": "导错文件"}, follow=True)

    made.refresh_from_db()
    assert ("确认导入" in before, "放弃</button>" in before, commit.status_code) == (False, False, 403)
    assert (made.file_name in listed, "上传台账" in listed) == (True, False)
    assert (done.status_code, made.state) == (200, "UNDONE")


@pytest.mark.parametrize(
    ("name", "content"),
    [("台账.xlsx", b"MZ\x90\x00" + b"\x00" * 200), ("台账.csv", b""), ("台账.xlsx", b"PK\x03\x04broken")],
    ids=["a renamed program", "nothing", "a broken archive"],
)
def test_a_file_that_is_no_ledger_is_refused_in_the_form(signed_in: SignIn, name: str, content: bytes) -> None:
    client = signed_in(factories.clerk())

    answer = client.post("/intake/new/", {"file": SimpleUploadedFile(name, content), "unit": "QJ-E", "kind": "auto"})

    assert answer.status_code == 422
    assert ImportBatch.objects.count() == 0


def test_only_who_may_take_over_is_offered_what_goes_with_it(signed_in: SignIn) -> None:
    options = {"create_units", "create_chains", "recognise"}
    offered = [
        options & set(signed_in(person).get("/intake/new/").context["form"].fields)
        for person in (factories.clerk(), factories.statistics_office())
    ]

    assert offered == [set(), options]


def brought_in(client: Client) -> ImportBatch:
    """The usual ledger, in and waiting for its verifier."""
    made = batch(client)
    return intake.commit(made, actor=factories.clerk(), at=timezone.now())


def test_a_clerk_takes_back_the_own_import_and_its_slips_leave_the_first_page(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = brought_in(client)
    offered = f"/intake/{made.code}/withdraw/" in client.get(f"/intake/{made.code}/").content.decode()

    without = client.post(f"/intake/{made.code}/withdraw/", {"reason": ""})
    done = client.post(f"/intake/{made.code}/withdraw/", {"reason": "传错文件"}, follow=True)

    made.refresh_from_db()
    assert (offered, without.status_code, made.state) == (True, 422, "UNDONE")
    assert "本批导入已撤回。" in done.content.decode()
    assert [slip.state for slip in client.get("/approvals/filed/").context["table"].rows] == ["RETURNED"]
    assert "被退回</span>" not in client.get("/").content.decode()


def test_once_judged_the_page_names_who_can_undo(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = brought_in(client)
    officer = factories.statistics_office()
    projects.decide(Slip.objects.get(), "verify", actor=factories.checker(), at=timezone.now())

    shown = client.get(f"/intake/{made.code}/").content.decode()
    answer = client.post(f"/intake/{made.code}/withdraw/", {"reason": "传错文件"})

    assert (f"/intake/{made.code}/withdraw/" in shown, answer.status_code) == (False, 422)
    assert f"本批已有内容审核、认定或生效，您不能再撤回；要整批撤销，请联系：{officer}。" in shown
    assert "其中已有事项审核或认定，填报人不能再撤回" in answer.content.decode()


def test_the_import_page_counts_facts_and_says_how_many_slips_they_are(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())
    made = brought_in(client)
    projects.decide(Slip.objects.get(), "return", actor=factories.checker(), at=timezone.now(), note="缺合同")
    waiting = brought_in_again(client)

    before = client.get(f"/intake/{waiting.code}/").context["waiting"]
    intake.undo(made, actor=factories.statistics_office(), at=timezone.now(), reason="导错")
    undone = client.get(f"/intake/{made.code}/")

    assert (before.to_verify, before.slips) == (3, 2)
    assert (
        '冲回和退回事实 <b class="num">0</b> 条（另有 <b class="num">1</b> 条此前已退回或冲回）'
        in undone.content.decode()
    )


def brought_in_again(client: Client) -> ImportBatch:
    """Two projects with three facts."""
    text = "项目名称,投资方,总投资(万元),签约时间,开工时间\n甲项目,甲公司,10,2023-03-01,2023-04-01\n乙项目,乙公司,20,2023-03-02,\n"
    made = upload(client, text.encode(), "另一本.csv")
    assert made is not None
    return intake.commit(made, actor=factories.clerk(), at=timezone.now())
