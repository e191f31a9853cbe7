"""Which quantities of a text are figures of the catalogue, and of which time."""

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage
from luodi.across.proofreading.engine.spoken import spoken_figures


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("近三年累计签约项目132个，已开工53个；终止50个，占37.9%。", []),
        ("近三年累计签约项目132个，今年上半年新签约项目38个。", [("S01", "38个", "year")]),
        (
            "近三年签约项目开工率40.2%；今年上半年新签约项目38个。",
            [("P03", "40.2%", "either"), ("S01", "38个", "year")],
        ),
    ],
)
def test_what_follows_several_years_is_of_them_until_another_time_is_named(
    text: str, spoken: list[tuple[str, str, str]]
) -> None:
    proof = proofread([Passage(text)])

    assert [(one.code, one.quantity.text, one.since) for one in spoken_figures(proof.sentences, 2023)] == spoken
