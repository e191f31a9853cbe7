"""A key is taken once: the second time the former answer comes back and nothing is done."""

from collections.abc import Callable

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.notices.models import Notice
from luodi.base.notices.services import tell
from luodi.base.orgs.models import User
from luodi.base.receipts import services
from luodi.base.receipts.models import Receipt
from tests import factories
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"


def telling(who: User, said: str = "已收到") -> Callable[[], str]:
    """An act that leaves a row each time it is done."""

    def act() -> str:
        tell([who], code="projects.visit_due", title="做了一次", at=AT)
        return said

    return act


def test_a_key_that_was_taken_gets_the_former_answer_and_does_nothing() -> None:
    clerk = factories.clerk()
    services.once(KEY, subject="photo:1", actor=clerk, at=AT, act=telling(clerk, "第一次"))

    again = services.once(KEY, subject="photo:1", actor=clerk, at=AT, act=telling(clerk, "第二次"))

    assert (again.said, Receipt.objects.count(), Notice.objects.count()) == ("第一次", 1, 1)


def test_the_same_key_of_another_person_is_another_key() -> None:
    clerk, other = factories.clerk(), factories.clerk("QJ-W")

    for who in (clerk, other):
        services.once(KEY, subject="photo:1", actor=who, at=AT, act=telling(who))

    assert Notice.objects.count() == 2


def test_what_is_refused_leaves_no_receipt_and_may_be_sent_again() -> None:
    clerk = factories.clerk()

    def refusing() -> str:
        tell([clerk], code="projects.visit_due", title="做了一半", at=AT)
        raise BusinessError("请写明原因。", code="progress.reason")

    with refused("progress.reason"):
        services.once(KEY, subject="progress:1", actor=clerk, at=AT, act=refusing)
    assert (Receipt.objects.count(), Notice.objects.count()) == (0, 0)
    services.once(KEY, subject="progress:1", actor=clerk, at=AT, act=telling(clerk))

    assert (Receipt.objects.count(), Notice.objects.count()) == (1, 1)


def test_a_key_stands_for_one_thing() -> None:
    clerk = factories.clerk()
    services.once(KEY, subject="photo:1", actor=clerk, at=AT, act=telling(clerk))

    with refused("receipts.other"):
        services.once(KEY, subject="photo:2", actor=clerk, at=AT, act=telling(clerk))

    assert Notice.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "0123456789abcde'", "编号编号编号编号编号编号编号编号"])
def test_a_key_is_letters_and_digits(key: str) -> None:
    clerk = factories.clerk()

    with refused("receipts.key"):
        services.once(key, subject="photo:1", actor=clerk, at=AT, act=telling(clerk))

    assert Notice.objects.count() == 0
