"""Rates and multiples whose base was told sentences before: 全年签约项目268个…。开工项目152个，开工率56.7%; …是2019年的8.5倍.

What was done is told right before the rate. To what it was done the act says: what is started was signed, what is mended was
found. The nearest amount that is so called is the base.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.bases import years_of
from luodi.across.proofreading.engine.finding.mentions import Mention, amounts_before
from luodi.across.proofreading.engine.finding.places import bare, clause_span, is_amount, meets
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.periods import PERIOD, PREVIOUS
from luodi.across.proofreading.rules.units import RATE, TIMES

_RATE: Final = re.compile(r"(?P<act>[一-龥]{2,6})(?:率|进度|面)(?:为|达到?|是|约|仅|只有|的)*$")
_SHORT_GAP: Final = 16
_BASES: Final = tuple(
    (re.compile(acts), re.compile(bases))
    for acts, bases in (
        (r"开工|动工|注册|履约|投产|竣工|落地|达产|投运|入统|纳统", r"签约|引进|协议|合同|计划(?:新)?开工|重点项目"),
        (r"到位|到资", r"协议|合同|签约|引资|计划|下达|安排"),
        (r"整改|办结|化解|解决|销号|整治|消除|办复", r"发现|排查|查出|受理|收集|问题|隐患|接收|交办|承办|收到"),
        (r"回收|收回", r"发放|发出|下发"),
        (r"结案|审结|执结", r"受理|收案"),
        (r"合格|达标|优良", r"抽检|检测|抽查|监测|样品|检查|检验"),
        (r"采纳|批准|通过", r"提出|建议|申请|申报|送审"),
        (r"就业|落实|上线|录取|完赛", r"毕业生|参考|参赛|考生|应届"),
        (r"执行|支出|拨付", r"安排|预算|下达|到位"),
        (r"入住|使用|利用|负荷", r"床位|设计|建成|可用"),
        (r"抽查|抽检", r"共|总"),
    )
)
_OTHER: Final = re.compile(r"其中|任务|目标|比|较|新增|同比")
_IS_OF_YEAR: Final = re.compile(
    r"(?:是|为|达到?|相当于)(?P<year>(?:19|20)[0-9]{2})年?(?:末|底|全年|同期)?的(?:近|约)?$"
)
_SENTENCES_BACK: Final = 6


def far_bases(sentence: Sentence, known: set[int]) -> Iterator[Claim]:
    """Every rate and multiple that is not understood yet and whose base is told before; `known` is what is understood."""
    for place, stated in sentence.told():
        if stated.start in known or stated.number is None:
            continue
        if stated.unit.dimension == RATE:
            readings = _of_act(sentence, place)
        elif stated.unit.dimension == TIMES:
            readings = _of_year(sentence, place)
        else:
            continue
        if readings:
            yield Claim("ratio", clause_span(sentence, place), stated, readings, is_certain=True, within="near")


def _of_act(sentence: Sentence, place: int) -> tuple[Reading, ...]:
    """What was done ÷ the nearest amount to which it is done."""
    named, part = _RATE.search(sentence.clause(place)), place - 1
    if named is None or part not in sentence.own or not _is_done(sentence, part, place, named["act"]):
        return ()
    own = sentence.quantities[part]
    bases = next((bases for acts, bases in _BASES if acts.search(named["act"])), None)
    if bases is None or own.number is None or words.QUALIFIERS.search(named["act"]):
        return ()
    greater = [
        one
        for one in amounts_before(sentence, part, own.unit, sentences=_SENTENCES_BACK, paragraphs=1)
        if one.value >= own.amount.value and _is_plain(one)
    ]
    act = named["act"][-2:]
    found = [one for one in greater if bases.search(one.name) and act not in one.name]
    if greater and greater[0] not in found and greater[0].sentence is sentence:
        # 安排6850万元，实际可用6370万元，拨付5927万元: what stands nearer may be the base.
        return ()
    return tuple(Reading(formulas.share, (own, one.quantity)) for one in found)


def _is_done(sentence: Sentence, part: int, place: int, act: str) -> bool:
    """Whether the amount right before is of the act: they share a sign, and nothing denies it."""
    name, gap = sentence.name(part), sentence.gap(part, place)
    is_near = len(gap) <= _SHORT_GAP and "，" in gap and not re.search(r"[；。]", gap)
    return is_near and is_amount(sentence, part) and act[-2:] in name and not words.NOT_YET.search(name)


def _is_plain(one: Mention) -> bool:
    """Whether it is a whole of its own: no part, target, or figure of the time before."""
    is_part = "其中" in one.sentence.text[one.sentence.start : one.quantity.start]
    return not is_part and _OTHER.search(one.clause) is None and PREVIOUS.search(one.clause) is None


def _of_year(sentence: Sentence, place: int) -> tuple[Reading, ...]:
    """The amount right before ÷ the one amount of the year that is of the same."""
    told, new = _IS_OF_YEAR.search(sentence.clause(place)), place - 1
    if told is None or new not in sentence.own or not is_amount(sentence, new):
        return ()
    own = Mention(sentence, new)
    olds = [
        one
        for one in amounts_before(sentence, new, own.quantity.unit, sentences=_SENTENCES_BACK)
        if years_of(one.sentence, one.place)[-1:] == (int(told["year"]),) and _are_alike(own, one)
    ]
    return (Reading(formulas.multiple, (own.quantity, olds[0].quantity)),) if len(olds) == 1 else ()


def _are_alike(one: Mention, other: Mention) -> bool:
    names = [bare(PERIOD.sub("", mention.clause)) for mention in (one, other)]
    return min(map(len, names)) < 2 or meets(*names)
