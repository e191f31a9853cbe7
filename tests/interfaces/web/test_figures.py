"""The board, the drill-down, the trend, the definitions, the first page's figures."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.figures.selectors import definitions
from luodi.domains.targets import services as targets
from tests import factories
from tests.domains.supervision.making import issued
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HALF = "unit=QJ&period=2023H1"


@pytest.fixture
@remembered
def ledger() -> None:
    """One signing of 6.41 亿元 in the east, one of 1 亿元 in the west, capital of 0.5 亿元, a target of 12 亿元."""
    east = factories.signed_project("QJ-E", on=date(2023, 2, 1), amount="64100", name="再生铝项目")
    factories.signed_project("QJ-W", on=date(2023, 3, 1), amount="10000", name="预制菜项目")
    factories.recognised_capital(east, "5000", date(2023, 4, 1))
    targets.issue_target(
        factories.unit("QJ"),
        indicator="S02",
        value=Decimal(12),
        measure="亿元",
        period="2023",
        issuer="市级",
        actor=factories.statistics_office(),
        at=factories.AT,
    )


@pytest.mark.usefixtures("ledger")
def test_what_fell_due_has_a_table_of_its_own_with_the_units_that_owed_it(signed_in: SignIn) -> None:
    office = signed_in(factories.statistics_office())
    (quiet,) = office.get(f"/figures/?{HALF}").context["sheets"]
    order = issued()

    _, owed = office.get("/figures/?period=2023-07").context["sheets"]
    drill = office.get("/figures/G07/?period=2023-07&part=denominator")

    assert quiet.title == "各单位"
    assert [(row.name, row.cells[2].text) for row in owed.rows] == [("示例市", "0.0"), ("东县", "0.0")]
    assert owed.foot == "没有列出的单位本期没有到期事项。"
    assert f"/orders/{order.pk}/" in drill.content.decode()
    assert "三单（未按期）" in drill.content.decode()


@pytest.mark.usefixtures("ledger")
def test_the_board_shows_each_unit_and_the_whole(signed_in: SignIn) -> None:
    context = signed_in(factories.statistics_office()).get(f"/figures/?{HALF}").context

    amounts = {row.name: row.cells[1].text for row in context["sheets"][0].rows}
    assert amounts == {"示例市": "7.41", "东县": "6.41", "西县": "1.00"}
    assert [aim.words for aim in context["tiles"][1].aims] == ["市级 12亿元，完成 61.8%"]


@pytest.mark.usefixtures("ledger")
def test_every_number_of_the_board_leads_to_facts_that_sum_to_it(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    href = client.get(f"/figures/?{HALF}").context["sheets"][0].rows[0].cells[1].href

    context = client.get(href).context

    (part,), table = context["parts"], context["table"]
    assert (part.label, part.total, [row.name for row in table.rows]) == ("构成", "7.41", ["再生铝项目", "预制菜项目"])
    assert (str(table.totals["contribution"]), context["figure"].value) == ("7.41", "7.41")


@pytest.mark.usefixtures("ledger")
def test_a_rate_shows_both_its_parts(signed_in: SignIn) -> None:
    parts = signed_in(factories.statistics_office()).get(f"/figures/P03/?{HALF}").context["parts"]

    assert [(part.label, part.count) for part in parts] == [("分母", 2)]


def test_the_facts_are_read_page_by_page_and_the_sum_stands_on_each(signed_in: SignIn) -> None:
    for number in range(52):
        factories.signed_project(name=f"项目{number:02}")
    client = signed_in(factories.statistics_office())

    first = client.get(f"/figures/S01/?{HALF}").context["table"]
    second = client.get(f"/figures/S01/{first.after_href}").context["table"]
    back = client.get(f"/figures/S01/{second.before_href}").context["table"]

    assert (len(first.rows), len(second.rows), first.count) == (50, 2, 52)
    assert not {row.fact_id for row in first.rows} & {row.fact_id for row in second.rows}
    assert [row.fact_id for row in back.rows] == [row.fact_id for row in first.rows]
    assert str(second.totals["contribution"]) == "52"


@pytest.mark.usefixtures("ledger")
def test_the_board_puts_targets_beside_the_calendar_and_last_year_beside_this(signed_in: SignIn) -> None:
    context = signed_in(factories.statistics_office()).get(f"/figures/?{HALF}").context

    ((pace, _, aims),) = context["goals"]
    assert [(aim.who, str(aim.completion), str(aim.lead)) for aim in pace.aims] == [("市级", "61.8", "11.8")]
    assert [said for _, said in aims] == [
        ("还差 4.59 亿元，距年底 184 天，每月需 0.77 亿元", "按1—6月平均进度，年底约 14.82 亿元，超 2.82 亿元")
    ]
    amounts = {row.name: (row.now, row.before, row.difference) for row in context["compared"]}
    assert amounts["新签正式合同额"] == ("7.41", "0.00", "+7.41")


@pytest.mark.usefixtures("ledger")
def test_periods_are_offered_from_the_first_fact_to_today_and_none_to_come(signed_in: SignIn) -> None:
    form = signed_in(factories.statistics_office()).get(f"/figures/?{HALF}").context["form"]

    offered = {code for _, periods in form.fields["period"].choices for code, _ in periods}
    assert {"2023", "2023H2", "2023Q1", "2023-02", "2023-02b"} <= offered
    assert "2022" not in offered
    assert max(int(code[:4]) for code in offered) == timezone.localdate().year
    assert f"{timezone.localdate().year + 1}" not in offered


@pytest.mark.usefixtures("ledger")
def test_any_span_can_be_typed(signed_in: SignIn) -> None:
    choice = signed_in(factories.statistics_office()).get("/figures/?span=2022..2023-02").context["choice"]

    assert choice.period.code == "2022..2023-02"


@pytest.mark.usefixtures("ledger")
def test_known_at_an_earlier_moment_the_figure_is_what_it_was(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())

    before = client.get(f"/figures/S02/?{HALF}&known_at=2023-07-01T00:00").context["figure"].value
    after = client.get(f"/figures/S02/?{HALF}").context["figure"].value

    assert (before, after) == ("0.00", "7.41")


@pytest.mark.usefixtures("ledger")
def test_the_trend_sums_month_by_month_against_the_calendar(signed_in: SignIn) -> None:
    drawn = signed_in(factories.statistics_office(), part=True).get(f"/figures/trend/?{HALF}").context["trends"][0]

    assert [cells for _, cells in drawn.table_rows] == [
        ["0.00", "1.00"],
        ["6.41", "2.00"],
        ["7.41", "3.00"],
        ["7.41", "4.00"],
        ["7.41", "5.00"],
        ["7.41", "6.00"],
    ]


@pytest.mark.usefixtures("ledger")
def test_board_and_facts_are_exported(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())

    board, facts = (client.get(f"/figures/{path}?{HALF}") for path in ("export/", "S02/export/"))

    rows = [list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values) for answer in (board, facts)]  # type: ignore[union-attr]
    assert [row[:3] for row in rows[0][3:]] == [("示例市", 2, 7.41), ("东县", 1, 6.41), ("西县", 1, 1)]
    assert [row[0] for row in rows[1][3:]] == ["再生铝项目", "预制菜项目"]


def test_definitions_are_searched_and_show_the_full_code_once_each(signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    everything, found = client.get("/definitions/"), client.get("/definitions/", {"q": "开工率"})

    assert everything.context["count"] == len(definitions())
    assert 0 < found.context["count"] < everything.context["count"]
    shown = re.findall(r'data-label="代码">([^<]+)<', everything.content.decode())
    assert shown == [one.code for one in definitions()]


@pytest.mark.usefixtures("ledger")
def test_the_first_page_opens_with_work_then_figures_of_the_latest_half_year(signed_in: SignIn) -> None:
    factories.filed_event(factories.project(), "SIGN", date(2023, 5, 1))

    context = signed_in(factories.statistics_office()).get("/").context

    first, *others = context["blocks"]
    goals = next(one.content["goals"] for one in others if one.template == "home/_targets.html")
    assert (first.template, [one.slip.kind for one, _ in first.content["waiting"]]) == ("home/_judge.html", ["event"])
    assert (context["choice"].period.code, goals[0][0].value) == ("2023H1", "7.41")


def test_a_summary_reader_sees_figures_but_no_project(signed_in: SignIn) -> None:
    factories.signed_project()
    client = signed_in(factories.user("r21"))

    drill = client.get("/figures/S01/?period=2023H1")

    assert "/projects/" not in drill.content.decode()
    assert client.get("/projects/").status_code == 403
