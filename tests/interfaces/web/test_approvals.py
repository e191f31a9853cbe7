"""Pages of verification and recognition."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luodi.base.approvals.models import Slip
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def filed(count: int = 1) -> list[Slip]:
    """Signings that wait for the county's verifier."""
    return [factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip for _ in range(count)]


def test_the_queue_opens_at_the_step_that_has_work(signed_in: SignIn) -> None:
    factories.verified(filed()[0])

    context = signed_in(factories.project_office()).get("/approvals/").context

    assert (context["act"], context["counts"]) == ("recognise", {"verify": 0, "recognise": 1})


def test_the_slip_offers_only_what_the_person_may_do(signed_in: SignIn) -> None:
    slip = filed()[0]

    by_clerk = signed_in(factories.clerk()).get(f"/approvals/{slip.pk}/").context["buttons"]
    by_checker = signed_in(factories.checker()).get(f"/approvals/{slip.pk}/").context["buttons"]

    assert [step.code for step in by_clerk] == []
    assert [step.code for step in by_checker] == ["verify", "return"]


def test_a_step_leads_to_the_next_waiting_slip(signed_in: SignIn) -> None:
    first, second = filed(2)

    answer = signed_in(factories.checker()).post(f"/approvals/{first.pk}/decide/", {"act": "verify", "note": ""})

    first.refresh_from_db()
    assert (first.state, answer.headers["Location"]) == ("VERIFIED", f"/approvals/{second.pk}/")


def test_a_return_without_a_reason_comes_back_with_the_sentence(signed_in: SignIn) -> None:
    slip = filed()[0]

    answer = signed_in(factories.checker()).post(f"/approvals/{slip.pk}/decide/", {"act": "return", "note": " "})

    slip.refresh_from_db()
    assert (answer.status_code, slip.state) == (422, "FILED")
    assert "请写明退回原因" in answer.content.decode()


def test_many_are_verified_at_once_and_each_refusal_is_named(signed_in: SignIn) -> None:
    slips = filed(3)
    client = signed_in(factories.checker())

    client.post("/approvals/decide/", {"act": "verify", "slips": [slip.pk for slip in slips[:2]], "note": ""})

    assert [Slip.objects.get(pk=slip.pk).state for slip in slips] == ["VERIFIED", "VERIFIED", "FILED"]


def test_nothing_chosen_says_so(signed_in: SignIn) -> None:
    filed()

    answer = signed_in(factories.checker()).post("/approvals/decide/", {"act": "verify"}, follow=True)

    assert "请先勾选要办理的事项" in answer.content.decode()


def test_a_slip_out_of_reach_cannot_be_slipped_into_the_many(signed_in: SignIn) -> None:
    slip = filed()[0]

    signed_in(factories.checker("QJ-W")).post("/approvals/decide/", {"act": "verify", "slips": [slip.pk]})

    slip.refresh_from_db()
    assert slip.state == "FILED"


def test_the_evidence_stands_beside_the_form(signed_in: SignIn) -> None:
    project = factories.signed_project()
    document = factories.attachment()
    record = factories.filed_capital(project, "100", date(2023, 3, 1), evidence=[document])

    answer = signed_in(factories.checker()).get(f"/approvals/{record.slip.pk}/")

    assert f"/projects/{project.pk}/files/{document.pk}/" in answer.content.decode()


def test_what_i_filed_shows_how_far_it_came(signed_in: SignIn) -> None:
    factories.verified(filed()[0])

    table = signed_in(factories.clerk()).get("/approvals/filed/").context["table"]

    assert [row.state for row in table.rows] == ["VERIFIED"]
