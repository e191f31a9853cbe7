"""Addresses of rounds of assessment: their permissions, and rows in which the eastern county is assessed."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from luodi.across.assessment import services
from luodi.across.assessment.models import Round, SampleItem
from luodi.across.assessment.rules.rights import Permission
from luodi.base.orgs import services as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.architecture.rows import (
    ASSESSOR,
    CHECKER,
    CLERK,
    OTHER_ASSESSOR,
    OTHER_CHECKER,
    OTHER_CLERK,
    STATISTICS,
    Row,
)

_PERIOD = "2023Q2"
_OTHER_STATISTICS = ("r04", "QJ-W", "S2")


def _trial() -> Round:
    """The trial of the second quarter: the eastern county alone stands in a group."""
    place = factories.unit("QJ-E")
    given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
    orgs.change_unit(place, actor=factories.officer("sysadmin"), at=factories.AT - timedelta(days=30), **given)
    services.install_presets(at=factories.AT)
    aim = {"indicator": "S01", "value": Decimal(10), "measure": "个", "issuer": "市级", "period": "2023"}
    issue_target(place, actor=factories.user("r03"), at=factories.AT, **aim)
    factories.signed_project()
    return services.start_round("STD", period=_PERIOD, actor=factories.user("r07"), at=factories.AT)


def _checked() -> Round:
    made = _trial()
    services.open_self_check(made, actor=factories.user("r07"), at=factories.AT, days=30)
    return made


def a_trial() -> dict[str, object]:
    """A round that only the office sees, and its first step."""
    return {"pk": _trial().pk, "act": "open_check"}


def a_round() -> dict[str, object]:
    """A round in the self-check."""
    return {"pk": _checked().pk}


def its_unit() -> dict[str, object]:
    """The same and the eastern county."""
    return {**a_round(), "code": "QJ-E"}


def a_round_of_today() -> dict[str, object]:
    """A round whose self-check lasts beyond today, for verbs that go by the clock."""
    made = _trial()
    services.open_self_check(made, actor=factories.user("r07"), at=timezone.now(), days=30)
    return {"pk": made.pk, "code": "QJ-E"}


def an_appeal() -> dict[str, object]:
    """An appeal of the eastern county."""
    made = _checked()
    row = services.file_appeal(
        made, factories.unit("QJ-E"), reason="漏计", actor=factories.checker(), at=factories.AT, line="P02"
    )
    return {"pk": made.pk, "appeal_pk": row.pk}


def its_document() -> dict[str, object]:
    """An appeal with a document."""
    made, document = _checked(), factories.attachment()
    given = {"reason": "漏计", "evidence": [document], "actor": factories.checker(), "at": factories.AT}
    row = services.file_appeal(made, factories.unit("QJ-E"), **given)  # type: ignore[arg-type]  # as the verb takes them
    return {"pk": made.pk, "appeal_pk": row.pk, "file_pk": document.pk}


def a_drawn_line() -> dict[str, object]:
    """A line of the eastern county that was drawn."""
    made = _checked()
    services.draw_sample(made, actor=factories.user("r07"), at=factories.AT + timedelta(days=60))
    return {"pk": made.pk, "item_pk": SampleItem.objects.filter(draw__round=made)[0].pk}


def a_scheme() -> dict[str, object]:
    """The preset in force; the address has no parts."""
    factories.district()
    services.install_presets(at=factories.AT)
    return {}


def a_unit() -> dict[str, object]:
    """The eastern county in its group."""
    return {"code": its_unit()["code"]}


TABLE = (
    Row("assessment:boards", (Permission.VIEW,), CLERK, parts=a_scheme),
    Row("assessment:rounds", (Permission.VIEW,), CLERK),
    Row("assessment:round_new", (Permission.RUN_ROUND,), ASSESSOR),
    Row("assessment:round", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_round),
    Row("assessment:round_export", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_round),
    Row(
        "assessment:round_step",
        (Permission.RUN_ROUND, Permission.FINALISE),
        ASSESSOR,
        OTHER_ASSESSOR,
        parts=a_trial,
    ),
    Row("assessment:round_unit", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=its_unit),
    Row("assessment:round_confirm", (Permission.APPEAL,), CHECKER, OTHER_CHECKER, post={}, parts=a_round_of_today),
    Row("assessment:appeal_new", (Permission.APPEAL,), CHECKER, OTHER_CHECKER, parts=its_unit),
    Row("assessment:appeal", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=an_appeal),
    Row(
        "assessment:appeal_answer",
        (Permission.ANSWER_APPEAL,),
        STATISTICS,
        _OTHER_STATISTICS,
        post={"verdict": "REJECTED", "text": "不在本期"},
        parts=an_appeal,
    ),
    Row("assessment:appeal_file", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=its_document),
    Row("assessment:finding", (Permission.VERIFY_SAMPLE,), STATISTICS, _OTHER_STATISTICS, parts=a_drawn_line),
    Row("assessment:supposing", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_unit),
)
"""The addresses of rounds and of the what-if."""
