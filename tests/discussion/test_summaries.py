"""The summary on top of a discussion, its history, and what neighbours would have it say."""

from app.discussion import service
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_correction_of_the_summary
from tests.factories.proposals import a_draft, a_proposal


def place(proposal, what: str) -> str:
    return f"/discussions/proposal/{proposal.id}/{what}"


def test_a_facilitator_puts_a_summary_on_top_and_earlier_ones_stay(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    moderator = sign_in(a_facilitator(council, name="정리이웃"))
    for body in ("처음 요약", "두 번째 **요약**"):
        page = submit(moderator, place(proposal, "summary"), body=body, follow=True)
        assert "요약을 올렸습니다" in page.text
    seen = client.get(f"/proposals/{proposal.id}").text
    assert "두 번째 <strong>요약</strong>" in seen
    assert "처음 요약" not in seen
    assert "정리이웃" in seen
    history = client.get(place(proposal, "summaries")).text
    assert history.find("두 번째") < history.find("처음 요약")
    form = moderator.get(place(proposal, "summary")).text
    assert "두 번째 **요약**" in form, "rewriting starts from what stands"


def test_a_neighbour_proposes_a_correction_and_the_facilitator_takes_it(app, sign_in, client):
    council = a_council()
    proposal, facilitator = a_proposal(council), a_facilitator(council)
    with transaction():
        service.summarise(proposal, body="모두 찬성입니다", by=facilitator, at=clock.now())
    page = submit(
        sign_in(a_member(council)), place(proposal, "summary-corrections"), body="반대도 있었습니다", follow=True
    )
    assert "고칠 점을 보냈습니다" in page.text
    assert "답을 기다리는 것 1개" in client.get(f"/proposals/{proposal.id}").text
    (correction,) = rows("summary_correction")
    url = f"/summary-corrections/{correction.id}/answer"
    submit(sign_in(facilitator), url, taken="yes", answer="넣겠습니다")
    history = client.get(place(proposal, "summaries")).text
    for said in ("반대도 있었습니다", "요약에 넣음", "넣겠습니다"):
        assert said in history
    assert "답을 기다리는 것" not in client.get(f"/proposals/{proposal.id}").text
    assert submit(sign_in(facilitator), url, taken="no", answer="또").status_code == 409


def test_a_correction_that_is_not_taken_has_an_answer(app, sign_in, client):
    council = a_council()
    proposal, facilitator = a_proposal(council), a_facilitator(council)
    correction = a_correction_of_the_summary(proposal, facilitator, a_member(council))
    mine = sign_in(facilitator)
    url = f"/summary-corrections/{correction.id}/answer"
    for given in ({"taken": "no", "answer": " "}, {"answer": "까닭"}):
        assert submit(mine, url, **given).status_code == 422
    submit(mine, url, taken="no", answer="이미 적혀 있습니다")
    history = client.get(place(proposal, "summaries")).text
    assert "넣지 않음" in history
    assert "이미 적혀 있습니다" in history


def test_who_may_summarise_and_who_may_correct(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    for user in (a_member(council), an_officer(council.dong), a_facilitator(a_council())):
        assert sign_in(user).get(place(proposal, "summary")).status_code == 403
    assert sign_in(a_member(a_council())).get(place(proposal, "summary-corrections")).status_code == 403


def test_there_is_no_discussion_of_a_draft_or_of_what_is_no_subject(app, sign_in, client):
    council = a_council()
    draft = a_draft(council, a_member(council))
    moderator = sign_in(a_facilitator(council))
    for what in ("summary", "summaries", "summary-corrections", "pause"):
        assert moderator.get(place(draft, what)).status_code == 404
        assert client.get(f"/discussions/user/1/{what}").status_code == 404
        assert client.get(f"/discussions/proposal/999/{what}").status_code == 404


def test_an_empty_or_private_summary_is_refused_with_what_was_typed(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    client = sign_in(a_facilitator(council))
    for body in ("", "전화 010-1234-5678", "가" * 3001):
        page = submit(client, place(proposal, "summary"), body=body)
        assert page.status_code == 422
        assert body in page.text
    assert rows("summary") == []
