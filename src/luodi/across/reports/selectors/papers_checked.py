"""What `luodi verify` asks of papers: those out of templates are taken once more from the ledger, as known when they were
made, and compared figure by figure, place by place, list by list; issued and made papers are printed once more and compared with their hash.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.office.inserting import PLACES
from luodi.across.reports.engine.office.judging import Needs
from luodi.across.reports.models import Paper, TemplatePaper
from luodi.across.reports.rules.states import PaperState
from luodi.across.reports.selectors.dispatch_standing import Standing, standing_on
from luodi.across.reports.selectors.lists_checked import has_lists, kept_lists, list_differences, place_differences
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.office_inserted import ranked_units
from luodi.across.reports.selectors.office_material import Read, read_figures
from luodi.across.reports.selectors.shown import document_bytes
from luodi.across.reports.selectors.standings import Standings
from luodi.across.reports.selectors.stored_material import material_from_json
from luodi.across.reports.selectors.templates import is_the_same, office_template, reprinted
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator, root_unit

_AT_ONCE: Final = 50
_MOST_NAMED: Final = 50
_UPGRADED: Final = "程序升级、字体更换后可能如此，数字没有变；否则请对照当时的文件"


def check_papers() -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """How many papers were compared, a sentence for each figure that the ledger gives otherwise, and remarks where the
    file is no longer the same to the byte (at most fifty of each).
    """
    made = TemplatePaper.objects.select_related("template__file", "unit").order_by("template_id", "period", "known_at")
    issued = Paper.objects.filter(state=PaperState.ISSUED).select_related("unit").order_by("pk")
    checked, faults, remarks = 0, list[str](), list[str]()
    for _, group in groupby(made.iterator(_AT_ONCE), key=lambda one: (one.template_id, one.period, one.known_at)):
        while papers := list(islice(group, _AT_ONCE)):
            checked += len(papers)
            found, told = _check_piece(papers)
            faults += found
            remarks += told
    for paper in issued.iterator(_AT_ONCE):
        checked += 1
        if hashlib.sha256(document_bytes(paper)[1]).hexdigest() != paper.sha256:
            remarks.append(f"{paper.title}（编号{paper.pk}）重印的文件与定稿时不同：{_UPGRADED}")
    return checked, tuple(faults[:_MOST_NAMED]), tuple(remarks[:_MOST_NAMED])


def _check_piece(papers: Sequence[TemplatePaper]) -> tuple[list[str], list[str]]:
    """Papers of one template, period and moment: their figures, places and lists are read together."""
    first = papers[0]
    asked = Asked(operator(), root_unit(), parse_period(first.period), first.known_at)
    try:
        needs = office_template(first.template).needs
        fresh = _fresh(asked, needs, papers)
    except BusinessError as error:
        return [], [f"{first.template}（{asked.period.label}）没有核对：{error.message}"]
    faults, remarks = list[str](), list[str]()
    for paper in papers:
        for says, sentences in zip((faults, remarks), _compared(paper, needs, fresh), strict=True):
            says += [f"{paper.title}（编号{paper.pk}）的{sentence}" for sentence in sentences]
        if not is_the_same(paper, reprinted(paper).filled.content):
            remarks.append(f"{paper.title}（编号{paper.pk}）重印的文件与生成时不同：{_UPGRADED}")
    return faults, remarks


@dataclass(frozen=True)
class _Fresh:
    """What the ledger answers as known when the papers were made; places and projects only where the template asks for them."""

    read: Read
    has_places: bool
    places: Standings | None
    standing: Sequence[Standing]


def _fresh(asked: Asked, needs: Needs, papers: Sequence[TemplatePaper]) -> _Fresh:
    units = list({paper.unit_id: paper.unit for paper in papers}.values())
    has_places = any(one.name == PLACES for one in needs.tables.values())
    standing = standing_on(asked.viewer, asked.unit, asked.period.last, asked.known_at) if has_lists(needs) else ()
    return _Fresh(read_figures(asked, needs, units), has_places, ranked_units(asked) if has_places else None, standing)


def _compared(paper: TemplatePaper, needs: Needs, fresh: _Fresh) -> tuple[list[str], list[str]]:
    """What the ledger gives otherwise, and what could not be compared."""
    material = material_from_json(paper.material)
    figures = tuple(_figures(material.book, fresh.read.of(paper.unit)))
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(figures, ())]
    if fresh.has_places:
        found.append(place_differences(material.book, fresh.places))
    found += [list_differences(paper, kept, fresh.standing) for kept in kept_lists(material, needs)]
    return [one for faults, _ in found for one in faults], [one for _, remarks in found for one in remarks]


def _figures(book: FigureBook, fresh: Mapping[str, FigureValue]) -> Iterator[str]:
    """The figures of the catalogue that the ledger gives otherwise."""
    for key, kept in book.items():
        now = fresh.get(key)
        if now is not None and kept.code in BY_CODE and (kept.raw, kept.text) != (now.raw, now.text):
            yield f"{kept.code}{kept.name}：留存{kept.text or kept.why}，重算{now.text or now.why}"
