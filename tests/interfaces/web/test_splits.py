"""Pages of splits of targets."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.domains.targets import selectors
from luodi.domains.targets.models import Target, TargetSplit
from tests import factories
from tests.domains.targets.splits import chief, issued, leader, submitted, yearly
from tests.factories import unit

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SAID = {"issuer": "区级", "tier": "", "sum_rule": "EQUAL", "basis": "招委会纪要〔2023〕1号", "reason": ""}


def part(code: str) -> str:
    return f"part_{unit(code).pk}"


def proposed(answer: object) -> dict[str, object]:
    rows = answer.context["form"].rows  # type: ignore[attr-defined]  # of Django's test client
    return {one.unit.code: one.proposed for one, _ in rows}


def test_parts_are_proposed_equally_where_nothing_is_known_of_last_year(signed_in: SignIn) -> None:
    target = yearly()

    assert proposed(signed_in(chief()).get(f"/targets/{target.pk}/split/")) == {"QJ-E": 20, "QJ-W": 20}


def test_parts_are_proposed_by_last_years_values(signed_in: SignIn) -> None:
    target = yearly()
    for code, times in (("QJ-E", 3), ("QJ-W", 1)):
        for _ in range(times):
            factories.signed_project(code, on=date(2022, 5, 1))
    client = signed_in(chief())

    assert proposed(client.get(f"/targets/{target.pk}/split/")) == {"QJ-E": 30, "QJ-W": 10}
    assert proposed(client.get(f"/targets/{target.pk}/split/?by=equal")) == {"QJ-E": 20, "QJ-W": 20}


def test_a_wrong_sum_comes_back_with_the_difference(signed_in: SignIn) -> None:
    target = yearly()

    answer = signed_in(chief()).post(f"/targets/{target.pk}/split/", SAID | {part("QJ-E"): "25", part("QJ-W"): "20"})

    assert (answer.status_code, TargetSplit.objects.count()) == (422, 0)
    assert "比上级目标 40个 多 5个" in answer.content.decode()


def test_a_split_goes_from_the_form_to_the_targets(signed_in: SignIn) -> None:
    target = yearly()
    leader()
    signed_in(chief()).post(f"/targets/{target.pk}/split/", SAID | {part("QJ-E"): "25", part("QJ-W"): "15"})
    split = TargetSplit.objects.get()
    address = f"/targets/splits/{split.pk}/"

    assert [one.code for one, _ in signed_in(chief()).get(address).context["buttons"]] == ["RETURN"]
    signed_in(leader()).post(f"{address}act/", {"act": "APPROVE"})
    answer = signed_in(leader()).post(f"{address}act/", {"act": "ISSUE", "doc_no": "", "issued_on": "2023-07-03"})
    assert (answer.status_code, "请填写下达文件的文号" in answer.content.decode()) == (422, True)
    signed_in(leader()).post(f"{address}act/", {"act": "ISSUE", "doc_no": "6号", "issued_on": "2023-07-03"})

    assert Target.objects.filter(issuer="区级", doc_no="6号").count() == 2
    shown = signed_in(chief()).get("/targets/splits/").context["table"].rows
    assert [(row.total, row.state_act) for row in shown] == [(40, "ISSUE")]


def test_the_next_version_begins_with_the_parts_before_and_shows_what_changed(signed_in: SignIn) -> None:
    target = yearly()
    issued(target)
    client = signed_in(chief())

    assert proposed(client.get(f"/targets/{target.pk}/split/")) == {"QJ-E": 25, "QJ-W": 15}
    second = submitted(target, {"QJ-E": "30", "QJ-W": "10"}, reason="调整")
    page = client.get(f"/targets/splits/{second.pk}/").content.decode()
    assert "上一版" in page
    assert "-5" in page
    assert not selectors.may_revise(second)


def test_a_county_sees_no_split_of_the_district(signed_in: SignIn) -> None:
    submitted(yearly())

    assert list(signed_in(factories.clerk()).get("/targets/splits/").context["table"].rows) == []


def test_letters_are_listed_signed_and_downloaded(signed_in: SignIn) -> None:
    issued(yearly())
    client = signed_in(chief())

    page = client.get("/targets/letters/?year=2023")
    assert (page.context["signed"], page.context["unsigned"]) == (0, 3)
    scan = SimpleUploadedFile("责任书.pdf", b"%PDF-1.7 letter", content_type="application/pdf")
    given = {"signed_on": "2023-07-03", "signer": "示例负责人", "attachment": scan}
    client.post("/targets/letters/2023/QJ-E/sign/", given)
    page = client.get("/targets/letters/?year=2023")
    assert (page.context["signed"], page.context["unsigned"]) == (1, 2)
    answer = signed_in(factories.clerk()).get("/targets/letters/2023/QJ-E/scan/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 letter"
    assert client.get("/targets/letters/2023/QJ-W/scan/").status_code == 404
    assert client.get("/targets/letters/2023/QJ-E/word/").content.startswith(b"PK")
