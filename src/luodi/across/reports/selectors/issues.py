"""An issue of a paper with the figures it holds: drafted as a kind or made from a template, and which others it can stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from django.db.models import QuerySet

from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.across.reports.engine.pairs import printed_codes, printed_keys
from luodi.across.reports.engine.places import RANK, SCORE
from luodi.across.reports.models import Paper, TemplatePaper
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.templates import OWN_KIND
from luodi.across.reports.selectors.figure_facts import Taken, taken_by, taken_by_template
from luodi.across.reports.selectors.papers import papers
from luodi.across.reports.selectors.stored import draft_from_json
from luodi.across.reports.selectors.templates import refilled, template_papers
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit, User

AnyPaper: TypeAlias = Paper | TemplatePaper
_SCORES: Final = frozenset({RANK, SCORE})


@dataclass(frozen=True)
class Issue:
    """A paper with what it holds. `area` are the keys of the figures that it prints of its own unit, `items` those of the
    units and chains that a template repeats over, `has_places` whether it prints places or scores.
    """

    paper: AnyPaper
    taken: Taken
    area: tuple[str, ...]
    items: tuple[str, ...]
    has_places: bool

    @property
    def label(self) -> str:
        """Which issue it is: its period."""
        return parse_period(self.paper.period).label


def issue_of(paper: AnyPaper) -> Issue:
    """What a paper holds. BusinessError `reports.no_figures`, `reports.masked`, `reports.template_lost`."""
    if isinstance(paper, TemplatePaper):
        return _issue_of_template(paper)
    taken, draft = taken_by(paper), draft_from_json(paper.draft)
    codes = printed_codes(draft, taken.book)
    return Issue(paper, taken, tuple(printed_keys(draft, taken.book)), (), bool(_SCORES & codes))


def _issue_of_template(paper: TemplatePaper) -> Issue:
    taken, filled = taken_by_template(paper), refilled(paper)
    area = tuple(dict.fromkeys(line.token.key for line in filled.sources))
    items = tuple(
        key for key, figure in taken.book.items() if figure.owner and figure.code in BY_CODE and key[:1] != "L"
    )
    codes = {measure.figure.code for measure in filled.measures}
    return Issue(paper, taken, area, items, bool(_SCORES & codes))


def sort_name(paper: AnyPaper) -> str:
    """What papers of its sort are called: the kind, or the name of the template."""
    return paper.template.name if isinstance(paper, TemplatePaper) else KINDS[paper.kind].name


def other_issues(viewer: User, paper: AnyPaper) -> QuerySet[Paper] | QuerySet[TemplatePaper]:
    """The papers in reach that a paper can be compared with: the same kind and unit, latest period first."""
    return _made(viewer, paper) if isinstance(paper, TemplatePaper) else _drafted(viewer, paper)


def _drafted(viewer: User, paper: Paper) -> QuerySet[Paper]:
    same = papers(viewer).filter(kind=paper.kind, unit_id=paper.unit_id, filter_set=paper.filter_set)
    return same.exclude(pk=paper.pk).order_by("-period", "-pk")


def _made(viewer: User, paper: TemplatePaper) -> QuerySet[TemplatePaper]:
    same = template_papers(viewer).filter(unit_id=paper.unit_id, is_masked=False, **_same_template(paper))
    return same.exclude(pk=paper.pk).order_by("-period", "-pk")


def usual_other(viewer: User, paper: AnyPaper) -> AnyPaper | None:
    """The issue before: the newest of the latest earlier period, else another one of the same period. Of papers out of
    templates those of the same template come first.
    """
    if not isinstance(paper, TemplatePaper):
        return _before(paper, list(_drafted(viewer, paper)))
    made = list(_made(viewer, paper))
    own_template = [one for one in made if one.template.code == paper.template.code]
    return _before(paper, own_template) or _before(paper, made)


def two_issues(
    viewer: User, kind: str, unit: Unit, periods: tuple[str, str], *, filter_set: str = "", template: str = ""
) -> tuple[AnyPaper, AnyPaper]:
    """The newest kept paper of each period (of the same period twice the two newest), of a kind or out of the template
    of a code. BusinessError `reports.no_issue` naming the one that does not exist.
    """

    def kept(period: str) -> Sequence[AnyPaper]:
        asked = {"unit": unit, "period": period, "is_masked": False}
        if template:
            of_template = {"template__kind": kind, "template__code": template.upper()}
            made = template_papers(viewer).defer(None).filter(**asked, **of_template)
            return list(made.order_by("-pk")[:2])
        drafted = papers(viewer).defer(None).filter(**asked, kind=kind, filter_set=filter_set)
        return list(drafted.order_by("-pk")[:2])

    first, second = periods
    found = kept(first)
    others = found[1:] if first == second else kept(second)
    for period, rows in ((first, found), (second, others)):
        if not rows:
            word = "第二稿" if first == second and found else "文稿"
            raise BusinessError(
                f"{unit.label}{parse_period(period).label}还没有可以比较的{kind}{word}，"
                f"请先用 luodi report {kind} --period {period} 生成。",
                code="reports.no_issue",
            )
    return found[0], others[0]


def require_alike(one: AnyPaper, other: AnyPaper) -> None:
    """BusinessError `reports.same_paper` or `reports.not_alike` when two papers cannot stand side by side."""
    if one == other:
        raise BusinessError("这是同一份文稿，请选另一期或另一稿来比较。", code="reports.same_paper")
    if _series(one) != _series(other):
        raise BusinessError(
            "只有同一文种、同一单位的两份文稿才能比较，"
            f"这两份是{one.unit.label}的{sort_name(one)}和{other.unit.label}的{sort_name(other)}。",
            code="reports.not_alike",
        )


def _series(paper: AnyPaper) -> tuple[object, ...]:
    """What two papers must share: a paper of one's own kind also its template, for such templates have nothing in common."""
    if isinstance(paper, TemplatePaper):
        code = paper.template.code if paper.template.kind == OWN_KIND else ""
        return ("template", paper.template.kind, code, paper.unit_id)
    return ("kind", paper.kind, paper.filter_set, paper.unit_id)


def _same_template(paper: TemplatePaper) -> dict[str, str]:
    if paper.template.kind == OWN_KIND:
        return {"template__code": paper.template.code}
    return {"template__kind": paper.template.kind}


def _before(paper: AnyPaper, others: Sequence[AnyPaper]) -> AnyPaper | None:
    own = parse_period(paper.period)
    found = [(parse_period(one.period), one) for one in others]
    kind = [(period, one) for period, one in found if period.kind == own.kind]
    earlier = [(period.last, one.pk, one) for period, one in kind if period.last < own.last]
    same = [(period.last, one.pk, one) for period, one in kind if period.span == own.span]
    chosen = max(earlier or same, key=lambda one: one[:2], default=None)
    return None if chosen is None else chosen[2]
