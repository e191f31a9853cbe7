"""The preset adds up, and unsound sheets are refused with a sentence."""

from fractions import Fraction

import pytest

from luodi.across.assessment.rules import preset
from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.sheets import LineSpec, SourceSpec, require_sound_lines, require_whole
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.base.core.errors import BusinessError


def line(code: str = "S06", *, weight: str = "100", method: Method = Method.LIN, **more: object) -> LineSpec:
    return LineSpec(code, "签约完成率", "签约", method, Fraction(weight), **more)  # type: ignore[arg-type]  # fields of LineSpec


@pytest.mark.parametrize("group", list(preset.SHEETS))
def test_each_column_of_the_preset_is_a_hundred(group: str) -> None:
    require_whole(preset.SHEETS[group].lines)
    require_sound_lines(preset.SHEETS[group].lines, BY_CODE)


def test_what_has_no_facts_yet_says_so() -> None:
    waiting = [one for sheet in preset.SHEETS.values() for one in sheet.lines if not one.sources and not one.note]

    assert {one.method for one in waiting} == {Method.JURY, Method.DED}


@pytest.mark.parametrize(
    ("weight", "sentence"),
    [
        ("99.5", "各指标权重合计为99.5，少0.5。请调整到合计100再保存。"),
        ("102", "各指标权重合计为102，多2。请调整到合计100再保存。"),
    ],
)
def test_weights_other_than_a_hundred_are_refused(weight: str, sentence: str) -> None:
    with pytest.raises(BusinessError) as refused:
        require_whole([line(weight=weight)])

    assert (refused.value.message, refused.value.code) == (sentence, "assessment.weights")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line(), line()], "assessment.line_twice"),
        ([line("")], "assessment.line_incomplete"),
        ([line(weight="0")], "assessment.line_weight"),
        ([line(sources=(SourceSpec("S99"),))], "assessment.figure_unknown"),
        ([line(method=Method.HALF, sources=(SourceSpec("S06.n"),))], "assessment.sources"),
        ([line(method=Method.STEP)], "assessment.per_case"),
        ([line(sources=(SourceSpec("P02", Fraction(0)),))], "assessment.target"),
    ],
)
def test_unsound_lines_are_refused(lines: list[LineSpec], code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        require_sound_lines(lines, BY_CODE)

    assert refused.value.code == code
