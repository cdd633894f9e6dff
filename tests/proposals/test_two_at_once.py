"""Two people who write at once: the second sees both texts, keeps all that was typed, and decides."""

import pytest
from sqlalchemy import update

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.proposals import queries, service
from app.proposals.models import Proposal, Words
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_member
from tests.factories.proposals import a_co_proposer, a_draft, a_photo, a_proposal


@pytest.fixture(params=[a_draft, a_proposal], ids=["a draft", "what is published"])
def shared(request, app, sign_in):
    """A proposal of two neighbours, and the browsers of both."""
    author = a_member(a_council())
    proposal = request.param(None, author, title="가로등 달기", wish="모퉁이에 달아 주세요.")
    helper = a_co_proposer(proposal)
    return proposal.id, sign_in(author), sign_in(helper)


def test_the_second_sees_the_difference_and_loses_no_word(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "")
    submit(first, url, wish="모퉁이에 두 개를 달아 주세요.")
    refused = second.post(url, data={**late.values, "title": "보안등 달기", "wish": "담장에 달아 주세요."})
    assert refused.status_code == 422
    assert "다른 곳에서 먼저 바뀌었습니다" in refused.text
    assert "모퉁이에 두 개를 " in refused.text.partition("<del>")[2]
    again = form_of(refused.text, "")
    assert (again.values["title"], again.values["wish"]) == ("보안등 달기", "담장에 달아 주세요.")
    assert rows("proposal")[0].wish == "모퉁이에 두 개를 달아 주세요."


def test_who_has_seen_both_may_take_the_own_words(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "")
    submit(first, url, wish="모퉁이에 두 개를 달아 주세요.")
    again = form_of(second.post(url, data={**late.values, "wish": "담장에 달아 주세요."}).text, "")
    assert second.post(url, data=again.values).status_code == 303
    assert rows("proposal")[0].wish == "담장에 달아 주세요."


def test_or_leave_what_is_kept_as_it_is(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "")
    submit(first, url, wish="모퉁이에 두 개를 달아 주세요.")
    page = second.post(url, data={**late.values, "wish": "담장에 달아 주세요."}).text
    assert f'href="/proposals/{number}"><span>저장된 글로 두고 내 글은 버리기' in page


def test_a_third_change_in_between_is_shown_once_more(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "")
    submit(first, url, wish="둘")
    again = form_of(second.post(url, data={**late.values, "wish": "내 것"}).text, "")
    submit(first, url, wish="셋")
    assert second.post(url, data=again.values).status_code == 422
    assert rows("proposal")[0].wish == "셋"


def test_the_same_words_twice_and_other_photos_are_no_quarrel(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "")
    submit(first, url, title="보안등 달기")
    a_photo(queries.proposal(number))
    assert second.post(url, data={**late.values, "title": "보안등 달기"}).status_code == 303


def test_a_change_between_reading_and_writing_is_seen_inside_the_transaction(shared):
    number, _first, _second = shared
    found = queries.proposal(number)
    seen = Words.of(found)
    with transaction():
        behind = update(Proposal).where(Proposal.id == number).values(wish="다른 글", version=Proposal.version + 1)
        session().execute(behind, execution_options={"synchronize_session": False})
    assert found.wish == seen.wish, "this session has not looked again"
    with pytest.raises(Invalid), transaction():
        service.edit(found, Words("내 글", "문제", "바람"), at=clock.now(), seen=seen.mark)
    assert rows("proposal")[0].wish == "다른 글"


def test_who_says_nothing_of_what_they_started_from_edits_as_ever(shared):
    number, first, second = shared
    url = f"/proposals/{number}/edition"
    late = form_of(second.get(url).text, "").values
    submit(first, url, wish="둘")
    assert second.post(url, data={**late, "seen": "", "wish": "셋"}).status_code == 303
