"""The life of a batch: dry run, commit, again without effect, changed ledger, undo, and what is refused."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from django.apps import apps

from luodi.across.figures import selectors as figures
from luodi.across.intake import selectors
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.services import ImportOptions, commit, commit_next, import_file, preview, queue, undo, upload
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from tests import factories
from tests.across.intake.ledgers import numbered, write_ledger

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEADER = [
    "项目名称",
    "投资方",
    "总投资（亿元）",
    "签约时间",
    "开工时间",
    "2023年4月到位资金（万元）",
    "进展",
    "吉祥物",
]
TAKE_OVER = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
pytestmark = pytest.mark.django_db


def rows(count: int = 3, *, april: int = 500, started: str | None = "2023-03-01") -> list[list[object]]:
    return [
        [*numbered(n), 1.5, "2023-02-01", started, april, "已开工" if started else "已签约", "甲"] for n in range(count)
    ]


def ledger(folder: Path, lines: list[list[object]], name: str = "台账.xlsx") -> Path:
    return write_ledger(folder / name, {"台账": [HEADER, *lines]})


def take_in(path: Path, options: ImportOptions = TAKE_OVER, **more: object) -> tuple[ImportBatch | None, dict]:
    return import_file(path, unit=factories.district(), options=options, actor=operator(), at=AT, **more)


def counts() -> dict[str, int]:
    """Rows of every table; what is refused changes none."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_dry_run_answers_and_leaves_nothing(tmp_path):
    factories.district()
    before = counts()

    batch, answer = take_in(ledger(tmp_path, rows()), dry_run=True)

    assert batch is None
    assert answer["dry_run"] is True
    assert answer["sheets"][0]["rows"]["created"] == 3
    assert answer["facts"] == {"stage_events": 6, "capital_records": 3, "targets": 0}
    assert counts() == before


def test_a_commit_brings_projects_facts_and_unknown_columns(tmp_path):
    _, answer = take_in(ledger(tmp_path, rows()))

    project = Project.objects.get(name=numbered(0)[0])
    assert answer["facts"] == {"stage_events": 6, "capital_records": 3, "targets": 0}
    assert (project.stage, project.side_status, project.capital_in_wan) == ("ST60", "NORMAL", 500)
    assert (project.signed_on, project.started_on) == (date(2023, 2, 1), date(2023, 3, 1))
    assert project.extras.get(header="吉祥物").value == "甲"


def test_rows_always_add_up(tmp_path):
    bad = ["", "无名实业有限公司", 1, "2023-02-01", None, None, "已签约", ""]
    total = ["合计", None, 4.5, None, None, 1500, None, None]

    _, answer = take_in(ledger(tmp_path, [*rows(), bad, total]))

    told = answer["sheets"][0]["rows"]
    assert told.pop("read") == sum(told.values()) == 5
    assert (told["created"], told["rejected"], told["skipped_totals"]) == (3, 1, 1)


def test_one_bad_row_never_undoes_the_file_and_comes_back_in_the_leftovers(tmp_path):
    import openpyxl

    bad = [*numbered(9), 1, "2023.13.1", None, None, "已签约", ""]

    batch, answer = take_in(ledger(tmp_path, [*rows(), bad]))

    assert [(one["row"], one["column"], one["code"]) for one in answer["rejected"]] == [(6, "签约时间", "date.invalid")]
    assert Project.objects.count() == 3
    name, content = selectors.leftovers(batch)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert name == "台账.未导入.xlsx"
    assert cells[1][:-1] == HEADER
    assert cells[2][0] == numbered(9)[0]
    assert "2023.13.1" in str(cells[2][-1])


def test_the_same_file_again_changes_nothing(tmp_path):
    path = ledger(tmp_path, rows())
    take_in(path)
    before = (Project.objects.count(), StageEvent.objects.count(), CapitalRecord.objects.count())

    _, answer = take_in(path)

    assert answer["sheets"][0]["rows"]["unchanged"] == 3
    assert answer["facts"] == {"stage_events": 0, "capital_records": 0, "targets": 0}
    assert (Project.objects.count(), StageEvent.objects.count(), CapitalRecord.objects.count()) == before


def test_next_months_ledger_brings_only_the_difference(tmp_path):
    take_in(ledger(tmp_path, rows(april=500)))

    _, answer = take_in(ledger(tmp_path, rows(april=620), "台账7月.xlsx"))

    project = Project.objects.get(name=numbered(1)[0])
    assert answer["sheets"][0]["rows"]["updated"] == 3
    assert answer["facts"]["capital_records"] == 3
    assert project.capital_in_wan == 620
    assert sorted(record.amount_in_wan for record in project.capital_records.all()) == [120, 500]


def test_a_ledger_that_tells_less_is_told_and_books_the_difference_back(tmp_path):
    take_in(ledger(tmp_path, rows(1, april=500)))

    _, answer = take_in(ledger(tmp_path, rows(1, april=380), "更正.xlsx"))

    assert Project.objects.get().capital_in_wan == 380
    assert [(one["row"], one["code"], one["message"]) for one in answer["warnings"]] == [
        (
            3,
            "capital.less_than_booked",
            "台账的到位资金 380万元，少于系统已登记的 500万元，将按台账冲减 120万元；台账不全的请不要导入这一行",
        )
    ]


@pytest.mark.parametrize(("told", "codes"), [(500, []), (620, []), (560, ["capital.less_than_booked"])])
def test_while_money_waits_a_ledger_of_what_is_recognised_takes_nothing_off(tmp_path, told, codes):
    take_in(ledger(tmp_path, rows(1, april=500)))
    take_in(ledger(tmp_path, rows(1, april=620), "增报.xlsx"), ImportOptions(as_of=date(2023, 6, 30)))

    _, answer = take_in(ledger(tmp_path, rows(1, april=told), "导出.xlsx"))

    assert [one["code"] for one in answer["warnings"]] == codes
    assert answer["facts"]["capital_records"] == 0
    assert Project.objects.get().capital_in_wan == 500


def test_a_stage_without_a_day_says_nothing_of_a_project_that_is_further(tmp_path):
    take_in(ledger(tmp_path, rows(1)), ImportOptions(as_of=date(2023, 6, 30)))
    behind = [["项目名称", "投资方", "项目状态"], [*numbered(0), "在谈"]]

    _, answer = take_in(write_ledger(tmp_path / "导出.xlsx", {"台账": behind}))

    assert answer["facts"] == {"stage_events": 0, "capital_records": 0, "targets": 0}


def test_a_corrected_day_reverses_the_old_event(tmp_path):
    take_in(ledger(tmp_path, rows(1)))
    mended = rows(1)
    mended[0][4] = "2023-03-09"

    take_in(ledger(tmp_path, mended, "更正.xlsx"))

    project = Project.objects.get()
    events = list(project.events.order_by("pk").values_list("event", flat=True))
    assert project.started_on == date(2023, 3, 9)
    assert events == ["SIGN", "START", "REVOKE", "START"]


def test_without_recognition_nothing_counts_until_another_person_recognises(tmp_path):
    take_in(ledger(tmp_path, rows(1)), ImportOptions(as_of=date(2023, 6, 30)))

    project = Project.objects.get()
    sheet = figures.figures(operator(), period="2023H1", codes=["S01", "C01"])
    assert project.stage == "ST10"
    assert [figure.value for figure in sheet.figures] == ["0", "0.00"]


def test_undo_takes_the_whole_batch_back_by_reversing_facts(tmp_path):
    batch, _ = take_in(ledger(tmp_path, rows()))
    facts = StageEvent.objects.count()

    undo(batch, actor=operator(), at=AT, reason="报错了版本")

    sheet = figures.figures(operator(), period="2023H1", codes=["S01", "S02", "P01", "C01"])
    assert [figure.value for figure in sheet.figures] == ["0", "0.00", "0", "0.00"]
    assert StageEvent.objects.count() == facts * 2
    assert set(Project.objects.values_list("is_withdrawn", flat=True)) == {True}
    with pytest.raises(BusinessError, match="已撤销"):
        undo(batch, actor=operator(), at=AT, reason="再来一次")


def test_after_an_undo_the_file_can_come_in_again(tmp_path):
    path = ledger(tmp_path, rows())
    batch, _ = take_in(path)
    undo(batch, actor=operator(), at=AT, reason="口径日不对")

    take_in(path)

    sheet = figures.figures(operator(), period="2023H1", codes=["S01", "C01"])
    assert [figure.value for figure in sheet.figures] == ["3", "0.15"]


def test_a_queued_batch_is_carried_out_by_the_worker_and_told(tmp_path):
    officer = factories.statistics_office()
    content = ledger(tmp_path, rows()).read_bytes()
    batch = upload(content, file_name="台账.xlsx", unit=factories.district(), options=TAKE_OVER, actor=officer, at=AT)
    queue(preview(batch, actor=officer), actor=officer, at=AT)

    done = commit_next(at=AT)

    assert (done.state, done.progress) == ("DONE", 100)
    assert commit_next(at=AT) is None
    assert apps.get_model("notices", "Notice").objects.filter(recipient=officer, code="intake.finished").count() == 1


def test_a_batch_whose_worker_died_is_swept_up(tmp_path):
    officer = factories.statistics_office()
    batch = upload(
        ledger(tmp_path, rows()).read_bytes(),
        file_name="台账.xlsx",
        unit=factories.district(),
        options=TAKE_OVER,
        actor=officer,
        at=AT,
    )
    ImportBatch.objects.filter(pk=batch.pk).update(state="RUNNING", lease_until=datetime(2023, 7, 2, tzinfo=UTC))

    done = commit_next(at=AT)

    assert (done.pk, done.state, Project.objects.count()) == (batch.pk, "DONE", 3)


def test_a_worker_that_died_holds_a_batch_for_five_minutes_only(tmp_path, monkeypatch):
    officer = factories.statistics_office()
    content = ledger(tmp_path, rows()).read_bytes()
    upload(content, file_name="台账.xlsx", unit=factories.district(), options=TAKE_OVER, actor=officer, at=AT)
    ImportBatch.objects.update(state="QUEUED")
    monkeypatch.setattr("luodi.across.intake.services.batches.commit", died)
    with pytest.raises(KeyboardInterrupt):
        commit_next(at=AT)
    monkeypatch.undo()

    assert commit_next(at=AT + timedelta(minutes=4)) is None
    done = commit_next(at=AT + timedelta(minutes=6))

    assert (done.state, Project.objects.count()) == ("DONE", 3)


def died(*_arguments, **_more):
    raise KeyboardInterrupt


def test_a_clerk_of_another_county_sees_neither_batch_nor_unit(tmp_path):
    clerk, stranger = factories.clerk("QJ-E"), factories.clerk("QJ-W")
    content = ledger(tmp_path, rows()).read_bytes()
    east = factories.unit("QJ-E")
    batch = upload(content, file_name="台账.xlsx", unit=east, options=ImportOptions(), actor=clerk, at=AT)
    before = counts()

    with pytest.raises(NotVisible):
        selectors.batch(stranger, batch.code)
    with pytest.raises(NotVisible):
        commit(batch, actor=stranger, at=AT)
    with pytest.raises(NotVisible):
        upload(content, file_name="别县.xlsx", unit=east, options=ImportOptions(), actor=stranger, at=AT)
    assert counts() == before


def test_a_clerk_cannot_recognise_by_importing(tmp_path):
    clerk = factories.clerk("QJ-E")
    before = counts()

    with pytest.raises(NotPermitted):
        upload(
            ledger(tmp_path, rows()).read_bytes(),
            file_name="台账.xlsx",
            unit=factories.unit("QJ-E"),
            options=TAKE_OVER,
            actor=clerk,
            at=AT,
        )
    assert counts() == before


def zip_bomb() -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return store.getvalue()


def wide() -> bytes:
    store = io.BytesIO()
    book = xlsxwriter.Workbook(store)
    page = book.add_worksheet("台账")
    for column in range(16_384):
        page.write(0, column, f"列{column}")
        page.write(1, column, 1)
    book.close()
    return store.getvalue()


def empty() -> bytes:
    store = io.BytesIO()
    book = xlsxwriter.Workbook(store)
    book.add_worksheet("台账")
    book.close()
    return store.getvalue()


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0" + b"\0" * 2000, "不是"),
        (zip_bomb(), "大得不正常"),
        (ENCRYPTED, "不是Excel工作簿"),
        (b"", "空"),
        (wide(), "列"),
        (empty(), "空|没有"),
    ],
    ids=["renamed-exe", "zip-bomb", "ole-without-workbook", "no-bytes", "16384-columns", "empty-sheet"],
)
def test_unreadable_files_are_refused_with_a_sentence_and_nothing_is_written(tmp_path, content, words):
    factories.district()
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    before = counts()

    with pytest.raises(BusinessError, match=words):
        take_in(path)

    assert counts() == before
