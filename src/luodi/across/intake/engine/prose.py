"""What a sentence tells of a project's course: days of events, and how far it has come where no column of progress says so."""

import re
from datetime import date
from typing import Final

from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.dates import DateContext, read_date
from luodi.across.intake.engine.model import DateValue
from luodi.across.intake.engine.status import EMPTY, StatusReading, later, read_status
from luodi.across.intake.rules.statuses import NOT_TOLD, SIDES, TOLD_EVENTS, TOLD_STATE

_DAY: Final = (
    r"(?:(?:20\d{2}|(?<!\d)\d{2})年|今年|去年)?(?<!\d)\d{1,2}月(?:份|\d{1,2}[日号]|上旬|中旬|下旬|底|初|末)?"
    r"|(?<!\d)20\d{2}[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)"
)
_EVENTS: Final = tuple(
    (
        field,
        re.compile(rf"(?P<day>{_DAY})(?P<between>[^\d]{{0,8}}?)(?:{words})(?!前|后|条件|准备|手续|许可|令|仪式|报告)"),
    )
    for field, words in TOLD_EVENTS
)
_DAY_BEHIND: Final = re.compile(rf"(?P<words>[^,，;；。、()（）]+)[(（](?P<day>{_DAY})[)）]")
"""已开工（2023年2月）: the day in brackets behind its event."""
_CLAUSES: Final = re.compile(r"[,，;；。、\n()（）]+")
_NOT_TOLD: Final = re.compile(NOT_TOLD)
_STATE: Final = re.compile(TOLD_STATE)
_SIDE: Final = re.compile(
    "(?:" + "|".join(words for side, words in SIDES if side != "NORMAL") + ")(?:协议|合同|项目|中|状态|至今)?$"
)


def told_days(text: str, context: DateContext, as_of: date | None) -> dict[str, DateValue]:
    """Events that a sentence dates and that have happened (“已于5月开工”), by field; plans (“预计9月开工”) are none."""
    found: dict[str, DateValue] = {}
    for clause in _CLAUSES.split(_DAY_BEHIND.sub(r"\g<day>\g<words>", compact(text))):
        if _NOT_TOLD.search(clause):
            continue
        for field, words in _EVENTS:
            match = words.search(clause)
            value = read_date(match["day"].replace("份", ""), context).value if match else None
            if value is not None and (as_of is None or value.first <= as_of):
                found.setdefault(field, value)
    return found


def told_state(text: str) -> StatusReading:
    """Stage and side status that a remark states as reached (“现进行基础施工”, “因土地问题停工”); wishes and conditions say nothing."""
    stage, side = "", ""
    for clause in _CLAUSES.split(compact(text)):
        if not clause or _NOT_TOLD.search(clause):
            continue
        if _SIDE.search(clause):
            side = read_status(clause).side or side
        elif _STATE.search(clause):
            stage = later(stage, read_status(clause).stage)
    return StatusReading(stage, side, is_known=True) if stage or side else EMPTY
