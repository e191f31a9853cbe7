"""Where a robot may live: the makers' own servers over https, and origins that the settings name."""

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.deliveries.engine import posting
from luodi.base.deliveries.engine.robots import Call
from luodi.base.deliveries.rules.addresses import origin_of, require_address
from luodi.base.deliveries.rules.words import ChannelKind

DING = "https://oapi.dingtalk.com/robot/send?access_token=t"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("DINGTALK", DING),
        ("DINGTALK", "https://OAPI.dingtalk.com:443/robot/send?access_token=t"),
        ("WECOM", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"),
        ("FEISHU", "https://open.feishu.cn/open-apis/bot/v2/hook/abc"),
        ("FEISHU", "https://open.larksuite.com/open-apis/bot/v2/hook/abc"),
    ],
)
def test_the_makers_own_addresses_are_taken(kind: str, address: str) -> None:
    require_address(ChannelKind(kind), address, allowed=())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "oapi.dingtalk.com/robot/send",
        "http://oapi.dingtalk.com/robot/send?access_token=t",
        "https://127.0.0.1/robot/send?access_token=t",
        "https://169.254.169.254/latest/meta-data/?access_token=t",
        "https://localhost/robot/send?access_token=t",
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=t",
        "https://evil.example/oapi.dingtalk.com?access_token=t",
        "https://oapi.dingtalk.com@evil.example/robot/send?access_token=t",
        "https://user:pw@oapi.dingtalk.com/robot/send?access_token=t",
        "https://oapi.dingtalk.com:8443/robot/send?access_token=t",
        "https://oapi.dingtalk.com/robot/send",
        "https://oapi.dingtalk.com/robot/send?access_token=t#x",
        "https://oapi.dingtalk.com/robot/ send?access_token=t",
        "https://oapi.dingtalk.com:99999/robot/send?access_token=t",
        "file:///etc/passwd",
        "https://open.feishu.cn/open-apis/bot/v2/hook/abc",
        DING + "x" * 500,
    ],
)
def test_every_other_address_is_refused(address: str) -> None:
    with pytest.raises(BusinessError) as caught:
        require_address(ChannelKind.DINGTALK, address, allowed=())
    assert caught.value.code == "deliveries.address"


def test_an_origin_of_the_settings_may_be_internal_but_only_that_one() -> None:
    allowed = {"http://10.1.2.3:8080"}

    require_address(ChannelKind.DINGTALK, "http://10.1.2.3:8080/robot/send?access_token=t", allowed=allowed)
    with pytest.raises(BusinessError):
        require_address(ChannelKind.DINGTALK, "http://10.1.2.3:8081/robot/send?access_token=t", allowed=allowed)


def test_an_origin_is_scheme_host_and_unusual_port() -> None:
    assert origin_of("HTTPS://Im.Example.CN:443/x?y=1") == "https://im.example.cn"
    assert origin_of("https://[::1]:8443/x") == "https://[::1]:8443"
    assert origin_of("ftp://im.example.cn") == ""


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_leads_inside_is_not_called(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(posting.socket, "create_connection", lambda *_: pytest.fail("called"))

    with pytest.raises(posting.Unreachable, match="内部网络"):
        posting.post(Call(DING, b"{}"), internal_allowed=False)


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("8.8.8.8", 443))])

    def connect(place: object, *_: object) -> None:
        called.append(place)
        raise TimeoutError

    monkeypatch.setattr(posting.socket, "create_connection", connect)

    with pytest.raises(posting.Unreachable) as caught:
        posting.post(Call(DING, b"{}"), internal_allowed=False)

    assert called == [("8.8.8.8", 443)]
    assert "access_token" not in str(caught.value)
