"""Files that are no ledger, on the command line: exit 1, one sentence that names the file, nothing written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from luodi.across.intake.models import ImportBatch
from luodi.domains.projects.models import Project
from tests.across.intake.bad_files import BadFile, read, refused
from tests.interfaces.cli.conftest import Answer

Run = Callable[..., Answer]
REFUSED, READ = refused(), read()


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_one_sentence_and_nothing_is_written(run: Run, tmp_path: Path, bad: BadFile) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.content)

    answer = run("import", path)

    sentence = answer.err.strip().splitlines()[-1]
    assert answer.status == 1
    assert f"“{bad.name}”没有" in sentence
    assert bad.words in sentence
    assert (ImportBatch.objects.count(), Project.objects.count()) == (0, 0)


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize("odd", READ.values(), ids=READ.keys())
def test_what_only_looks_odd_is_read(run: Run, tmp_path: Path, odd: BadFile) -> None:
    path = tmp_path / odd.name
    path.write_bytes(odd.content)

    answer = run("import", path, "--dry-run", "--json")

    assert answer.status == 0
    assert sum(sheet["rows"]["created"] for sheet in answer.document["sheets"]) == (
        60 if len(answer.document["sheets"]) == 60 else 1
    )
