"""`luodi dispatch`: dispatch lists of a half month, frozen or as they stand; freezes them on request."""

from argparse import Namespace
from typing import Any

from django.utils import timezone

from luodi.across.reports import services
from luodi.across.reports.selectors import dispatch_frozen, dispatch_sets, dispatch_taking
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_HEADERS = ("序号", "项目", "与上期比", "当前阶段", "超期时限", "超期（天）", "色", "责任单位/人")


def run_dispatch(options: Namespace, screen: Screen) -> int:
    """The newest version of each list of the period; a list that was never frozen as it would read now."""
    instance.require_ready()
    unit, actor = orgs.unit_by_code(instance.unit_code(options.unit)), orgs.operator()
    codes = [dispatch_sets.filter_set(options.code).code] if options.code else []
    if options.freeze:
        services.freeze_lists(codes, period=options.period, unit=unit, actor=actor, at=timezone.now())
    chosen = [dispatch_sets.filter_set(code) for code in codes] or list(dispatch_sets.available_sets())
    period = parse_period(options.period)
    live = {one.chosen.code: one for one in dispatch_taking.take_many(actor, chosen, unit, period)}
    documents = []
    for one in chosen:
        version = dispatch_frozen.newest_version(actor, one.code, period.code, unit.pk)
        told = _of_live(live[one.code]) if version is None else _of_frozen(dispatch_frozen.frozen(actor, version))
        _print(told, screen)
        documents.append(told)
    screen.document({"period": period.code, "unit": unit.code, "lists": documents})
    return 0


def _of_frozen(shown: dispatch_frozen.Frozen) -> dict[str, Any]:
    version = shown.version
    rows = [
        _row(one.item.number, one.row, "新列" if one.is_new else "有变化" if one.changed else "", one.changed)
        for one in shown.rows
    ]
    gone = [{"project": one.project, "unit": one.unit.code, "reason": one.reason} for one in shown.gone]
    frozen = {"version": version.version, "issued_on": version.issued_on, "sha256": version.sha256}
    return _list(version.code, version.label, version.says, rows, gone) | frozen


def _of_live(taken: dispatch_taking.Taken) -> dict[str, Any]:
    is_first = taken.previous is None
    rows = [
        _row(number, row, "新列" if row.listed_times == 1 and not is_first else "", ())
        for number, (_, row) in enumerate(taken.rows, 1)
    ]
    gone = [{"project": one.subject.name, "unit": one.subject.unit.code, "reason": one.reason} for one in taken.gone]
    said = _list(taken.chosen.code, taken.chosen.label, taken.chosen.says, rows, gone)
    return said | {"version": None, "issued_on": None, "sha256": None}


def _list(code: str, label: str, says: str, rows: list[Any], gone: list[Any]) -> dict[str, Any]:
    return {"code": code, "label": label, "says": says, "count": len(rows), "rows": rows, "gone": gone}


def _row(number: int, row: Any, mark: str, changed: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401 - columns by name
    return {
        "number": number,
        **{name: getattr(row, name) for name in dispatch_taking.ROW_NAMES},
        "mark": mark,
        "changed": list(changed),
    }


def _print(told: dict[str, Any], screen: Screen) -> None:
    version = f"第{told['version']}版，{told['issued_on']} 下发" if told["version"] else "未定版"
    screen.line(f"{told['label']}：{told['count']} 个项目（{version}）")
    if told["rows"]:
        wanted = ("number", "project", "mark", "stage", "overdue_clock", "overdue_days", "colour", "responsible")
        screen.table(_HEADERS, [tuple(row[name] for name in wanted) for row in told["rows"]])
    for one in told["gone"]:
        screen.line(f"  移出：{one['project']}（{one['reason']}）")
    screen.line()
