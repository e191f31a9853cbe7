import random

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from luodi.base.core.pinyin import pinyin_initials

WORDS = sorted(PHRASES_DICT)


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("落地", "ld"),
        ("重庆华兴", "cqhx"),
        ("工商银行", "gsyh"),
        ("步行街改造", "bxjgz"),
        ("长春长大产业园", "cczdcyy"),
        ("华兴ABC 3号", "hxabc3h"),
        ("（云澜）", "yl"),
        ("？", ""),
        ("", ""),
    ],
)
def test_pinyin_initials(text: str, initials: str) -> None:
    assert pinyin_initials(text) == initials


def test_a_name_reads_as_its_words_do_whether_it_is_told_by_words_or_by_letters() -> None:
    chance = random.Random(20230630)
    for _ in range(2000):
        name = "".join(chance.choices(WORDS, k=3)) + "产业园有限公司"
        letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()

        assert pinyin_initials(name) == "".join(char for char in letters if char.isascii() and char.isalnum()), name
