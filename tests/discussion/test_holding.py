"""A comment with a hint waits for a person: its writer sees it with the reason, moderators in the list, nobody else."""

from app.discussion import queries, service
from app.discussion.states import Stance
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, say_rules
from tests.factories.proposals import a_proposal

HERE = "/comments"
WORDS = "가게 전화는 02-123-4567입니다"


def only_comment():
    (comment,) = rows("comment")
    return comment


def count() -> int:
    return rows("proposal")[0].comment_count


def test_a_held_comment_is_seen_by_its_writer_with_the_reason_and_by_nobody_else(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    url, mine = f"/proposals/{proposal.id}", sign_in(author)
    page = submit(mine, url, HERE, body=WORDS, follow=True).text
    assert "퍼실리테이터가 먼저 읽어 본 뒤에" in page
    assert "전화번호처럼 보이는 숫자 때문에 자동으로 멈췄습니다" in page
    assert WORDS in page
    moderator = sign_in(a_facilitator(council))
    for reader in (client, sign_in(a_member(council)), moderator):
        assert "02-123-4567" not in reader.get(url).text
        assert 'id="comment-' not in reader.get(url).text
    assert WORDS in moderator.get(f"/councils/{council.id}/flagged-comments").text
    assert (only_comment().state, count()) == ("held", 0)


def test_approving_shows_it_to_everybody(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    comment = a_comment(proposal, body=WORDS)
    moderator = sign_in(a_facilitator(council))
    page = submit(moderator, f"/councils/{council.id}/flagged-comments", "/approval", follow=True)
    assert "글을 보이게 했습니다" in page.text
    assert "살펴볼 글이 없습니다" in page.text
    assert WORDS in client.get(f"/proposals/{proposal.id}").text
    assert (only_comment().state, only_comment().hint, count()) == ("shown", None, 1)
    assert rows("moderation_case")[0].state == "kept"
    assert comment.id


def test_a_held_comment_may_be_hidden_with_a_reason(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council), body=WORDS)
    submit(sign_in(a_facilitator(council)), f"/comments/{comment.id}/hiding", ground="privacy", reason="번호입니다")
    assert (only_comment().state, count()) == ("hidden", 0)


def test_its_writer_takes_the_number_out_and_it_is_shown(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body=WORDS)
    submit(sign_in(author), f"/comments/{comment.id}/edition", body="가게에 물어보세요")
    assert "가게에 물어보세요" in client.get(f"/proposals/{proposal.id}").text
    assert (only_comment().state, count(), only_comment().edit_count) == ("shown", 1, 0)
    assert rows("comment_version") == [], "nobody had read the number"
    assert rows("moderation_case")[0].state == "lapsed"


def test_an_edit_that_brings_a_number_in_is_held_and_the_answers_below_stay(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body="고운 말")
    a_comment(proposal, parent=comment, body="그 아래 답")
    submit(sign_in(author), f"/comments/{comment.id}/edition", body=WORDS)
    page = client.get(f"/proposals/{proposal.id}").text
    assert "02-123-4567" not in page
    assert "글쓴이가 고친 글이라" in page
    assert "그 아래 답" in page
    assert count() == 1
    assert client.get(f"/comments/{comment.id}/versions").status_code == 303


def test_a_held_comment_is_neither_answered_nor_flagged_nor_found_helpful(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council), body=WORDS)
    browser = sign_in(a_member(council))
    assert browser.get(f"/comments/{comment.id}/flags").status_code == 403
    assert browser.get(f"/proposals/{comment.subject_id}?reply={comment.id}").status_code == 404
    token = {"csrf_token": token_of(browser, f"/proposals/{comment.subject_id}")}
    assert browser.post(f"/comments/{comment.id}/helpful", data=token).status_code == 403


def test_who_moderates_is_not_held(app):
    council = a_council()
    proposal = a_proposal(council)
    for by in (an_officer(council.dong), a_facilitator(council)):
        assert a_comment(proposal, by, body="주민센터는 02-000-0000입니다").is_shown


def test_the_words_of_the_council_hold_and_no_others(app):
    council = a_council()
    proposal = a_proposal(council)
    assert a_comment(proposal, body="시발 뭐야").is_held
    say_rules(council, words="빨갱이\n\n")
    assert a_comment(proposal, body="시발 뭐야").is_shown
    assert a_comment(proposal, body="빨 갱 이 같은").is_held


def test_nobody_approves_their_own_held_comment(app, sign_in):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author, body=WORDS)
    with transaction():
        service.edit(queries.comment(comment.id), body=WORDS + "!", stance=Stance.FOR, at=clock.now())
    page = sign_in(author).get(f"/comments/{comment.id}/edition")
    assert page.status_code == 200
    assert only_comment().state == "held"
    assert len(rows("moderation_case")) == 1
