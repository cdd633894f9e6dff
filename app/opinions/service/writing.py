"""Statements: the facilitator's seeds, and what neighbours write."""

from collections.abc import Sequence
from datetime import datetime

from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.opinions import queries
from app.opinions.models import LONGEST_STATEMENT, MOST_OF_ONE, Question, Statement, words_hash
from app.opinions.states import StatementState
from app.people.models import User

_SAME = lazy("같은 뜻의 말이 이미 이 물음에 있습니다. 새로 쓰는 대신 그 의견에 답해 주세요.")
_SAME_UNSEEN = lazy("같은 뜻의 말이 이미 들어와 있습니다. 살펴보는 중이거나 까닭이 있어 가린 의견입니다.")


def add_seeds(question: Question, texts: Sequence[str], *, at: datetime) -> int:
    """Put statements of the facilitator among the others; what is there already is left out. How many came."""
    if question.is_closed:
        raise Conflict(lazy("마감한 물음에는 의견을 더할 수 없습니다."))
    new = {words_hash(text): text for text in texts}
    fresh = {hashed: text for hashed, text in new.items() if hashed and not queries.same_words(question.id, hashed)}
    for hashed, text in fresh.items():
        _check_length(text)
        values = {"text": text, "words_hash": hashed, "state": StatementState.SHOWN, "written_at": at}
        session().add(Statement(question=question, **values))
    session().flush()
    return len(fresh)


def write(question: Question, text: str, *, by: User, at: datetime, once: str | None = None) -> Statement:
    """Keep a neighbour's statement; where the council looks first it waits. The same form sent twice keeps it once.

    Raises Invalid where the words are none, too long or there already, where the person has written MOST_OF_ONE, and
    where the question has ended: the words stay in the form.
    """
    hashed = words_hash(text)
    twin = queries.written_once(by.id, once)
    if twin is not None:
        return twin
    question = queries.locked_question(question.id)
    _check(question, text, hashed, by, at)
    state = StatementState.WAITING if question.looks_first else StatementState.SHOWN
    new = Statement(question=question, author_id=by.id, once=once or None, text=text, words_hash=hashed)
    new.state, new.written_at = state, at
    is_first = state is StatementState.WAITING and not queries.waiting_count(question.id)
    kept, is_new = kept_once(new, lambda: queries.written_once(by.id, once) or queries.same_words(question.id, hashed))
    if not is_new and kept.once != once:
        raise Invalid(_SAME)
    if is_new and is_first:
        record("statement.waiting", kept, by=None, at=at)
    return kept


def _check(question: Question, text: str, hashed: str, by: User, at: datetime) -> None:
    if not question.takes_answers(at):
        raise Invalid(lazy("의견 모으기를 마감했습니다. 이제 답을 바꾸거나 새 의견을 쓸 수 없습니다."))
    if not hashed:
        raise Invalid(lazy("글자로 적어 주세요."))
    _check_length(text)
    if queries.written_count(question.id, by.id) >= MOST_OF_ONE:
        raise Invalid(lazy("한 물음에 의견은 %(most)s개까지 쓸 수 있습니다.", most=MOST_OF_ONE))
    same = queries.same_words(question.id, hashed)
    if same is not None:
        raise Invalid(_SAME if same.is_shown else _SAME_UNSEEN)


def _check_length(text: str) -> None:
    if len(text) > LONGEST_STATEMENT:
        raise Invalid(lazy("%(max)d자까지 쓸 수 있습니다.", max=LONGEST_STATEMENT))
