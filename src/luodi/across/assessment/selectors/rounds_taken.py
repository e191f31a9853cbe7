"""What a version of a round holds, computed; and whether the stored ones still say what their hash says."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

from luodi.across.assessment.models import Adjustment, RoundLine, RoundScore, RoundVersion
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.scoring import ItemScore, LineScore
from luodi.across.assessment.rules.sheets import ItemKind, Veto
from luodi.across.assessment.selectors.published import configured_by
from luodi.across.assessment.selectors.scores import GroupResult, Result, with_history
from luodi.across.figures.rules.rounding import exact
from luodi.base.core.periods import Period

_MOST_NAMED: Final = 50
_FIGURES_LENGTH: Final = 100


@dataclass(frozen=True, slots=True)
class TakenScore:
    """One unit's result as it is stored."""

    scheme_id: int
    unit_id: int
    calculated: str | None
    score: str | None
    judged_weight: str
    rank: int | None
    members: int
    colour: str
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One line of a unit's result as it is stored."""

    unit_id: int
    position: int
    code: str
    name: str
    block: str
    value: str | None
    k: str | None
    weight: str
    counted: str
    points: str | None
    correction: str
    colour: str
    figures: str
    why: str


@dataclass(frozen=True)
class TakenRound:
    """Everything that a version of a round holds."""

    scores: tuple[TakenScore, ...]
    lines: tuple[TakenLine, ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """Over the canonical text: a line per row, sorted."""
        return _digest(self.scores, self.lines, self.settings)

    @property
    def is_empty(self) -> bool:
        """Whether no unit has a score."""
        return all(one.score is None for one in self.scores)


def taken_round(scheme_code: str, period: Period, *, at: datetime) -> TakenRound:
    """The results of all groups of a scheme as known at a moment. BusinessError `assessment.no_scheme`."""
    groups = with_history(period, code=scheme_code, known_at=at)[0]
    pairs = [(group, one) for group in groups.values() for one in group.results]
    scores = tuple(_score(group, one) for group, one in pairs)
    lines = tuple(line for _, one in pairs for line in _lines(one))
    return TakenRound(scores, lines, tuple(configured_by({one.scheme_id for one in scores})))


def check_rounds() -> tuple[int, tuple[str, ...]]:
    """How many versions of rounds were compared with their hash, and a sentence for each that was changed."""
    rows = RoundVersion.objects.select_related("round").order_by("pk")
    faults = [
        f"{row.round} {row}：内容与校验值不符，定稿结果被改动过" for row in rows if stored_digest(row) != row.sha256
    ]
    return len(rows), tuple(faults[:_MOST_NAMED])


def says_the_same(found: TakenRound, version: RoundVersion) -> bool:
    """Whether the results are those of a stored version; by which program they were computed does not matter."""
    return _digest(found.scores, found.lines, ()) == _digest(*_stored(version), ())


def stored_digest(version: RoundVersion) -> str:
    """The hash of what is stored."""
    return _digest(*_stored(version), list(version.settings.values_list("name", "value")))


def _stored(version: RoundVersion) -> tuple[list[TakenScore], list[TakenLine]]:
    scores = RoundScore.objects.filter(version=version).values_list(*TakenScore.__slots__)
    lines = RoundLine.objects.filter(version=version).values_list(*TakenLine.__slots__)
    return [TakenScore(*row) for row in scores], [TakenLine(*row) for row in lines]


def _digest(scores: Sequence[TakenScore], lines: Sequence[TakenLine], configured: Sequence[tuple[str, str]]) -> str:
    hashed = hashlib.sha256()
    for rows in (configured, map(astuple, scores), map(astuple, lines)):
        for line in sorted(map(repr, rows)):
            hashed.update(line.encode() + b"\n")
    return hashed.hexdigest()


def _score(group: GroupResult, one: Result) -> TakenScore:
    score = one.score
    return TakenScore(
        group.scheme.pk,
        one.unit.pk,
        None if score.calculated is None else exact(score.calculated),
        None if score.total is None else exact(score.total),
        exact(score.judged_weight),
        one.rank,
        one.members,
        one.colour.value,
        one.grade.value if one.grade else "",
        "；".join(_notes(one)),
    )


def _notes(one: Result) -> Iterator[str]:
    if one.is_low:
        yield "靠后"
    labels = [str(Veto(code).label) for code in one.score.vetoes]
    yield from (label for label in labels if not any(why.startswith(label) for why in one.colour_why))
    yield from one.colour_why
    if one.score.why:
        yield one.score.why
    yield from (_told(row) for row in one.decided.rows)


def _told(row: Adjustment) -> str:
    """An approved adjustment in words: what, why, on which basis, who approved it."""
    if row.kind == AdjustmentKind.COLOUR:
        what = f"改评{row.colour}"
    elif row.kind == AdjustmentKind.VETO:
        what = str(Veto(row.subject).label)
    else:
        what = f"{row.subject or '总分'}{row.amount:+f}{'件' if row.kind == AdjustmentKind.CASES else '分'}"
    return f"考核调整{what}：{row.reason}（依据：{row.basis}；批准人：{row.slip.recognised_by}）"


def _lines(one: Result) -> Iterator[TakenLine]:
    for position, line in enumerate(one.score.lines):
        yield _line(one.unit.pk, position, line)
    for position, item in enumerate(one.score.items, start=len(one.score.lines)):
        yield _item(one.unit.pk, position, item)


def _line(unit_id: int, position: int, line: LineScore) -> TakenLine:
    return TakenLine(
        unit_id,
        position,
        line.spec.code,
        line.spec.name,
        line.spec.block,
        None if line.value is None else exact(line.value),
        None if line.k is None else exact(line.k),
        exact(line.spec.weight),
        exact(line.counted),
        None if line.points is None else exact(line.points),
        exact(line.correction),
        line.colour.value,
        "、".join(reading.figure for reading in line.readings if not reading.is_absent)[:_FIGURES_LENGTH],
        line.why,
    )


def _item(unit_id: int, position: int, item: ItemScore) -> TakenLine:
    return TakenLine(
        unit_id,
        position,
        item.spec.code,
        item.spec.name,
        str(ItemKind(item.spec.kind).label),
        exact(item.cases),
        None,
        "0",
        "0",
        exact(item.points),
        "0",
        Colour.GREY.value,
        item.spec.figure,
        item.why,
    )
