"""What was found, as the page lists it: a word and a number that also stand in the text, the figures, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.proofreading import selectors
from luodi.across.proofreading.rules.rounding import Verdict
from luodi.across.proofreading.selectors import LABELS, Explanation, LedgerLine, Operand, Place, Proof
from luodi.interfaces.web.ui import tiles


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is shown: its short word in the text, its whole word, what it means, its tone."""

    word: str
    label: str
    meaning: str
    tone: str


LOOKS: Final = {
    Verdict.INCONSISTENT: Look("不符", "不符", "按文中的数重算不等", "bad"),
    Verdict.ROUNDING: Look("修约", "修约", "按修约前的数可以成立", "warn"),
    Verdict.TRUNCATED: Look("截尾", "截尾", "去掉尾数才相等，四舍五入应进位", "info"),
    Verdict.UNVERIFIABLE: Look("未核", "无法核对", "缺可供核对的数，或数被隐去", "plain"),
    Verdict.CONSISTENT: Look("符", "相符", "四舍五入后相等", "good"),
}
BESIDE: Final = {
    "differs": Look("账异", LABELS["differs"], "文中与台账公布的数不同", "bad"),
    "unknown": Look("账无", LABELS["unknown"], "台账说不出这个数", "plain"),
    "agrees": Look("账同", LABELS["agrees"], "修约后与台账相等", "good"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation, or one figure beside the ledger. `against` is what it was held against, `href` leads to its facts."""

    number: int
    look: Look
    title: str
    where: str
    spot: Place
    quote: str
    stated: str
    head: str
    against: str
    operands: tuple[Operand, ...]
    note: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings bear a verdict."""

    look: Look
    number: int


def findings(proof: Proof, lines: Sequence[LedgerLine], unit_code: str) -> list[Finding]:
    """Relations in the order of the text, then the figures beside the ledger's, numbered through."""
    explained = selectors.explanations(proof)
    own = [_of_text(number, one) for number, one in enumerate(explained, start=1)]
    return own + [_of_ledger(number, line, unit_code) for number, line in enumerate(lines, start=len(own) + 1)]


def counts(found: Iterable[Finding], *, is_compared: bool) -> list[Count]:
    """Every verdict with its number, the worst first; those of the ledger only where it was asked."""
    looks = [*LOOKS.values(), *(BESIDE.values() if is_compared else ())]
    worn = [one.look for one in found]
    return [Count(look, worn.count(look)) for look in looks]


def _of_text(number: int, one: Explanation) -> Finding:
    return Finding(
        number,
        LOOKS[one.verdict],
        one.kind,
        one.where,
        one.spot,
        one.quote,
        one.stated,
        "重算",
        one.recomputed,
        one.operands,
        one.note,
    )


def _of_ledger(number: int, line: LedgerLine, unit_code: str) -> Finding:
    known = line.ledger is not None
    return Finding(
        number,
        BESIDE[line.verdict],
        f"{line.name}（{line.code}）",
        selectors.where(line.at),
        selectors.spot_of(line.at, line.stated),
        line.quote,
        line.stated.text,
        "台账",
        f"{line.ledger}{line.unit}" if known else "",
        (),
        f"{LABELS[line.verdict]}，{line.note}",
        tiles.figure_href(line.code, unit_code, line.period) if known else "",
    )
