"""Amendments before moderators: flagged, hidden with a reason, appealed, and never taken while they are hidden."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.discussion import queries as moderation
from app.discussion import service as moderating
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.people.models import User
from app.proposals import queries, service
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.discussion import a_blocked_request, a_flag
from tests.factories.proposals import (
    a_flagged_amendment,
    a_hidden_amendment,
    a_proposal,
    an_amendment,
)

REASON, WISH = "옆집 김철수 씨 때문입니다", "010-1234-5678로 물어보세요."


@pytest.fixture
def offered(app):
    """An amendment that names a neighbour, and who offered it."""
    proposal = a_proposal(author=a_member(council := a_council()))
    amender = a_member(council, name="수정한이")
    return an_amendment(proposal, amender, reason=REASON, wish=WISH), amender


def found(amendment):
    session().expire_all()
    return queries.amendment(amendment.id)


def test_a_neighbour_flags_an_amendment_and_is_told_who_looks_and_by_when(offered, sign_in):
    amendment, _amender = offered
    a_facilitator(amendment.council, name="살피는이")
    neighbour = sign_in(a_member(amendment.council))
    assert "/flags" in neighbour.get(f"/amendments/{amendment.id}").text
    page = submit(neighbour, f"/amendments/{amendment.id}/flags", reason="이름이 있습니다", follow=True)
    assert "신고했습니다. 살피는이 님이" in page.text
    assert WISH[:13] in page.text, "a flag hides nothing"
    assert "이미 신고한 수정안입니다" in neighbour.get(f"/amendments/{amendment.id}/flags").text
    (copy,) = rows("comment")
    assert (copy.subject_type, copy.subject_id, copy.flag_count) == ("amendment", amendment.id, 1)
    assert copy.body.splitlines()[::2] == [f"수정안을 낸 까닭: {REASON}", f"어떻게 되면 좋겠나요: {WISH}"]
    (case,) = rows("moderation_case")
    assert case.state == "open"


def test_who_may_flag_an_amendment(offered, sign_in, client):
    amendment, amender = offered
    council, url = amendment.council, f"/amendments/{amendment.id}/flags"
    may = [a_member(council), a_facilitator(council), an_officer(council.dong)]
    may_not = [amender, a_user(), a_member(a_council())]
    assert {sign_in(user).get(url).status_code for user in may} == {200}
    assert {sign_in(user).get(url).status_code for user in may_not} == {403}
    assert client.get(url).status_code == 303


def test_many_flags_at_once_make_one_copy_and_one_case(app, offered):
    amendment, _amender = offered
    number, neighbours = amendment.id, [a_member(amendment.council).id for _ in range(8)]

    def raise_flag(neighbour):
        with app.app_context(), transaction():
            by = session().get_one(User, neighbour)
            service.flag_amendment(queries.amendment(number), reason="광고", by=by, at=clock.now())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(raise_flag, neighbours))
    (copy,) = rows("comment")
    assert copy.flag_count == 8
    assert copy.path == f"{copy.id:010d}"
    assert len(rows("moderation_case")) == 1


def test_a_facilitator_hides_a_flagged_amendment_from_the_list_and_its_words_are_gone_everywhere(
    offered, sign_in, client
):
    amendment, _amender = offered
    number, proposal = amendment.id, amendment.proposal_id
    copy = a_flagged_amendment(amendment).copy
    facilitator = sign_in(a_facilitator(amendment.council))
    assert REASON in facilitator.get(f"/councils/{copy.council_id}/flagged-comments").text
    submit(facilitator, f"/comments/{copy.id}/hiding", ground="privacy", reason="이웃의 이름이 있습니다", follow=True)
    pages = [f"/amendments/{number}", f"/proposals/{proposal}", f"/proposals/{proposal}/amendments"]
    seen = [client.get(page).text for page in pages]
    assert not [page for page in seen if REASON in page or "1234" in page]
    assert "이웃의 이름이 있습니다" in seen[0]
    assert all("가려진 수정안입니다" in page for page in seen[1:])
    assert REASON in facilitator.get(pages[0]).text, "who moderates still reads it"
    log = client.get(f"/councils/{copy.council_id}/moderation-log").text
    assert "이웃의 이름이 있습니다" in log
    assert REASON not in log


def test_a_hidden_amendment_is_not_taken_until_it_is_shown_again(offered, sign_in):
    amendment, amender = offered
    hider, other = a_facilitator(amendment.council), a_facilitator(amendment.council)
    hidden = a_hidden_amendment(amendment, hider)
    author, copy_id = session().get_one(User, hidden.proposal.author_id), hidden.copy.id
    assert "이 글로 바꾸기" not in sign_in(author).get(f"/amendments/{hidden.id}").text
    with pytest.raises(Invalid), transaction():
        service.accept_amendment(found(hidden), seen=0, is_sure=True, by=author, at=clock.now())
    mine = sign_in(amender)
    submit(mine, f"/comments/{copy_id}/appeal", words="번호는 제 것입니다", follow=True)
    submit(sign_in(other), f"/comments/{copy_id}/review", outcome="grant", reason="본인의 번호입니다")
    assert not found(hidden).is_covered
    with transaction():
        service.accept_amendment(found(hidden), seen=0, is_sure=False, by=author, at=clock.now())
    assert queries.proposal(hidden.proposal_id).wish == WISH


def test_the_copy_is_neither_edited_nor_withdrawn_nor_corrected(offered, sign_in):
    amendment, amender = offered
    copy = a_flagged_amendment(amendment).copy
    mine, neighbour = sign_in(amender), sign_in(a_member(amendment.council))
    deeds = [mine.get(f"/comments/{copy.id}/{deed}").status_code for deed in ("edition", "withdrawal")]
    assert deeds == [403, 403]
    a_hidden_amendment(amendment)
    assert mine.get(f"/comments/{copy.id}/correction").status_code == 403
    assert neighbour.get(f"/discussions/amendment/{amendment.id}/summaries").status_code == 404


def test_what_is_blocked_for_a_time_is_covered_too(offered, client):
    amendment, _amender = offered
    copy = a_flagged_amendment(amendment).copy
    a_blocked_request(copy, an_officer(amendment.council.dong))
    page = client.get(f"/amendments/{amendment.id}").text
    assert "임시조치로 막은 글입니다" in page
    assert REASON not in page


def test_a_flag_of_an_amendment_uses_up_none_of_the_comments_of_a_newcomer(offered):
    amendment, amender = offered
    a_flag(a_flagged_amendment(amendment).copy)
    said = moderation.said_since(amender.id, amendment.council_id, amendment.offered_at.replace(year=2000))
    assert said == []


def test_leaving_an_amendment_as_it_is_says_why_to_who_flagged_it(offered, sign_in):
    amendment, _amender = offered
    neighbour = a_member(amendment.council)
    copy = a_flagged_amendment(amendment, neighbour).copy
    with transaction():
        by = a_facilitator(amendment.council)
        moderating.settle(moderation.comment(copy.id), answer="가게 번호라서 둡니다", by=by, at=clock.now())
    assert "가게 번호라서 둡니다" in sign_in(neighbour).get(f"/amendments/{amendment.id}/flags").text


def test_the_copies_cost_the_page_of_a_proposal_no_statement(offered, client):
    amendment, _amender = offered
    url = f"/proposals/{amendment.proposal_id}"
    with counted_statements() as before:
        client.get(url)
    a_hidden_amendment(amendment)
    with counted_statements() as after:
        client.get(url)
    assert len(after) == len(before)


def test_the_pages_speak_english(offered, sign_in):
    amendment, _amender = offered
    neighbour = sign_in(a_member(amendment.council))
    neighbour.set_cookie("language", "en")
    assert "Flag this amendment" in neighbour.get(f"/amendments/{amendment.id}/flags").text
    a_hidden_amendment(amendment)
    assert "This amendment is hidden" in neighbour.get(f"/proposals/{amendment.proposal_id}").text
