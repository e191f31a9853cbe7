"""Imports ledgers in child processes and kills them at random moments; run as a script by test_killed_import.py.

Prints one JSON document: how many children were killed, how many imports turned out untouched and how many whole.
The instance lies in LUODI_HOME (and LUODI_DATABASE_URL), which must be empty.
"""

import itertools
import json
import os
import random
import signal
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import django

AT = datetime(2023, 7, 1, 9, 0, tzinfo=UTC)
ROWS = 40


def ledger(folder: Path, number: int) -> Path:
    """A small ledger of its own names, as csv: signing, start and three months of capital.

    The number is no part of the file's name: 台账2000 would be a ledger of the year 2000, and all its rows out of range.
    """
    path = folder / str(number) / "台账.csv"
    path.parent.mkdir()
    lines = [
        "项目名称,投资方,总投资（万元）,签约时间,开工时间,2023年3月到位资金（万元）,2023年4月到位资金（万元）,进展"
    ]
    for row in range(ROWS):
        name = f"第{number}批第{row}号精密部件生产项目"
        lines.append(
            f"{name},示例{number}之{row}实业有限公司,{5000 + row},2023-01-{row % 28 + 1:02d},2023-02-20,{100 + row},50,已开工"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def main(  # noqa: PLR0915  # one script, read from top to bottom
    rounds: int, folder: Path
) -> dict[str, int]:
    """Run until so many were killed; AssertionError when an import is found half-written."""
    django.setup()
    from django.core.management import call_command  # after setup
    from django.db import connection, connections

    from luodi.across.intake.models import ImportBatch
    from luodi.across.intake.services import ImportOptions, import_file
    from luodi.base.audit.selectors import check_chain
    from luodi.base.orgs.rules import UnitKind
    from luodi.base.orgs.selectors import operator, root_unit
    from luodi.base.orgs.services import install_instance
    from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
    from tests.aftermath import alone

    call_command("migrate", verbosity=0, skip_checks=True)
    install_instance(name="示例区", code="SL", kind=UnitKind.COUNTY, at=AT)

    def state() -> tuple[int, int, int, int]:
        """What the ledger holds; finished batches as the fourth number."""
        done = ImportBatch.objects.filter(state="DONE").count()
        return Project.objects.count(), StageEvent.objects.count(), CapitalRecord.objects.count(), done

    def run(path: Path) -> None:
        import_file(path, unit=root_unit(), options=ImportOptions(recognise=True), actor=operator(), at=AT)

    before = state()
    started = time.monotonic()
    run(ledger(folder, 0))
    longest = (time.monotonic() - started) * 1.5
    whole_step = tuple(after - was for after, was in zip(state(), before, strict=True))
    chance = random.Random(20230630)
    tally = {"killed": 0, "untouched": 0, "whole": 0}
    for number in itertools.count(1):
        if tally["killed"] >= rounds:
            break
        path = ledger(folder, number)
        before = state()
        connections.close_all()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                run(path)
                code = 0
            finally:
                # What went wrong dies with the child unless it is said here.
                if code:
                    traceback.print_exc()
                    sys.stderr.flush()
                os._exit(code)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        tally["killed"] += os.WIFSIGNALED(status)
        # The machine's pace changes: stretch the waiting until some imports come through, then shorten it again.
        longest *= 1.05 if os.WIFSIGNALED(status) else 0.9
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"round {number}: the import itself failed"
        alone()
        step = tuple(after - was for after, was in zip(state(), before, strict=True))
        assert step in {(0, 0, 0, 0), whole_step}, f"round {number}: half-written {step}, whole is {whole_step}"
        tally["untouched" if step == (0, 0, 0, 0) else "whole"] += 1
    assert check_chain().is_whole
    connection.close()
    return tally


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]))))
