"""The cycle collector rests during bulk work and is afterwards as it was."""

import gc

import pytest

from luodi.base.core.memory import without_collector


def test_the_collector_rests_within_and_runs_afterwards() -> None:
    with without_collector():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_is_put_back_after_a_fault_too() -> None:
    with pytest.raises(ValueError, match="x"), without_collector():
        raise ValueError("x")

    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
