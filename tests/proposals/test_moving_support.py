"""Where support goes when a proposal lives on in another: each supporter says it, nobody for them."""

import pytest

from app.discussion.states import Stance
from app.kernel import clock
from app.kernel.db import transaction
from app.proposals import queries, service
from app.proposals.states import Choice
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, a_correction_of_the_summary
from tests.factories.fates import a_merger, answered, merged
from tests.factories.proposals import a_co_proposer, a_photo, a_proposal, an_amendment, an_endorsement


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


def test_each_supporter_answers_and_only_who_moves_is_moved(two, sign_in, client):
    old, new = two
    mover, stayer, leaver, silent = (supporter(old) for _ in range(4))
    merged(old, new)
    assert count_of(new) == 0, "nobody is moved without an answer"
    for person, choice in ((mover, "moved"), (stayer, "stayed"), (leaver, "left")):
        browser = sign_in(person)
        assert "내 공감을 어떻게 할지 답하기" in browser.get(f"/proposals/{old.id}").text
        page = submit(browser, f"/proposals/{old.id}/support", follow=True, choice=choice)
        assert "답하신 대로 했습니다" in page.text
        assert "내 공감을 어떻게 할지 답하기" not in page.text
    assert [row.user_id for row in rows("endorsement") if row.proposal_id == new.id] == [mover.id]
    assert count_of(new) == 1
    said = "공감을 옮긴 이웃 1명 · 여기에만 남긴 이웃 1명 · 거둔 이웃 1명 · 아직 답하지 않음 1명"
    for proposal in two:
        assert said in client.get(f"/proposals/{proposal.id}").text
    assert "답하시기 전에는" in sign_in(silent).get(f"/proposals/{old.id}/support").text


def test_who_endorsed_both_counts_once_and_leaves_both(two):
    old, new = two
    both, leaver = supporter(old, new), supporter(old, new)
    merged(old, new)
    assert count_of(new) == 2
    assert answered(old, both, Choice.MOVED)
    assert count_of(new) == 2
    assert answered(old, leaver, Choice.LEFT)
    assert count_of(new) == 1


def test_an_answer_is_given_once(two, sign_in):
    old, new = two
    person = supporter(old)
    merged(old, new)
    assert answered(old, person, Choice.STAYED)
    assert not answered(old, person, Choice.MOVED)
    assert count_of(new) == 0
    assert "이미 답하셨습니다" in sign_in(person).get(f"/proposals/{old.id}/support").text


def test_who_brings_the_new_one_is_not_counted_among_its_supporters(two):
    old, new = two
    an_endorsement(old, new.author)
    merged(old, new)
    assert answered(old, new.author, Choice.MOVED)
    assert count_of(new) == 0


def test_support_goes_to_where_the_matter_is_now(two):
    old, new = two
    last = a_proposal(old.council)
    person = supporter(old)
    merged(old, new)
    merged(new, last)
    assert answered(old, person, Choice.MOVED)
    assert count_of(last) == 1
    assert count_of(new) == 0


def test_support_does_not_move_to_what_has_ended(two, sign_in):
    old, new = two
    person = supporter(old)
    merged(old, new)
    with transaction():
        service.withdraw(queries.proposal(new.id), reason="그만둠", by=new.author, at=clock.now())
    page = submit(sign_in(person), f"/proposals/{old.id}/support", choice="moved")
    assert page.status_code == 422
    assert "공감을 옮길 수 없습니다" in page.text
    assert answered(old, person, Choice.STAYED), "the refused answer was none"


def test_who_never_endorsed_is_asked_nothing(two, sign_in, client):
    merged(*two)
    url = f"/proposals/{two[0].id}/support"
    assert sign_in(a_member(two[0].council)).get(url).status_code == 404
    assert client.get(url).status_code == 303
    assert sign_in(two[1].author).get(f"/proposals/{two[1].id}/support").status_code == 403


def test_the_pages_ask_as_often_for_one_merged_proposal_as_for_five(two, sign_in):
    _, new = two
    reader, guide = sign_in(supporter(new)), sign_in(a_facilitator(new.council))

    def statements() -> list[int]:
        counts = []
        for browser, url in ((reader, f"/proposals/{new.id}"), (guide, f"/proposals/{new.id}/mergers/new")):
            with counted_statements() as asked:
                assert browser.get(url).status_code == 200
            counts.append(len(asked))
        return counts

    merged(two[0], new)
    one = statements()
    for _ in range(4):
        other = a_proposal(new.council)
        supporter(other)
        merged(other, new)
    assert statements() == one
    assert max(one) <= 12


@pytest.mark.parametrize("order", ["oldest", "sides"])
def test_a_page_with_everything_on_it_asks_at_most_twelve_times(two, sign_in, order):
    old, new = two
    merged(old, new)
    council, person = new.council, supporter(new)
    a_merger(a_proposal(council), new)
    a_photo(new)
    a_co_proposer(new)
    an_amendment(new)
    a_correction_of_the_summary(new, a_facilitator(council), person)
    a_comment(new, stance=Stance.FOR)
    url = f"/proposals/{new.id}?order={order}"
    for reader in (person, new.author, a_facilitator(council), an_officer(council.dong)):
        browser = sign_in(reader)
        with counted_statements() as asked:
            assert browser.get(url).status_code == 200
        selects = [one for one in asked if one.lstrip().startswith("SELECT")]
        assert len(selects) <= 12, "\n".join(selects)
