"""Published assemblies, held again: figures that cannot be right are refused, the others are counted to the vote."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.db import session, transaction
from app.polls import queries
from app.polls.methods import METHODS, Misread, Weighted
from app.polls.methods.rules import Rules
from app.polls.models import Poll
from app.polls.service import replay
from app.polls.service.published import Contradiction, PublishedPoll, Skipped, read_assembly
from tests.conftest import rows

SHARED = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "assembly_results.json"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason=f"the published results are not at {SHARED}")


def a_dataset(**given):
    """An assembly of 20 neighbours of a made-up dong with two votes each; figures made up too."""
    items = [{"name": "하나", "votes": 15}, {"name": "둘", "votes": 12}, {"name": "셋", "votes": 9}]
    usual = {"id": "test", "place": "시험시 시험구 시험동", "when": "2022-03-31", "ballot": "choose", "items": items}
    return {**usual, "voters": 20, "votes_per_voter": 2, **given}


def items(*votes):
    return [{"name": f"안건 {n}", "votes": count} for n, count in enumerate(votes)]


def test_figures_that_can_be_right_are_read(app):
    assembly = read_assembly(a_dataset())
    (poll,) = assembly.polls
    assert (poll.method, poll.votes_per_voter, poll.votes, poll.voters) == ("choose_up_to_k", 2, (15, 12, 9), 20)
    assert (assembly.city, assembly.gu, assembly.dong) == ("시험시", "시험구", "시험동")
    assert assembly.opens_at == datetime(2022, 3, 31, tzinfo=UTC)
    assert (assembly.roll_count, assembly.quorum_basis) == (20, "none")


def test_more_votes_than_the_voters_have_are_refused_with_both_figures(app):
    with pytest.raises(Contradiction, match=r"41 > 40"):
        read_assembly(a_dataset(items=items(20, 12, 9)))


def test_an_item_with_more_votes_than_voters_is_refused(app):
    with pytest.raises(Contradiction, match=r"21표.*20명"):
        read_assembly(a_dataset(items=items(21, 5, 5)))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"items": []}, "안건별 표"),
        ({"items": [{"name": "이름만"}]}, "안건별 표"),
        ({"voters": None}, "한 사람의 표 수"),
        ({"votes_per_voter": None}, "한 사람의 표 수"),
        ({"when": "지난여름"}, "언제"),
        ({"voters": 706, "items": [{"name": "하나", "pct": 67}]}, "470~476표"),
    ],
)
def test_figures_that_say_too_little_are_skipped_with_the_reason(app, given, reason):
    with pytest.raises(Skipped, match=reason):
        read_assembly(a_dataset(**given))


def test_a_share_that_leaves_one_number_only_is_read_as_it(app):
    (poll,) = read_assembly(a_dataset(voters=50, items=[{"name": "하나", "pct": 68}, {"name": "둘", "pct": 4}])).polls
    assert poll.votes == (34, 2)


def test_yes_and_no_on_each_item_is_a_motion_each(app):
    pair = [{"name": "하나", "yes": 7, "no": 2}, {"name": "둘", "yes": 5, "no": 5}]
    assembly = read_assembly(a_dataset(ballot="yes_no_each", items=pair, voters=None))
    assert [(poll.method, poll.voters, poll.votes) for poll in assembly.polls] == [
        ("motion", 9, (7, 2)),
        ("motion", 10, (5, 5)),
    ]
    assert assembly.roll_count == 10


def test_a_published_quorum_tells_how_many_people_there_are(app):
    assembly = read_assembly(a_dataset(quorum=32, quorum_rule="1%"))
    assert (assembly.roll_count, assembly.quorum_basis, assembly.quorum_value) == (3_200, "population", 100)
    assert "3200명" in assembly.assumptions[0]


def test_every_assumption_is_a_sentence(app):
    told = read_assembly(a_dataset(when="2024 summer")).assumptions
    assert len(told) == 3
    assert all(sentence.endswith(".") for sentence in told)


@given(voters=st.integers(1, 60), each=st.integers(1, 4), data=st.data())
def test_ballots_are_made_that_add_up_and_that_the_box_would_take(voters, each, data):
    votes, left = [], voters * each
    for _ in range(data.draw(st.integers(each, 7))):
        votes.append(data.draw(st.integers(0, min(voters, left))))
        left -= votes[-1]
    poll = PublishedPoll("물음", "choose_up_to_k", each, ("",) * len(votes), tuple(votes), voters)
    method, rules, positions = METHODS[poll.method], Rules(votes_per_voter=each), range(1, len(votes) + 1)
    read = [method.read(ballot, positions, rules) for ballot in poll.ballots()]
    assert len(read) == voters
    assert not [marks for marks in read if isinstance(marks, Misread)]
    assert [sum(position in marks for marks in read) for position in positions] == votes


def replayed(app, *datasets, folder):
    file = folder / "results.json"
    file.write_text(json.dumps({"datasets": datasets}), encoding="utf-8")
    session().rollback()
    return app.test_cli_runner().invoke(args=["replay", str(file)])


def test_an_assembly_is_held_again_and_its_count_stands_beside_the_published(app, tmp_path):
    done = replayed(app, a_dataset(), folder=tmp_path)
    assert done.exit_code == 0, done.output
    (line,) = [line for line in done.output.splitlines() if line.strip().startswith("둘")]
    assert line.split() == ["둘", "12", "12", "="]
    assert "20 / 20 (100.0 %)" in done.output
    session().expire_all()
    (poll,) = session().query(Poll).all()
    assert (poll.is_certified, poll.is_replay, poll.roll_count) == (True, True, 20)
    assert poll.opens_at == datetime(2022, 3, 31, tzinfo=UTC)
    assert len(rows("ballot")) == 20


def test_replaying_twice_says_so_and_doubles_nothing(app, tmp_path):
    replayed(app, a_dataset(), folder=tmp_path)
    before = [len(rows(table)) for table in ("gu", "dong", "council", "user", "membership", "poll", "roll", "ballot")]
    done = replayed(app, a_dataset(), folder=tmp_path)
    after = [len(rows(table)) for table in ("gu", "dong", "council", "user", "membership", "poll", "roll", "ballot")]
    assert "이미 있습니다" in done.output
    assert done.exit_code == 0
    assert after == before


def test_a_replay_that_was_stopped_goes_on_where_it_stood(app, tmp_path):
    assembly = read_assembly(a_dataset())
    with transaction():
        council = replay.call(assembly)
    with transaction():
        poll = replay.open_published(council, assembly, assembly.polls[0])
    for voter, marks in replay.papers_left(poll, assembly.polls[0])[:7]:
        with transaction():
            replay.cast_published(poll, voter, marks, assembly)
    assert len(rows("ballot")) == 7
    done = replayed(app, a_dataset(), folder=tmp_path)
    assert done.exit_code == 0, done.output
    assert len(rows("ballot")) == 20


def test_what_cannot_be_right_is_refused_by_the_command_and_leaves_nothing(app, tmp_path):
    wrong, thin = a_dataset(id="wrong", items=items(20, 20, 1)), a_dataset(id="thin", items=[])
    done = replayed(app, wrong, thin, folder=tmp_path)
    assert "거절 · refused" in done.output
    assert "41 > 40" in done.output
    assert "건너뜀 · skipped" in done.output
    assert rows("council") == rows("poll") == []


def test_a_replayed_poll_is_not_among_the_open_ones_meanwhile(app):
    assembly = read_assembly(a_dataset())
    with transaction():
        council = replay.call(assembly)
    with transaction():
        replay.open_published(council, assembly, assembly.polls[0])
    assert queries.open_polls() == []


@pytest.fixture(scope="module")
def published():
    return {given["id"]: given for given in json.loads(SHARED.read_text(encoding="utf-8"))["datasets"]}


@needs_data
def test_published_assemblies_are_counted_refused_or_skipped(app, published):
    told = {}
    for key, dataset in published.items():
        try:
            told[key] = [recounted(poll) for poll in read_assembly(dataset).polls]
        except (Contradiction, Skipped) as reason:
            told[key] = type(reason)
    assert told.pop("daelim1") is Contradiction
    assert {key for key, what in told.items() if what is Skipped} == {"donam1", "jeongwang2", "myeoncheon"}
    counted = {key: what for key, what in told.items() if what is not Skipped}
    assert counted["gwansan-2"] == [[732, 649, 447, 420, 385]]
    assert counted["haengsin4"][0] == [440, 40]
    assert len(counted) == 5


def recounted(poll):
    """The votes of each label by the method alone, without a database."""
    method, rules = METHODS[poll.method], Rules(votes_per_voter=poll.votes_per_voter)
    positions = range(1, 1 + (len(method.answers) or len(poll.labels)))
    box = [Weighted(method.read(marks, positions, rules), 1) for marks in poll.ballots()]
    tally = method.tally(box, positions, rules)
    votes = list(tally.votes.values())[: len(poll.labels)]
    assert (tuple(votes), tally.cast, tally.invalid) == (poll.votes, poll.voters, 0)
    return votes


@needs_data
def test_908_voters_of_a_real_assembly_are_counted_as_published(app, published, tmp_path):
    done = replayed(app, *(published[key] for key in ("gwansan-2", "daelim1", "jeondong")), folder=tmp_path)
    assert done.exit_code == 0, done.output
    assert "907 > 902" in done.output
    assert done.output.count(" =\n") == 5 + 3
    assert "정족수 · quorum 32 (충족 · met)" in done.output
    assert len(rows("ballot")) == 908 + 99
