"""Fewer than five people are not told by any span, nor by what lies between two of them."""

import re
from random import Random

import pytest
from sqlalchemy import update

from app.boards.maths.suppression import LEAST
from app.boards.queries.voices import KINDS, voices
from app.boards.states import Span
from app.discussion.models import Comment
from app.kernel import clock
from app.kernel.db import session, transaction
from app.places.models import Gu
from app.proposals.models import Endorsement
from tests.factories import a_council, a_dong, a_member, days, in_days, kept
from tests.factories.discussion import a_comment
from tests.factories.proposals import a_proposal

NUMBER = re.compile(r'data-figure="([\w-]+)">([^<]*)<')
PEOPLE = ("came", "voices", "firsts")


def supporters(proposal, *ago: int):
    """One supporter for each number of days ago."""
    for count in ago:
        person = a_member(proposal.council)
        kept(Endorsement(proposal_id=proposal.id, user_id=person.id, at=clock.now() - days(count)))


def told(dong_id: int) -> dict[str, list[int]]:
    """All that any span tells of each number of people."""
    found: dict[str, list[int]] = {}
    for span in Span:
        said = voices([dong_id], span, clock.now()).get(dong_id)
        if said:
            for key, count in {"people": said.people, "firsts": said.firsts, **said.kinds}.items():
                found.setdefault(key, []).extend([] if count is None else [count])
    return found


def few(counts: list[int]) -> list[int]:
    """The small numbers of people that one finds in these, or by taking one from another."""
    return [one for one in counts if 0 < one < LEAST] + [
        one - other for one in counts for other in counts if 0 < one - other < LEAST
    ]


def test_who_spoke_only_before_a_shorter_span_is_not_found_by_subtraction(app):
    proposal = a_proposal(published_at=in_days(-900))
    supporters(proposal, *[0] * 6, *[200] * 3)
    dong_id = proposal.council.dong_id
    assert voices([dong_id], Span.THREE_MONTHS, clock.now())[dong_id].people == 6
    whole = voices([dong_id], Span.TWELVE_MONTHS, clock.now())[dong_id]
    assert (whole.people, whole.kinds["supported"]) == (None, None)  # 9 less 6 would tell of three


def test_five_who_spoke_before_a_shorter_span_are_told(app):
    proposal = a_proposal(published_at=in_days(-900))
    supporters(proposal, *[0] * 6, *[200] * 5)
    dong_id = proposal.council.dong_id
    whole = voices([dong_id], Span.TWELVE_MONTHS, clock.now())[dong_id]
    assert (whole.people, whole.kinds["supported"]) == (11, 11)


@pytest.mark.parametrize("seed", range(5))
def test_no_two_spans_tell_of_a_few_people(app, seed):
    chance = Random(seed)
    proposal = a_proposal(published_at=in_days(-900))
    supporters(proposal, *(chance.choice((0, 35, 70, 150, 340, 500)) for _each in range(chance.randint(6, 30))))
    for _each in range(chance.randint(0, 9)):
        a_comment(proposal)
    for comment in session().query(Comment).all():
        with transaction() as current:
            at = clock.now() - days(chance.choice((0, 35, 150, 340)))
            current.execute(update(Comment).where(Comment.id == comment.id).values(written_at=at))
    found = told(proposal.council.dong_id)
    assert set(found) == {"people", "firsts", *KINDS}
    assert {key: few(counts) for key, counts in found.items()} == {key: [] for key in found}


@pytest.mark.parametrize("count", [1, 4, 5])
def test_pages_of_a_dong_a_gu_and_everywhere_tell_no_few(app, client, count):
    proposal = a_proposal(a_council(dong=a_dong()))
    supporters(proposal, *[0] * (count - 1))  # and who proposed it
    dong_id, gu_id = proposal.council.dong_id, proposal.council.dong.gu_id
    for span in Span:
        for path in (f"/dongs/{dong_id}/figures", f"/gus/{gu_id}/figures", "/figures"):
            numbers = NUMBER.findall(client.get(f"{path}?span={span}").text)
            people = [int(words.rstrip("명")) for key, words in numbers if key in PEOPLE and words.endswith("명")]
            assert [one for one in people if 0 < one < LEAST] == [], path
            assert (count in people) == (count >= LEAST), path


def test_a_gu_and_everywhere_add_no_people_up(app, client):
    """A sum of dongs, less those that are told, would tell of the one that is not."""
    gu = a_dong().gu
    gu_id = gu.id
    for people in (7, 3):
        supporters(a_proposal(a_council(dong=a_dong(gu=session().get_one(Gu, gu_id)))), *[0] * (people - 1))
    for path in (f"/gus/{gu_id}/figures", "/figures"):
        page = client.get(path).text
        assert {words for key, words in NUMBER.findall(page) if key == "voices"} >= {"7명"}
        assert "10명" not in page
        assert ">3명" not in page
