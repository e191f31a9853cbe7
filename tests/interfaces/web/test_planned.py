"""Pages of planned projects."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luodi.domains.offers import selectors
from luodi.domains.offers.models import PlannedLink, PlannedProject
from tests import factories
from tests.domains.offers.making import chain_office, linked, planned

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SAID = {
    "title": "铝精深加工产业园",
    "unit": "QJ-E",
    "occurred_on": "2023-01-09",
    "investment_in_wan": "30000",
    "action": "EXTEND",
    "resource": "",
    "brochure": "优势条件",
}


def test_the_list_shows_figures_that_lead_to_their_facts(signed_in: SignIn) -> None:
    subject = planned(upto="OFFER")
    linked(subject, factories.signed_project())

    answer = signed_in(chain_office()).get("/planned/?period=2023H1")

    shown = {tile.code: (tile.value, tile.unit) for tile in answer.context["tiles"]}
    assert shown == {"P23": ("100.0", "%"), "T06.n": ("1", "个"), "T06.v": ("3.00", "亿元"), "T07": ("0", "个")}
    drilled = signed_in(chain_office()).get("/figures/P23/?period=2023H1")
    assert f'href="/planned/{subject.pk}/"' in drilled.content.decode()


def test_one_is_filled_in_changed_and_stepped_through_the_pages(signed_in: SignIn) -> None:
    factories.district()
    client = signed_in(factories.clerk())

    made = client.post("/planned/new/", SAID)
    subject = PlannedProject.objects.get()
    assert made.headers["Location"] == f"/planned/{subject.pk}/"
    answer = client.post(f"/planned/{subject.pk}/edit/", SAID | {"title": "改名", "reason": ""})
    assert (answer.status_code, "请写明修改的原因" in answer.content.decode()) == (422, True)
    client.post(f"/planned/{subject.pk}/edit/", SAID | {"title": "改名", "reason": "更名"})
    client.post(f"/planned/{subject.pk}/step/", {"act": "ARGUE", "occurred_on": "2023-02-01", "note": ""})
    stored = signed_in(chain_office()).post(
        f"/planned/{subject.pk}/step/", {"act": "STORE", "occurred_on": "2023-01-01", "note": ""}
    )

    version = selectors.planned_version(chain_office(), subject.pk)
    assert (version.title, version.state) == ("改名", "ARGUED")
    assert (stored.status_code, "这一步的日期不能更早" in stored.content.decode()) == (422, True)


def test_the_form_opens_with_what_is_said_now(signed_in: SignIn) -> None:
    subject = planned(owners=(factories.unit("QJ-W"),), resource="ROOF")

    form = signed_in(factories.clerk()).get(f"/planned/{subject.pk}/edit/").context["form"]

    assert (form["title"].value(), form["resource"].value(), form["owners"].value()) == (
        "铝精深加工产业园",
        "ROOF",
        ["QJ-W"],
    )


def test_a_link_goes_through_the_queue(signed_in: SignIn) -> None:
    subject, project = planned(upto="OFFER"), factories.signed_project()
    factories.checker()
    signed_in(factories.clerk()).post(
        f"/planned/{subject.pk}/link/", {"project": project.code, "linked_on": "2023-04-01", "reason": "认领"}
    )
    link = PlannedLink.objects.get()

    page = signed_in(factories.checker()).get(f"/approvals/{link.slip_id}/")
    assert (page.context["kind"], page.context["matter"].asked[0].title) == ("策划关联", "策划项目关联")
    assert project.code in page.content.decode()
    signed_in(factories.checker()).post(f"/approvals/{link.slip_id}/decide/", {"act": "verify", "note": ""})
    signed_in(chain_office()).post(f"/approvals/{link.slip_id}/decide/", {"act": "recognise", "note": ""})
    assert [row.pk for row in selectors.standing_links(subject)] == [link.pk]

    client = signed_in(factories.clerk())
    assert client.get(f"/planned/{subject.pk}/").context["links"][0][2] is True
    client.post(f"/planned/{subject.pk}/links/{link.pk}/end/", {"ends_on": "2023-05-01", "reason": "认错"})
    assert client.get(f"/planned/{subject.pk}/").context["links"][0][2] is False


def test_a_step_is_revoked_only_with_a_reason(signed_in: SignIn) -> None:
    subject = planned(upto="STORE")
    client = signed_in(chain_office())

    assert client.post(f"/planned/{subject.pk}/revoke/", {"reason": ""}).status_code == 422
    client.post(f"/planned/{subject.pk}/revoke/", {"reason": "误办"})
    assert selectors.planned_version(chain_office(), subject.pk).state == "ARGUED"


def test_the_list_is_narrowed_and_exported(signed_in: SignIn) -> None:
    planned(upto="STORE", title="在库的")
    planned("QJ-W", title="征集的")
    client = signed_in(chain_office())

    def titles(query: str) -> list[str]:
        return [row.title for row in client.get(f"/planned/?{query}").context["table"].rows]

    assert titles("state=LIBRARY") == ["在库的"]
    assert titles("unit=QJ-W") == ["征集的"]
    assert titles("q=在库&sort=investment") == ["在库的"]
    assert client.get("/planned/export/?state=LIBRARY").content.startswith(b"PK")


def test_another_countys_project_cannot_be_linked(signed_in: SignIn) -> None:
    subject = planned(upto="OFFER")
    other = factories.signed_project("QJ-W")

    given = {"project": other.code, "linked_on": date(2023, 4, 1).isoformat(), "reason": "认领"}
    assert signed_in(factories.clerk()).post(f"/planned/{subject.pk}/link/", given).status_code == 404
    assert not PlannedLink.objects.exists()


def test_the_project_shows_where_it_came_from_to_those_who_see_the_library(signed_in: SignIn) -> None:
    project = factories.signed_project("QJ-E")
    linked(planned(upto="OFFER"), project)
    linked(planned("QJ-W", upto="OFFER", title="西县的策划"), project)

    own = signed_in(factories.clerk("QJ-E")).get(f"/projects/{project.pk}/").content.decode()
    assert "来自策划项目" in own
    assert "铝精深加工产业园" in own
    assert "西县的策划" not in own
    assert "西县的策划" in signed_in(chain_office()).get(f"/projects/{project.pk}/").content.decode()
