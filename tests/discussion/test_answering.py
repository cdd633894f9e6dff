"""A writer whose comment was hidden corrects it or appeals to another person, who answers with a reason."""

import pytest

from app.discussion import queries, service
from app.discussion.service.cases import open_case
from app.discussion.states import CaseKind, Ground
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.notices.jobs import deliver_events
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, a_corrected_comment, a_hidden_comment, an_appealed_comment
from tests.factories.proposals import a_proposal


def only_comment():
    (comment,) = rows("comment")
    return comment


def told(action: str) -> set[int]:
    deliver_events(clock.now())
    return {row.user_id for row in rows("notification") if row.action == action}


def hidden_by(facilitator, proposal, author, **given):
    written = a_comment(proposal, author, **given)
    with transaction():
        comment = queries.comment(written.id)
        return service.hide(comment, ground=Ground.ABUSE, reason="욕이 있습니다", by=facilitator, at=clock.now())


def test_a_corrected_comment_is_shown_in_its_new_words_once_a_moderator_has_read_them(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    hidden = a_hidden_comment(proposal, author, body="앞집 아무개가 버립니다")
    mine, url = sign_in(author), f"/proposals/{proposal.id}"
    page = submit(mine, f"/comments/{hidden.id}/correction", body="누군가 버립니다", follow=True)
    assert "고친 글을 보냈습니다" in page.text
    assert "누군가 버립니다" not in client.get(url).text, "not before somebody has read it"
    moderator = sign_in(a_facilitator(council))
    assert "누군가 버립니다" in moderator.get(f"/comments/{hidden.id}/review").text
    submit(moderator, f"/comments/{hidden.id}/review", outcome="grant", reason="고맙습니다")
    seen = client.get(url).text
    assert "누군가 버립니다" in seen
    assert "아무개" not in seen
    assert "아무개" not in client.get(f"/comments/{hidden.id}/versions").text, "the hidden words are gone"
    assert only_comment().state == "shown"
    assert rows("proposal")[0].comment_count == 1
    assert told("comment.shown") == {author.id}


def test_the_words_of_an_edit_before_the_hiding_are_erased_with_it(app, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comment = a_comment(proposal, author, body="처음의 나쁜 말")
    with transaction():
        service.edit(queries.comment(comment.id), body="둘째 나쁜 말", stance=comment.stance, at=clock.now())
    by = a_facilitator(council)
    for verb in (
        lambda it: service.hide(it, ground=Ground.ABUSE, reason="욕", by=by, at=clock.now()),
        lambda it: service.correct(it, body="고운 말", at=clock.now()),
        lambda it: service.grant(it, reason="좋습니다", by=by, at=clock.now()),
    ):
        with transaction():
            verb(queries.comment(comment.id))
    assert rows("comment_version") == []
    assert "나쁜 말" not in client.get(f"/comments/{comment.id}/versions").text


def test_the_same_words_again_are_no_correction(app, sign_in):
    council = a_council()
    author = a_member(council)
    hidden = a_hidden_comment(a_proposal(council), author, body="그대로인 말")
    page = submit(sign_in(author), f"/comments/{hidden.id}/correction", body="그대로인 말")
    assert page.status_code == 422
    assert "똑같습니다" in page.text
    assert only_comment().state == "hidden"


def test_an_appeal_goes_to_somebody_else_than_who_hid_it(app, sign_in):
    council = a_council()
    hider, other = a_facilitator(council), a_facilitator(council)
    author = a_member(council)
    hidden = hidden_by(hider, a_proposal(council), author)
    submit(sign_in(author), f"/comments/{hidden.id}/appeal", words="욕이 아닙니다")
    assert queries.case_of(hidden).moderator_id == other.id
    answer = sign_in(hider).get(f"/comments/{hidden.id}/review")
    assert answer.status_code == 403
    assert "다른 분이 살펴봐야" in answer.text
    assert "욕이 아닙니다" in sign_in(other).get(f"/comments/{hidden.id}/review").text
    assert told("case.opened") == {other.id}


def test_where_nobody_else_facilitates_an_officer_of_the_dong_judges(app):
    council = a_council()
    hider, officer = a_facilitator(council), an_officer(council.dong)
    hidden = hidden_by(hider, a_proposal(council), a_member(council))
    with transaction():
        service.appeal(queries.comment(hidden.id), words="아닙니다", at=clock.now())
    assert queries.case_of(hidden).moderator_id == officer.id


def test_a_granted_appeal_shows_the_comment_as_it_was(app, sign_in, client):
    council = a_council()
    officer = an_officer(council.dong)
    proposal, author = a_proposal(council), a_member(council)
    appealed = an_appealed_comment(proposal, author, body="할 말을 했습니다")
    assert "할 말을 했습니다" not in client.get(f"/proposals/{proposal.id}").text
    judge = sign_in(officer)
    page = submit(judge, f"/comments/{appealed.id}/review", outcome="grant", reason="욕이 아닙니다", follow=True)
    assert "답했습니다" in page.text
    assert "할 말을 했습니다" in client.get(f"/proposals/{proposal.id}").text
    assert only_comment().hidden_ground is None
    assert [row.state for row in rows("moderation_case")] == ["hidden", "restored"]
    assert told("comment.shown") == {author.id}


def test_an_upheld_hiding_is_told_with_its_reason_and_not_appealed_again(app, sign_in):
    council = a_council()
    author = a_member(council)
    appealed = an_appealed_comment(a_proposal(council), author)
    submit(
        sign_in(a_facilitator(council)), f"/comments/{appealed.id}/review", outcome="uphold", reason="이름이 있습니다"
    )
    mine = sign_in(author)
    history = mine.get(f"/comments/{appealed.id}/cases").text
    assert "이름이 있습니다" in history
    assert "계속 가려 둠" in history
    assert "/appeal" not in history
    assert "이의는 한 번" in mine.get(f"/comments/{appealed.id}/appeal").text
    assert mine.get(f"/comments/{appealed.id}/correction").status_code == 200, "it may still be corrected"
    assert told("comment.upheld") == {author.id}
    assert only_comment().state == "hidden"


def test_hidden_anew_it_may_be_appealed_anew(app):
    council = a_council()
    appealed = an_appealed_comment(a_proposal(council))
    by = a_facilitator(council)
    with transaction():
        service.grant(queries.comment(appealed.id), reason="괜찮습니다", by=by, at=clock.now())
    with transaction():
        service.hide(queries.comment(appealed.id), ground=Ground.HATE, reason="다른 까닭", by=by, at=clock.now())
    assert queries.comment(appealed.id).appealed is False


def test_the_writer_alone_corrects_and_appeals(app, sign_in):
    council = a_council()
    hidden = a_hidden_comment(a_proposal(council))
    for user in (a_member(council), a_facilitator(council), an_officer(council.dong)):
        browser = sign_in(user)
        for path in ("correction", "appeal"):
            assert browser.get(f"/comments/{hidden.id}/{path}").status_code == 403


def test_a_review_needs_an_outcome_and_a_reason(app, sign_in):
    council = a_council()
    appealed = an_appealed_comment(a_proposal(council))
    judge = sign_in(a_facilitator(council))
    for given in ({"reason": "까닭"}, {"outcome": "grant", "reason": " "}, {"outcome": "maybe", "reason": "까닭"}):
        assert submit(judge, f"/comments/{appealed.id}/review", **given).status_code == 422
    assert only_comment().state == "appealed"


@pytest.mark.parametrize("verb", ["grant", "uphold"])
def test_two_judges_at_once_answer_once(app, sign_in, verb):
    council = a_council()
    corrected = a_corrected_comment(a_proposal(council))
    first, second = sign_in(a_facilitator(council)), sign_in(a_facilitator(council))
    url = f"/comments/{corrected.id}/review"
    token = {"csrf_token": token_of(second, url), "outcome": verb, "reason": "나도"}
    submit(first, url, outcome="uphold", reason="아직입니다")
    assert second.post(url, data=token).status_code == 403
    with pytest.raises(Conflict), transaction():
        service.uphold(queries.comment(corrected.id), reason="또", by=a_facilitator(council), at=clock.now())
    assert [row.state for row in rows("moderation_case")] == ["hidden", "upheld"]


def test_a_flag_that_came_in_while_it_was_being_hidden_swallows_no_appeal(app):
    council = a_council()
    hider, other = a_facilitator(council), a_facilitator(council)
    hidden = hidden_by(hider, a_proposal(council), a_member(council))
    with transaction():
        open_case(queries.comment(hidden.id), CaseKind.FLAG, at=clock.now())
    with transaction():
        service.appeal(queries.comment(hidden.id), words="욕이 아닙니다", at=clock.now())
    case = queries.case_of(hidden)
    assert (case.kind, case.words, case.moderator_id) == (CaseKind.APPEAL, "욕이 아닙니다", other.id)
