"""Papers whose options stand in an order drawn for every voter, where the rule sheet says so."""

import re

import pytest

from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import polls
from tests.polls.papers import poll_url, press
from tests.polls.test_points_ranks_and_money import POINTS, SCORES

MARKED = {"method": "choose_up_to_k", "choices": 5, "votes_per_voter": 2}
DRAWN = [MARKED, {**POINTS, "choices": 5}, {**SCORES, "choices": 5}]


def orders(sign_in, draft, voters=12):
    council = factories.a_council()
    people = [factories.a_member(council) for _voter in range(voters)]
    poll = polls.an_open_poll(council, draws_order=True, **draft)
    pattern = r'name="marks" id="marks-([1-9])' if draft["method"] == "choose_up_to_k" else r'name="number-(\d)"'
    return poll, [tuple(dict.fromkeys(re.findall(pattern, sign_in(one).get(poll_url(poll)).text))) for one in people]


@pytest.mark.parametrize("draft", DRAWN, ids=lambda draft: draft["method"])
def test_every_voter_has_all_options_in_an_order_of_their_own(app, sign_in, draft):
    poll, seen = orders(sign_in, draft)
    assert all(sorted(order) == ["1", "2", "3", "4", "5"] for order in seen)
    assert len(set(seen)) > 6
    assert poll.rules["option_order"] == "drawn for every voter"


def test_a_voter_finds_the_same_order_again_and_the_marks_mean_the_same(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = polls.an_open_poll(council, draws_order=True, **MARKED)
    client = sign_in(voter)
    first, second = (re.findall(r'id="marks-(\d)"', client.get(poll_url(poll)).text) for _time in range(2))
    assert first == second
    assert first[-1] == "0", "the blank vote stays last"
    read_back = submit(client, poll_url(poll), "/readback", marks=["2", "4"])
    assert press(client, read_back, "/ballots").status_code == 303
    assert [row.marks for row in conftest.rows("ballot")] == ["[2,4]"]


def test_without_the_rule_every_paper_has_the_order_of_the_poll(app, sign_in):
    council = factories.a_council()
    people = [factories.a_member(council) for _voter in range(4)]
    poll = polls.an_open_poll(council, **MARKED)
    seen = [re.findall(r'id="marks-(\d)"', sign_in(one).get(poll_url(poll)).text) for one in people]
    assert seen == [["1", "2", "3", "4", "5", "0"]] * 4
    assert "option_order" not in poll.rules


def test_the_answers_of_a_motion_are_never_drawn(app):
    assert polls.a_draft(draws_order=True).draws_order is False


def test_whoever_drafts_chooses_it_in_the_form_and_the_rules_say_so(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    wanted = {"question": "무엇부터 할까요?", "method": "score", "others": "꽃길\n담장", "draws_order": "y"}
    sent = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", **wanted)
    assert "보기의 차례를 사람마다 다르게 섞습니다" in client.get(sent.location).text
    assert form_of(client.get(sent.location + "/draft").text, "/draft").values["draws_order"] == "y"
