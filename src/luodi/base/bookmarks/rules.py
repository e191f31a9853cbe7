"""Which lists can be kept as a view, and what of their address is kept."""

from collections.abc import Iterable
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.text import normalise

MOST: Final = 30
NAME_LENGTH: Final = 30
QUERY_LENGTH: Final = 1000
PLACE: Final = frozenset({"after", "before", "page"})
"""Words of an address that say where in a list one stands; a view always begins at the top."""


class Area(TextChoices):
    """Lists whose address can be kept."""

    PROJECTS = "projects", "项目"
    QUEUE = "approvals", "审核认定"
    FIGURES = "figures", "指标看板"


def kept_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of an address that make the view: those with a value, without the place in the list."""
    return [(name, value) for name, value in pairs if value and name not in PLACE]


def require_name(name: str) -> str:
    """The name without blanks around it; BusinessError when it is empty or too long."""
    clean = normalise(name)
    if not clean:
        raise BusinessError("请给这个视图起个名字，如“在建大项目”。", code="bookmarks.name")
    if len(clean) > NAME_LENGTH:
        raise BusinessError(f"视图名称不超过 {NAME_LENGTH} 个字，请改短。", code="bookmarks.name")
    return clean


def require_area(area: str) -> Area:
    """The area of the code; BusinessError for a list that cannot be kept."""
    try:
        return Area(area)
    except ValueError as error:
        raise BusinessError(
            "这个页面不能存为视图。请在项目、审核认定或指标看板页面保存。", code="bookmarks.area"
        ) from error


def require_short(query: str) -> None:
    """Refuse an address that is longer than can be kept."""
    if len(query) > QUERY_LENGTH:
        raise BusinessError("筛选条件太多，存不下。请减少几个条件后再保存。", code="bookmarks.query")


def require_room(kept: int) -> None:
    """Refuse one view more than anybody finds again."""
    if kept >= MOST:
        raise BusinessError(f"每个页面最多存 {MOST} 个视图。请先删去不用的再保存。", code="bookmarks.many")


def require_owner(owner: int, actor: int) -> None:
    """A view is taken away only by the person who saved it."""
    if owner != actor:
        raise NotPermitted("这个视图是别人保存的，只有保存人能删去。", code="bookmarks.owner")
