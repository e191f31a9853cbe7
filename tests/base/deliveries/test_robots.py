"""What a robot is told, and how it is signed: compared with what openssl says."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from luodi.base.deliveries.engine.robots import call_of, cut, dingtalk_sign, feishu_sign, refusal
from luodi.base.deliveries.rules.words import ChannelKind
from tests.base.deliveries.standin import SECRET, StandIn

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
STAMP = 1688346000


def test_a_robot_of_dingtalk_is_signed_in_the_address_in_milliseconds() -> None:
    call = call_of(ChannelKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=t", SECRET, "您好", at=AT)

    asked = parse_qs(urlsplit(call.address).query)
    assert asked["timestamp"] == [f"{STAMP}000"]
    assert asked["sign"] == [dingtalk_sign(f"{STAMP}000", SECRET)]
    assert json.loads(call.body) == {"msgtype": "text", "text": {"content": "您好"}}


def test_a_robot_of_feishu_is_signed_in_the_body_in_seconds() -> None:
    call = call_of(ChannelKind.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/x", SECRET, "您好", at=AT)

    assert call.address == "https://open.feishu.cn/open-apis/bot/v2/hook/x"
    assert json.loads(call.body) == {
        "timestamp": str(STAMP),
        "sign": feishu_sign(str(STAMP), SECRET),
        "msg_type": "text",
        "content": {"text": "您好"},
    }


def test_a_robot_of_wecom_has_only_the_key_in_its_address() -> None:
    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"

    assert call_of(ChannelKind.WECOM, address, "", "您好", at=AT).address == address


def test_the_two_signatures_take_secret_and_message_the_other_way_round() -> None:
    # Computed with openssl dgst -sha256 -hmac, so that not the same code judges itself.
    assert dingtalk_sign("1599360473000", "this is secret") == "hXZTWifRGHclNuZSKxoXc//sh51SWfVfRIhcdeKs63I="
    assert feishu_sign("1599360473", "demo") == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


@pytest.mark.parametrize("kind", ["WECOM", "DINGTALK", "FEISHU"])
def test_the_stand_in_takes_what_is_signed_and_refuses_another_secret(kind: str) -> None:
    stand_in = StandIn(port=1)
    address = stand_in.addresses[kind]

    def judged(secret: str) -> str:
        call = call_of(ChannelKind(kind), address, secret, "您好", at=AT)
        return stand_in.judge(call.address.removeprefix(stand_in.origin), json.loads(call.body))

    assert judged(SECRET) == ""
    assert (judged("SECwrong") == "") == (kind == "WECOM")


def test_a_call_is_never_printed_with_its_address() -> None:
    call = call_of(ChannelKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=t", SECRET, "您好", at=AT)

    assert repr(call) == "Call(…)"


@pytest.mark.parametrize(
    ("kind", "status", "body", "reason"),
    [
        ("WECOM", 200, '{"errcode": 0, "errmsg": "ok"}', ""),
        ("FEISHU", 200, '{"code": 0, "msg": "success"}', ""),
        ("FEISHU", 200, '{"StatusCode": 0}', ""),
        ("DINGTALK", 200, '{"errcode": 310000, "errmsg": "sign not match"}', "对方拒收（310000）：sign not match"),
        ("WECOM", 200, '{"errcode": 45009}', "对方拒收（45009）"),
        ("WECOM", 502, "", "对方服务器答复 502"),
        ("WECOM", 200, "<html>", "对方的答复不是约定的格式，请核对机器人地址"),
        ("WECOM", 200, "[]", "对方的答复不是约定的格式，请核对机器人地址"),
        ("WECOM", 200, "{}", "对方拒收（None）"),
    ],
)
def test_an_answer_is_a_success_only_with_the_code_zero(kind: str, status: int, body: str, reason: str) -> None:
    assert refusal(ChannelKind(kind), status, body.encode()) == reason


def test_a_text_is_cut_between_characters() -> None:
    assert cut("长" * 10, 30) == "长" * 10
    assert cut("长" * 11, 30) == "长" * 9 + "…"
    assert len(cut("a" + "长" * 2000, 2000).encode()) <= 2000
