"""Saying something below a proposal, and answering."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.discussion import queries, service
from app.discussion.states import Stance
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.people.models import User
from app.proposals import queries as proposals
from app.proposals.states import ProposalState
from tests.browsing import form_of, submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer
from tests.factories.discussion import a_comment, a_hidden_comment
from tests.factories.proposals import a_draft, a_proposal

HERE = "/comments"


def shown_count() -> int:
    (proposal,) = rows("proposal")
    return proposal.comment_count


def test_a_member_takes_a_side_and_everybody_reads_it(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    url = f"/proposals/{proposal.id}"
    neighbour = sign_in(a_member(council, name="박이웃"))
    answer = submit(neighbour, url, HERE, stance="against", body="주차할 곳이 줄어듭니다.")
    (row,) = rows("comment")
    assert answer.status_code == 303
    assert answer.location == f"{url}#comment-{row.id}"
    page = client.get(url).text
    assert "주차할 곳이 줄어듭니다." in page
    assert "박이웃" in page
    assert "<span>반대</span>" in page
    assert shown_count() == 1


def test_the_stance_that_nobody_chose_is_neutral(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    submit(sign_in(a_member(council)), f"/proposals/{proposal.id}", HERE, body="궁금합니다")
    assert rows("comment")[0].stance == "neutral"


def test_a_comment_that_is_sent_twice_is_said_once(app, sign_in):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    client = sign_in(a_member(council))
    filled = {**form_of(client.get(url).text, HERE).values, "body": "한 번만 말합니다"}
    first, second = (client.post(f"{url}/comments", data=filled) for _ in range(2))
    assert first.location == second.location
    assert len(rows("comment")) == 1
    assert shown_count() == 1


@pytest.mark.parametrize("body", ["", "   ", "제 번호는 010-1234-5678", "900101-1234567", "가" * 3001])
def test_a_refused_comment_stays_in_the_form_with_a_sentence(app, sign_in, body):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    page = submit(sign_in(a_member(council)), url, HERE, stance="for", body=body)
    assert page.status_code == 422
    assert 'id="body-error"' in page.text
    assert body.strip() in page.text
    form = form_of(page.text, HERE)
    assert form.values["stance"] == "for"
    assert rows("comment") == []


def test_a_stance_that_does_not_exist_is_refused(app, sign_in):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    page = submit(sign_in(a_member(council)), url, HERE, stance="maybe", body="글쎄요")
    assert page.status_code == 422
    assert rows("comment") == []


def test_who_may_comment(app, sign_in, client):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    may = [a_member(council), a_facilitator(council), an_observer(council), an_officer(council.dong)]
    may_not = [a_user(), a_member(a_council()), an_officer(a_council().dong)]
    for user in may:
        assert submit(sign_in(user), url, HERE, body="한마디").status_code == 303
    for user in may_not:
        browser = sign_in(user)
        assert "의견 남기기" not in browser.get(url).text
        token = {"csrf_token": token_of(browser, url)}
        assert browser.post(f"{url}/comments", data={**token, "body": "끼어들기"}).status_code == 403
    assert "로그인하면 할 수 있습니다" in client.get(url).text
    assert len(rows("comment")) == len(may)


def test_officers_and_facilitators_speak_as_such(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    officer, facilitator = an_officer(council.dong), a_facilitator(council)
    a_comment(proposal, officer)
    a_comment(proposal, facilitator)
    a_comment(proposal)
    assert {row.id: row.voice for row in rows("comment")} == {1: "officer", 2: "facilitator", 3: "resident"}
    page = client.get(f"/proposals/{proposal.id}").text
    assert "동주민센터 담당자" in page
    assert "퍼실리테이터" in page


@pytest.mark.parametrize("state", [ProposalState.WITHDRAWN, ProposalState.TABLED])
def test_a_withdrawn_proposal_is_no_longer_talked_about_but_a_tabled_one_is(app, sign_in, state):
    council = a_council()
    proposal = a_proposal(council, state=state)
    page = sign_in(a_member(council)).get(f"/proposals/{proposal.id}").text
    assert ("의견 남기기" in page) is (state is ProposalState.TABLED)


def test_a_draft_is_not_talked_about(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    assert "의견 남기기" not in sign_in(author).get(f"/proposals/{proposal.id}").text


def test_an_answer_hangs_below_what_it_answers(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    first = a_comment(proposal, a_member(council, name="먼저님"))
    a_comment(proposal)
    client, url = sign_in(a_member(council)), f"/proposals/{proposal.id}"
    submit(client, f"{url}?reply={first.id}", HERE, body="답합니다")
    page = client.get(url).text
    assert "먼저님님의 글에 답함" in page
    reply = max(rows("comment"), key=lambda row: row.id)
    assert (reply.parent_id, reply.thread_id, reply.depth) == (first.id, first.id, 1)
    assert [comment.id for comment in queries.thread("proposal", proposal.id).items] == [1, 3, 2]


def test_a_refused_answer_still_knows_what_it_answers(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    first = a_comment(proposal, body="처음 한 말")
    page = submit(sign_in(a_member(council)), f"/proposals/{proposal.id}?reply={first.id}", HERE, body="")
    assert page.status_code == 422
    assert form_of(page.text, HERE).values["parent_id"] == str(first.id)
    assert page.text.count("처음 한 말") == 2


def test_threads_go_three_deep_and_what_is_deeper_stands_beside(app):
    proposal = a_proposal()
    chain = [a_comment(proposal)]
    for _ in range(5):
        chain.append(a_comment(proposal, parent=chain[-1]))
    assert [comment.depth for comment in chain] == [0, 1, 2, 3, 3, 3]
    assert {comment.thread_id for comment in chain} == {chain[0].id}
    assert len({comment.path[:30] for comment in chain[3:]}) == 1


@pytest.mark.parametrize("reply", ["999", "x", "", "9" * 30])
def test_an_answer_to_nothing_is_not_found_or_a_new_comment(app, sign_in, reply):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}?reply={reply}"
    assert sign_in(a_member(council)).get(url).status_code == (404 if reply == "999" else 200)


def test_a_comment_elsewhere_is_not_answered_here(app, sign_in):
    council = a_council()
    elsewhere = a_comment(a_proposal(council))
    proposal = a_proposal(council)
    client = sign_in(a_member(council))
    assert client.get(f"/proposals/{proposal.id}?reply={elsewhere.id}").status_code == 404
    with pytest.raises(Invalid):
        a_comment(a_proposal(council), parent=queries.comment(elsewhere.id))


def test_a_hidden_comment_is_not_answered(app):
    proposal = a_proposal()
    hidden = a_hidden_comment(proposal)
    with pytest.raises(Invalid):
        a_comment(proposal, parent=hidden)
    assert len(rows("comment")) == 1


def test_a_comment_has_a_lasting_address(app, client):
    proposal = a_proposal()
    author = proposal.author
    for _ in range(52):
        last = a_comment(proposal, author)
    answer = client.get(f"/comments/{last.id}")
    assert answer.status_code == 302
    assert answer.location == f"/proposals/{proposal.id}?page=2#comment-{last.id}"
    assert f'id="comment-{last.id}"' in client.get(answer.location).text


def test_words_of_residents_come_out_as_words(app, sign_in, client):
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>[x](javascript:alert(3))"
    council = a_council()
    proposal, author = a_proposal(council), a_member(council, name="<b>이름")
    comment = a_comment(proposal, author, body=bad)
    mine = sign_in(author)
    submit(mine, f"/comments/{comment.id}/edition", body=bad + "!")
    facilitator = a_facilitator(council)
    submit(sign_in(a_member(council)), f"/comments/{comment.id}/flags", reason=bad)
    moderator = sign_in(facilitator)
    listed = moderator.get(f"/councils/{council.id}/flagged-comments").text
    submit(moderator, f"/comments/{comment.id}/hiding", ground="abuse", reason=bad)
    pages = [listed, *(mine.get(f"/proposals/{proposal.id}{query}").text for query in ("", f"?reply={comment.id}"))]
    pages.append(mine.get(f"/comments/{comment.id}/versions").text)
    for page in pages:
        assert "alert(1)" in page, "the words are there"
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
        assert "<b>이름" not in page


def test_the_same_comment_sent_at_once_from_eight_hands_is_said_once(app):
    council = a_council()
    number, author = a_proposal(council).id, a_member(council).id

    def send(_):
        with app.app_context(), transaction():
            by = session().get_one(User, author)
            words = {"body": "한 번만", "stance": Stance.FOR, "once": "one-form"}
            return service.write(proposals.proposal(number), by=by, at=clock.now(), **words).id

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(send, range(8)))
    assert len(set(numbers)) == 1
    assert len(rows("comment")) == 1
    assert shown_count() == 1
