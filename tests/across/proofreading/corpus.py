"""Reads texts in which it is marked what a careful reader finds: ‹figure› holds, ⟦figure⟧ is wrong; and counts hits and misses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from luodi.across.proofreading.engine.claims import Relation
from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage
from luodi.across.proofreading.rules.rounding import Verdict

MARKS = re.compile(r"[‹›⟦⟧]")
HOLDS = {Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.ROUNDING}


@dataclass(frozen=True)
class Text:
    """A text without its marks, and the marked stretches."""

    plain: str
    right: tuple[tuple[int, int], ...]
    wrong: tuple[tuple[int, int], ...]


@dataclass
class Score:
    """What was found of what is there."""

    wrong: int = 0
    wrong_found: int = 0
    alarms: int = 0
    right: int = 0
    right_found: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Planted errors that were called inconsistent."""
        return self.wrong_found / self.wrong

    @property
    def precision(self) -> float:
        """What was called inconsistent and is planted."""
        return self.wrong_found / max(self.wrong_found + self.alarms, 1)


def texts(path: Path) -> Iterator[Text]:
    """The texts of a file, one a line; lines with # are remarks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield marked(line)


def marked(line: str) -> Text:
    """The text of a marked line."""
    plain, begun = "", 0
    found: dict[str, list[tuple[int, int]]] = {"›": [], "⟧": []}
    for sign in line:
        if sign in "‹⟦":
            begun = len(plain)
        elif sign in "›⟧":
            found[sign].append((begun, len(plain)))
        else:
            plain += sign
    return Text(plain, tuple(found["›"]), tuple(found["⟧"]))


def score(path: Path) -> Score:
    """Proofread every text by itself and count."""
    made = Score()
    for text in texts(path):
        _add(made, text, proofread([Passage(text.plain)]).relations)
    return made


def _add(made: Score, text: Text, relations: object) -> None:
    found: list[Relation] = list(relations)  # type: ignore[call-overload]
    called = [one for one in found if one.verdict is Verdict.INCONSISTENT]
    for span in text.wrong:
        made.wrong += 1
        if any(_meets(one, span) for one in called):
            made.wrong_found += 1
        else:
            made.misses.append(f"missed ⟦{text.plain[slice(*span)]}⟧ in {text.plain}")
    for one in called:
        if not any(_meets(one, span) for span in text.wrong):
            made.alarms += 1
            made.misses.append(f"false alarm {one.stated.text}: {one.note} in {text.plain}")
    for span in text.right:
        made.right += 1
        if any(_meets(one, span) and one.verdict in HOLDS for one in found):
            made.right_found += 1
        else:
            made.misses.append(f"not confirmed ‹{text.plain[slice(*span)]}› in {text.plain}")


def _meets(relation: Relation, span: tuple[int, int]) -> bool:
    """Whether the marked figure is the stated one, or a part of the sum that does not come out: which is wrong nobody can tell."""
    parts = relation.operands if relation.kind in {"sum", "partition"} else ()
    return any(one.start < span[1] and span[0] < one.end for one in (relation.stated, *parts))
