"""Commands run in this process: their status, what they print, and a district to ask."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from luodi.interfaces.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command left behind: its status and its two streams."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""

    def command(*words: object) -> Answer:
        capsys.readouterr()
        status = main([str(word) for word in words])
        streams = capsys.readouterr()
        return Answer(status, streams.out, streams.err)

    return command


@pytest.fixture
def instance(db: None) -> None:
    """An empty instance with the root unit ROOT."""
    # The verbs can be imported once Django is awake.
    from tests.interfaces.cli.standing import an_instance

    an_instance()


LEDGER = """项目名称,投资方,总投资（万元）,签约时间,开工时间,进展情况,备注
甲号铝材项目,甲号铝业有限公司,12000,2023-03-01,2023-05-10,已开工,
乙号食品项目,乙号食品有限公司,8000,2023-04-12,,已签约,
丙号物流项目,丙号物流有限公司,3000,2023.13.1,,已签约,
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A small ledger: two sound rows and one with an impossible signing day."""
    path = tmp_path / "台账.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


@contextmanager
def one_district(blocker: DjangoDbBlocker, home: Path) -> Iterator[None]:
    """The demonstration district in one transaction, rolled back at the end.

    A module of tests that only read it overrides the fixture `db` with this, so that it is built once.
    """
    # The verbs can be imported once Django is awake.
    from tests.interfaces.cli.standing import the_demonstration

    places = {"LUODI_HOME": home, "LUODI_FILES": home / "files", "LUODI_MART": home / "mart"}
    with override_settings(**places), blocker.unblock(), transaction.atomic():
        the_demonstration()
        yield
        transaction.set_rollback(True)
