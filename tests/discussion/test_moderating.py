"""Flags, hiding with a reason, showing again, and leaving as it is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.discussion import queries, service
from app.discussion.states import Ground
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.people.models import User
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer
from tests.factories.discussion import a_comment, a_flag, a_hidden_comment
from tests.factories.proposals import a_proposal


def only_comment():
    (comment,) = rows("comment")
    return comment


def actions() -> list[str]:
    told = [event.action for event in sorted(rows("event"), key=lambda row: row.id)]
    return [action for action in told if action.startswith("comment.")]


def test_a_flag_is_counted_once_a_person(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    client, url = sign_in(a_member(council)), f"/comments/{comment.id}/flags"
    page = submit(client, url, reason="욕설입니다", follow=True)
    assert "신고했습니다" in page.text
    assert "이미 신고한 글입니다" in client.get(url).text
    token = token_of(client, f"/proposals/{comment.subject_id}")
    again = client.post(url, data={"csrf_token": token, "reason": "또 신고"})
    assert again.status_code == 303
    assert only_comment().flag_count == 1
    assert len(rows("flag")) == 1
    assert actions() == ["comment.flagged"]


def test_a_flag_needs_a_reason(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    page = submit(sign_in(a_member(council)), f"/comments/{comment.id}/flags", reason=" ")
    assert page.status_code == 422
    assert rows("flag") == []


def test_who_may_flag(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author)
    url = f"/comments/{comment.id}/flags"
    may = [a_member(council), a_facilitator(council), an_observer(council), an_officer(council.dong)]
    may_not = [author, a_user(), a_member(a_council()), an_officer(a_council().dong)]
    assert {sign_in(user).get(url).status_code for user in may} == {200}
    assert {sign_in(user).get(url).status_code for user in may_not} == {403}
    assert client.get(url).status_code == 303


def test_twenty_flags_of_one_person_at_once_count_one(app):
    council = a_council()
    number, flagger = a_comment(a_proposal(council)).id, a_member(council).id

    def raise_flag(_):
        with app.app_context(), transaction():
            by = session().get_one(User, flagger)
            return service.flag(queries.comment(number), reason="광고", by=by, at=clock.now())

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(raise_flag, range(20)))
    assert sorted(outcomes) == [False] * 19 + [True]
    assert only_comment().flag_count == 1
    assert len(rows("flag")) == 1


def test_the_list_of_flagged_comments_names_no_flagger(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council), body="살펴볼 글")
    a_comment(a_proposal(council), body="아무 탈 없는 글")
    for name in ("신고한이웃", "또다른이웃"):
        a_flag(comment, a_member(council, name=name))
    page = sign_in(a_facilitator(council)).get(f"/councils/{council.id}/flagged-comments").text
    assert "살펴볼 글" in page
    assert "신고 2건" in page
    assert "전화번호가 있습니다" in page
    assert "신고한이웃" not in page
    assert "아무 탈 없는 글" not in page


def test_who_may_see_the_list(app, sign_in, client):
    council = a_council()
    url = f"/councils/{council.id}/flagged-comments"
    may = [a_facilitator(council), an_officer(council.dong)]
    may_not = [a_member(council), an_observer(council), a_user(), a_facilitator(a_council())]
    assert {sign_in(user).get(url).status_code for user in may} == {200}
    assert {sign_in(user).get(url).status_code for user in may_not} == {403}
    assert client.get(url).status_code == 303
    assert client.get("/councils/99/flagged-comments").status_code == 404


def test_a_hidden_comment_shows_the_reason_to_all_and_the_words_to_its_writer(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body="앞집 아무개가 범인이다")
    a_flag(comment)
    moderator = sign_in(a_facilitator(council))
    url = f"/proposals/{proposal.id}"
    page = submit(moderator, f"/comments/{comment.id}/hiding", ground="privacy", reason="이름을 빼 주세요", follow=True)
    assert "글을 가렸습니다" in page.text
    assert "살펴볼 글이 없습니다" in page.text
    for reader in (client, sign_in(a_member(council))):
        seen = reader.get(url).text
        assert "남의 개인정보가 있음: 이름을 빼 주세요" in seen
        assert "앞집 아무개" not in seen
        assert reader.get(f"/comments/{comment.id}/versions").status_code in (303, 403)
    for reader in (sign_in(author), moderator):
        assert "앞집 아무개" in reader.get(url).text
    assert rows("proposal")[0].comment_count == 0
    assert only_comment().flag_count == 0
    assert rows("flag")[0].answer == "이름을 빼 주세요"
    assert actions() == ["comment.flagged", "comment.hidden"]
    hidden = max(rows("event"), key=lambda row: row.id)
    assert str(author.id) in str(hidden.facts)
    assert "privacy" in str(hidden.facts)


def test_hiding_without_flags_leads_back_to_the_talk(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    answer = submit(sign_in(an_officer(council.dong)), f"/comments/{comment.id}/hiding", ground="hate", reason="차별")
    assert answer.location == f"/proposals/{comment.subject_id}#comment-{comment.id}"


@pytest.mark.parametrize(("ground", "reason"), [(None, "까닭"), ("abuse", " "), ("dislike", "까닭")])
def test_hiding_needs_a_ground_from_the_list_and_a_sentence(app, sign_in, ground, reason):
    council = a_council()
    comment = a_comment(a_proposal(council))
    page = submit(sign_in(a_facilitator(council)), f"/comments/{comment.id}/hiding", ground=ground, reason=reason)
    assert page.status_code == 422
    assert only_comment().state == "shown"


def test_only_moderators_hide_and_settle(app, sign_in):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author)
    for user in (author, a_member(council), an_observer(council), a_user(), a_facilitator(a_council())):
        client = sign_in(user)
        for path in ("hiding", "flags/settlement"):
            assert client.get(f"/comments/{comment.id}/{path}").status_code == 403


def test_a_moderator_shows_a_hidden_comment_again(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    comment = a_hidden_comment(proposal, body="다시 보일 글")
    page = submit(sign_in(a_facilitator(council)), f"/proposals/{proposal.id}", "/showing", follow=True)
    assert "다시 보이게 했습니다" in page.text
    assert "다시 보일 글" in client.get(f"/proposals/{proposal.id}").text
    assert rows("proposal")[0].comment_count == 1
    assert only_comment().hidden_ground is None
    assert actions() == ["comment.hidden", "comment.shown"]
    assert comment.id


def test_nobody_judges_their_own_comment(app, sign_in):
    council = a_council()
    facilitator = a_facilitator(council)
    proposal = a_proposal(council)
    comment = a_hidden_comment(proposal, facilitator)
    other = a_comment(proposal, facilitator)
    a_flag(other)
    client = sign_in(facilitator)
    token = token_of(client, f"/proposals/{proposal.id}")
    answer = client.post(f"/comments/{comment.id}/showing", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "다른 분이 해야 하는" in answer.text
    assert client.get(f"/comments/{other.id}/flags/settlement").status_code == 403
    assert "다른 분이 해야 하는" in client.get(f"/councils/{council.id}/flagged-comments").text


def test_a_flagged_comment_may_be_left_and_the_flagger_hears_why(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    flagger = a_flag(comment)
    url = f"/comments/{comment.id}/flags/settlement"
    moderator = sign_in(a_facilitator(council))
    assert submit(moderator, url, answer="").status_code == 422
    page = submit(moderator, url, answer="의견이 다를 뿐입니다", follow=True)
    assert "그대로 두었습니다" in page.text
    assert "살펴볼 글이 없습니다" in page.text
    assert "의견이 다를 뿐입니다" in sign_in(flagger).get(f"/comments/{comment.id}/flags").text
    assert only_comment().flag_count == 0
    assert only_comment().state == "shown"
    assert actions() == ["comment.flagged", "comment.kept"]


def test_a_flag_after_the_answer_waits_again(app):
    council = a_council()
    comment = a_comment(a_proposal(council))
    first = a_flag(comment)
    with transaction():
        by = session().get_one(User, first.id)
        service.settle(queries.comment(comment.id), answer="괜찮습니다", by=by, at=clock.now())
    a_flag(comment)
    assert only_comment().flag_count == 1
    assert len(queries.queue(council.id).items[0].comment.flags) == 1


def test_taking_back_a_flagged_comment_settles_its_flags(app, sign_in):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author)
    a_flag(comment)
    submit(sign_in(author), f"/comments/{comment.id}/withdrawal")
    assert only_comment().flag_count == 0
    assert rows("flag")[0].settled_at is not None
    assert queries.queue(council.id).items == []


def test_hiding_twice_is_a_conflict_and_counts_once(app):
    proposal = a_proposal()
    hidden = a_hidden_comment(proposal)
    facilitator = a_facilitator(proposal.council)
    with pytest.raises(Conflict), transaction():
        service.hide(queries.comment(hidden.id), ground=Ground.ABUSE, reason="또", by=facilitator, at=clock.now())
    assert rows("proposal")[0].comment_count == 0


def test_a_hidden_comment_is_neither_edited_nor_withdrawn(app, sign_in):
    proposal = a_proposal()
    author = proposal.author
    hidden = a_hidden_comment(proposal, author)
    client = sign_in(author)
    for path in ("edition", "withdrawal"):
        answer = client.get(f"/comments/{hidden.id}/{path}")
        assert answer.status_code == 403
        assert "가려졌거나" in answer.text
