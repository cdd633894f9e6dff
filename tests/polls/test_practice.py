"""Practice ballots: the real paper of every method, for everybody, and nothing of it is kept."""

import pytest

from app.polls.methods import METHODS
from tests import conftest
from tests.browsing import form_of, submit
from tests.polls.papers import press

RIGHT = {
    "motion": {"marks": "1"},
    "choose_one": {"marks": "2"},
    "choose_up_to_k": {"marks": ["1", "3"]},
    "budget_order": {"marks": ["1", "2"]},
    "cumulative": {"number-1": "3", "number-2": "2"},
    "score": {"number-1": "5", "number-4": "1"},
    "star": {"number-1": "5", "number-4": "1"},
    "majority_judgement": {"number-1": "4", "number-4": "1"},
    "irv": {"number-1": "2", "number-2": "1"},
    "schulze": {"number-1": "1", "number-2": "1"},
    "ranked_pairs": {"number-1": "1", "number-2": "1"},
    "borda": {"number-1": "2", "number-2": "1"},
    "budget_greedy_cost": {"marks": ["1", "2"]},
    "budget_equal_shares": {"marks": ["2", "4"]},
    "stv_scottish": {"number-1": "2", "number-2": "1"},
    "stv_meek": {"number-3": "1"},
}
KEPT = ("poll", "option", "ballot", "roll", "event", "ledger")


@pytest.mark.parametrize("key", METHODS)
def test_a_visitor_marks_a_paper_reads_it_back_and_nothing_is_kept(app, client, key):
    read_back = submit(client, f"/practice/{key}", "/readback", **RIGHT[key])
    assert read_back.status_code == 200
    assert "연습입니다" in read_back.text
    end = press(client, read_back, "/ballots")
    assert "연습을 마쳤습니다" in end.text
    assert not any(conftest.rows(table) for table in KEPT)


def test_what_is_wrong_is_told_as_on_a_real_paper_and_the_numbers_stay(app, client):
    wrong = submit(client, "/practice/cumulative", "/readback", **{"number-1": "3", "number-2": "4"})
    assert wrong.status_code == 422
    assert "모두 5점까지 줄 수 있습니다. 2점을 줄여 주세요." in wrong.text
    assert form_of(wrong.text, "/readback").values["number-2"] == "4"


def test_every_method_is_on_the_list_and_no_other_can_be_practised(app, client):
    page = client.get("/practice").text
    assert all(f'href="/practice/{key}"' in page for key in METHODS)
    assert client.get("/practice/lottery").status_code == 404


def test_marking_again_shows_the_marks(app, client):
    values = form_of(submit(client, "/practice/score", "/readback", **RIGHT["score"]).text, "/ballots").values
    again = client.post("/practice/score/readback", data={**values, "again": "yes"})
    assert form_of(again.text, "/readback").values["number-1"] == "5"
