"""Appeals and objections of a period's assessment, counted as they were known: figures of RP11."""

from collections.abc import Iterator

from luodi.across.assessment.models import Appeal, AppealAnswer, Round
from luodi.across.assessment.rules.rounds import Verdict
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.selectors.material import Asked, counted_fact

_SOURCE = "考核轮次的申诉和答复"
_NONE = "本期没有开展考核轮次，没有申诉登记"
_COUNTED = {
    "filed": "收到申诉和异议件数",
    "answered": "已答复申诉和异议件数",
    "upheld": "采纳或部分采纳件数",
}


def appeals_of(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """How many there were about units of the paper, how many answered, how many upheld; unknown without a round."""
    newest = Round.objects.filter(period=asked.period.code, recorded_at__lte=asked.known_at).order_by("-pk").first()
    if newest is None:
        for key, name in _COUNTED.items():
            yield f"appeals.{key}", FigureValue("", name, None, "件", why=_NONE)
        return
    rows = Appeal.objects.filter(round=newest, about__path__startswith=asked.unit.path, recorded_at__lte=asked.known_at)
    answers = AppealAnswer.objects.filter(appeal__in=rows, recorded_at__lte=asked.known_at)
    counts = {
        "filed": rows.count(),
        "answered": answers.count(),
        "upheld": answers.filter(verdict__in=(Verdict.UPHELD, Verdict.PARTLY)).count(),
    }
    for key, name in _COUNTED.items():
        yield f"appeals.{key}", counted_fact(name, counts[key], "件", _SOURCE)
