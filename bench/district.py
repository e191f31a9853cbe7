"""A city of many projects laid into the database in bulk: units below the root, and projects with search text and index."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from bench.seeded import SEED, WORDS
from luodi.base.core import bulk
from luodi.base.core.fulltext import put_texts
from luodi.base.core.pinyin import pinyin_initials
from luodi.base.orgs.models import Unit
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import root_unit
from luodi.domains.investors.models import Investor
from luodi.domains.projects.models import Project

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
UNITS = 166
RARE = "锂硫"
"""A word that one project in five thousand has: what people search for."""
_CHUNK = 50_000
_COLUMNS = (
    "code",
    "name",
    "name_key",
    "unit_id",
    "investor_id",
    "total_investment_in_wan",
    "contract_in_wan",
    "capital_in_wan",
    "signed_on",
    "stage",
    "search_text",
)


@dataclass(frozen=True)
class City:
    """Keys of the units and of the companies, and the code of the unit that the pages are asked for (1/166 of all projects)."""

    places: list[int]
    firms: list[int]
    asked: str


def found() -> City:
    """Write the units and the companies."""
    root = root_unit()
    units = bulk.append_models(
        [
            Unit(code=f"U{n}", name=f"{n}号县", kind=UnitKind.COUNTY, parent=root, path=f"{root.path}U{n}/")
            for n in range(1, UNITS + 1)
        ]
    )
    firms = bulk.append_models([Investor(name=f"示例{n}实业有限公司", name_key=f"示例{n}") for n in range(2000)])
    return City([unit.pk for unit in units], [firm.pk for firm in firms], units[0].code)


def lay(city: City, already: int, projects: int) -> None:
    """Write projects in bulk until the city has so many, beginning with the number after those it has already."""
    chance = random.Random(SEED + already)
    for start in range(already, projects, _CHUNK):
        numbers = range(start + 1, min(start + _CHUNK, projects) + 1)
        rows = [_project(number, chance, city.places, city.firms) for number in numbers]
        keys = bulk.append_rows(Project, _COLUMNS, rows, created_at=AT)
        put_texts("projects_search", dict(zip(keys, (row[-1] for row in rows), strict=True)))
    with connection.cursor() as cursor:
        # What autovacuum does within the minute: without it PostgreSQL reads every row that its index names.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _project(number: int, chance: random.Random, units: list[int], firms: list[int]) -> tuple[object, ...]:
    word = RARE + "电池" if number % 5000 == 1 else "".join(chance.choices(WORDS, k=4))
    name, code = f"{word}{number}号生产项目", f"P2023-{number:07d}"
    amount = Decimal(chance.randrange(1000, 90_000))
    signed = date(2021, 1, 1) + timedelta(days=chance.randrange(900))
    text = f"{name} {code} {pinyin_initials(name)}".lower()
    return (
        code,
        name,
        name,
        chance.choice(units),
        chance.choice(firms),
        amount,
        amount,
        amount / 2,
        signed,
        "ST40",
        text,
    )
