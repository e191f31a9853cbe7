"""What a column's header says: a ledger's field, found by alias, by the grammar of its words, or by likeness.

The whole path from the top counts: “到位资金/2023年/1月” is an arrival in a month, “时间节点/签约” a date, “其中/固定资产投资” money.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from luodi.across.intake.engine.amounts import MoneyUnit, read_unit
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.model import How
from luodi.across.intake.engine.spans import SpanContext, SpanReading, read_span
from luodi.across.intake.fields import LEDGER_FIELDS, TARGET_FIELDS, UNIT_FIELDS
from luodi.across.intake.rules.headings import (
    BARE_EVENTS,
    BARE_SIDES,
    CAPITAL,
    CAPITAL_PARTS,
    EVENTS,
    FIXED,
    FOREIGN,
    GENERIC_TAILS,
    NO_CAPITAL,
    NO_FIXED,
    NO_TOTAL,
    NOT_A_HEADING,
    NOT_A_UNIT,
    PATTERNS,
    PLAN_WORDS,
    TIME_WORDS,
    TOTAL,
    TOTAL_LEAVES,
)

_BRACKETED: Final = re.compile(r"[(\[【〔<《](.*?)[)\]】〕>》]")
_ORNAMENT: Final = re.compile(r"^[\d一二三四五六七八九十]+[、.]|[*★☆:：。]+$|^[*★☆]+")
_TIME: Final = re.compile(TIME_WORDS)
_PLAN: Final = re.compile(PLAN_WORDS)
_EVENTS: Final = tuple((field, re.compile(words)) for field, words in EVENTS)
_BARE: Final = {word: state for state, words in (BARE_EVENTS | BARE_SIDES).items() for word in words.split("|")}
_BARE_DRESS: Final = re.compile(r"^(?:已|是否已?|实际|正式|项目)|(?:情况|阶段|与否|否|完成)$")
_CAPITAL: Final = re.compile(CAPITAL)
_NO_CAPITAL: Final = re.compile(NO_CAPITAL)
_CAPITAL_PARTS: Final = re.compile(CAPITAL_PARTS)
_FIXED: Final = re.compile(FIXED)
_NO_FIXED: Final = re.compile(NO_FIXED)
_TOTAL: Final = re.compile(TOTAL)
_NO_TOTAL: Final = re.compile(NO_TOTAL)
_FOREIGN: Final = re.compile(FOREIGN)
_NOT_A_UNIT: Final = re.compile(NOT_A_UNIT)
_GENERIC: Final = re.compile(rf"(?:{GENERIC_TAILS})$")
_NOT_A_HEADING: Final = re.compile(NOT_A_HEADING)
_MONEY_TAIL: Final = re.compile(r"[:：,，]?(?:单位[:：]?)?(?:亿|千万|百万|万|千)?(?:元|美元|港元|欧元|人民币)$")
_DAY_COLUMN: Final = re.compile(r"(?<![节假作每])日$")
_MONTH_COLUMN: Final = re.compile(r"^(?:到位)?(?:月份|月度|所属月份|到位月|年月|期间|到位年月)$")
_AMOUNT_COLUMN: Final = re.compile(
    r"^(?:本次|本笔|本期|到账|入账|实际|付款|到资|支付|汇款|实付|缴款|打款|收款)?(?:金额|到位金额|到位额|到资额|资金额|数额|到位资金额|发生额)$"
)
_FIRST_OF_TWO: Final = re.compile(
    r"^(项目名称|投资方名称|投资方|投资企业|建设内容|项目进展|投资主体|企业名称)(?:及|和|与|、|/|\+)"
)
_PATTERNS: Final = tuple((field, weight, re.compile(pattern)) for field, weight, pattern in PATTERNS)
_COMPANY_IN_BRACKETS: Final = re.compile(r"[(\[](?:企业|公司|客商|投资人)[)\]]")
_NAME_TAIL: Final = re.compile(r"(?:名称|全称|情况)$")
_FULL, _STRONG, _MIDDLE, _WEAK = 100, 90, 70, 40
_FUZZY_SCORE: Final = 86
_SHORTEST_FUZZY: Final = 3
_LONGEST_HEADING: Final = 26


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's claim: the field it asks for, how strongly, in which unit and for which time.

    `field` may also be `event` (签约 alone: dates, ticks or a word decide), `whether` (是否开工) or `plan` (a planned date: kept, not used).
    """

    field: str | None = None
    weight: int = 0
    how: How = "none"
    unit: MoneyUnit | None = None
    time: SpanReading | None = None
    stage: str = ""
    is_part: bool = False
    """A share of another column (其中：省外): no arrival of its own, unless it is the only one."""


NOTHING: Final = Heading()


def _claims() -> dict[str, tuple[str, int]]:
    """Every alias in compact form: its field, and its strength (the first alias of a field is the strongest)."""
    claims: dict[str, tuple[str, int]] = {}
    for spec in LEDGER_FIELDS:
        for place, alias in enumerate((spec.label, *spec.aliases)):
            claims.setdefault(compact(alias), (spec.name, max(_FULL - place, _WEAK + 10)))
    return claims


_CLAIMS: Final = _claims()
_TAILS: Final = sorted(
    (
        alias
        for alias in _CLAIMS
        if len(alias) > 1
        and alias
        not in ("项目", "企业", "名称", "其他", "说明", "类型", "问题", "内容", "外资", "法人", "国家", "编号", "行号")
    ),
    key=len,
    reverse=True,
)
_LIKENESSES: Final = [alias for alias in _CLAIMS if len(alias) >= _SHORTEST_FUZZY]


def read_heading(path: tuple[str, ...], context: SpanContext, *, is_about_capital: bool = False) -> Heading:
    """The claim of a column with this header path; `is_about_capital`: its sheet's title speaks of arrived money."""
    texts = [compact(part) for part in path if part]
    if not texts:
        return NOTHING
    bare = [_stripped(text) for text in texts]
    unit = next((found for text in reversed(texts) if (found := read_unit(text))), None)
    leaf = bare[-1] or texts[-1]
    parents = "".join(bare[:-1])
    heading = _exact(leaf, parents, texts[-1])
    if heading is None:
        heading = _by_grammar(leaf, parents, texts, context, is_about_capital=is_about_capital)
    return replace(heading, unit=unit)


def is_heading_word(text: str) -> bool:
    """Could this cell be a header? (known, understood by the grammar, or ending as headers do)"""
    return _is_heading_word(compact(text))


@lru_cache(maxsize=20_000)
def _is_heading_word(text: str) -> bool:
    bare = _stripped(text)
    if not bare or len(bare) > _LONGEST_HEADING or _NOT_A_HEADING.search(bare):
        return False
    if bare in _CLAIMS or text in _CLAIMS or _undress(bare) in _BARE or _GENERIC.search(bare or text):
        return True
    return known_heading(text)


@lru_cache(maxsize=20_000)
def known_heading(text: str) -> bool:
    """Is this compact text a header that we understand by itself?"""
    if TARGET_FIELDS.by_header(text) or UNIT_FIELDS.by_header(text):
        return True
    heading = read_heading((text,), SpanContext(2000, None))
    return heading.field is not None and heading.how == "alias" and heading.weight >= _MIDDLE


def _stripped(text: str) -> str:
    """Without brackets, units of money at the end, numbering and stars."""
    bare = _ORNAMENT.sub("", _BRACKETED.sub("", text))
    return _MONEY_TAIL.sub("", bare) or bare


def _undress(text: str) -> str:
    return _BARE_DRESS.sub("", text)


def _exact(leaf: str, parents: str, whole: str) -> Heading | None:
    for text in (whole, leaf, _NAME_TAIL.sub("", leaf)):
        if text in _CLAIMS and (text in (leaf, whole) or _CLAIMS[text][0] not in ("name", "kind", "foreign")):
            field, weight = _CLAIMS[text]
            if (field == "origin" and parents) or (field == "foreign" and (read_unit(whole) or _is_sum(parents))):
                continue
            return Heading(field, weight, "alias")
    return None


def _is_sum(parents: str) -> bool:
    """外资 below 合同投资额 or 到位资金 is money, not a yes or no."""
    return bool(_TOTAL.search(parents) or _CAPITAL.search(parents))


def _by_grammar(leaf: str, parents: str, texts: list[str], context: SpanContext, *, is_about_capital: bool) -> Heading:
    whole = parents + leaf
    if texts[-1].startswith("是否") or leaf.endswith(("与否", "是/否")):
        return Heading("whether", _STRONG, "alias", stage=_BARE.get(_undress(leaf), ""))
    for found in (
        _date(leaf, parents),
        _capital(leaf, parents, texts, context, is_about_capital=is_about_capital),
        _money(leaf, parents, texts),
        _bare_event(leaf),
        _head(leaf),
        _by_pattern(leaf, texts[-1]),
        _tail(leaf),
    ):
        if found is not None:
            return found
    return _like(leaf) or _like(whole) or NOTHING


def _date(leaf: str, parents: str) -> Heading | None:
    if _MONTH_COLUMN.match(leaf):
        return Heading("arrived_on", _MIDDLE, "alias")
    if not (_TIME.search(leaf) or _DAY_COLUMN.search(leaf) or (_TIME.search(parents) and not _CAPITAL.search(parents))):
        return None
    event = _event_of(leaf) or (_event_of(parents) if _TIME.fullmatch(leaf) or len(leaf) <= len("实际时间") else None)
    if event is None:
        return None
    if _PLAN.search(_without(leaf, event)) or _PLAN.search(parents):
        return Heading("plan", _STRONG, "alias")
    weight = _FULL if "实际" in leaf or "正式" in leaf else _STRONG
    return Heading(event, weight, "alias")


def _without(leaf: str, event: str) -> str:
    """目标, 截止 and the like make a plan of a date; 意向 and 拟 inside the event's own words do not."""
    return leaf if event != "agreement_on" else leaf.replace("意向", "")


def _event_of(text: str) -> str | None:
    return next((field for field, words in _EVENTS if words.search(text)), None)


def _capital(
    leaf: str, parents: str, texts: list[str], context: SpanContext, *, is_about_capital: bool
) -> Heading | None:
    whole = parents + leaf
    is_arrival = bool(_CAPITAL.search(whole))
    if _AMOUNT_COLUMN.match(leaf) and not parents:
        return Heading("amount", _STRONG if is_arrival else _MIDDLE, "alias")
    if not is_arrival and not (is_about_capital and read_span(leaf, parents, context) and not _FIXED.search(whole)):
        return None
    if not is_arrival and _TOTAL.search(whole):
        return None
    if _NO_CAPITAL.search(whole) or _FIXED.search(leaf):
        return Heading(None, _STRONG, "none")
    is_part = _is_part(leaf, texts)
    time = read_span(leaf, parents, context)
    if time is None:
        return Heading("capital_total", _MIDDLE, "alias", is_part=is_part)
    if time.kind in ("total", "ytd"):
        return Heading(
            "capital_total" if time.kind == "total" else "capital_ytd", _STRONG, "alias", time=time, is_part=is_part
        )
    return Heading("capital", _STRONG, "alias", time=time, is_part=is_part)


def _is_part(leaf: str, texts: list[str]) -> bool:
    """其中：省外, 到位投资额：外资: a share of another column, no arrival of its own."""
    found = _CAPITAL_PARTS.search(texts[-1])
    if found is None:
        return False
    if found[0] == "内资":
        return False
    return found[0] != "其中" or not re.search(r"\d月|季|年", leaf)


def _money(leaf: str, parents: str, texts: list[str]) -> Heading | None:
    whole = parents + leaf
    own = leaf.removeprefix("其中")
    if _FIXED.search(own) or (_FIXED.search(parents) and leaf in TOTAL_LEAVES):
        return None if _NO_FIXED.search(_FIXED.sub("", whole)) else Heading("fixed_investment", _STRONG, "alias")
    is_total = bool(_TOTAL.search(own)) or (leaf in TOTAL_LEAVES and bool(_TOTAL.search(parents)))
    is_foreign = bool(_FOREIGN.search(texts[-1]))
    if is_foreign and (is_total or _TOTAL.search(parents)):
        return Heading("total_investment_usd", _MIDDLE, "alias") if "其中" not in whole else Heading(None, _MIDDLE)
    if (
        not is_total
        or _NO_TOTAL.search(_without_total_words(leaf))
        or (leaf not in TOTAL_LEAVES and _NO_TOTAL.search(parents.replace("情况", "")))
    ):
        return None
    return Heading("total_investment", _money_weight(leaf, parents), "alias")


def _without_total_words(leaf: str) -> str:
    """项目计划总投资 → 项目: what is left decides whether it is the whole amount."""
    return _TOTAL.sub("", leaf)


def _money_weight(leaf: str, parents: str) -> int:
    """合同额 and 总投资 may both be there: the whole investment is asked for first, then what the contract says."""
    for weight, words in (
        (_FULL, "总投资|投资总额|合同投资额|协议投资额|总概算"),
        (_STRONG, "合同|协议|签约"),
        (_STRONG - 5, "投资额|投资规模|计划投资|拟投资"),
    ):
        if re.search(words, leaf) or re.search(words, parents):
            return weight
    return _MIDDLE


def _bare_event(leaf: str) -> Heading | None:
    stage = _BARE.get(leaf) or _BARE.get(_undress(leaf))
    return Heading("event", _MIDDLE, "alias", stage=stage) if stage else None


def _by_pattern(leaf: str, whole: str) -> Heading | None:
    """Words put together as ledgers do it; 签约单位（企业） says in brackets that it means the company."""
    if leaf.endswith("单位") and _COMPANY_IN_BRACKETS.search(whole):
        return Heading("investor", _MIDDLE - 10, "alias")
    found = next(((field, weight) for field, weight, pattern in _PATTERNS if pattern.search(leaf)), None)
    return Heading(found[0], found[1], "alias") if found else None


def _tail(leaf: str) -> Heading | None:
    """市级牵头责任单位 ends with 责任单位: in Chinese the head stands last."""
    for alias in _TAILS:
        if leaf.endswith(alias) and leaf != alias:
            field, weight = _CLAIMS[alias]
            if field == "unit" and _NOT_A_UNIT.search(leaf):
                return None
            return Heading(field, max(weight - 30, _WEAK), "alias")
    return None


def _head(leaf: str) -> Heading | None:
    """项目名称及建设内容 begins with 项目名称: two things in one column, the first counts."""
    found = _FIRST_OF_TWO.match(leaf)
    return Heading(_CLAIMS[found[1]][0], _WEAK + 20, "alias") if found and found[1] in _CLAIMS else None


def _like(text: str) -> Heading | None:
    if len(text) < _SHORTEST_FUZZY:
        return None
    best = process.extractOne(text, _LIKENESSES, scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE)
    if best is None:
        return None
    field, _ = _CLAIMS[best[0]]
    return Heading(field, _WEAK, "fuzzy")
