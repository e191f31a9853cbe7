"""`luodi report --template` on the demonstration district: tried from a file, kept by its number, one for each unit."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from luodi.across.reports.models import TemplatePaper
from luodi.across.reports.selectors.starters import starter_file
from luodi.across.reports.services import templates as services
from luodi.base.orgs import selectors as orgs
from tests.interfaces.cli.conftest import Run, one_district


@pytest.fixture(scope="module", autouse=True)
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One district for all tests of this module (in place of pytest-django's own fixture)."""
    with one_district(django_db_blocker, tmp_path_factory.mktemp("district")):
        yield


def a_file(place: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(place))
    return place


def in_use() -> str:
    """The number of the monthly bulletin that the product offers, taken in and put in use."""
    actor, at = orgs.users().get(username="statistics"), timezone.now()
    name, content = starter_file(actor, "RP02")
    given = {"file_name": name, "kind": "RP02", "name": "每月通报", "actor": actor, "at": at}
    template = services.upload_template(content, **given)  # type: ignore[arg-type]  # as the verb takes them
    services.use_template(template, actor=actor, at=at)
    return template.code


def words_of(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_a_file_is_tried_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    before = TemplatePaper.objects.count()
    file = a_file(tmp_path / "自己的.docx", "签约{{S01}}，合同额{{S02}}，开工率{{P03}}，同比{{S09.n|数值}}%。")

    answer = run("report", "RP00", "--template", file, "--period", "2023H1", "-o", tmp_path / "试印.docx", "--json")

    assert words_of((tmp_path / "试印.docx").read_bytes()) == ["签约38个，合同额64.1亿元，开工率40.2%，同比22.6%。"]
    assert (answer.document["paper"], answer.document["unsaid"]) == (None, [])
    assert TemplatePaper.objects.count() == before


def test_a_file_with_faults_is_refused_with_their_places(run: Run, tmp_path: Path) -> None:
    file = a_file(tmp_path / "错的.docx", "{{S01x}}", "{{如果}}")

    answer = run("report", "RP04", "--template", file, "--period", "2023H1", "-o", tmp_path / "a.docx")

    assert answer.status == 1
    assert "第1段“{{S01x}}”" in answer.err
    assert "第2段" in answer.err
    assert not (tmp_path / "a.docx").exists()


def test_a_paper_by_number_is_kept_with_its_version(run: Run, tmp_path: Path) -> None:
    code, target = in_use(), tmp_path / "通报.docx"

    answer = run("report", "RP02", "--template", code, "--period", "2023-06", "-o", target, "--json").document

    paper = TemplatePaper.objects.get(pk=answer["paper"])
    assert (answer["template"], paper.sha256) == (f"{code}/1", answer["sha256"])
    assert any(
        "累计新签正式合同38个" in text and "正式合同额64.1亿元" in text for text in words_of(target.read_bytes())
    )


def test_each_unit_gets_its_own_in_a_zip(run: Run, tmp_path: Path) -> None:
    code, target = in_use(), tmp_path / "各单位.zip"

    answer = run(
        "report", "RP02", "--template", code, "--all-units", "--period", "2023-06", "--masked", "-o", target, "--json"
    ).document

    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert (answer["made"], answer["failed"], answer["units"]) == (len(names) - 1, [], len(names) - 1)
    assert names[0] == "说明.txt"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("RP04", "--template", "T001"), "请写 luodi report RP02"),
        (("RP02", "--template", "T909"), "没有编号为“T909”的在用模板，可用："),
        (("RP04", "--all-units"), "半年总结的期间应为半年"),
        (("RP08", "--template", "T001"), "不能用模板生成"),
        (("RP02", "--template", "没有.docx"), "没有找到模板文件"),
    ],
)
def test_what_does_not_fit_is_said(run: Run, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    in_use()

    answer = run("report", *words, "--period", "2023-06", "-o", tmp_path / "a.docx")

    assert answer.status == 1
    assert says in answer.err
