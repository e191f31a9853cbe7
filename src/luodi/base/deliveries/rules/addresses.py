"""Which addresses a robot may have: https, a known host, nothing that leads into the own network (no SSRF).

Sources: the makers' public pages on group robots (oapi.dingtalk.com, open.feishu.cn, qyapi.weixin.qq.com).
"""

from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from luodi.base.core.errors import BusinessError
from luodi.base.deliveries.rules.words import ChannelKind

OFFICIAL: Final = {
    ChannelKind.WECOM: frozenset({"https://qyapi.weixin.qq.com"}),
    ChannelKind.DINGTALK: frozenset({"https://oapi.dingtalk.com"}),
    ChannelKind.FEISHU: frozenset({"https://open.feishu.cn", "https://open.larksuite.com"}),
}
_PLACE_OF_KEY: Final = {ChannelKind.WECOM: "key", ChannelKind.DINGTALK: "access_token"}
_HOOK: Final = "/open-apis/bot/v2/hook/"
_LONGEST: Final = 500


def origin_of(address: str) -> str:
    """`https://host` or `https://host:port`, in lower case; an empty text for what is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if not parts.hostname or parts.scheme not in {"https", "http"}:
        return ""
    usual = {"https": 443, "http": 80}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def require_address(kind: ChannelKind, address: str, *, allowed: Collection[str]) -> None:
    """Refuse an address that is not the maker's own, unless its origin is one of the `allowed` (LUODI_WEBHOOK_ORIGINS).

    Errors: BusinessError `deliveries.address`.
    """
    origin = origin_of(address)
    if not origin or len(address) > _LONGEST or not address.isascii() or any(char.isspace() for char in address):
        raise _wrong("地址不完整，请从机器人设置页整段复制，以 https:// 开头。")
    parts = urlsplit(address)
    if parts.username or parts.password or parts.fragment:
        raise _wrong("地址中不能有账号、口令或 # 号后的内容，请从机器人设置页重新复制。")
    if origin in allowed:
        return
    if parts.scheme != "https":
        raise _wrong("地址必须以 https:// 开头，明文地址会泄露密钥。")
    if origin not in OFFICIAL[kind]:
        hosts = "、".join(sorted(one.removeprefix("https://") for one in OFFICIAL[kind]))
        raise _wrong(
            f"{kind.label}的地址应在 {hosts}。专有部署的服务器须先由运维写入 LUODI_WEBHOOK_ORIGINS，再来登记。"
        )
    _require_key(kind, parts)


def _require_key(kind: ChannelKind, parts: SplitResult) -> None:
    name = _PLACE_OF_KEY.get(kind)
    if name is not None and not parse_qs(parts.query).get(name):
        raise _wrong(f"地址中没有 {name}=…，请从机器人设置页整段复制。")
    if kind is ChannelKind.FEISHU and not parts.path.removeprefix(_HOOK).strip("/"):
        raise _wrong("地址中没有机器人的编号，请从机器人设置页整段复制。")


def secret_parts(address: str) -> list[str]:
    """What of an address nobody may read: the key in its query, or the end of its path."""
    parts = urlsplit(address)
    keys = [value for values in parse_qs(parts.query).values() for value in values]
    return keys or [parts.path.rpartition("/")[2]]


def is_internal_allowed(address: str, *, allowed: Collection[str]) -> bool:
    """Whether the address may lead to a private network: only when its origin was written into the settings."""
    return origin_of(address) in allowed


def _wrong(sentence: str) -> BusinessError:
    return BusinessError(f"机器人地址不能用：{sentence}", code="deliveries.address")
