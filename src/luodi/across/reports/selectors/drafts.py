"""The draft of each kind of paper with running text, and what its words are called."""

from collections.abc import Mapping

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.fortnight import KIND as FORTNIGHT_KIND
from luodi.across.reports.engine.fortnight import fortnight_template
from luodi.across.reports.engine.half_year import HALF_YEAR
from luodi.across.reports.engine.half_year import KIND as HALF_YEAR_KIND
from luodi.across.reports.engine.weekly_paper import weekly_template
from luodi.across.reports.rules.kinds import KINDS, WEEKLY
from luodi.across.reports.selectors import monthly
from luodi.across.reports.selectors.fortnightly import fortnight_draft
from luodi.across.reports.selectors.material import Asked, half_year_material
from luodi.across.reports.selectors.weekly_paper import weekly_draft
from luodi.base.core.documents import chinese_date
from luodi.base.core.errors import BusinessError


def drafted(kind: str, asked: Asked) -> tuple[Draft, FigureBook]:
    """A fresh draft and its figures. BusinessError `reports.no_facts` and those of the ranking; nothing is written."""
    if kind == FORTNIGHT_KIND:
        return fortnight_draft(asked)
    if kind == WEEKLY:
        return weekly_draft(asked)
    if kind != HALF_YEAR_KIND:
        return monthly.standing_draft(kind, asked)
    material = half_year_material(asked)
    if not any(figure.facts for figure in material.book.values() if figure.code):
        raise BusinessError(
            f"到{chinese_date(asked.period.last)}，{asked.unit.name}还没有一条已认定的事实，写不出{KINDS[kind].name}。"
            "请先导入或填报台账并认定，或者换一个单位、时期。",
            code="reports.no_facts",
        )
    return compose(HALF_YEAR, material), material.book


def word_names(kind: str) -> Mapping[str, str]:
    """What the words and figures are called that a paper of the kind may lack."""
    if kind == FORTNIGHT_KIND:
        return fortnight_template().word_names
    if kind == WEEKLY:
        return weekly_template((), ()).word_names
    return HALF_YEAR.word_names if kind == HALF_YEAR_KIND else monthly.word_names(kind)
