"""Comments and flags to test with."""

from typing import Any

from app.discussion import queries, service
from app.discussion.models import BlockingRequest, Comment, SummaryCorrection
from app.discussion.states import Ground, Stance
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from tests.factories import a_facilitator, a_member


def a_comment(subject: Any, by: User | None = None, parent: Comment | None = None, **given: Any) -> Comment:
    """A comment on the subject (a proposal with its council), by a member of the council."""
    by = by or a_member(subject.council)
    values = {"body": "저도 그렇게 생각합니다.", "stance": Stance.NEUTRAL, "at": clock.now(), **given}
    with transaction():
        return service.write(subject, by=by, parent=parent, **values)


def a_flag(comment: Comment, by: User | None = None, reason: str = "전화번호가 있습니다") -> User:
    """The member who flagged the comment."""
    comment = queries.comment(comment.id)
    by = by or a_member(comment.council)
    with transaction():
        service.flag(comment, reason=reason, by=by, at=clock.now())
    return by


def a_hidden_comment(subject: Any, by: User | None = None, **given: Any) -> Comment:
    """A comment that a facilitator hid."""
    written = a_comment(subject, by, **given)
    facilitator = a_facilitator(subject.council)
    with transaction():
        return service.hide(
            queries.comment(written.id),
            ground=Ground.PRIVACY,
            reason="이웃의 이름이 있습니다",
            by=facilitator,
            at=clock.now(),
        )


def an_appealed_comment(subject: Any, by: User | None = None, words: str = "사실입니다", **given: Any) -> Comment:
    """A hidden comment whose writer asks another person to judge the hiding."""
    hidden = a_hidden_comment(subject, by, **given)
    with transaction():
        return service.appeal(queries.comment(hidden.id), words=words, at=given.get("at", clock.now()))


def a_corrected_comment(subject: Any, by: User | None = None, words: str = "이름을 뺐습니다", **given: Any) -> Comment:
    """A hidden comment whose writer put forward other words."""
    hidden = a_hidden_comment(subject, by, **given)
    with transaction():
        return service.correct(queries.comment(hidden.id), body=words, at=given.get("at", clock.now()))


def a_correction_of_the_summary(subject: Any, facilitator: User, by: User) -> SummaryCorrection:
    """A summary, and what a neighbour would have it say instead."""
    with transaction():
        service.summarise(subject, body="낮에 쓰자는 의견이 많습니다.", by=facilitator, at=clock.now())
    with transaction():
        return service.propose_correction(subject, body="밤 이야기가 빠졌습니다", by=by, at=clock.now())


def say_rules(council: Any, **given: Any) -> None:
    """The council sets its rules of talk."""
    with transaction():
        service.amend_rules(council, given, by=a_facilitator(council), at=clock.now())


def a_blocking_request(comment: Comment, **given: Any) -> BlockingRequest:
    """What somebody without an account asks: that the comment be blocked."""
    values = {"name": "당한이", "contact": "hurt@example.org", "words": "제 사생활이 적혀 있습니다", "at": clock.now()}
    with transaction():
        return service.ask_to_block(queries.comment(comment.id), **{**values, **given})


def a_blocked_request(comment: Comment, officer: User, **given: Any) -> BlockingRequest:
    """A request because of which an officer blocked the comment for 30 days."""
    asked = a_blocking_request(comment, **given)
    with transaction():
        request = queries.blocking_request(asked.id)
        return service.block(request, reason="사생활이 적혀 있습니다", by=officer, at=given.get("at", clock.now()))
