"""Offering amendments: other words by a neighbour, shown as a difference, listed and counted."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.proposals import queries, service
from app.proposals.models import MOST_WAITING, Words
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.proposals import a_draft, a_proposal, an_amendment, an_endorsement

LAMP = {"title": "가로등 달기", "problem": "밤에 어둡습니다.", "wish": "모퉁이에 가로등을 달아 주세요."}


@pytest.fixture
def lamp(app):
    """A published proposal and who brought it."""
    council = a_council()
    author = a_member(council, name="처음쓴이")
    return a_proposal(council, author, **LAMP, place="", cost_won=None), author


def now(proposal) -> Words:
    return Words.of(queries.proposal(proposal.id))


def accept(amendment, by, *, is_sure=False, seen=None):
    with transaction():
        found = queries.amendment(amendment.id)
        number = found.proposal.edit_count if seen is None else seen
        return service.accept_amendment(found, seen=number, is_sure=is_sure, by=by, at=clock.now())


def test_a_neighbour_offers_other_words_in_a_form_that_holds_the_present_ones(lamp, sign_in, client):
    proposal, _author = lamp
    neighbour = sign_in(a_member(proposal.council, name="옆집이웃"))
    url = f"/proposals/{proposal.id}/amendments/new"
    assert form_of(neighbour.get(url).text, "").values["wish"] == LAMP["wish"]
    page = submit(neighbour, url, wish="모퉁이에 보안등을 달아 주세요.", reason="골목이라 보안등입니다", follow=True)
    assert "수정안을 냈습니다" in page.text
    seen = client.get(f"/proposals/{proposal.id}").text
    assert "골목이라 보안등입니다" in seen
    assert "답을 기다림 1건" in seen
    assert now(proposal).wish == LAMP["wish"], "an offer changes nothing"
    assert [event.action for event in rows("event")] == ["amendment.offered"]


def test_the_difference_is_struck_through_underlined_and_said_in_words(lamp, client):
    proposal, _author = lamp
    amendment = an_amendment(proposal, wish="모퉁이에 보안등을 달아 주세요.", cost_won=900_000)
    page = client.get(f"/amendments/{amendment.id}").text
    assert '<del><span class="visually-hidden">[뺀 말: </span>가로등을 <span class="visually-hidden">]' in page
    assert '<ins><span class="visually-hidden">[더한 말: </span>보안등을 <span class="visually-hidden">]' in page
    assert "900,000원" in page
    assert ">제목</h3>" not in page, "what stays is not told"


def test_who_brings_a_proposal_is_not_offered_to_amend_it(lamp, sign_in):
    proposal, author = lamp
    facilitator = a_facilitator(proposal.council)
    strangers = (a_user(), an_officer(proposal.council.dong), a_member(a_council()))
    url = f"/proposals/{proposal.id}/amendments/new"
    assert {sign_in(stranger).get(url).status_code for stranger in strangers} == {403}
    assert sign_in(facilitator).get(url).status_code == 200
    assert "바로 고칠 수 있습니다" in sign_in(author).get(url).text


def test_an_offer_that_changes_nothing_is_refused_with_a_sentence(lamp, sign_in):
    proposal, _author = lamp
    refused = submit(
        sign_in(a_member(proposal.council)), f"/proposals/{proposal.id}/amendments/new", reason="그냥 냅니다"
    )
    assert refused.status_code == 422
    assert "지금 글과 다른 곳이 없습니다" in refused.text
    assert rows("amendment") == []


def test_one_neighbour_does_not_flood_a_proposal_with_offers(lamp):
    proposal, _author = lamp
    neighbour = a_member(proposal.council)
    for number in range(MOST_WAITING):
        an_amendment(proposal, neighbour, title=f"다른 제목 {number}")
    with pytest.raises(Invalid):
        an_amendment(proposal, neighbour, title="하나 더")
    assert len(rows("amendment")) == MOST_WAITING
    an_amendment(proposal, title="다른 이웃의 것")


def test_an_edit_that_is_yet_to_come_is_no_basis(lamp, sign_in):
    proposal, _author = lamp
    url = f"/proposals/{proposal.id}/amendments/new"
    refused = submit(sign_in(a_member(proposal.council)), url, title="등", reason="짧게", on_edit="7")
    assert refused.status_code == 422
    assert rows("amendment") == []


def test_a_form_that_is_sent_twice_offers_once(lamp, sign_in):
    proposal, _author = lamp
    neighbour = sign_in(a_member(proposal.council))
    url = f"/proposals/{proposal.id}/amendments/new"
    filled = {**form_of(neighbour.get(url).text, "").values, "title": "보안등 달기", "reason": "골목입니다"}
    answers = [neighbour.post(url, data=filled) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert len(rows("amendment")) == 1


def test_private_numbers_are_refused_in_an_amendment(lamp, sign_in):
    proposal, _author = lamp
    url = f"/proposals/{proposal.id}/amendments/new"
    refused = submit(sign_in(a_member(proposal.council)), url, title="등 달기", reason="연락은 010-1234-5678")
    assert refused.status_code == 422
    assert "010-1234-5678" in refused.text


def test_those_that_wait_come_first_and_the_page_of_the_proposal_counts_all(lamp, client):
    proposal, author = lamp
    first = an_amendment(proposal, title="첫째", reason="첫째 까닭")
    for number in range(4):
        answered = an_amendment(proposal, title=f"답한 것 {number}", reason=f"답한 까닭 {number}")
        with transaction():
            service.decline_amendment(queries.amendment(answered.id), reason="아닙니다", by=author, at=clock.now())
    page = client.get(f"/proposals/{proposal.id}").text
    assert "받아들이지 않음 4건" in page
    assert page.index("첫째 까닭") < page.index("답한 까닭 3")
    assert "답한 까닭 0" not in page
    assert "수정안 5건 모두 보기" in page
    everything = client.get(f"/proposals/{proposal.id}/amendments").text
    assert all(f"답한 까닭 {number}" in everything for number in range(4))
    assert queries.amendments(proposal).items[0].id == first.id


def test_pages_of_amendments_take_few_statements_however_many_there_are(lamp, client):
    proposal, author = lamp
    an_endorsement(proposal)
    taken = an_amendment(proposal, title="첫째")
    accept(taken, author)
    counts = []
    for more in range(2):
        for number in range(4 * more):
            an_amendment(proposal, title=f"또 {number}")
        for path in (f"/proposals/{proposal.id}", f"/proposals/{proposal.id}/amendments", f"/amendments/{taken.id}",
                     f"/proposals/{proposal.id}/versions"):  # fmt: skip
            client.get(path)
            with counted_statements() as counted:
                client.get(path)
            counts.append(len(counted))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 12


def test_the_pages_speak_english(lamp, sign_in):
    proposal, author = lamp
    amendment = an_amendment(proposal)
    mine = sign_in(author)
    mine.set_cookie("language", "en")
    page = mine.get(f"/amendments/{amendment.id}").text
    assert "Accept these words" in page
    assert "put in" in page
    assert "Waiting" in mine.get(f"/proposals/{proposal.id}").text


def test_a_draft_shows_no_amendments(app, sign_in):
    author = a_member(a_council())
    draft = a_draft(None, author)
    assert "수정안 내기" not in sign_in(author).get(f"/proposals/{draft.id}").text
