"""State machines as tables."""

import pytest
from flask import Flask

from app.kernel.errors import Conflict
from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class Light(Labelled):
    """A street lamp."""

    OFF = "off", lazy("꺼짐")
    ON = "on", lazy("켜짐")
    BROKEN = "broken", lazy("고장")


LAMP = Machine[Light](
    ("switch_on", Light.OFF, Light.ON),
    ("break", (Light.OFF, Light.ON), Light.BROKEN),
    ("burn", Light.ON, Light.ON),
)


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("switch_on", Light.OFF, Light.ON),
        ("break", Light.OFF, Light.BROKEN),
        ("break", Light.ON, Light.BROKEN),
        ("burn", Light.ON, Light.ON),
    ],
)
def test_a_move_of_the_table_leads_where_the_table_says(action: str, state: Light, after: Light) -> None:
    assert LAMP.allows(action, state)
    assert LAMP.after(action, state) is after


@pytest.mark.parametrize(
    ("action", "state"),
    [("switch_on", Light.ON), ("switch_on", Light.BROKEN), ("burn", Light.OFF), ("repair", Light.BROKEN)],
)
def test_a_move_outside_the_table_is_a_conflict_that_names_the_state(app: Flask, action: str, state: Light) -> None:
    assert not LAMP.allows(action, state)
    with pytest.raises(Conflict) as fault:
        LAMP.after(action, state)
    assert str(state.label) in str(fault.value.reason)


def test_a_state_is_stored_as_a_word_and_shown_as_a_phrase(app: Flask) -> None:
    assert Light("on") is Light.ON
    assert Light.ON == "on"
    assert str(Light.ON.label) == "켜짐"


def test_a_state_without_a_phrase_shows_its_word(app: Flask) -> None:
    class Bare(Labelled):
        """Words only."""

        A = "alpha"

    assert str(Bare.A.label) == "alpha"
