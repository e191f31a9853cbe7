"""Each of the thirty preset roles at every address: without the right 403, with it the page, or 404 out of its scope.

The rows of an address are made once and shown to all roles in turn. Roles of one scope and the same rights differ only by
name and are asked as one. Who lacks the right is refused before anything is read, so that such a question costs little.
"""

from collections import defaultdict

import pytest
from django.core.cache import cache
from django.test import Client

from luodi.base.orgs.rules import OFFICER_ROLES, RolePreset, Scope
from luodi.config.roles import PRESETS
from tests import factories
from tests.architecture.addresses import addresses, asked, browser
from tests.architecture.test_url_permissions import ELSEWHERE_AFTER, SIGNED_IN, TABLE, Row

# Rights are decided before the database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]
OF_A_COUNTY = {Scope.UNIT, Scope.SUBTREE}
BY_OTHER_RIGHTS = {403, 404, 409}
"""What the verb behind a page may still say to a right that opens the page: it asks for one more, or refuses by a rule."""
OF_COUNTIES = ("r09", "r10", "r11", "r12", "r13", "r16")
NEED_ANOTHER_RIGHT = {"projects:file", "papers:batch", "papers:batch_progress", "papers:batch_zip"}
"""Pages whose rows are found by a second right: seeing attachments, or every unit whose paper lies in the batch."""


def alike() -> list[list[RolePreset]]:
    """The thirty roles, those of one scope and the same rights together."""
    found: defaultdict[tuple[str, frozenset[str]], list[RolePreset]] = defaultdict(list)
    for preset in PRESETS:
        found[(preset.scope, preset.permissions)].append(preset)
    return list(found.values())


def people() -> list[tuple[list[RolePreset], Client]]:
    """One signed-in person for each kind of role, of the eastern county where the role is a county's."""
    found = []
    for kind in alike():
        place = "QJ-E" if kind[0].scope in OF_A_COUNTY else "QJ"
        found.append((kind, browser(factories.user(kind[0].code, place, name=f"持有{kind[0].code}"))))
    return found


def expected(row: Row, preset: RolePreset) -> set[int]:
    """The answers that the role's permissions and scope allow."""
    if row.permissions != SIGNED_IN and preset.permissions.isdisjoint(map(str, row.permissions)):
        return {403}
    if preset.scope not in {Scope.ALL, *OF_A_COUNTY} and preset.code not in OFFICER_ROLES:
        return {200, 302, *BY_OTHER_RIGHTS}
    opens = {302} if row.name in ELSEWHERE_AFTER else {200}
    more = row.post is not None or len(row.permissions) > 1 or row.name in NEED_ANOTHER_RIGHT
    return opens | BY_OTHER_RIGHTS if more else opens


def test_there_are_thirty_roles() -> None:
    assert [preset.code for preset in PRESETS] == [f"r{number:02d}" for number in range(1, 31)]


def test_every_role_opens_exactly_what_its_permissions_say() -> None:
    factories.district()
    everybody, wrong = people(), []

    for address in addresses(TABLE):
        row = address.row
        for kind, client in everybody:
            status = asked(client, address).status_code
            wrong += [(row.name, preset.code, status) for preset in kind if status not in expected(row, preset)]
        cache.clear()

    assert wrong == []


def test_no_role_of_another_county_finds_a_row_of_this_one() -> None:
    factories.district()
    others = [(code, browser(factories.user(code, "QJ-W", name=f"西县{code}"))) for code in OF_COUNTIES]
    found = []

    for address in addresses(row for row in TABLE if row.elsewhere and row.elsewhere[1] == "QJ-W"):
        for code, client in others:
            status = asked(client, address).status_code
            found += [(address.row.name, code, status)] if status not in {403, 404} else []

    assert found == []
