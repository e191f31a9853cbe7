"""The figures of a report beside those of the ledger, for a viewer who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luodi.across.figures import selectors as figures
from luodi.across.figures.selectors import FigureValue
from luodi.across.proofreading.engine.claims import Place
from luodi.across.proofreading.engine.proof import Proof
from luodi.across.proofreading.engine.spoken import Spoken, agrees, spoken_figures
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.base.core.periods import Period, parse_period, year_to_date
from luodi.base.orgs.models import User

_Answer = tuple[Period, FigureValue]
Agreement = Literal["agrees", "differs", "unknown"]
LABELS: dict[Agreement, str] = {"agrees": "与台账一致", "differs": "与台账不一致", "unknown": "台账没有此数"}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One stated figure beside the ledger's of `period`; `ledger` is None, with a reason in `note`, where it cannot say it."""

    code: str
    name: str
    at: Place
    quote: str
    stated: Quantity
    ledger: str | None
    unit: str
    verdict: Agreement
    note: str
    period: Period


def ledger_lines(viewer: User, proof: Proof, *, period: str, unit: str | None) -> Sequence[LedgerLine]:
    """Every figure of the text that the catalogue knows, compared for the period and unit.

    Errors: BusinessError `periods.*`, `figures.*`; NotPermitted, NotVisible, as for the figures themselves.
    """
    asked = parse_period(period)
    spoken = list(spoken_figures(proof.sentences, asked.last.year))
    # Also without any figure in the text the question is checked: a wrong unit or period is said, not passed over.
    codes = tuple(dict.fromkeys(one.code for one in spoken)) or ("S01",)
    own = _known(viewer, asked, unit, codes)
    so_far = year_to_date(asked.last)
    year = own if asked.span == so_far else _known(viewer, parse_period(f"{so_far.start}..{so_far.end}"), unit, codes)
    return [_line(proof, one, _choice(one, own, year)) for one in spoken if one.code in own]


def _known(viewer: User, period: Period, unit: str | None, codes: tuple[str, ...]) -> dict[str, _Answer]:
    sheet = figures.figures(viewer, period=period.code, unit=unit, codes=codes)
    return {figure.code: (period, figure) for figure in sheet.figures}


def _choice(one: Spoken, own: dict[str, _Answer], year: dict[str, _Answer]) -> _Answer:
    """The figure of the time that the text speaks of; where it does not say, the one that agrees."""
    if one.since == "year":
        return year[one.code]
    if one.since == "either" and not _agrees(one, own[one.code][1]) and _agrees(one, year[one.code][1]):
        return year[one.code]
    return own[one.code]


def _agrees(one: Spoken, figure: FigureValue) -> bool:
    return figure.raw is not None and agrees(one.quantity, Decimal(figure.raw), figure.unit)


def _line(proof: Proof, one: Spoken, answer: _Answer) -> LedgerLine:
    period, figure = answer
    quote = proof.paragraphs[one.at.paragraph - 1].shown[one.at.start : one.at.end]
    verdict: Agreement = "unknown" if figure.raw is None else "agrees" if _agrees(one, figure) else "differs"
    note = (figure.why or "") if figure.raw is None else f"台账期间：{period.label}"
    return LedgerLine(
        one.code, figure.name, one.at, quote, one.quantity, figure.value, figure.unit, verdict, note, period
    )
