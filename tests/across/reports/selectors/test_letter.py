"""RP09: the responsibility letter is made of the unit's targets in force."""

import io
import zipfile

import pytest

from luodi.across.reports.engine.letter import letter_document
from luodi.across.reports.selectors.letter import letter_paper, letter_paper_document
from luodi.base.core.documents import write_text
from luodi.base.core.errors import NotVisible
from tests.domains.targets.splits import chief, issued, yearly
from tests.factories import clerk

pytestmark = pytest.mark.django_db


def test_the_letter_names_both_sides_and_every_target() -> None:
    issued(yearly())

    text = write_text(letter_document(letter_paper(clerk(), "QJ-E", 2023)))

    assert "2023年招商引资目标责任书" in text
    assert "示例市（甲方）与东县（乙方）" in text
    for words in ("新签正式合同项目数（S01）", "25个", "区级（示例招委〔2023〕6号）", "东县（盖章）", "年　　月　　日"):
        assert words in text
    for head in ("目标任务", "主要措施", "考核办法", "责任与奖惩", "签字"):
        assert head in text
    assert "40个" not in text


def test_the_word_file_opens_and_is_the_same_each_time() -> None:
    issued(yearly())
    paper = letter_paper(chief(), "QJ-W", 2023)

    content = letter_paper_document(paper)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "15个" in archive.read("word/document.xml").decode()
    assert letter_paper_document(paper) == content
    assert paper.name == "西县2023年招商引资目标责任书"


def test_the_root_signs_with_who_stands_above_the_tree() -> None:
    yearly()

    assert letter_paper(chief(), "QJ", 2023).issuer == "上级招商引资主管单位"


def test_another_countys_letter_is_not_written() -> None:
    issued(yearly())

    with pytest.raises(NotVisible):
        letter_paper(clerk(), "QJ-W", 2023)
