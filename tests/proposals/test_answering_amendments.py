"""Answering amendments: accepting them over whatever the proposal says by now, declining them, taking them back."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.proposals import queries, service
from app.proposals.models import Words
from app.proposals.states import ProposalState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_member
from tests.factories.proposals import a_co_proposer, a_proposal, an_amendment

LAMP = {"title": "가로등 달기", "problem": "밤에 어둡습니다.", "wish": "모퉁이에 가로등을 달아 주세요."}


@pytest.fixture
def lamp(app):
    """A published proposal and who brought it."""
    council = a_council()
    author = a_member(council, name="처음쓴이")
    return a_proposal(council, author, **LAMP, place="", cost_won=None), author


def now(proposal) -> Words:
    return Words.of(queries.proposal(proposal.id))


def edit(proposal, **words):
    """The author edits the proposal."""
    with transaction():
        found = queries.proposal(proposal.id)
        service.edit(found, Words(**{**vars(Words.of(found)), **words}), at=clock.now())


def accept(amendment, by, *, is_sure=False, seen=None):
    with transaction():
        found = queries.amendment(amendment.id)
        number = found.proposal.edit_count if seen is None else seen
        return service.accept_amendment(found, seen=number, is_sure=is_sure, by=by, at=clock.now())


def test_accepting_gives_the_proposal_the_words_and_its_history_names_the_amendment(lamp, sign_in, client):
    proposal, author = lamp
    amendment = an_amendment(proposal, a_member(proposal.council, name="옆집이웃"), title="보안등 달기")
    mine = sign_in(author)
    page = submit(mine, f"/amendments/{amendment.id}", "acceptance", follow=True)
    assert "받아들였습니다" in page.text
    assert "처음쓴이님이" in page.text
    assert now(proposal).title == "보안등 달기"
    history = client.get(f"/proposals/{proposal.id}/versions").text
    assert "옆집이웃님의 수정안을 받아들임" in history
    assert f'href="/amendments/{amendment.id}"' in history
    (version,) = rows("proposal_version")
    assert version.title == "가로등 달기"
    assert queries.proposal(proposal.id).edit_count == 1
    assert "바뀐 곳" in client.get(f"/amendments/{amendment.id}").text


def test_accepting_twice_accepts_once(lamp, sign_in):
    proposal, author = lamp
    amendment = an_amendment(proposal)
    mine = sign_in(author)
    form = form_of(mine.get(f"/amendments/{amendment.id}").text, "acceptance")
    assert [mine.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert len(rows("proposal_version")) == 1
    assert [event.action for event in rows("event")] == ["amendment.offered", "amendment.accepted"]


def test_a_co_proposer_answers_too(lamp, sign_in):
    proposal, _author = lamp
    amendment = an_amendment(proposal)
    submit(sign_in(a_co_proposer(proposal)), f"/amendments/{amendment.id}", "acceptance")
    assert rows("amendment")[0].state == "accepted"


def test_a_co_proposer_who_is_not_sure_is_asked_again(lamp, sign_in):
    proposal, _author = lamp
    amendment = an_amendment(proposal)
    edit(proposal, title="등 달기")
    refused = submit(sign_in(a_co_proposer(proposal)), f"/amendments/{amendment.id}", "acceptance")
    assert refused.status_code == 422
    assert "이 글로 바꾸기" in refused.text


def test_a_stale_amendment_is_compared_with_the_present_words_and_asks_to_be_sure(lamp, sign_in):
    proposal, author = lamp
    amendment = an_amendment(proposal, wish="모퉁이에 보안등을 달아 주세요.")
    edit(proposal, wish="모퉁이에 센서등을 달아 주세요.", title="센서등 달기")
    mine = sign_in(author)
    page = mine.get(f"/amendments/{amendment.id}").text
    assert "수정안이 나온 뒤에 제안의 글이 바뀌었습니다" in page
    assert "센서등을 " in page.partition("<del>")[2]
    refused = submit(mine, f"/amendments/{amendment.id}", "acceptance")
    assert refused.status_code == 422
    assert "확인 칸에 표시해 주세요" in refused.text
    assert now(proposal).wish == "모퉁이에 센서등을 달아 주세요."
    assert submit(mine, f"/amendments/{amendment.id}", "acceptance", is_sure="y").status_code == 303
    assert now(proposal).wish == "모퉁이에 보안등을 달아 주세요."
    assert now(proposal).title == "센서등 달기", "what the amendment did not touch stays as it was edited since"


def test_what_changed_while_the_difference_was_read_is_shown_anew(lamp, sign_in):
    proposal, author = lamp
    amendment = an_amendment(proposal)
    mine = sign_in(author)
    form = form_of(mine.get(f"/amendments/{amendment.id}").text, "acceptance")
    edit(proposal, title="등 달기")
    refused = mine.post(form.action, data={**form.values, "is_sure": "y"})
    assert refused.status_code == 422
    assert "보시는 사이에 제안이 또 바뀌었습니다" in refused.text
    again = form_of(refused.text, "acceptance")
    assert again.values["seen"] == "1"
    assert mine.post(form.action, data={**again.values, "is_sure": "y"}).status_code == 303


def test_words_written_over_an_earlier_version_change_only_what_their_writer_changed(lamp, sign_in):
    proposal, author = lamp
    neighbour = sign_in(a_member(proposal.council))
    url = f"/proposals/{proposal.id}/amendments/new"
    form = form_of(neighbour.get(url).text, "")
    edit(proposal, title="등 하나 달기")
    filled = {**form.values, "wish": "모퉁이에 보안등을 달아 주세요.", "reason": "골목은 보안등입니다"}
    assert neighbour.post(url, data=filled).status_code == 303
    (amendment,) = rows("amendment")
    accept(amendment, author, is_sure=True)
    assert (now(proposal).title, now(proposal).wish) == ("등 하나 달기", "모퉁이에 보안등을 달아 주세요.")


def test_declining_needs_a_reason_that_everybody_reads(lamp, sign_in, client):
    proposal, author = lamp
    amendment = an_amendment(proposal)
    mine = sign_in(author)
    assert submit(mine, f"/amendments/{amendment.id}", "refusal", reason=" ").status_code == 422
    submit(mine, f"/amendments/{amendment.id}", "refusal", reason="가로등이어야 구청이 합니다")
    page = client.get(f"/amendments/{amendment.id}").text
    assert "처음쓴이님이 받아들이지 않은 까닭" in page
    assert "가로등이어야 구청이 합니다" in page
    assert "바꾸려던 곳" in page
    assert now(proposal).wish == LAMP["wish"]


def test_who_offered_takes_it_back_until_it_is_answered(lamp, sign_in):
    proposal, author = lamp
    neighbour = a_member(proposal.council)
    amendment = an_amendment(proposal, neighbour)
    mine = sign_in(neighbour)
    page = submit(mine, f"/amendments/{amendment.id}", "withdrawal", follow=True)
    assert "수정안을 낸 이웃이 거두었습니다" in page.text
    with pytest.raises(Conflict):
        accept(amendment, author)
    other = an_amendment(proposal, neighbour)
    accept(other, author)
    assert "수정안 거두기" not in mine.get(f"/amendments/{other.id}").text


@pytest.mark.parametrize("state", [ProposalState.TABLED, ProposalState.WITHDRAWN])
def test_what_can_no_longer_be_edited_can_no_longer_be_amended(lamp, sign_in, state):
    proposal, author = lamp
    amendment = an_amendment(proposal)
    with transaction():
        queries.proposal(proposal.id).state = state
    assert sign_in(a_member(proposal.council)).get(f"/proposals/{proposal.id}/amendments/new").status_code == 403
    with pytest.raises(Conflict):
        accept(amendment, author)
    page = sign_in(author).get(f"/amendments/{amendment.id}").text
    assert "이 글로 바꾸기" not in page
    assert "회의에 올린 제안은" in page or "거둔 제안입니다" in page


def test_an_amendment_of_whom_a_wish_could_leave_out_is_shown_and_taken(lamp, sign_in, client):
    proposal, author = lamp
    amendment = an_amendment(proposal, access_needs="등이 너무 밝으면 창가 이웃이 잠들기 어렵습니다.")
    page = client.get(f"/amendments/{amendment.id}").text
    assert "누가 쓰기 어려울 수 있나요" in page
    assert "창가" in page
    assert "<h3>어떻게 되면 좋겠나요" not in page
    accept(amendment, author)
    assert now(proposal).access_needs == "등이 너무 밝으면 창가 이웃이 잠들기 어렵습니다."
