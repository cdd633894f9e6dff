"""flask count: who is elected, every stage, and how a wrong file or a tie ends."""

import json

import pytest

BLT = '3 2\n7 1 2 0\n2 3 0\n1 2 0\n0\n"가로등"\n"벤치"\n"Trees"\n'
EVEN = '3 1\n2 1 0\n2 2 0\n1 3 0\n0\n"가로등"\n"벤치"\n"Trees"\n'


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
