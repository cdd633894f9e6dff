"""Lists: what is open and what has ended, what needs voices, and an order of chance that stays while one pages."""

import re

import pytest

from app.kernel import clock
from app.proposals import queries
from app.proposals.queries.orders import FEW_VOICES
from app.proposals.states import ProposalState
from tests.factories import a_council, a_member, days
from tests.factories.discussion import a_comment
from tests.factories.proposals import a_proposal, an_endorsement


def shown(client, council, query: str = "") -> list[str]:
    """The titles on the page, in their order."""
    page = client.get(f"/councils/{council.id}/proposals{query}")
    assert page.status_code == 200
    return re.findall(r'class="card-title"><a href="/proposals/\d+">([^<]+)</a>', page.text)


def test_the_list_filters_by_open_and_ended(app, client):
    council = a_council()
    for state in (ProposalState.PUBLISHED, ProposalState.TABLED, ProposalState.CLOSED, ProposalState.WITHDRAWN):
        a_proposal(council, state=state, title=state.value)
    assert set(shown(client, council, "?stage=open")) == {"published", "tabled"}
    assert set(shown(client, council, "?stage=ended")) == {"closed", "withdrawn"}
    assert len(shown(client, council)) == 4
    page = client.get(f"/councils/{council.id}/proposals?stage=ended").text
    assert ">더 다루지 않음</span>" in page
    assert ">제안한 분이 거둠</span>" in page


def test_what_needs_voices_is_old_open_and_quiet_the_quietest_first(app, client):
    council = a_council()
    old = clock.now() - days(4)
    quiet = a_proposal(council, title="조용한 것", published_at=old)
    silent = a_proposal(council, title="아무 말 없는 것", published_at=old + days(0.5))
    loud = a_proposal(council, title="시끄러운 것", published_at=old, endorsement_count=FEW_VOICES)
    fresh = a_proposal(council, title="갓 나온 것", published_at=clock.now() - days(2))
    a_proposal(council, title="끝난 것", published_at=old, state=ProposalState.CLOSED)
    an_endorsement(quiet)
    a_comment(quiet)
    assert shown(client, council, "?order=quiet") == [silent.title, quiet.title]
    assert loud.title in shown(client, council)
    assert fresh.title in shown(client, council)


def mixed(council, seed: str, number: int = 1) -> list[int]:
    wish = queries.Wish(order=queries.Order.RANDOM, seed=seed)
    return [one.id for one in queries.listed(council.id, wish, number).items]


def test_an_order_of_chance_is_the_same_for_one_seed_on_every_page_and_another_for_another(app):
    council = a_council()
    author = a_member(council)
    numbers = [a_proposal(council, author).id for _ in range(27)]
    first, second = mixed(council, "2026-11-28 7"), mixed(council, "2026-11-28 7", 2)
    assert sorted(first + second) == numbers, "each once, none twice"
    assert mixed(council, "2026-11-28 7") == first
    assert first + second not in (numbers, numbers[::-1])
    assert mixed(council, "2026-11-28 8") != first
    assert mixed(council, "2026-11-29 7") != first


def test_over_many_seeds_each_proposal_comes_first_about_as_often(app):
    council = a_council()
    author = a_member(council)
    numbers = [a_proposal(council, author).id for _ in range(4)]
    firsts = [mixed(council, f"seed {turn}")[0] for turn in range(200)]
    assert all(25 <= firsts.count(number) <= 80 for number in numbers), "50 each, and four standard deviations of slack"


def test_the_order_of_chance_differs_from_reader_to_reader_and_not_from_page_to_page(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    for number in range(25):
        a_proposal(council, author, title=f"제안 {number}")
    one, other = sign_in(a_member(council)), sign_in(a_member(council))
    both = shown(one, council, "?order=random") + shown(one, council, "?order=random&page=2")
    assert len(set(both)) == 25
    assert shown(one, council, "?order=random") == both[:20]
    assert shown(other, council, "?order=random") != both[:20]
    assert shown(client, council, "?order=random") == shown(app.test_client(), council, "?order=random")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?order=quiet", "목소리가 필요한 제안이 없습니다"),
        ("?stage=ended", "결말이 난 제안은 까닭과 함께"),
        ("?stage=tabled", "회의에 오른 제안이 없습니다"),
        ("?stage=ended&words=없는말", "다른 낱말로 찾거나"),
        ("", "아직 제안이 없습니다"),
        ("?order=random", "아직 제안이 없습니다"),
    ],
)
def test_an_empty_list_says_what_would_stand_there(app, client, query, words):
    assert words in client.get(f"/councils/{a_council().id}/proposals{query}").text
