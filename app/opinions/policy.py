"""Who may do what with a question and with a statement. Nobody has a deed that shows who answered what."""

from typing import Any

from app.councils.policy import facilitator, member, officer, standing
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret, signed_in
from app.opinions.states import QuestionState, StatementState

MANY = 30  # people who answered: of fewer no file of answers is given out


@rule
def out(user: Any, subject: Any) -> Reason:
    """Everybody reads a question that was opened."""
    return lazy("아직 준비하는 물음입니다.") if subject.question.is_draft else None


@rule
def preparing(user: Any, subject: Any) -> Reason:
    """The question was not opened yet."""
    return None if subject.question.is_draft else lazy("이미 연 물음이라 고칠 수 없습니다.")


@rule
def collecting(user: Any, subject: Any) -> Reason:
    """Answers and statements are taken, as far as the state says; the service asks the clock."""
    if subject.question.is_open:
        return None
    if subject.question.is_draft:
        return lazy("아직 열지 않은 물음입니다.")
    return lazy("의견 모으기를 마감했습니다. 이제 답을 바꾸거나 새 의견을 쓸 수 없습니다.")


@rule
def asked_here(user: Any, subject: Any) -> Reason:
    """Nobody takes part here in what was asked elsewhere."""
    if not subject.question.is_from_elsewhere:
        return None
    return lazy("다른 곳에서 모은 의견이라 여기에서는 답하거나, 고치거나, 다시 열 수 없습니다.")


@rule
def with_answers(user: Any, subject: Any) -> Reason:
    """Of what was asked elsewhere only counts came."""
    if not subject.question.is_from_elsewhere:
        return None
    return lazy("다른 곳에서 모은 의견이라 한 사람 한 사람의 답은 여기에 없습니다. 답 파일은 모은 곳에 있습니다.")


@rule
def done(user: Any, subject: Any) -> Reason:
    """Running totals would push people: the counts are seen by all together, after the end."""
    if subject.question.state is QuestionState.CLOSED:
        return None
    return lazy("결과는 마감한 뒤에 모두 함께 봅니다.")


@rule
def shown(user: Any, subject: Any) -> Reason:
    """A statement that stands among the others."""
    if subject.state is StatementState.SHOWN:
        return None
    if subject.state is StatementState.HIDDEN:
        return lazy("그 사이에 가려진 의견이라 답할 수 없습니다.")
    return lazy("아직 살펴보는 중인 의견입니다.")


@rule
def looked_at(user: Any, subject: Any) -> Reason:
    """A statement that waits is its writer's; of a hidden one everybody may know that it was hidden, and why."""
    return lazy("아직 살펴보는 중인 의견입니다.") if subject.state is StatementState.WAITING else None


@rule
def others_statement(user: Any, subject: Any) -> Reason:
    """Who wrote a statement agrees with it: an answer would count one person twice."""
    mine = user.is_authenticated and user.id == subject.author_id
    return lazy("내가 쓴 의견에는 답하지 않습니다. 다른 이웃이 답합니다.") if mine else None


@rule
def writer(user: Any, subject: Any) -> Reason:
    """Who wrote the statement."""
    return None if user.is_authenticated and user.id == subject.author_id else lazy("쓴 분만 볼 수 있습니다.")


@rule
def many(user: Any, subject: Any) -> Reason:
    """A row of answers among few is a portrait."""
    if subject.question.participant_count >= MANY:
        return None
    return lazy("답한 사람이 적어 답을 파일로 내지 않습니다. 누구인지 짐작할 수 있습니다.")


QUESTION_POLICY: Policy = {
    "read": secret(facilitator | officer | out),
    "ask": facilitator & standing,
    "edit": facilitator & asked_here & preparing & standing,
    "open": facilitator & asked_here & standing,
    "close": facilitator & standing,
    "add": facilitator & asked_here & standing,
    "moderate": facilitator | officer,
    "answer": signed_in & member & asked_here & collecting & standing,
    "write": signed_in & member & asked_here & collecting & standing,
    # the service asks whether it still takes any, and keeps the words
    "send": signed_in & member & asked_here & out & standing,
    "look_back": signed_in & member & asked_here,
    "see_result": done,
    "export": (facilitator | officer) & done & with_answers & many,
}
STATEMENT_POLICY: Policy = {
    "read": secret(facilitator | officer | writer | (out & looked_at)),
    "read_words": facilitator | officer | writer | (out & shown),
    "answer": signed_in & member & others_statement & asked_here & shown & collecting & standing,
    "moderate": facilitator | officer,
    "settle": facilitator & shown,
    "bring": facilitator & standing & shown & done,
}
