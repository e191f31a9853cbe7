"""`luodi close`, and what `luodi verify` says of closed periods."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from luodi.across.assessment.models import PeriodClosing, Snapshot
from tests.interfaces.cli.conftest import Run
from tests.interfaces.cli.standing import a_recorded_instance


@pytest.fixture
def recorded(db: None) -> None:
    """An instance with two recognised projects."""
    a_recorded_instance()


def test_a_period_is_closed_and_the_document_says_so(recorded: None, run: Run) -> None:
    answer = run("close", "2023-06", "--json")

    assert answer.status == 0
    document = answer.document
    assert (document["period"], document["from"], document["to"]) == ("2023-06", "2023-06-01", "2023-06-30")
    assert (document["version"], document["waiting"], document["forced_reason"]) == (1, [], "")
    assert document["sha256"] == Snapshot.objects.get().sha256
    assert document["values"] == Snapshot.objects.get().values.count() > 100


def test_verify_recomputes_the_snapshots(recorded: None, run: Run) -> None:
    run("close", "2023-06")
    run("close", "2023H1")

    checks = {check["code"]: check for check in run("verify", "--json").document["checks"]}

    assert checks["snapshots"] == {
        "code": "snapshots",
        "name": "结账快照与重算",
        "ok": True,
        "checked": 2,
        "faults": [],
        "remarks": [],
    }


def test_a_second_close_is_refused_with_a_sentence(recorded: None, run: Run) -> None:
    run("close", "2023-06")

    answer = run("close", "2023-06", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "workflow.not_allowed")


def test_what_waits_refuses_the_close_and_leaves_the_period_open(instance: None, run: Run, ledger: Path) -> None:
    run("import", ledger, "--as-of", "2023-06-30")

    answer = run("close", "2023-06", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "closing.unverified")
    assert "松汀区 阶段事件 待审核" in answer.err
    assert not PeriodClosing.objects.exists()
    forced = run("close", "2023-06", "--force-reason", "省里要求先报", "--json")
    assert (forced.status, forced.document["forced_reason"]) == (0, "省里要求先报")
    assert forced.document["waiting"][0]["count"] > 0


def test_a_period_that_is_not_over_is_refused(recorded: None, run: Run) -> None:
    answer = run("close", str((timezone.localdate() + timedelta(days=366)).year), "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "closing.not_over")
    assert run("close", "nonsense").status == 2


def test_a_closed_period_is_restated_by_order_with_those_that_end_later(recorded: None, run: Run) -> None:
    for code in ("2023-05", "2023-06"):
        run("close", code)

    answer = run("close", "2023-05", "--restate", "--order", "招领〔2023〕8号", "--reason", "漏报更正", "--json")

    assert answer.status == 0
    assert (answer.document["order"], answer.document["reason"]) == ("招领〔2023〕8号", "漏报更正")
    assert [(one["period"], one["version"]) for one in answer.document["restated"]] == [("2023-05", 2), ("2023-06", 2)]
    hashes = Snapshot.objects.filter(version=2).order_by("pk").values_list("sha256", flat=True)
    assert [one["sha256"] for one in answer.document["restated"]] == list(hashes)
    assert "2023年5月已重述为第3版" in run("close", "2023-05", "--restate", "--order", "文", "--reason", "由").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2023-06", "--restate", "--reason", "漏报更正"), "figures.order"),
        (("2023-05", "--restate", "--order", "文", "--reason", "由"), "workflow.not_allowed"),
        (("2023-05", "--order", "文"), "closing.restate_words"),
    ],
)
def test_restating_without_its_order_or_what_is_open_is_refused_and_changes_nothing(
    recorded: None, run: Run, words: tuple[str, ...], code: str
) -> None:
    run("close", "2023-06")

    answer = run("close", *words, "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, code)
    assert list(Snapshot.objects.values_list("closing__period", "version")) == [("2023-06", 1)]
