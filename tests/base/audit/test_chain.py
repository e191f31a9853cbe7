"""The chain of the audit log: each row sealed over the one before, every tampering found."""

import itertools
from collections.abc import Sequence

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.base.audit import rules, selectors
from luodi.base.audit import services as audit
from luodi.base.audit.models import AuditEntry, AuditHead
from luodi.base.audit.selectors import ChainCheck
from luodi.base.core.facts import release_statements
from tests.factories import AT, unit

pytestmark = pytest.mark.django_db
PRINTED = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), PRINTED)


@pytest.fixture
def five_entries() -> list[AuditEntry]:
    """A log of five entries about one unit; what the making of the district wrote stands before them."""
    root = unit("QJ")
    acts = [audit.Act("tests.done", root, label=f"第{number}件", changes={"name": ("旧", "新")}) for number in range(5)]
    audit.record_many(acts, actor=None, at=AT)
    return list(AuditEntry.objects.order_by("number"))[-5:]


def tamper(statement: str, parameters: Sequence[object] = ()) -> None:
    """Change the log as somebody with the database's password can: the triggers taken off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for line in release_statements("audit_auditentry", connection.vendor):
            cursor.execute(line)
        cursor.execute(statement, parameters)


def test_numbers_have_no_gap_and_each_hash_is_over_the_one_before(five_entries: list[AuditEntry]) -> None:
    stored = list(AuditEntry.objects.order_by("number"))

    assert [row.number for row in stored] == list(range(1, len(stored) + 1))
    assert stored[0].previous_hash == rules.GENESIS
    assert all(row.previous_hash == before.hash for before, row in itertools.pairwise(stored))
    assert selectors.check_chain() == ChainCheck(len(stored))


def test_an_empty_log_is_whole() -> None:
    assert selectors.check_chain() == ChainCheck(0)


def test_the_seal_of_a_known_entry() -> None:
    # printf '%s\n%s' 000…0 '{"a":[1,"二"]}' | sha256sum
    sealed = rules.seal(rules.GENESIS, {"a": [1, "二"]})

    assert sealed == "abc159bfef1512056a597be46fb8f1ea1cb574592f8081fdc8fb8bfe969395a9"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject_label", "别的"),
        ("subject_id", "999"),
        ("action", "tests.undone"),
        ("unit_code", "QJ-W"),
        ("reason", "补写的理由"),
        ("channel", "cli"),
        ("changes", '{"name": ["旧", "假"]}'),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("previous_hash", "f" * 64),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_column_is_found(five_entries: list[AuditEntry], column: str, value: str) -> None:
    third = five_entries[2]

    tamper(f"UPDATE audit_auditentry SET {column} = %s WHERE number = %s", [value, third.number])

    assert selectors.check_chain() == ChainCheck(third.number, third.number, "内容与哈希不符")


def test_an_entry_put_on_another_person_is_found(five_entries: list[AuditEntry]) -> None:
    third = five_entries[2]

    tamper("UPDATE audit_auditentry SET actor_id = (SELECT MIN(id) FROM orgs_user) WHERE number = %s", [third.number])

    assert selectors.check_chain().broken_at == third.number


def test_a_row_changed_and_sealed_again_breaks_the_next_one(five_entries: list[AuditEntry]) -> None:
    third = five_entries[2]
    third.reason = "补写的理由"

    tamper(
        "UPDATE audit_auditentry SET reason = %s, hash = %s WHERE number = %s",
        [third.reason, third.expected_hash(), third.number],
    )

    assert selectors.check_chain().broken_at == third.number + 1


def test_a_deleted_row_is_found(five_entries: list[AuditEntry]) -> None:
    third = five_entries[2]

    tamper("DELETE FROM audit_auditentry WHERE number = %s", [third.number])

    assert selectors.check_chain() == ChainCheck(third.number, third.number, "缺少条目")


def test_a_cut_off_end_is_found(five_entries: list[AuditEntry]) -> None:
    last = five_entries[-1]

    tamper("DELETE FROM audit_auditentry WHERE number = %s", [last.number])

    assert selectors.check_chain() == ChainCheck(last.number - 1, last.number, "链头与最后一条不符")


def test_a_row_smuggled_in_at_the_end_is_found(five_entries: list[AuditEntry]) -> None:
    last = five_entries[-1]
    forged = AuditEntry(number=last.number + 1, at=AT, action="tests.forged", previous_hash=last.hash, changes={})
    forged.hash = forged.expected_hash()
    forged.save()

    assert selectors.check_chain().why == "链头与最后一条不符"


@pytest.mark.parametrize("statement", ["DELETE FROM audit_audithead", "UPDATE audit_audithead SET number = number - 1"])
def test_a_head_that_was_meddled_with_is_found(five_entries: list[AuditEntry], statement: str) -> None:
    tamper(statement)

    assert selectors.check_chain().why == "链头与最后一条不符"


def test_an_act_that_fails_leaves_neither_entry_nor_number(five_entries: list[AuditEntry]) -> None:
    head = AuditHead.objects.get()

    with pytest.raises(TypeError, match="not JSON serializable"):
        audit.record(audit.Act("tests.done", unit("QJ"), changes={"a": ("", object())}), actor=None, at=AT)  # type: ignore[dict-item]  # what a careless caller would do

    assert (AuditEntry.objects.count(), AuditHead.objects.get().number) == (head.number, head.number)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(PRINTED, st.tuples(SCALARS, SCALARS), max_size=4), reason=PRINTED)
def test_what_is_read_back_carries_the_hash_that_was_written(
    db: None, changes: dict[str, tuple[str | int | bool | None, str | int | bool | None]], reason: str
) -> None:
    entry = audit.record(audit.Act("tests.done", unit("QJ"), changes=changes, reason=reason), actor=None, at=AT)

    stored = AuditEntry.objects.get(pk=entry.pk)

    assert stored.expected_hash() == entry.hash == stored.hash
    assert selectors.check_chain().is_whole


def test_the_history_of_one_row_is_its_own_latest_first(five_entries: list[AuditEntry]) -> None:
    audit.record(audit.Act("tests.done", unit("QJ-E")), actor=None, at=AT)

    labels = [row.subject_label for row in selectors.entries_of(unit("QJ"))]

    assert labels == ["第4件", "第3件", "第2件", "第1件", "第0件", "示例市"]
