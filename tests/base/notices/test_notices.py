"""Messages to one person, for that person's eyes only."""

from datetime import timedelta

import pytest

from luodi.base.notices import selectors, services
from luodi.base.notices.models import Notice
from tests.factories import AT, checker, clerk
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_each_recipient_gets_one_notice_however_often_named() -> None:
    told = services.tell([clerk(), checker(), clerk()], code="approvals.waiting", title="待审核：甲项目", at=AT)

    assert told == 2
    assert [row.title for row in selectors.notices(clerk())] == ["待审核：甲项目"]
    assert [row.title for row in selectors.notices(checker())] == ["待审核：甲项目"]


def test_of_one_key_each_recipient_gets_one_notice_however_often_it_is_sent() -> None:
    first = services.tell([clerk()], code="approvals.waiting", title="第一次", key="clock:1:2023-06-30", at=AT)

    again = services.tell(
        [clerk(), checker()], code="approvals.waiting", title="第二次", key="clock:1:2023-06-30", at=LATER
    )

    assert (first, again) == (1, 1)
    assert [row.title for row in selectors.notices(clerk())] == ["第一次"]
    assert [row.title for row in selectors.notices(checker())] == ["第二次"]


def test_nobody_reads_the_notices_of_another() -> None:
    services.tell([clerk("QJ-E")], code="approvals.returned", title="被退回：甲项目", link="/approvals/", at=AT)

    assert list(selectors.notices(clerk("QJ-W"))) == []
    assert selectors.unread(clerk("QJ-W")).count() == 0


def test_marking_as_read_touches_only_the_own_ones() -> None:
    services.tell([clerk(), checker()], code="approvals.recognised", title="已认定：甲项目", at=AT)

    assert services.mark_read(clerk(), at=LATER) == 1

    assert (selectors.unread(clerk()).count(), selectors.unread(checker()).count()) == (0, 1)
    assert Notice.objects.get(recipient=clerk()).read_at == LATER


def test_what_was_read_keeps_its_first_moment() -> None:
    services.tell([clerk()], code="approvals.recognised", title="已认定：甲项目", at=AT)
    services.mark_read(clerk(), at=AT)

    assert services.mark_read(clerk(), at=LATER) == 0

    assert Notice.objects.get().read_at == AT


def test_the_latest_notice_stands_first() -> None:
    for title in ("一", "二"):
        services.tell([clerk()], code="approvals.recognised", title=title, at=AT)

    assert [row.title for row in selectors.notices(clerk())] == ["二", "一"]


def test_a_title_too_long_for_the_column_ends_with_a_mark() -> None:
    services.tell([clerk()], code="approvals.waiting", title="长" * 300, at=AT)

    assert Notice.objects.get().title == "长" * 199 + "…"


def test_an_unknown_code_is_refused() -> None:
    clerk()

    with refused("notices.code"):
        services.tell([clerk()], code="approvals.perhaps", title="甲", at=AT)


def test_what_has_to_be_mended_presses_until_it_is_read() -> None:
    services.tell([clerk()], code="approvals.returned", title="被退回：甲项目", at=AT)
    services.tell([clerk(), checker()], code="approvals.recognised", title="已认定：乙项目", at=AT)
    before = [row.title for row in selectors.pressing(clerk())]

    services.mark_read(clerk(), at=LATER)

    assert (before, list(selectors.pressing(clerk())), list(selectors.pressing(checker()))) == (
        ["被退回：甲项目"],
        [],
        [],
    )
