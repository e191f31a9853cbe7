"""Pages of dispatch lists: preview and freezing, a version with its difference, orders, sets, weekly returns."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from luodi.across.reports import services as reports
from luodi.across.reports.models import DispatchSet, DispatchVersion, Paper, WeeklyReturn
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.services import change_unit
from luodi.domains.supervision.models import Order
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
WEEK = {"first_on": "2023-06-26"}
SignIn = Callable[..., Client]


def text(client: Client, name: str, query: str = "", **parts: object) -> str:
    answer = client.get(f"{reverse(name, kwargs=parts)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def frozen(period: str = "2023-06b") -> DispatchVersion:
    chief = factories.user("r03")
    return reports.freeze_lists(["unstarted"], period=period, unit=factories.unit("QJ"), actor=chief, at=AT)[0]


def a_week() -> None:
    for code in ("QJ-E", "QJ-W"):
        place = factories.unit(code)
        given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
        change_unit(place, actor=factories.officer("sysadmin"), at=AT - timedelta(days=30), **given)
    reports.call_weeks(at=AT)


def test_a_list_is_looked_at_then_frozen(signed_in: SignIn) -> None:
    factories.signed_project(name="甲项目")
    client, asked = signed_in(factories.user("r03")), {"code": "unstarted", "unit": "QJ", "period": "2023-06b"}

    before = text(client, "dispatch:new", "?code=unstarted&unit=QJ&period=2023-06b")
    answer = client.post(reverse("dispatch:new"), asked)
    again = text(client, "dispatch:new", "?code=unstarted&unit=QJ&period=2023-06b")

    version = DispatchVersion.objects.get()
    assert "甲项目" in before
    assert "将为第1版" in before
    assert answer.headers["Location"] == reverse("dispatch:detail", args=[version.pk])
    assert "与第1版相同" in again


def test_a_period_that_is_not_over_comes_back_with_the_form(signed_in: SignIn) -> None:
    asked = {"code": "unstarted", "unit": "QJ", "period": "2099-06b"}

    answer = signed_in(factories.user("r03")).post(reverse("dispatch:new"), asked)

    assert answer.status_code == 422
    assert not DispatchVersion.objects.exists()


def test_a_version_shows_what_is_new_changed_and_gone(signed_in: SignIn) -> None:
    gone = factories.signed_project(name="甲项目")
    changed = factories.signed_project(name="乙项目")
    frozen("2023-06a")
    factories.recognised_event(gone, "TERMINATE", date(2023, 6, 20))
    factories.recognised_event(changed, "LAND", date(2023, 6, 20))
    factories.signed_project("QJ-W", name="丙项目", on=date(2023, 6, 21))
    version = frozen()

    page = text(signed_in(factories.user("r03")), "dispatch:detail", pk=version.pk)

    assert "新列" in page
    assert "当前阶段：正式签约→落地" in page
    assert "2023-06-20 终止" in page
    assert version.sha256 in page


def test_a_county_sees_its_own_rows_in_page_list_and_export(signed_in: SignIn) -> None:
    factories.signed_project(name="甲项目")
    factories.signed_project("QJ-W", name="乙项目")
    version = frozen()
    client = signed_in(factories.clerk())

    page = text(client, "dispatch:detail", pk=version.pk)
    listed = text(client, "dispatch:list")
    sheet = load_workbook(BytesIO(client.get(reverse("dispatch:excel", args=[version.pk])).content)).active

    assert "甲项目" in page
    assert "乙项目" not in page
    assert "所选项目起草交办单" not in page
    assert '<td class="k-integer num" data-label="项目（个）">1</td>' in listed
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "甲项目" in values
    assert "乙项目" not in values


def test_chosen_rows_become_drafts_and_are_marked(signed_in: SignIn) -> None:
    factories.signed_project(name="甲项目")
    version = frozen()
    client = signed_in(factories.user("r03"))

    answer = client.post(reverse("dispatch:orders", args=[version.pk]), {"row": ["1"]}, follow=True)

    order = Order.objects.get()
    assert "已起草 1 份交办单" in answer.content.decode()
    assert f'href="/orders/{order.pk}/"' in answer.content.decode()


def test_without_a_chosen_row_nothing_is_drafted(signed_in: SignIn) -> None:
    factories.signed_project()

    answer = signed_in(factories.user("r03")).post(reverse("dispatch:orders", args=[frozen().pk]))

    assert answer.status_code == 409
    assert not Order.objects.exists()


def test_a_set_is_added_revised_and_dropped(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r03"))
    given = {"label": "落地超期", "stages": ["ST40"], "clocks": ["LANDING"], "overdue_from": "30"}

    client.post(reverse("dispatch:set_new"), {"code": "late_landing", **given})
    refused = client.post(reverse("dispatch:set_new"), {"code": "late_landing", **given})
    client.post(reverse("dispatch:set_edit", args=["late_landing"]), {**given, "overdue_from": "60", "says": ""})
    shown = text(client, "dispatch:sets")
    client.post(reverse("dispatch:set_drop", args=["late_landing"]))

    assert refused.status_code == 422
    assert "已经用过" in refused.content.decode()
    assert "阶段为正式签约，落地时限超期60天以上" in shown
    assert [row.revision for row in DispatchSet.objects.order_by("revision")] == [1, 2, 3]
    assert "已停用" in text(client, "dispatch:sets")
    assert "已停用" not in text(signed_in(factories.clerk()), "dispatch:weeks")


def test_the_form_of_a_set_of_the_product_shows_what_it_asks(signed_in: SignIn) -> None:
    page = text(signed_in(factories.user("r03")), "dispatch:set_edit", code="large_unstarted")

    assert 'value="ST40"' in page
    assert 'value="10000"' in page
    assert "现为预置范围" in page


def test_a_unit_confirms_its_week_in_one_click(signed_in: SignIn) -> None:
    a_week()
    client = signed_in(factories.clerk())
    waiting = text(client, "dispatch:weeks")

    answer = client.post(reverse("dispatch:unit_week", kwargs={**WEEK, "code": "QJ-E"}), {"remark": "一致"})

    assert "等待我确认" in waiting
    assert answer.status_code == 302
    assert WeeklyReturn.objects.get().remark == "一致"
    assert "等待我确认" not in text(client, "dispatch:weeks")
    own = text(client, "dispatch:unit_week", **WEEK, code="QJ-E")
    assert "已确认" in own
    assert "再次确认" in own


def test_who_may_not_confirm_sees_no_button_and_is_refused(signed_in: SignIn) -> None:
    a_week()
    client, address = signed_in(factories.user("r03")), reverse("dispatch:unit_week", kwargs={**WEEK, "code": "QJ-E"})

    assert "再次确认" not in client.get(address).content.decode()
    assert client.post(address, {"remark": ""}).status_code == 403
    assert not WeeklyReturn.objects.exists()


def test_the_bureau_sees_who_has_confirmed_and_takes_it_out(signed_in: SignIn) -> None:
    a_week()
    client = signed_in(factories.statistics_office())

    page = text(client, "dispatch:week", **WEEK)
    sheet = load_workbook(BytesIO(client.get(f"{reverse('dispatch:week', kwargs=WEEK)}?export=1").content)).active
    paper = client.post(reverse("dispatch:week_paper", kwargs=WEEK))

    assert page.count("未报") >= 2
    assert "东县" in [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert paper.headers["Location"] == reverse("papers:detail", args=[Paper.objects.get().pk])


def test_a_day_that_is_no_called_monday_is_not_found(signed_in: SignIn) -> None:
    a_week()
    client = signed_in(factories.clerk())

    for day in ("2023-06-27", "2023-13-45"):
        assert client.get(f"/dispatch/weeks/{day}/").status_code == 404


def test_the_page_of_weeks_costs_the_same_for_many_weeks(
    signed_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    a_week()
    for number in range(1, 5):
        reports.call_weeks(at=AT + timedelta(days=7 * number))
    client = signed_in(factories.user("r03"))

    with django_assert_max_num_queries(45):  # type: ignore[attr-defined]  # a context manager
        text(client, "dispatch:weeks")
