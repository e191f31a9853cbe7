"""What was left out, for the drafter: the passage, the missing fact, where it is filed."""

from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.half_year import HALF_YEAR
from luodi.across.reports.engine.omitted import left_out


def test_each_passage_says_what_is_missing_and_where_it_is_filed(material: Material) -> None:
    draft = compose(HALF_YEAR, material)

    found = {one.missing: one for one in left_out(draft.omissions, material.book, HALF_YEAR.word_names)}

    growth = found["新签约项目数同比"]
    assert (growth.place, growth.passage, growth.why) == ("第一部分", "〔新签约项目数同比〕", "上年同期为零")
    assert (growth.source.code, growth.is_missing) == ("intake", True)
    assert found["考核比拼机制"].source.advice.startswith("系统不登记这项资料")


def test_a_zero_asks_for_nothing_and_stands_last(material: Material) -> None:
    draft = compose(HALF_YEAR, material)

    found = left_out(draft.omissions, material.book, HALF_YEAR.word_names)

    idle = [one.missing for one in found if not one.is_missing]
    assert idle
    assert [one.missing for one in found][-len(idle) :] == idle
    assert all(one.source.advice == "" for one in found if one.missing in idle)
