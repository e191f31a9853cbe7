"""The draft of each kind of paper with running text, and what its words are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from luodi.across.reports.engine import (
    annual,
    bulletin,
    colours,
    data_pack,
    fortnight,
    half_year,
    honours,
    quarter,
    scores,
    speech,
    survey,
    weekly_paper,
)
from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.template import Template
from luodi.across.reports.selectors.annual import annual_draft
from luodi.across.reports.selectors.data_pack import data_pack_draft
from luodi.across.reports.selectors.facts import require_facts
from luodi.across.reports.selectors.fortnightly import fortnight_draft
from luodi.across.reports.selectors.honours import heroes_draft, results_draft
from luodi.across.reports.selectors.material import Asked, half_year_material
from luodi.across.reports.selectors.monthly import standing_draft
from luodi.across.reports.selectors.speech import speech_draft
from luodi.across.reports.selectors.survey import survey_draft
from luodi.across.reports.selectors.weekly_paper import weekly_draft


@dataclass(frozen=True)
class _Drafter:
    """How a kind is drafted, and a template of it, which knows what its words are called."""

    draft: Callable[[Asked], tuple[Draft, FigureBook]]
    template: Callable[[], Template]


def _half_year_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    material = half_year_material(asked)
    require_facts(asked, material.book, half_year.KIND)
    return compose(half_year.HALF_YEAR, material), material.book


_DRAFTERS: Final[Mapping[str, _Drafter]] = {
    fortnight.KIND: _Drafter(fortnight_draft, fortnight.fortnight_template),
    bulletin.KIND: _Drafter(partial(standing_draft, bulletin.KIND), partial(bulletin.bulletin_template, ())),
    quarter.KIND: _Drafter(partial(standing_draft, quarter.KIND), partial(quarter.quarter_template, ())),
    half_year.KIND: _Drafter(_half_year_draft, lambda: half_year.HALF_YEAR),
    annual.KIND: _Drafter(annual_draft, partial(annual.annual_template, is_long=True)),
    survey.KIND: _Drafter(survey_draft, partial(survey.survey_template, is_long=True)),
    scores.KIND: _Drafter(partial(standing_draft, scores.KIND), partial(scores.scores_template, ())),
    colours.KIND: _Drafter(partial(standing_draft, colours.KIND), partial(colours.colours_template, ())),
    speech.KIND: _Drafter(speech_draft, speech.speech_template),
    data_pack.KIND: _Drafter(data_pack_draft, data_pack.data_pack_template),
    weekly_paper.KIND: _Drafter(weekly_draft, partial(weekly_paper.weekly_template, (), ())),
    honours.KIND: _Drafter(heroes_draft, honours.publicity_template),
    honours.RESULTS_KIND: _Drafter(results_draft, honours.results_template),
}


def drafted(kind: str, asked: Asked) -> tuple[Draft, FigureBook]:
    """A fresh draft and its figures. BusinessError `reports.no_facts` and those of the ranking; nothing is written."""
    return _DRAFTERS[kind].draft(asked)


def word_names(kind: str) -> Mapping[str, str]:
    """What the words and figures are called that a paper of the kind may lack."""
    return _DRAFTERS[kind].template().word_names
