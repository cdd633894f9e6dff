"""Four eyes: where a dong wants it, a second officer reads an answer before everybody does."""

from datetime import datetime

from app.decisions import queries
from app.decisions.models import AnswerReview, Decision, Request
from app.decisions.policy import not_the_writer, reviewer_by_another
from app.decisions.service import answers, files
from app.decisions.service.words import Words
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.people.models import User
from app.places.models import Dong


def want_reviews(dong: Dong, wanted: bool) -> None:
    """Say whether a second officer reads the answers of the dong's centre first; what waits goes on waiting."""
    held = session().get_one(Dong, dong.id)
    held.answers_reviewed = wanted
    session().flush()


def ask_review(request: Request, words: Words, *, seen: int, by: User, at: datetime) -> AnswerReview:
    """Keep a whole answer, and ask the other officers to read it. Raises Invalid as `publish` does."""
    decision = answers.write(request, words, seen=seen, by=by)
    answers.check(decision)
    return _asked(decision.request, words, why="", seen=decision.version, by=by, at=at)


def ask_review_of_correction(
    request: Request, words: Words, *, why: str, seen: int, by: User, at: datetime
) -> AnswerReview:
    """Ask the other officers to read a correction; the answer says what it said until one publishes it."""
    held = queries.locked_request(request.id)
    answers.correctable(held, words, seen=seen, by=by)
    return _asked(held, words, why=why, seen=seen, by=by, at=at)


def _asked(held: Request, words: Words, *, why: str, seen: int, by: User, at: datetime) -> AnswerReview:
    """One waits at a time: asked again, the first goes on waiting with the words of the last."""
    reason = files.why_not_out(queries.shelf(held.id), at=at)
    if reason:
        raise Invalid(reason)
    last = queries.last_review(held.id)
    review = last if last is not None and last.is_waiting else AnswerReview(request_id=held.id)
    review.words, review.why, review.seen = words.kept, why, seen
    review.by_id, review.asked_at = by.id, at
    session().add(review)
    session().flush()
    record("answer_review.asked", held, by=by, at=at)
    return review


def publish_reviewed(review: AnswerReview, *, by: User, at: datetime) -> Decision:
    """Publish what was read through; pressed twice, it is published once.

    Raises Conflict for the writer, for whoever gave the first answer to what is asked again, and where it was sent
    back; Invalid where the answer was written anew since.
    """
    held = queries.locked_request(review.request_id)
    fresh = queries.locked_review(review.id)
    refusal = not_the_writer(by, fresh) or reviewer_by_another(by, fresh)
    if refusal:
        raise Conflict(refusal)
    fresh.move("publish")
    fresh.reviewer_id, fresh.answered_at = by.id, at
    words, writer = Words.read(fresh.words), session().get_one(User, fresh.by_id)
    if held.is_answered:
        return answers.corrected(held, words, why=fresh.why, seen=fresh.seen, by=writer, at=at, reviewer=by)
    session().flush()
    decision = answers.write(held, words, seen=fresh.seen, by=writer)
    return answers.stand(decision, by=writer, at=at, reviewer=by)


def send_back(review: AnswerReview, word: str, *, by: User, at: datetime) -> AnswerReview:
    """Give it back to the writer with a word; the writer may take it back in the same way."""
    fresh = queries.locked_review(review.id)
    fresh.move("send_back")
    fresh.reviewer_id, fresh.answered_at, fresh.word = by.id, at, word
    session().flush()
    record("answer_review.sent_back", fresh.request, by=by, at=at, user_id=fresh.by_id)
    return fresh
