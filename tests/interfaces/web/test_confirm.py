"""The public page of a company's one answer: wrong, expired, used, other links; nothing but the matter's text."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luodi.domains.supervision import services
from luodi.domains.supervision.models import ConfirmationAnswer, ConfirmationRequest, Issue
from luodi.interfaces.web.issues.views import public
from tests.domains.supervision import making

pytestmark = pytest.mark.django_db
YES = {"is_solved": "yes"}


def asked(text: str = "施工变压器容量不够", *, ago: int = 0) -> str:
    """The word of the link of a company's solved problem."""
    at = timezone.now() - timedelta(days=ago)
    issue = making.solved(making.raised(company="示例甲子电子有限公司", text=text, title="内部标题", at=at), at)
    return services.ask_raiser(issue, actor=making.chief(), at=at)


def test_the_page_shows_the_matter_with_its_day_and_unit_and_nothing_else() -> None:
    token = asked()

    answer = Client().get(f"/confirm/{token}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "施工变压器容量不够" in page
    assert "由 <strong>东县</strong> 办理" in page
    for inside in ("内部标题", "问20", "示例甲子", "r05", "r03", "已增容"):
        assert inside not in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_looking_answers_nothing_and_the_button_answers_once() -> None:
    token, client = asked(), Client()
    client.get(f"/confirm/{token}/")
    client.head(f"/confirm/{token}/")
    assert ConfirmationAnswer.objects.count() == 0

    assert "已收到您的答复" in client.post(f"/confirm/{token}/", YES).content.decode()

    assert Issue.objects.get().state == "CLOSED"
    assert "您已经答复过" in client.get(f"/confirm/{token}/").content.decode()
    assert client.post(f"/confirm/{token}/", {"is_solved": "no", "note": "又停了"}).status_code == 200
    assert ConfirmationAnswer.objects.get().is_solved is True


def test_a_no_needs_words() -> None:
    token = asked()

    answer = Client().post(f"/confirm/{token}/", {"is_solved": "no"})

    assert answer.status_code == 422
    assert "须写明情况" in answer.content.decode()
    assert ConfirmationAnswer.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00"])
def test_a_wrong_link_is_not_found(token: str) -> None:
    asked()

    assert Client().get(f"/confirm/{token}/").status_code in {400, 404}
    assert Client().post(f"/confirm/{token}/", YES).status_code in {400, 404}
    assert ConfirmationAnswer.objects.count() == 0


def test_an_expired_link_is_not_found() -> None:
    token = asked(ago=16)

    answer = Client().post(f"/confirm/{token}/", YES)

    assert answer.status_code == 404
    assert "链接无效或已过期" in answer.content.decode()
    assert "施工变压器" not in answer.content.decode()


def test_one_link_answers_its_own_matter_only() -> None:
    one, _ = asked("甲事"), asked("乙事")

    Client().post(f"/confirm/{one}/", YES)

    assert [row.issue.text for row in ConfirmationRequest.objects.filter(answer__isnull=False)] == ["甲事"]


def test_the_form_needs_its_own_page() -> None:
    token = asked()

    assert Client(enforce_csrf_checks=True).post(f"/confirm/{token}/", YES).status_code == 403
    assert ConfirmationAnswer.objects.count() == 0


def test_trying_links_is_slowed_down_and_a_right_one_costs_nothing() -> None:
    cache.clear()
    token = asked()
    for _ in range(public.MISSES):
        assert Client().get(f"/confirm/{token}/").status_code == 200
    for number in range(public.MISSES):
        assert Client().get(f"/confirm/wrong-{number}/").status_code == 404

    assert Client().get("/confirm/wrong-again/").status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/confirm/{token}/").status_code == 200


def test_the_record_says_that_the_company_answered_by_its_link() -> None:
    Client().post(f"/confirm/{asked()}/", {"is_solved": "no", "note": "还没有增容"})
    inside = Client()
    inside.force_login(making.chief())

    page = inside.get(f"/issues/{Issue.objects.get().pk}/").content.decode()

    assert "未解决，退回</span>示例甲子电子有限公司（通过链接）" in page
