"""Who took part says how it is now, with one press; of their answers only sums stay."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deeds import queries, service
from app.deeds.states import Counts, Mark, is_not_done
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.people.service import accounts
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_facilitator, a_member, a_user
from tests.factories.decisions import a_matter
from tests.factories.deeds import a_done_commitment, an_open_check, answered, closed
from tests.factories.discussion import a_comment
from tests.factories.proposals import an_endorsement


def press(browser, check, mark):
    url = f"/checks/{check.id}"
    return browser.post(url, data={"csrf_token": token_of(browser, url), "mark": mark})


def marks():
    return sorted((row.user_id, row.mark) for row in rows("check_answer"))


def test_one_press_answers_and_another_changes_it(done, neighbours, sign_in):
    check, browser = an_open_check(done), sign_in(neighbours[0])
    page = browser.get(f"/checks/{check.id}").text
    for word in ("좋아졌어요", "그대로예요", "나빠졌어요", "합만 남깁니다"):
        assert word in page
    for mark in ("better", "worse", "worse"):
        assert press(browser, check, mark).status_code == 303
    assert marks() == [(neighbours[0].id, "worse")]
    assert "지금 내 답" in browser.get(f"/checks/{check.id}").text


def test_an_answer_leaves_no_event(done, neighbours, sign_in):
    check = an_open_check(done)
    before = len(rows("event"))
    press(sign_in(neighbours[0]), check, "worse")
    assert len(rows("event")) == before


def test_those_who_took_part_are_asked_and_nobody_for_voting(council, officer, sign_in, client):
    author = a_member(council)
    matter = a_matter(council, author=author)
    supporter, talker, walker, stranger = a_member(council), a_member(council), a_user(), a_member(council)
    an_endorsement(matter, supporter)
    a_comment(matter, talker)
    done = a_done_commitment(council, by=officer, proposal=matter, came=[walker, officer])
    check = an_open_check(done)
    for user in (author, supporter, talker, walker):
        assert press(sign_in(user), check, "better").status_code == 303
    for user in (stranger, officer):
        page = sign_in(user).get(f"/checks/{check.id}").text
        assert "함께한 분께만 여쭙니다" in page
        assert 'name="mark"' not in page
        answer = sign_in(user).post(f"/checks/{check.id}", data={"csrf_token": "x", "mark": "better"})
        assert answer.status_code in (400, 403)
    assert "로그인하기" in client.get(f"/checks/{check.id}").text
    assert len(marks()) == 4
    assert queries.asked_count(queries.source_of(check.commitment)) == 4


def test_what_is_not_offered_is_refused(done, neighbours, sign_in):
    check = an_open_check(done)
    for mark in ("keep", "nonsense", ""):
        assert press(sign_in(neighbours[0]), check, mark).status_code == 422
    assert marks() == []


def test_no_answer_is_taken_from_the_second_on_at_which_the_round_is_over(done, neighbours):
    check = an_open_check(done)
    assert check.closes_at - check.opened_at == timedelta(days=14)
    answered(check, {Mark.BETTER: neighbours[:1]}, at=check.closes_at - timedelta(seconds=1))
    with pytest.raises(Conflict):
        answered(check, {Mark.BETTER: neighbours[1:2]}, at=check.closes_at)


def test_nothing_is_shown_while_the_round_is_open(done, client):
    check = an_open_check(done)
    answered(check, {Mark.WORSE: 9})
    page = client.get(f"/commitments/{done.id}").text
    assert "끝난 뒤에 모두 함께 봅니다" in page
    assert "9명" not in page


def test_when_the_round_closes_persons_are_erased_and_sums_stay(done, client):
    check = an_open_check(done)
    answered(check, {Mark.BETTER: 9, Mark.SAME: 2, Mark.WORSE: 1})
    shut = closed(check)
    assert rows("check_answer") == []
    assert shut.counted == {"better": 9, "same": 2, "worse": 1}
    page = client.get(f"/commitments/{done.id}").text
    assert "함께한 이웃 12명의 답" in page
    assert closed(shut, at=shut.closes_at + timedelta(days=1)).closed_at == shut.closed_at


def test_fewer_than_five_answers_show_no_numbers(done, client):
    answered(an_open_check(done), {Mark.BETTER: 3, Mark.WORSE: 1})
    closed(queries.check(1))
    page = client.get(f"/commitments/{done.id}").text
    assert "5명보다 적어 수를 밝히지 않습니다" in page
    assert "4명의 답" not in page


def test_a_facilitator_enters_numbers_which_are_kept_apart(done, leader, sign_in, client):
    check = an_open_check(done)
    answered(check, {Mark.BETTER: 6})
    saved = submit(sign_in(leader), f"/checks/{check.id}/paper", first=4, second=1, third=0)
    assert saved.status_code == 303
    shut = closed(check)
    assert (shut.counted, shut.on_paper) == ({"better": 6}, {"better": 4, "same": 1, "worse": 0})
    page = client.get(f"/commitments/{done.id}").text
    assert "이 쪽에서 받은 답 6명, 종이나 말로 받은 답 5명" in page


def test_a_few_on_paper_are_never_shown_by_themselves(done, leader, sign_in, client):
    check = an_open_check(done)
    answered(check, {Mark.BETTER: 6})
    submit(sign_in(leader), f"/checks/{check.id}/paper", first=0, second=0, third=1)
    closed(check)
    page = client.get(f"/commitments/{done.id}").text
    assert "함께한 이웃 7명의 답" in page
    assert "종이나 말로 받은 답도 들어 있습니다" in page
    assert "종이나 말로 받은 답 1명" not in page


def test_more_answers_than_people_who_took_part_are_refused_and_stay_in_the_form(done, leader, sign_in):
    check = an_open_check(done)
    answered(check, {Mark.BETTER: 3})
    answer = submit(sign_in(leader), f"/checks/{check.id}/paper", first=11, second=0, third=0)
    assert answer.status_code == 422
    assert "함께한 사람은 13명이고, 이 쪽에서 3명이 이미 답했습니다" in answer.text
    assert 'value="11"' in answer.text


def test_two_facilitators_at_once_lose_nothing(done, council, leader, sign_in):
    check, other = an_open_check(done), a_facilitator(council)
    browser, both_saw = sign_in(other), check.version
    token = token_of(browser, f"/checks/{check.id}/paper")
    submit(sign_in(leader), f"/checks/{check.id}/paper", first=2, second=0, third=0)
    late = {"csrf_token": token, "first": 5, "second": 0, "third": 0, "seen": both_saw}
    answer = browser.post(f"/checks/{check.id}/paper", data=late)
    assert answer.status_code == 422
    assert "다른 분이 수를 고쳤습니다" in answer.text
    assert queries.check(check.id).on_paper["better"] == 2


def test_whoever_destroys_the_account_takes_the_answer_along(done, neighbours):
    check = an_open_check(done)
    answered(check, {Mark.WORSE: neighbours[:2]})
    with transaction():
        accounts.leave(neighbours[0], at=clock.now())
        service.forget_answers(neighbours[0].id)
    assert [user for user, _mark in marks()] == [neighbours[1].id]


def test_a_negative_number_is_no_number(done, leader, sign_in):
    check = an_open_check(done)
    answer = submit(sign_in(leader), f"/checks/{check.id}/paper", first=-1, second=0, third=0)
    assert answer.status_code == 422
    with pytest.raises(Invalid), transaction():
        service.take_down(check, {Mark.BETTER: 99}, seen=check.version, by=leader, at=check.opened_at)


COUNT = st.integers(0, 40)


@given(better=COUNT, same=COUNT, worse=COUNT, paper=COUNT)
def test_reopening_takes_five_or_more_and_more_than_half_who_find_it_not_better(better, same, worse, paper):
    counts = Counts({"better": better, "same": same, "worse": worse}, {"worse": paper})
    against = same + worse + paper
    assert is_not_done(counts) == (against >= 5 and against > better)
