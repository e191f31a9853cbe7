"""Supervision where people meet it: the project's tab, the first page, the order as Word, the notices of a closed quarter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luodi.across.assessment import services as assessment
from tests import factories
from tests.across.assessment.city import COUNTIES, counties
from tests.across.assessment.services.test_graded_notices import GOOD_YEAR, kept
from tests.domains.supervision import making
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LONG_AGO = timedelta(days=20)


@pytest.fixture
@remembered
def _people(db: None) -> None:
    for person in (making.chief, making.inspector, making.leader, making.clerk, making.head):
        person()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.usefixtures("_people")
def test_the_tab_of_a_project_says_who_is_waited_for_and_offers_prefilled_buttons(signed_in: SignIn) -> None:
    project = factories.project()
    order = making.issued(project=project, at=timezone.now() - LONG_AGO)
    issue = making.raised(project=project, at=timezone.now())
    chief, clerk = signed_in(making.chief()), signed_in(making.clerk())

    page = text(chief, f"/projects/{project.pk}/supervision/")

    for words in (order.number, f"/orders/{order.pk}/", f"/issues/{issue.pk}/", "件督办逾期", "还没有督查过"):
        assert words in page
    assert f"/orders/new/?project={project.code}" in page
    form = text(chief, f"/orders/new/?project={project.code}")
    assert f'value="{project.code}"' in form
    assert f"推进{project.name}" in form
    assert f'value="{project.code}"' in text(chief, f"/issues/new/?project={project.code}&unit=QJ-E")
    own = text(clerk, f"/projects/{project.pk}/supervision/")
    assert "/orders/new/" not in own
    assert "/issues/new/?project=" in own
    assert signed_in(factories.clerk("QJ-W")).get(f"/projects/{project.pk}/supervision/").status_code == 404
    assert signed_in(factories.clerk("QJ-W")).get(f"/orders/{order.pk}/paper/").status_code == 404


@pytest.mark.usefixtures("_people")
def test_the_first_page_lists_what_waits_and_its_counts_lead_to_the_list(signed_in: SignIn) -> None:
    order = making.issued(title="待签收的事", at=timezone.now() - LONG_AGO)
    clerk = signed_in(making.clerk())

    page = text(clerk, "/")

    assert "等我办的督办" in page
    assert "待签收的事" in page
    assert "/orders/?task=SIGN" in page
    assert order.number in text(clerk, "/orders/?task=SIGN")
    assert order.number not in text(clerk, "/orders/?task=PLAN")
    owed = text(signed_in(making.leader()), "/")
    assert "督办欠账" in owed
    assert "/orders/?unit=QJ-E&amp;open=late" in owed


@pytest.mark.usefixtures("_people")
def test_the_overview_says_who_owes_what_and_leads_to_it(signed_in: SignIn) -> None:
    order = making.issued(handler=making.clerk(), at=timezone.now() - LONG_AGO)
    chief = signed_in(making.chief())

    page = text(chief, "/orders/overview/")

    assert page.index("各单位") < page.index("各承办人") < page.index("逾期事项")
    assert str(making.clerk()) in page
    assert "/orders/?open=from16" in page
    assert order.number in text(chief, "/orders/?open=from16")
    assert order.number not in text(chief, "/orders/?open=from31")


@pytest.mark.usefixtures("_people")
def test_an_order_is_taken_out_as_word(signed_in: SignIn) -> None:
    order = making.issued(at=timezone.now())
    client = signed_in(making.clerk())

    answer = client.get(f"/orders/{order.pk}/paper/")

    assert f"/orders/{order.pk}/paper/" in text(client, f"/orders/{order.pk}/")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer.content[:2] == b"PK"


def test_the_notices_of_a_quarter_lead_to_the_draft_and_say_when_its_basis_has_gone(signed_in: SignIn) -> None:
    counties()
    office, county = signed_in(factories.user("r25")), signed_in(factories.clerk(COUNTIES[4]))
    assert "还没有结账的季度" in text(office, "/assessment/notices/")
    kept("2023Q1", GOOD_YEAR)
    kept("2023Q2", GOOD_YEAR)
    assessment.propose_accountability(at=factories.AT)

    page = text(office, "/assessment/notices/")
    assert "问责建议单草稿" in page
    assert "2023年第一季度第5名（5个单位）" in page
    assert "戊县" in page
    seen = text(county, "/assessment/notices/?period=2023Q2")
    assert "戊县" in seen
    assert "丁县" not in seen
    assert "问责建议单草稿" not in seen

    kept("2023Q2", {**GOOD_YEAR, COUNTIES[4]: 95}, version=2)
    assessment.propose_accountability(at=factories.AT)
    again = text(office, "/assessment/notices/?period=2023Q2")
    assert "依据已不存在" in again
    draft = again.split('href="/orders/')
    assert len(draft) == 4
