"""Reading the environment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from luodi.config import env


def test_processes_that_start_together_agree_on_one_secret_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUODI_SECRET_KEY", raising=False)

    with ThreadPoolExecutor(max_workers=16) as pool:
        keys = set(pool.map(env.secret_key, [tmp_path / "home"] * 64))

    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret.key"]
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", env.Mail("", 25, "", "", is_ssl=False, is_starttls=False)),
        ("smtp://mail.example.cn", env.Mail("mail.example.cn", 25, "", "", is_ssl=False, is_starttls=False)),
        (
            "smtps://u%40x:p%2Fw@mail.example.cn",
            env.Mail("mail.example.cn", 465, "u@x", "p/w", is_ssl=True, is_starttls=False),
        ),
        (
            "smtp+tls://u:p@mail.example.cn:2525",
            env.Mail("mail.example.cn", 2525, "u", "p", is_ssl=False, is_starttls=True),
        ),
    ],
)
def test_the_mail_server_is_one_address(url: str, expected: env.Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_EMAIL_URL", url)

    assert env.mail() == expected


def test_a_wrong_mail_address_and_a_wrong_time_name_their_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_EMAIL_URL", "https://mail.example.cn")
    monkeypatch.setenv("LUODI_QUIET_FROM", "25:00")

    with pytest.raises(ValueError, match="LUODI_EMAIL_URL"):
        env.mail()
    with pytest.raises(ValueError, match="LUODI_QUIET_FROM"):
        env.clock("LUODI_QUIET_FROM", "22:00")
    assert env.clock("LUODI_QUIET_TO", "07:30") == "07:30"
