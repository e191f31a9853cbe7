"""What the browser's pages show: rows in every state, made once and laid down for each test."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from luodi.across.assessment import services as assessment
from luodi.across.assessment.models import Scheme
from luodi.across.intake import services as intake
from luodi.across.reports import services as reports
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.periods import parse_period
from luodi.base.orgs import services as orgs
from luodi.domains.targets import services as targets
from tests import factories
from tests.across.assessment.city import aim, counties, signed
from tests.worlds import remembered


@remembered
def a_ledger() -> dict[str, object]:
    """A small ledger in every state: signed, started, with capital, waiting, a target, a chain, a batch, a paper."""
    east = factories.signed_project(
        "QJ-E", on=date(2023, 2, 1), amount="64100", name="年产30万吨再生铝及铝灰渣综合利用项目"
    )
    factories.recognised_event(east, "START", date(2023, 5, 20))
    factories.recognised_capital(east, "5000", date(2023, 4, 1))
    factories.signed_project("QJ-W", on=date(2023, 3, 1), amount="10000", name="预制菜加工项目")
    waiting = factories.filed_capital(east, "120", date(2023, 6, 1), evidence=[factories.attachment()])
    office, unit = factories.statistics_office(), factories.unit("QJ")
    targets.issue_target(
        unit,
        indicator="S02",
        value=Decimal(12),
        measure="亿元",
        period="2023",
        issuer="市级",
        actor=office,
        at=factories.AT,
    )
    paper = reports.draft_paper("RP04", period="2023H1", unit=unit, actor=office, at=timezone.now())
    text = "项目名称,投资方,总投资(万元),签约时间\n肉奶牛养殖项目,示例牧业有限公司,5600,2023-03-01\n坏行,示例,1,2023.13.1\n"
    batch = intake.upload(
        text.encode(), file_name="台账.csv", unit=unit, options=intake.ImportOptions(), actor=office, at=timezone.now()
    )
    intake.preview(batch, actor=office)
    return {"project": east.pk, "slip": waiting.slip.pk, "paper": paper.pk, "batch": batch.code}


@remembered
def a_ranked_city() -> dict[str, object]:
    """A city of five counties with a ranking, a closed June, an adjustment, a draft, a trip, an activity, a reset."""
    places = counties()
    for place, number in zip(places, (5, 4, 3, 2, 0), strict=True):
        aim(place, "10")
        signed(place.code, number, started=number)
    maker, at = factories.user("r07"), factories.AT
    values = assessment.AdjustmentValues("COLOUR", "现场复核", "示例督〔2023〕3号", colour="绿")
    row = assessment.file_adjustment(places[0], period="2023H1", values=values, actor=maker, at=at)
    for act, by in ((SlipAct.VERIFY, factories.statistics_office()), (SlipAct.RECOGNISE, factories.user("r03"))):
        assessment.decide_adjustment(row.slip, act, actor=by, at=at)
    scheme = Scheme.objects.get(code="STD", group="G1a")
    draft = assessment.revise_scheme(scheme, actor=maker, at=at)
    assessment.close_at_once(parse_period("2023-06"), actor=factories.user("r03"), at=at)
    factories.signed_project("QJ-A1", on=date(2023, 6, 12), at=at + timedelta(days=2))
    trip = factories.trip(evidence=[factories.attachment()])
    chief = factories.user("r11", "QJ-E")
    reset = orgs.request_reset(chief, actor=factories.officer("sysadmin"), at=at, reason="本人持证到场")
    return {
        "scheme": scheme.pk,
        "draft": draft.pk,
        "adjustment": row.pk,
        "investor": factories.investor().pk,
        "trip": trip.pk,
        "activity": factories.activity().pk,
        "account": factories.clerk().pk,
        "reset": reset.pk,
    }
