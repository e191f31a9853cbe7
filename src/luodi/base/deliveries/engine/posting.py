"""The call to a robot's address: one attempt, no redirects, and never into a private network unless that was allowed.

The name is resolved once and the connection goes to the address that was judged, so a name cannot be turned round between.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from luodi.base.deliveries.engine.robots import Call

TIMEOUT_SECONDS: Final = 10
_MOST_ANSWER: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes


class Unreachable(Exception):
    """The address could not be called; the sentence names no address and no secret."""


class _Https(http.client.HTTPSConnection):
    """A connection to a judged address that still asks for the certificate of the name."""

    judged = ""
    context = ssl.create_default_context()

    def connect(self) -> None:
        """TLS over a socket to the judged address."""
        plain = socket.create_connection((self.judged, self.port), self.timeout)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


class _Http(http.client.HTTPConnection):
    """The same without TLS: for origins that the settings allow by name."""

    judged = ""

    def connect(self) -> None:
        """A socket to the judged address."""
        self.sock = socket.create_connection((self.judged, self.port), self.timeout)


def post(call: Call, *, internal_allowed: bool) -> Reply:
    """Post the body. Unreachable when the name cannot be resolved, leads inside, or the other side does not answer."""
    parts = urlsplit(call.address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    made = _Https if parts.scheme == "https" else _Http
    connection = made(host, port, timeout=TIMEOUT_SECONDS)
    connection.judged = judged_address(host, port, internal_allowed=internal_allowed)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection.request("POST", target, body=call.body, headers={"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        return Reply(answer.status, answer.read(_MOST_ANSWER))
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"连接对方服务器失败（{type(error).__name__}）") from None
    finally:
        connection.close()


def judged_address(host: str, port: int, *, internal_allowed: bool) -> str:
    """The numeric address to call. Unreachable when any address of the name is private and that was not allowed."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        raise Unreachable("找不到对方服务器，请检查本机能否访问外网和域名解析") from None
    if not internal_allowed and not all(ipaddress.ip_address(address.partition("%")[0]).is_global for address in found):
        raise Unreachable("对方地址指向内部网络，已拦下；确属内部部署的，须由运维写入 LUODI_WEBHOOK_ORIGINS")
    return found[0]
