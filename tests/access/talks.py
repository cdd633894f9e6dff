"""What a discussion of the small world holds: comments in every state, and what hangs on them."""

from typing import TYPE_CHECKING

from app.proposals.models import Proposal
from tests.factories import discussion

if TYPE_CHECKING:
    from tests.access.world import World


def keep_comments(world: "World", published: Proposal) -> None:
    """Comments in every state on the proposal, requests to block, a summary and what a neighbour would have it say."""
    author, resident, secret = world.users["A"], world.users["R"], "아직비밀"
    shown = discussion.a_comment(published, author, body="글쓴 주민의 의견입니다.")
    world.keep("comment shown", comment_id=shown.id)
    flagged = discussion.a_comment(published, author, body="누군가 살펴봐 달라고 한 의견입니다.")
    discussion.a_flag(flagged, resident)
    world.keep("comment flagged", comment_id=flagged.id)
    hidden = discussion.a_hidden_comment(published, author, body=f"{secret} 가려진 의견")
    world.keep("comment hidden", comment_id=hidden.id)
    held = discussion.a_comment(published, author, body=f"{secret} 멈춘 의견, 가게 02-123-4567")
    world.keep("comment held", comment_id=held.id)
    _answered_comments(world, published)
    summary = discussion.a_correction_of_the_summary(published, world.users["F"], resident)
    world.keep("summary correction", correction_id=summary.id)
    world.keep("talk", subject_id=published.id)
    world.things["talk"]["subject_type"] = published.__tablename__  # type: ignore[assignment]


def _answered_comments(world: "World", published: Proposal) -> None:
    author, secret = world.users["A"], "아직비밀"
    appealed = discussion.an_appealed_comment(published, author, body=f"{secret} 이의를 신청한 의견")
    world.keep("comment appealed", comment_id=appealed.id)
    corrected = discussion.a_corrected_comment(published, author, body=f"{secret} 고친 의견")
    world.keep("comment corrected", comment_id=corrected.id)
    asked = discussion.a_blocking_request(discussion.a_comment(published, author, body="막아 달라는 의견"))
    world.keep("request asked", request_id=asked.id)
    blocked = discussion.a_comment(published, author, body=f"{secret} 막은 의견")
    stopped = discussion.a_blocked_request(blocked, world.users["D"])
    world.keep("request blocked", request_id=stopped.id)
    world.keep("comment blocked", comment_id=blocked.id)
