"""Pages of templates: upload with every fault and its place, preview, putting in use, papers, batches with progress."""

import io
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luodi.across.reports.models import PaperBatch, PaperTemplate, TemplatePaper
from luodi.across.reports.services import template_batches
from luodi.across.reports.services import templates as services
from luodi.interfaces.web.ui import pages
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
CHOICE = {"unit": "QJ", "period": "2023H1"}


def a_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sent(content: bytes, name: str = "通报.docx") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content, pages.DOCUMENT), "kind": "RP04", "name": "总结"}


def in_use(*paragraphs: str) -> PaperTemplate:
    actor, at = factories.statistics_office(), timezone.now()
    made = services.upload_template(
        a_file(*paragraphs or ("{{简称}}签约{{S01}}。",)),
        file_name="a.docx",
        kind="RP04",
        name="总结",
        actor=actor,
        at=at,
    )
    services.use_template(made, actor=actor, at=at)
    return made


def test_a_template_is_uploaded_previewed_and_put_in_use(signed_in: SignIn) -> None:
    factories.signed_project(amount="64100")
    client = signed_in(factories.statistics_office())

    answer = client.post("/papers/templates/new/", sent(a_file("合同额{{S02}}", "{{S09.n|同比}}")))
    made = PaperTemplate.objects.get()
    seen = client.get(f"/papers/templates/{made.pk}/", {**CHOICE, "preview": "1"})
    used = client.post(f"/papers/templates/{made.pk}/use/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/papers/templates/{made.pk}/")
    assert "合同额6.41亿元" in seen.content.decode()
    assert "没有数值的地方" in seen.content.decode()
    assert used.status_code == 302
    assert "在用" in client.get("/papers/templates/").content.decode()


def test_every_fault_is_listed_with_its_place(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())

    answer = client.post("/papers/templates/new/", sent(a_file("{{S01x}}", "{{有则写}}{{S01}}")))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第1段“{{S01x}}”：没有代码为 S01x 的指标" in page
    assert "没有对应的“结束”" in page
    assert not PaperTemplate.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "加密文档或旧版"),
        (b"PK\x03\x04torn", "已损坏"),
        (b"", "是空的"),
        (b"PK\x03\x04" + b"0" * (10 * 1024 * 1024 + 1), "超过 10 MB 的上限"),
    ],
    ids=["encrypted", "torn", "empty", "big"],
)
def test_a_bad_file_is_refused_with_a_sentence(signed_in: SignIn, content: bytes, says: str) -> None:
    answer = signed_in(factories.statistics_office()).post("/papers/templates/new/", sent(content))

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_next_version_follows_the_one_it_was_opened_from(signed_in: SignIn) -> None:
    first, client = in_use(), signed_in(factories.statistics_office())

    client.post(f"/papers/templates/new/?after={first.pk}", sent(a_file("新版{{S01}}")))

    assert list(PaperTemplate.objects.order_by("pk").values_list("code", "revision")) == [("T001", 1), ("T001", 2)]


def test_a_paper_is_made_and_taken_out(signed_in: SignIn) -> None:
    factories.signed_project()
    template, client = in_use(), signed_in(factories.statistics_office())

    answer = client.post(f"/papers/templates/{template.pk}/make/", CHOICE)
    paper = TemplatePaper.objects.get()
    word = client.get(f"/papers/templates/papers/{paper.pk}/word/")

    assert answer.headers["Location"] == f"/papers/templates/papers/{paper.pk}/"
    assert "签约1个。" in client.get(answer.headers["Location"]).content.decode()
    assert docx.Document(io.BytesIO(word.content)).paragraphs[0].text.endswith("签约1个。")
    assert paper.title in client.get("/papers/templates/papers/").content.decode()


def test_a_batch_shows_its_progress_and_gives_a_zip(signed_in: SignIn) -> None:
    factories.signed_project("QJ-E")
    template, client = in_use(), signed_in(factories.statistics_office())

    client.post(f"/papers/templates/{template.pk}/batch/", CHOICE)
    batch = PaperBatch.objects.get()
    waiting = client.get(f"/papers/templates/batches/{batch.pk}/").content.decode()
    template_batches.run_next_batch(at=timezone.now())
    over = client.get(f"/papers/templates/batches/{batch.pk}/progress/", headers={"HX-Request": "true"})
    archive = client.get(f"/papers/templates/batches/{batch.pk}/zip/")

    assert "排队等待生成" in waiting
    assert over.headers["HX-Redirect"] == f"/papers/templates/batches/{batch.pk}/"
    assert archive.content.startswith(b"PK")
    finished = client.get(f"/papers/templates/batches/{batch.pk}/").content.decode()
    assert "下载压缩包" in finished
    assert all(paper.title in finished for paper in TemplatePaper.objects.filter(batch=batch))


def test_words_and_templates_to_begin_with_are_there(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())

    words = client.get("/papers/templates/words/").content.decode()
    starter = client.get("/papers/templates/starters/RP02/")

    assert "{{逐个 单位}}" in words
    assert docx.Document(io.BytesIO(starter.content)).paragraphs[0].text == "{{简称}}{{年}}年{{月}}月招商引资工作通报"
