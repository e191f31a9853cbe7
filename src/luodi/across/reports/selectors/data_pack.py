"""The draft of RP20 人大/审计数据包: chosen figures, the facts behind each as they were known, the snapshot's hash."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from luodi.across.assessment import selectors as assessment
from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.catalogue import BY_CODE, chosen
from luodi.across.figures.rules.rounding import exact
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.data_pack import (
    ANNEX_TITLE,
    DEFAULT_CODES,
    DEFINITION_TABLE,
    KIND,
    FactRow,
    PackLine,
    data_pack_template,
    definition_table,
    digest,
    fact_table,
    facts_key,
    value_table,
    version_table,
)
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.exhibits import TableExhibit
from luodi.across.reports.engine.half_year import target_qualifier
from luodi.across.reports.engine.spans import span_words
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.selectors.facts import require_facts
from luodi.across.reports.selectors.material import Asked, counted_fact, sheet_of
from luodi.across.reports.selectors.standings import closing_remark, governing_lock
from luodi.across.reports.selectors.taken import value_of
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import CapitalOrigin, Event
from luodi.domains.targets.rules import aim_label

MOST_FACTS: Final = 20_000
_PARTS: Final = {"numerator": "分子", "denominator": "分母", "previous": "对比期"}
_WHOLE: Final = "数值"
_KINDS: Final = {
    "trip": "外出招商",
    "investor": "对接企业",
    "unit": "单位",
}


def data_pack_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft, its figures, and its fact lists.

    Errors: BusinessError `figures.unknown_code`, `reports.no_facts`, `reports.too_many_facts`; NotPermitted for who may
    see totals only.
    """
    codes = _exactly(asked.codes or DEFAULT_CODES)
    taken = [figure for figure in sheet_of(asked, codes).figures if figure.code in codes]
    lines, book = _lines(taken)
    lists = [_facts(asked, line) for line in _once(lines)]
    every = sum(len(rows) for _, rows in lists)
    if every > MOST_FACTS:
        raise BusinessError(
            f"所选指标背后共有{every}条事实，超过一个数据包{MOST_FACTS}条的上限，请缩短期间、换下级单位或少选指标。",
            code="reports.too_many_facts",
        )
    book["pack.figures"] = counted_fact("指标数", len(lines), "项", "指标目录")
    book["pack.facts"] = counted_fact("事实条数", every, "条", "事实清单")
    whole = FigureBook(book)
    require_facts(asked, whole, KIND)
    material = Material(
        whole,
        _words(asked),
        exhibits=(
            value_table(lines),
            definition_table(lines),
            version_table(list(_versions(asked, book, lists))),
            *(exhibit for exhibit, _ in lists),
        ),
    )
    draft = compose(data_pack_template(), material)
    made = replace(draft, annexed=(DEFINITION_TABLE,), annex_title=ANNEX_TITLE, remark=closing_remark(asked))
    return made, whole


def _exactly(codes: Sequence[str]) -> tuple[str, ...]:
    """The figure of each code; a code that is none itself stands for all its entries (S06: S06.n, S06.v)."""
    found = (
        code for wanted in codes for code in ([wanted] if wanted in BY_CODE else [one.code for one in chosen([wanted])])
    )
    return tuple(dict.fromkeys(found))


def _lines(taken: Sequence[figures.FigureValue]) -> tuple[list[PackLine], dict[str, FigureValue]]:
    """The figures in order; those against targets once an issuer."""
    lines: list[PackLine] = []
    book: dict[str, FigureValue] = {}
    for figure in taken:
        aims = figure.targets if BY_CODE[figure.code].target_of and figure.unit in {"%", "亿元"} else ()
        is_against = bool(aims) and len([one for one in taken if one.code == figure.code]) > 1
        key, name = figure.code, figure.name
        if is_against:
            key = qualified(figure.code, target_qualifier(aims[0].issuer, aims[0].tier))
        if is_against or (aims and figure.unit == "%"):
            name = f"{figure.name}（{aim_label(aims[0].issuer, aims[0].tier)}）"
        book[key] = value_of(figure, name=name)
        book[facts_key(key)] = counted_fact(f"{name}事实条数", figure.facts, "条", "事实清单")
        window = f"{figure.window_from}至{figure.window_to}"
        lines.append(PackLine(key, figure.code, name, figure.unit, figure.definition, figure.calibre_text, window))
    return lines, book


def _once(lines: Sequence[PackLine]) -> list[PackLine]:
    return list({line.code: line for line in reversed(lines)}.values())[::-1]


def _facts(asked: Asked, line: PackLine) -> tuple[TableExhibit, tuple[FactRow, ...]]:
    """The fact list of a figure with the sums of its parts."""
    found = figures.drill(
        asked.viewer, line.code, period=asked.period.code, unit=asked.unit.code, known_at=asked.known_at
    )
    is_whole = found.parts == ("numerator",)
    names = {**_PARTS, **({"numerator": _WHOLE} if is_whole else {})}
    rows = tuple(_row(row, names.get(row.part, row.part)) for row in found.rows)
    sums = [(names.get(part, part), exact(found.total(part))) for part in found.parts]
    return fact_table(line, rows, sums), rows


def _row(row: figures.DrillRow, part: str) -> FactRow:
    return FactRow(
        part=part,
        day=row.day.isoformat() if row.day else "",
        what=_what(row),
        number=str(row.fact_id) if row.fact_id else "",
        code=row.code,
        name=plain_word(row.name),
        amount="" if row.amount is None else exact(row.amount),
        share=exact(row.share),
        counted=exact(row.contribution),
        mark=row.mark,
    )


def _what(row: figures.DrillRow) -> str:
    """What the fact is called."""
    if row.kind == "stage_event":
        return str(Event(row.event).label) if row.event else "登记"
    if row.kind == "capital":
        return f"到位资金（{CapitalOrigin(row.event).label}）"
    return _KINDS.get(row.kind, "督办事项")


def _versions(
    asked: Asked, book: dict[str, FigureValue], lists: Sequence[tuple[TableExhibit, Sequence[FactRow]]]
) -> Iterator[tuple[str, str]]:
    lock = governing_lock(asked)
    yield "单位", asked.unit.name
    yield "期间", f"{asked.period.label}（{asked.period.first}至{asked.period.last}）"
    yield "数据截至", closing_remark(asked).strip("（）")
    if lock is None:
        yield "结账快照", "未结账，没有快照"
    else:
        snapshot = assessment.snapshots(asked.viewer, lock.period).filter(lock=lock).first()
        yield "结账快照", f"{parse_period(lock.period).label}第{lock.version}版"
        if snapshot is not None:
            yield "快照校验值（SHA-256）", snapshot.sha256
    values = (f"{key}|{value.raw}|{value.period}" for key, value in book.items())
    facts = ("|".join(row.cells) for _, rows in lists for row in rows)
    yield "本数据包校验值（SHA-256）", digest([*values, *facts])


def _words(asked: Asked) -> dict[str, str]:
    lock = governing_lock(asked)
    closed = (
        "本期尚未结账，数值可能因补计、冲减变动，没有结账快照"
        if lock is None
        else "本期已结账，数值与结账快照一致，快照校验值列在“数据版本和校验”中"
    )
    return {"place": asked.unit.label.removesuffix("（演示）"), "span": span_words(asked.period), "closed": closed}
