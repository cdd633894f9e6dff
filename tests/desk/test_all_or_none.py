"""Joint answers: every reason for which one is refused, and the blanks of every field filled for each request."""

from datetime import timedelta

import pytest

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.decisions.service import Press
from app.decisions.states import FITTING, Answer, ReasonCode
from app.desk.service import NotTogether
from app.desk.service.together import MOST
from app.desk.states import Blank
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import form_of
from tests.conftest import rows
from tests.factories import a_council, an_officer
from tests.factories.decisions import a_request, an_answer, words
from tests.factories.desk import a_template, together, without_post

EVERY = " / ".join("{" + blank.value + "}" for blank in Blank)


@pytest.fixture
def pair(council, kim, lee):
    return [a_request(council), a_request(a_council(dong=council.dong))]


def answered_before(request, by):
    an_answer(request, by)


def withdrawn(request, by):
    with transaction():
        answers.withdraw(decisions.request(request.id), "이미 되었습니다", by=by, at=clock.now())


def passed_on(request, by):
    asked, there = decisions.request(request.id), a_council().dong
    with transaction():
        answers.pass_on(asked, there, "그 동의 일입니다", Press("once", asked.version), by=by, at=clock.now())


def being_written(request, by):
    with transaction():
        answers.write(decisions.request(request.id), words(reason="쓰는 중"), seen=0, by=by)


def waiting_to_be_read(request, by):
    with transaction():
        answers.ask_review(decisions.request(request.id), words(), seen=0, by=by, at=clock.now())


SPOILT = [answered_before, withdrawn, passed_on, being_written, waiting_to_be_read]


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("place", [0, 1])
def test_one_that_cannot_be_answered_stops_the_other_and_is_named_with_a_sentence(
    council, kim, lee, pair, spoil, place
):
    spoil(pair[place], lee)
    before = [rows(table) for table in ("decision", "decision_version", "answer_review", "event", "ledger", "request")]
    with pytest.raises(NotTogether) as refused:
        together(pair, kim, dong_id=council.dong_id)
    (one,) = refused.value.refusals
    assert (one.request_id, one.title) == (pair[place].id, pair[place].title)
    assert str(one.reason).endswith(".")
    after = [rows(table) for table in ("decision", "decision_version", "answer_review", "event", "ledger", "request")]
    assert after == before, "nothing is kept of any of them"


def test_two_reasons_at_once_are_both_told_each_with_its_own(council, kim, lee, pair):
    withdrawn(pair[0], lee)
    passed_on(pair[1], lee)
    with pytest.raises(NotTogether) as refused:
        together(pair, kim, dong_id=council.dong_id)
    said = {one.request_id: str(one.reason) for one in refused.value.refusals}
    assert set(said) == {one.id for one in pair}
    assert len(set(said.values())) == 2


def test_whoever_lost_the_post_while_writing_answers_nothing(council, kim, pair):
    without_post(kim)
    with pytest.raises(NotTogether) as refused:
        together(pair, kim, dong_id=council.dong_id)
    assert len(refused.value.refusals) == 2
    assert rows("decision") == []


@pytest.mark.parametrize("field", ["summary", "reason", "found", "ground", "possible"])
def test_the_blanks_of_every_field_hold_the_words_of_each_request(kim, pair, field):
    together(pair, kim, **{field: EVERY})
    for one in pair:
        asked = decisions.request(one.id)
        title, council, received, due, centre = getattr(asked.decision, field).split(" / ")
        assert (title, council, centre) == (asked.title, asked.council.name, asked.desk.centre_name)
        for text, day in ((received, asked.received_on), (due, asked.due_on)):
            assert str(day.day) in text
            assert "{" not in text


def test_what_a_deferred_answer_waits_for_is_filled_as_well(kim, pair):
    code = next(code for code in ReasonCode if code in FITTING[Answer.DEFERRED])
    later = {"answer": Answer.DEFERRED, "reason_code": code, "next_on": clock.today() + timedelta(days=90)}
    together(pair, kim, waits_for="{골목회의}의 예산", **later)
    names = {decisions.request(one.id).council.name for one in pair}
    assert {row.waits_for for row in rows("decision")} == {f"{name}의 예산" for name in names}


@pytest.mark.parametrize("field", ["summary", "reason", "found", "ground", "possible", "passed_to", "money_from"])
def test_a_blank_that_nobody_fills_stops_all_and_is_named(kim, pair, field):
    with pytest.raises(NotTogether) as refused:
        together(pair, kim, **{field: "{금액}원"})
    assert ["{금액}" in str(one.reason) for one in refused.value.refusals] == [True, True]
    assert rows("decision") == []


def test_a_title_that_looks_like_a_blank_is_put_in_once_and_not_filled_again(kim, pair):
    with transaction():
        decisions.locked_request(pair[0].id).text = "{센터} 앞 가로등"
    title = decisions.request(pair[0].id).title
    with pytest.raises(NotTogether) as refused:
        together(pair, kim, reason="‘{요청}’은 어렵습니다.")
    (one,) = refused.value.refusals
    assert one.title == title
    assert "{센터}" in str(one.reason), "what neighbours wrote is not rewritten: an officer looks at it"


def test_the_page_begins_with_a_text_of_the_own_dong_and_leaves_blanks_for_each(sign_in, council, kim, pair):
    there = a_council().dong
    own, foreign = a_template(council.dong, kim), a_template(there, an_officer(there))
    url = f"/dongs/{council.dong_id}/joint-answers/new?request={pair[0].id}&request={pair[1].id}&template="
    browser = sign_in(kim)
    assert form_of(browser.get(url + str(own.id)).text, "").values["reason"] == own.reason
    assert "{요청}" in own.reason
    assert form_of(browser.get(url + str(foreign.id)).text, "").values["reason"] == ""


def test_the_page_shows_no_more_requests_than_one_press_answers(sign_in, council, kim, pair):
    many = [*pair, *(a_request(council) for _ in range(MOST))]
    query = "&".join(f"request={one.id}" for one in many)
    page = sign_in(kim).get(f"/dongs/{council.dong_id}/joint-answers/new?{query}").text
    picked = form_of(page, "").values["picked"].split()
    assert len(picked) == MOST
    assert f"답할 요청 {MOST}건" in page


def test_each_answer_stands_in_the_ledger_of_its_own_council_by_whoever_wrote_it(kim, pair):
    together(pair, kim)
    assert {row.by_id for row in rows("event") if row.action == "decision.published"} == {kim.id}
    lines = [row for row in rows("ledger") if row.kind == "decision.published"]
    assert sorted(row.chain for row in lines) == sorted(decisions.request(one.id).council_id for one in pair)
