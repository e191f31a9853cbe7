"""Many slips at once: the question before it, a return without a reason, the list afterwards, the one notice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from luodi.base.approvals.models import Slip
from luodi.base.notices.models import Notice
from luodi.domains.projects.services import CapitalSeed, EventSeed, ProjectSeed, ProjectValues, take_over
from tests import factories, lives
from tests.factories import AT

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
MARCH = date(2023, 3, 31)
FEBRUARY = date(2023, 2, 28)


def filed(count: int) -> list[Slip]:
    """Signings over 1000 万元 each that wait for the county's verifier."""
    return [factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip for _ in range(count)]


def imported(*capital: CapitalSeed, amount: str | None = "8000", name: str = "导入项目") -> Slip:
    """A signing known by its month, with money, out of a ledger that waits."""
    values = ProjectValues(name=name, unit=factories.unit("QJ-E"), investor=factories.investor())
    signing = EventSeed("SIGN", FEBRUARY, precision="month", amount_in_wan=None if amount is None else Decimal(amount))
    take_over(
        [ProjectSeed(values=values, events=[signing], capital=list(capital))],
        batch="B1",
        title="台账",
        unit=factories.unit("QJ-E"),
        filer=factories.clerk(),
        recogniser=None,
        at=AT,
    )
    return Slip.objects.latest("pk")


def money(amount: str, *, precision: str = "month", since: date = MARCH) -> CapitalSeed:
    return CapitalSeed(MARCH, since, MARCH, Decimal(amount), precision=precision)


def test_the_question_counts_what_is_chosen_and_does_nothing(signed_in: SignIn) -> None:
    slips = [*filed(2), imported(money("300"), money("50")), imported(amount=None, name="另一项目")]
    document = factories.attachment()
    record = factories.filed_capital(factories.signed_project(), "100.5", date(2023, 3, 1), evidence=[document])

    answer = signed_in(factories.checker()).post(
        "/approvals/", {"act": "verify", "step": "verify", "slips": [slip.pk for slip in (*slips, record.slip)]}
    )

    assert answer.context["parts"] == (
        ("事项", [("阶段事件", "2 件", ""), ("到位资金", "1 件", ""), ("台账导入", "2 件", "不经关口核对")]),
        (
            "其中的事实",
            [("签订正式合同", "4 条", "1.00亿元，另有 1 条金额不明"), ("到位资金", "3 条", "450.50万元")],
        ),
    )
    assert (answer.status_code, answer.context["bare"], len(answer.context["asked"].slips)) == (200, 4, 5)
    assert set(Slip.objects.exclude(state="RECOGNISED").values_list("state", flat=True)) == {"FILED"}


def test_the_question_counts_the_whole_filtered_set_and_not_only_the_page(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luodi.interfaces.web.ui.paging.PAGE_SIZE", 1)
    slips = filed(3)
    factories.filed_capital(factories.signed_project(), "100", MARCH)
    client = signed_in(factories.checker())
    asked = {"act": "verify", "step": "verify", "kind": "event", "every": "1"}

    content = client.post("/approvals/", asked).content.decode()

    assert "确定审核 3 件" in content
    assert [f'name="slips" value="{slip.pk}"' in content for slip in slips] == [True] * 3
    assert 'name="kind" value="event"' in content


def test_the_question_says_how_many_stand_before_a_closed_gate(signed_in: SignIn) -> None:
    project = lives.lived(lives.filled_project(), ("LEAD", date(2022, 9, 1)), ("TALK", date(2022, 9, 9)))
    lives.furnish(project, "CLEAR", date(2022, 12, 1))
    open_, closed = (
        factories.verified(lives.filed(project, event, day).slip)
        for event, day in (("CLEAR", date(2022, 12, 1)), ("SIGN", date(2023, 2, 1)))
    )

    context = (
        signed_in(factories.project_office())
        .post("/approvals/", {"act": "recognise", "step": "recognise", "slips": [open_.pk, closed.pk]})
        .context
    )

    assert context["closed"] == 1


def test_a_return_without_a_reason_brings_back_choice_and_filter(signed_in: SignIn) -> None:
    first, second = filed(2)

    answer = signed_in(factories.checker()).post(
        "/approvals/", {"act": "return", "step": "verify", "kind": "event", "slips": [second.pk], "note": " "}
    )

    content = answer.content.decode()
    assert (answer.status_code, Slip.objects.filter(state="FILED").count()) == (422, 2)
    assert f'value="{second.pk}" aria-label="选择{second.title}" checked' in content
    assert f'value="{first.pk}" aria-label="选择{first.title}">' in content
    assert "请写明退回原因，让填报人知道改什么。" in content
    assert '<option value="event" selected>' in content
    assert answer.context["refused"].errors.keys() == {"note"}


def test_nothing_chosen_comes_back_with_the_sentence(signed_in: SignIn) -> None:
    filed(1)

    answer = signed_in(factories.checker()).post("/approvals/", {"act": "verify", "step": "verify"})

    assert answer.status_code == 422
    assert "请先勾选要办理的事项" in answer.content.decode()


def test_a_return_sent_past_the_page_without_a_reason_does_nothing(signed_in: SignIn) -> None:
    slip = filed(1)[0]

    answer = signed_in(factories.checker()).post(
        "/approvals/decide/", {"act": "return", "step": "verify", "slips": [slip.pk]}, follow=True
    )

    slip.refresh_from_db()
    assert (slip.state, "请写明退回原因" in answer.content.decode()) == ("FILED", True)


def test_after_the_step_the_same_list_is_there_and_says_what_is_left(signed_in: SignIn) -> None:
    slips = filed(3)
    factories.filed_capital(factories.signed_project(), "100", MARCH)
    chosen = {"act": "verify", "step": "verify", "kind": "event", "q": "电机", "slips": [slip.pk for slip in slips[:2]]}

    answer = signed_in(factories.checker()).post("/approvals/decide/", chosen, follow=True)

    assert answer.redirect_chain == [("/approvals/?step=verify&q=%E7%94%B5%E6%9C%BA&kind=event", 302)]
    assert "已审核 2 件，按现在的筛选还有 1 件等您办理。" in answer.content.decode()
    assert [row.pk for row in answer.context["table"].rows] == [slips[2].pk]


def test_the_tabs_keep_the_filter(signed_in: SignIn) -> None:
    filed(1)

    tabs = signed_in(factories.checker()).get("/approvals/?step=verify&kind=event").context["tabs"]

    assert tabs == [
        ("verify", "审核", "?kind=event&step=verify", 1),
        ("recognise", "认定", "?kind=event&step=recognise", 0),
    ]


def test_the_filer_is_told_once_of_many_and_finds_them(signed_in: SignIn) -> None:
    slips = filed(4)
    Notice.objects.all().delete()

    signed_in(factories.checker()).post(
        "/approvals/decide/",
        {"act": "return", "step": "verify", "slips": [slip.pk for slip in slips[:3]], "note": "缺合同复印件"},
    )

    told = Notice.objects.get(recipient=factories.clerk())
    titles = "；".join(slip.title for slip in slips[:3])
    assert told.title == f"被退回 3 件：{titles}。原因：缺合同复印件"
    shown = signed_in(factories.clerk()).get(told.link).context["table"].rows
    assert [row.pk for row in shown] == [slip.pk for slip in reversed(slips[:3])]


def test_those_whose_turn_it_is_are_told_once_of_many(signed_in: SignIn) -> None:
    slips, office = filed(4), factories.project_office()
    Notice.objects.all().delete()

    signed_in(factories.checker()).post(
        "/approvals/decide/", {"act": "verify", "step": "verify", "slips": [slip.pk for slip in slips]}
    )

    told = Notice.objects.get(recipient=office)
    assert told.title == f"待认定 4 件：{'；'.join(slip.title for slip in slips[:3])}等"
    assert len(signed_in(office).get(told.link).context["table"].rows) == 4


def test_a_row_says_what_an_imported_slip_holds_and_a_month_stays_a_month(signed_in: SignIn) -> None:
    slip = imported(money("300"), money("200", precision="quarter", since=date(2023, 1, 1)), money("50"))
    client = signed_in(factories.checker())

    row = client.get("/approvals/").content.decode()
    page = client.get(f"/approvals/{slip.pk}/").content.decode()
    beside = signed_in(factories.checker(), part=True).get(f"/approvals/{slip.pk}/beside/").content.decode()

    said = (
        "签订正式合同 2023年2月 8,000万元；到位资金 2023年3月 300万元；到位资金 2023年1月至2023年3月 200万元；共 4 条"
    )
    assert said in row
    for shown in (row, page, beside):
        assert ("2023年2月" in shown, "2023年3月" in shown, "2023-03-31" in shown) == (True, True, False)


def test_returned_messages_stand_first_until_they_are_read(signed_in: SignIn) -> None:
    slip = filed(1)[0]
    checker, client = signed_in(factories.checker()), signed_in(factories.clerk())
    checker.post(f"/approvals/{slip.pk}/decide/", {"act": "return", "note": "缺合同"})
    factories.recognise(filed(1)[0])

    before = client.get("/notices/").context
    client.post("/notices/read/")
    after = client.get("/notices/").context

    assert [row.title for row in before["first"]] == [f"被退回：{slip.title}。原因：缺合同"]
    assert (before["first"][0] in before["page"].rows, len(after["first"]), len(after["page"].rows)) == (False, 0, 2)
