"""`luodi figures` and `luodi drill`: values of figures, and the facts whose sum they are."""

from argparse import Namespace
from typing import Final

from luodi.across.assessment import selectors as assessment
from luodi.across.figures import selectors as catalogue
from luodi.across.figures.selectors import Ask, FigureSheet, FigureValue
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import CapitalOrigin, Event
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_PARTS: Final = {"numerator": "分子", "denominator": "分母", "previous": "上年同期"}
_DIGITS_SHOWN: Final = 4
_FACTS: Final = {
    **{event.value: event.label for event in Event},
    **{origin.value: f"{origin.label}资金到位" for origin in CapitalOrigin},
}


def run_figures(options: Namespace, screen: Screen) -> int:
    """Values of figures for a unit and period."""
    sheet = _on_cluster(options) if options.engine == "spark" else _in_instance(options)
    screen.line(f"{sheet.unit.name} {sheet.period.label}（{sheet.period.first} 至 {sheet.period.last}）")
    screen.table(("代码", "指标", "数值", "分子/分母", "目标完成", "说明"), [_line(figure) for figure in sheet.figures])
    screen.document(sheet.to_json())
    return 0


def _in_instance(options: Namespace) -> FigureSheet:
    instance.require_ready()
    return assessment.figures(
        orgs.operator(),
        period=options.period,
        unit=instance.unit_code(options.unit),
        codes=options.codes,
        calibre=options.calibre,
        window=options.window,
        known_at=instance.moment(options.known_at),
        round_mode=options.round_mode,
        digits=options.digits,
    )


def _on_cluster(options: Namespace) -> FigureSheet:
    if options.mart is None:
        raise BusinessError("用 Spark 计算要指明统计副本：加上 --mart 目录（实例目录下的 mart）。", code="spark.mart")
    ask = Ask(
        options.period,
        options.unit,
        options.codes,
        options.calibre,
        options.window,
        instance.moment(options.known_at),
        options.round_mode,
        options.digits,
    )
    return catalogue.nation(options.mart, ask, master=options.master)


def _line(figure: FigureValue) -> tuple[str, ...]:
    return (
        figure.code,
        figure.name,
        shown(figure),
        f"{_short(figure.numerator)}/{_short(figure.denominator)}" if figure.denominator else "",
        "；".join(
            f"{target.issuer}{target.tier}{target.value}{target.unit}：{target.completion or '—'}%"
            for target in figure.targets
        ),
        figure.why or figure.note,
    )


def shown(figure: FigureValue) -> str:
    """The value with its unit; a dash where it cannot be said."""
    return "—" if figure.value is None else f"{figure.value}{figure.unit}"


def _short(number: str | None) -> str:
    """A number without its endless digits, for people."""
    whole, _, rest = (number or "—").partition(".")
    return f"{whole}.{rest[:_DIGITS_SHOWN]}" if rest else whole


def run_drill(options: Namespace, screen: Screen) -> int:
    """The facts behind one figure."""
    instance.require_ready()
    found = catalogue.drill(
        orgs.operator(),
        options.code,
        period=options.period,
        unit=instance.unit_code(options.unit),
        calibre=options.calibre,
        window=options.window,
        known_at=instance.moment(options.known_at),
        round_mode=options.round_mode,
        digits=options.digits,
    )
    document = found.to_json()
    screen.line(
        f"{found.unit.name} {found.period.label} {found.figure.code} {found.figure.name}：{shown(found.figure)}"
    )
    screen.line(found.figure.definition)
    screen.table(
        ("部分", "日期", "事实", "项目编号", "项目", "分担", "计入"),
        [
            (
                _PARTS.get(row.part, row.part),
                row.day,
                _FACTS.get(row.event, row.event) + (f"（{row.mark}）" if row.mark else ""),
                row.code,
                row.name,
                f"{float(row.share):.0%}",
                _short(str(row.to_json()["contribution"])),
            )
            for row in found.rows
        ],
    )
    for part in found.parts:
        total = sum(row.part == part for row in found.rows)
        screen.line(f"{_PARTS.get(part, part)}合计 {_sum(document, part)}，共 {total} 条。")
    screen.document(document)
    return 0


def _sum(document: dict[str, object], part: str) -> str:
    sums = document["sums"]
    return _short(str(sums[part])) if isinstance(sums, dict) else "—"
