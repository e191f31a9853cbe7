"""Two people at the same moment: real processes on a real database, one of them wins, nothing is half done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import FreshDatabase

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 4


class Runner:
    """A process that waits for acts (tests/domains/racing.py)."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.domains.racing"],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, act: str, **arguments: object) -> None:
        """Hand over the act without waiting for its end."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"act": act, **arguments}) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, object]:
        """What came of the act."""
        assert self.process.stdout is not None
        found: dict[str, object] = json.loads(self.process.stdout.readline())
        return found

    def run(self, act: str, **arguments: object) -> dict[str, object]:
        """The act from start to end."""
        self.start(act, **arguments)
        return self.answer()

    def stop(self) -> None:
        """End of input ends the process."""
        self.process.communicate(timeout=30)


class Race:
    """Two runners on one instance."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.runners = [Runner(environment), Runner(environment)]
        self.people = self.numbers("prepare", "people")

    def together(self, *acts: dict[str, object]) -> list[dict[str, object]]:
        """Both acts at once; the answers in the order of the acts."""
        for runner, act in zip(self.runners, acts, strict=True):
            runner.start(**act)  # type: ignore[arg-type]  # the act's name and its arguments
        return [runner.answer() for runner in self.runners]

    def alone(self, act: str, **arguments: object) -> dict[str, object]:
        """An act without a rival, which succeeds."""
        answer = self.runners[0].run(act, **arguments)
        assert answer["ok"], answer
        return answer

    def numbers(self, act: str, name: str) -> list[int]:
        """The list of numbers in an act's answer."""
        found = self.alone(act)[name]
        assert isinstance(found, list)
        return found


pytestmark = pytest.mark.database("sqlite", "postgresql")


@pytest.fixture(scope="module")
def race(fresh_database: FreshDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    """An instance of its own for all races: they meet on one database, but never on one project."""
    environment = {name: value for name, value in os.environ.items() if name != "LUODI_DATABASE_POOL"}
    home = tmp_path_factory.mktemp("races")
    environment["LUODI_HOME"] = str(home)
    with ExitStack() as stack:
        environment["LUODI_DATABASE_URL"] = stack.enter_context(fresh_database(home))
        made = Race(environment)
        for runner in made.runners:
            stack.callback(runner.stop)
        yield made


def outcomes(answers: list[dict[str, object]]) -> list[str]:
    """`ok` or the code of the refusal, sorted: who wins is chance."""
    return sorted("ok" if answer["ok"] else str(answer["code"]) for answer in answers)


def test_writers_at_once_keep_one_chain_and_lose_no_entry(race: Race) -> None:
    answers = race.together({"act": "audited", "count": 40}, {"act": "audited", "count": 40})

    after = race.alone("state", projects=[])
    assert outcomes(answers) == ["ok", "ok"]
    assert (after["whole"], after["entries"]) == (True, 80)


def test_two_recognise_at_once_and_one_is_told_that_it_is_done(race: Race) -> None:
    projects = race.numbers("two_projects", "projects")
    slip = race.alone("verified_landing", project=projects[0])["slip"]
    one, other = race.people

    answers = race.together(
        {"act": "recognised", "slip": slip, "by": one}, {"act": "recognised", "slip": slip, "by": other}
    )

    after = race.alone("state", projects=projects)
    assert outcomes(answers) == ["ok", "workflow.not_allowed"]
    assert (after["stages"], after["whole"]) == (["ST50", "ST40"], True)


def test_one_voucher_is_filed_at_once_for_two_projects_and_counts_once(race: Race) -> None:
    projects = race.numbers("two_projects", "projects")
    for number in range(ROUNDS):
        answers = race.together(*({"act": "capital", "project": row, "voucher": f"甲-{number}"} for row in projects))
        assert outcomes(answers) == ["capital.voucher_reused", "ok"]

    assert race.alone("state", projects=projects)["money"] == f"{100 * ROUNDS}.0000"


def test_two_imports_of_one_voucher_and_one_of_them_is_refused_whole(race: Race) -> None:
    before = race.alone("state", projects=[])["codes"]

    answers = race.together(*({"act": "taken", "batch": batch, "voucher": "乙-1"} for batch in ("B1", "B2")))

    after = race.alone("state", projects=[])["codes"]
    assert outcomes(answers) == ["capital.voucher_reused", "ok"]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert len(after) == len(before) + 1


def test_the_ceiling_holds_when_two_file_at_once(race: Race) -> None:
    east, _ = race.numbers("two_projects", "projects")

    answers = race.together(
        *({"act": "capital", "project": east, "voucher": f"丙-{number}", "amount": "600"} for number in range(2))
    )

    assert outcomes(answers) == ["capital.over_ceiling", "ok"]


def test_one_project_is_registered_once_and_numbers_have_no_gap_nor_twin(race: Race) -> None:
    for number in range(ROUNDS):
        answers = race.together(*({"act": "opened", "name": f"第{number}个项目"} for _ in range(2)))
        assert outcomes(answers) == ["ok", "projects.duplicate"]
    for number in range(ROUNDS):
        answers = race.together(*({"act": "opened", "name": f"{side}{number}"} for side in ("左", "右")))
        assert outcomes(answers) == ["ok", "ok"]

    codes = race.alone("state", projects=[])["codes"]
    assert isinstance(codes, list)
    assert codes == [f"P2023-{number:04}" for number in range(1, len(codes) + 1)]


def test_two_undo_one_batch_and_it_is_undone_once(race: Race) -> None:
    race.alone("taken", batch="B9", voucher="丁-1")

    answers = race.together({"act": "undone", "batch": "B9"}, {"act": "undone", "batch": "B9"})

    assert sorted(str(answer["facts"]) for answer in answers) == ["0", "2"]
    assert race.alone("state", projects=[])["whole"] is True


def test_who_stores_a_document_first_and_who_locks_the_project_first_do_not_wait_for_each_other(race: Race) -> None:
    for number in range(ROUNDS):
        east, _ = race.numbers("two_projects", "projects")
        answers = race.together(
            {"act": "with_document", "project": east, "text": f"%PDF-1.7 {number}"},
            {"act": "capital", "project": east, "voucher": f"戊-{number}"},
        )
        assert outcomes(answers) == ["ok", "ok"]

    assert race.alone("state", projects=[])["whole"] is True


def test_two_send_orders_at_once_and_numbers_have_no_gap_nor_twin(race: Race) -> None:
    for _ in range(ROUNDS):
        one, other = race.numbers("two_drafts", "orders")
        assert outcomes(race.together({"act": "sent", "order": one}, {"act": "sent", "order": other})) == ["ok", "ok"]
    one, _ = race.numbers("two_drafts", "orders")
    again = race.together({"act": "sent", "order": one}, {"act": "sent", "order": one})
    assert outcomes(again) == ["ok", "workflow.not_allowed"]

    after = race.alone("issued_numbers")
    assert after["numbers"] == [f"招交〔2023〕{number}号" for number in range(1, 2 * ROUNDS + 2)]
    assert after["whole"] is True


def test_one_proposal_at_once_is_one_draft_and_two_sweeps_say_everything_once(race: Race) -> None:
    proposals = race.together(*({"act": "proposed", "key": "ranking:2023Q2:QJ-E"} for _ in range(2)))
    assert proposals[0]["order"] == proposals[1]["order"]

    swept = race.together({"act": "swept"}, {"act": "swept"})

    orders = 2 * ROUNDS + 1
    assert sum(int(str(answer["said"])) for answer in swept) == orders
    assert race.alone("swept") == {"ok": True, "said": 0, "drafted": 0}
    assert race.alone("issued_numbers")["whole"] is True


def test_a_draft_is_sent_twice_at_once_and_taken_once(race: Race) -> None:
    for number in range(ROUNDS):
        answers = race.together(*({"act": "taken_once", "key": f"0123456789abcdef{number}"} for _ in range(2)))

        assert outcomes(answers) == ["ok", "ok"]
        assert [answer["count"] for answer in answers] == [1, 1]
        assert answers[0]["said"] == answers[1]["said"]


def test_two_decide_one_hero_list_and_one_is_told_that_it_is_done(race: Race) -> None:
    ready = race.alone("list_in_publicity")
    (made,), (one, other) = ready["list"], ready["people"]  # type: ignore[misc]  # lists of numbers

    answers = race.together(
        {"act": "list_decided", "list_pk": made, "by": one}, {"act": "list_decided", "list_pk": made, "by": other}
    )

    assert outcomes(answers) == ["ok", "workflow.not_allowed"]


def test_one_challenge_is_taken_at_once_and_counts_once(race: Race) -> None:
    challenge = race.alone("challenge_posted")["challenge"]

    answers = race.together(*({"act": "challenge_taken", "challenge": challenge} for _ in range(2)))

    assert outcomes(answers) == ["incentives.taken", "ok"]
