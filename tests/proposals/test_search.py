"""Finding proposals: by words whatever hangs on them, by initials, and what says much of the same."""

import pytest
from sqlalchemy import delete

from app.kernel import clock
from app.kernel.db import transaction
from app.proposals import jobs, queries, service
from app.proposals.models import ProposalPart
from app.proposals.queries.search import found
from app.proposals.service import Words
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member
from tests.factories.proposals import a_draft, a_proposal


@pytest.fixture
def alley(app):
    """A council with proposals on different things."""
    council = a_council()
    others = {"place": "", "problem": "", "wish": ""}
    made = {
        name: a_proposal(council, **{**others, "title": title, "problem": problem})
        for name, title, problem in (
            ("rubbish", "쓰레기 모으는 곳을 한 군데로", "봉투가 길에 쌓입니다."),
            ("light", "밤길이 어두워요, 가로등을 달아 주세요", "모퉁이가 캄캄합니다."),
            ("bench", "경로당 앞에 의자 놓기", "어르신들이 쉬실 곳이 없습니다."),
            ("cctv", "CCTV 4대 설치", "쓰레기를 몰래 버립니다."),
        )
    }
    return council, made


def names(alley, words):
    council, made = alley
    by_id = {proposal.id: name for name, proposal in made.items()}
    return [by_id[number] for number in found(council.id, words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("쓰레기", "rubbish"), ("쓰레기를", "rubbish"), ("쓰레기는요", "rubbish"), ("가로등이", "light"),
        ("어두운 밤길", "light"),
        ("의자", "bench"), ("cctv", "cctv"),
    ],
)  # fmt: skip
def test_particles_endings_and_letters_do_not_matter(alley, words, first):
    assert names(alley, words)[0] == first


def test_what_stands_in_the_title_comes_first(alley):
    assert names(alley, "쓰레기") == ["rubbish", "cctv"]


@pytest.mark.parametrize(
    ("typed", "there"),
    [("ㅆㄹㄱ", ["rubbish"]), ("ㄱㄹㄷ", ["bench", "light"]), ("ㅇㅈ ㄱㄹㄷ", ["bench"]), ("ㄱㅎ", [])],
)
def test_initials_find_titles(alley, typed, there):
    assert names(alley, typed) == there


def test_drafts_and_other_councils_are_not_found(alley):
    council, _made = alley
    a_draft(council, title="쓰레기 새 제안")
    a_proposal(a_council(), title="쓰레기 다른 골목")
    assert names(alley, "쓰레기") == ["rubbish", "cctv"]


def test_words_that_are_nowhere_find_nothing(alley):
    assert names(alley, "눈썰매장") == []
    assert names(alley, "…") == names(alley, "") == []


def test_the_list_finds_by_parts_and_still_by_exact_signs(alley, client):
    council, made = alley
    page = client.get(f"/councils/{council.id}/proposals", query_string={"words": "쓰레기는"}).text
    assert made["rubbish"].title in page
    assert made["bench"].title not in page


def test_other_words_are_found_as_they_are_now(alley):
    _council, made = alley
    bench = made["bench"]
    words = Words("정자 고치기", "비가 샙니다.", "지붕을 고쳐 주세요.")
    with transaction():
        service.edit(queries.proposal(bench.id), words, at=clock.now())
    assert names(alley, "의자") == []
    assert names(alley, "정자") == ["bench"]


def test_what_was_never_indexed_is_indexed_by_the_worker_once(alley):
    with transaction() as current:
        current.execute(delete(ProposalPart))
    assert names(alley, "쓰레기") == []
    assert jobs.index_proposals(clock.now()) == 4
    assert jobs.index_proposals(clock.now()) == 0
    assert names(alley, "쓰레기") == ["rubbish", "cctv"]


def test_a_draft_is_shown_what_says_much_of_the_same_before_it_is_published(alley, sign_in):
    council, made = alley
    author = a_member(council)
    draft = a_draft(council, author, title="가로등 하나 더", wish="어두운 밤길에 가로등을 달아 주세요.")
    page = sign_in(author).get(f"/proposals/{draft.id}/publication").text
    assert "비슷한 제안이 있습니다" in page
    assert made["light"].title in page
    assert made["bench"].title not in page
    assert [one.proposal.id for one in queries.similar_to(draft)] == [made["light"].id]


def test_nothing_alike_is_said_where_there_is_nothing(alley, sign_in):
    council, _made = alley
    author = a_member(council)
    draft = a_draft(council, author, title="고양이 급식소", problem="", wish="고양이 밥 주는 곳을 정합시다.", place="")
    assert "비슷한 제안이 있습니다" not in sign_in(author).get(f"/proposals/{draft.id}/publication").text


def test_withdrawn_proposals_are_not_shown_as_alike(alley):
    council, made = alley
    with transaction():
        service.withdraw(queries.proposal(made["light"].id), reason="", by=made["light"].author, at=clock.now())
    draft = a_draft(council, title="가로등 하나 더", wish="어두운 밤길에 가로등을 달아 주세요.")
    assert queries.similar_to(draft) == []


def test_a_text_of_ten_thousand_letters_is_indexed_within_bounds(app):
    proposal = a_proposal(problem="".join(chr(0xAC00 + number) for number in range(10_000)))
    assert len([row for row in rows("proposal_part") if row.proposal_id == proposal.id]) == 400


def test_searching_takes_the_same_statements_whatever_is_found(alley, client):
    council, _made = alley
    counts = []
    client.get(f"/councils/{council.id}/proposals")
    for words in ("쓰레기", "가로등이 어두운 밤길", "없는말"):
        with counted_statements() as counted:
            client.get(f"/councils/{council.id}/proposals", query_string={"words": words})
        counts.append(len(counted))
    assert max(counts) - min(counts) <= 1, "what is nowhere needs no second look"
    assert counts[0] <= 12


@pytest.mark.parametrize(
    ("words", "first"),
    [("보안등", "light"), ("조명이", "light"), ("벤치", "bench"), ("감시카메라", "cctv"), ("분리수거", "rubbish")],
)
def test_another_word_for_the_same_thing_finds_it(alley, words, first):
    assert names(alley, words)[0] == first


def test_the_very_word_comes_before_another_for_the_same(alley):
    council, made = alley
    exact = a_proposal(council, title="밤길이 어두워요, 보안등을 달아 주세요", place="", problem="", wish="")
    assert found(council.id, "보안등") == [exact.id, made["light"].id]


def test_the_list_stands_closest_first_while_something_is_searched_and_in_other_orders_when_asked(alley, client):
    council, made = alley
    newest = a_proposal(council, title="의자 고치기", place="", wish="", problem="쓰레기가 그 위에 있습니다.")
    url = f"/councils/{council.id}/proposals"
    page = client.get(url, query_string={"words": "쓰레기"}).text
    assert page.index(made["rubbish"].title) < page.index(newest.title)
    assert "찾는 말에 가까운 것부터" in page
    by_date = client.get(url, query_string={"words": "쓰레기", "order": "newest"}).text
    assert by_date.index(newest.title) < by_date.index(made["rubbish"].title)
    assert "찾는 말에 가까운 것부터" not in client.get(url, query_string={"order": "closest"}).text
