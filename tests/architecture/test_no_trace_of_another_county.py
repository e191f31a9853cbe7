"""What a county's people can read anywhere holds no trace of another county: no name, no code, no sum, no message."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.services import ProjectValues
from tests import factories
from tests.architecture import parts_of_gates, parts_of_plans
from tests.architecture import parts_of_supervision as supervision
from tests.architecture.addresses import addresses, asked, browser, texts
from tests.architecture.test_url_permissions import TABLE
from tests.domains.targets import leader_cards
from tests.factories import AT, attachment, unit

# What a person may see is decided before the database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]
SECRET = "鲲鹏屿"
"""A word that nothing but the other county bears: its name, projects, companies, people, papers and places."""
AMOUNT = "7351.9283"
PEOPLE = ("r11", "r14")
WORDS = (
    "", f"?q={SECRET}", "?unit=KP-1&period=2023H1", "?columns=remark&columns=owner", "?unit=QJ&period=2023H1", "?by=occasion",
)  # fmt: skip


def other_county() -> None:
    """A county with everything that a county has, all of it under the one word."""
    root, actor = unit("QJ"), operator()
    county = orgs.make_unit(code="KP-1", name=f"{SECRET}县", kind=UnitKind.COUNTY, parent=root, actor=actor, at=AT)
    clerk = factories.user("r09", "KP-1", name=f"{SECRET}填报员")
    leader = orgs.make_person(name=f"{SECRET}县长", unit=county, is_leader=True, actor=actor, at=AT)
    company = investors.register_investor(f"{SECRET}科技有限公司", actor=clerk, at=AT, place=f"{SECRET}市")
    investors.set_contact(company, phone="13977712345", actor=clerk, at=AT)
    values = ProjectValues(
        name=f"{SECRET}年产9万吨项目",
        unit=county,
        investor=company,
        total_investment_in_wan=Decimal(AMOUNT),
        place=f"{SECRET}工业园",
        owner=f"{SECRET}专员",
        contact_phone="13977712345",
        remark=f"{SECRET}备注",
    )
    row = projects.open_project(values, actor=clerk, at=AT)
    fair = investors.file_activity(
        county, name=f"{SECRET}推介会", held_on=date(2023, 2, 1), is_fair=True, actor=clerk, at=AT
    )
    paper = attachment()
    signing = projects.file_event(
        row, event="SIGN", occurred_on=date(2023, 2, 1), occasion=fair, evidence=[paper], actor=clerk, at=AT
    )
    checker = factories.user("r10", "KP-1", name=f"{SECRET}审核人")
    projects.decide(signing.slip, "verify", actor=checker, at=AT)
    projects.decide(signing.slip, "recognise", actor=factories.project_office(), at=AT)
    projects.file_capital(
        row,
        arrived_on=date(2023, 3, 1),
        amount_in_wan=Decimal(100),
        voucher_no=f"{SECRET}凭证",
        actor=clerk,
        at=AT,
    )
    parts_of_gates.another_county(SECRET, row, clerk)
    parts_of_plans.another_county(SECRET, row, clerk)
    investors.file_trip(
        county,
        left_on=date(2023, 5, 1),
        returned_on=date(2023, 5, 2),
        place=f"{SECRET}岛",
        met=[company],
        leader=leader,
        is_led=True,
        actor=clerk,
        at=AT,
    )
    leader_cards.issued(leader)
    supervision.another_county(SECRET, county, clerk)


def asked_for(people: list[User]) -> Iterator[tuple[str, str]]:
    """Everything that these people read: pages with every word in the address, parts of pages with two."""
    browsers = [(part, browser(who, part=part)) for who in people for part in (False, True)]
    for address in addresses(TABLE):
        for part, client in browsers:
            for query in WORDS if not part and address.row.post is None else WORDS[:2]:
                answer = asked(client, address, query)
                assert answer.status_code < 500, (address.path, query)
                for text in texts(answer):
                    yield f"{address.path}{query}", text


def test_nothing_that_a_countys_people_read_names_the_other_county() -> None:
    factories.district()
    other_county()
    people = [factories.user(code, "QJ-E", name=f"东县{code}") for code in PEOPLE]
    cache.clear()

    found = []
    for place, text in asked_for(people):
        # What one has typed oneself comes back in the field it was typed into; that is no trace.
        rest = text.replace(f'value="{SECRET}', "").replace(f"“{SECRET}”", "").replace("“KP-1”", "")
        rest = "" if f"q={SECRET}" in place and rest.count(SECRET) and not trace_beyond_echo(rest) else rest
        found += [place for word in (SECRET, "7,351.9", "7351.9", "13977712345") if word in rest]

    assert sorted(set(found)) == []


def trace_beyond_echo(text: str) -> bool:
    """Whether the word stands with anything of the other county's behind it, not alone as it was typed."""
    tails = ("县", "科技", "年产", "推介", "岛", "填报员", "审核人", "凭证", "工业园", "专员", "备注", "市")
    return any(f"{SECRET}{tail}" in text for tail in tails)
