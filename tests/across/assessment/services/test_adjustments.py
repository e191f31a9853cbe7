"""Adjustments, overrides and marks: filed with a basis, approved by others, counted only then, reversed by name."""

from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Adjustment, JuryMark
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.services import AdjustmentValues
from luodi.base.approvals.rules import SlipAct
from luodi.base.approvals.selectors import waiting_slips
from luodi.base.core.errors import NotPermitted
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_unit
from tests.across.assessment.city import aim, counties, signed
from tests.factories import AT, clerk, district, statistics_office, unit, user
from tests.refusals import refused
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
POINTS = AdjustmentValues("POINTS", "观摩组内第一", "示例办〔2023〕11号", amount=Decimal("1.5"))
GREEN = AdjustmentValues("COLOUR", "现场复核后认定", "示例督〔2023〕3号", colour="绿")


@pytest.fixture
@remembered
def place(db: None) -> Unit:
    """The county QJ-A1 with a target of ten contracts, of which five are signed and started."""
    first = counties()[0]
    aim(first, "10")
    signed("QJ-A1", 5, started=5)
    return first


def filed(place: Unit, values: AdjustmentValues = POINTS) -> Adjustment:
    return services.file_adjustment(place, period="2023H1", values=values, actor=user("r07"), at=AT)


def approved(row: Adjustment) -> Adjustment:
    services.decide_adjustment(row.slip, SlipAct.VERIFY, actor=statistics_office(), at=AT)
    services.decide_adjustment(row.slip, SlipAct.RECOGNISE, actor=user("r03"), at=AT)
    return Adjustment.objects.get(pk=row.pk)


def result(period: str = "2023H1") -> selectors.RankedUnit:
    return selectors.unit_ranking(user("r07"), "QJ-A1", period=period)[2]


def test_an_adjustment_counts_once_it_is_approved_and_in_its_period_only(place: Unit) -> None:
    before = result().score.total
    row = filed(place)

    assert result().score.total == before
    approved(row)

    after = result()
    assert before is not None
    assert (after.score.calculated, after.score.total) == (before, before + Fraction("1.5"))
    assert [(one.reason, one.basis, str(one.slip.recognised_by)) for one in after.adjustments] == [
        ("观摩组内第一", "示例办〔2023〕11号", "r03")
    ]
    assert result("2023Q2").adjustments == ()


def test_who_filed_an_adjustment_does_not_verify_it(place: Unit) -> None:
    row, filer = filed(place), user("r07")

    with refused("approvals.same_person"):
        services.decide_adjustment(row.slip, SlipAct.VERIFY, actor=filer, at=AT)
    assert row.slip not in waiting_slips(filer)
    assert row.slip in waiting_slips(statistics_office())


def test_who_may_not_file_files_nothing(place: Unit) -> None:
    filler = clerk("QJ-A1")

    with refused("orgs.not_permitted", NotPermitted):
        services.file_adjustment(place, period="2023H1", values=POINTS, actor=filler, at=AT)


def test_a_colour_override_replaces_the_colour_and_says_why(place: Unit) -> None:
    before = result().colour

    approved(filed(place, GREEN))

    after = result()
    assert (before, after.colour) == (Colour.RED, Colour.GREEN)
    assert after.colour_why[-1] == "经批准由红改评绿：现场复核后认定（依据：示例督〔2023〕3号）"


def test_a_finding_of_falsification_leaves_fifty_nine_and_red(place: Unit) -> None:
    approved(filed(place, AdjustmentValues("VETO", "虚报到位资金", "示例统〔2023〕1号", subject="V2")))

    found = result()
    assert (found.score.total, found.colour, str(found.grade)) == (59, Colour.RED, "不合格")


def test_cases_of_an_item_are_counted(place: Unit) -> None:
    approved(filed(place, AdjustmentValues("CASES", "世界500强项目开工", "示例纪要", subject="B1", amount=Decimal(1))))

    found = result().score
    assert (found.bonus, [item.why for item in found.items]) == (3, ["1件×+3"])


def test_a_deduction_on_the_ground_work_lowers_its_line(place: Unit) -> None:
    values = AdjustmentValues("POINTS", "迟报两次", "示例通报", subject="G09", amount=Decimal("-0.2"))
    approved(filed(place, values))

    line = next(one for one in result().score.lines if one.spec.code == "G09")

    assert line.points == line.counted - Fraction(2, 10)
    assert "已认定扣分0.2" in line.why


def test_an_approved_adjustment_is_taken_back_by_a_row_that_names_it(place: Unit) -> None:
    before = result().score.total
    row = approved(filed(place))

    reversal = services.reverse_adjustment(row, reason="依据有误", basis="更正函", actor=user("r07"), at=AT)
    assert result().score.total != before
    approved(reversal)

    assert (result().score.total, result().adjustments, reversal.reverses) == (before, (), row)
    with refused("assessment.reversed"):
        services.reverse_adjustment(row, reason="依据有误", basis="更正函", actor=user("r07"), at=AT)


def test_what_is_not_approved_cannot_be_taken_back(place: Unit) -> None:
    row, actor = filed(place), user("r07")

    with refused("assessment.not_approved"):
        services.reverse_adjustment(row, reason="依据有误", basis="更正函", actor=actor, at=AT)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (AdjustmentValues("POINTS", " ", "文号", amount=Decimal(1)), "assessment.reason"),
        (AdjustmentValues("POINTS", "理由", " ", amount=Decimal(1)), "assessment.basis"),
        (AdjustmentValues("POINTS", "理由", "文号"), "assessment.points"),
        (AdjustmentValues("POINTS", "理由", "文号", amount=Decimal(21)), "assessment.points"),
        (AdjustmentValues("POINTS", "理由", "文号", subject="S99", amount=Decimal(1)), "assessment.subject"),
        (AdjustmentValues("CASES", "理由", "文号", subject="B1"), "assessment.cases"),
        (AdjustmentValues("CASES", "理由", "文号", subject="V2", amount=Decimal(1)), "assessment.subject"),
        (AdjustmentValues("VETO", "理由", "文号", subject="V1"), "assessment.subject"),
        (AdjustmentValues("COLOUR", "理由", "文号", colour="灰"), "assessment.colour"),
        (AdjustmentValues("COLOUR", "理由", "文号"), "assessment.colour"),
    ],
)
def test_unsound_adjustments_are_refused(place: Unit, values: AdjustmentValues, code: str) -> None:
    user("r07")

    with refused(code):
        filed(place, values)


def test_a_unit_without_a_group_is_not_adjusted(place: Unit) -> None:
    user("r07")

    with refused("assessment.no_group"):
        filed(unit("QJ-E"))


def test_marks_of_a_jury_make_the_points_of_its_line(db: None) -> None:
    force = make_unit(
        code="QJ-ZB", name="专班", kind=UnitKind.TASK_FORCE, group="G4", parent=district(), actor=operator(), at=AT
    )
    services.install_presets(at=AT)
    for judge, mark in (("园区一", "90"), ("园区二", "70"), ("园区一", "80")):
        services.record_mark(
            force, period="2023Q2", line="Z03", judge=judge, mark=Decimal(mark), actor=user("r07"), at=AT
        )

    found = selectors.unit_ranking(user("r07"), "QJ-ZB", period="2023Q2")[2].score

    line = next(one for one in found.lines if one.spec.code == "Z03")
    assert (line.value, line.counted, line.points) == (75, 100, 75)
    assert JuryMark.objects.count() == 3


def test_unsound_marks_are_refused(place: Unit) -> None:
    actor = user("r07")

    for mark, judge, line, code in (
        ("101", "园区", "Z03", "assessment.mark"),
        ("90", " ", "Z03", "assessment.judge"),
        ("90", "园区", "Z03", "assessment.subject"),
    ):
        with refused(code):
            services.record_mark(place, period="2023H1", line=line, judge=judge, mark=Decimal(mark), actor=actor, at=AT)


def test_only_the_leading_group_s_office_publishes(place: Unit) -> None:
    maker = user("r07")

    with refused("orgs.not_permitted", NotPermitted):
        services.publish_ranking("STD", group="G1a", period="2023H1", is_open=True, actor=maker, at=AT)
    chief = user("r03")
    assert services.publish_ranking("STD", group="G1a", period="2023H1", is_open=True, actor=chief, at=AT)
    assert not services.publish_ranking("STD", group="G1a", period="2023H1", is_open=True, actor=chief, at=AT)
