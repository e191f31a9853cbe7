"""A remark when the ledger's title speaks of another area or unit than the one for which it comes in."""

from collections.abc import Collection, Iterator

from luodi.across.intake import engine
from luodi.across.intake.engine import Headline, ParsedWorkbook, RawWorkbook, RowRef
from luodi.across.intake.rules.places import is_area, is_place, names_same
from luodi.across.intake.services.plan import Plan, Remark
from luodi.base.core.text import compact, shortened
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import root_unit, units_by_name


def heed_titles(plan: Plan, raw: RawWorkbook, parsed: ParsedWorkbook, unit: Unit) -> None:
    """One remark per name that is not the unit's; it stands for what the rows below would say of the same name one by one."""
    lines = {line.place: line for line in reversed(engine.headlines(raw, parsed))}
    if not lines:
        return
    known = {compact(name): units for name, units in units_by_name(root_unit()).items()}
    elsewhere = {place: line for place, line in lines.items() if _is_elsewhere(place, unit, known)}
    silent = {sheet.name for sheet in parsed.sheets if all(column.field != "unit" for column in sheet.columns)}
    plan.remarks[:] = [
        *(_remark(line, unit) for line in elsewhere.values()),
        *(one for one in plan.remarks if not _is_told(one, elsewhere, silent)),
    ]


def _is_told(remark: Remark, elsewhere: Collection[str], silent: Collection[str]) -> bool:
    """Rows that name no unit themselves got the title's, of which the title's remark tells already."""
    return remark.code == "unit.unknown" and remark.value in elsewhere and remark.at.sheet in silent


def _is_elsewhere(place: str, unit: Unit, known: dict[str, list[Unit]]) -> bool:
    if any(names_same(place, name) for name in _names(unit)):
        return False
    meant = known.get(compact(place), [])
    if any(unit.path.startswith(other.path) for other in meant):
        # An office writes the name of its district above its lists; a township or a park writes its own.
        return is_place(unit.name)
    return bool(meant) or is_area(place)


def _names(unit: Unit) -> Iterator[str]:
    yield unit.name
    if unit.short_name:
        yield unit.short_name


def _remark(line: Headline, unit: Unit) -> Remark:
    where = f"工作表“{line.sheet}”第 {line.row} 行的标题" if line.row else "文件名"
    message = (
        f"{where}写的是“{line.place}”，而归属单位选的是“{unit.name}”。"
        "请核对：选错了就放弃这次导入，改选归属单位后重新上传；没有选错，不用处理"
    )
    return Remark(RowRef(line.sheet, line.row), "title.other_unit", message, shortened(line.text, 300))
