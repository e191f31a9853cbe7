"""The assessment of the second quarter in the demonstration district: units are checking their results, one has appealed."""

from typing import Final

from django.utils import timezone

from luodi.across.assessment import selectors, services
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli.demo.district import PARK

_PERIOD: Final = "2023Q2"
_SCHEME: Final = "STD"
_LINE: Final = "P02"


def check_a_quarter() -> None:
    """The trial, the self-check that runs now, and an appeal of the park; nothing is decided yet."""
    at, viewer = timezone.now(), orgs.operator()
    office, verifier = orgs.users().get(username="assessor"), orgs.users().get(username="verifier")
    park = orgs.unit_by_code(PARK)
    made = services.start_round(_SCHEME, period=_PERIOD, actor=office, at=at)
    services.open_self_check(made, actor=office, at=at, note="演示数据：请各单位逐项核对")
    lines = selectors.appealable_lines(viewer, selectors.round_of(viewer, made.pk), park)
    services.file_appeal(
        made,
        park,
        line=_LINE if _LINE in lines else "",
        reason="演示数据：6月下旬开工的项目已过现场核查，认定在途，请核对。",
        actor=verifier,
        at=at,
    )
