"""Editing a proposal with its history, and withdrawing it."""

from app.councils.states import CouncilState
from app.proposals.states import ProposalState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.proposals import a_co_proposer, a_draft, a_proposal


def test_an_edit_of_a_draft_leaves_no_trace(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    page = submit(sign_in(author), f"/proposals/{proposal.id}/edition", title="다른 제목", follow=True)
    assert "이렇게 보입니다" in page.text
    assert "다른 제목" in page.text
    assert rows("proposal_version") == []
    assert rows("proposal")[0].edit_count == 0


def test_an_edit_after_publishing_shows_and_the_words_before_stay_readable(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author, wish="가로등을 세우자", cost_won=5000)
    mine = sign_in(author)
    page = submit(mine, f"/proposals/{proposal.id}/edition", wish="CCTV를 달자", follow=True)
    assert "고침 1번" in page.text
    assert "CCTV를 달자" in page.text
    assert "가로등을 세우자" not in page.text
    assert "가로등을 세우자" in client.get(f"/proposals/{proposal.id}/versions").text
    submit(mine, f"/proposals/{proposal.id}/edition")
    assert rows("proposal")[0].edit_count == 1, "nothing changed, nothing kept"
    assert rows("proposal")[0].cost_won == 5000


def test_what_was_said_of_whom_a_wish_could_leave_out_stays_readable_after_an_edit(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author, access_needs="밤에 일하는 이웃")
    submit(sign_in(author), f"/proposals/{proposal.id}/edition", access_needs="글을 읽기 어려운 이웃", follow=True)
    assert rows("proposal_version")[0].access_needs == "밤에 일하는 이웃"
    page = client.get(f"/proposals/{proposal.id}/versions").text
    assert "누가 쓰기 어려울 수 있나요" in page
    assert "<p>밤에 일하는 이웃</p>" in page


def test_what_was_never_edited_says_so(app, client):
    proposal = a_proposal()
    assert "고친 적이 없는" in client.get(f"/proposals/{proposal.id}/versions").text


def test_others_may_not_edit_publish_or_withdraw(app, sign_in):
    council = a_council()
    draft_, proposal = a_draft(council), a_proposal(council)
    for other in (a_member(council), a_facilitator(council), an_officer(council.dong)):
        client = sign_in(other)
        assert client.get(f"/proposals/{proposal.id}/edition").status_code == 403
        assert client.get(f"/proposals/{proposal.id}/withdrawal").status_code == 403
        assert client.get(f"/proposals/{proposal.id}/photos").status_code == 403
        assert client.get(f"/proposals/{proposal.id}/co-proposers").status_code == 403
        assert client.get(f"/proposals/{draft_.id}/publication").status_code == 404


def test_a_co_proposer_edits_but_does_not_publish_or_withdraw(app, sign_in):
    proposal = a_draft()
    helper = sign_in(a_co_proposer(proposal))
    assert submit(helper, f"/proposals/{proposal.id}/edition", title="함께 고친 제목").status_code == 303
    assert rows("proposal")[0].title == "함께 고친 제목"
    assert helper.get(f"/proposals/{proposal.id}/publication").status_code == 403
    assert helper.get(f"/proposals/{proposal.id}/withdrawal").status_code == 403


def test_a_withdrawn_proposal_stays_readable_with_its_reason(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author)
    url = f"/proposals/{proposal.id}/withdrawal"
    mine = sign_in(author)
    assert submit(mine, url, reason=" ").status_code == 422
    page = submit(mine, url, reason="구청이 이미 하기로 했습니다", follow=True)
    assert "제안을 거두었습니다" in page.text
    assert "구청이 이미 하기로 했습니다" in client.get(f"/proposals/{proposal.id}").text
    (event,) = rows("event")
    assert event.action == "proposal.withdrawn"
    assert mine.get(url).status_code == 403
    assert "이미 거둔 제안" in mine.get(url).text
    assert mine.get(f"/proposals/{proposal.id}/edition").status_code == 403


def test_a_tabled_proposal_stands_as_it_is(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author, state=ProposalState.TABLED)
    mine = sign_in(author)
    assert "회의에 올린 제안은 고칠 수 없습니다" in mine.get(f"/proposals/{proposal.id}/edition").text
    assert "회의에 올린 제안은 거둘 수 없습니다" in mine.get(f"/proposals/{proposal.id}/withdrawal").text


def test_in_a_council_that_has_ended_nothing_is_added(app, sign_in):
    council = a_council(state=CouncilState.CLOSED)
    proposal = a_proposal(council)
    member = sign_in(a_member(council))
    page = member.get(f"/proposals/{proposal.id}").text
    assert "열려 있는 골목회의에서만" in page
    assert "나도 공감합니다" not in page
    assert "의견 남기기" not in page
    assert member.get(f"/councils/{council.id}/proposals/new").status_code == 403
