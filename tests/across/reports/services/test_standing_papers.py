"""RP02, RP03 and RP12 over a small district: exact figures, a unit's own paper, closed periods, what is refused."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.across.assessment import services as assessment
from luodi.across.assessment.selectors import ranking
from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper, PaperPicture
from luodi.base.core.documents import Document, Table, write_text
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.domains.supervision import making
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties with a target of ten contracts each: they sign 8, 6, 4, 2 and none until June."""
    for unit, number in zip(counties(), (8, 6, 4, 2, 0), strict=True):
        aim(unit, "10")
        signed(unit.code, number, started=number)
    signed(COUNTIES[0], 1, on=date(2023, 6, 5))


def draft(kind: str, period: str, unit: str = "QJ") -> Paper:
    return reports.draft_paper(kind, period=period, unit=factories.unit(unit), actor=operator(), at=AT)


def document(paper: Paper) -> Document:
    return selectors.shown(paper).document


def table(paper: Paper, caption: str) -> Table:
    return next(one for one in document(paper).tables() if caption in one.caption)


def cells(found: Table) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in found.rows]


def test_the_bulletin_ranks_the_group_and_names_the_low_zone_with_figures_of_the_ranking() -> None:
    paper = draft("RP02", "2023-06")

    found = ranking(operator(), period="2023-06", known_at=AT).groups[0]
    rows = cells(table(paper, "累计完成情况和排名"))
    scores = [f"{float(one.score.total or 0):.2f}" for one in found.units]
    assert [row[:2] for row in rows] == [["1", "乙县"], ["2", "甲县"], ["3", "丙县"], ["4", "丁县"], ["5", "戊县"]]
    assert [row[2] for row in rows] == ["60.0", "90.0", "40.0", "20.0", "0.0"]
    assert [row[5] for row in rows] == scores
    text = write_text(document(paper), has_annexes=False)
    assert "6月，全市新签正式合同1个，合同额1000万元" in text
    assert f"靠后的是丁县（{scores[3]}分）、戊县（{scores[4]}分）" in text
    assert "（未结账，数据截至2023年7月3日09:00）" in text


def test_the_bulletin_tells_what_fell_due_in_the_month() -> None:
    factories.signed_project(COUNTIES[0], on=date(2023, 7, 1))
    making.closed(making.issued(title="按期"), making.on(12))
    making.issued(title="未办")

    def words(period: str) -> str:
        paper = reports.draft_paper(
            "RP02", period=period, unit=factories.unit("QJ"), actor=operator(), at=making.on(40)
        )
        return write_text(document(paper), has_annexes=False)

    assert "7月，办理期限到期的三单2件，按期办结率50%" in words("2023-07")
    assert "期限到期的整改" not in words("2023-07")
    assert "三单与整改" not in words("2023-06")


def test_each_number_of_a_table_leads_to_its_line_in_the_annex() -> None:
    found = document(draft("RP02", "2023-06"))

    anchors = {line.anchor for one in found.annexes[-1].body if isinstance(one, Table) for line in one.rows}
    sources = [cell.source for one in found.body if isinstance(one, Table) for line in one.rows for cell in line.cells]
    assert {source for source in sources if source} <= anchors
    listed = next(one for one in found.annexes[-1].body if isinstance(one, Table) and "分单位" in one.caption)
    signed_row = next(row for row in cells(listed) if row[2] == "S01" and row[3] == "新签正式合同项目数")
    assert signed_row[4] == "乙县 6（6）、甲县 9（9）、丙县 4（4）、丁县 2（2）、戊县 0（0）"


def test_a_missing_target_or_base_is_said_in_words_and_never_as_a_number() -> None:
    paper = draft("RP02", "2023-06")

    area = table(paper, "主要指标完成情况")
    assert cells(area)[0] == ["新签正式合同项目数（个）", "1", "21", "—", "／", "未下达", "未下达", "未下达"]
    assert "新签约项目数同比：上年同期为零" in area.note
    assert "增长" not in write_text(document(paper), has_annexes=False)


def test_a_unit_has_its_own_bulletin_issued_by_the_bureau_of_the_district() -> None:
    paper = draft("RP02", "2023-06", "QJ-A2")

    text = write_text(document(paper), has_annexes=False)
    assert (paper.title, paper.issuer) == ("乙县2023年6月招商引资工作通报", "示例市招商投资局")
    assert "在主城区/工业强区县中列第1名" in text
    assert "甲县" not in text


def test_the_quarter_lists_scores_places_colours_and_single_boards() -> None:
    paper = draft("RP03", "2023Q2")

    rows = cells(table(paper, "综合得分"))
    found = ranking(operator(), period="2023Q2", known_at=AT).groups[0]
    assert [row[-1] for row in rows] == [one.colour.value for one in found.units]
    assert [row[1] for row in rows] == ["乙县", "甲县", "丙县", "丁县", "戊县"]
    boards = {row[0]: row[2:] for row in cells(table(paper, "单项榜"))}
    assert boards["项目开工"] == ["甲县 8", "乙县 6", "丙县 4"]
    assert "招大引强、招新引优、资金到位、利用外资榜各单位均无数值" in table(paper, "单项榜").note


def test_the_five_colours_stand_as_letters_with_a_ground() -> None:
    paper = draft("RP12", "2023-06")

    found = table(paper, "五色")
    rows = {row.cells[1].text: row for row in table(paper, "主城区/工业强区县五色").rows}
    last = rows["戊县"].cells[-1]
    assert (last.text, last.fill) == ("红", "F5BFBB")
    assert found.columns[1].header == "绿"
    assert document(paper).is_landscape


def test_a_closed_period_says_its_version_and_prints_the_scores_of_its_snapshot() -> None:
    snapshot = assessment.close_at_once(parse_period("2023-06"), actor=operator(), at=AT + timedelta(days=1))
    stored = {row.unit.name: row for row in snapshot.scores.select_related("unit").exclude(score=None)}
    signed(COUNTIES[3], 5, on=date(2023, 6, 20))

    paper = reports.draft_paper(
        "RP02", period="2023-06", unit=factories.unit("QJ"), actor=operator(), at=AT + timedelta(days=9)
    )

    rows = cells(table(paper, "累计完成情况和排名"))
    assert "（已结账，第1版，2023年7月4日09:00结账）" in write_text(document(paper))
    assert [row[2] for row in rows] == ["60.0", "90.0", "40.0", "20.0", "0.0"]
    for name, row in stored.items():
        assert Decimal(next(line[5] for line in rows if line[1] == name)) == round(Decimal(row.score), 2)


def test_what_is_learnt_after_the_close_leaves_the_bulletin_of_that_month_and_stands_in_the_next_one() -> None:
    assessment.close_at_once(parse_period("2023-06"), actor=operator(), at=AT + timedelta(days=1))
    later = AT + timedelta(days=40)

    def words(period: str) -> str:
        paper = reports.draft_paper(period=period, kind="RP02", unit=factories.unit("QJ"), actor=operator(), at=later)
        return write_text(document(paper))

    before = words("2023-06")
    late = factories.signed_project(COUNTIES[3], on=date(2023, 6, 20), at=AT + timedelta(days=9))

    july = words("2023-07")

    assert words("2023-06") == before
    assert "6月，全市新签正式合同1个" in before
    assert "7月，全市新签正式合同1个" in july
    assert "补计" in july
    assert late.name not in before


def test_an_issued_paper_prints_the_same_bytes_with_the_picture_drawn_for_it() -> None:
    for code in COUNTIES[:1]:
        aim(factories.unit(code), "5", indicator="S02", measure="亿元")
    paper = draft("RP03", "2023Q2")
    pictures = {one.key: bytes(one.image) for one in PaperPicture.objects.filter(paper=paper)}
    issued = reports.issue_paper(paper, actor=operator(), at=AT)

    signed(COUNTIES[4], 7)
    again = selectors.document_bytes(Paper.objects.get(pk=paper.pk))[1]

    assert hashlib.sha256(again).hexdigest() == issued.sha256
    assert list(pictures) == ["chart-G1a"]
    assert pictures["chart-G1a"][:8] == b"\x89PNG\r\n\x1a\n"


def test_tables_move_and_go_with_their_line_but_are_not_renamed_and_their_numbers_not_typed() -> None:
    paper = draft("RP12", "2023-06")
    text = selectors.editable_text(paper)
    line = "【图表】各组综合五色单位数\n"
    assert line in text

    changed = reports.edit_paper(paper, actor=operator(), at=AT, text=text.replace(line, ""))

    assert list(document(changed).pictures()) == []
    with pytest.raises(BusinessError, match="图表“另一张”不是本文稿的图表") as refused:
        reports.edit_paper(changed, actor=operator(), at=AT, text=f"{text}【图表】另一张\n")
    assert refused.value.code == "reports.edit"


def test_a_masked_paper_shows_neither_numbers_nor_charts() -> None:
    paper = reports.edit_paper(draft("RP03", "2023Q2"), actor=operator(), at=AT, is_masked=True)

    assert list(document(paper).pictures()) == []
    assert {row[2] for row in cells(table(paper, "综合得分"))} == {"**"}


def test_refreshing_keeps_the_words_and_takes_tables_and_charts_anew() -> None:
    paper = draft("RP02", "2023-06")
    text = selectors.editable_text(paper)
    edited = reports.edit_paper(paper, actor=operator(), at=AT, text=f"{text}请各单位抓好落实。\n")
    signed(COUNTIES[4], 3)

    fresh = reports.refresh_paper(edited, actor=operator(), at=AT + timedelta(hours=1))

    assert "请各单位抓好落实。" in write_text(document(fresh))
    assert next(row[2] for row in cells(table(fresh, "累计完成情况和排名")) if row[1] == "戊县") == "30.0"


@pytest.mark.parametrize(
    ("kind", "period", "unit", "code"),
    [
        ("RP02", "2019-06", "QJ", "reports.no_facts"),
        ("RP02", "2023-06", "QJ-E", "reports.no_group"),
        ("RP03", "2023-06", "QJ", "reports.period_kind"),
        ("RP12", "2023H1", "QJ", "reports.period_kind"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_kept(kind: str, period: str, unit: str, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        draft(kind, period, unit)

    assert refused.value.code == code
    assert not Paper.objects.exists()


def test_who_has_no_ranking_is_told_whose_groups_are_missing() -> None:
    with pytest.raises(BusinessError, match=r"^东县不在考核方案"):
        draft("RP02", "2023-06", "QJ-E")

    Unit.objects.update(group="")

    with pytest.raises(BusinessError, match=r"的下级单位都不在考核方案.*给参加考核的单位选择考核分组"):
        draft("RP02", "2023-06", "QJ")
