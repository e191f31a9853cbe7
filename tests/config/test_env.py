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
