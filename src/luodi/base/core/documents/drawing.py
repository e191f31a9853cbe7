"""Draws a chart as a PNG: bars, lines or both, Chinese labels, readable in black and white.

Series differ by shade and by pattern (full, hatched, empty; solid, dashed, dotted with their own marks), never by colour alone.
The same chart with the same font always gives the same bytes.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from luodi.base.core.documents.charts import Chart, Scale, Series
from luodi.base.core.documents.fonts import require_font
from luodi.base.core.money import plain

WIDTH, HEIGHT = 1872, 1080
"""Pixels: 156 × 90 mm at 305 dots an inch."""
_INK, _SOFT, _LINE = "#1b2733", "#4d5967", "#c3ccd7"
_SHADES = ("#1a4f8b", "#c58a1a", "#5b6672", "#17693c")
_TITLE, _TEXT = 46, 32
_LEFT, _RIGHT, _TOP, _BOTTOM = 140, 140, 220, 150
_LABELLED = 13
_LINE_WIDTH, _MARK = 5, 10
_HATCH_STEP = 14
_MOST_LINES = 3
_NOT_FIRST, _NOT_LAST = "、，。；：）》", "（《"
Point = tuple[float, float]


@dataclass(frozen=True)
class _Frame:
    """Where the plot stands and how values and categories become pixels."""

    chart: Chart
    left_scale: Scale
    right_scale: Scale

    @property
    def slot(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / len(self.chart.categories)

    def centre(self, at: int) -> float:
        return _LEFT + self.slot * (at + 0.5)

    def height(self, value: Decimal, *, is_right: bool = False) -> float:
        scale = self.right_scale if is_right else self.left_scale
        return HEIGHT - _BOTTOM - float(scale.share(value)) * (HEIGHT - _TOP - _BOTTOM)


def draw_chart(chart: Chart, *, font: Path | None = None) -> bytes:
    """The chart as PNG, WIDTH × HEIGHT pixels. BusinessError `documents.no_font` on a machine without Chinese characters."""
    painter = _Painter(chart, font or require_font())
    painter.paint()
    target = io.BytesIO()
    painter.image.save(target, "PNG", optimize=True, dpi=(305, 305))
    return target.getvalue()


def labelled_points(line: Series) -> range:
    """The points of a line that have their value beside them: of a level one (时序进度) the last, where it hides no bar's."""
    last = len(line.values)
    return range(last - 1, last) if len(set(line.values)) == 1 else range(last)


class _Painter:
    """One picture in the making."""

    def __init__(self, chart: Chart, font: Path) -> None:
        self._chart = chart
        self._frame = _Frame(chart, chart.scale(), chart.scale(is_right=True))
        self._title = ImageFont.truetype(str(font), _TITLE)
        self._text = ImageFont.truetype(str(font), _TEXT)
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self._draw = ImageDraw.Draw(self.image)
        self._taken: list[tuple[float, float, float, float]] = []

    def paint(self) -> None:
        self._draw.text((WIDTH / 2, 50), self._chart.title, _INK, self._title, anchor="mm")
        self._axis(self._frame.left_scale, x=_LEFT - 16, anchor="rm", has_lines=True)
        self._draw.text((_LEFT - 16, _TOP - 44), self._chart.unit, _SOFT, self._text, anchor="rm")
        if any(one.is_right for one in self._chart.series):
            self._axis(self._frame.right_scale, x=WIDTH - _RIGHT + 16, anchor="lm", has_lines=False)
            self._draw.text((WIDTH - _RIGHT + 16, _TOP - 44), self._chart.right_unit, _SOFT, self._text, anchor="lm")
        self._categories()
        bars = [(number, one) for number, one in enumerate(self._chart.series) if one.kind == "bar"]
        for place, (number, one) in enumerate(bars):
            self._bars(one, number, place, len(bars))
        base = self._frame.height(max(Decimal(0), self._frame.left_scale.low))
        self._draw.line(((_LEFT, base), (WIDTH - _RIGHT, base)), _INK, 3)
        for number, one in enumerate(self._chart.series):
            if one.kind == "line":
                self._curve(one, number)
        self._legend()

    def _axis(self, scale: Scale, *, x: float, anchor: str, has_lines: bool) -> None:
        is_right = not has_lines
        for tick in scale.ticks():
            y = self._frame.height(tick, is_right=is_right)
            if has_lines:
                self._draw.line(((_LEFT, y), (WIDTH - _RIGHT, y)), _LINE, 2)
            self._draw.text((x, y), plain(tick), _SOFT, self._text, anchor=anchor)

    def _categories(self) -> None:
        for at, name in enumerate(self._chart.categories):
            top = HEIGHT - _BOTTOM + 16
            for number, line in enumerate(self._wrapped(name)):
                place = (self._frame.centre(at), top + number * (_TEXT + 6))
                self._draw.text(place, line, _INK, self._text, anchor="mt")

    def _wrapped(self, name: str) -> list[str]:
        """At most three lines that fit into the slot; what is longer ends with …"""
        per_line = max(1, int((self._frame.slot - 8) / _TEXT))
        lines = broken_name(name, per_line)
        if len(lines) > _MOST_LINES:
            lines = [name[start : start + per_line] for start in range(0, len(name), per_line)]
        return lines if len(lines) <= _MOST_LINES else [*lines[:2], lines[2][:-1] + "…"]

    def _bars(self, one: Series, number: int, place: int, count: int) -> None:
        width = self._frame.slot * 0.7 / count
        zero = self._frame.height(Decimal(0), is_right=one.is_right)
        for at, value in enumerate(one.values):
            if value is None:
                continue
            left = self._frame.centre(at) + width * (place - count / 2) + width * 0.06
            y = self._frame.height(value, is_right=one.is_right)
            box = (left, min(y, zero), left + width * 0.88, max(y, zero))
            self._fill(box, number)
            self._label(one, at, ((box[0] + box[2]) / 2, box[1] - 6 if value >= 0 else box[3] + 6), value >= 0)

    def _fill(self, box: tuple[float, float, float, float], number: int) -> None:
        shade = _SHADES[number % len(_SHADES)]
        if number % 3 == 0:
            self._draw.rectangle(box, shade, shade, 3)
            return
        self._draw.rectangle(box, "white", shade, 3)
        if number % 3 == 1:
            self._hatch(box, shade)

    def _hatch(self, box: tuple[float, float, float, float], shade: str) -> None:
        left, top, right, bottom = (round(edge) for edge in box)
        if right <= left or bottom <= top:
            return
        tile = Image.new("RGB", (right - left, bottom - top), "white")
        pen = ImageDraw.Draw(tile)
        for start in range(-tile.height, tile.width, _HATCH_STEP):
            pen.line(((start, tile.height), (start + tile.height, 0)), shade, 4)
        self.image.paste(tile, (left, top))
        self._draw.rectangle(box, None, shade, 3)

    def _curve(self, one: Series, number: int) -> None:
        points = [
            None if value is None else (self._frame.centre(at), self._frame.height(value, is_right=one.is_right))
            for at, value in enumerate(one.values)
        ]
        for start, end in pairwise(points):
            if start is not None and end is not None:
                self._stroke(start, end, number)
        labelled = labelled_points(one)
        for at, point in enumerate(points):
            if point is not None:
                self._mark(point, number)
                if at in labelled:
                    self._label(one, at, (point[0], point[1] - _MARK - 8), True)

    def _stroke(self, start: Point, end: Point, number: int) -> None:
        shade = _SHADES[number % len(_SHADES)]
        for piece in _dashes(start, end, (0, 26, 8, 40)[number % 4]):
            self._draw.line(piece, shade, _LINE_WIDTH)

    def _mark(self, at: Point, number: int) -> None:
        x, y = at
        shade = _SHADES[number % len(_SHADES)]
        marks: tuple[Callable[[], None], ...] = (
            lambda: self._draw.ellipse((x - _MARK, y - _MARK, x + _MARK, y + _MARK), shade),
            lambda: self._draw.rectangle((x - _MARK, y - _MARK, x + _MARK, y + _MARK), "white", shade, 4),
            lambda: self._draw.polygon(((x, y - _MARK - 3), (x + _MARK, y + _MARK), (x - _MARK, y + _MARK)), shade),
        )
        marks[number % len(marks)]()

    def _label(self, one: Series, at: int, place: Point, is_above: bool) -> None:
        if len(self._chart.categories) * len(self._chart.series) > 2 * _LABELLED:
            return
        x, y = place
        width = self._text.getlength(one.label(at))
        step = -4 if is_above else 4
        while (
            any(_meet(box, (x - width / 2, y - _TEXT, x + width / 2, y)) for box in self._taken)
            and _TOP - 60 < y < HEIGHT
        ):
            y += step
        self._taken.append((x - width / 2, y - _TEXT, x + width / 2, y))
        anchor = "mb" if is_above else "mt"
        self._draw.text((x, y), one.label(at), _INK, self._text, anchor=anchor, stroke_width=4, stroke_fill="white")

    def _legend(self) -> None:
        widths = [90 + self._text.getlength(one.name) + 50 for one in self._chart.series]
        x = (WIDTH - sum(widths)) / 2
        y = 118
        for number, (one, width) in enumerate(zip(self._chart.series, widths, strict=True)):
            if one.kind == "bar":
                self._fill((x, y - 15, x + 70, y + 15), number)
            else:
                self._stroke((x, y), (x + 70, y), number)
                self._mark((x + 35, y), number)
            self._draw.text((x + 84, y), one.name, _INK, self._text, anchor="lm")
            x += width


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _dashes(start: Point, end: Point, length: int) -> Iterator[Sequence[Point]]:
    """The line in pieces of this length with gaps as long; whole for 0."""
    if not length:
        yield (start, end)
        return
    far = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 or 1.0
    along = 0.0
    while along < far:
        until = min(along + length, far)
        yield tuple(
            (start[0] + (end[0] - start[0]) * part / far, start[1] + (end[1] - start[1]) * part / far)
            for part in (along, until)
        )
        along += 2 * length


def broken_name(name: str, per_line: int) -> list[str]:
    """The name broken before a bracket where that is possible; no line begins with a closing sign or ends with an opening one."""
    lines, rest = [], name
    while len(rest) > per_line:
        size = rest.find("（") if 0 < rest.find("（") <= per_line else per_line
        while size > 1 and (rest[size] in _NOT_FIRST or rest[size - 1] in _NOT_LAST):
            size -= 1
        lines.append(rest[:size])
        rest = rest[size:]
    return [*lines, rest]
