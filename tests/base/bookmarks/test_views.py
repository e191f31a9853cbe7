"""Saved views: kept under a name, replaced by the same name, shared with the unit only, dropped by their owner only."""

import pytest

from luodi.base.audit.selectors import entries
from luodi.base.bookmarks import services
from luodi.base.bookmarks.models import SavedView
from luodi.base.bookmarks.rules import MOST
from luodi.base.bookmarks.selectors import own_view, saved_views
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def kept(owner: User, name: str = "在建", *, is_shared: bool = False, **words: str) -> SavedView:
    """A view of the project list."""
    pairs = words.items()
    return services.save_view("projects", name, pairs=pairs, is_shared=is_shared, actor=owner, at=factories.AT)


def test_a_view_keeps_the_address_without_the_place_in_the_list() -> None:
    view = kept(factories.clerk(), stage="ST60", q="", after="signed-place", columns="code")

    assert view.query == "stage=ST60&columns=code"


def test_the_same_name_replaces_the_view() -> None:
    kept(factories.clerk(), stage="ST60")
    kept(factories.clerk(), stage="ST40")

    assert [view.query for view in saved_views(factories.clerk(), "projects")] == ["stage=ST40"]


def test_a_view_is_seen_by_its_owner_and_when_shared_by_the_unit() -> None:
    owner, colleague, stranger = factories.clerk(), factories.checker(), factories.clerk("QJ-W")
    kept(owner, "自己看")
    kept(owner, "大家看", is_shared=True)

    seen = [[view.name for view in saved_views(one, "projects")] for one in (owner, colleague, stranger)]

    assert seen == [["大家看", "自己看"], ["大家看"], []]


def test_a_colleague_cannot_drop_a_shared_view() -> None:
    view = kept(factories.clerk(), is_shared=True)

    with pytest.raises(NotVisible):
        own_view(factories.checker(), view.pk)
    with pytest.raises(NotPermitted):
        services.drop_view(view, actor=factories.checker(), at=factories.AT)
    assert SavedView.objects.count() == 1


def test_the_owner_drops_a_view() -> None:
    services.drop_view(kept(factories.clerk()), actor=factories.clerk(), at=factories.AT)

    assert SavedView.objects.count() == 0
    assert [entry.action for entry in entries()[:2]] == ["bookmarks.dropped", "bookmarks.saved"]


@pytest.mark.parametrize(
    ("area", "name", "code"),
    [
        ("projects", "  ", "bookmarks.name"),
        ("projects", "字" * 31, "bookmarks.name"),
        ("users", "账号", "bookmarks.area"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(area: str, name: str, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        services.save_view(area, name, pairs=[], is_shared=False, actor=factories.clerk(), at=factories.AT)

    assert refused.value.code == code
    assert SavedView.objects.count() == 0


def test_too_many_views_of_a_list_are_refused() -> None:
    for number in range(MOST):
        kept(factories.clerk(), f"视图{number}")

    with pytest.raises(BusinessError, match="最多存 30 个"):
        kept(factories.clerk(), "再来一个")
    assert SavedView.objects.count() == MOST


def test_too_long_an_address_is_refused() -> None:
    with pytest.raises(BusinessError, match="条件太多"):
        kept(factories.clerk(), q="长" * 200)
