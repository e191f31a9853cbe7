"""RP07 领导讲话资料包: places by number against places by amount, lists of names behind numbers, definitions, what is left out."""

from datetime import date

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading import read
from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.core.documents import Document, write_text
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import operator
from luodi.domains.projects import services as projects
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.across.reports.services.ledger import cells, loose_numbers, words
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT


def draft(period: str = "2023H1", unit: str = "QJ") -> Paper:
    return reports.draft_paper("RP07", period=period, unit=factories.unit(unit), actor=operator(), at=AT)


def document(period: str = "2023H1") -> Document:
    return selectors.shown(draft(period)).document


@pytest.fixture
@remembered
def city(db: None) -> None:
    """Five counties: 甲 signs four small ones, 乙 one large one, 丙 two of which one landed, 丁 and 戊 none; 戊 has no target."""
    places = counties()
    for unit in places[:4]:
        aim(unit, "5")
    signed(COUNTIES[0], 4)
    factories.signed_project(COUNTIES[1], name="乙大项目", on=date(2023, 3, 1), amount="90000")
    factories.signed_project(COUNTIES[2], name="丙慢项目", on=date(2023, 1, 10), amount="3000")
    landed = factories.signed_project(COUNTIES[2], name="丙快项目", on=date(2023, 2, 1), amount="3000")
    factories.recognised_event(landed, "LAND", date(2023, 4, 1))


def test_places_by_number_stand_beside_places_by_amount(city: None) -> None:
    found = document()

    assert cells(found, "签约个数与金额名次") == [
        ["甲县", "4", "1", "0.40", "3", "↓2"],
        ["丙县", "2", "2", "0.60", "2", "→"],
        ["乙县", "1", "3", "9.00", "1", "↑2"],
    ]
    assert "甲县签约个数列第1名、金额列第3名。" in words(found)


def test_numbers_of_units_are_told_with_their_names(city: None) -> None:
    said = words(document())

    assert "零签约单位1个：丁县。" in said
    assert "签约项目一个都没有落地的单位2个：甲县、乙县。" in said


def test_signed_projects_that_have_not_landed_are_listed_the_longest_waiting_first(city: None) -> None:
    found = document()

    rows = cells(found, "签约未落地项目")
    assert rows[0] == ["丙慢项目", "丙县", "2023-01-10", "171"]
    assert rows[-1] == ["乙大项目", "乙县", "2023-03-01", "121"]
    assert len(rows) == 6
    assert "签约的7个项目中，未落地6个，落地率14.3%" in words(found)


def test_returned_and_fair_projects_are_told_with_their_names(db: None) -> None:
    factories.district()
    fair = factories.activity("QJ", name="东部博览会", on=date(2023, 4, 18))
    made = factories.project(name="会上项目", total="20000")
    event = projects.file_event(
        made,
        event="SIGN",
        occurred_on=date(2023, 4, 18),
        occasion=fair,
        reason="现场签约",
        actor=factories.clerk(),
        at=AT,
    )
    factories.recognise(event.slip)
    back = factories.signed_project(name="退回项目", on=date(2023, 1, 5))
    factories.recognised_event(back, "LAND", date(2023, 2, 1))
    factories.recognised_event(back, "START", date(2023, 2, 5))
    factories.recognised_event(back, "RETURN", date(2023, 5, 5))

    said = words(document())

    assert "东部博览会（1届）签约项目1个，总投资2亿元。" in said
    assert "被退回项目1个：退回项目。" in said


def test_each_figure_of_the_text_has_its_definition_and_its_source(city: None) -> None:
    found = document()

    assert found.annexes[0].title == "数据口径"
    names = [row[0] for row in cells(found, "文中数据的口径")]
    assert len(names) == len(set(names))
    assert {"新签正式合同项目数", "落地率（综合落地率）", "零签约单位数"} <= set(names)
    assert loose_numbers(found) == set()
    proof = proofread(read("讲话.txt", words(found).encode()))
    assert [one.quote for one in proof.relations if one.verdict == "inconsistent"] == []


def test_a_record_and_growth_are_said_only_with_a_base(city: None) -> None:
    assert "新高" not in words(document())
    assert "同比" not in words(document())

    factories.signed_project(COUNTIES[1], on=date(2022, 3, 1), amount="50000")

    assert "合同额10亿元，同比增长100%，创历年新高。" in words(document())


def test_what_the_system_does_not_keep_is_listed(city: None) -> None:
    shown = selectors.shown(draft())

    left = {one.missing for one in shown.left_out}
    assert {"培育“五上”企业数", "固定资产投资", "逾期未兑现金额", "新开工千万元以上项目数"} <= left
    assert "五上" not in write_text(shown.document)


def test_without_facts_nothing_is_drafted(db: None) -> None:
    factories.district()

    with pytest.raises(BusinessError, match="写不出领导讲话资料包") as refused:
        draft()

    assert (refused.value.code, Paper.objects.exists()) == ("reports.no_facts", False)
