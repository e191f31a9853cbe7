"""Everybody who takes part, so that a refusal is shown to have changed nothing."""

import pytest


@pytest.fixture
def people(db: None) -> None:
    """The issuing side, the county's people, and one of another county."""
    # Models can be imported only once Django is set up.
    from tests.domains.supervision import making

    making.everybody()
