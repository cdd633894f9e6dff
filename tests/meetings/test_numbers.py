"""The number and the code for the door of one meeting: each member has another, and nobody can make one up."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.meetings.queries import numbers

MANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
MEETINGS = st.integers(1, 10**6)


@MANY
@given(meeting=MEETINGS, place=st.integers(0, 10**6))
def test_a_number_leads_back_to_its_place(app, meeting, place):
    number = numbers.number_of(meeting, place)
    assert numbers.place_of(meeting, number) == place


@MANY
@given(meeting=MEETINGS, place=st.integers(0, 10**5))
def test_the_first_ten_thousand_have_four_digits_and_the_others_as_many_as_their_place(app, meeting, place):
    shown = numbers.shown(numbers.number_of(meeting, place))
    assert len(shown) == (4 if place < 10**4 else len(str(place)))


def test_no_two_members_have_one_number(app):
    assert len({numbers.number_of(7, place) for place in range(2000)}) == 2000


def test_two_meetings_and_two_installations_give_other_numbers(app):
    def given() -> list[int]:
        return [numbers.number_of(7, place) for place in range(50)]

    here = given()
    assert here != [numbers.number_of(8, place) for place in range(50)]
    pepper = app.config["PEPPER"]
    try:
        app.config["PEPPER"] = "another pepper"
        assert here != given()
    finally:
        app.config["PEPPER"] = pepper


@MANY
@given(meeting=MEETINGS, place=st.integers(0, 10**5), guess=st.text("0123456789abcdef-", max_size=30))
def test_a_code_is_good_for_its_meeting_alone_and_none_is_guessed(app, meeting, place, guess):
    number = numbers.number_of(meeting, place)
    code = numbers.code_of(meeting, number)
    assert numbers.number_in(meeting, code) == number
    assert numbers.number_in(meeting + 1, code) is None
    assert numbers.number_in(meeting, guess) is None
