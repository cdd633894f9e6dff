"""PrefLib's .cat: categories as points, and what is refused with its line."""

import io

import pytest

from app.polls.methods.approval import approval
from app.polls.methods.files.lines import LONGEST, Malformed
from app.polls.methods.files.readers import READERS
from app.polls.methods.points import Pointed

CAT = """# FILE NAME: box.cat
# DATA TYPE: cat
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 10
# NUMBER UNIQUE PREFERENCES: 4
# NUMBER CATEGORIES: 2
# CATEGORY NAME 1: Yes
# CATEGORY NAME 2: No
# ALTERNATIVE NAME 1: 가로등
# ALTERNATIVE NAME 2: 벤치
# ALTERNATIVE NAME 3: Trees
# ALTERNATIVE NAME 4: Paint: red
4: 2,{1,3,4}
3: {}, {1,2,3,4}
2: {1, 3},{2}
1: {},{}
"""
THREE = CAT.replace("CATEGORIES: 2", "CATEGORIES: 3").replace("4: 2,", "4: 2,{},")
THREE = THREE.replace("3: {},", "3: {},{},").replace("2: {1, 3},", "2: {1, 3},4,").replace("1: {},", "1: {},{},")


def read(text):
    return READERS["points", ".cat"](io.BytesIO(text.encode() if isinstance(text, str) else text))


def test_of_two_categories_the_first_is_a_mark_and_the_second_none():
    found = read(CAT)
    assert found.names == {1: "가로등", 2: "벤치", 3: "Trees", 4: "Paint: red"}
    assert set(found.ballots) == {
        Pointed(((1, 0), (2, 1), (3, 0), (4, 0)), 4),
        Pointed(((1, 0), (2, 0), (3, 0), (4, 0)), 3),
        Pointed(((1, 1), (2, 0), (3, 1)), 2),
        Pointed((), 1),
    }
    result = approval(found.ballots, list(found.names))
    assert (result.elected, result.valid, result.blank) == ((2,), 9, 1)


def test_of_three_categories_the_best_is_two_points():
    assert Pointed(((1, 2), (2, 0), (3, 2), (4, 1)), 2) in read(THREE).ballots


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("TYPE: cat", "TYPE: soc", 13, "DATA TYPE must be cat, not 'soc'"),
        ("# DATA TYPE: cat\n", "", 12, "DATA TYPE must be cat, not ''"),
        ("VOTERS: 10", "VOTERS: 9", 4, "NUMBER VOTERS says 9; there are 10"),
        ("PREFERENCES: 4", "PREFERENCES: 5", 5, "NUMBER UNIQUE PREFERENCES says 5; there are 4"),
        ("CATEGORIES: 2", "CATEGORIES: 3", 13, "2 categories, not 3"),
        ("CATEGORIES: 2", "CATEGORIES: 1e9", 6, "NUMBER CATEGORIES: «1e9»"),
        ("# NUMBER CATEGORIES: 2\n", "", 12, "comes without # NUMBER CATEGORIES"),
        ("# NUMBER ALTERNATIVES: 4\n", "", 12, "comes without # NUMBER ALTERNATIVES"),
        ("# ALTERNATIVE NAME 3: Trees\n", "", 15, "names no alternative 3"),
        ("4: 2,", "4; 2,", 13, "a count, a colon and the categories"),
        ("4: 2,", "-4: 2,", 13, "the count: «-4»"),
        ("4: 2,", "0: 2,", 13, "the count must be between"),
        ("4: 2,{1,3,4}", "4: 2,{1,2}", 13, "option 2 is ranked twice"),
        ("4: 2,{1,3,4}", "4: 2,{1,5}", 13, "option 5 is not one of 1 to 4"),
        ("4: 2,{1,3,4}", "4: ２,{1}", 13, "not an option or a group"),
        ("4: 2,{1,3,4}", "4: 2,{1,,3}", 13, "an option: «»"),
        ("4: 2,{1,3,4}", "4: 2,{1", 13, "not an option or a group"),
    ],
)
def test_a_wrong_file_of_categories_is_refused_with_its_line_and_reason(old, new, line, reason):
    assert old in CAT
    with pytest.raises(Malformed) as fault:
        read(CAT.replace(old, new, 1))
    assert (fault.value.line, reason in fault.value.reason) == (line, True), fault.value


def test_empty_files_long_lines_and_other_encodings_are_refused():
    for text, reason in (("", "NUMBER VOTERS"), (b"1" * (LONGEST + 1), "longer"), ("이".encode("cp949"), "UTF-8")):
        with pytest.raises(Malformed, match=reason) as fault:
            read(text)
        assert fault.value.line == 1
