"""Rounds as the templates draw them: the track, groups with the trial beside, lines of a unit, lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from luodi.across.assessment.rules.ranks import Grade, arrow
from luodi.across.assessment.rules.rounds import WAY, RoundState, Verdict, label_of
from luodi.across.assessment.selectors import ChangedLine, Compared, LinePair, Standing, WhatIf
from luodi.across.assessment.selectors.readings import to_date
from luodi.across.figures.rules.rounding import shown
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import Period
from luodi.interfaces.web.assessment.tables import arrow_words
from luodi.interfaces.web.ui import tiles
from luodi.interfaces.web.ui.badges import Badge, TrackStep
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_TONES: Final = {
    RoundState.TRIAL: "warn",
    RoundState.SELF_CHECK: "info",
    RoundState.VERIFYING: "brand",
    RoundState.PUBLICITY: "alert",
    RoundState.FINAL: "good",
    RoundState.CANCELLED: "plain",
}
_VERDICT_TONES: Final = {Verdict.UPHELD: "good", Verdict.PARTLY: "info", Verdict.REJECTED: "bad"}
DIGITS: Final = 2


def state_badge(one: Standing) -> Badge:
    """Where a round stands."""
    return Badge(str(one.state.label), _TONES[one.state])


def verdict_badge(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    """What was answered, or that an answer is due."""
    answer = getattr(row, "answer", None)
    return (
        Badge("待答复", "warn")
        if answer is None
        else Badge(answer.get_verdict_display(), _VERDICT_TONES[answer.verdict])
    )


def finding_badge(item: Any) -> Badge:  # noqa: ANN401 - pages know no models
    """What was found, or that a finding is due."""
    found = getattr(item, "found", None)
    if found is None:
        return Badge("待核查", "warn")
    return Badge(found.get_outcome_display(), "good" if found.outcome == "TRUE" else "bad")


def track(one: Standing) -> list[TrackStep]:
    """The stations of the round with the days on which they were reached."""
    reached = {step.state: timezone.localdate(step.recorded_at) for step in one.steps}
    place = WAY.index(one.state) if one.state in WAY else -1
    return [
        TrackStep(
            state.value,
            str(state.label),
            "current" if number == place else ("done" if number < place else "ahead"),
            reached.get(state.value),
        )
        for number, state in enumerate(WAY)
    ]


def said_steps(one: Standing) -> list[tuple[str, Any]]:
    """Every step with its name, the latest first."""
    return [(label_of(step.act), step) for step in reversed(one.steps)]


@dataclass(frozen=True)
class ScoreRow:
    """One unit of a group, the trial beside."""

    code: str
    name: str
    rank: str
    moved: str
    score: str
    trial: str
    change: str
    colour: str
    grade: str
    note: str
    is_open: bool
    is_low: bool
    is_confirmed: bool
    appeals: int


@dataclass(frozen=True)
class ScoreGroup:
    """A group with its rows."""

    code: str
    name: str
    scheme: Any
    rows: tuple[ScoreRow, ...]
    has_trial: bool

    @property
    def is_unjudged(self) -> bool:
        """Whether no unit of the group has a score: then a sentence says so instead of a table of dashes."""
        return all(row.score == UNKNOWN for row in self.rows)


def groups(found: Sequence[Compared]) -> list[ScoreGroup]:
    """Every group as drawn."""
    return [_group(list(rows)) for _, rows in groupby(found, key=lambda one: one.score.scheme_id)]


def _group(rows: list[Compared]) -> ScoreGroup:
    scheme = rows[0].score.scheme
    has_trial = any(one.trial is not None for one in rows)
    return ScoreGroup(scheme.group, scheme.group_label, scheme, tuple(_row(one) for one in rows), has_trial)


def _row(one: Compared) -> ScoreRow:
    score, before = one.score, one.trial
    note = score.note if one.is_open else "靠后" * score.note.startswith("靠后")
    return ScoreRow(
        score.unit.code,
        score.unit.label,
        UNKNOWN if score.rank is None else str(score.rank),
        "" if before is None else arrow_words(arrow(score.rank, before.rank)),
        rounded(score.score),
        "" if before is None else rounded(before.score),
        "" if before is None else _change(score.score, before.score),
        score.colour,
        score.grade,
        note,
        one.is_open,
        score.note.startswith("靠后"),
        one.is_confirmed,
        one.appeals,
    )


def rounded(number: str | None) -> str:
    """A stored exact number with two digits."""
    return UNKNOWN if number is None else shown(Fraction(number), DIGITS, "HALF_UP")


def _change(now: str | None, before: str | None) -> str:
    return "" if now is None or before is None else _moved(Fraction(now), Fraction(before))


def _moved(now: Fraction | None, before: Fraction | None) -> str:
    """A difference with its sign; empty where there is none."""
    if now is None or before is None:
        return ""
    moved = now - before
    return "" if not moved else f"{'+' if moved > 0 else ''}{shown(moved, DIGITS, 'HALF_UP')}"


@dataclass(frozen=True)
class UnitLine:
    """A line of a unit's sheet."""

    row: Any
    value: str
    k: str
    points: str
    trial: str
    facts: tuple[tuple[str, str], ...]


def unit_lines(pairs: Sequence[LinePair], one: Standing, unit_code: str, *, has_facts: bool) -> list[UnitLine]:
    """The lines of a unit; each figure leads to its facts where these are open (`has_facts`)."""
    period = to_date(one.period)
    return [_unit_line(pair, unit_code, period, has_facts=has_facts) for pair in pairs]


def _unit_line(pair: LinePair, unit_code: str, period: Period, *, has_facts: bool) -> UnitLine:
    line = pair.line
    figures = [code for code in line.figures.split("、") if code and has_facts]
    return UnitLine(
        line,
        UNKNOWN if line.value is None else shown(Fraction(line.value), 1, "HALF_UP"),
        rounded(line.k),
        rounded(line.points),
        rounded(pair.trial.points) if pair.trial is not None and pair.is_changed else "",
        tuple((code, tiles.figure_href(code, unit_code, period)) for code in figures),
    )


def _href(one: Standing) -> str:
    return reverse("assessment:round", args=[one.round.pk])


ROUNDS: tuple[Column[Any], ...] = (
    Column("period", "期间", lambda one: one.label, is_title=True, href=_href),
    Column("scheme", "方案", lambda one: one.round.scheme_code, Kind.CODE),
    Column("state", "状态", state_badge, Kind.BADGE),
    Column("due_on", "截止日", lambda one: one.due_on, Kind.DATE),
    Column("started", "试算", lambda one: one.steps[0].recorded_at, Kind.MOMENT),
    Column("by", "组织人", lambda one: one.steps[0].recorded_by),
)


EXPORT: tuple[Column[Any], ...] = (
    Column("group", "分组", lambda row: row[0]),
    Column("rank", "名次", lambda row: row[1].rank),
    Column("name", "单位", lambda row: row[1].name, is_title=True),
    Column("score", "得分", lambda row: row[1].score),
    Column("trial", "试算得分", lambda row: row[1].trial),
    Column("change", "较试算", lambda row: row[1].change),
    Column("colour", "五色", lambda row: row[1].colour),
    Column("grade", "等次", lambda row: row[1].grade),
    Column("note", "说明", lambda row: row[1].note),
)


def export_rows(found: Sequence[Compared]) -> list[tuple[str, ScoreRow]]:
    """One row per unit for the workbook."""
    return [(f"{group.code} {group.name}", row) for group in groups(found) for row in group.rows]


@dataclass(frozen=True)
class SupposedLine:
    """A line that would change."""

    code: str
    name: str
    now_value: str
    then_value: str
    now: str
    then: str
    why: str


def what_if(found: WhatIf) -> dict[str, object]:
    """Score, place, colour now and then, and the lines between."""
    now, then = found.now, found.then
    heads = [
        ("得分", _number(now.score.total), _number(then.score.total)),
        ("五色", now.colour.value, then.colour.value),
    ]
    if not found.hides_place:
        heads.append(("名次", _place(now.rank), _place(then.rank)))
        heads.append(("等次", _grade(now.grade), _grade(then.grade)))
    return {
        "found": found,
        "heads": heads,
        "moved": "" if found.hides_place else arrow_words(arrow(then.rank, now.rank)),
        "change": _moved(then.score.total, now.score.total),
        "lines": [_supposed_line(one) for one in found.lines],
    }


def _supposed_line(one: ChangedLine) -> SupposedLine:
    return SupposedLine(
        one.now.spec.code,
        one.now.spec.name,
        _number(one.now.value, 1),
        _number(one.then.value, 1),
        _number(one.now.points),
        _number(one.then.points),
        one.then.why,
    )


def _grade(grade: Grade | None) -> str:
    return grade.value if grade else UNKNOWN


def _place(rank: int | None) -> str:
    return UNKNOWN if rank is None else f"第{rank}名"


def _number(number: Fraction | None, digits: int = DIGITS) -> str:
    return UNKNOWN if number is None else shown(number, digits, "HALF_UP")
