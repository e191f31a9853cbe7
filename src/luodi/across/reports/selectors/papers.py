"""Papers in the viewer's reach."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from luodi.across.reports.engine.handwritten import Handwritten, handwritten
from luodi.across.reports.models import Paper
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import PaperState
from luodi.across.reports.selectors.stored import book_from_json, draft_from_json
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach


def papers(viewer: User) -> QuerySet[Paper]:
    """Papers of the units in reach, latest first."""
    rows = Paper.objects.select_related("unit", "created_by__person").defer("draft", "book").order_by("-pk")
    found = reach(viewer, Permission.VIEW)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)


def paper(viewer: User, pk: int) -> Paper:
    """One paper in reach; NotVisible otherwise."""
    found = papers(viewer).defer(None).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该文稿，或它不在您的管理范围内。", code="reports.not_visible")
    return found


def issued_alike(paper: Paper) -> QuerySet[Paper]:
    """Issued papers of the same kind, unit, period, range and edition, latest first. Whoever issues must know of them."""
    same = Paper.objects.filter(kind=paper.kind, unit_id=paper.unit_id, period=paper.period, state=PaperState.ISSUED)
    edition = same.filter(filter_set=paper.filter_set, is_public=paper.is_public, is_masked=paper.is_masked)
    return edition.exclude(pk=paper.pk).defer("draft", "book").order_by("-pk")


def numbers_by_hand(paper: Paper) -> tuple[Handwritten, ...]:
    """The numbers that somebody typed into the paper, with the ledger's own where it has one."""
    if KINDS[paper.kind].is_list:
        return ()
    return handwritten(draft_from_json(paper.draft), book_from_json(paper.book))


def is_dated_before_its_data(paper: Paper) -> bool:
    """Whether 成文日期 lies before the day on which the paper took its figures."""
    return paper.dated_on is not None and paper.dated_on < localdate(paper.known_at)
