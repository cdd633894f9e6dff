"""How long the server takes to record one opinion, where 10,000 people have answered 300 statements before."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter, process_time
from typing import NamedTuple

from flask import Flask
from werkzeug.test import TestResponse

from app.kernel import clock
from app.opinions.models import Answer, Question, Statement, words_hash
from app.opinions.states import QuestionState, Side, StatementState
from benchmarks.bulk import Row, words, write

PEOPLE, STATEMENTS = 10_000, 300
COUNCIL, FACILITATOR, MEMBER = 3, 1_001, 1_005  # of benchmarks/fill.py
WARM, TIMES = 20, 200
_SIDES = tuple(Side)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Times(NamedTuple):
    """Milliseconds by the clock on the wall, and of the processor."""

    whole: float
    processor: float


class Measured(NamedTuple):
    """Milliseconds of one step in this process, without a server around it; `processor` leaves out all waiting."""

    step: str
    times: int
    processor: float
    median: float
    p95: float
    slowest: float


def measure(app: Flask, cookie: str) -> Iterator[Measured]:
    """One member answers statement after statement: what is recorded, and the page of the next one."""
    with app.app_context():
        answers = _fill()
    client = app.test_client()
    client.set_cookie(*cookie.split("=", 1))
    found = _TOKEN.search(client.get("/questions/1/next-statement").text)
    assert found, "no form to answer with"
    recorded, shown = [], []
    for number in range(1, WARM + TIMES + 1):
        form = {"csrf_token": found[1], "side": _SIDES[number % 3].value}
        path = f"/statements/{number}/answers"
        recorded.append(_taken(lambda path=path, form=form: client.post(path, data=form), 303))
        shown.append(_taken(lambda: client.get("/questions/1/next-statement"), 200))
    yield _told(f"an answer beside {answers:,}", recorded)
    yield _told("the next statement", shown)


def _taken(step: Callable[[], TestResponse], status: int) -> Times:
    begun, worked = perf_counter(), process_time()
    answer = step()
    taken = Times(1000 * (perf_counter() - begun), 1000 * (process_time() - worked))
    assert answer.status_code == status, f"{answer.request.path} answered {answer.status_code}"
    return taken


def _told(step: str, taken: list[Times]) -> Measured:
    ordered = sorted(one.whole for one in taken[WARM:])
    processor = sorted(one.processor for one in taken[WARM:])[TIMES // 2]
    return Measured(step, TIMES, processor, ordered[TIMES // 2], ordered[TIMES * 95 // 100], ordered[-1])


def _fill() -> int:
    """The question with everybody's answers but the member's; how many answers."""
    now = clock.now()
    question: Row = {
        "id": 1, "council_id": COUNCIL, "asked_by_id": FACILITATOR, "title": words(1, 5), "background": "",
        "state": QuestionState.OPEN, "drafted_at": now, "opened_at": now, "closes_at": now + timedelta(days=7),
        "participant_count": PEOPLE, "version": 1,
    }  # fmt: skip
    write(Question, [question], 1)
    answers = [
        {"statement_id": statement, "user_id": person, "side": _SIDES[(person + statement) % 7 % 3], "at": now}
        for statement in range(1, STATEMENTS + 1)
        for person in range(1, PEOPLE + 2)
        if person != MEMBER and (person * 31 + statement * 17) % 10 < 3  # each sees three in ten
    ]
    write(Statement, map(_statement, range(1, STATEMENTS + 1)), STATEMENTS)
    write(Answer, answers, len(answers))
    return len(answers)


def _statement(number: int) -> Row:
    text = f"{words(number, 6)} {number}"
    return {
        "id": number, "question_id": 1, "text": text, "words_hash": words_hash(text), "state": StatementState.SHOWN,
        "written_at": clock.now(), "agree_count": 1_200, "disagree_count": 1_000, "pass_count": 800, "version": 1,
    }  # fmt: skip
