"""Drafting, editing, refreshing and issuing papers. Words may be edited, numbers not."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from luodi.across.reports.engine.data_pack import codes_of
from luodi.across.reports.engine.dispatch import dispatch_title
from luodi.across.reports.engine.editing import parse_edited
from luodi.across.reports.engine.exhibits import ChartExhibit
from luodi.across.reports.engine.handwritten import told_numbers
from luodi.across.reports.engine.printing import fill
from luodi.across.reports.engine.tabling import chart_of
from luodi.across.reports.models import Paper, PaperPicture
from luodi.across.reports.rules.formats import PaperFormat, checked_format
from luodi.across.reports.rules.issuing import require_confirmed, require_reason_for_second
from luodi.across.reports.rules.kinds import DATA_PACK, KINDS, Kind, require_kind, require_period
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import PaperState
from luodi.across.reports.selectors.dispatch import dispatch_lists
from luodi.across.reports.selectors.drafts import drafted
from luodi.across.reports.selectors.material import Asked, office_of
from luodi.across.reports.selectors.papers import issued_alike, numbers_by_hand
from luodi.across.reports.selectors.shown import document_bytes
from luodi.across.reports.selectors.stored import (
    book_from_json,
    book_to_json,
    draft_from_json,
    draft_to_json,
    lists_to_json,
)
from luodi.base.audit import services as audit
from luodi.base.core.documents.drawing import draw_chart
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit


@transaction.atomic
def draft_paper(
    kind: str,
    *,
    period: str,
    unit: Unit,
    actor: User,
    at: datetime,
    known_at: datetime | None = None,
    filter_set: str = "",
    has_sources: bool = True,
    round_mode: RoundMode = "HALF_UP",
    codes: Sequence[str] = (),
) -> Paper:
    """A new draft with its figures taken now (or as known at an earlier moment), rounded or (DOWN) cut off; `codes` are for a data pack.
    `has_sources` prints the annex 数据溯源表, which the pages leave off unless it is asked for.

    Errors: BusinessError `reports.kind_unknown`, `reports.period_kind`, `reports.set_unknown`, `reports.no_facts`,
    `reports.no_group`, `assessment.no_scheme`, `documents.no_font`, `periods.*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.WRITE, unit=unit)
    chosen = require_kind(kind)
    require_period(chosen, parse_period(period))
    paper = Paper(
        kind=chosen.code,
        period=parse_period(period).code,
        unit=unit,
        filter_set=filter_set,
        has_sources=has_sources,
        known_at=known_at or at,
        created_by=actor,
        created_at=at,
    )
    paper.issuer = office_of(root_unit() if chosen.is_by_bureau else unit).name
    _take(paper, chosen, actor, _Manner(round_mode, tuple(codes)))
    paper.save()
    _draw(paper)
    audit.record(audit.Act("reports.drafted", paper, unit_code=unit.code), actor=actor, at=at)
    return paper


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a paper takes its figures: rounded or cut off, and which ones a data pack holds."""

    round_mode: RoundMode
    codes: tuple[str, ...]


def _take(paper: Paper, kind: Kind, viewer: User, manner: _Manner) -> None:
    """Compose the text and take the figures, rounded or cut off as the office does it."""
    period = parse_period(paper.period)
    if kind.is_list:
        lists = dispatch_lists(viewer, paper.unit, period, paper.filter_set)
        paper.draft, paper.book = lists_to_json(lists), {}
        paper.title = f"{dispatch_title(paper.unit.name, lists)}（{period.label}）"
        return
    draft, book = drafted(kind.code, Asked(viewer, paper.unit, period, paper.known_at, manner.codes))
    if book.round_mode != manner.round_mode:
        book = book.rounded(manner.round_mode)
    paper.draft, paper.book, paper.title = draft_to_json(draft), book_to_json(book), draft.title


def _manner_of(paper: Paper) -> _Manner:
    """How the paper has taken its figures so far."""
    if KINDS[paper.kind].is_list:
        return _Manner("HALF_UP", ())
    book = book_from_json(paper.book)
    return _Manner(book.round_mode, codes_of(draft_from_json(paper.draft)) if paper.kind == DATA_PACK else ())


def _draw(paper: Paper) -> None:
    """Draw the charts and keep them with the paper: it prints these pictures ever after, whatever draws then."""
    PaperPicture.objects.filter(paper=paper).delete()
    if KINDS[paper.kind].is_list:
        return
    draft, book = draft_from_json(paper.draft), book_from_json(paper.book)
    for exhibit in draft.exhibits:
        if isinstance(exhibit, ChartExhibit):
            PaperPicture.objects.create(paper=paper, key=exhibit.key, image=draw_chart(chart_of(exhibit, book)))


@transaction.atomic
def edit_paper(
    paper: Paper,
    *,
    actor: User,
    at: datetime,
    text: str | None = None,
    has_sources: bool | None = None,
    is_masked: bool | None = None,
    is_public: bool | None = None,
    version: int | None = None,
) -> Paper:
    """Change the words or what is printed with them. Unknown or broken fields are refused with their place."""
    locked = _editable(paper, actor, version=version)
    if text is not None and not KINDS[locked.kind].is_list:
        draft = parse_edited(text, book=book_from_json(locked.book), original=draft_from_json(locked.draft))
        locked.draft, locked.title = draft_to_json(draft), fitted(draft.title, 200, "标题")
    if has_sources is not None:
        locked.has_sources = has_sources
    if is_masked is not None:
        locked.is_masked = is_masked
    if is_public is not None:
        locked.is_public = is_public
    return _saved(locked, "reports.edited", actor=actor, at=at)


@transaction.atomic
def set_format(paper: Paper, *, actor: User, at: datetime, wanted: PaperFormat, version: int | None = None) -> Paper:
    """Set what is printed around the text: day, number, secrecy, recipients … (GB/T 9704-2012)."""
    locked = _editable(paper, actor, version=version)
    chosen = checked_format(wanted)
    for field in fields(chosen):
        setattr(locked, field.name, getattr(chosen, field.name))
    return _saved(locked, "reports.formatted", actor=actor, at=at)


def _editable(paper: Paper, actor: User, *, version: int | None = None) -> Paper:
    require(actor, Permission.WRITE, unit=paper.unit)
    locked = Paper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    if locked.state == PaperState.ISSUED:
        raise BusinessError("该文稿已定稿，不能再改。需要更正时请另起一稿。", code="reports.issued")
    if version is not None and locked.version != version:
        raise BusinessError(
            "您打开之后，这份文稿又有人改过，您的修改没有保存，也没有覆盖别人的修改。请对照现在的文稿合并后再保存。",
            code="reports.version",
        )
    return locked


def _saved(paper: Paper, action: str, *, actor: User, at: datetime, reason: str = "") -> Paper:
    paper.version += 1
    paper.edited_by, paper.edited_at = actor, at
    paper.save()
    audit.record(audit.Act(action, paper, unit_code=paper.unit.code, reason=reason), actor=actor, at=at)
    return paper


@transaction.atomic
def refresh_paper(paper: Paper, *, actor: User, at: datetime, keep_text: bool = True) -> Paper:
    """Take the figures anew. With `keep_text` the edited words stay, unless a figure in them can no longer be said."""
    locked = _editable(paper, actor)
    edited = None if KINDS[locked.kind].is_list else draft_from_json(locked.draft)
    locked.known_at = at
    _take(locked, KINDS[locked.kind], actor, _manner_of(locked))
    if keep_text and edited is not None:
        fill(edited, book_from_json(locked.book))
        fresh = draft_from_json(locked.draft)
        locked.draft = draft_to_json(replace(fresh, title=edited.title, blocks=edited.blocks, untraced=edited.untraced))
        locked.title = edited.title
    _draw(locked)
    return _saved(locked, "reports.refreshed", actor=actor, at=at)


@transaction.atomic
def issue_paper(
    paper: Paper,
    *,
    actor: User,
    at: datetime,
    version: int | None = None,
    confirmed: int | None = None,
    reason: str = "",
) -> Paper:
    """Freeze the paper: text, figures, its day (that of the issue unless named) and the hash of its .docx.

    `confirmed`: how many numbers typed by hand the issuer has checked; `reason`: why a second paper is issued beside one of
    the same period, unless its title says 更正. Errors: BusinessError `reports.handwritten`, `reports.issued_twice`.
    """
    locked = _editable(paper, actor, version=version)
    why = _why_it_may_go_out(locked, confirmed, reason.strip())
    locked.state, locked.issued_by, locked.issued_at = PaperState.ISSUED, actor, at
    locked.dated_on = locked.dated_on or localdate(at)
    locked.sha256 = hashlib.sha256(document_bytes(locked)[1]).hexdigest()
    issued = _saved(locked, "reports.issued", actor=actor, at=at, reason=why)
    notices.tell(
        [issued.created_by],
        code="reports.finished",
        title=f"文稿已定稿：{issued.title}",
        link=f"/papers/{issued.pk}/",
        at=at,
    )
    return issued


def _why_it_may_go_out(paper: Paper, confirmed: int | None, reason: str) -> str:
    """What the issuer answers for, as the log keeps it: the numbers typed by hand, and why there is a second paper."""
    numbers = numbers_by_hand(paper)
    require_confirmed(told_numbers(numbers), len(numbers), confirmed)
    other = issued_alike(paper).first()
    if other is not None:
        require_reason_for_second(paper.title, other.title, reason)
    by_hand = f"已核实手工数字{len(numbers)}处：{told_numbers(numbers, shown=len(numbers))}" if numbers else ""
    second = f"本期已有定稿《{other.title}》，{reason or '更正稿'}" if other is not None else ""
    return "；".join(part for part in (second, by_hand) if part)
