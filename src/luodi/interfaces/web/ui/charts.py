"""Charts as options for ECharts, always with the table of their numbers: a chart without its table is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luodi.interfaces.web.ui.cells import Kind, text_of

PALETTE = ("#1a4f8b", "#c58a1a", "#2b7a5b", "#8a4a7d", "#5d7fa8", "#a4532f")
FEW_BARS, MANY_BARS = 10, 18


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a chart on its ground."""

    palette: tuple[str, ...]
    ink: str
    muted: str
    rule: str


PAPER = Look(PALETTE, "#1c2733", "#55606e", "#dde3ea")
WALL = Look(("#4da3ff", "#ffc44d"), "#f2f6fb", "#b9c7d8", "#2c4058")
"""Light on dark, for a board that is read from across a room."""

Value = Decimal | int | None


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers along the labels, drawn as bars or as a line; None leaves a gap."""

    name: str
    values: tuple[Value, ...]
    shape: str = "bar"
    kind: Kind = Kind.DECIMAL


@dataclass(frozen=True, slots=True)
class Chart:
    """Labels and series; `key` is unique on the page, `unit` stands behind the title."""

    key: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    is_horizontal: bool = False
    first_header: str = "项目"
    look: Look = PAPER

    def options(self) -> dict[str, object]:
        """ECharts options, plain JSON."""
        look = self.look
        labels = {"type": "category", "data": list(self.labels), **_axis(look), "inverse": self.is_horizontal}
        labels["axisLabel"] = {"color": look.muted, "width": 120, "overflow": "truncate", "hideOverlap": True}
        numbers = {"type": "value", **_axis(look), "splitLine": {"lineStyle": {"color": look.rule}}}
        return {
            "aria": {"enabled": True},
            "color": list(look.palette),
            "textStyle": {"color": look.ink},
            "grid": {
                "left": 8,
                "right": 16,
                "top": 36 if len(self.series) > 1 else 8,
                "bottom": 8,
                "containLabel": True,
            },
            "legend": {"top": 0, "left": 0, "show": len(self.series) > 1, "textStyle": {"color": look.ink}},
            "tooltip": {"trigger": "axis", "renderMode": "richText"},
            "xAxis": numbers if self.is_horizontal else labels,
            "yAxis": labels if self.is_horizontal else numbers,
            "series": [self._drawn(series) for series in self.series],
        }

    @property
    def options_id(self) -> str:
        """Id of the element that carries the options."""
        return f"{self.key}-options"

    @property
    def size(self) -> str:
        """How high the picture is drawn: lying bars need room each."""
        if not self.is_horizontal or len(self.labels) <= FEW_BARS:
            return ""
        return "is-tall" if len(self.labels) <= MANY_BARS else "is-taller"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for series in self.series for value in series.values)

    @property
    def table_rows(self) -> list[tuple[str, list[str]]]:
        """The numbers as people read them, one row per label."""
        return [
            (label, [text_of(series.values[number], series.kind) for series in self.series])
            for number, label in enumerate(self.labels)
        ]

    @property
    def table_columns(self) -> list[tuple[str, list[str]]]:
        """The same numbers, one row per series, for a wide and low table."""
        return [(series.name, [text_of(value, series.kind) for value in series.values]) for series in self.series]

    def _drawn(self, series: Series) -> dict[str, object]:
        data = [None if value is None else float(value) for value in series.values]
        drawn: dict[str, object] = {"name": series.name, "type": series.shape, "data": data}
        if series.shape == "bar":
            return drawn | {"barMaxWidth": 22, "itemStyle": {"borderRadius": 2}}
        return drawn | {"symbolSize": 6, "lineStyle": {"width": 2}, "connectNulls": False}


def trend(
    key: str, title: str, labels: Sequence[str], actual: Sequence[Value], planned: Sequence[Value], unit: str
) -> Chart:
    """What was reached against what the calendar asks for."""
    return Chart(
        key,
        title,
        tuple(labels),
        (Series("累计完成", tuple(actual), "bar"), Series("时序目标", tuple(planned), "line")),
        unit,
        first_header="时间",
    )


def comparison(key: str, title: str, pairs: Sequence[tuple[str, Value]], unit: str, first_header: str) -> Chart:
    """One number per unit or chain as lying bars, the greatest first; whoever has none is left out."""
    ranked = sorted(((label, value) for label, value in pairs if value), key=lambda pair: -pair[1])
    labels, values = tuple(label for label, _ in ranked), tuple(value for _, value in ranked)
    return Chart(key, title, labels, (Series(title, values),), unit, True, first_header)


def funnel(key: str, title: str, steps: Sequence[tuple[str, int]]) -> Chart:
    """How many projects reached each stage, as lying bars (readable in print, unlike a funnel)."""
    labels, values = [label for label, _ in steps], [value for _, value in steps]
    return Chart(key, title, tuple(labels), (Series(title, tuple(values), kind=Kind.INTEGER),), "个", True, "阶段")


def _axis(look: Look) -> dict[str, object]:
    return {
        "axisLine": {"lineStyle": {"color": look.rule}},
        "axisTick": {"show": False},
        "axisLabel": {"color": look.muted},
    }
