"""The invented course of events: what seed 001 fixes, and what must hold for every story."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from luodi.base.core.codes import sector_of, uscc_fault
from luodi.base.files.rules import kind_of
from luodi.domains.projects.rules import ORDERED_EVENTS, Event
from luodi.interfaces.cli.demo.district import CHAINS, CUT_OFF, FOOD, UNITS
from luodi.interfaces.cli.demo.evidence import page, picture
from luodi.interfaces.cli.demo.plan import Plan
from luodi.interfaces.cli.demo.story import Story, pair
from luodi.interfaces.cli.demo.travels import travels

WINDOW_OPENS = date(2020, 7, 1)


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """Every story of the plan."""
    return Plan().stories


@pytest.fixture(scope="module")
def cohort(stories: list[Story]) -> list[Story]:
    """The signings of the 36 months to the cut-off."""
    return [story for story in stories if story.signed_on >= WINDOW_OPENS]


def test_the_plan_is_always_the_same(stories: list[Story]) -> None:
    assert Plan().stories == stories


def test_the_cohort_is_that_of_seed_001(cohort: list[Story]) -> None:
    started = [story for story in cohort if story.has("START")]
    ended = [story for story in cohort if story.has("TERMINATE")]

    assert (len(cohort), len(started), len(ended)) == (132, 53, 50)
    assert not any(story.has("START") for story in ended)
    assert len(cohort) - len(started) - len(ended) == 29


def test_the_contracts_of_the_half_year_are_38_of_641_million_yuan(cohort: list[Story]) -> None:
    signed = [story for story in cohort if story.signed_on.year == 2023]

    assert (len(signed), sum(story.amount for story in signed)) == (38, Decimal(641_000))
    assert all(story.chain is not None for story in signed)
    assert Counter(story.chain for story in signed)[FOOD] == 11


def test_the_window_has_signings_on_both_sides_of_its_border(stories: list[Story]) -> None:
    days = {story.signed_on for story in stories}

    assert {date(2020, 6, 30), date(2020, 7, 1), CUT_OFF} <= days


def test_capital_of_the_half_year_is_61_000_of_which_57_950_in_chains(stories: list[Story]) -> None:
    money = [(story, line) for story in stories for line in story.money if line.day.year == 2023]

    assert sum(line.amount - line.taken_back for _, line in money) == 61_000
    assert sum(line.amount - line.taken_back for story, line in money if story.chain is not None) == 57_950


def test_money_comes_after_the_signing_and_below_the_contract(stories: list[Story]) -> None:
    for story in stories:
        assert sum((line.amount for line in story.money), Decimal(0)) <= story.amount
        for line in story.money:
            assert line.amount > 0
            assert line.since is not None or story.signed_on <= line.day <= CUT_OFF


def test_vouchers_are_used_once(stories: list[Story]) -> None:
    vouchers = [line.voucher for story in stories for line in story.money if line.since is None]

    assert len(vouchers) == len(set(vouchers)) > 100


def test_the_stages_of_a_story_follow_each_other(stories: list[Story]) -> None:
    order = {event: place for place, event in enumerate(ORDERED_EVENTS)}
    for story in stories:
        days = [(order[Event(line.event)], line.day) for line in story.events if line.event in order]
        assert [day for _, day in sorted(days)] == sorted(day for _, day in days), story.name
        assert max(line.day for line in story.events) <= CUT_OFF


def test_names_companies_and_codes_are_invented_and_each_their_own(stories: list[Story]) -> None:
    for values in ([story.name for story in stories], [story.company for story in stories]):
        assert len(values) == len(set(values))
        assert all(value.startswith("示例") for value in values)
    codes = [story.uscc for story in stories]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if uscc_fault(code) is not None] == []


def test_the_sixty_pairs_begin_with_jiazi_and_end_with_guihai() -> None:
    assert (pair(0), pair(1), pair(59), pair(60)) == ("甲子", "乙丑", "癸亥", "甲子")


def test_every_place_and_sector_exists() -> None:
    units = {line.code for line in UNITS}

    for chain in CHAINS:
        assert {chain.lead, *chain.places} <= units
        assert [product.sector for product in chain.products if not sector_of(product.sector).division] == []


def test_the_district_has_12_task_forces_and_4_outposts() -> None:
    kinds = Counter(line.kind for line in UNITS)

    assert (len(CHAINS), kinds["TASK_FORCE"], kinds["OUTSTATION"]) == (12, 12, 4)


def test_24_led_trips_meet_45_companies() -> None:
    trips = [trip for trip in travels(tuple(str(number) for number in range(183))) if trip.left.year == 2023]
    led = [trip for trip in trips if trip.leader]

    assert len(led) == 24
    assert len({name for trip in led for name in trip.companies}) == 45
    assert all(len(trip.companies) == len(set(trip.companies)) >= 1 for trip in trips)
    assert sum(len(trip.companies) for trip in led) > 45
    assert max(trip.returned for trip in trips) <= CUT_OFF


def test_evidence_is_what_it_claims_to_be_and_each_its_own() -> None:
    pictures, pages = {picture(number) for number in range(20)}, {page(number, "SIGN") for number in range(20)}

    assert (len(pictures), len(pages)) == (20, 20)
    assert {kind_of(content) for content in pictures} == {"png"}
    assert {kind_of(content) for content in pages} == {"pdf"}
