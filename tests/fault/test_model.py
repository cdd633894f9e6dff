"""A model of a poll beside the real one: whatever is done in whatever order, both say the same, and nothing breaks."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fault.model.life import Life
from tests.fault.model.pairs import IMPOSSIBLE, IMPOSSIBLE_AFTER_HARM, STATES, Pairs, possible
from tests.fault.model.walk import walk
from tests.fault.model.world import World
from tests.fault.sizes import FULL, size

pytestmark = pytest.mark.fault
STEPS = size(25, 50)
# at full size a sixth of them begins in each of the six states
RUNS = size({"sqlite": 6, "postgresql": 4}, {"sqlite": 2_004, "postgresql": 240})


def live(world, pairs, runs, always_begins=""):
    bounds = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    def a_life():
        life = Life(world, pairs)
        life.always_begins = always_begins
        return life

    run_state_machine_as_test(a_life, settings=bounds)


@pytest.mark.skipif(FULL, reason="at full size every state is a beginning")
def test_no_order_of_deeds_breaks_an_invariant(app, store, tmp_path, database):
    pairs = Pairs()
    with World(app, store, tmp_path) as world:
        live(world, pairs, RUNS[database])
    assert pairs.impossible() == []


@pytest.mark.skipif(not FULL, reason="at full size")
def test_no_order_of_deeds_from_any_state_breaks_an_invariant(app, store, tmp_path, figure, database):
    pairs, runs = Pairs(), RUNS[database]
    with World(app, store, tmp_path) as world:
        for state in STATES:
            live(world, pairs, runs // len(STATES), state)
        walked = walk(world, pairs)
    assert pairs.impossible() == pairs.missed() == []
    hit = f"all {len(possible())} pairs of a state and a deed hit, {walked} of them by a life made for it"
    cannot_be = len(IMPOSSIBLE) + len(IMPOSSIBLE_AFTER_HARM)
    figure("model", f"{runs} runs of up to {STEPS} steps: no invariant broken; {hit}; {cannot_be} cannot be")
