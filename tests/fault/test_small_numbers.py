"""With fewer than five valid ballots, what is public of a poll says what came out and nothing else.

Two proofs for each of many random polls. The page shows the outcome alone: the count in the database is exchanged for
that of quite other ballots with the same outcome, and not a byte of what is public changes. And the outcome says of
nobody what they chose: the attacker tries all ballots that would have given it.
"""

import hashlib
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select, update

from app.decisions import queries as decisions
from app.decisions import service as reports
from app.documents.official.result_report import result_report
from app.kernel import clock
from app.kernel.chance import drawn
from app.kernel.db import session, transaction
from app.kernel.events import deliver
from app.kernel.outbox import Message
from app.notices.models import Notification
from app.polls import queries
from app.polls.methods import METHODS, Weighted
from app.polls.methods.rules import SMALL_NUMBER, Rules
from app.polls.methods.verdicts import Decision
from app.polls.models import Poll, Tally
from app.polls.service.commitments import receipts_root
from app.polls.service.counting import unused
from app.polls.service.lots import lot_secret
from tests import factories
from tests.access.walking import rules
from tests.factories import ballots
from tests.factories import polls as made
from tests.fault.answers import NOISE
from tests.fault.election import FULL

pytestmark = pytest.mark.fault
POLLS = 200 if FULL else 6
VOTES = re.compile(r"\d+\s*(?:표|votes?\b)|(?:유효표|빈 표|무효표|valid ballots?)\D{0,20}\d")
RULES_SAID = re.compile(r"한 사람이? \d+표|\d+표까지|한 사람(?:당|마다)? \d+표")  # how many one may mark is no count
MOST_OPTIONS = {
    "irv": 3, "cumulative": 3, "schulze": 3, "ranked_pairs": 3, "borda": 3, "stv_scottish": 3, "stv_meek": 3,
}  # fmt: skip
OPTIONS = {"score": 2, "star": 2, "majority_judgement": 2}  # with more there are too many boxes to try
FACTS = (
    "rounds", "pairs", "locked", "fives", "finalists", "grades", "spending", "transfers", "keeping", "shares",
    "weighed",
)  # fmt: skip
SPARSE = (0.9, 0.5, 0.25)  # how many of the roll vote
FILES = ("polls.csv", "results.csv", "results.json")  # of open data, those that tell of polls
Box = tuple[tuple[int, ...], ...]


class Seen(NamedTuple):
    """Everything public of a poll: pages by address, and what members were told."""

    pages: dict[tuple[str, str], bytes]
    told: list[str]


def a_random_poll(chance: random.Random) -> tuple[Poll, Box]:
    """A counted poll under random bylaws, and its ballots; its result was certified and reported."""
    method = chance.choice(sorted(METHODS))
    options = OPTIONS.get(method) or chance.randint(2, MOST_OPTIONS.get(method, 4))
    options = 0 if method == "motion" else options
    most = min(chance.randint(2, 3), METHODS[method].most_votes(options))
    quorum = chance.choice([("none", 0), ("count", 2), ("roll", 3_000)])
    passing = {"passing_numerator": chance.randint(1, 2), "passing_denominator": 3} if chance.random() < 0.5 else {}
    council = factories.a_council(
        bylaws={
            "quorum_basis": quorum[0], "quorum_value": quorum[1],
            "passing_basis": chance.choice(["valid", "cast", "roll"]), "passing_strict": chance.random() < 0.5,
            "abstentions_counted": chance.random() < 0.5,
            "tie_rule": chance.choice(["lot", "fail", "all"]), "votes_per_voter": most, **passing,
        }
    )  # fmt: skip
    by, officer = factories.a_facilitator(council), factories.an_officer(council.dong)
    voters = made.voters_of(council, chance.randint(2, 12))
    seats = chance.randint(1, options - 1) if options else 1
    priced = [replace(one, cost_won=chance.randint(1, 4)) for one in made.options(options)]
    given = {"method": method, "votes_per_voter": most, "seats": seats, "by": by, "options": priced}
    poll = made.an_open_poll(council, budget_won=chance.randint(4, 8), **given)
    share, kinds = chance.choice(SPARSE), ballots.possible(method, options or 3, most)
    box = [chance.choice(kinds) for voter in voters if chance.random() < share]
    for voter, marks in zip(voters, box, strict=False):
        made.cast(poll, voter, marks or (0,))
    made.closed(poll)
    with transaction():
        made.service.certify(queries.poll(poll.id), by=officer, at=clock.now())
    report_of(poll, by)
    return queries.poll(poll.id), tuple(sorted(box))


def report_of(poll: Poll, by: Any) -> None:
    """The result goes to the dong centre, and everybody is told."""
    with transaction():
        report = reports.compose(queries.poll(poll.id), by=by, at=clock.now())
    with transaction():
        reports.add(report, "결과대로 해 주세요", "suggestion")
    with transaction():
        reports.send(report, by=by, at=clock.now())
    deliver(clock.now())


def outcome_of(poll: Poll, box: Box) -> tuple[Decision, Any]:
    """What the rules of the poll make of a box."""
    method, positions = METHODS[poll.method], [option["position"] for option in poll.rules["options"]]
    counted = Rules.from_sheet(poll.rules)
    tally = method.tally([Weighted(marks, weight) for marks, weight in Counter(box).items()], positions, counted)
    return method.decide(tally, counted, lot_of(poll, positions) if counted.tie_rule == "lot" else None), tally


def lot_of(poll: Poll, positions: list[int]) -> list[int]:
    """The lot of the poll, which hangs on its receipts and on nothing that is marked."""
    seed = hashlib.sha256(f"{lot_secret(poll.id)}\n{receipts_root(poll.id)}".encode()).hexdigest()
    return [int(name) for name in drawn(seed, [str(position) for position in positions])]


def same_outcome(poll: Poll, box: Box) -> list[Box]:
    """All boxes of as many ballots, fewer than five of them valid, from which the same came out."""
    shown = _public(outcome_of(poll, box)[0])
    positions = len(poll.rules["options"])
    kinds = [one for one in ballots.possible(poll.method, positions, poll.votes_per_voter) if one]
    blank_too = poll.method != "motion"
    found = []
    for valid in range(min(len(box), SMALL_NUMBER - 1) + 1):
        if valid < len(box) and not blank_too:
            continue
        for marked in combinations_with_replacement(kinds, valid):
            other = tuple(sorted((*marked, *[()] * (len(box) - valid))))
            if _public(outcome_of(poll, other)[0]) == shown:
                found.append(other)
    return found


def _public(decision: Decision) -> tuple[Any, ...]:
    return decision.outcome, tuple(sorted(decision.chosen)), decision.tied, decision.seats_left, decision.lot_used


def all_seen(app: Any, poll: Poll) -> Seen:
    """Every page that a visitor can open with the poll, in both languages, every letter and notice, and the report.

    Of the report's PDF what it is made of: printing takes a second.
    """
    report = decisions.report_from(poll)
    values = {
        "poll_id": poll.id,
        "council_id": poll.council_id,
        "dong_id": poll.council.dong_id,
        "report_id": report.id,
        "file": "",
    }
    browser, pages = app.test_client(), {}
    for rule in rules(app, "GET"):
        if rule.arguments and rule.arguments <= values.keys() and not rule.rule.endswith(".pdf"):
            files = FILES if "file" in rule.arguments else ("",)
            with app.test_request_context():
                given = [{**{name: values[name] for name in rule.arguments}, "file": file} for file in files]
                built = [rule.build({name: one[name] for name in rule.arguments})[1] for one in given]
            for address, language in product(built, ("ko", "en")):
                answer = browser.get(address, headers={"Accept-Language": language})
                pages[address, language] = NOISE.sub(b"", answer.data)
                answer.close()
    letters = [f"{letter.subject}\n{letter.body}" for letter in session().scalars(select(Message))]
    notices = [f"{notice.title}" for notice in session().scalars(select(Notification))]
    sent, now = decisions.report(report.id).body, decisions.body(report)
    with app.test_request_context():
        paper = result_report(now, report.id)
    return Seen(pages, letters + notices + [repr(sent), repr(now), repr(paper)])


def exchange(poll: Poll, other: Box) -> None:
    """Put the count of other ballots in the place of the count of the poll."""
    decision, tally = outcome_of(poll, other)
    method, counted = METHODS[poll.method], Rules.from_sheet(poll.rules)
    facts = {
        **{name: told for name, told in poll.tally.result.items() if name not in FACTS},
        **decision.facts,
        "votes": {str(position): votes for position, votes in tally.votes.items()},
        "ranks": [list(group) for group in tally.ranks],
        "blank": tally.blank,
        "unused": unused(method, counted, tally.valid, tally.votes),
        "base": decision.base,
        "yes_needed": decision.yes_needed,
    }
    put = update(Tally).where(Tally.poll_id == poll.id).values(result=facts, valid_count=tally.valid)
    made.tamper(put, "tally_update_refused")


def named_by_all(boxes: list[Box]) -> bool:
    """Whether in every possible box everybody cast one and the same ballot: no names are public, so nothing less
    says of a person what they chose."""
    return len({marks for box in boxes for marks in box}) == 1


def test_few_ballots_give_away_the_outcome_and_nothing_else(app, figure):
    chance = random.Random(5)
    few = exchanged = unanimous = 0
    for _number in range(POLLS):
        poll, box = a_random_poll(chance)
        _decision, tally = outcome_of(poll, box)
        if tally.valid >= SMALL_NUMBER or not box:
            continue
        few += 1
        seen = all_seen(app, poll)
        for text in (*(page.decode("utf-8", "replace") for page in seen.pages.values()), *seen.told):
            words = RULES_SAID.sub("", re.sub(r"<[^>]+>", " ", text))
            assert not VOTES.search(words), VOTES.search(words)
        boxes = same_outcome(poll, box)
        assert box in boxes
        if named_by_all(boxes):
            unanimous += 1
            assert len(set(box)) == 1, "the outcome tells everybody's choice, and they did not all choose alike"
        others = [one for one in boxes if outcome_of(poll, one)[1].votes != tally.votes]
        if others:
            exchange(poll, chance.choice(others))
            exchanged += 1
            assert differing(all_seen(app, queries.poll(poll.id)), seen) == []
    figure(
        "few ballots",
        f"{POLLS} random polls, {few} with 1 to 4 valid ballots or none but blank ones; no count shown; "
        f"{exchanged} counts exchanged unseen; {unanimous} outcomes that only unanimity can give",
    )
    assert few
    assert exchanged


def differing(one: Seen, other: Seen) -> list[Any]:
    pages = [where for where in one.pages if one.pages[where] != other.pages[where]]
    return pages + [words for words, others in zip(one.told, other.told, strict=True) if words != others]


def test_the_exchange_is_seen_where_there_are_ballots_enough(app):
    poll = made.a_counted_poll([[1]] * 4 + [[2]] * 2)
    report_of(poll, factories.a_facilitator(poll.council))
    seen = all_seen(app, queries.poll(poll.id))
    exchange(queries.poll(poll.id), ((1,),) * 5 + ((2,),))
    assert (f"/polls/{poll.id}/result", "ko") in differing(all_seen(app, queries.poll(poll.id)), seen)
