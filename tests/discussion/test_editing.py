"""Editing a comment with its history, and taking it back."""

from app.discussion import queries, service
from app.discussion.states import Stance
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment
from tests.factories.proposals import a_proposal


def shown_count() -> int:
    (proposal,) = rows("proposal")
    return proposal.comment_count


def test_an_edit_keeps_what_was_said_before_for_everybody(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body="처음 생각", stance=Stance.FOR)
    mine, url = sign_in(author), f"/comments/{comment.id}"
    page = submit(mine, f"{url}/edition", body="바뀐 생각", stance="against", follow=True)
    assert "글을 고쳤습니다" in page.text
    assert "바뀐 생각" in page.text
    assert "고침 1번" in page.text
    history = client.get(f"{url}/versions").text
    assert "처음 생각" in history
    assert "<span>찬성</span>" in history
    submit(mine, f"{url}/edition")
    assert len(rows("comment_version")) == 1, "nothing changed, nothing kept"


def test_an_edit_may_not_smuggle_in_private_numbers(app, sign_in):
    proposal = a_proposal()
    comment = a_comment(proposal, proposal.author)
    page = submit(sign_in(proposal.author), f"/comments/{comment.id}/edition", body="전화 010 2222 3333")
    assert page.status_code == 422
    assert "휴대전화 번호" in page.text
    assert "010 2222 3333" in page.text


def test_only_the_writer_edits_and_takes_back(app, sign_in, client):
    council = a_council()
    comment = a_comment(a_proposal(council))
    others = [a_member(council), a_facilitator(council), an_officer(council.dong)]
    for path in ("edition", "withdrawal"):
        url = f"/comments/{comment.id}/{path}"
        assert {sign_in(user).get(url).status_code for user in others} == {403}
        assert client.get(url).status_code == 303


def test_what_is_taken_back_is_erased_and_its_answers_stay(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body="괜한 말")
    a_comment(proposal, parent=comment, body="답은 남는다")
    with transaction():
        service.edit(queries.comment(comment.id), body="괜한 말 둘", stance=Stance.FOR, at=clock.now())
    mine = sign_in(author)
    page = submit(mine, f"/comments/{comment.id}/withdrawal", follow=True)
    assert "글쓴이가 거둔 글입니다" in page.text
    assert "답은 남는다" in page.text
    assert "괜한 말" not in page.text
    assert rows("comment_version") == []
    assert shown_count() == 1
    assert {row.id: row.body for row in rows("comment")}[comment.id] == ""
    assert mine.get(f"/comments/{comment.id}/withdrawal").status_code == 403
    assert client.get(f"/comments/{comment.id}/versions").status_code == 303
    assert shown_count() == 1
