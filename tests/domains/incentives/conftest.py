"""Everybody who takes part, so that a refusal is shown to have changed nothing."""

import pytest


@pytest.fixture(autouse=True)
def people(request: pytest.FixtureRequest) -> None:
    """The bureau's sections, the head of the office, the people of two counties; nobody for tests of plain rules."""
    if request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("db")
    # Models can be imported only once Django is set up.
    from tests.domains.incentives import making

    making.everybody()
