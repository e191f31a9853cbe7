"""What periods of years are called."""

import pytest

from luodi.across.reports.engine.spans import next_words, plan_name, span_words
from luodi.base.core.periods import parse_period


@pytest.mark.parametrize(
    ("period", "name", "words", "following"),
    [
        ("2016..2020", "十三五", "“十三五”期间", "“十四五”期间"),
        ("2011..2015", "十二五", "“十二五”期间", "“十三五”期间"),
        ("2026..2030", "十五五", "“十五五”期间", "“十六五”期间"),
        ("2018..2020", "", "2018—2020年", "2021年"),
        ("2017..2021", "", "2017—2021年", "2022年"),
        ("2023", "", "2023年", "2024年"),
        ("2012..2015H1", "", "2012年—2015年上半年", "下一步"),
        ("2023H1", "", "2023年上半年", "下一步"),
    ],
)
def test_a_period_has_the_name_that_offices_give_it(period: str, name: str, words: str, following: str) -> None:
    found = parse_period(period)

    assert (plan_name(found), span_words(found), next_words(found)) == (name, words, following)
