"""A local server that stands in for the group robots: checks signatures as the makers do, and keeps what it took."""

import base64
import hashlib
import hmac
import json
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, TOKEN, HOOK = "wecom-key-7f3a", "ding-token-91cc", "feishu-hook-5d20"
SECRET = "SECa1b2c3d4e5"
_NUMBER = re.compile(r"编号 (\S+)")


@dataclass
class StandIn:
    """What came in. `answers`: replies to give before it behaves normally again; `silent` breaks the connection."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: list[tuple[int, dict[str, object]]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def addresses(self) -> dict[str, str]:
        """The address of each kind of robot."""
        return {
            "WECOM": f"{self.origin}/cgi-bin/webhook/send?key={KEY}",
            "DINGTALK": f"{self.origin}/robot/send?access_token={TOKEN}",
            "FEISHU": f"{self.origin}/open-apis/bot/v2/hook/{HOOK}",
        }

    @property
    def numbers(self) -> Counter[str]:
        """How often each parcel number arrived."""
        return Counter(found.group(1) for text in self.taken if (found := _NUMBER.search(text)))

    def judge(self, path: str, content: dict[str, Any]) -> str:
        """Why the real robot would refuse the call; empty when it would take it. Takes the text."""
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.startswith("/cgi-bin/"):
            wrong = "" if asked.get("key") == KEY else "invalid webhook url"
            text = content.get("text", {}).get("content", "")
        elif parts.path == "/robot/send":
            message = f"{asked.get('timestamp')}\n{SECRET}".encode()
            wrong = "" if same(SECRET.encode(), message, asked.get("sign", "")) else "sign not match"
            text = content.get("text", {}).get("content", "")
        else:
            key = f"{content.get('timestamp')}\n{SECRET}".encode()
            wrong = "" if same(key, b"", content.get("sign", "")) else "sign match fail"
            text = content.get("content", {}).get("text", "")
        (self.refused if wrong or not text else self.taken).append(text)
        return wrong


def same(key: bytes, message: bytes, sign: str) -> bool:
    """The signature as the maker's own example computes it."""
    return base64.b64encode(hmac.new(key, message, digestmod=hashlib.sha256).digest()).decode() == sign


def start(stand_in: StandIn) -> ThreadingHTTPServer:
    """Listen on a free port; the caller shuts it down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if stand_in.answers:
                status, answer = stand_in.answers.pop(0)
            else:
                wrong = stand_in.judge(self.path, content)
                code = 310000 if wrong else 0
                status, answer = 200, {"errcode": code, "errmsg": wrong or "ok"}
                if "/bot/v2/" in self.path:
                    answer = {"code": 19021 if wrong else 0, "msg": wrong or "success"}
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_words: object) -> None:
            """A caller that was killed takes no answer; that is what the test is about."""

    server = Server(("127.0.0.1", 0), Handler)
    stand_in.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
