"""RP11 考核得分表与分析: values, points, additions and grades by group as the ranking has them; where points were lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.across.assessment import services as assessment
from luodi.across.assessment.selectors import ranking
from luodi.across.assessment.services import AdjustmentValues
from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.documents import Document
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.across.reports.services.ledger import cells, loose_numbers, table, words
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
PERIOD = "2023H1"


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties with a target of ten contracts each: they sign 8, 6, 4, 2 and none until June; all of them start."""
    for unit, number in zip(counties(), (8, 6, 4, 2, 0), strict=True):
        aim(unit, "10")
        signed(unit.code, number, started=number)


def draft(period: str = PERIOD, unit: str = "QJ", **more: object) -> Paper:
    given = {"actor": operator(), "at": AT, **more}
    return reports.draft_paper("RP11", period=period, unit=factories.unit(unit), **given)  # type: ignore[arg-type]  # as the verb takes them


def document(period: str = PERIOD, unit: str = "QJ") -> Document:
    return selectors.shown(draft(period, unit)).document


def adjusted(unit: str, values: AdjustmentValues) -> None:
    row = assessment.file_adjustment(
        factories.unit(unit), period=PERIOD, values=values, actor=factories.user("r07"), at=AT
    )
    assessment.decide_adjustment(row.slip, SlipAct.VERIFY, actor=factories.statistics_office(), at=AT)
    assessment.decide_adjustment(row.slip, SlipAct.RECOGNISE, actor=factories.user("r03"), at=AT)


def test_the_table_has_points_additions_grades_and_places_of_the_ranking() -> None:
    adjusted("QJ-A3", AdjustmentValues("POINTS", "观摩组内第一", "示例办〔2023〕11号", amount=Decimal("1.5")))

    found = document()

    group = ranking(operator(), period=PERIOD, known_at=AT).groups[0]
    rows = cells(found, "考核得分")
    assert [row[1] for row in rows] == [one.unit.name for one in group.units]
    assert [row[0] for row in rows] == ["1", "1", "3", "4", "5"] or [row[0] for row in rows] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
    headers = [column.header for column in table(found, "考核得分").columns]
    assert headers == ["名次", "单位", "指标得分", "加分", "扣分", "评分调整", "综合得分", "等次", "五色"]
    for row, one in zip(rows, group.units, strict=True):
        base, bonus, penalty, correction, total = (Decimal(cell) for cell in row[2:7])
        assert abs(base + bonus - penalty + correction - total) <= Decimal("0.02")
        assert row[7] == ("" if one.grade is None else str(one.grade.label))
    assert next(row[5] for row in rows if row[1] == "丙县") == "1.50"


def test_the_text_tells_grades_mean_spread_and_the_weakest_lines() -> None:
    said = words(document())

    group = ranking(operator(), period=PERIOD, known_at=AT).groups[0]
    scores = [one.score.total or 0 for one in group.units]
    mean = Decimal(float(sum(scores) / len(scores))).quantize(Decimal("0.01"))
    assert f"平均得分{str(mean).rstrip('0').rstrip('.')}分" in said
    assert "评为" in said
    assert "失分较多的指标是" in said
    assert "示例市2023年上半年招商引资考核得分表与分析" in said


def test_values_and_points_of_every_line_are_annexed_and_traced() -> None:
    found = document()

    assert found.annexes[0].title == "各单位指标值和分项得分"
    values = {row[0]: row[1:] for row in cells(found, "指标值")}
    assert "80.0%" in " ".join(values["甲县"])
    assert loose_numbers(found) == set()


def test_additions_are_told_with_their_basis() -> None:
    assert "经批准" not in words(document())
    adjusted("QJ-A1", AdjustmentValues("POINTS", "观摩组内第一", "示例办〔2023〕11号", amount=Decimal("1.5")))

    said = words(document())

    assert "甲县：经批准" in said
    assert "观摩组内第一（依据：示例办〔2023〕11号）" in said


def test_a_closed_period_keeps_its_published_scores() -> None:
    assessment.close_at_once(parse_period(PERIOD), actor=operator(), at=AT + timedelta(days=1))
    before = cells(document(), "考核得分")
    signed(COUNTIES[4], 9)

    later = selectors.shown(draft(at=AT + timedelta(days=9))).document

    assert cells(later, "考核得分") == before
    assert "已结账，第1版" in words(later)


def test_a_unit_has_its_own_sheet() -> None:
    found = document(unit="QJ-A2")

    assert "甲县" not in words(found)
    assert cells(found, "考核得分明细")[-1][0] == "综合得分"


def test_without_a_round_nothing_is_said_of_appeals_and_the_drafter_is_told() -> None:
    shown = selectors.shown(draft())

    assert "申诉" not in words(shown.document)
    told = next(one for one in shown.left_out if one.missing == "收到申诉和异议件数")
    assert (told.why, told.is_missing) == ("本期没有开展考核轮次，没有申诉登记", True)


def test_appeals_of_the_round_are_counted_with_their_answers() -> None:
    signed(COUNTIES[0], 1, on=date(2023, 6, 5))
    made = assessment.start_round("STD", period="2023Q2", actor=factories.user("r07"), at=AT)
    assessment.open_self_check(made, actor=factories.user("r07"), at=AT)
    later = AT + timedelta(days=1)

    def said() -> str:
        return words(selectors.shown(draft("2023Q2", at=later + timedelta(hours=1))).document)

    assert "本轮没有单位提出申诉或异议。" in said()
    for code in ("QJ-A1", "QJ-A2"):
        row = assessment.file_appeal(
            made,
            factories.unit(code),
            reason="台账漏计",
            line="P02",
            actor=factories.user("r11", code),
            at=later,
        )
    assert "本轮收到申诉和异议2件，已答复0件。" in said()

    values = assessment.AnswerValues("REJECTED", "该项目7月1日才认定，不在本期")
    assessment.answer_appeal(row, values=values, actor=factories.statistics_office(), at=later)

    assert "本轮收到申诉和异议2件，已答复1件。" in said()


@pytest.mark.parametrize(
    ("period", "unit", "code"),
    [
        ("2023-06", "QJ", "reports.period_kind"),
        ("2023H1", "QJ-E", "reports.no_group"),
        ("2010", "QJ", "reports.no_facts"),
    ],
)
def test_what_cannot_be_written_is_refused(period: str, unit: str, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        draft(period, unit)

    assert (refused.value.code, Paper.objects.exists()) == (code, False)
