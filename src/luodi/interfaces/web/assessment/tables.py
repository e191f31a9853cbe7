"""Rankings, colours and lines as the templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.graded import Notice
from luodi.across.assessment.selectors import BoardPlace, PlacedBoard, RankedGroup, RankedUnit, Ranking, rank_history
from luodi.across.assessment.selectors.readings import to_date
from luodi.across.figures.rules.rounding import shown
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import Period
from luodi.interfaces.web.ui import tiles
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_BEHIND: Final = (Colour.RED.value, Colour.ORANGE.value, Colour.YELLOW.value)


@dataclass(frozen=True)
class Cell:
    """One line's points of one unit, with the letter of its colour."""

    points: str
    colour: str
    title: str


@dataclass(frozen=True)
class Row:
    """One unit of a group."""

    name: str
    href: str
    rank: str
    arrow: str
    arrow_words: str
    score: str
    judged: str
    colour: str
    before: str
    grade: str
    is_low: bool
    notes: tuple[str, ...]
    cells: tuple[Cell, ...]
    changed: bool
    reason: str


@dataclass(frozen=True)
class GroupView:
    """A group with its heads and rows."""

    group: RankedGroup
    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def is_unjudged(self) -> bool:
        """Whether no unit of the group has a score: then a sentence says so instead of a table of dashes."""
        return bool(self.group.units) and all(unit.score.total is None for unit in self.group.units)

    @property
    def behind(self) -> list[Row]:
        """The units that are red, orange or yellow, the worst colour first, in it the lowest score first."""
        found = [row for row in reversed(self.rows) if row.colour in _BEHIND]
        return sorted(found, key=lambda row: _BEHIND.index(row.colour))

    @property
    def others(self) -> list[Row]:
        """The units of the other colours, as they are ranked."""
        return [row for row in self.rows if row.colour not in _BEHIND]

    @property
    def has_lines(self) -> bool:
        """Whether there is any line to show."""
        return any(row.cells for row in self.rows)


def groups(found: Ranking) -> list[GroupView]:
    """Every group as drawn."""
    return [_group(one, found) for one in found.groups]


def colour_rules(found: Ranking) -> list[tuple[str, str]]:
    """How colours are found, once for all groups of which it holds; the groups are named where rules differ."""
    names: dict[str, list[str]] = {}
    for group in found.groups:
        names.setdefault(group.colour_rule, []).append(group.name)
    return [("、".join(some) if len(names) > 1 else "", rule) for rule, some in names.items()]


def _group(group: RankedGroup, found: Ranking) -> GroupView:
    lines = group.units[0].score.lines if group.units else ()
    heads = tuple((line.spec.name, f"{float(line.spec.weight):g}") for line in lines)
    return GroupView(group, heads, tuple(_row(unit, found) for unit in group.units))


def _row(unit: RankedUnit, found: Ranking) -> Row:
    query = urlencode({"period": found.period.code, "scheme": found.scheme_code})
    href = f"{reverse('assessment:unit', args=[unit.unit.code])}?{query}" if unit.is_open else ""
    plain = unit.to_json()
    before = unit.previous_colour.value if unit.previous_colour else ""
    return Row(
        unit.unit.label,
        href,
        UNKNOWN if unit.rank is None else str(unit.rank),
        arrow_words(unit.arrow),
        _place_before(unit),
        str(plain["score"] or UNKNOWN),
        str(plain["judged_weight"]),
        unit.colour.value,
        before,
        unit.grade.value if unit.grade else "",
        unit.is_low,
        tuple(note for note in (*unit.colour_why, *_marks(unit)) if note),
        tuple(_cells(plain["lines"])),
        bool(before) and before != unit.colour.value,
        unit.reason,
    )


def _marks(unit: RankedUnit) -> list[str]:
    by_people = [f"考核调整{len(unit.adjustments)}项"] if unit.adjustments else []
    return [unit.advice, unit.score.why, *by_people]


def _place_before(unit: RankedUnit) -> str:
    if not unit.arrow:
        return "没有上期名次"
    return f"上期第{unit.previous_rank}名"


def _cells(lines: Any) -> list[Cell]:  # noqa: ANN401 - plain values of the selector
    return [Cell(str(line["points"] or UNKNOWN), str(line["colour"]), str(line["why"])) for line in lines]


@dataclass(frozen=True)
class LineRow:
    """A line of one unit with its explanation and the ways to its facts."""

    code: str
    name: str
    block: str
    value: str
    k: str
    weight: str
    counted: str
    points: str
    colour: str
    why: str
    facts: tuple[tuple[str, str], ...]


def lines(unit: RankedUnit, found: Ranking) -> list[LineRow]:
    """The lines of a unit; each figure leads to its drill-down."""
    period = to_date(found.period)
    plain: Any = unit.to_json()["lines"]
    drawn = []
    for line, said in zip(unit.score.lines, plain, strict=True):
        facts = [
            (reading.name, tiles.figure_href(reading.figure, unit.unit.code, period))
            for reading in line.readings
            if not reading.is_absent
        ]
        drawn.append(
            LineRow(
                line.spec.code,
                line.spec.name,
                line.spec.block,
                str(said["value"] or UNKNOWN),
                str(said["k"] or UNKNOWN),
                str(said["weight"]),
                _short(line.counted),
                str(said["points"] or UNKNOWN),
                str(said["colour"]),
                str(said["why"]),
                tuple(facts),
            )
        )
    return drawn


def _short(number: Fraction) -> str:
    """Two digits at most."""
    return shown(number, 2, "HALF_UP").rstrip("0").rstrip(".")


EXPORT: tuple[Column[Any], ...] = (
    Column("group", "分组", lambda row: row["group"]),
    Column("rank", "名次", lambda row: row["rank"], Kind.INTEGER),
    Column("previous_rank", "上期名次", lambda row: row["previous_rank"], Kind.INTEGER),
    Column("name", "单位", lambda row: row["name"], is_title=True),
    Column("score", "得分", lambda row: row["score"]),
    Column("judged_weight", "已评权重", lambda row: row["judged_weight"]),
    Column("colour", "五色", lambda row: row["colour"]),
    Column("previous_colour", "上期五色", lambda row: row["previous_colour"]),
    Column("grade", "等次", lambda row: row["grade"]),
    Column("notes", "说明", lambda row: "；".join(row["notes"])),
)


def export_rows(found: Ranking) -> Sequence[dict[str, object]]:
    """One row per unit for the workbook."""
    return [
        {
            **unit.to_json(),
            "group": f"{group.code} {group.name}",
            "notes": [*(["靠后"] if unit.is_low else []), *unit.colour_why, *filter(None, _marks(unit))],
        }
        for group in found.groups
        for unit in group.units
    ]


_NOTICE_TONES: Final = {Notice.REMINDER: "warn", Notice.CIRCULAR: "alert", Notice.TALK: "alert", Notice.ACCOUNT: "bad"}


def notice_badge(level: Notice | None) -> Badge:
    """The grade of a notice; nothing is called for any more where a restatement has lifted the unit."""
    return Badge("不再需要", "plain") if level is None else Badge(str(level.label), _NOTICE_TONES[level])


def arrow_words(sign: str) -> str:
    """A change of place in a sign and in words: ↑2 上升2位."""
    if sign in {"", "→"}:
        return "→ 持平" if sign else ""
    return f"{sign} {'上升' if sign[0] == '↑' else '下降'}{sign[1:]}位"


@dataclass(frozen=True)
class PastRow:
    """A closed period of a unit."""

    period: str
    code: str
    version: int
    place: str
    moved: str
    score: str
    colour: str
    grade: str
    is_low: bool


def history(viewer: Any, unit: RankedUnit, found: Ranking) -> list[PastRow]:  # noqa: ANN401 - pages know no models
    """The last closed periods of the same kind, the latest first."""
    past = rank_history(viewer, unit.unit, period=found.period, scheme_code=found.scheme_code)
    return [
        PastRow(
            one.period.label,
            one.period.code,
            one.version,
            UNKNOWN if one.rank is None else f"{one.rank} / {one.members}",
            arrow_words(one.arrow),
            UNKNOWN if one.score is None else shown(Fraction(one.score), 2, "HALF_UP"),
            one.colour.value,
            one.grade,
            one.is_low,
        )
        for one in past
    ]


@dataclass(frozen=True)
class BoardRow:
    """A unit on a board."""

    place: int
    name: str
    group: str
    value: str
    href: str


@dataclass(frozen=True)
class BoardView:
    """A board as drawn."""

    name: str
    measure: str
    unit: str
    placed: int
    rows: tuple[BoardRow, ...]


def boards(found: Sequence[PlacedBoard], period: Period) -> list[BoardView]:
    """Every board; an own number leads to its facts."""
    return [
        BoardView(
            one.board.name,
            one.board.measure,
            one.board.unit,
            one.placed,
            tuple(_board_row(row, to_date(period)) for row in one.places),
        )
        for one in found
    ]


def _board_row(row: BoardPlace, period: Period) -> BoardRow:
    href = tiles.figure_href(row.figure.code, row.unit.code, period) if row.is_open else ""
    return BoardRow(row.place, row.unit.label, row.group, str(row.figure.value), href)
