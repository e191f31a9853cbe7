"""What a leader reads: the gap of a target on the list, units first behind a figure, days with the deadline they are counted from."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from luodi.domains.projects.models import Project
from luodi.domains.targets import services as targets
from tests import factories
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HALF = "unit=QJ&period=2023H1"


@pytest.fixture
@remembered
def ledger() -> None:
    """6.41 亿元 in the east, 1 亿元 in the west, one signed in 2022 that has not started; 12 亿元 asked of the city."""
    factories.signed_project("QJ-E", on=date(2023, 2, 1), amount="64100", name="再生铝项目")
    factories.signed_project("QJ-W", on=date(2023, 3, 1), amount="10000", name="预制菜项目")
    factories.signed_project("QJ-W", on=date(2022, 5, 1), name="迟迟未开工项目")
    for code, value in (("QJ", 12), ("QJ-E", 8)):
        targets.issue_target(
            factories.unit(code),
            indicator="S02",
            value=Decimal(value),
            measure="亿元",
            period="2023",
            issuer="市级",
            doc_no="示例〔2023〕1号",
            actor=factories.statistics_office(),
            at=factories.AT,
        )


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("ledger")
def test_the_list_of_targets_tells_what_was_reached_before_the_papers(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))
    client.get(f"/figures/?{HALF}")

    answer = client.get("/targets/")

    names = [column.name for column in answer.context["table"].columns]
    assert names.index("reached") < names.index("completion") < names.index("missing") < names.index("doc_no")
    shown = answer.content.decode()
    assert "61.8%，时序 50.0%，快 11.8 个百分点" in shown
    assert "还差 1.59 亿元，距年底 184 天，每月需 0.27 亿元；按1—6月平均进度，年底约 12.82 亿元，超 4.82 亿元" in shown
    assert answer.context["cut_off"] == date(2023, 6, 30)


@pytest.mark.usefixtures("ledger")
def test_the_list_of_targets_is_open_to_who_sees_no_figures_of_the_holder(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk("QJ-W")).get("/targets/?period=2023")

    assert (answer.status_code, "还差" in answer.content.decode().replace("还差多少", "")) == (200, False)


@pytest.mark.usefixtures("ledger")
def test_behind_a_figure_the_units_come_first_and_add_up_to_it(signed_in: SignIn) -> None:
    answer = signed_in(factories.user("r01")).get(f"/figures/S02/?{HALF}")

    rows = answer.context["by_unit"]
    assert [(row.name, row.value, row.completion) for row in rows] == [
        ("东县", "6.41", "80.1%"),
        ("西县", "1.00", "—"),
    ]
    assert rows[0].gap == "还差 1.59 亿元，距年底 184 天，每月需 0.27 亿元"
    assert rows[0].href.startswith("/figures/S02/?unit=QJ-E&period=2023H1")
    assert answer.context["figure"].value == "7.41"
    shown = answer.content.decode()
    assert shown.index("按单位") < shown.index("再生铝项目")


@pytest.mark.usefixtures("ledger")
def test_a_unit_with_none_below_has_no_table_by_unit(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk("QJ-E")).get("/figures/S02/?unit=QJ-E&period=2023H1")

    assert answer.context["by_unit"] == []


@pytest.mark.usefixtures("ledger")
def test_facts_of_an_overdue_start_name_the_unit_the_deadline_and_the_days(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())

    shown = page(client, f"/figures/P11/?{HALF}")
    workbook = openpyxl.load_workbook(io.BytesIO(client.get(f"/figures/P11/export/?{HALF}").content)).active

    assert "开工底线至2023-06-30" in shown
    assert "2023-03-31 起 91 天" in shown
    told = next(row for row in workbook.values if row[0] == "迟迟未开工项目")
    assert (told[1], str(told[2])[:10], told[3]) == ("西县", "2023-03-31", 91)


@pytest.mark.usefixtures("ledger")
def test_the_first_page_names_the_deadline_and_the_day_counted_to(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))
    client.get(f"/figures/?{HALF}")

    shown = page(client, "/")

    assert '开工底线 <span class="num">2023-03-31</span>，算至 <span class="num">2023-06-30</span>' in shown
    assert "还差 4.59 亿元，距年底 184 天，每月需 0.77 亿元" in shown
    assert "按1—6月平均进度，年底约 14.82 亿元，超 2.82 亿元" in shown
    assert '截至 <span class="num">2023-06-30</span>　时序进度' in shown


@pytest.mark.usefixtures("ledger")
def test_the_wall_names_both_ends_of_the_days_and_keeps_the_rest_for_later_on_a_phone(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r01"))

    assert f"2023-03-31 至 {timezone.localdate()}" in page(client, "/wall/")
    assert "is-later" not in page(client, "/wall/")
    for number in range(19):
        factories.signed_project("QJ-E", on=date(2023, 5, 1), name=f"项目{number}")
    crowded = client.get("/wall/")
    assert (crowded.context["later"], crowded.content.decode().count('<tr class="is-later">')) == (2, 2)


@pytest.mark.usefixtures("ledger")
def test_the_head_of_a_project_names_the_deadline_of_its_clock(signed_in: SignIn) -> None:
    late = Project.objects.get(name="迟迟未开工项目")

    shown = page(signed_in(factories.user("r01")), f"/projects/{late.pk}/")

    assert '合同备案时限 <span class="num">2022-05-10</span> 到期' in shown
    assert "（算到今天）" in shown
