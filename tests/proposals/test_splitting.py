"""A proposal that asks two things becomes two, and each supporter says which of them matter."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.proposals import queries, service
from app.proposals.service import Words
from app.proposals.states import ProposalState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement

WHY = "가로등과 벤치를 따로 정하고 싶습니다."
LAMP = {"first-title": "가로등 달기", "first-problem": "어둡습니다", "first-wish": "밝게 해 주세요"}
BENCH = {"second-title": "벤치 놓기", "second-problem": "앉을 데가 없습니다", "second-wish": "놓아 주세요"}


@pytest.fixture
def both(app):
    """A proposal that asks two things."""
    return a_proposal(title="가로등과 벤치", place="국사봉길 84")


def split(proposal, *titles):
    with transaction():
        words = [Words(title, "문제", "바람") for title in titles]
        whole = queries.proposal(proposal.id)
        return service.split(whole, words, reason=WHY, by=proposal.author, at=clock.now())


def counts() -> dict[str, int]:
    return {row.title: row.endorsement_count for row in rows("proposal")}


def test_its_proposer_splits_it_beginning_from_its_own_words(both, sign_in, client):
    author, url = sign_in(both.author), f"/proposals/{both.id}/splitting"
    assert both.problem in author.get(url).text
    page = submit(author, url, follow=True, **LAMP, **BENCH, reason=WHY)
    assert "어느 제안에 공감하는지 물었습니다" in page.text
    lamp, bench = (row for row in rows("proposal") if row.id != both.id)
    assert (lamp.title, bench.title) == ("가로등 달기", "벤치 놓기")
    assert lamp.state == bench.state == "published"
    assert lamp.place == "국사봉길 84"
    gone = client.get(f"/proposals/{both.id}").text
    assert "나누어 다시 냄" in gone
    assert WHY in gone
    assert "벤치 놓기" in gone
    assert "가로등과 벤치" in client.get(f"/proposals/{bench.id}").text, "lineage is told both ways"


def test_a_third_part_is_whole_or_not_there(both, sign_in):
    author, url = sign_in(both.author), f"/proposals/{both.id}/splitting"
    half = submit(author, url, **LAMP, **BENCH, reason=WHY, **{"third-title": "화분"})
    assert half.status_code == 422
    assert "이 칸을 채워 주세요" in half.text
    assert len(rows("proposal")) == 1
    third = {"third-title": "화분", "third-problem": "허전합니다", "third-wish": "놓아 주세요"}
    assert submit(author, url, **LAMP, **BENCH, reason=WHY, **third).status_code == 303
    assert len(rows("lineage")) == 3


def test_one_part_is_no_split(both):
    with pytest.raises(Invalid, match="둘 이상"):
        split(both, "하나")


def test_each_supporter_chooses_which_parts_matter(both, sign_in):
    person, only, none = (a_member(both.council) for _ in range(3))
    for one in (person, only, none):
        an_endorsement(both, one)
    lamp, bench = split(both, "가로등", "벤치")
    assert counts() == {"가로등과 벤치": 3, "가로등": 0, "벤치": 0}
    url = f"/proposals/{both.id}/support"
    unsaid = submit(sign_in(only), url, choice="moved")
    assert unsaid.status_code == 422
    assert "어느 제안에 공감하는지" in unsaid.text
    submit(sign_in(person), url, choice="moved", chosen=[str(lamp.id), str(bench.id)])
    submit(sign_in(only), url, choice="moved", chosen=[str(bench.id)])
    submit(sign_in(none), url, choice="stayed")
    assert counts() == {"가로등과 벤치": 3, "가로등": 1, "벤치": 2}


def test_support_goes_to_no_proposal_that_is_not_a_part(both, sign_in):
    person, stranger = a_member(both.council), a_proposal(both.council, title="딴 제안")
    an_endorsement(both, person)
    split(both, "가로등", "벤치")
    page = submit(sign_in(person), f"/proposals/{both.id}/support", choice="moved", chosen=[str(stranger.id)])
    assert page.status_code == 422
    assert counts()["딴 제안"] == 0


def test_a_facilitator_signs_for_the_parts_and_invites_the_proposers(both, sign_in):
    helper, guide = a_co_proposer(both), a_facilitator(both.council)
    submit(sign_in(guide), f"/proposals/{both.id}/splitting", **LAMP, **BENCH, reason=WHY)
    parts = [row for row in rows("proposal") if row.id != both.id]
    assert {row.author_id for row in parts} == {guide.id}
    invited = {(row.proposal_id, row.user_id) for row in rows("co_proposer") if row.proposal_id != both.id}
    assert invited == {(row.id, user) for row in parts for user in (both.author_id, helper.id)}


def test_what_has_ended_is_not_split_and_others_do_not_split(both, sign_in):
    assert sign_in(a_member(both.council)).get(f"/proposals/{both.id}/splitting").status_code == 403
    ended = a_proposal(a_council(), state=ProposalState.CLOSED)
    with pytest.raises(Conflict):
        split(ended, "하나", "둘")
    assert len(rows("proposal")) == 2
