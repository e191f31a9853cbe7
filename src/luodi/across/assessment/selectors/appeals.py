"""Appeals and objections in reach, their documents, and who stands behind what is appealed against."""

from luodi.across.assessment.models import Adjustment, Appeal, JuryMark
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.selectors.rounds import Standing, visible_appeals
from luodi.base.core.errors import NotVisible
from luodi.base.files.models import Attachment
from luodi.base.files.rules import Permission as Files
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require


def appeals(viewer: User, one: Standing) -> list[Appeal]:
    """Appeals of own units and about own units, in the order in which they came; all for who sees all."""
    return visible_appeals(require(viewer, Permission.VIEW), one)


def appeal(viewer: User, one: Standing, pk: int) -> Appeal:
    """One appeal; NotVisible otherwise."""
    found = next((row for row in appeals(viewer, one) if row.pk == pk), None)
    if found is None:
        raise NotVisible("没有找到这件申诉，或不在您的查看范围内。", code="rounds.appeal")
    return found


def appeal_attachment(viewer: User, one: Standing, appeal_pk: int, pk: int) -> Attachment:
    """A document of an appeal in reach. NotVisible otherwise; NotPermitted without the right to see attachments."""
    require(viewer, Files.VIEW)
    of = appeal(viewer, one, appeal_pk)
    found = Attachment.objects.filter(pk__in=of.evidence.values("pk"), pk=pk).first()
    if found is None or not found.path.exists():
        raise NotVisible("没有找到该附件，或它不属于这件申诉。", code="rounds.attachment")
    return found


def people_behind(row: Appeal) -> frozenset[int]:
    """Who made what the appeal is against: the computation, the adjustments and the marks of that line (or of all)."""
    of = {"scheme_code": row.round.scheme_code, "period": row.round.period, "unit": row.about}
    adjusted = Adjustment.objects.filter(**of).select_related("slip")
    marked = JuryMark.objects.filter(**of)
    if row.line:
        adjusted, marked = adjusted.filter(subject=row.line), marked.filter(line=row.line)
    people: set[int | None] = {row.version.recorded_by_id, *marked.values_list("recorded_by", flat=True)}
    for one in adjusted:
        people |= {one.recorded_by_id, one.slip.verified_by_id, one.slip.recognised_by_id}
    return frozenset(person for person in people if person is not None)
