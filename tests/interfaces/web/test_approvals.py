"""Pages of verification and recognition."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luodi.base.approvals.models import Slip
from tests import factories, lives

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


def test_every_slip_of_the_filter_is_taken_at_once(signed_in: SignIn) -> None:
    filed(3)
    factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1))

    signed_in(factories.checker()).post(
        "/approvals/decide/", {"act": "verify", "step": "verify", "every": "1", "kind": "event", "note": ""}
    )

    assert sorted(Slip.objects.filter(state="VERIFIED").values_list("kind", flat=True)) == ["event"] * 3
    assert Slip.objects.get(kind="capital").state == "FILED"


def test_what_was_refused_is_listed_with_its_reason_and_the_rest_is_done(signed_in: SignIn) -> None:
    project = lives.lived(lives.filled_project(), ("LEAD", date(2022, 9, 1)), ("TALK", date(2022, 9, 9)))
    lives.furnish(project, "CLEAR", date(2022, 12, 1))
    clear = factories.verified(lives.filed(project, "CLEAR", date(2022, 12, 1)).slip)
    sign = factories.verified(lives.filed(project, "SIGN", date(2023, 2, 1)).slip)

    answer = signed_in(factories.project_office()).post(
        "/approvals/decide/", {"act": "recognise", "slips": [sign.pk, clear.pk], "note": ""}
    )

    assert ([one.slip.pk for one in answer.context["refused"]], [one.pk for one in answer.context["done"]]) == (
        [sign.pk],
        [clear.pk],
    )
    assert answer.context["refused"][0].message in answer.content.decode()


def test_the_facts_and_documents_of_a_row_are_read_beside_the_queue(signed_in: SignIn) -> None:
    document = factories.attachment()
    record = factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1), evidence=[document])
    client = signed_in(factories.checker(), part=True)

    beside = client.get(f"/approvals/{record.slip.pk}/beside/").content.decode()
    shown = client.get(f"/approvals/{record.slip.pk}/papers/{document.pk}/")

    assert f"/approvals/{record.slip.pk}/papers/{document.pk}/" in beside
    assert (shown.headers["Content-Type"], shown.headers["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Content-Disposition"].startswith("inline")


def test_a_document_of_another_slip_is_not_shown(signed_in: SignIn) -> None:
    other = factories.attachment()
    factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1), evidence=[other])
    slip = filed()[0]

    assert signed_in(factories.checker()).get(f"/approvals/{slip.pk}/papers/{other.pk}/").status_code == 404


def test_a_view_of_the_queue_is_kept_and_opened_again(signed_in: SignIn) -> None:
    client = signed_in(factories.checker())

    saved = client.post(
        "/views/approvals/save/", {"name": "到位资金", "query": "kind=capital&after=x", "is_shared": "1"}
    )
    bar = client.get(saved.headers["Location"]).context["saved"]

    assert saved.headers["Location"] == "/approvals/?kind=capital"
    assert [(view.name, view.is_shared, view.is_current) for view in bar.views] == [("到位资金", True, True)]
