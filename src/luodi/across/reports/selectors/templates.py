"""Templates of the office, their versions, papers made from them, and what a version would print now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from luodi.across.reports.engine.compose import Material
from luodi.across.reports.engine.office.filling import Filled, Manner
from luodi.across.reports.engine.office.seeing import SeenBlock
from luodi.across.reports.engine.office.template import OfficeTemplate, blocks_of
from luodi.across.reports.models import PaperTemplate, TemplatePaper, TemplateUse
from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.office_material import materials, vocabulary
from luodi.across.reports.selectors.stored_material import material_from_json
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import Period, parse_period
from luodi.base.files.selectors import bytes_are_whole
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require


@dataclass(frozen=True)
class Preview:
    """What a version prints for a unit and period: the paper, its blocks for the page, and what could not be said."""

    filled: Filled
    blocks: Sequence[SeenBlock]


def versions(viewer: User) -> QuerySet[PaperTemplate]:
    """Every version of every template, newest first; `used` is the version of its code that is in use, or None."""
    require(viewer, Permission.VIEW)
    newest = TemplateUse.objects.filter(template__code=OuterRef("code")).order_by("-pk")
    rows = PaperTemplate.objects.select_related("file", "recorded_by__person").annotate(
        used=Subquery(newest.values("template_id")[:1]), is_active=Subquery(newest.values("is_active")[:1])
    )
    return rows.order_by("code", "-revision")


def version(viewer: User, pk: int) -> PaperTemplate:
    """One version. NotVisible when there is none."""
    found = versions(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该模板。", code="reports.template_unknown")
    return found


def is_in_use(template: PaperTemplate) -> bool:
    """Whether papers are made from this version."""
    newest = TemplateUse.objects.filter(template__code=template.code).order_by("-pk").first()
    return newest is not None and newest.is_active and newest.template_id == template.pk


def templates_in_use(viewer: User) -> list[PaperTemplate]:
    """The version in use of every template."""
    return [one for one in versions(viewer) if one.is_active and one.used == one.pk]  # type: ignore[attr-defined]  # annotated


def template_in_use(viewer: User, code: str) -> PaperTemplate:
    """The version in use of a code; BusinessError `reports.template_unknown`."""
    known = templates_in_use(viewer)
    found = next((one for one in known if one.code == code.upper()), None)
    if found is None:
        names = "、".join(f"{one.code}（{one.name}）" for one in known) or "还没有启用任何模板"
        raise BusinessError(f"没有编号为“{code}”的在用模板，可用：{names}。", code="reports.template_unknown")
    return found


def template_bytes(template: PaperTemplate) -> bytes:
    """The file of a version as it was uploaded. BusinessError when it is no longer whole."""
    if not bytes_are_whole(template.file):
        raise BusinessError(
            f"模板“{template}”的文件已丢失或被改动，请从备份恢复，或重新上传一版。", code="reports.template_lost"
        )
    return template.file.path.read_bytes()


def office_template(template: PaperTemplate) -> OfficeTemplate:
    """The version, ready to be filled."""
    return OfficeTemplate(template_bytes(template))


def template_faults(content: bytes, kind: rules.TemplateKind) -> list[str]:
    """Everything that is wrong with a file as a template of a kind, each with its place; none when it can be used.

    BusinessError `reports.template_file` when it cannot be opened at all.
    """
    rules.require_template_size(len(content))
    return [str(fault) for fault in OfficeTemplate(content).faults(vocabulary(kind))]


def material_now(viewer: User, office: OfficeTemplate, unit: Unit, period: Period, known_at: datetime) -> Material:
    """The material of one paper as known at a moment."""
    return materials(Asked(viewer, unit, period, known_at), office.needs, [unit])[unit.pk]


def preview(
    viewer: User,
    template: PaperTemplate,
    *,
    unit: Unit,
    period: str,
    known_at: datetime,
    is_masked: bool = False,
    is_public: bool = False,
) -> Preview:
    """What the version prints now; nothing is kept. Errors: `reports.period_kind`, `figures.*`, NotVisible."""
    return trial(
        viewer,
        template_bytes(template),
        template.kind,
        unit=unit,
        period=period,
        known_at=known_at,
        is_masked=is_masked,
        is_public=is_public,
    )


def trial(
    viewer: User,
    content: bytes,
    kind: str,
    *,
    unit: Unit,
    period: str,
    known_at: datetime,
    is_masked: bool = False,
    is_public: bool = False,
) -> Preview:
    """What a file prints now as a template of a kind. TemplateFaulty when it is none."""
    chosen = rules.require_template_kind(kind)
    rules.require_template_period(chosen, parse_period(period))
    faults = template_faults(content, chosen)
    if faults:
        raise rules.TemplateFaulty(faults)
    office = OfficeTemplate(content)
    material = material_now(viewer, office, unit, parse_period(period), known_at)
    filled = office.fill(material, Manner(rules.MOST_ROWS, is_masked, is_public))
    return Preview(filled, blocks_of(filled.content))


def template_papers(viewer: User) -> QuerySet[TemplatePaper]:
    """Papers made from templates for the units in reach, latest first."""
    rows = TemplatePaper.objects.select_related("template", "unit", "recorded_by__person").defer("material")
    found = reach(viewer, Permission.VIEW)
    chosen = rows if found.everything else rows.filter(unit_id__in=found.unit_ids)
    return chosen.order_by("-pk")


def template_paper(viewer: User, pk: int) -> TemplatePaper:
    """One of them; NotVisible otherwise."""
    found = template_papers(viewer).defer(None).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该文稿，或它不在您的管理范围内。", code="reports.not_visible")
    return found


def refilled(paper: TemplatePaper) -> Filled:
    """The paper again from its frozen figures and the version it was made from. BusinessError `reports.template_lost`."""
    office = office_template(paper.template)
    return office.fill(material_from_json(paper.material), Manner(rules.MOST_ROWS, paper.is_masked, paper.is_public))


def reprinted(paper: TemplatePaper) -> Preview:
    """The same with its blocks for the page."""
    filled = refilled(paper)
    return Preview(filled, blocks_of(filled.content))


def is_the_same(paper: TemplatePaper, content: bytes) -> bool:
    """Whether bytes are those of the paper as it was made."""
    return hashlib.sha256(content).hexdigest() == paper.sha256
