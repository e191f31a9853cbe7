"""Whether there is anything to write a paper about."""

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.selectors.material import Asked
from luodi.base.core.documents import chinese_date
from luodi.base.core.errors import BusinessError


def require_facts(asked: Asked, book: FigureBook, kind: str) -> None:
    """BusinessError `reports.no_facts` when no figure of the book rests on a recognised fact."""
    if any(figure.facts for figure in book.values() if figure.code):
        return
    raise BusinessError(
        f"到{chinese_date(asked.period.last)}，{asked.unit.name}还没有一条已认定的事实，写不出{KINDS[kind].name}。"
        "请先导入或填报台账并认定，或者换一个单位、时期。",
        code="reports.no_facts",
    )
