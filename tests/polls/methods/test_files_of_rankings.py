"""Files of rankings: what is read of them, and that a wrong one is refused with its line and reason."""

from io import BytesIO

import pytest

from app.polls.methods.files.lines import LONGEST, Malformed
from app.polls.methods.files.readers import READERS
from app.polls.methods.rankings import Ranked

BLT = '4 2 # options, seats\n-2\n3 1 3 4 0\n2 1 2=3 0\n1 - 4 0\n2 0\n0\n"Ann"\n"Bo #1"\n"Cy"\n"Di"\n"The board"\n'
WARD = "3,2,\n5,1,2,\n2,3,\n1,1,2,\n" + (
    '"Candidate 1","Ann, A","One",\n"Candidate 2","Bo","",\n"Candidate 3","Cy","Two",\n"W",\n'
)
TIES = (
    "# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n# NUMBER UNIQUE ORDERS: 2\n"
    "# ALTERNATIVE NAME 1: Ann: A\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cy\n4: 1,{3, 2}\n2: 3\n"
)


def read(text, suffix):
    return READERS["ranked", suffix](BytesIO(text if isinstance(text, bytes) else text.encode()))


def refused(text, suffix):
    with pytest.raises(Malformed) as raised:
        read(text, suffix)
    return raised.value.line, raised.value.reason


def test_a_blt_file_leaves_the_withdrawn_out_of_options_and_ballots():
    given = read(BLT, ".blt")
    assert (given.names, given.seats) == ({1: "Ann", 3: "Cy", 4: "Di"}, 2)
    assert given.ballots == (
        Ranked((), 2),
        Ranked(((1,), (3,)), 2),
        Ranked(((1,), (3,), (4,)), 3),
        Ranked(((4,),), 1),
    )


def test_equal_ranks_of_a_blt_file_are_one_group():
    assert read('2 1\n1 1=2 0\n0\n"A"\n"B"\n', ".blt").ballots == (Ranked(((1, 2),), 1),)


def test_a_ward_is_read_with_equal_ballots_together():
    given = read("\ufeff" + WARD.replace("\n", "\r\n"), ".csv")
    assert (given.names, given.seats) == ({1: "Ann, A", 2: "Bo", 3: "Cy"}, 2)
    assert given.ballots == (Ranked(((1,), (2,)), 6), Ranked(((3,),), 2))


def test_a_preflib_file_is_read_with_its_ties():
    given = read(TIES, ".toi")
    assert (given.names, given.seats) == ({1: "Ann: A", 2: "Bo", 3: "Cy"}, None)
    assert given.ballots == (Ranked(((1,), (2, 3)), 4), Ranked(((3,),), 2))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("4 2 #", "4 2 1 #", 1, "how many options and how many seats"),
        ("4 2 #", "4 5 #", 1, "seats must be between 1 and 4"),
        ("4 2 #", "999999999999 2 #", 1, "options must be between"),
        ("4 2 #", "4 4 #", 1, "4 seats for 3 options that are left"),
        ("3 1 3 4 0", "3 1 3 4", 3, "must end with 0"),
        ("3 1 3 4 0", "3 1 5 4 0", 3, "option 5 is not one of 1 to 4"),
        ("3 1 3 4 0", "3 1 3 1 0", 3, "option 1 is ranked twice"),
        ("3 1 3 4 0", "1e999 1 0", 3, "the weight: «1e999»"),
        ("3 1 3 4 0", "NaN 1 0", 3, "the weight: «NaN»"),
        ("3 1 3 4 0", "0 1 0", 3, "the weight must be between"),
        ("3 1 3 4 0", "1234567890123456 1 0", 3, "the weight: «1234567890123456»"),
        ("3 1 3 4 0", "３ 1 0", 3, "the weight: «３»"),
        ("2 1 2=3 0", "-3", 4, "withdraws options after the first ballot"),
        ("-2\n", "-2 3\n", 2, "a minus before every withdrawn option"),
        ('\n0\n"Ann"', '\n"Ann"', 7, "a ballot must end with 0"),
        ('"Cy"\n"Di"\n"The board"\n', "", 9, "names 2 of 4 options"),
        ('"Cy"', "Cy", 10, "a name must stand in quotes"),
        ('"The board"', '"The board"\n"More"', 13, "comes after the title"),
    ],
)
def test_a_wrong_blt_file_is_refused_with_its_line_and_reason(old, new, line, reason):
    assert old in BLT
    where, why = refused(BLT.replace(old, new, 1), ".blt")
    assert where == line
    assert reason in why


def test_a_blt_file_that_breaks_off_is_refused():
    assert refused("2 1\n3 1 0\n", ".blt") == (2, "ends without the 0 that closes the ballots")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("3,2,", "3,", 1, "how many candidates and how many seats"),
        ("3,2,", "3,4,", 1, "seats must be between 1 and 3"),
        ("5,1,2,", "-5,1,2,", 2, "the number of ballots: «-5»"),
        ("5,1,2,", "5,1,,2,", 2, "a candidate: «»"),
        ("5,1,2,", "5,1,4,", 2, "option 4 is not one of 1 to 3"),
        ("5,1,2,", "5,1,1,", 2, "option 1 is ranked twice"),
        ('"Candidate 2"', '"Candidate 1"', 6, "names candidate 1 twice"),
        ('"Candidate 2"', '"Candidate 4"', 6, "the candidate must be between 1 and 3"),
        ('"Candidate 2"', '"Ward 2"', 6, "number, name and party"),
        ('"Candidate 3","Cy","Two",\n"W",\n', "", 6, "names 2 of 3 candidates"),
        ('"Candidate 2"', '"Candi" date', 6, "not CSV"),
        ('"W",\n', '"W",\n"W",\n', 9, "there may only be the ward"),
        ('"W",\n', "5,1,\n", 8, "there may only be the ward"),
    ],
)
def test_a_wrong_ward_is_refused_with_its_line_and_reason(old, new, line, reason):
    assert old in WARD
    where, why = refused(WARD.replace(old, new, 1), ".csv")
    assert where == line
    assert reason in why


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("toi", "cat", 8, "DATA TYPE must be"),
        ("toi", "soi", 8, "has equal ranks"),
        ("toi", "toc", 9, "ranks not every option"),
        ("VOTERS: 6", "VOTERS: 7", 3, "NUMBER VOTERS says 7; there are 6"),
        ("ORDERS: 2", "ORDERS: 3", 4, "NUMBER UNIQUE ORDERS says 3; there are 2"),
        ("# NUMBER ALTERNATIVES: 3\n", "", 7, "comes without # NUMBER ALTERNATIVES"),
        ("NAME 2", "NAME 4", 6, "the alternative must be between 1 and 3"),
        ("# ALTERNATIVE NAME 2: Bo\n", "", 8, "names no alternative 2"),
        ("2: 3", "2; 3", 9, "a count, a colon and an order"),
        ("2: 3", "2: 3,", 9, "not an option or a group of options: ''"),
        ("2: 3", "2: {3,{1}}", 9, "not an option or a group"),
        ("2: 3", "2: {}", 9, "an option: «»"),
        ("2: 3", "0: 3", 9, "the count must be between"),
    ],
)
def test_a_wrong_preflib_file_is_refused_with_its_line_and_reason(old, new, line, reason):
    assert old in TIES
    where, why = refused(TIES.replace(old, new, 1), ".toi")
    assert where == line
    assert reason in why


@pytest.mark.parametrize("suffix", [".blt", ".csv", ".soc"])
def test_empty_files_long_lines_and_other_encodings_are_refused(suffix):
    assert refused("", suffix)[0] == 1
    assert refused(b"1" * (LONGEST + 1), suffix) == (1, f"longer than {LONGEST} bytes")
    assert refused("이".encode("cp949"), suffix) == (1, "not UTF-8")
