"""The demonstration district's own figures are those of seed 001; they come out of its facts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from luodi.across.lifecycle.models import ClockAnswer, ClockMark, ClockPause
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.approvals.selectors import waiting_slips
from luodi.base.audit.models import AuditEntry
from luodi.base.orgs.models import Unit, User
from luodi.domains.chains.models import Chain
from luodi.domains.projects.models import CapitalRecord, EventEvidence, Plan, Project, StageEvent
from luodi.interfaces.cli.demo.district import ACCOUNTS, OFFICERS, PASSWORD
from tests.interfaces.cli.conftest import Answer, Run, one_district

OF_PLANS = ("milestone", "pause", "progress")
"""Kinds of slips whose counts hang on the day on which the district is built."""


@pytest.fixture(scope="module", autouse=True)
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """One district for all tests of this module, which only read it (in place of pytest-django's own fixture); its home."""
    home = tmp_path_factory.mktemp("district")
    with one_district(django_db_blocker, home):
        yield home


def figure(answer: Answer, code: str, place: int = 0) -> dict[str, object]:
    """The entry of a code."""
    found: dict[str, object] = [entry for entry in answer.document["figures"] if entry["code"] == code][place]
    return found


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("S01", "38"),
        ("S02", "64.10"),
        ("S03.n", "2"),
        ("S03.v", "55.00"),
        ("P03", "40.2"),
        ("P05", "46.2"),
        ("P10", "29"),
        ("C01", "6.10"),
        ("C04.r", "37.9"),
        ("C06", "95.0"),
        ("T04.n", "38"),
        ("T04.v", "64.10"),
        ("A02.n", "24"),
        ("A02.c", "45"),
        ("A05.n", "2"),
        ("A05.v", "55.00"),
    ],
)
def test_the_half_year_has_the_figures_of_seed_001(run: Run, code: str, value: str) -> None:
    answer = run("figures", "--period", "2023H1", "--codes", code, "--json")

    assert figure(answer, code)["value"] == value


def test_completions_stand_once_per_issuer_and_tier(run: Run) -> None:
    answer = run("figures", "--period", "2023H1", "--codes", "S06", "--json")

    said = [
        (entry["code"], entry["value"], entry["targets"][0]["issuer"], entry["targets"][0]["tier"])
        for entry in answer.document["figures"]
    ]
    assert said == [
        ("S06.n", "95.0", "政府工作报告", ""),
        ("S06.v", "53.4", "市级", ""),
        ("S06.v", "40.1", "区级", "M0"),
    ]


def test_the_start_rate_names_53_of_132_and_64_6_without_the_ended(run: Run) -> None:
    with_ended = figure(run("figures", "--period", "2023H1", "--codes", "P03", "--json"), "P03")
    without = figure(run("figures", "--period", "2023H1", "--codes", "P03", "--calibre", "B", "--json"), "P03")

    assert (with_ended["numerator"], with_ended["denominator"]) == ("53", "132")
    assert (without["value"], without["denominator"]) == ("64.6", "82")


def test_fifty_of_the_cohort_are_terminated(run: Run) -> None:
    rate = figure(run("figures", "--period", "2023H1", "--codes", "P14.r", "--window", "r36", "--json"), "P14.r")

    assert (rate["numerator"], rate["denominator"]) == ("50", "132")


def test_food_has_eleven_signings(run: Run) -> None:
    food = Chain.objects.get(name="食品加工")
    signed = Project.objects.filter(signed_on__range=(date(2023, 1, 1), date(2023, 6, 30)))

    assert (signed.count(), signed.filter(chain=food).count()) == (38, 11)


def test_the_year_before_can_be_compared(run: Run) -> None:
    answer = run("figures", "--period", "2023H1", "--codes", "S09.n,S09.v,C08", "--json")

    assert [entry["value"] for entry in answer.document["figures"]] == ["22.6", "12.9", "16.4"]


def test_a_quarter_was_known_otherwise_in_march(run: Run) -> None:
    now = figure(run("figures", "--period", "2023Q1", "--codes", "S01", "--json"), "S01")
    words = ["figures", "--period", "2023Q1", "--codes", "S01", "--known-at", "2023-03-10", "--json"]
    then = figure(run(*words), "S01")

    assert (then["value"], now["value"]) == ("16", "23")


def test_drilling_down_adds_up_to_the_figure(run: Run) -> None:
    document = run("drill", "S02", "--period", "2023H1", "--json").document

    assert (document["value"], document["sums"]) == ("64.10", {"numerator": "64.1"})
    assert len(document["facts"]) == 38


def test_the_ledger_is_whole(db: Path, settings: Settings, run: Run) -> None:
    settings.LUODI_FILES = db / "files"

    answer = run("verify", "--json")

    assert (answer.status, answer.document["ok"]) == (0, True)
    assert answer.document["checks"][0]["checked"] == 184


def test_running_it_again_changes_nothing(run: Run) -> None:
    tables = (Unit, User, Project, StageEvent, CapitalRecord, Slip, AuditEntry)
    before = [table.objects.count() for table in tables]

    answer = run("demo", "--no-serve", "--json")

    assert (answer.status, answer.document["built"]) == (0, False)
    assert [table.objects.count() for table in tables] == before


def test_it_says_home_address_and_accounts(run: Run) -> None:
    document = run("demo", "--no-serve", "--json").document

    assert list(document) == ["home", "address", "unit", "built", "accounts"]
    assert document["unit"] == {"code": "QJ", "name": "示例区"}
    assert document["address"] is None
    assert len(document["accounts"]) == len(ACCOUNTS) + len(OFFICERS) == 17
    assert [list(account) for account in document["accounts"]] == [["username", "name", "role", "password"]] * 17


def test_every_account_can_sign_in_and_has_its_role() -> None:
    for line in ACCOUNTS:
        user = User.objects.get(username=line.username)
        assert user.check_password(PASSWORD)
        assert [grant.role.code for grant in user.grants.all()] == [line.role]
    for username, _, role in OFFICERS:
        officer = User.objects.get(username=username)
        assert officer.check_password(PASSWORD)
        assert [grant.role.code for grant in officer.grants.all()] == [role]


def test_the_queues_are_not_empty() -> None:
    waiting = {
        name: waiting_slips(User.objects.get(username=name)).exclude(kind__in=OF_PLANS).count()
        for name in ("verifier", "officer", "statistics")
    }

    assert waiting == {"verifier": 5, "officer": 8, "statistics": 8}
    returned = Slip.objects.filter(state=SlipState.RETURNED, filed_by__username="clerk")
    assert sorted(returned.values_list("kind", flat=True)) == ["event", "progress"]


def test_plans_returns_pauses_and_reminders_are_there_to_look_at() -> None:
    waiting = Slip.objects.filter(kind__in=OF_PLANS, state=SlipState.FILED).values_list("kind", flat=True)

    assert set(waiting) == set(OF_PLANS)
    assert Plan.objects.filter(version=1).count() == 6
    assert ClockPause.objects.filter(slip__state=SlipState.RECOGNISED).count() == 2
    assert ClockMark.objects.filter(mark="RED").exists()
    assert ClockAnswer.objects.count() == 1


def test_some_facts_have_documents_and_nobody_recognised_his_own() -> None:
    assert EventEvidence.objects.count() >= 6
    for slip in Slip.objects.filter(state=SlipState.RECOGNISED):
        assert slip.filed_by_id != slip.recognised_by_id


def test_a_reversal_and_a_revoked_start_are_there_to_look_at() -> None:
    assert CapitalRecord.objects.filter(amount_in_wan__lt=0).count() == 1
    assert StageEvent.objects.filter(event="REVOKE", reverses__event="START").count() == 1
