"""Which figure of the catalogue a phrase of a report means. Only a whole phrase counts: 产业链项目到位资金 is not 到位资金."""

import re
from typing import Final

from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import MONEY, RATE, Unit

_THING: Final = "count.thing"
_EVENT: Final = "count.event"

_TABLE: Final = (
    ("S01", _THING, r"(?:新签约|新签订|新签|签订|签约)(?:了)?(?:正式)?(?:招商引资|招商)?(?:合同)?(?:项目)?"),
    ("S02", MONEY, r"(?:新签约?)?(?:正式)?(?:合同|签约)(?:总)?(?:金额|总额|额)"),
    ("S04", _THING, r"(?:新签约?|签约)?(?:超亿元|亿元以上|投资亿元以上)(?:签约)?(?:项目)?"),
    ("P01", _THING, r"新开工(?:招商引资|招商)?(?:项目)?"),
    ("P10", _THING, r"签约未开工(?:项目)?"),
    ("P07.n", _THING, r"(?:新)?竣工(?:项目)?"),
    ("P08.n", _THING, r"(?:新)?投产(?:项目)?"),
    ("P13.n", _THING, r"停建(?:项目)?"),
    ("P14.n", _THING, r"(?:新)?终止(?:项目)?"),
    ("P18.n", _THING, r"在谈(?:项目)?"),
    ("C01", MONEY, r"(?:招商引资)?(?:项目)?(?:实际)?到位(?:资金|市外资金|市域外资金)"),
    ("P02", RATE, r"新签约项目开工率"),
    ("P03", RATE, r"近三年签约项目开工率"),
    ("P04", RATE, r"开复工率"),
    ("P05", RATE, r"(?:项目)?(?:综合)?落地率"),
    ("P06", RATE, r"合同履约率"),
    ("C05", RATE, r"资金到位率"),
    ("A02.n", _EVENT, r"(?:区|县|市)?领导带队外出招商"),
    ("F08", _THING, r"(?:新)?(?:引进|设立)?外资项目(?:引进数)?"),
)
_PATTERNS: Final = tuple((code, dimension, re.compile(pattern)) for code, dimension, pattern in _TABLE)
_FILLER: Final = re.compile(
    r"分别|累计|全部|一共|共有|共|已|实现|完成|(?<!签)约|为|达到|达|了|[，、\s]|我局|全系统|总的|合计|总计"
)


def figure_meant(clause: str, tail: str, unit: Unit) -> str | None:
    """The code of the figure that a quantity is: by the words before it, or by the noun behind it (29个签约未开工项目)."""
    before, behind = plain(clause), plain(tail)
    for phrase in (before + _noun(behind), before, behind if not before else ""):
        for code, dimension, pattern in _PATTERNS:
            if phrase and unit.dimension == dimension and pattern.fullmatch(phrase):
                return code
    return None


def plain(text: str) -> str:
    """The words that say what it is: without times, places and fillers."""
    return _FILLER.sub("", words.SCOPES.sub("", PERIOD.sub("", text)))


def _noun(behind: str) -> str:
    return "项目" if behind.startswith("项目") else ""
