"""Industry chains: made and changed by those who keep them, the log keeps what was."""

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.domains.chains import selectors, services
from luodi.domains.chains.models import Chain
from tests.factories import AT, clerk, officer, unit, user
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db


def keeper() -> User:
    return user("r03")


def make(name: str = "新材料", **more: object) -> Chain:
    return services.make_chain(name, actor=keeper(), at=AT, **more)  # type: ignore[arg-type]  # the tests' own words


def test_a_chain_gets_the_next_free_code() -> None:
    codes = [
        make(name, code=code).code for name, code in (("新材料", ""), ("冷链", "CH03"), ("电机", ""), ("铝业", ""))
    ]

    assert codes == ["CH01", "CH03", "CH04", "CH05"]


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [
        ("新材料", "", "chains.taken"),
        (" 新 材 料 ", "", "chains.taken"),
        ("", "", "chains.name"),
        ("铝业", "CH01", "chains.taken"),
    ],
)
def test_names_and_codes_are_given_once(name: str, code: str, fault: str) -> None:
    make()

    with refused(fault):
        make(name, code=code)


def test_a_change_keeps_every_old_value_in_the_log() -> None:
    chief = orgs.make_person(name="王县长", unit=unit("QJ-E"), actor=officer("sysadmin"), at=AT, is_leader=True)
    chain = make(lead_unit=unit("QJ-E"))

    services.change_chain(
        chain, actor=keeper(), at=AT, name="先进材料", chief=chief, lead_unit=unit("QJ-W"), task_force=unit("QJ")
    )

    assert AuditEntry.objects.get(action="chains.changed").changes == {
        "name": ["新材料", "先进材料"],
        "chief": ["", "王县长"],
        "lead_unit": ["东县", "西县"],
        "task_force": ["", "示例市"],
    }
    assert {name: row.chief for name, row in selectors.chains_by_name().items()} == {"先进材料": chief}


def test_a_change_of_nothing_writes_nothing() -> None:
    chain = make()
    before = contents()

    services.change_chain(chain, actor=keeper(), at=AT, name="新材料", chief=None, lead_unit=None, task_force=None)

    assert contents() == before


def test_a_change_takes_no_other_chains_name_and_no_empty_one() -> None:
    make("铝业")
    chain = make()

    for name, fault in (("铝业", "chains.taken"), (" ", "chains.name")):
        with refused(fault):
            services.change_chain(chain, actor=keeper(), at=AT, name=name, chief=None, lead_unit=None, task_force=None)


@pytest.mark.parametrize("role", ["r04", "r07", "r09", "r14"])
def test_others_keep_their_hands_off(role: str) -> None:
    chain, other = make(), user(role, "QJ-E", name="旁人")

    with refused("orgs.not_permitted", NotPermitted):
        services.make_chain("铝业", actor=other, at=AT)
    with refused("orgs.not_permitted", NotPermitted):
        services.change_chain(chain, actor=other, at=AT, name="铝业", chief=None, lead_unit=None, task_force=None)


def test_names_of_chains_are_open_inside_the_bureau_and_closed_to_officers() -> None:
    chain = make()

    assert list(selectors.chains(clerk())) == [chain]
    assert list(selectors.chains(officer("sysadmin"))) == []
