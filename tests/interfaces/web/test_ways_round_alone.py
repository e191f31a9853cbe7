"""Ways to be two persons in one: a problem raised and solved by oneself, a company's word spoken by who wants it."""

from collections.abc import Callable

import pytest
from django.test import Client

from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.domains.supervision import services
from tests import factories
from tests.domains.supervision import making
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_nobody_solves_and_confirms_a_problem_of_his_own(signed_in: SignIn) -> None:
    making.everybody()
    own = making.raised(who=making.clerk())

    page = signed_in(making.clerk()).get(f"/issues/{own.pk}/").content.decode()
    with refused("issues.same_person"):
        services.take_issue_step(own, "solve", actor=making.clerk(), at=AT, note="已办")

    assert 'value="solve"' not in page
    assert services.take_issue_step(own, "solve", actor=making.head(), at=AT, note="已办").state == "SOLVED"


def test_who_reports_a_company_s_problem_as_solved_gets_no_link_to_say_so_for_it(signed_in: SignIn) -> None:
    making.everybody()
    matter = making.solved(making.raised(company="示例甲子电子有限公司", who=making.clerk()))
    client = signed_in(making.clerk())

    with refused("confirmations.same_person"):
        services.ask_raiser(matter, actor=making.clerk(), at=AT)
    assert f"/issues/{matter.pk}/ask/" not in client.get(f"/issues/{matter.pk}/").content.decode()
    assert client.post(f"/issues/{matter.pk}/ask/").status_code == 409
    assert services.ask_raiser(matter, actor=making.chief(), at=AT)


@pytest.mark.parametrize(("held", "added"), [("r09", "r07"), ("r07", "r04"), ("r07", "r23")])
def test_who_assesses_enters_no_facts_in_another_role(held: str, added: str) -> None:
    person, office = factories.user(held), factories.officer("secadmin")

    with refused("orgs.assessor"):
        orgs.grant_role(person, role=factories.role(added), unit=factories.unit("QJ"), actor=office, at=AT)
