"""The proofs tell what they measured."""

import pytest

from tests.fault.sizes import FULL


def test_figures_are_told_at_full_size_and_only_then(pytestconfig: pytest.Config) -> None:
    is_told_elsewhere = hasattr(pytestconfig, "workerinput")  # a process of xdist hands its figures to the first one
    assert pytestconfig.pluginmanager.hasplugin("figures") is (FULL and not is_told_elsewhere)
