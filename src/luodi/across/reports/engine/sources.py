"""Where the printed numbers come from: a line for each figure of the area, a line for each measure of its units."""

from dataclasses import dataclass, field, replace

from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.tokens import Token

MeasureKey = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class SourceLine:
    """One printed figure: where it stands, what it is, how it was printed, what lies behind it."""

    number: int
    places: tuple[str, ...]
    token: Token
    shown: str
    figure: FigureValue


@dataclass
class Measure:
    """One measure of several units: where it stands, and each unit's figure as it was printed."""

    number: int
    figure: FigureValue
    places: list[str] = field(default_factory=list)
    said: dict[str, tuple[FigureValue, str]] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """The name of its row in the annex."""
        return f"measure-{self.number}"


class Sources:
    """Gathers sources in order of first appearance; each printed number gets the name of its row."""

    def __init__(self) -> None:
        self.lines: dict[str, SourceLine] = {}
        self.measures: dict[MeasureKey, Measure] = {}

    def of_text(self, place: str, token: Token, shown: str, figure: FigureValue) -> str:
        """A number in the text."""
        return (
            self._measured(place, shown, figure)
            if figure.owner
            else self._line(token.text, place, token, shown, figure)
        )

    def of_table(self, place: str, token: Token, shown: str, figure: FigureValue) -> str:
        """A number in a table; the same figure in the text has the same row."""
        if figure.owner:
            return self._measured(place, shown, figure)
        known = (key for key, line in self.lines.items() if line.token.key == token.key)
        return self._line(next(known, token.text), place, token, f"{shown}{figure.unit}", figure)

    def _line(self, key: str, place: str, token: Token, shown: str, figure: FigureValue) -> str:
        line = self.lines.get(key)
        if line is None:
            line = SourceLine(len(self.lines) + 1, (place,), token, shown, figure)
        elif place not in line.places:
            line = replace(line, places=(*line.places, place))
        self.lines[key] = line
        return line.token.text

    def _measured(self, place: str, shown: str, figure: FigureValue) -> str:
        key = (figure.code, figure.bare_name, figure.calibre, figure.period, figure.source)
        measure = self.measures.setdefault(key, Measure(len(self.measures) + 1, figure))
        if place not in measure.places:
            measure.places.append(place)
        measure.said.setdefault(figure.owner, (figure, shown))
        return measure.anchor


def hint_of(figure: FigureValue, *, is_masked: bool = False) -> str:
    """What is shown when the pointer rests on a figure."""
    facts = f"事实{figure.facts}条" if figure.facts is not None and not is_masked else ""
    return "；".join(
        part for part in (f"{figure.code} {figure.name}".strip(), figure.calibre, figure.period, facts) if part
    )
