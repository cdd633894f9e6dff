"""The list of ways on the form of a poll: the usual ones first, the others one press away and never lost."""

import re

from app.polls.methods import METHODS
from tests import factories
from tests.browsing import submit
from tests.factories import polls as made

USUAL = ["motion", "choose_one", "choose_up_to_k", "budget_order"]


def listed(page):
    """The ways in front of the fold, those behind it, and whether it is open."""
    before, _fold, after = page.partition("다른 방식 더 보기")
    radios = [re.findall(r"<input[^>]*name=\"method\"[^>]*>", part) for part in (before, after)]
    ways = [[re.search(r'value="(\w+)"', radio)[1] for radio in part] for part in radios]
    return *ways, '<details class="more" open>' in before


def test_the_usual_ways_stand_first_and_all_others_behind_one_press(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    usual, others, is_open = listed(client.get(f"/councils/{council.id}/polls/new").text)
    assert usual == USUAL
    assert sorted(others) == sorted(set(METHODS) - set(USUAL))
    assert not is_open


def test_a_chosen_way_behind_the_fold_is_seen_when_the_form_comes_back(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    address = f"/councils/{council.id}/polls/new"
    answer = submit(client, address, "/polls/new", question="", method="irv", others="꽃길\n의자")
    assert answer.status_code == 422
    assert '<details class="more" open>' in answer.text.partition("다른 방식 더 보기")[0]
    draft = made.a_draft(council, method="schulze", choices=3)
    page = client.get(f"/polls/{draft.id}/draft").text
    assert '<details class="more" open>' in page.partition("다른 방식 더 보기")[0]
