"""Secrets in the database."""

import pytest

from luodi.base.deliveries.engine.sealing import Unsealable, sealed, unsealed


def test_what_is_sealed_tells_nothing_and_opens_with_the_key_alone() -> None:
    kept = sealed("SECa1b2c3", "key of the instance")

    assert "SECa1b2c3" not in kept
    assert unsealed(kept, "key of the instance") == "SECa1b2c3"
    with pytest.raises(Unsealable):
        unsealed(kept, "another key")


def test_the_same_secret_looks_different_each_time_and_nothing_stays_nothing() -> None:
    assert sealed("x", "k") != sealed("x", "k")
    assert (sealed("", "k"), unsealed("", "k")) == ("", "")
