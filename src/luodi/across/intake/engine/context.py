"""What stands around a table: for which day it speaks, who reports, in which unit of money, which place is “here”."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.across.intake.engine.amounts import MoneyUnit, read_unit
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.dates import DateContext, read_date
from luodi.across.intake.rules.rows import OFFICE_TAIL, PLACE_TAIL, UNIT_LINE

_YEAR: Final = re.compile(r"(20\d{2})年?|(?<!\d)(\d{2})年(?=度|\d)")
_DEADLINE: Final = re.compile(
    r"(?:截止|截至)(?:日期|时间)?[:：]?(?:到)?(\d{2,4}[年./-]\d{1,2}[月./-]\d{1,2}日?|\d{2,4}[年./-]\d{1,2}月?底?)"
)
_SPOKEN_ON: Final = re.compile(
    r"(?:填报|填表|报送|制表|上报|调度|统计|更新|导出)?(?:日期|时间)[:：]?(\d{2,4}[年./-]\d{1,2}[月./-]\d{1,2}日?)|(\d{4}年\d{1,2}月\d{1,2}日)(?=导出|止|$|[)）])"
)
_MONTHS: Final = re.compile(r"(?:(20\d{2})年)?[(（]?(\d{1,2})月?(?:-|—|–|~|～|至)(\d{1,2})月")
_MONTH: Final = re.compile(r"(?:(20\d{2})年)?(?<![\d-])(\d{1,2})月(?!\d)(上旬|中旬|下旬|底|末)?")
_HALF: Final = re.compile(r"(?:(20\d{2})年)?(上|下)半年")
_QUARTER: Final = re.compile(r"(?:(20\d{2})年)?(?:第)?([一二三四1-4])季度")
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_REPORTING: Final = re.compile(
    r"(?:填报|填表|报送|编制|制表|上报|汇总)(?:单位|部门)(?:[(（].{0,6}[)）])?[:：](.+?)(?=[(（](?:盖章|公章|章)|$|\s{2,}|填报|填表|单位[:：]|日期|时间|联系)"
)
_TITLE_PLACE: Final = re.compile(
    r"^(?:附件?\d*[:：.]?|附表\d*[:：]?|表\d*[:：]?)?(?P<place>.{2,14}?)(?=关于|20\d{2}|\d{2}年|招商|重点|近[一二三两\d]|在谈|新签|续建|第.{1,3}(?:批|季)|外来|上半年|下半年|在库|签约|项目|全年|年度|到位|内资|外资|利用|产业|[(（])"
)
_OFFICE: Final = re.compile(OFFICE_TAIL)
_PLACE: Final = re.compile(rf"[一-鿿]{{1,8}}?{PLACE_TAIL}")
_MONEY_SAID: Final = re.compile(r"(?:单位|金额|币种)[^:：]{0,4}[:：]([^;；。]*)|[(（]([^()（）]*元[^()（）]*)[)）]")
_SAID_FOR: Final = re.compile(
    r"(总投资|投资额|合同额|协议额|固定资产投资|固投|到位资金|资金)[^,，;；。]{0,6}?以?(?:单位)?为?(亿元|万元|元|万美元)(?:为单位|计)?"
)
_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_SAID_FOR_ALL: Final = re.compile(
    r"(?:金额|资金|投资额?|计量)?单位(?:均|都)?(?:为|是|:|：)?(亿元|万元|万美元|元)|(?:金额|资金).{0,4}以(亿元|万元|元)为单位"
)
_FOREIGN_SAID: Final = re.compile(r"(?:外资|外币)[^,，;；]{0,6}?(万美元|亿美元|美元|万欧元|万港元)")
_YEAR_END: Final = 12
_UNIT_LINE: Final = re.compile(UNIT_LINE)
_LINE_MARKS: Final = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十]+[)）]|\d+[、.])|[:：]$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lines around a table say. `money` is the unit for bare amounts, `foreign` the one for columns of foreign money."""

    year: int | None = None
    as_of: date | None = None
    money: MoneyUnit | None = None
    money_text: str = ""
    foreign: MoneyUnit | None = None
    reporting_unit: str = ""
    place: str = ""
    is_about_capital: bool = False


@dataclass(frozen=True, slots=True)
class MoneyHints:
    """Units of money that notes give by subject (“总投资以亿元为单位，到位资金以万元为单位”)."""

    total: MoneyUnit | None = None
    capital: MoneyUnit | None = None


def read_surroundings(titles: Sequence[str], sheet_name: str) -> Surroundings:
    """Titles are the lines above a table, as written."""
    lines = [compact(line) for line in titles]
    whole = "；".join(lines)
    name = compact(sheet_name)
    money, text = _money(lines, name)
    as_of = _as_of(whole) or _as_of_name(name, _year_of(whole))
    return Surroundings(
        year=_year_of(whole) or (as_of.year if as_of else None) or _year_of(name),
        as_of=as_of,
        money=money,
        money_text=text,
        foreign=_foreign(whole),
        reporting_unit=_reporting_unit(titles),
        place=_place(lines),
        is_about_capital=bool(re.search(r"到位|到资|资金", whole + name)),
    )


def read_money_hints(lines: Iterable[str]) -> MoneyHints:
    """From notes and instructions anywhere in the file."""
    total = capital = None
    for line in lines:
        for subject, unit in _SAID_FOR.findall(compact(line)):
            if "到位" in subject or subject == "资金":
                capital = capital or read_unit(unit)
            else:
                total = total or read_unit(unit)
        found = _SAID_FOR_ALL.search(compact(line))
        if found:
            total = total or read_unit(found[1] or found[2])
            capital = capital or total
    return MoneyHints(total, capital)


def place_names(texts: Iterable[str]) -> set[str]:
    """Names of places in titles and names of reporting offices: 云溪县招商局 → 云溪县."""
    found: set[str] = set()
    for text in texts:
        bare = _OFFICE.sub("", compact(text))
        match = _PLACE.match(bare)
        if match and len(match[0]) >= 2:
            found.add(match[0])
    return found


def office_place(text: str) -> str:
    """青岫区招商局 → 青岫区; a name without an office's tail stays as it is."""
    bare = _OFFICE.sub("", compact(text))
    return bare if len(bare) >= 2 else compact(text)


def _year_of(text: str) -> int | None:
    found = _YEAR.search(text)
    if found is None:
        return None
    return int(found[1]) if found[1] else 2000 + int(found[2])


def _as_of(text: str) -> date | None:
    """The last day of the time the title names; a day of report that lies before it is nearer the truth."""
    deadline = _DEADLINE.search(text)
    if deadline:
        return _day(deadline[1])
    period = _period_end(text)
    spoken = _SPOKEN_ON.search(text)
    day = _day(spoken[1] or spoken[2]) if spoken else None
    if period and day:
        return min(period, day)
    return period or day


def _as_of_name(name: str, year: int | None) -> date | None:
    """A sheet called 5月 in a ledger of 2023."""
    year = _year_of(name) or year
    return _period_end(f"{year}年{_YEAR.sub('', name)}") if year and re.search(r"\d月|季度|半年", name) else None


def _day(text: str) -> date | None:
    value = read_date(text, DateContext()).value
    return value.last if value else None


def _period_end(text: str) -> date | None:
    text = re.sub(
        r"(?:填报|填表|报送|制表|上报|调度|统计|更新|导出|签约)(?:日期|时间)[:：]?[\d年月日./-]+|\d{4}年\d{1,2}月\d{1,2}日",
        "",
        text,
    )
    for read in (_months_end, _half_end, _quarter_end, _month_end):
        found = read(text)
        if found:
            return found
    return None


def _months_end(text: str) -> date | None:
    found = _MONTHS.search(text)
    year = _year_for(found[1], text) if found else None
    if not found or not year or not 1 <= int(found[3]) <= _YEAR_END:
        return None
    return _end(year, int(found[3]))


def _half_end(text: str) -> date | None:
    found = _HALF.search(text)
    year = _year_for(found[1], text) if found else None
    return _end(year, 6 if found[2] == "上" else _YEAR_END) if found and year else None


def _quarter_end(text: str) -> date | None:
    found = _QUARTER.search(text)
    year = _year_for(found[1], text) if found else None
    if not found or not year:
        return None
    return _end(year, 3 * (_QUARTERS.get(found[2]) or int(found[2])))


def _month_end(text: str) -> date | None:
    found = _MONTH.search(text)
    year = _year_for(found[1], text) if found else None
    if not found or not year or not 1 <= int(found[2]) <= _YEAR_END:
        return None
    last = _end(year, int(found[2]))
    return last.replace(day={"上旬": 10, "中旬": 20}.get(found[3] or "", last.day))


def _year_for(own: str | None, text: str) -> int | None:
    return int(own) if own else _year_of(text)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _money(lines: Sequence[str], sheet_name: str) -> tuple[MoneyUnit | None, str]:
    for line in lines:
        if _says_two_units(line):
            continue
        for found in _MONEY_SAID.finditer(line):
            said = found[1] or found[2]
            unit = read_unit(said)
            if unit:
                return unit, unit.label
    for line in lines:
        if len(line) <= len("（亿元）") + 2 and (unit := read_unit(line)):
            return unit, unit.label
    unit = _unit_in_brackets(sheet_name)
    return (unit, unit.label) if unit else (None, "")


def _says_two_units(line: str) -> bool:
    """单位：总投资亿元，到位资金万元 — no unit holds for the whole table, each subject has its own (`read_money_hints`)."""
    hints = read_money_hints([line])
    return hints.total is not None and hints.capital is not None and hints.total != hints.capital


def _unit_in_brackets(text: str) -> MoneyUnit | None:
    """台账（万元）: a sheet's name may say it."""
    found = _BRACKETS.search(text)
    return read_unit(found[0]) if found else None


def _foreign(text: str) -> MoneyUnit | None:
    found = _FOREIGN_SAID.search(text)
    return read_unit(found[1]) if found else None


def _reporting_unit(titles: Sequence[str]) -> str:
    for title in titles:
        found = _REPORTING.search(compact(title.split("  ")[0])) or _REPORTING.search(compact(title))
        if found:
            return found[1].strip("：:（(）)_ ")
    return ""


def _place(lines: Sequence[str]) -> str:
    for line in lines:
        if _UNIT_LINE.fullmatch(line):
            return _LINE_MARKS.sub("", line)
        found = _TITLE_PLACE.match(line)
        if found and re.search(rf"{PLACE_TAIL}$|局$|委$|办$", found["place"]):
            return found["place"]
    return ""
