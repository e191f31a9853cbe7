"""Templates of the office: taking a file in, saying which version is in use, making papers from it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luodi.across.reports.engine.compose import Material
from luodi.across.reports.engine.office.filling import Manner
from luodi.across.reports.engine.office.template import OfficeTemplate
from luodi.across.reports.models import PaperBatch, PaperTemplate, TemplatePaper, TemplateUse
from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.rights import Permission as Papers
from luodi.across.reports.rules.template_rights import Permission
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.selectors.stored_material import material_to_json
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted, shortened
from luodi.base.files import services as files
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit

_MOST_NAME, _MOST_NOTE = 60, 300


@transaction.atomic
def upload_template(
    content: bytes,
    *,
    file_name: str,
    kind: str,
    name: str,
    actor: User,
    at: datetime,
    note: str = "",
    code: str = "",
) -> PaperTemplate:
    """Take a Word file as a new template, or with `code` as the next version of one. It is in use only when somebody says so.

    Errors: TemplateFaulty with every fault and its place; BusinessError `reports.template_file`, `reports.template_kind`,
    `reports.template_name`, `reports.template_same`, `files.*`; NotPermitted.
    """
    require(actor, Permission.EDIT_TEMPLATES, unit=root_unit())
    chosen = rules.require_template_kind(kind)
    faults = selectors.template_faults(content, chosen)
    if faults:
        raise rules.TemplateFaulty(faults)
    audit.stand_in_line()
    before = PaperTemplate.objects.filter(code=code).order_by("-revision").first() if code else None
    _require_fit(before, chosen, name, content)
    made = PaperTemplate(
        code=before.code if before else _next_code(),
        revision=before.revision + 1 if before else 1,
        kind=chosen.code,
        name=fitted(name.strip(), _MOST_NAME, "名称"),
        note=fitted(note.strip(), _MOST_NOTE, "说明"),
        file=files.store(content, name=file_name, unit_code=root_unit().code, actor=actor, at=at),
        recorded_by=actor,
        recorded_at=at,
    )
    made.save()
    audit.record(audit.Act("reports.template_uploaded", made, label=str(made)), actor=actor, at=at)
    return made


def _require_fit(before: PaperTemplate | None, kind: rules.TemplateKind, name: str, content: bytes) -> None:
    if not name.strip():
        raise BusinessError("请填写模板名称，如“每月通报（办公室版）”。", code="reports.template_name")
    if before is None:
        return
    if before.kind != kind.code:
        raise BusinessError("新版本的文种要与原模板相同；换文种请另建模板。", code="reports.template_kind")
    if before.file.sha256 == hashlib.sha256(content).hexdigest():
        raise BusinessError(f"内容与第{before.revision}版完全相同，没有另存新版。", code="reports.template_same")


def _next_code() -> str:
    return f"T{PaperTemplate.objects.filter(revision=1).count() + 1:03d}"


@transaction.atomic
def use_template(template: PaperTemplate, *, actor: User, at: datetime) -> TemplateUse:
    """From now on papers are made from this version. BusinessError `reports.template_used` when they are already."""
    require(actor, Permission.EDIT_TEMPLATES, unit=root_unit())
    audit.stand_in_line()
    if selectors.is_in_use(template):
        raise BusinessError("这一版正在使用，不用再启用。", code="reports.template_used")
    return _mark(template, "reports.template_used", is_active=True, actor=actor, at=at)


@transaction.atomic
def retire_template(template: PaperTemplate, *, actor: User, at: datetime) -> TemplateUse:
    """No more papers are made from the template; those that were made stay. BusinessError `reports.template_unused`."""
    require(actor, Permission.EDIT_TEMPLATES, unit=root_unit())
    audit.stand_in_line()
    if not selectors.is_in_use(template):
        raise BusinessError("这一版没有在使用，不用停用。", code="reports.template_unused")
    return _mark(template, "reports.template_retired", is_active=False, actor=actor, at=at)


def _mark(template: PaperTemplate, action: str, *, is_active: bool, actor: User, at: datetime) -> TemplateUse:
    made = TemplateUse(template=template, is_active=is_active, recorded_by=actor, recorded_at=at)
    made.save()
    audit.record(audit.Act(action, template, label=str(template)), actor=actor, at=at)
    return made


@transaction.atomic
def make_paper(
    template: PaperTemplate,
    *,
    period: str,
    unit: Unit,
    actor: User,
    at: datetime,
    known_at: datetime | None = None,
    is_masked: bool = False,
    is_public: bool = False,
) -> TemplatePaper:
    """A paper out of a version that is in use, frozen at once with its figures.

    Errors: BusinessError `reports.template_idle`, `reports.period_kind`, `reports.template_rows`, `reports.template_lost`,
    `periods.*`, `figures.*`; NotPermitted, NotVisible.
    """
    require(actor, Papers.WRITE, unit=unit)
    require_usable(template, period)
    office, moment = selectors.office_template(template), known_at or at
    material = selectors.material_now(actor, office, unit, parse_period(period), moment)
    printing = Printing(period, moment, is_masked, is_public)
    made, _ = keep_paper(template, office, material, unit=unit, printing=printing, actor=actor, at=at)
    return made


def require_usable(template: PaperTemplate, period: str) -> None:
    """BusinessError when no papers are made from this version, or none of such a period."""
    if not selectors.is_in_use(template):
        raise BusinessError("这一版模板没有启用，请先启用，或改用在用的版本。", code="reports.template_idle")
    rules.require_template_period(rules.require_template_kind(template.kind), parse_period(period))


@dataclass(frozen=True, slots=True)
class Printing:
    """What a paper is printed for: its period, the moment of its figures, its version, and the batch it belongs to."""

    period: str
    known_at: datetime
    is_masked: bool = False
    is_public: bool = False
    batch: PaperBatch | None = None


def keep_paper(
    template: PaperTemplate,
    office: OfficeTemplate,
    material: Material,
    *,
    unit: Unit,
    printing: Printing,
    actor: User,
    at: datetime,
) -> tuple[TemplatePaper, bytes]:
    """Print the material and keep the paper; the caller has asked for permission and holds the transaction."""
    filled = office.fill(material, Manner(rules.MOST_ROWS, printing.is_masked, printing.is_public))
    chosen = parse_period(printing.period)
    made = TemplatePaper(
        template=template,
        unit=unit,
        period=chosen.code,
        title=shortened(f"{unit.label}{chosen.label}{template.name}", 200),
        known_at=printing.known_at,
        is_masked=printing.is_masked,
        is_public=printing.is_public,
        material=material_to_json(material),
        unsaid=len(filled.unsaid),
        sha256=hashlib.sha256(filled.content).hexdigest(),
        batch=printing.batch,
        recorded_by=actor,
        recorded_at=at,
    )
    made.save()
    audit.record(audit.Act("reports.template_printed", made, unit_code=unit.code), actor=actor, at=at)
    return made, filled.content
