"""The answers of a closed question as files in Polis's form, in which nobody can be found again by number or moment."""

from app.kernel import chance
from app.opinions import queries
from app.opinions.maths.polis_files import Comment, Conversation, written
from app.opinions.maths.votes import Vote
from app.opinions.models import Question


def polis_files(question: Question) -> dict[str, str]:
    """File name to text. People are numbered anew in an order of chance at every download, statements from 0.

    All moments are that of the closing, and nobody is named as a writer: when somebody answered, or which statements
    somebody wrote, could tell who it is.
    """
    votes, closed = queries.votes_of(question.id), int((question.closed_at or question.closes_at).timestamp() * 1000)
    numbers = {person: number for number, person in enumerate(chance.shuffled(votes.people))}
    texts = {one.id: one.text for one in queries.statements_of(question.id)}
    columns = {statement: column for column, statement in enumerate(votes.statements)}
    comments = tuple(Comment(columns[one], texts[int(one)], written=closed) for one in votes.statements)
    rows = (
        Vote(numbers[person], columns[statement], int(vote), closed)
        for person, answers in zip(votes.people, votes.answers, strict=True)
        for statement, vote in zip(votes.statements, answers, strict=True)
        if vote == vote
    )
    return written(Conversation(comments, tuple(sorted(rows))))
