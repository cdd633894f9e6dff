"""flask lot: what is published, the drawing, and drawing again."""

import json
import stat
from hashlib import sha256
from pathlib import Path

import pytest

OPENING = ("--source", "주사위 3 1 6 6 2", "--before", "참관인", "--at", "2026-12-05T19:30+09:00")


@pytest.fixture
def drawn(lot, prepare):
    """drawn(options of prepare) -> the file of a lot that has been drawn."""

    def run(*options, **given):
        assert prepare(*options, **given).exit_code == 0
        answer = lot("draw", "lot.json", "--secret", "secret", *OPENING)
        assert answer.exit_code == 0, answer.output
        return held()

    return run


def held():
    return json.loads(Path("lot.json").read_text(encoding="utf-8"))


def hold(given):
    Path("lot.json").write_text(json.dumps(given), encoding="utf-8")


def test_what_is_published_holds_the_list_and_a_commitment_but_no_secret(prepare, tmp_path):
    answer = prepare()
    assert answer.exit_code == 0, answer.output
    secret = (tmp_path / "secret").read_text().strip()
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert secret not in (tmp_path / "lot.json").read_text(encoding="utf-8") + answer.output
    assert held()["commitment"] == sha256(secret.encode()).hexdigest()
    assert held()["rows"][:2] == [["01", "남", "나"], ["02", "여", "다"]]
    assert f"hash of the list: {sha256(Path('pool.csv').read_bytes()).hexdigest()}" in answer.output


def test_every_lot_has_a_secret_of_its_own_and_none_is_overwritten(lot, prepare, tmp_path):
    prepare()
    first = (tmp_path / "secret").read_text()
    assert "is there already" in prepare().output
    lot("prepare", "pool.csv", "other.json", "--about", "돌봄 모임", "--secret", "other")
    assert (tmp_path / "other").read_text() != first == (tmp_path / "secret").read_text()


def test_a_drawn_lot_is_verified_and_says_when_before_whom_and_by_what(lot, drawn):
    drawn("--size", "3")
    answer = lot("verify", "lot.json")
    assert answer.exit_code == 0
    assert answer.output.splitlines()[-1] == "VERIFIED"
    assert "2026-12-05T19:30+09:00 · 참관인" in answer.output
    assert "outside source: 주사위 3 1 6 6 2" in answer.output


def test_anybody_can_draw_again_without_golmok(drawn):
    given = drawn("--size", "5")
    rows = [given["columns"], *given["rows"]]
    listed = sha256("".join(",".join(row) + "\n" for row in rows).encode()).hexdigest()
    seed = sha256(f"{given['secret']}\n{given['source']}\n{listed}".encode()).hexdigest()
    left, order = [row[0] for row in given["rows"]], []
    for counter in range(5):
        ends = counter.to_bytes(2, "big")
        order.append(left.pop(int(sha256(ends + seed.encode() + ends).hexdigest(), 16) % len(left)))
    assert given["result"] == order


def test_without_a_size_everybody_is_drawn_in_order(drawn):
    assert sorted(drawn()["result"]) == [f"{n:02}" for n in range(1, 31)]


def test_strata_get_their_seats_by_size_or_by_given_numbers(lot, drawn, tmp_path):
    given = drawn("--size", "6", "--strata", "alley,sex")
    rows = {row[0]: row for row in given["rows"]}
    assert sorted(tuple(rows[one][1:]) for one in given["result"]) == sorted({tuple(r[1:]) for r in given["rows"]})
    assert lot("verify", "lot.json").exit_code == 0
    for name in ("lot.json", "secret"):
        (tmp_path / name).unlink()
    (tmp_path / "numbers.csv").write_text("alley,number\n가,3\n다,1\n", encoding="utf-8")
    given = drawn("--strata", "alley", "--numbers", "numbers.csv")
    assert sorted(rows[one][2] for one in given["result"]) == ["가", "가", "가", "다"]
    assert lot("verify", "lot.json").exit_code == 0


def test_strata_with_equal_remainders_are_decided_by_the_lot(lot, drawn):
    given = drawn("--size", "1", "--strata", "alley")
    assert len(given["result"]) == 1
    assert lot("verify", "lot.json").exit_code == 0


def test_a_panel_keeps_its_quotas(lot, drawn):
    given = drawn("--size", "4", "--quotas", "quotas.csv")
    rows = {row[0]: row for row in given["rows"]}
    assert sorted(rows[one][1] for one in given["result"]) == ["남", "남", "여", "여"]
    assert [rows[one][2] for one in given["result"]].count("가") == 2
    assert lot("verify", "lot.json").exit_code == 0


def test_one_row_of_a_published_list_of_panels_is_drawn(lot, drawn, tmp_path):
    panels = "".join(f"{row:04},{row:02} {row + 1:02}\n" for row in range(1, 20))
    (tmp_path / "panels.csv").write_text("id,members\n" + panels, encoding="utf-8")
    row = drawn("--size", "1", listed="panels.csv")["result"][0]
    assert f"  1. {row} {int(row):02} {int(row) + 1:02}" in lot("verify", "lot.json").output.splitlines()


def test_the_order_of_rows_in_the_list_changes_nothing(lot, prepare, tmp_path):
    first = prepare().output.splitlines()[2]
    head, *rows = Path("pool.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "turned.csv").write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    answer = lot("prepare", "turned.csv", "other.json", "--about", "돌봄 모임", "--secret", "other")
    assert first.startswith("명단의 해시")
    assert answer.output.splitlines()[2] == first


@pytest.mark.parametrize("letters", ["여", "\u110b\u1167"])
def test_hangul_sent_letter_by_letter_is_the_same_list_and_the_same_source(lot, prepare, tmp_path, letters):
    (tmp_path / "small.csv").write_text(f"id,sex\n01,{letters}\n", encoding="utf-8")
    assert prepare(listed="small.csv").exit_code == 0
    answer = lot("draw", "lot.json", "--secret", "secret", "--source", letters, "--before", letters)
    assert answer.exit_code == 0, answer.output
    assert (held()["rows"], held()["source"]) == ([["01", "여"]], "여")


CHANGES = [
    ({"result": ["01", "02", "03"]}, "drawn again, number"),
    ({"secret": "0" * 64}, "not the one that was committed to"),
    ({"source": "주사위 3 1 6 6 3"}, "drawn again, number"),
    ({"draw": {"what": "sample", "size": 2}}, "drawn again, there are 2, the file has 3"),
    ({"draw": {"what": "strata", "size": 3, "by": ["sex"], "numbers": [{"stratum": ["무"], "number": 3}]}}, "«무»: 3"),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGES)
def test_what_is_wrong_is_said_and_ends_with_one(lot, drawn, change, sentence):
    given = drawn("--size", "3")
    hold(given | change)
    answer = lot("verify", "lot.json")
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert answer.output.splitlines()[-1] == "NOT VERIFIED"


def test_another_list_with_a_result_of_its_own_is_found_by_the_published_fingerprint(lot, prepare, tmp_path):
    published = prepare("--size", "1").output.split("fingerprint of what is published: ")[1].split()[0]
    given = held()
    given["rows"] = given["rows"][:20]
    hold(given)
    assert lot("draw", "lot.json", "--secret", "secret", *OPENING).exit_code == 0
    assert lot("verify", "lot.json").exit_code == 0
    answer = lot("verify", "lot.json", "--published", published)
    assert (answer.exit_code, "not what was published before" in answer.output) == (1, True)


def test_the_fingerprint_is_the_same_before_and_after_the_drawing(lot, prepare):
    published = prepare("--size", "1").output.split("fingerprint of what is published: ")[1].split()[0]
    lot("draw", "lot.json", "--secret", "secret", *OPENING)
    assert lot("verify", "lot.json", "--published", published).exit_code == 0
    assert lot("verify", "lot.json", "--published", published[:16]).exit_code == 0
    assert lot("verify", "lot.json", "--published", published[:15]).exit_code == 1


def test_a_lot_is_drawn_once_and_never_with_another_secret(lot, drawn, tmp_path):
    (tmp_path / "wrong").write_text("0" * 64)
    given = drawn()
    assert "has been drawn" in lot("draw", "lot.json", "--secret", "secret", *OPENING).output
    hold({key: given[key] for key in ("format", "about", "columns", "rows", "draw", "commitment")})
    answer = lot("draw", "lot.json", "--secret", "wrong", *OPENING)
    assert (answer.exit_code, "committed to" in answer.output) == (1, True)
    assert "result" not in held()


def test_an_opened_lot_is_drawn_from_what_it_holds(lot, drawn):
    given = drawn("--size", "3")
    hold({key: value for key, value in given.items() if key != "result"})
    assert "holds the secret and the source already" in lot("draw", "lot.json", *OPENING).output
    assert lot("draw", "lot.json").exit_code == 0
    assert held() == given


def test_a_lot_without_secret_and_source_is_not_drawn(lot, prepare):
    prepare()
    assert "--secret, --source and --before are needed" in lot("draw", "lot.json").output
    answer = lot("draw", "lot.json", "--secret", "secret", "--source", "3 1 6")
    assert (answer.exit_code, "are needed" in answer.output) == (2, True)
    answer = lot("verify", "lot.json")
    assert (answer.exit_code, answer.output) == (2, "lot.json: result: is missing; this lot has not been drawn\n")
