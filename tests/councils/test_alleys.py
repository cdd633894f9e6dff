"""골목 as neighbours write it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.councils.service.alleys import MOST_LINES, Segment, alley_at, names_a_home, read_segments
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from tests.factories import a_dong, an_alley


@pytest.mark.parametrize(
    ("line", "segment"),
    [
        ("국사봉길 82~86-9", Segment("국사봉길", "82", "86-9")),
        ("국사봉길82~86-9", Segment("국사봉길", "82", "86-9")),
        ("  국사봉길   82 ～ 86-9 ", Segment("국사봉길", "82", "86-9")),
        ("성대로10길", Segment("성대로10길")),
        ("성대로10길 3", Segment("성대로10길", "3")),
        ("상도로15바길 7-2", Segment("상도로15바길", "7-2")),
        ("종로 3", Segment("종로", "3")),
        ("국사봉길 82번", Segment("국사봉길", "82")),
    ],
)
def test_a_line_is_a_road_and_its_numbers(line, segment):
    assert read_segments(line) == [segment]


@pytest.mark.parametrize("line", ["?!", "82~86", "우리 골목", "국사봉길 82~", "국사봉길 1234567"])
def test_a_line_that_names_no_road_is_named_in_the_answer(line):
    with pytest.raises(Invalid) as fault:
        read_segments(line)
    assert line in str(fault.value.reason)


@pytest.mark.parametrize("line", ["국사봉길 82 101호", "국사봉길 82 지하 1층", "국사봉길 82 3층"])
def test_flats_are_refused_in_what_everybody_reads(line):
    with pytest.raises(Invalid, match="동·호·층"):
        read_segments(line)


def test_blank_and_repeated_lines_do_not_count():
    assert read_segments("국사봉길 82\n\n 국사봉길 82 \n") == [Segment("국사봉길", "82")]
    assert read_segments(" \n ") == []


def test_too_many_lines_are_refused():
    with pytest.raises(Invalid, match="10줄"):
        read_segments("\n".join(f"국사봉길 {number}" for number in range(1, MOST_LINES + 2)))


@given(
    st.sampled_from(["국사봉길", "성대로", "상도로15바길", "국사봉2가길"]),
    st.from_regex(r"\A([1-9]\d{0,3}(-[1-9]\d?)?)?\Z"),
    st.from_regex(r"\A([1-9]\d{0,3}(-[1-9]\d?)?)?\Z"),
)
def test_what_a_segment_shows_is_read_back_as_the_same(road, first, last):
    segment = Segment(road, first, last if first else "")
    assert read_segments(str(segment)) == [segment]


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text):
    try:
        read = [segment.road for segment in read_segments(text)]
    except Invalid as fault:
        read = [str(fault.reason)]
    assert all(read)


@pytest.mark.parametrize(
    "text", ["101동 1203호", "래미안101동", "지하 1층", "B동 201호", "unit 3", "#12", "3F", "1 층"]
)
def test_a_home_is_recognised(text):
    assert names_a_home(text)


@pytest.mark.parametrize("text", ["상도3동", "국사봉2가길 86-9", "82호길 3", "종로1·2·3·4가동", "국사봉길 82"])
def test_a_dong_or_a_road_is_no_home(text):
    assert not names_a_home(text)


def test_an_alley_of_the_same_name_or_road_is_used_again(app):
    alley = an_alley(name="은행나무 골목")
    with transaction():
        assert alley_at(alley.dong, [Segment("국사봉길", "82", "86-9")]).id == alley.id
        assert alley_at(alley.dong, [Segment("다른길")], "은행나무 골목").id == alley.id


def test_an_alley_of_another_dong_is_another_alley(app):
    alley, dong = an_alley(), a_dong()
    with transaction():
        made = alley_at(dong, [Segment("국사봉길", "82", "86-9"), Segment("성대로10길")])
    assert made.id != alley.id
    assert made.name == "국사봉길 82~86-9"
    assert [(segment.position, str(segment)) for segment in made.segments] == [
        (1, "국사봉길 82~86-9"),
        (2, "성대로10길"),
    ]
