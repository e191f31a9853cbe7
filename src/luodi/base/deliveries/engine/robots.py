"""What the robots of 企业微信, 钉钉 and 飞书 want to be told, each signed as its maker's public page says.

钉钉: HMAC-SHA256 with the secret as key over "timestamp\\nsecret", base64, in the address; milliseconds.
飞书: HMAC-SHA256 with "timestamp\\nsecret" as key over nothing, base64, in the body; seconds.
企业微信: no signature; the key stands in the address. All three answer 200 with a code in the body, 0 when it was taken.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote_plus

from luodi.base.deliveries.rules.words import ChannelKind

_MOST_BYTES: Final = 2000
"""企业微信 takes 2048 bytes of text; the others take more."""
_MOST_REASON: Final = 120


@dataclass(frozen=True, slots=True)
class Call:
    """An address to call with a JSON body. Both may hold secrets, so it is never printed."""

    address: str
    body: bytes

    def __repr__(self) -> str:
        return "Call(…)"


def call_of(kind: ChannelKind, address: str, secret: str, text: str, *, at: datetime) -> Call:
    """The signed call that posts the text into the robot's group."""
    said = cut(text, _MOST_BYTES)
    if kind is ChannelKind.FEISHU:
        stamp = str(int(at.timestamp()))
        signed = {"timestamp": stamp, "sign": feishu_sign(stamp, secret)} if secret else {}
        return Call(address, _json({**signed, "msg_type": "text", "content": {"text": said}}))
    if kind is ChannelKind.DINGTALK and secret:
        stamp = str(int(at.timestamp() * 1000))
        address = f"{address}&timestamp={stamp}&sign={quote_plus(dingtalk_sign(stamp, secret))}"
    return Call(address, _json({"msgtype": "text", "text": {"content": said}}))


def dingtalk_sign(stamp: str, secret: str) -> str:
    """Base64 of HMAC-SHA256, not yet quoted for the address."""
    return _base64(secret.encode(), f"{stamp}\n{secret}".encode())


def feishu_sign(stamp: str, secret: str) -> str:
    """Base64 of HMAC-SHA256 over an empty text."""
    return _base64(f"{stamp}\n{secret}".encode(), b"")


def refusal(kind: ChannelKind, status: int, body: bytes) -> str:
    """Why the robot did not take the message, in words; empty when it took it."""
    if status != 200:
        return f"对方服务器答复 {status}"
    try:
        answer = json.loads(body)
    except ValueError:
        return "对方的答复不是约定的格式，请核对机器人地址"
    if not isinstance(answer, Mapping):
        return "对方的答复不是约定的格式，请核对机器人地址"
    names = ("code", "StatusCode") if kind is ChannelKind.FEISHU else ("errcode",)
    code = next((answer[name] for name in names if name in answer), None)
    if code == 0:
        return ""
    words = str(answer.get("errmsg") or answer.get("msg") or "")[:_MOST_REASON]
    return f"对方拒收（{code}）：{words}" if words else f"对方拒收（{code}）"


def cut(text: str, most: int) -> str:
    """The text with at most so many bytes, ended by … when something was left out."""
    raw = text.encode()
    return text if len(raw) <= most else raw[: most - 3].decode(errors="ignore") + "…"


def _base64(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
