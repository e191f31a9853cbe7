"""What a message says outside the system. What it is about stands there only where the channel may carry it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PRODUCT: Final = "落地"
_MOST_TITLES: Final = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One notice: the sentence of its code, the name of its group, its title and link inside the system."""

    sentence: str
    group: str
    title: str
    link: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text; `key` is the same at every attempt."""

    key: str
    subject: str
    text: str


def letter(items: Sequence[Item], *, person: str, key: str, has_titles: bool, address: str) -> Letter:
    """One message, or a digest of several. `address` is where the instance is reached; without it links are left out."""
    if len(items) == 1:
        return _single(items[0], person, key, has_titles, address)
    counted = [f"· {group} {count} 条" for group, count in counts(items).items()]
    titles = [f"　{item.title}" for item in items[:_MOST_TITLES]] if has_titles else []
    rest = [f"　……另有 {len(items) - _MOST_TITLES} 条"] if has_titles and len(items) > _MOST_TITLES else []
    head = f"有 {len(items)} 条消息，请登录系统办理"
    lines = [f"【{PRODUCT}】{person}：{head}", *counted, *titles, *rest, *_link("/notices/", address), f"编号 {key}"]
    return Letter(key, f"【{PRODUCT}】{head}", "\n".join(lines))


def _single(item: Item, person: str, key: str, has_titles: bool, address: str) -> Letter:
    said = item.title if has_titles else item.sentence
    head = f"【{PRODUCT}】{'（急）' if item.is_urgent else ''}"
    lines = [f"{head}{person}：{said}", *_link(item.link if has_titles else "/notices/", address), f"编号 {key}"]
    return Letter(key, f"{head}{said}", "\n".join(lines))


def counts(items: Sequence[Item]) -> Mapping[str, int]:
    """How many of each group, in order of first appearance."""
    found: dict[str, int] = {}
    for item in items:
        found[item.group] = found.get(item.group, 0) + 1
    return found


def _link(link: str, address: str) -> list[str]:
    return [f"{address.rstrip('/')}{link}"] if address and link.startswith("/") else []
