"""Templates to begin with, out of the skeletons of the product's own papers."""

from collections.abc import Mapping
from typing import Final

from luodi.across.reports.engine.annual import KIND as YEARLY
from luodi.across.reports.engine.annual import annual_template
from luodi.across.reports.engine.bulletin import KIND as MONTHLY
from luodi.across.reports.engine.bulletin import bulletin_template
from luodi.across.reports.engine.half_year import HALF_YEAR
from luodi.across.reports.engine.half_year import KIND as HALF_YEARLY
from luodi.across.reports.engine.office.starter import Starter, starter
from luodi.across.reports.engine.speech import KIND as SPEECH
from luodi.across.reports.engine.speech import speech_template
from luodi.across.reports.engine.survey import KIND as SURVEY
from luodi.across.reports.engine.survey import survey_template
from luodi.across.reports.engine.template import Template
from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.rights import Permission
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require

_ISSUER: Final = "{{招商部门}}"


def starters() -> Mapping[str, Template]:
    """The skeletons by kind."""
    return {
        MONTHLY: bulletin_template(()),
        HALF_YEARLY: HALF_YEAR,
        YEARLY: annual_template(is_long=False),
        SURVEY: survey_template(is_long=False),
        SPEECH: speech_template(),
    }


def starter_file(viewer: User, kind: str) -> tuple[str, bytes]:
    """File name and .docx of the template to begin with. NotVisible for a kind that has none."""
    require(viewer, Permission.VIEW)
    skeleton = starters().get(kind.upper())
    if skeleton is None:
        raise NotVisible("没有这个文种的起步模板。", code="reports.template_unknown")
    chosen = rules.require_template_kind(kind)
    made = starter(Starter(skeleton, lambda key: _key(key, chosen)), issuer=_ISSUER)
    return f"{chosen.name}模板.docx", made


def _key(key: str, kind: rules.TemplateKind) -> str:
    """The figure under the name that templates of the kind use; empty when they do not know it."""
    if key == rules.SCHEDULE:
        return key
    for name in (key, key.removesuffix(".ytd").removesuffix(".month")):
        if not rules.figure_fault(name, kind):
            return name
    return ""
