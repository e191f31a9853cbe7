"""The board on the wall: the numbers of the board, K and letters, who sees what, the part that asks for itself again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luodi.across.assessment import services as assessment
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.base.orgs.models import Role, RolePermission
from tests import factories
from tests.across.assessment.city import aim, counties, signed
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HALF = "unit=QJ&period=2023H1"
NAME = "年产30万吨再生铝及铝灰渣综合利用项目"


@pytest.fixture
@remembered
def city() -> None:
    """Five counties with ten contracts due each, the city with twelve; four counties have signed by June, one project is stopped."""
    for county in counties():
        aim(county, "10")
    aim(factories.unit("QJ"), "12")
    signed("QJ-A1", 5, started=5)
    for code in ("QJ-A2", "QJ-A3", "QJ-A4"):
        signed(code, 2)
    factories.signed_project("QJ-A2", on=date(2021, 5, 1), name=NAME)
    stopped = factories.signed_project("QJ-A3", on=date(2022, 5, 1), name="预制菜加工项目")
    factories.recognised_event(stopped, "START", date(2022, 8, 1))
    factories.recognised_event(stopped, "SUSPEND", date(2023, 5, 31))


@pytest.mark.usefixtures("city")
def test_every_large_number_is_the_number_of_the_board(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))

    wall, board = (client.get(f"/{area}/?{HALF}").context for area in ("screen", "figures"))

    shown = {one.tile.code: (one.tile.value, one.tile.aims, one.tile.completion) for one in wall["large"]}
    assert list(shown) == ["S01", "S02", "P01", "C01", "P03"]
    assert shown == {one.code: (one.value, one.aims, one.completion) for one in board["tiles"] if one.code in shown}
    ((value, (asked,), completion),) = [shown["S01"]]
    assert (value, asked.words, completion) == ("11", "市级 12个，完成 91.7%", "91.7")
    assert asked.outlook[0] == "还差 1 个，距年底 184 天，每月需 0.2 个"


@pytest.mark.usefixtures("city")
def test_k_is_what_was_reached_over_what_was_due_and_its_letter_follows(signed_in: SignIn) -> None:
    context = signed_in(factories.user("r01")).get(f"/screen/?{HALF}").context

    found = {one.tile.code: (one.k, one.colour, one.why) for one in context["large"]}
    assert found["S01"] == ("1.83", "绿", "")
    assert found["S02"] == ("—", "灰", "未下达目标任务")


@pytest.mark.usefixtures("city")
def test_the_trend_ends_at_the_board_s_number(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))

    wall, board = client.get(f"/screen/?{HALF}").context, client.get(f"/figures/trend/?{HALF}").context

    assert [lit.table_rows for lit, _ in wall["trends"]] == [chart.table_rows for chart in board["trends"]]


@pytest.mark.usefixtures("city")
def test_colours_have_letters_and_places_the_names_of_the_ranking(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))

    (group,) = client.get(f"/screen/?{HALF}").context["groups"]
    (ranked,) = client.get("/assessment/?period=2023H1").context["groups"]

    assert [(one.name, one.colour, one.rank, one.score) for one in group.top] == [
        (row.name, row.colour, row.rank, row.score) for row in ranked.rows if row.rank != "—"
    ]
    assert {one.name: one.colour for one in group.tiles}["甲县"] == ranked.rows[0].colour


@pytest.mark.usefixtures("city")
def test_exceptions_name_the_unit_that_owes_and_the_days(signed_in: SignIn) -> None:
    found = signed_in(factories.user("r01")).get(f"/screen/?{HALF}").context["headlines"]

    assert [kind.counted_from for kind in found.troubles] == ["开工底线", "停建之日", "退回之日"]
    told = {kind.word: [(one.name, one.owner, one.days) for one in kind.longest] for kind in found.troubles}
    assert told == {
        "超期未开工": [(NAME, "乙县", 456)],
        "停建": [("预制菜加工项目", "丙县", 30)],
        "退回": [],
    }


@pytest.mark.usefixtures("city")
def test_whoever_may_not_see_projects_sees_units_and_days_but_no_name(signed_in: SignIn) -> None:
    role = Role.objects.create(code="wall", name="大屏", scope="S6")
    RolePermission.objects.create(role=role, permission=Figures.VIEW.value)
    client = signed_in(factories.user("wall", scope="S6"))

    page = client.get(f"/screen/?{HALF}").content.decode()

    assert NAME not in page
    assert "预制菜加工项目" not in page
    assert "乙县" in page
    assert "项目名称不显示" in page


@pytest.mark.usefixtures("city")
def test_a_reader_of_totals_gets_no_single_project(signed_in: SignIn) -> None:
    answer = signed_in(factories.user("r21")).get(f"/screen/?{HALF}")

    found = answer.context["headlines"]
    assert [kind.figure.value for kind in found.troubles] == ["1", "1", "0"]
    assert ([kind.longest for kind in found.troubles], found.news) == ([(), (), ()], ())
    assert "您的数据范围只看汇总" in answer.content.decode()


@pytest.mark.usefixtures("city")
def test_another_county_is_not_found(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk("QJ-A2"))

    assert [client.get(f"/screen/?unit={code}&period=2023H1").status_code for code in ("QJ-A2", "QJ-A1", "QJ")] == [
        200,
        404,
        404,
    ]


@pytest.mark.usefixtures("city")
def test_a_county_sees_its_group_once_it_is_published(signed_in: SignIn) -> None:
    client, mine = signed_in(factories.clerk("QJ-A2")), "/screen/?unit=QJ-A2&period=2023H1"

    before = {one.name for one in client.get(mine).context["groups"][0].tiles}
    assessment.publish_ranking(
        "STD", group="G1a", period="2023H1", is_open=True, actor=factories.user("r03"), at=factories.AT
    )
    after = {one.name for one in client.get(mine).context["groups"][0].tiles}

    assert (before, after) == ({"乙县"}, {"甲县", "乙县", "丙县", "丁县", "戊县"})


@pytest.mark.usefixtures("city")
def test_what_was_taken_out_is_no_news(signed_in: SignIn) -> None:
    wrong = factories.recognised_event(factories.signed_project("QJ-A1", name="误报项目"), "START", date(2023, 6, 20))
    client = signed_in(factories.user("r01"))
    first = client.get(f"/screen/?{HALF}").context["headlines"].news

    factories.reversed_event(wrong)
    second = client.get(f"/screen/?{HALF}").context["headlines"].news

    assert ("误报项目", "开工") in [(one.name, one.event) for one in first]
    assert ("误报项目", "开工") not in [(one.name, one.event) for one in second]


def test_an_instance_without_targets_and_scheme_says_what_to_do(signed_in: SignIn) -> None:
    page = signed_in(factories.user("r01")).get(f"/screen/?{HALF}").content.decode()

    assert "请先在“考核方案”页编制并批准生效" in page
    assert "未下达目标任务" in page
    assert "填报后由他人认定，即在这里显示" in page


def test_the_page_asks_for_its_own_part_and_offers_a_link_without_scripts(signed_in: SignIn) -> None:
    viewer = factories.user("r01")

    page = signed_in(viewer).get(f"/screen/?{HALF}").content.decode()
    part = signed_in(viewer, part=True).get(f"/screen/?{HALF}").content.decode()

    here = "/screen/?unit=QJ&amp;period=2023H1"
    assert f'hx-get="{here}" hx-trigger="every 60s"' in page
    assert f'<noscript><a href="{here}">刷新</a></noscript>' in page
    assert "<html" not in part
    assert 'class="side"' not in page
