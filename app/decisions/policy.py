"""Who may do what with reports, requests and answers."""

from typing import TYPE_CHECKING, Any

from app.councils.policy import facilitator, member, officer_of_dong
from app.decisions.states import Answer, FileState, ReportState, RequestState
from app.kernel import clock
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule, secret
from app.people.policy import operator

if TYPE_CHECKING:
    from app.decisions.models import AnswerFile, AnswerReview, AskingAgain, Report, Request

LATE = lazy("다시 물을 수 있는 날이 지났습니다. 새 제안으로 이어 갈 수 있습니다.")


@rule
def sent(user: Any, subject: "Report") -> Reason:
    """Everybody reads a report that was sent."""
    return lazy("아직 보내지 않은 보고서입니다.") if subject.state is ReportState.DRAFT else None


@rule
def unsent(user: Any, subject: "Report") -> Reason:
    """Nobody changes what the centre has received."""
    return None if subject.state is ReportState.DRAFT else lazy("센터에 보낸 보고서는 고칠 수 없습니다.")


@rule
def received(user: Any, subject: "Request") -> Reason:
    """Everybody reads a request that the centre has received."""
    return lazy("아직 센터에 보내지 않은 요청입니다.") if subject.state is RequestState.WRITTEN else None


@rule
def unreceived(user: Any, subject: "Request") -> Reason:
    """Nobody changes a request that the centre has received."""
    return None if subject.state is RequestState.WRITTEN else lazy("센터가 받은 요청은 고칠 수 없습니다.")


@rule
def unanswered(user: Any, subject: "Request") -> Reason:
    """A published answer is corrected in a new version, what was withdrawn or closed needs none."""
    if subject.is_withdrawn:
        return lazy("골목회의가 거둔 요청이라 답하지 않습니다. 거둔 까닭은 요청 쪽에 적혀 있습니다.")
    if subject.is_closed:
        return lazy("민원처리법 제23조에 따라 종결한 요청입니다.")
    return lazy("이미 공개한 답변입니다. 틀린 곳은 새 판으로 바로잡아 주세요.") if subject.is_answered else None


@rule
def ongoing(user: Any, subject: "Request") -> Reason:
    """Files go with an answer to be written, or with the next version of a published one."""
    return None if subject.is_answered else unanswered(user, subject)


@rule
def answered(user: Any, subject: "Request") -> Reason:
    """An answer is published."""
    return None if subject.is_answered else lazy("아직 공개한 답변이 없습니다.")


@rule
def by_another(user: Any, subject: "Request") -> Reason:
    """Whoever wrote the first answer, or read it through, does not answer what is asked again."""
    first = subject.again_of.decision if subject.again_of else None
    if first is None or user.id not in first.hands:
        return None
    return lazy("다시 물은 요청에는 처음 답한 담당자가 아닌 다른 담당자가 답합니다. 다른 담당자에게 넘겨 주세요.")


@rule
def answered_twice(user: Any, subject: "Request") -> Reason:
    """The same was answered twice before (민원 처리에 관한 법률 제23조 제1항)."""
    if subject.again_of is not None and subject.again_of.is_again:
        return None
    return lazy("같은 내용에 두 번 답한 뒤에 종결할 수 있습니다(민원처리법 제23조).")


@rule
def disputable(user: Any, subject: "Request") -> Reason:
    """What the centre does as it was asked is not asked again."""
    decision = subject.answered_decision
    if decision is None:
        return lazy("답변이 나온 뒤에 다시 물을 수 있습니다.")
    return lazy("수용한 요청은 다시 묻지 않아도 됩니다.") if decision.answer is Answer.ACCEPTED else None


@rule
def in_time(user: Any, subject: "Request") -> Reason:
    """The period to ask again has not ended."""
    return LATE if subject.is_late_to_ask(clock.today()) else None


@rule
def too_late(user: Any, subject: "Request") -> Reason:
    """The period to ask again has ended."""
    return None if subject.is_late_to_ask(clock.today()) else lazy("아직 다시 물을 수 있습니다.")


@rule
def gathering(user: Any, subject: "AskingAgain") -> Reason:
    """It still waits for residents who stand behind it, and its period has not ended."""
    if not subject.is_gathering:
        return lazy("이미 동주민센터에 보냈습니다.")
    return in_time(user, subject.request)


@rule
def waiting(user: Any, subject: "AnswerReview") -> Reason:
    """Nobody has read it through yet."""
    return None if subject.is_waiting else lazy("이미 살펴본 답변입니다.")


@rule
def not_the_writer(user: Any, subject: "AnswerReview") -> Reason:
    """Four eyes: nobody publishes what they wrote themselves."""
    if user.id != subject.by_id:
        return None
    return lazy("자기가 쓴 답변은 스스로 살펴볼 수 없습니다. 다른 담당자가 읽고 공개합니다.")


@rule
def reviewer_by_another(user: Any, subject: "AnswerReview") -> Reason:
    """Nor does whoever gave the first answer read through the second."""
    return by_another(user, subject.request)


@rule
def holder(user: Any, subject: "Request") -> Reason:
    """An officer of the centre that has the request: of its own dong, or of where it was passed on to."""
    if any(post.dong_id == subject.desk_id for post in getattr(user, "posts", ())):
        return None
    return lazy("이 요청을 맡은 동주민센터의 담당자만 할 수 있습니다.")


@rule
def reviewer_at_desk(user: Any, subject: "AnswerReview") -> Reason:
    """An officer of the centre that has the request now, also where it was passed on since."""
    return holder(user, subject.request)


@rule
def proposer(user: Any, subject: "Request") -> Reason:
    """Who wrote the proposal that the request grew out of."""
    proposal = subject.proposal
    if user.is_authenticated and proposal is not None and proposal.author_id == user.id:
        return None
    return lazy("이 골목회의의 퍼실리테이터와 제안한 분만 할 수 있습니다.")


@rule
def is_out(user: Any, subject: "AnswerFile") -> Reason:
    """Everybody has a file that was published, unless it is held or taken down."""
    return None if subject.state is FileState.PUBLISHED else lazy("지금은 받을 수 없는 파일입니다.")


@rule
def was_published(user: Any, subject: "AnswerFile") -> Reason:
    """Some version of the answer has it."""
    return lazy("아직 공개하지 않은 파일입니다.") if subject.state is FileState.DRAFT else None


@rule
def has_content(user: Any, subject: "AnswerFile") -> Reason:
    """Its content was not destroyed."""
    return lazy("내용을 지운 파일입니다.") if subject.state is FileState.TAKEN_DOWN else None


@rule
def file_at_desk(user: Any, subject: "AnswerFile") -> Reason:
    """An officer of the centre that has the request."""
    return holder(user, subject.request)


REPORT_POLICY: Policy = {
    "read": secret(sent | facilitator),
    "edit": facilitator & unsent,
    "send": facilitator & unsent,
}
REQUEST_POLICY: Policy = {
    "read": secret(received | facilitator),
    "edit": facilitator & unreceived,
    "answer": holder & received & unanswered & by_another,
    "publish": holder & received & unanswered & by_another,
    "correct": holder & answered & by_another,
    "attach": holder & received & ongoing & by_another,
    "handle": holder & received & unanswered,
    "close": holder & received & unanswered & answered_twice,
    "supply": (facilitator | proposer) & received & unanswered,
    "consent": facilitator & received & unanswered,
    "withdraw": facilitator & received & unanswered,
    "state_view": facilitator & answered,
    "read_reviews": holder & received,
    "ask_again": member & disputable & in_time,
    "ask_late": member & disputable & too_late,
}
KIND_POLICY: Policy = {
    "read": anyone,
    "edit": operator,
}
ASKING_POLICY: Policy = {
    "read": anyone,
    "support": member & gathering,
}
REVIEW_POLICY: Policy = {
    "read": secret(reviewer_at_desk),
    "publish": reviewer_at_desk & waiting & not_the_writer & reviewer_by_another,
    "send_back": reviewer_at_desk & waiting,
}
FILE_POLICY: Policy = {
    "read": secret((is_out | file_at_desk) & has_content),
    "clear": file_at_desk,
    "take_down": file_at_desk & was_published,
}
PAUSE_POLICY: Policy = {
    "read": operator,
    "pause": operator,
}
DESK_POLICY: Policy = {
    "read": officer_of_dong,
    "set": officer_of_dong,
}
