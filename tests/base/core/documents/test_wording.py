"""Chinese numbers, heading marks, titles in balanced lines, signature indents."""

from datetime import date

import pytest

from luodi.base.core.documents import chinese_date, chinese_number
from luodi.base.core.documents.furniture import signature_indents
from luodi.base.core.documents.wording import balance_title, clean, width_in_characters


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (29, "二十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_numbers_beyond_what_headings_need_are_refused() -> None:
    with pytest.raises(ValueError, match="序号"):
        chinese_number(0)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年上半年招商投资促进工作总结", ("2023年上半年招商投资促进工作总结",)),
        (
            "关于进一步做好2023年下半年全区招商引资重点项目调度工作有关事项的通知（征求意见稿）",
            ("关于进一步做好2023年下半年", "全区招商引资重点项目调度", "工作有关事项的通知（征求意见稿）"),
        ),
        ("第一行由人分\n第二行", ("第一行由人分", "第二行")),
    ],
)
def test_titles_break_into_lines_of_like_length_at_words(title: str, lines: tuple[str, ...]) -> None:
    assert balance_title(title, 20) == lines


def test_no_title_line_begins_with_closing_punctuation_or_tears_a_number() -> None:
    lines = balance_title("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚、2023年上半年甲乙丙丁戊己庚辛", 20)

    assert len(lines) == 2
    assert not lines[1].startswith(("、", "0", "2", "3", "年"))


def test_half_width_characters_count_half() -> None:
    assert width_in_characters("2023年7月5日") == 5.5 + 0.5


def test_days_have_no_leading_zeros() -> None:
    assert chinese_date(date(2023, 7, 5)) == "2023年7月5日"


@pytest.mark.parametrize(
    ("issuer", "day", "indents"),
    [
        ("松汀区招商投资局", "2023年7月5日", (2.0, 2.0)),
        ("松汀区招商引资工作领导小组办公室", "2023年7月5日", (2.0, 10.0)),
        ("区招商局", "2023年11月25日", (7.0, 2.0)),
        ("", "2023年7月5日", (0.0, 4.0)),
    ],
)
def test_the_date_begins_two_characters_right_of_the_issuer(
    issuer: str, day: str, indents: tuple[float, float]
) -> None:
    assert signature_indents(issuer, day) == indents


def test_line_ends_are_one_kind_and_control_characters_are_gone() -> None:
    assert clean("甲\r\n乙\r丙\x07丁") == "甲\n乙\n丙丁"
