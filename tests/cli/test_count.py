"""flask count: who is elected, every stage, and how a wrong file or a tie ends."""

import json

import pytest

BLT = '3 2\n7 1 2 0\n2 3 0\n1 2 0\n0\n"가로등"\n"벤치"\n"Trees"\n'
EVEN = '3 1\n2 1 0\n2 2 0\n1 3 0\n0\n"가로등"\n"벤치"\n"Trees"\n'


POINTS = "weight,가로등,벤치,Trees\n4,1,1,\n3,,1,\n2,,,1\n1,,,\n"
BUDGET = """META
key;value
description;작은 예산
country;KR
unit;상도3동
instance;2026
num_projects;3
num_votes;4
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
a;60;가로등
b;50;벤치
c;40;나무
VOTES
voter_id;vote
1;a,b
2;a,b
3;a,c
4;c
"""


@pytest.fixture
def count(app, tmp_path):
    def run(method, text, *options, name="box.blt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return app.test_cli_runner().invoke(args=["count", method, str(tmp_path / name), *options])

    return run


def test_the_elected_and_every_stage_are_told(count):
    answer = count("stv_scottish", BLT)
    assert answer.exit_code == 0
    lines = answer.output.splitlines()
    assert lines[:4] == ["당선 · elected", "  1 가로등", "  2 벤치", "quota: 4"]
    row = next(line.split() for line in lines if line.startswith("  2 벤치 "))
    assert row == ["2", "벤치", "1", "3.99999", "3.99999", "3.99999"]
    assert "valid: 10" in lines


def test_json_has_the_exact_figures_and_the_names(count):
    told = json.loads(count("stv_scottish", BLT, "--json").output)
    assert (told["method"], told["elected"], told["options"]["2"]) == ("stv_scottish", [1, 2], "벤치")
    assert told["stages"][1]["votes"] == {"1": 4, "2": "399999/100000", "3": 2}


def test_the_seats_of_the_command_go_before_those_of_the_file(count):
    assert json.loads(count("borda", BLT, "--json").output)["elected"] == [1, 2]
    assert json.loads(count("borda", BLT, "--seats", "1", "--json").output)["elected"] == [1]


def test_the_pairs_are_told_as_a_table(count):
    lines = count("schulze", BLT).output.splitlines()
    pairs = lines.index("pairs:")
    assert [line.split() for line in lines[pairs + 2 : pairs + 5]] == [
        ["1", "가로등", "-", "7", "7"],
        ["2", "벤치", "1", "-", "8"],
        ["3", "Trees", "2", "2", "-"],
    ]


def test_a_figure_that_no_decimal_ends_is_told_as_a_fraction(count):
    answer = count("irv", '3 1\n4 1 0\n2 2 3 0\n1 3 2 0\n0\n"A"\n"B"\n"C"\n')
    assert "4/7" in answer.output


def test_a_tie_names_the_options_and_the_stage_and_ends_with_three(count):
    answer = count("irv", EVEN)
    assert answer.exit_code == 3
    assert "(round 2): 1 가로등, 2 벤치" in answer.output
    assert "당선" not in answer.output


def test_a_drawn_order_breaks_the_tie_and_the_result_says_so(count):
    answer = count("irv", EVEN, "--order", "2,1,3")
    assert answer.exit_code == 0
    assert answer.output.splitlines()[1] == "  2 벤치"
    assert "decided by the order (round 2): 1, 2 → 1" in answer.output


def test_a_wrong_file_is_named_with_its_line_and_ends_with_two(count):
    answer = count("irv", BLT.replace("2 3 0", "2 4 0"))
    assert answer.exit_code == 2
    assert answer.output == "box.blt:3: option 4 is not one of 1 to 3\n"


def test_an_empty_box_elects_nobody_and_says_so(count):
    assert "  없음 · none" in count("irv", '1 1\n0\n"A"\n').output.splitlines()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--order", "1,2"), "must name every option once: 1,2,3"),
        (("--order", "1,2,2"), "must name every option once"),
        (("--order", "1,2,３"), "must name every option once"),
        (("--seats", "4"), "4 seats for 3 options"),
        (("--seats", "0"), "--seats"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_count(count, options, reason):
    answer = count("stv_meek", BLT, *options)
    assert answer.exit_code == 2
    assert reason in answer.output


def test_a_method_for_one_takes_no_seats_and_no_file_of_another_kind(count):
    assert "takes no --seats" in count("irv", BLT, "--seats", "2").output
    answer = count("irv", BLT, name="box.pb")
    assert answer.exit_code == 2
    assert ".blt, .csv, .soc" in answer.output


def test_points_are_told_with_a_row_an_option(count):
    lines = count("approval", POINTS, "--seats", "2", name="box.csv").output.splitlines()
    assert lines[1:3] == ["  2 벤치", "  1 가로등"]
    rows = lines.index("rows:")
    assert [line.split() for line in lines[rows + 1 : rows + 3]] == [
        ["points", "supporters", "per_ballot"],
        ["2", "벤치", "7", "7", "7/9"],
    ]
    assert "blank: 1" in lines


def test_points_to_spread_are_asked_for(count):
    assert "cumulative needs --points" in count("cumulative", POINTS, name="box.csv").output
    answer = count("cumulative", POINTS, "--points", "1", name="box.csv")
    assert "invalid: 4" in answer.output.splitlines()


@pytest.mark.parametrize(
    ("method", "elected"),
    [("budget_order", ["1 가로등", "3 나무"]), ("budget_greedy_cost", ["1 가로등", "3 나무"])],
)
def test_a_budget_is_spent_as_the_file_says(count, method, elected):
    lines = count(method, BUDGET, "--order", "1,3,2", name="box.pb").output.splitlines()
    assert sorted(line.strip() for line in lines[1:3]) == elected
    assert "spent: 100" in lines


def test_the_budget_of_the_command_goes_before_that_of_the_file(count):
    told = json.loads(count("budget_order", BUDGET, "--budget", "150", "--json", name="box.pb").output)
    assert (told["budget"], told["spent"], sorted(told["elected"])) == (150, 150, [1, 2, 3])


def test_equal_shares_tell_who_paid(count):
    answer = count("budget_equal_shares", BUDGET, name="box.pb")
    assert answer.exit_code == 0, answer.output
    assert "20×3" in answer.output  # the three who want the lamp pay 20 each


def test_a_budget_takes_no_seats(count):
    assert "budget_order takes no --seats" in count("budget_order", BUDGET, "--seats", "2", name="box.pb").output


def test_a_long_name_leaves_the_figures_on_the_screen(count):
    answer = count("irv", BLT.replace("벤치", "벤치" * 40))
    row = next(line for line in answer.output.splitlines() if line.startswith("  2 ") and "…" in line)
    assert len(row) < 60
