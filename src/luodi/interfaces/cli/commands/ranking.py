"""`luodi rank`: scores, places and colours of a period, with the reasons."""

from argparse import Namespace

from luodi.across.assessment import selectors
from luodi.across.assessment.selectors import RankedUnit
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_HEADERS = ("名次", "变化", "单位", "得分", "已评权重", "五色", "上期", "等次", "说明")


def run_rank(options: Namespace, screen: Screen) -> int:
    """The ranking of every group, or of the one asked for."""
    instance.require_ready()
    found = selectors.ranking(
        orgs.operator(),
        period=options.period,
        scheme=options.scheme,
        group=options.group,
        known_at=instance.moment(options.known_at),
    )
    screen.line(f"{found.period.label}考核排名（{found.scheme_name}，方案 {found.scheme_code}）")
    for group in found.groups:
        screen.line()
        note = f"：{group.note}" if group.note else ""
        screen.line(f"{group.code} {group.name}（方案第{group.scheme.version}版）{note}")
        screen.table(_HEADERS, [_row(unit) for unit in group.units])
    if not found.groups:
        screen.line("各分组都没有单位。请先在单位表的“考核分组”一列填写分组。")
    screen.document(found.to_json())
    return 0


def _row(unit: RankedUnit) -> tuple[object, ...]:
    plain = unit.to_json()
    notes = [*unit.colour_why, *(["靠后"] if unit.is_low else []), unit.advice, unit.score.why]
    return (
        unit.rank,
        unit.arrow,
        unit.unit.name,
        plain["score"],
        plain["judged_weight"],
        plain["colour"],
        plain["previous_colour"],
        plain["grade"],
        "；".join(note for note in notes if note),
    )
