"""Proofreading: a file or a pasted text, judged figures in their places, files on request, nothing kept."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pytest_django import Settings

from luodi.base.audit.models import AuditEntry
from luodi.base.files.models import Attachment
from luodi.interfaces.web.ui import pages
from tests import factories
from tests.across.proofreading.badfiles import BAD_FILES, MEGABYTE

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ADDRESS = "/proofreading/"
TEXT = "上半年完成签约项目83个，完成任务数65个的127%。\n全区签约15个，其中工业项目9个，占53%。"
"""One figure cut off (83 ÷ 65 = 127.69 %), one wrong (9 ÷ 15 = 60 %)."""


def upload(content: bytes, name: str = "半年报告.txt") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def word(*paragraphs: str) -> bytes:
    """A Word document."""
    made, buffer = Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(buffer)
    return buffer.getvalue()


def judged(client: Client, **sent: object) -> list[tuple[str, str, str]]:
    """Word, stated and recomputed figure of every finding of the answer."""
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 200
    return [(one.look.word, one.stated, one.against) for one in answer.context["findings"]]


def test_only_who_reads_papers_has_them_proofread(signed_in: SignIn) -> None:
    officer, clerk = factories.officer("sysadmin"), factories.clerk()

    refused = [
        signed_in(officer).get(ADDRESS).status_code,
        signed_in(officer).post(ADDRESS, {"text": TEXT}).status_code,
    ]
    menus = [ADDRESS in signed_in(who).get("/").content.decode() for who in (officer, clerk)]

    assert refused == [403, 403]
    assert menus == [False, True]


def test_a_pasted_text_is_judged(signed_in: SignIn) -> None:
    found = judged(signed_in(factories.clerk()), text=TEXT)

    assert found == [("截尾", "127%", "127.69%"), ("不符", "53%", "60%")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("半年报告.txt", TEXT.encode("gb18030")),
        ("半年报告.html", "".join(f"<p>{line}</p>" for line in TEXT.splitlines()).encode()),
        ("半年报告.docx", word(*TEXT.splitlines())),
    ],
    ids=["txt", "html", "docx"],
)
def test_a_file_is_judged_and_comes_before_a_pasted_text(signed_in: SignIn, name: str, content: bytes) -> None:
    client = signed_in(factories.clerk())

    found = judged(client, file=upload(content, name), text="全区签约10个，其中工业项目9个，占90%。")

    assert found == [("截尾", "127%", "127.69%"), ("不符", "53%", "60%")]


def test_each_figure_is_marked_in_its_place_and_leads_to_its_explanation(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).post(ADDRESS, {"text": TEXT})

    page = answer.content.decode()
    assert '占<span class="proof is-bad">53%</span><a class="proof-tag is-bad" id="at-2" href="#why-2"' in page
    assert '<li class="is-bad" id="why-2">' in page
    assert "按文中数字（9个、15个）应为60%，文中写作53%，请核对。" in page
    assert [(one.text, one.where) for one in answer.context["findings"][1].operands] == [
        ("9个", "第2段"),
        ("15个", "第2段"),
    ]
    assert [(one.look.word, one.number) for one in answer.context["counts"]] == [
        ("不符", 1),
        ("修约", 0),
        ("截尾", 1),
        ("未核", 0),
        ("符", 0),
    ]


def test_a_figure_of_a_table_is_marked_in_its_cell(signed_in: SignIn) -> None:
    table = "".join(
        f"<tr><td>{name}</td><td>{number}</td></tr>"
        for name, number in (("单位", "签约（个）"), ("甲镇", "3"), ("乙镇", "4"), ("合计", "8"))
    )

    answer = signed_in(factories.clerk()).post(ADDRESS, {"file": upload(f"<table>{table}</table>".encode(), "表.html")})

    assert '<td><span class="proof is-bad">8</span><a class="proof-tag is-bad"' in answer.content.decode()


def test_hostile_text_stays_text(signed_in: SignIn) -> None:
    hostile = f"<script>alert(1)</script>{TEXT}<img src=x onerror=alert(2)>"
    client = signed_in(factories.clerk())

    pasted = client.post(ADDRESS, {"text": hostile}).content.decode()
    named = client.post(ADDRESS, {"file": upload(TEXT.encode(), "<script>x.txt")}).content.decode()

    for page in (pasted, named):
        assert "<script>" not in page.partition('id="part"')[2]
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in pasted.partition('id="answer"')[2]


@pytest.mark.parametrize(("name", "content", "sentence"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gets_the_sentence_that_says_what_to_do(
    signed_in: SignIn, name: str, content: bytes, sentence: str
) -> None:
    answer = signed_in(factories.clerk()).post(ADDRESS, {"file": upload(content, name)})

    assert answer.status_code == 422
    assert sentence in answer.context["form"].non_field_errors()[0]
    assert "findings" not in answer.context


def test_nothing_sent_and_a_text_without_end_are_refused(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    nothing = client.post(ADDRESS, {"text": "  ", "want": "marked"})
    endless = client.post(ADDRESS, {"text": "长" * 500_001})

    assert (nothing.status_code, endless.status_code) == (422, 422)
    assert "请选择一份文稿，或粘贴文字" in nothing.content.decode()
    assert endless.context["form"].errors == {"text": ["粘贴的文字过长，请改为上传文件。"]}


def test_a_text_without_relations_says_so(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).post(ADDRESS, {"text": "抓好项目，再接再厉。"})

    assert "没有找到数量关系" in answer.content.decode()


def test_figures_are_compared_with_the_ledger_and_lead_to_their_facts(signed_in: SignIn) -> None:
    for _ in range(2):
        factories.signed_project()
    client = signed_in(factories.statistics_office())

    answer = client.post(ADDRESS, {"text": "2023年上半年，全区新签约项目3个。", "unit": "QJ", "period": "2023H1"})

    one = answer.context["findings"][-1]
    assert (one.look.word, one.stated, one.against) == ("账异", "3个", "2个")
    assert one.href == "/figures/S01/?unit=QJ&period=2023H1"
    assert answer.context["wrong"] == 1
    assert '<span class="proof is-bad">3个</span>' in answer.content.decode()


def test_a_unit_out_of_reach_is_refused(signed_in: SignIn) -> None:
    factories.signed_project()
    client = signed_in(factories.clerk())

    foreign = client.post(ADDRESS, {"text": TEXT, "unit": "QJ-W", "period": "2023H1"})
    none = client.post(ADDRESS, {"text": TEXT, "period": "2023H1"})

    assert (foreign.status_code, none.status_code) == (422, 422)
    assert list(foreign.context["form"].errors) == ["unit"]
    assert none.context["form"].errors == {"unit": ["请选择与台账比对的单位。"]}
    assert client.get(ADDRESS, {"unit": "QJ-W"}).status_code == 404


def test_the_marked_copy_and_the_list_come_with_the_same_text(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    copy = client.post(ADDRESS, {"file": upload(word(*TEXT.splitlines()), "半年报告.docx"), "want": "marked"})
    rows = client.post(ADDRESS, {"text": TEXT, "want": "list"})

    made = Document(io.BytesIO(copy.content))
    assert copy.headers["Content-Type"] == pages.DOCUMENT
    assert [comment.text for comment in made.comments] == [
        "截尾：截尾；四舍五入应为128%。",
        "不符：按文中数字（9个、15个）应为60%，文中写作53%，请核对。",
    ]
    assert [paragraph.text for paragraph in made.paragraphs] == TEXT.splitlines()
    sheet = load_workbook(io.BytesIO(rows.content))["核数清单"]
    assert [row[5] for row in sheet.iter_rows(values_only=True) if row[0] in {1, 2}] == ["127%", "53%"]


def test_signs_that_no_word_file_holds_do_not_fail_the_marked_copy(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).post(
        ADDRESS, {"text": "全区\x01签约15个，占\x1f总数30个的\ufffe50%。", "want": "marked"}
    )

    assert Document(io.BytesIO(answer.content)).paragraphs[0].text == "全区 签约15个，占 总数30个的 50%。"


def test_nothing_of_a_text_is_kept(signed_in: SignIn, settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    client = signed_in(factories.clerk())
    client.get(ADDRESS)
    before = (AuditEntry.objects.count(), Attachment.objects.count())
    large = TEXT.encode() + b"\n" * (3 * MEGABYTE)

    answers = [client.post(ADDRESS, {"text": TEXT}), client.post(ADDRESS, {"file": upload(large)})]

    assert (AuditEntry.objects.count(), Attachment.objects.count()) == before
    assert list((tmp_path / "uploads").iterdir()) == []
    assert not any("任务数" in str(value) for value in client.session.values())
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_a_part_holds_the_answer_and_no_frame(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk(), part=True).post(ADDRESS, {"text": TEXT})

    page = answer.content.decode()
    assert '<div id="answer">' in page
    assert "<html" not in page
