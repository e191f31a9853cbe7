"""Instances that commands are asked of, made once by the commands themselves and laid down for each test."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from luodi.interfaces.cli.demo.build import District
from luodi.interfaces.cli.main import main
from tests.interfaces.cli.conftest import LEDGER
from tests.worlds import remembered


@remembered
def an_instance() -> None:
    """An empty instance with the root unit ROOT."""
    assert main(["init", "--name", "松汀区"]) == 0


@remembered
def a_recorded_instance() -> None:
    """An instance with two recognised projects."""
    an_instance()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台账.csv"
        path.write_text(LEDGER, encoding="utf-8")
        main(["import", str(path), "--as-of", "2023-06-30", "--recognise"])


@remembered
def the_demonstration() -> None:
    """The demonstration district as it stands today."""
    District(lambda _: None).build(timezone.now())
