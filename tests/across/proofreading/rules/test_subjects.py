import pytest

from luodi.across.proofreading.rules.subjects import figure_meant
from luodi.across.proofreading.rules.units import UNITS


@pytest.mark.parametrize(
    ("clause", "tail", "unit", "code"),
    [
        ("全区签订正式合同", "", "个", "S01"),
        ("累计新签约项目", "", "个", "S01"),
        ("正式合同额", "", "元", "S02"),
        ("实际到位资金", "", "元", "C01"),
        ("上半年新开工项目", "", "个", "P01"),
        ("对", "签约未开工项目实行督办", "个", None),
        ("、近三年签约项目开工率", "", "%", "P03"),
        ("区领导带队外出招商", "", "次", "A02.n"),
        ("产业链项目到位资金", "", "元", None),
        ("签约产业链项目", "", "个", None),
        ("正式合同额", "", "个", None),
    ],
)
def test_only_a_whole_phrase_means_a_figure(clause: str, tail: str, unit: str, code: str | None) -> None:
    assert figure_meant(clause, tail, UNITS[unit]) == code
