"""How proposals end: one stated fate, with its reason, and taken up again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.proposals import queries, service
from app.proposals.service import Source
from app.proposals.states import Fate, ProposalState
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.proposals import a_draft, a_proposal

WHY = "구청이 내년 봄에 이 길을 새로 깔기로 했습니다."


def ended(proposal, fate=Fate.NOT_PURSUED, reason=WHY, by=None):
    with transaction():
        return service.close(
            queries.proposal(proposal.id), fate=fate, reason=reason, by=by, at=clock.now(), source=Source("poll", 3)
        )


def settled(proposal, fate) -> bool:
    with transaction():
        return service.settle(
            proposal.id, fate=fate, reason="가결", by=None, at=clock.now(), source=Source("meeting", 1)
        )


def test_the_facilitator_ends_a_proposal_with_a_reason_that_everybody_reads(app, sign_in, client):
    council = a_council()
    proposal, facilitator = a_proposal(council), a_facilitator(council, name="박진행")
    url = f"/proposals/{proposal.id}/ending"
    mine = sign_in(facilitator)
    assert "까닭" in submit(mine, url, fate="not_pursued", reason=" ").text
    short = submit(mine, url, fate="not_pursued", reason="예산 없음")
    assert short.status_code == 422
    assert "10자 이상" in short.text
    page = submit(mine, url, follow=True, fate="not_pursued", reason=WHY)
    assert "까닭을 알렸습니다" in page.text
    page = client.get(f"/proposals/{proposal.id}").text
    assert "이 제안의 결말: 더 다루지 않음" in page
    assert WHY in page
    assert "박진행" in page
    assert ">더 다루지 않음</span>" in client.get(f"/councils/{council.id}/proposals").text
    (event,) = rows("event")
    assert event.action == "proposal.closed"


def test_a_fate_that_the_facilitator_may_not_state_is_refused(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    url = f"/proposals/{proposal.id}/ending"
    client = sign_in(a_facilitator(council))
    data = {"csrf_token": token_of(client, url), "fate": "answered", "reason": WHY}
    assert client.post(url, data=data).status_code == 422
    assert rows("ending") == []


def test_only_what_stays_below_the_number_of_the_bylaws_lapses(app, sign_in):
    council = a_council(bylaws={"endorsements_needed": 2})
    quiet, loud = a_proposal(council), a_proposal(council, endorsement_count=2)
    client = sign_in(a_facilitator(council))
    page = submit(client, f"/proposals/{quiet.id}/ending", follow=True, fate="lapsed", reason=WHY)
    assert "이 제안의 결말: 공감이 모자라 멈춤" in page.text
    url = f"/proposals/{loud.id}/ending"
    assert "공감이 모자라 멈춤" not in client.get(url).text
    data = {"csrf_token": token_of(client, url), "fate": "lapsed", "reason": WHY}
    assert client.post(url, data=data).status_code == 422


def test_only_the_facilitator_ends_and_reopens(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    others = (proposal.author, a_member(council), an_officer(council.dong), a_facilitator(a_council()))
    for other in others:
        assert sign_in(other).get(f"/proposals/{proposal.id}/ending").status_code == 403
    ended(proposal)
    for other in others:
        client = sign_in(other)
        token = {"csrf_token": token_of(client, f"/proposals/{proposal.id}")}
        assert client.post(f"/proposals/{proposal.id}/reopening", data=token).status_code == 403


def test_what_has_ended_takes_no_endorsement_comment_edit_or_second_end(app, sign_in):
    council = a_council()
    proposal = ended(a_proposal(council))
    member, author = sign_in(a_member(council)), sign_in(queries.proposal(proposal.id).author)
    page = member.get(f"/proposals/{proposal.id}").text
    assert "결말이 난 제안입니다" in page
    assert "나도 공감합니다" not in page
    assert "의견 남기기" not in page
    for path in ("edition", "withdrawal"):
        assert "결말이 난 제안입니다" in author.get(f"/proposals/{proposal.id}/{path}").text
    with pytest.raises(Conflict):
        ended(proposal, Fate.LAPSED)
    assert ended(proposal).state is ProposalState.CLOSED
    assert len(rows("event")) == 1, "the same fate again tells nobody"


@pytest.mark.parametrize("before", [ProposalState.PUBLISHED, ProposalState.TABLED])
def test_the_facilitator_takes_it_up_again_in_the_state_in_which_it_was(app, sign_in, before):
    council = a_council()
    proposal = ended(a_proposal(council, state=before))
    client, url = sign_in(a_facilitator(council)), f"/proposals/{proposal.id}"
    token = {"csrf_token": token_of(client, url)}
    assert "다시 열었습니다" in submit(client, url, "/reopening", follow=True).text
    assert rows("proposal")[0].state == before.value
    assert rows("ending") == []
    assert client.post(f"{url}/reopening", data=token).status_code == 403, "it is open already"


@pytest.mark.parametrize("fate", [Fate.ANSWERED, Fate.MERGED, Fate.SPLIT, Fate.PASSED_ON])
def test_what_went_on_elsewhere_is_not_reopened(app, sign_in, fate):
    council = a_council()
    proposal = ended(a_proposal(council), fate)
    assert "다시 열기" not in sign_in(a_facilitator(council)).get(f"/proposals/{proposal.id}").text
    with pytest.raises(Conflict), transaction():
        service.reopen(queries.proposal(proposal.id), by=a_facilitator(council), at=clock.now())


def test_reopening_an_open_proposal_changes_nothing(app):
    proposal = a_proposal()
    with transaction():
        service.reopen(queries.proposal(proposal.id), by=proposal.author, at=clock.now())
    assert rows("event") == []


def test_a_poll_speaks_after_a_meeting_and_the_centre_after_both(app):
    proposal = a_proposal(state=ProposalState.TABLED)
    for fate in (Fate.DECIDED_BY_MEETING, Fate.DECIDED_BY_POLL, Fate.ANSWERED):
        assert settled(proposal, fate)
        assert rows("ending")[0].fate == fate.value
    assert not settled(proposal, Fate.DECIDED_BY_POLL)
    assert rows("ending")[0].fate == "answered"
    assert rows("ending")[0].left == "tabled"


@pytest.mark.parametrize("fate", [Fate.WITHDRAWN, Fate.MERGED, Fate.NOT_PURSUED])
def test_no_event_overrides_what_people_have_stated(app, fate):
    proposal = ended(a_proposal(), fate)
    assert not settled(proposal, Fate.ANSWERED)
    assert rows("ending")[0].fate == fate.value


def test_a_draft_is_not_settled_and_its_withdrawal_is_nobodys_news(app):
    draft = a_draft()
    assert not settled(draft, Fate.DECIDED_BY_MEETING)
    with transaction():
        service.withdraw(queries.proposal(draft.id), reason="그만둠", by=draft.author, at=clock.now())
    assert rows("ending")[0].fate == "withdrawn"
    assert rows("event") == []


def test_two_endings_at_once_leave_one_fate_and_one_event(app):
    council = a_council()
    proposal = a_proposal(council)
    number, by = proposal.id, a_facilitator(council).id

    def end(fate):
        with app.app_context():
            try:
                with transaction():
                    who = session().get_one(type(proposal.author), by)
                    one = queries.proposal(number)
                    service.close(one, fate=fate, reason=WHY, by=who, at=clock.now())
            except Conflict:
                return "conflict"
            return "ended"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(end, [Fate.NOT_PURSUED, Fate.LAPSED]))
    assert answers == ["conflict", "ended"]
    assert len(rows("ending")) == len(rows("event")) == 1
