"""Results with locked duels, a runoff of two and grades, and grades entered from paper, as a browser shows them."""

import pytest

from tests import factories
from tests.browsing import submit
from tests.factories import polls
from tests.polls.papers import poll_url
from tests.polls.test_points_ranks_and_money import CLEAR_DUELS, DUELS, GRADES, MEETING


def shown(client, ballots, **draft):
    return client.get(poll_url(polls.a_counted_poll(ballots, **draft), "result")).text


def test_the_duels_are_shown_in_the_order_in_which_they_were_taken(app, client):
    page = shown(client, [[1, 2, 3]] * 5 + [[3, 1, 2]] * 4 + [[2, 3, 1]] * 3, **CLEAR_DUELS)
    told = page.split('id="duels"')[1].split("</table>")[0]
    taken = [part.split("</tr>")[0] for part in told.split("<tr")[2:]]
    assert "‘평생교육’ 쪽이 ‘더불어농장’ 쪽을 이김" in taken[0]
    assert "9 대 3" in taken[0]
    assert ["받아들임" in row for row in taken] == [True, True, False]
    assert "‘더불어농장’ 쪽이 ‘꽃길 만들기’ 쪽을 이김" in taken[2]
    assert "가장 뚜렷한 맞대결부터 받아들여 정했습니다" in page


@pytest.mark.parametrize("draft", [CLEAR_DUELS, DUELS], ids=lambda draft: draft["method"])
def test_duels_that_end_in_a_tie_are_not_said_to_have_decided(app, client, draft):
    council = factories.a_council(bylaws={"tie_rule": "fail"})
    box = [[1, 2, 3]] * 2 + [[3, 1, 2]] * 2 + [[2, 3, 1]] * 2
    page = client.get(poll_url(polls.a_counted_poll(box, council, **draft), "result")).text
    assert "동점이어서 정하지 못했습니다" in page
    assert 'id="pairs"' in page
    assert "받아들여 정했습니다" not in page
    assert "이김의 고리로 정했습니다" not in page


def test_the_runoff_of_two_is_shown_with_whom_ballots_score_alike(app, client):
    page = shown(client, [[5, 4, 0]] * 3 + [[0, 5, 1], [1, 5, 1], [3, 3, 0]], **MEETING)
    told = page.split('id="finale"')[1].split("</section>")[0]
    assert "둘을 똑같이 매긴 표" in told
    assert [part.split("</td>")[0] for part in told.split("<td>")[1:]][::2] == ["3표", "2표", "1표"]
    assert '<th scope="col" class="number">5점</th>' in page
    assert "결선이 비겨" not in page


def test_a_runoff_says_which_rule_for_equals_was_needed(app, client):
    page = shown(client, [[2, 4, 1]] * 4 + [[5, 3, 1]] * 4, **MEETING)
    assert "결선이 비겨 점의 합으로, 합도 같으면 5점의 수로 정했습니다." in page
    assert "합이 같은 것이 있어" not in page
    page = shown(client, [[5, 2, 1]] * 3 + [[5, 1, 2]] * 2 + [[5, 0, 1]], **MEETING)
    assert "합이 같은 것이 있어" in page


def test_grades_are_shown_as_bars_with_a_line_in_the_middle_and_as_a_table(app, client):
    page = shown(client, [[4, 2, 0]] * 2 + [[0, 2, 1]] * 2 + [[0, 3, 0]], **GRADES)
    told = page.split('id="grades"')[1].split("</section>")[0]
    assert told.count('class="median-line"') == 3
    first = told.split("<li")[6:][0]
    assert "평생교육" in first
    assert "가운데 등급: 보통" in first
    cells = told.split("<tbody>")[1].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in cells.split('<td class="number">')[1:]] == ["0", "1", "4", "0", "0"]


def test_sheets_with_grades_are_entered_in_words(app, sign_in):
    council = factories.a_council()
    facilitator = factories.a_facilitator(council)
    voters = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, takes_paper=True, **GRADES)
    polls.handed(poll, voters[0])
    poll = polls.closed(poll)
    client = sign_in(facilitator)
    submit(client, poll_url(poll, "counting"), "/counting", sheets="1")
    page = client.get(f"{poll_url(poll)}/batches/1").text
    assert "표시된 등급을 보이는 대로 고르고" in page
    assert '<option value="4">매우 좋음</option>' in page
    assert '<option value="">비어 있음</option>' in page
