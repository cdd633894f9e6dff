"""Questions that were asked elsewhere: counts, a finished map and the words come here, and nobody's answers."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _, force_locale
from app.kernel.markup import private_numbers
from app.opinions import queries
from app.opinions.maths import Analysis, Id
from app.opinions.maths import Statement as Counted
from app.opinions.maths.polis_files import TAKEN_OUT, Comment, Conversation
from app.opinions.models import LONGEST_STATEMENT, OpinionMap, Question, Statement
from app.opinions.states import QuestionState, StatementState
from app.people.models import User

_NAMED = 5  # statements with a fault in one sentence


@dataclass(frozen=True)
class Brought:
    """A conversation that was held elsewhere: what it is called here, where it was held, and its files."""

    title: str
    source: str
    conversation: Conversation

    @property
    def hash(self) -> str:
        """SHA-256 of the answers and the words: the same files have the same."""
        words = sorted(f"{one.id} {one.text}" for one in self.conversation.comments)
        return hashlib.sha256("\n".join([self.conversation.matrix().fingerprint, *words]).encode()).hexdigest()


def keeper_of(council: Council, brought: Brought) -> User:
    """The facilitator who will look after the question; raises Conflict or Invalid where it cannot come in."""
    if council.state is not CouncilState.ACTIVE:
        raise Conflict(_("열려 있는 골목회의에서만 할 수 있습니다."))
    if queries.brought_before(council.id, brought.hash):
        raise Conflict(_("이 의견은 이 골목회의에 이미 옮겨 왔습니다. 아무것도 바꾸지 않았습니다."))
    keeper = queries.first_facilitator(council.id)
    if keeper is None:
        raise Conflict(_("이 골목회의에 퍼실리테이터가 없습니다. 의견을 살펴볼 사람이 있어야 옮길 수 있습니다."))
    _check(brought.conversation)
    return keeper


def bring_in(council: Council, brought: Brought, found: Analysis, *, at: datetime) -> Question:
    """Keep the conversation as a closed question with its counts and the map that was computed of its files.

    Raises as `keeper_of`, also where somebody else brought the same meanwhile.
    """
    question = _question(council, brought, keeper_of(council, brought), at)
    kept, is_new = kept_once(question, lambda: queries.brought_before(council.id, brought.hash))
    if not is_new:
        raise Conflict(_("이 의견은 이 골목회의에 이미 옮겨 왔습니다. 아무것도 바꾸지 않았습니다."))
    kept.participant_count = found.people
    numbers = _keep_statements(kept, brought.conversation, found, at)
    values = {"share": 100, "fingerprint": found.fingerprint, "computed_at": at}
    insert_if_new(OpinionMap, question_id=kept.id, result=_renumbered(found.as_json(), numbers), **values)
    return kept


def _question(council: Council, brought: Brought, keeper: User, at: datetime) -> Question:
    """Opened with the first vote and closed with the last, where the files tell the moments."""
    moments = [vote.modified for vote in brought.conversation.votes if vote.modified]
    first, last = (_moment(pick(moments, default=0), at) for pick in (min, max))
    return Question(
        council=council,
        asked_by_id=keeper.id,
        title=brought.title,
        source=brought.source,
        source_hash=brought.hash,
        state=QuestionState.CLOSED,
        drafted_at=at,
        opened_at=first if moments else None,
        closes_at=last,
        closed_at=last,
    )


def _moment(milliseconds: float, at: datetime) -> datetime:
    return min(datetime.fromtimestamp(milliseconds / 1000, UTC), at) if milliseconds else at


def _keep_statements(question: Question, conversation: Conversation, found: Analysis, at: datetime) -> Mapping[Id, int]:
    """The numbers here of the statements there."""
    counted = {one.statement: one for one in found.statements}
    made = {one.id: _statement(question, one, counted[one.id], at) for one in conversation.comments}
    session().add_all(made.values())
    session().flush()
    return {name: statement.id for name, statement in made.items()}


def _statement(question: Question, comment: Comment, counted: Counted, at: datetime) -> Statement:
    is_hidden = comment.moderated == TAKEN_OUT
    with force_locale("ko"):  # what residents read is Korean, whatever language the terminal has
        reason = _("모은 곳에서 가린 의견입니다.")
    return Statement(
        question=question,
        text=_line(comment.text),
        words_hash=hashlib.sha256(f"{type(comment.id).__name__} {comment.id}".encode()).hexdigest(),  # twins stay two
        state=StatementState.HIDDEN if is_hidden else StatementState.SHOWN,
        hidden_reason=reason if is_hidden else "",
        written_at=_moment(comment.written, at),
        agree_count=counted.agrees,
        disagree_count=counted.disagrees,
        pass_count=counted.passes,
    )


def _renumbered(told: dict[str, Any], numbers: Mapping[Id, int]) -> dict[str, Any]:
    """The result with the numbers of the statements here; its fingerprint is that of the files."""
    for one in (*told["statements"], *(stand for group in told["groups"] for stand in group["stands"])):
        one["statement"] = numbers[one["statement"]]
    for side in ("majority_agree", "majority_disagree"):
        told[side] = [numbers[name] for name in told[side]]
    if told["without_straight_liners"]:
        _renumbered(told["without_straight_liners"], numbers)
    return told


def _check(conversation: Conversation) -> None:
    """Raises Invalid, naming the statements, where a text is none, too long, or has a number that is nobody's."""
    if not conversation.votes:
        raise Invalid(_("파일에 답이 하나도 없습니다."))
    texts = {one.id: _line(one.text) for one in conversation.comments}
    public = [one.id for one in conversation.comments if one.moderated != TAKEN_OUT]
    empty = (name for name, text in texts.items() if not text)
    _refuse(_("글이 없는 의견이 있습니다(%(names)s). comments.csv가 있어야 합니다."), empty)
    long = (f"{name}: {len(text)}" for name, text in texts.items() if len(text) > LONGEST_STATEMENT)
    _refuse(_("글이 140자를 넘는 의견이 있습니다(%(names)s). 줄인 뒤에 다시 옮겨 주세요."), long)
    private = (name for name in public if private_numbers(texts[name]))
    _refuse(_("주민등록번호나 휴대전화 번호처럼 보이는 숫자가 든 의견이 있습니다(%(names)s)."), private)


def _refuse(sentence: str, names: Iterator[Id]) -> None:
    named = [str(name) for name in names]
    if named:
        shown = ", ".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")
        raise Invalid(sentence % {"names": shown})


def _line(text: str) -> str:
    """The words on one line, without signs that nobody sees."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())
