"""`luodi report KIND --against P`: two kept papers side by side, as text, as JSON, as a workbook."""

from argparse import Namespace

from django.utils.timezone import localtime

from luodi.across.figures.rules.rounding import exact
from luodi.across.reports.selectors import Pair, Seen, difference_sheet, differences, printed
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.sheets import write_whole
from luodi.interfaces.cli.screen import Screen


def run_difference(options: Namespace, screen: Screen) -> int:
    """Compare the newest papers of both periods; nothing is drafted or kept. `--codes` lists the projects behind figures."""
    if options.output is not None and options.output.suffix.lower() != ".xlsx":
        raise BusinessError("比较结果写成 Excel，请把 -o 后面的文件名写成 .xlsx。", code="reports.difference_file")
    viewer = orgs.operator()
    issues = differences.two_issues(
        viewer,
        options.kind,
        orgs.unit_by_code(instance.unit_code(options.unit)),
        (options.period, options.against),
        filter_set=options.filter_set,
        template=options.template,
    )
    found = differences.difference(viewer, *issues, of=options.of)
    changes = [
        differences.figure_change(viewer, found, pair.key)
        for pair in (*found.area, *found.own)
        if pair.told.code in options.codes and pair.has_moved
    ]
    if options.output is not None:
        write_whole(options.output, difference_sheet.difference_bytes(viewer, found)[1])
    _say(screen, found, changes)
    if options.output is not None:
        screen.line(f"已写入 {options.output}")
    screen.document(_document(options, found, changes))
    return 0


def _say(screen: Screen, found: differences.Difference, changes: list[differences.FigureChange]) -> None:
    then, now = ("前一稿", "后一稿") if found.is_same_period else (found.then.label, found.now.label)
    screen.line(difference_sheet.difference_name(found))
    for word, issue in ((then, found.then), (now, found.now)):
        screen.line(f"  {word}：文稿编号 {issue.paper.pk}，数据截至 {localtime(issue.paper.known_at):%Y-%m-%d %H:%M}")
    screen.line(found.why_no_places if found.change is None else found.change.sentence)
    every = (*found.area, *found.own, *found.items)
    moved = [pair for pair in every if pair.has_moved]
    screen.table(
        ("代码", "指标", then, now, "变化"),
        [(pair.told.code, found.name_of(pair), printed(pair.then), printed(pair.now), pair.moved) for pair in moved],
    )
    screen.line(f"另有 {len(every) - len(moved)} 项没有变化。")
    for change in changes:
        screen.line(f"\n{change.unit} {change.pair.told.bare_name}：{change.pair.moved}{change.why}")
        for part in change.parts:
            _say_part(screen, part, difference_sheet.part_name(change, part.part.part), (then, now))


def _say_part(screen: Screen, part: Seen, name: str, words: tuple[str, str]) -> None:
    rows = [(one.code, one.name, one.way.value, exact(one.then), exact(one.now), one.correction) for one in part.rows]
    screen.table(("编号", name, "情况", *words, "更正"), rows)
    screen.line(f"合计 {exact(part.part.then)} → {exact(part.part.now)}，未变 {part.part.same} 个")


def _document(
    options: Namespace, found: differences.Difference, changes: list[differences.FigureChange]
) -> dict[str, object]:
    change = found.change
    return {
        "kind": options.kind,
        "unit": found.now.paper.unit.code,
        "then": _issue(found.then),
        "now": _issue(found.now),
        "figures": [_figure(found, pair) for pair in (*found.area, *found.own, *found.items)],
        "place": None
        if change is None
        else {
            "unit": change.place.code,
            "says": change.sentence,
            "rank_then": change.place.rank_then,
            "rank_now": change.place.rank_now,
            "lines": [
                {"name": line.name, "then": line.then, "now": line.now, "difference": line.difference}
                for line in change.lines
            ],
        },
        "why_no_place": found.why_no_places,
        "changes": [
            {"key": one.pair.key, "why": one.why, "parts": [_part(part) for part in one.parts]} for one in changes
        ],
        "file": None if options.output is None else str(options.output),
    }


def _issue(issue: differences.Issue) -> dict[str, object]:
    paper = issue.paper
    return {"paper": paper.pk, "title": paper.title, "period": paper.period, "known_at": paper.known_at.isoformat()}


def _figure(found: differences.Difference, pair: Pair) -> dict[str, object]:
    return {
        "key": pair.key,
        "code": pair.told.code,
        "name": found.name_of(pair),
        "unit": pair.told.unit,
        "then": None if pair.then is None else pair.then.raw,
        "now": None if pair.now is None else pair.now.raw,
        "difference": pair.difference,
        "moved": pair.moved,
    }


def _part(part: Seen) -> dict[str, object]:
    return {
        "part": part.part.part,
        "then": exact(part.part.then),
        "now": exact(part.part.now),
        "difference": exact(part.part.difference),
        "rows": [
            {
                "code": one.code,
                "name": one.name,
                "way": one.way.value,
                "then": exact(one.then),
                "now": exact(one.now),
                "difference": exact(one.difference),
                "correction": one.correction,
            }
            for one in part.rows
        ],
        "same": part.part.same,
    }
