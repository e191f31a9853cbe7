"""What the cells of a column look like, when its header says little or says something that its cells contradict."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.dates import DateContext, read_date
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.status import read_status
from luodi.across.intake.rules.dates import EMPTY_WORDS
from luodi.across.intake.rules.rows import COMPANY, ORGAN, PROJECT, ROLES
from luodi.across.intake.rules.statuses import TICKS, UNTICKED, YES

_COMPANY: Final = re.compile(COMPANY)
_ORGAN: Final = re.compile(ORGAN)
_PROJECT: Final = re.compile(PROJECT)
_CREDIT_CODE: Final = re.compile(r"[0-9A-Z]{15,20}", re.IGNORECASE)
_PHONE: Final = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}|.{2,4}1\d{10}")
_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9\-_/〔〕\[\]]{4,}")
_SUM: Final = re.compile(r"^(?:约|人民币)?\d[\d,.]*(?:亿|万)(?:元|美元)?(?:人民币)?$")
_MONEY_UNIT: Final = re.compile(
    r"(?:人民币)?(?:亿|百万|万|千)?(?:元|美元|美金|港元|港币|欧元|日元|英镑)?(?:人民币)?(?<=.)"
)
NUMBERED: Final = re.compile(r"^[(（]?\d{1,3}[)）]?[、.．]\s*(?=[^\d\s])|^[(（]\d{1,3}[)）]\s*(?=[^\d\s])")
"""A number that people put in front of a name (“3、某某项目”)."""
_SAMPLE: Final = 240
_LONGEST_STATUS: Final = 14


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0…1) of a column's filled cells that look like this or that; `distinct` = different ÷ filled."""

    filled: int = 0
    seen: int = 0
    numbers: float = 0.0
    dates: float = 0.0
    ticks: float = 0.0
    answers: float = 0.0
    statuses: float = 0.0
    stages: float = 0.0
    understood: float = 0.0
    companies: float = 0.0
    organs: float = 0.0
    projects: float = 0.0
    credit_codes: float = 0.0
    phones: float = 0.0
    codes: float = 0.0
    sums: float = 0.0
    money_units: float = 0.0
    numbered: float = 0.0
    roles: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    is_counting: bool = False
    samples: tuple[str, ...] = ()


def profile_of(cells: Sequence[Cell], context: DateContext) -> Profile:
    """The profile of a column's cells, of a spread sample if there are many."""
    step = max(1, len(cells) // _SAMPLE)
    sample = [cell for cell in cells[::step] if not is_blank(cell)]
    meant = [
        (cell, text)
        for cell in sample
        if (text := compact(text_of(cell))) not in EMPTY_WORDS or text in ("0", "否", "x", "X", "×")
    ]
    if not meant:
        return Profile(seen=len(cells), samples=())
    texts = [text for _, text in meant]
    words = [text for cell, text in meant if isinstance(cell, str) and not _NUMBER.fullmatch(text)]
    statuses = [read_status(text) for text in texts if len(text) <= _LONGEST_STATUS and not _NUMBER.fullmatch(text)]
    return Profile(
        filled=len(meant),
        seen=len(cells),
        numbers=_share(texts, lambda text: bool(_NUMBER.fullmatch(text)), len(texts)),
        dates=sum(1 for cell, text in meant if _is_date(cell, text, context)) / len(meant),
        ticks=_share(texts, lambda text: text in TICKS or text in UNTICKED, len(texts)),
        answers=_share(texts, lambda text: text in YES or text in UNTICKED, len(texts)),
        statuses=sum(1 for reading in statuses if reading.is_known and (reading.stage or reading.side)) / len(texts),
        understood=sum(1 for reading in statuses if reading.is_known) / len(texts),
        stages=sum(1 for reading in statuses if reading.stage) / len(texts),
        companies=_share(words, lambda text: bool(_COMPANY.search(text)), len(texts)),
        organs=_share(words, lambda text: bool(_ORGAN.search(text)) and not _COMPANY.search(text), len(texts)),
        projects=_share(words, lambda text: bool(_PROJECT.search(text)) and not _COMPANY.search(text), len(texts)),
        credit_codes=_share(texts, lambda text: bool(_CREDIT_CODE.fullmatch(text)), len(texts)),
        phones=_share(texts, lambda text: bool(_PHONE.fullmatch(text)), len(texts)),
        money_units=_share(texts, lambda text: bool(_MONEY_UNIT.fullmatch(text)), len(texts)),
        numbered=_share(texts, lambda text: bool(NUMBERED.match(text)), len(texts)),
        sums=_share(texts, lambda text: bool(_SUM.search(text)), len(texts)),
        codes=_share(texts, lambda text: bool(_CODE.fullmatch(text)), len(texts)),
        roles=_roles(texts),
        distinct=len(set(texts)) / len(texts),
        length=sum(map(len, texts)) / len(texts),
        is_counting=_is_counting(texts),
        samples=tuple(dict.fromkeys(texts))[:3],
    )


def _share(texts: Sequence[str], fits: Callable[[str], bool], whole: int) -> float:
    return sum(1 for text in texts if fits(text)) / whole


def _roles(texts: Sequence[str]) -> float:
    """The share of 计划, 实际 … in a column where both stand about equally often; else 0."""
    roles = Counter(ROLES.get(text, "") for text in texts)
    if not roles["plan"] or not roles["actual"] or not 0.5 <= roles["plan"] / roles["actual"] <= 2:
        return 0.0
    return (len(texts) - roles[""]) / len(texts)


def _is_date(cell: Cell, text: str, context: DateContext) -> bool:
    if isinstance(cell, date):
        return True
    return (len(text) > len("2023") or "月" in text) and read_date(cell, context).value is not None


def _is_counting(texts: Sequence[str]) -> bool:
    """1, 2, 3 … perhaps starting anew in each group."""
    numbers = [int(text) for text in texts if text.isdigit() and len(text) <= len("99999")]
    if len(numbers) < 0.7 * len(texts):
        return False
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return not steps or sum(1 for step in steps if step >= 1) >= 0.6 * len(steps)
