"""Polis's files: what is written reads back the same, faults are named with their line, and no cell is a formula."""

import csv
import io
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opinions.maths import Vote
from app.opinions.maths.polis_files import (
    COMMENTS,
    PARTICIPANTS,
    STATEMENTS,
    VOTES,
    Comment,
    Conversation,
    as_written,
    harmless,
    written,
)
from app.opinions.maths.polis_reading import Malformed, read
from tests.opinions.maths.conversations import DATA, patiently, real

SMALL = Conversation(
    (
        Comment(1, "가로등을 더", "김", 1_700_000_000_000),
        Comment(2, '쉼표, "따옴표"\n둘째 줄', 7, 1_700_000_001_000, 0),
        Comment(3, "=1+1", 7, 0, -1),
        Comment("라", "나는 세입자다", "", 5, 1, True),
    ),
    (Vote("김", 1, 1, 10), Vote(7, 1, -1, 20), Vote(7, 2, 0, 30), Vote(7, 1, 1, 40), Vote("김", "라", -1, 50)),
)

texts = st.text(alphabet="=+-@'＝ \t\r\n,;\"가a1", max_size=6)
ids = st.one_of(st.integers(0, 99), st.sampled_from(["가", "=2", "'=2", "-x", "p q"]))
moments = st.integers(0, 2_000_000_000_000)


@st.composite
def conversations(draw):
    comments = draw(
        st.lists(
            st.builds(Comment, ids, texts, ids, moments, st.sampled_from([-1, 0, 1]), st.booleans()),
            min_size=1,
            max_size=5,
            unique_by=lambda comment: comment.id,
        )
    )
    names = st.sampled_from([comment.id for comment in comments])
    votes = draw(st.lists(st.builds(Vote, ids, names, st.sampled_from([-1, 0, 1]), moments), max_size=12))
    return Conversation(tuple(comments), tuple(votes))


def as_files(texts_):
    return {name: text.encode() for name, text in texts_.items()}


def cells(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@patiently
@given(conversation=conversations())
def test_what_is_written_reads_back_the_same(conversation):
    assert read(as_files(written(conversation))) == conversation


@patiently
@given(conversation=conversations())
def test_the_matrix_of_people_gives_the_same_votes(conversation):
    files = as_files(written(conversation))
    again = read({name: files[name] for name in (PARTICIPANTS, COMMENTS)}).matrix()
    matrix = conversation.matrix()
    assert (again.people, again.statements, again.fingerprint) == (matrix.people, matrix.statements, matrix.fingerprint)


@patiently
@given(conversation=conversations())
def test_no_cell_that_is_written_begins_a_formula(conversation):
    for text in written(conversation).values():
        for cell in (cell for row in cells(text) for cell in row):
            assert cell in ("-1", "") or (cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") and cell[0] not in "\t\r\n")


@patiently
@given(text=texts)
def test_a_text_made_harmless_is_the_text_again(text):
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\t=1", "\r1", "\n1", "＝1", " =1", "'=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["가로등", "", "1-2", "a=b", "'quoted'", "3 - 1", "(=1)"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_the_columns_are_those_of_polis():
    files = written(SMALL, {"김": 1})
    assert cells(files[VOTES])[:2] == [
        ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
        ["10", "1970-01-01 00:00:00+00:00", "1", "김", "1"],
    ]
    comments = cells(files[COMMENTS])
    assert comments[0] == [
        "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body",
        "is-meta",
    ]  # fmt: skip
    assert comments[1][2:] == ["1", "김", "2", "0", "1", "가로등을 더", "False"]
    assert comments[3][2:] == ["3", "7", "0", "0", "-1", "'=1+1", "False"]
    assert cells(files[PARTICIPANTS]) == [
        ["participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "1", "2", "3", "라"],
        ["7", "", "", "2", "2", "1", "0", "1", "0", "", ""],
        ["김", "", "1", "1", "2", "1", "1", "1", "", "", "-1"],
    ]


def test_a_column_for_meta_is_written_only_where_a_comment_is():
    assert "is-meta" not in written(Conversation(SMALL.comments[:3], ()))[COMMENTS]


def test_the_short_form_is_read():
    files = {
        VOTES: b"participant,statement,vote,modified\n1,5,1,1691740361800.0\n1,5,-1,1691740361900.5\n2,6,0,3\n",
        STATEMENTS: b"statement,moderated,is_meta\n5,1,False\n6,-1,False\n7,0,True\n",
    }
    conversation = read(files)
    assert conversation.votes[1] == Vote(1, 5, -1, 1691740361900.5)
    votes = conversation.matrix()
    assert votes.statements == (5, 6, 7)
    assert votes.hidden.tolist() == [False, True, False]
    assert votes.meta.tolist() == [False, False, True]


def test_without_comments_those_that_were_voted_on_are_known():
    conversation = read({VOTES: b"participant,statement,vote,modified\n1,b,1,1\n1,a,1,1\n"})
    assert [comment.id for comment in conversation.comments] == ["b", "a"]


SHORT = "participant,statement,vote,modified\n"
LONG = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"


@pytest.mark.parametrize(
    ("files", "line", "reason"),
    [
        ({}, 1, "there is no such file"),
        ({VOTES: SHORT + "1,1,1,1\n1,2,5,1\n"}, 3, "vote: «5» is none of 1, 0, -1"),
        ({VOTES: SHORT + "1,1,,1\n"}, 2, "vote: «» is none"),
        ({VOTES: SHORT + "1,1,1\n"}, 2, "3 cells for 4 columns"),
        ({VOTES: SHORT + ",1,1,1\n"}, 2, "participant: is empty"),
        ({VOTES: SHORT + "1,1,1,soon\n"}, 2, "modified: «soon» is no number of milliseconds"),
        ({VOTES: SHORT + "1,1,1,999999999999999\n"}, 2, "modified: «999999999999999»"),
        ({VOTES: SHORT + '1,1,"1,1\n'}, 2, "unexpected end of data"),
        ({VOTES: "participant,vote,vote\n"}, 1, "two columns with the same name"),
        ({VOTES: "who,what\n1,2\n"}, 2, "no column «participant»"),
        ({VOTES: SHORT + "1,9,1,1\n", STATEMENTS: "statement,moderated,is_meta\n1,1,False\n"}, 2, "comment «9» is not"),
        ({PARTICIPANTS: "participant,1,2\n5,1,0\n6,x,\n"}, 3, "1: «x» is none of 1, 0, -1"),
    ],
)
def test_a_wrong_file_of_votes_is_refused_with_its_line(files, line, reason):
    with pytest.raises(Malformed) as fault:
        read(as_files(files))
    assert (fault.value.file, fault.value.line) == (next(iter(files), VOTES), line)
    assert fault.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("file", "text", "line", "reason"),
    [
        (COMMENTS, LONG + '1,x,1,2,0,0,1,"two\nlines"\n1,x,1,2,0,0,1,again\n', 4, "comment «1» stands twice"),
        (COMMENTS, LONG + "1,x,1,2,0,0,yes,text\n", 2, "moderated: «yes»"),
        (COMMENTS, LONG + "late,x,1,2,0,0,1,text\n", 2, "timestamp: «late»"),
        (COMMENTS, "comment-id,moderated\n1,1\n", 2, "no column «comment-body»"),
        (STATEMENTS, "statement,moderated,is_meta\n1,1,perhaps\n", 2, "is_meta: «perhaps» is neither"),
    ],
)
def test_a_wrong_file_of_comments_is_refused_with_its_line(file, text, line, reason):
    with pytest.raises(Malformed) as fault:
        read(as_files({file: text, VOTES: SHORT}))
    assert (fault.value.file, fault.value.line) == (file, line)
    assert fault.value.reason.startswith(reason)


def test_a_file_that_is_no_utf_8_is_refused_with_its_line():
    with pytest.raises(Malformed, match=r"votes.csv:3: not UTF-8"):
        read({VOTES: SHORT.encode() + b"1,1,1,1\n\xff,1,1,1\n"})


def test_the_real_export_says_the_same_in_each_of_its_files():
    conversation = real("polis_london_youth")
    votes = conversation.matrix()
    people = read({PARTICIPANTS: (DATA / "polis_london_youth" / PARTICIPANTS).read_bytes()}).matrix()
    assert set(people.people) == set(votes.people)
    place = [votes.people.index(person) for person in people.people]
    columns = [votes.statements.index(statement) for statement in people.statements]
    np.testing.assert_array_equal(votes.answers[np.ix_(place, columns)], people.answers)


def test_agrees_of_the_real_export_are_ones():
    """Its own counts take in both answers of the two people who changed one."""
    votes = real("polis_london_youth").votes
    given_ = Counter((vote.statement, vote.vote) for vote in votes)
    for row in cells((DATA / "polis_london_youth" / COMMENTS).read_text(encoding="utf-8"))[1:]:
        assert [given_[int(row[2]), 1], given_[int(row[2]), -1]] == [int(row[4]), int(row[5])]


def test_a_real_export_written_anew_reads_back_the_same():
    conversation = real("polis_london_youth")
    assert read(as_files(written(conversation))) == conversation
