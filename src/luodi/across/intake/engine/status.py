"""Status words read: stage and side status of a cell, and what words and dates say together."""

import re
from typing import Final, NamedTuple

from luodi.across.intake.engine.cells import compact
from luodi.across.intake.rules.statuses import (
    BEFORE,
    DENIED,
    EXACT,
    NEGATIONS,
    NOT_A_SIDE,
    NOT_BUILDING,
    RESUMED,
    SIDES,
    STAGE_WORDS,
    STAGES,
)

RANK: Final = {stage: number for number, stage in enumerate(STAGES)} | {"": -1}

_DECORATION: Final = re.compile(r"^[\d(（)）.、:：]+|[。.;；!！]+$|^(?:目前|现|该|项目|已经|状态)[:：]?")
_EMPTY: Final = re.compile(r"[-—–/\\、.。*]*|(?:约|完成)?\d+(?:\.\d+)?[%％]")
"""Nothing, or a share of the works, which names no stage."""
_NOT_BUILDING: Final = re.compile(NOT_BUILDING)
_RESUMED: Final = re.compile(RESUMED)
_SIDES: Final = tuple((side, re.compile(rf"(?<!未)(?:{words})")) for side, words in SIDES)
_TAKEN_BACK: Final = re.compile(rf"(?:{NOT_A_SIDE})$")
_STAGES: Final = tuple((stage, re.compile(words)) for stage, words in STAGE_WORDS)
_NEGATED: Final = re.compile(rf"(?:{NEGATIONS})$")
_CLAUSES: Final = re.compile(r"[,，;；。、()（）\s]+")
_ALREADY: Final = re.compile(r"已$")
_WINDOW: Final = 9


class StatusReading(NamedTuple):
    """What a word says. `denied`: a stage that has not been reached (未开工 → ST60); what lies between may still be passed."""

    stage: str = ""
    side: str = ""
    is_known: bool = False
    denied: str = ""


EMPTY: Final = StatusReading(is_known=True)


def read_status(text: str) -> StatusReading:
    """Stage and side status of one cell of text; `is_known` is False when nothing in it was understood."""
    whole = compact(text)
    if _EMPTY.fullmatch(whole):
        return EMPTY
    word = _DECORATION.sub("", whole) or whole
    for candidate in (whole, word, word.removeprefix("已")):
        if candidate in EXACT:
            stage, side = EXACT[candidate]
            return StatusReading(stage, side, is_known=True, denied=DENIED.get(candidate, ""))
    side = _side_of(word)
    stage, denied = _stage_of(text, side) if "\n" in text or " " in text else ("", "")
    if not stage:
        stage, denied = _stage_of(word, side)
    return StatusReading(stage, side, is_known=bool(stage or side), denied=denied)


def later(one: str, other: str) -> str:
    """The further of two stages ("" = unknown)."""
    return one if RANK[one] >= RANK[other] else other


def _side_of(word: str) -> str:
    if _RESUMED.search(word):
        return "NORMAL"
    for side, words in _SIDES:
        found = words.search(word)
        if found and not _TAKEN_BACK.search(word[max(0, found.start() - 3) : found.start()]):
            return side
    return ""


def _stage_of(text: str, side: str) -> tuple[str, str]:
    """The furthest stage affirmed (if none is, the one before the nearest that is denied), and the stage that is denied."""
    affirmed, denied = "", ""
    for clause in _CLAUSES.split(compact(text) if " " not in text else text):
        stage, refused = _stage_of_clause(_NOT_BUILDING.sub("", clause), side)
        affirmed = later(affirmed, stage)
        denied = denied or refused
    if affirmed:
        return affirmed, denied if RANK[denied] > RANK[affirmed] else ""
    return (BEFORE[denied], denied) if denied else ("", "")


def _stage_of_clause(clause: str, side: str) -> tuple[str, str]:
    """(stage affirmed, stage denied) by one clause."""
    denied = ""
    rest = clause
    for stage, words in _STAGES:
        for found in words.finditer(rest):
            if stage not in ("ST25", "ST45") and _NEGATED.search(
                clause[max(0, found.start() - _WINDOW) : found.start()]
            ):
                denied = denied or stage
            elif denied != stage and not (side not in ("", "NORMAL") and _belongs_to_side(clause, found)):
                return stage, denied
        rest = words.sub(lambda found: "＿" * len(found[0]), rest)
    return "", denied


def _belongs_to_side(clause: str, found: re.Match[str]) -> bool:
    """解除合同, 停止施工, 取消签约: the stage word is only the object of the side word."""
    before = clause[max(0, found.start() - 4) : found.start()]
    return any(words.search(before) for side, words in _SIDES if side != "NORMAL") and not _ALREADY.search(before)
