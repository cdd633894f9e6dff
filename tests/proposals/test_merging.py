"""Two proposals become one: agreed to by who is asked, and no support moves without its owner's answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.people.models import User
from app.proposals import queries, service
from app.proposals.states import Choice, Fate, ProposalState
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user
from tests.factories.fates import REASON, a_merger, merged
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement


@pytest.fixture
def two(app):
    """Two proposals of one council that mean the same."""
    council = a_council()
    return a_proposal(council, title="가로등 달기"), a_proposal(council, title="밤길 밝히기")


def count_of(proposal) -> int:
    return next(row.endorsement_count for row in rows("proposal") if row.id == proposal.id)


def supporter(*proposals, **given):
    person = a_member(proposals[0].council, **given)
    for one in proposals:
        an_endorsement(one, person)
    return person


def actions() -> list[str]:
    return [event.action for event in rows("event")]


def test_a_facilitator_suggests_the_proposer_agrees_and_the_old_page_says_where_it_went(two, sign_in, client):
    old, new = two
    guide, author = sign_in(a_facilitator(old.council)), sign_in(old.author)
    page = submit(
        guide,
        f"/proposals/{old.id}/mergers/new",
        "/mergers/new",
        follow=True,
        other=str(new.id),
        direction="into",
        reason=REASON,
    )
    assert "합치자고 물었습니다" in page.text
    assert queries.proposal(old.id).state is ProposalState.PUBLISHED, "nothing has changed yet"
    number = rows("merger")[0].id
    assert REASON in author.get(f"/mergers/{number}").text
    assert "합쳤습니다" in submit(author, f"/mergers/{number}", "/agreement", follow=True).text
    gone = client.get(f"/proposals/{old.id}").text
    assert "이 제안의 결말: 다른 제안에 합침" in gone
    assert f'href="/proposals/{new.id}"' in gone
    assert "의견 남기기" not in gone
    assert "이 제안에 이어진 제안" in client.get(f"/proposals/{new.id}").text


def test_a_proposer_needs_the_word_of_the_other_in_both_directions(two, sign_in):
    old, new = two
    assert a_merger(old, new, by=old.author).asked_id == new.author_id
    with transaction():
        service.drop(queries.merger(1), by=old.author, at=clock.now())
    assert a_merger(old, new, by=new.author).asked_id == old.author_id


def test_who_brings_both_needs_nobodys_word(app):
    council = a_council()
    author = a_member(council)
    old, new = a_proposal(council, author), a_proposal(council, author)
    a_merger(old, new, by=author)
    assert rows("merger")[0].state == "agreed"
    assert queries.ending(old.id).fate is Fate.MERGED


def test_a_refusal_leaves_both_and_tells_who_asked(two, sign_in):
    old, new = two
    merger = a_merger(old, new)
    author = sign_in(old.author)
    assert "두 제안은 그대로입니다" in submit(author, f"/mergers/{merger.id}", "/refusal", follow=True).text
    assert rows("ending") == rows("lineage") == []
    assert "merger.declined" in actions()
    token = {"csrf_token": token_of(author, f"/proposals/{old.id}")}
    assert author.post(f"/mergers/{merger.id}/agreement", data=token).status_code == 403, "it was answered"


def test_the_suggestion_is_taken_back_by_who_made_it(two, sign_in):
    old, new = two
    guide = a_facilitator(old.council)
    merger = a_merger(old, new, by=guide)
    page = submit(sign_in(guide), f"/mergers/{merger.id}", "/withdrawal", follow=True)
    assert "제의를 거두었습니다" in page.text
    assert rows("merger")[0].state == "dropped"
    with pytest.raises(Conflict), transaction():
        service.agree(queries.merger(merger.id), by=old.author, at=clock.now())


def test_only_those_concerned_read_a_suggestion(two, sign_in, client):
    merger = a_merger(*two)
    for stranger in (a_member(two[0].council), two[1].author, a_user()):
        assert sign_in(stranger).get(f"/mergers/{merger.id}").status_code == 404
    assert client.get(f"/mergers/{merger.id}").status_code == 404


def test_the_same_suggestion_twice_is_one_and_another_waits_its_turn(two):
    old, new = two
    assert a_merger(old, new).id == a_merger(old, new).id
    with pytest.raises(Invalid, match="이미 답을 기다립니다"):
        a_merger(old, a_proposal(old.council))


@pytest.mark.parametrize("which", ["itself", "elsewhere", "ended", "missing"])
def test_what_cannot_be_one_is_refused_with_a_sentence(two, sign_in, which):
    old, _new = two
    numbers = {
        "itself": old.id,
        "elsewhere": a_proposal(a_council()).id,
        "ended": a_proposal(old.council, state=ProposalState.CLOSED).id,
        "missing": 999_999,
    }
    client, url = sign_in(a_facilitator(old.council)), f"/proposals/{old.id}/mergers/new"
    data = {"csrf_token": token_of(client, url), "other": numbers[which], "direction": "into", "reason": REASON}
    assert client.post(url, data=data).status_code == (404 if which == "missing" else 422)
    assert rows("merger") == []


def test_a_stranger_merges_nothing(two):
    with pytest.raises(Invalid, match="퍼실리테이터만"):
        a_merger(*two, by=a_member(two[0].council))


def test_the_proposers_of_the_old_one_are_invited_to_the_new_one(two):
    old, new = two
    helper, asked = a_co_proposer(old), a_co_proposer(old, accepted=False)
    a_co_proposer(new, helper, accepted=False)
    merged(old, new)
    invited = {row.user_id for row in rows("co_proposer") if row.proposal_id == new.id}
    assert invited == {old.author_id, helper.id}
    assert asked.id not in invited
    assert actions().count("proposal.invited") == 1, "who was asked before is not asked again"


def test_a_merger_into_what_has_ended_since_is_a_conflict_and_changes_nothing(two):
    old, new = two
    merger = a_merger(old, new)
    with transaction():
        service.withdraw(queries.proposal(new.id), reason="그만둠", by=new.author, at=clock.now())
    with pytest.raises(Conflict), transaction():
        service.agree(queries.merger(merger.id), by=old.author, at=clock.now())
    assert queries.proposal(old.id).state is ProposalState.PUBLISHED
    assert rows("lineage") == []


def at_once(app, verbs) -> list[object]:
    def one(verb):
        with app.app_context():
            try:
                with transaction():
                    return verb()
            except (Conflict, Invalid) as fault:
                return type(fault).__name__

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(one, verbs))


def test_two_that_are_merged_into_each_other_at_once_leave_one(app, two):
    there, back = a_merger(*two), a_merger(two[1], two[0])
    verbs = [
        lambda merger=merger: bool(
            service.agree(queries.merger(merger.id), by=session().get_one(User, merger.asked_id), at=clock.now())
        )
        for merger in (there, back)
    ]
    assert sorted(map(str, at_once(app, verbs))) == ["Conflict", "True"]
    assert len(rows("ending")) == len(rows("lineage")) == 1


def test_five_agreements_at_once_are_one(app, two):
    merger, asked = a_merger(*two), two[0].author_id

    def agree():
        service.agree(queries.merger(merger.id), by=session().get_one(User, asked), at=clock.now())

    at_once(app, [agree] * 5)
    assert len(rows("lineage")) == len(rows("ending")) == 1
    assert actions().count("support.asked") == 1


def test_five_answers_at_once_are_one(app, two):
    old, new = two
    who = supporter(old).id
    merged(old, new)

    def move():
        by = session().get_one(User, who)
        return service.move_support(queries.proposal(old.id), Choice.MOVED, by=by, at=clock.now())

    assert sorted(at_once(app, [move] * 5)) == [False] * 4 + [True]
    assert count_of(new) == 1
