"""Every page at desktop and phone width: accessible, no wider than the window, nothing refused by the policy, still in print."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.conftest import PHONE, WIDE

AXE = next((Path(__file__).parent / "vendor").rglob("axe.min.js"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
OpenAs = Callable[..., Page]

OFFICE = (
    "/",
    "/context/",
    "/projects/",
    "/projects/new/",
    "/projects/{project}/",
    "/projects/{project}/edit/",
    "/projects/{project}/progress/",
    "/projects/{project}/progress/new/",
    "/projects/{project}/capital/",
    "/projects/{project}/capital/new/",
    "/projects/{project}/duties/",
    "/projects/{project}/files/",
    "/projects/{project}/plan/",
    "/projects/{project}/plan/new/",
    "/projects/{project}/clocks/",
    "/projects/{project}/clocks/pause/",
    "/clocks/",
    "/clocks/proposals/",
    "/clocks/pauses/",
    "/clocks/terms/",
    "/milestones/",
    "/milestones/returns/",
    "/milestones/templates/",
    "/wall/",
    "/duties/",
    "/duties/visits/",
    "/duties/sets/",
    "/duties/handover/",
    "/projects/{project}/history/",
    "/approvals/",
    "/approvals/?step=recognise",
    "/approvals/filed/",
    "/approvals/{slip}/",
    "/intake/",
    "/intake/new/",
    "/intake/{batch}/",
    "/intake/{batch}/findings/",
    "/intake/{batch}/columns/",
    "/investors/",
    "/investors/trips/",
    "/chains/",
    "/targets/",
    "/targets/new/",
    "/figures/?unit=QJ&period=2023H1",
    "/figures/trend/?unit=QJ&period=2023H1",
    "/figures/S02/?unit=QJ&period=2023H1",
    "/figures/P03/?unit=QJ&period=2023H1",
    "/screen/?unit=QJ&period=2023H1",
    "/definitions/",
    "/papers/",
    "/papers/new/",
    "/papers/{paper}/",
    "/papers/{paper}/edit/",
    "/papers/{paper}/against/",
    "/papers/{paper}/figure/S01/",
    "/notices/",
    "/notices/settings/",
    "/workdays/",
    "/search/?q=铝",
    "/search/?q=nothing",
    "/nothing-here/",
    "/accounts/password/",
    "/accounts/2fa/",
)
OFFICERS = {
    "sysadmin": (
        *("/", "/units/", "/units/new/", "/units/QJ-E/edit/", "/units/QJ-E/merge/", "/users/", "/users/new/"),
        *("/channels/", "/channels/new/", "/channels/deliveries/", "/runs/"),
    ),
    "secadmin": ("/roles/", "/roles/r09/", "/users/1/"),
    "auditadmin": ("/audit/",),
}


ROUNDS_AND_TEMPLATES = (
    "/planned/",
    "/planned/new/",
    "/planned/{planned}/",
    "/targets/splits/",
    "/targets/splits/{split}/",
    "/targets/letters/",
    "/papers/templates/",
    "/papers/templates/new/",
    "/papers/templates/words/",
    "/papers/templates/papers/",
    "/papers/templates/batches/",
    "/papers/templates/batches/{batch}/",
    "/assessment/boards/?period=2023H1",
    "/assessment/rounds/",
    "/assessment/rounds/{round}/",
    "/assessment/rounds/{round}/appeals/{appeal}/",
)


def faults(page: Page) -> list[str]:
    """What axe finds, and how much the page is wider than its window."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    shown = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    return [*shown, f"{excess} px too wide"] if excess > 0 else shown


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_the_bureau(
    open_as: OpenAs, ledger: dict[str, object], complaints: list[str], size: tuple[int, int]
) -> None:
    page = open_as(factories.statistics_office(), size)

    found = {}
    for path in OFFICE:
        page.goto(path.format(**ledger))
        found[path] = faults(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert complaints == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("transactional_db")
def test_the_pages_of_plans_rounds_and_templates(open_as: OpenAs, complaints: list[str], size: tuple[int, int]) -> None:
    # Rows are made by models, which can be imported only once Django is awake.
    from tests.architecture import parts_of_planned, parts_of_rounds, parts_of_templates
    from tests.domains.targets import splits

    rows = {"planned": parts_of_planned.a_linked_one()["pk"], "split": splits.submitted(splits.yearly()).pk}
    appeal = parts_of_rounds.an_appeal()
    rows |= {"batch": parts_of_templates.a_batch()["pk"], "round": appeal["pk"], "appeal": appeal["appeal_pk"]}
    page = open_as(factories.statistics_office(), size)

    found = {}
    for path in ROUNDS_AND_TEMPLATES:
        answer = page.goto(path.format(**rows))
        found[path] = faults(page) if answer is not None and answer.ok else ["it does not open"]

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert complaints == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("ledger")
def test_the_pages_of_the_three_officers(open_as: OpenAs, complaints: list[str], size: tuple[int, int]) -> None:
    found = {}
    for name, paths in OFFICERS.items():
        officer = factories.officer(name)
        officer.set_password(factories.PASSWORD)
        officer.save()
        page = open_as(officer, size)
        for path in paths:
            page.goto(path)
            found[path] = faults(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert complaints == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("ledger")
def test_the_sign_in_page(open_as: OpenAs, size: tuple[int, int]) -> None:
    assert faults(open_as(None, size)) == []


@pytest.mark.parametrize(
    ("path", "points"),
    [
        ("/", (595, 842)),
        ("/projects/", (842, 595)),
        ("/figures/?unit=QJ&period=2023H1", (1191, 842)),
        ("/screen/?unit=QJ&period=2023H1", (1191, 842)),
        ("/wall/", (1191, 842)),
        ("/projects/{project}/plan/", (842, 595)),
        ("/projects/{project}/", (595, 842)),
    ],
)
def test_a_page_prints_on_its_paper(
    open_as: OpenAs, ledger: dict[str, object], path: str, points: tuple[int, int]
) -> None:
    page = open_as(factories.statistics_office())
    page.goto(path.format(**ledger), wait_until="networkidle")

    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))

    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {points}
