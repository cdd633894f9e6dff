"""flask opinions analyse: the table, the JSON, and how a wrong folder ends."""

import json
from pathlib import Path

import pytest

from app.cli import opinions
from app.opinions.maths import Vote
from app.opinions.maths.gate import GROUP_TOO_SMALL, LIKE_CHANCE, NO_GROUPS, TOO_FEW_PEOPLE, UNSTABLE
from app.opinions.maths.polis_files import Comment, Conversation, written
from tests.opinions.maths.conversations import made, noise

ROOT = Path(__file__).resolve().parents[2]
CODES = (TOO_FEW_PEOPLE, NO_GROUPS, LIKE_CHANCE, UNSTABLE, GROUP_TOO_SMALL)
TEXTS = ["가로등을 더 밝게 해 주세요", "\x1b[31m붉은 글씨", "아주 " * 40, *(f"의견 {number}" for number in range(9))]


@pytest.fixture
def folder(tmp_path):
    def write(answers):
        comments = tuple(Comment(place, text) for place, text in enumerate(TEXTS))
        votes = [
            Vote(person, place, int(answer), 1)
            for person, row in enumerate(answers)
            for place, answer in enumerate(row)
            if answer == answer
        ]
        for name, text in written(Conversation(comments, tuple(votes))).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def analyse(app):
    return lambda *given: app.test_cli_runner().invoke(args=["opinions", "analyse", *map(str, given)])


def test_clear_groups_are_told_with_what_each_stands_for(analyse, folder):
    answer = analyse(folder(made((24, 20, 16), 12, seen=1.0)[0]))
    assert answer.exit_code == 0
    assert "의견 그룹이 뚜렷합니다 · there are clear groups" in answer.output
    assert [line for line in answer.output.splitlines() if line.startswith("그룹 · group")] == [
        "그룹 · group 1: 24",
        "그룹 · group 2: 20",
        "그룹 · group 3: 16",
    ]
    assert "가로등을 더 밝게 해 주세요" in answer.output
    assert "\x1b" not in answer.output


def test_where_there_are_none_every_missed_condition_is_told(analyse, folder):
    answer = analyse(folder(noise(25, 12, seed=1)))
    assert "아직 의견 그룹이 뚜렷하지 않습니다 · no clear groups yet" in answer.output
    assert "사람이 너무 적음 · too few people" in answer.output
    assert "group 1" not in answer.output


def test_straight_liners_are_told_with_the_result_without_them(analyse, folder):
    answers = made((40, 30), 12)[0].copy()
    answers[:3] = 1.0
    answer = analyse(folder(answers))
    assert "줄곧 같은 답 · always the same answer: 3" in answer.output
    assert "그 사람들을 빼면 · without them" in answer.output


def test_json_tells_everything_but_who_is_who(analyse, folder):
    where = folder(made((24, 20, 16), 12, seen=1.0)[0])
    told = json.loads(analyse(where, "--json", "--seed", "5").output)
    assert (told["people"], told["parameters"]["seed"]) == (60, 5)
    assert [group["size"] for group in told["groups"]] == [24, 20, 16]
    assert len(told["dots"]) == 60
    assert "person" not in told["dots"][0]
    assert analyse(where, "--json").output == analyse(where, "--json").output


def test_a_wrong_file_ends_with_2_its_line_and_the_reason(analyse, tmp_path):
    (tmp_path / "votes.csv").write_text("participant,statement,vote,modified\n1,1,1,1\n1,2,7,1\n", encoding="utf-8")
    answer = analyse(tmp_path)
    assert answer.exit_code == 2
    assert answer.output == "votes.csv:3: vote: «7» is none of 1, 0, -1\n"


def test_a_folder_without_votes_ends_with_2(analyse, tmp_path):
    answer = analyse(tmp_path)
    assert (answer.exit_code, answer.output) == (2, "votes.csv:1: there is no such file\n")


def test_every_reason_for_not_showing_groups_is_explained_and_told():
    told = (ROOT / "docs" / "explanation" / "opinions.md").read_text(encoding="utf-8")
    for code in CODES:
        assert f"`{code}`" in told
    assert set(opinions._MISSED) == set(CODES)
