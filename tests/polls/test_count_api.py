"""Counting a file over the API: the same as the command, and a problem with its line where the file is wrong."""

import json
from pathlib import Path

import pytest

ELECTIONS = Path(__file__).parents[2] / "docs" / "explanation" / "elections"
CASES = [
    ("irv", "before-the-clone.blt", {}), ("schulze", "circle.blt", {"order": "1,2,3"}),
    ("budget_order", "two-alleys.pb", {}), ("budget_equal_shares", "two-alleys.pb", {"order": "1,2,3,4,5,6"}),
    ("score", "honest-scores.csv", {}), ("stv_meek", "before-the-clone.blt", {"seats": "2"}),
]  # fmt: skip


def counted(client, method, name, content, **asked):
    return client.post(f"/api/v1/counts/{method}", query_string={"name": name, **asked}, data=content)


@pytest.mark.parametrize(("method", "name", "asked"), CASES)
def test_it_says_what_the_command_says(app, client, method, name, asked):
    file = ELECTIONS / name
    options = [part for key, value in asked.items() for part in (f"--{key}", value)]
    said = app.test_cli_runner().invoke(args=["count", method, str(file), "--json", *options])
    answer = counted(client, method, name, file.read_bytes(), **asked)
    if said.exit_code == 3:
        assert answer.status_code == 409
        return
    assert said.exit_code == 0, said.output
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json == json.loads(said.stdout)


def problem(answer):
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    return answer.json


def test_a_wrong_file_is_told_with_its_line_and_nothing_is_counted(client):
    said = problem(counted(client, "irv", "wrong.blt", b"2 1\n3 1 7 0\n0\n"))
    assert (said["status"], said["line"]) == (422, 2)
    assert "elected" not in said


def test_a_tie_is_named_and_never_broken(client):
    tied = b'2 1\n1 1 0\n1 2 0\n0\n"one"\n"two"\n"title"\n'
    said = problem(counted(client, "irv", "tied.blt", tied))
    assert (said["status"], said["tied"]) == (409, [1, 2])
    assert counted(client, "irv", "tied.blt", tied, order="2,1").json["elected"] == [2]


@pytest.mark.parametrize(
    ("method", "asked", "status", "detail"),
    [
        ("nothing", {"name": "a.blt"}, 404, "there is no such method"),
        ("irv", {"name": "a.pb"}, 422, "irv counts .blt"),
        ("irv", {}, 422, "a file without a name"),
        ("irv", {"name": "../../etc/passwd"}, 422, "not passwd"),
        ("irv", {"name": "a.blt", "seats": "2"}, 422, "takes no --seats"),
        ("stv_meek", {"name": "a.blt", "seats": "9"}, 422, "9 seats for 2 options"),
        ("stv_meek", {"name": "a.blt", "seats": "0"}, 422, "whole number above 0"),
        ("stv_meek", {"name": "a.blt", "seats": "１"}, 422, "whole number above 0"),
        ("irv", {"name": "a.blt", "order": "1,1"}, 422, "every option once"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(client, method, asked, status, detail):
    content = b'2 1\n3 1 2 0\n2 2 0\n0\n"one"\n"two"\n"title"\n'
    answer = client.post(f"/api/v1/counts/{method}", query_string=asked, data=content)
    said = problem(answer)
    assert said["status"] == status
    assert detail in said["detail"]


def test_what_is_too_large_for_a_page_is_left_to_the_command(client):
    assert problem(counted(client, "irv", "a.blt", b" " * (1 << 20) + b"2"))["status"] == 413
    head = "100 1\n" + "".join(f"1 {one} {two} 0\n" for one in (1, 2, 3) for two in range(4, 101))
    many = (head + "0\n" + '"x"\n' * 101).encode()
    said = problem(counted(client, "irv", "many.blt", many))
    assert (said["status"], "different ballots times options" in said["detail"]) == (413, True)


def test_more_options_than_duels_can_be_counted_for_in_a_page_are_left_to_the_command(client):
    def of(options):
        return ("\n".join([f"{options} 1", "1 1 0", "0"]) + "\n" + '"x"\n' * (options + 1)).encode()

    assert counted(client, "schulze", "many.blt", of(100), order=",".join(map(str, range(1, 101)))).status_code == 200
    said = problem(counted(client, "schulze", "many.blt", of(101)))
    assert (said["status"], "more than 100 options" in said["detail"]) == (413, True)
