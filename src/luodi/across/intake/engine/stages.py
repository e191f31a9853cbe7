"""Which stage a row has reached and how it stands, out of its status words, its ticks, its days and what it stands under."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from luodi.across.intake.engine import values
from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.dates import DateContext, read_date
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.model import Cell, DateValue, Revocation
from luodi.across.intake.engine.prose import told_days, told_state
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.status import EMPTY, RANK, StatusReading, later, read_status
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.statuses import EVENT_STAGES, SIDE_STAGES, SIDES, TICKS, YES

_SIDE_WORDS: Final = re.compile("|".join(words for side, words in SIDES if side != "NORMAL"))
_SINCE: Final = re.compile(
    r"((?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬)?|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?)(?:起|后|以来|开始)?.{0,6}?(?="
    + _SIDE_WORDS.pattern
    + ")"
)
_REPLACED_BY: Final = re.compile(
    r"由[“\"「『《]?(.{3,40}?)[”\"」』》]?(?:置换|替换|替代|顶替)|(?:置换|替换)(?:为|成)[“\"「『《]?(.{3,40}?)[”\"」』》]?(?:$|[,，。;；])"
)
_FRAMEWORK_LEVEL: Final = re.compile("框架|意向|战略|备忘")
_RETURNED_TO: Final = "ST50"
_STARTED: Final = "ST60"
_COMPLETED: Final = "ST70"
_FRAMEWORK: Final = "ST30"
_SIGNED: Final = "ST40"
_TALKING: Final = "ST20"
_TEXTS_ABOUT_SIDE: Final = ("remark", "status", "reason", "problems", "next_steps")


def settle_stage(table: Table, fates: Sequence[RowFate], rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    """Puts stage, side status, the day of it and the contract's level into every draft."""
    status, side = table.column("status"), table.column("side_status")
    words = values.statuses(cells[status.index]) if status else _told(table, rows)
    sides = values.statuses(cells[side.index]) if side else [EMPTY] * len(rows)
    marks = _marks(table, cells)
    ticked_sides = [mark for mark in marks if mark[0] not in RANK]
    marks = [mark for mark in marks if mark[0] in RANK]
    around = _around(table)
    for place, (fate, draft) in enumerate(zip(fates, rows, strict=True)):
        if draft.continues is not None:
            continue
        word = _joined(words[place], sides[place])
        ticked = max((stage for stage, ticks in marks if ticks[place]), key=RANK.__getitem__, default="")
        if ticked:
            word = word._replace(stage=later(word.stage, ticked))
        word = _joined(word, StatusReading(side=next((side for side, ticks in ticked_sides if ticks[place]), "")))
        _put_told_days(table, draft)
        _settle_one(table, draft, word, around if not fate.group else _group_reading(fate.group, around))
        _unknown_words(table, draft, words[place], status)


def _told(table: Table, rows: Sequence[Draft]) -> list[StatusReading]:
    """Without any column of progress, what the remarks tell as reached."""
    if table.has_any("reached", "whether", "side_status"):
        return [EMPTY] * len(rows)
    return [told_state(draft.text_of("remark")) for draft in rows]


def _put_told_days(table: Table, draft: Draft) -> None:
    """Days that the words of progress name (“已于5月开工”) where no cell of their own tells them."""
    source = "status" if table.has("status") else "remark"
    if source == "remark" and table.has_any("reached", "whether", "side_status"):
        return
    text = draft.text_of(source)
    if text and ("月" in text or "20" in text):
        for name, value in told_days(text, table.dates, table.as_of).items():
            draft.values.setdefault(name, value)


def _joined(word: StatusReading, side: StatusReading) -> StatusReading:
    """Two columns about one project: the stage of the one, the side status of the other."""
    if side == EMPTY:
        return word
    return word._replace(
        side=side.side if side.side and (side.side != "NORMAL" or not word.side) else word.side,
        stage=word.stage or side.stage,
    )


def _marks(table: Table, cells: dict[int, list[Cell]]) -> list[tuple[str, list[bool]]]:
    """For every column of ticks its stage, and whether each row is ticked."""
    found: list[tuple[str, list[bool]]] = []
    for column in table.of("reached", "whether"):
        yes = YES if column.field == "whether" else TICKS
        found.append(
            (column.stage, [isinstance(cell, date) or compact(text_of(cell)) in yes for cell in cells[column.index]])
        )
    return found


def _around(table: Table) -> StatusReading:
    """What title and sheet name say of all their rows: 在谈, 终止, 新签约."""
    titles = "".join(compact(table.grid.line(row)) for row in table.block.title_rows[:2])
    name = read_status(table.sheet_name)
    return name if name.stage or name.side else read_status(re.sub(r"签约仪式|招商引资", "", titles))


def _group_reading(group: str, around: StatusReading) -> StatusReading:
    reading = read_status(group)
    is_one_thing = sum(1 for _, words in SIDES if re.search(words, group)) <= 1
    return reading if (reading.stage or reading.side) and is_one_thing else around


def _unknown_words(table: Table, draft: Draft, word: StatusReading, column: Column | None) -> None:
    if column is None:
        return
    cell = table.cell(draft.row, column)
    stated = text_of(cell)
    if not word.is_known and stated:
        draft.complain("status.unknown", column, stated)
    elif not stated and (draft.row, column.index) in table.grid.sheet.filled_cells:
        draft.complain("status.unknown", column, "（只有颜色）")


def _settle_one(table: Table, draft: Draft, word: StatusReading, around: StatusReading) -> None:
    _move_framework_day(table, draft, word, around)
    _move_completion(draft, word)
    reached = _stage_of_days(draft)
    side = _side(table, draft, word)
    stage = _stage(draft, table, word, reached, side, around)
    if side == "NORMAL" and not word.side and not word.stage and not reached:
        side = around.side or "NORMAL"
        stage = stage or SIDE_STAGES.get(side, "")
    if side == "RETURNED":
        stage = _take_back(draft, later(stage, reached))
    draft.values["stage"] = stage or _TALKING
    draft.values["side_status"] = side
    _put_level(draft)
    if side != "NORMAL":
        _put_since(table, draft)
    else:
        draft.values.pop("side_since", None)


def _side(table: Table, draft: Draft, word: StatusReading) -> str:
    """The side status in words; else that of a dated column (终止时间), unless work was resumed since."""
    side = word.side
    column = table.column("side_since")
    since, resumed = draft.values.get("side_since"), draft.values.get("resumed_on")
    if not side and column is not None and isinstance(since, DateValue) and not draft.is_doubted("side_since"):
        side = read_status(column.label).side
    if (
        side == "SUSPENDED"
        and isinstance(resumed, DateValue)
        and (not isinstance(since, DateValue) or resumed.last >= since.first)
    ):
        return "NORMAL"
    return side or "NORMAL"


def _stage(draft: Draft, table: Table, word: StatusReading, reached: str, side: str, around: StatusReading) -> str:
    if side == "SUSPENDED" and RANK[word.stage] < RANK[_STARTED]:
        return later(_STARTED, reached)
    if not word.stage:
        return later(reached, SIDE_STAGES.get(side, "")) if side != "NORMAL" else reached or around.stage
    if _contradicts(word, reached):
        column = table.column("status")
        if column is not None:
            draft.complain("status.conflict", column, text_of(table.cell(draft.row, column)))
        return reached
    return later(word.stage, reached)


def _contradicts(word: StatusReading, reached: str) -> bool:
    """A day says more than the word denies, more than talks where it dates a signing, or more than it says of works."""
    if word.denied and RANK[reached] >= RANK[word.denied]:
        return True
    if RANK[word.stage] < RANK[_FRAMEWORK] and RANK[reached] >= RANK[_SIGNED]:
        return True
    return (
        RANK[reached] >= RANK[_STARTED]
        and RANK[reached] > RANK[word.stage]
        and not (word.stage == _COMPLETED and reached == "ST80")
    )


def _stage_of_days(draft: Draft) -> str:
    """The furthest event that is dated and has happened."""
    stage = ""
    for name, of_event in EVENT_STAGES.items():
        if isinstance(draft.values.get(name), DateValue) and (name == "signed_on" or not draft.is_doubted(name)):
            stage = later(stage, of_event)
    return stage


def _move_framework_day(table: Table, draft: Draft, word: StatusReading, around: StatusReading) -> None:
    """The signing day of a framework agreement is no signing of a contract, be it the row, its group or its sheet that says so."""
    column, level = table.column("signed_on"), draft.text_of("contract_level")
    is_framework = bool(_FRAMEWORK_LEVEL.search(level)) or (word.stage or ("" if level else around.stage)) == _FRAMEWORK
    if "signed_on" in draft.values and (
        is_framework or (column is not None and column.is_framework and RANK[word.stage] < RANK[_SIGNED])
    ):
        draft.values["agreement_on"] = draft.values.pop("signed_on")


def _move_completion(draft: Draft, word: StatusReading) -> None:
    """A column 竣工投产日期 dates the completion of what is only completed."""
    if word.stage == _COMPLETED and "produced_on" in draft.values and "completed_on" not in draft.values:
        column = draft.table.column("produced_on") if draft.table else None
        if column is not None and re.search("竣工|完工|建成", column.label):
            draft.values["completed_on"] = draft.values.pop("produced_on")


def _take_back(draft: Draft, stage: str) -> str:
    """退回: the latest recognised start is withdrawn, or the signing if there is none (contract)."""
    if RANK[stage] >= RANK[_STARTED]:
        was = draft.values.pop("started_on", None)
        draft.values["revoked"] = Revocation(_STARTED, was if isinstance(was, DateValue) else None)
        return _RETURNED_TO
    if "signed_on" in draft.values:
        was = draft.values.get("signed_on")
        draft.values["revoked"] = Revocation(_SIGNED, was if isinstance(was, DateValue) else None)
    return later(stage, _SIGNED)


def _put_level(draft: Draft) -> None:
    if draft.values["stage"] == _FRAMEWORK:
        draft.values["contract_level"] = "框架"
    elif RANK[str(draft.values["stage"])] >= RANK[_SIGNED]:
        draft.values["contract_level"] = "正式"
    else:
        draft.values.pop("contract_level", None)


def _put_since(table: Table, draft: Draft) -> None:
    """Since when it stands so, and by what it was replaced, out of remarks when no column says it."""
    for name in _TEXTS_ABOUT_SIDE:
        text = draft.text_of(name)
        found = _SINCE.search(compact(text)) if text and "side_since" not in draft.values else None
        if found:
            reading = read_date(found[1], DateContext(table.dates.year))
            if reading.value is not None:
                draft.values["side_since"] = reading.value
        replaced = _REPLACED_BY.search(text) if text and draft.values["side_status"] == "REPLACED" else None
        if replaced:
            draft.values.setdefault("replaced_by", (replaced[1] or replaced[2]).strip())
