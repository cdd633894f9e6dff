"""Who serves at which dong centre."""

from sqlalchemy import delete, select

from app.kernel.db import insert_if_new, session
from app.people.models import Post, User, WelfarePost
from app.people.states import Rank
from app.places.models import Dong


def appoint(user: User, dong: Dong, *, section: str, phone: str, title: str = "", rank: Rank = Rank.OFFICER) -> Post:
    """Give the user a post at the dong's centre, or change the one the user has there.

    `phone` is the office number that every answer shows (민원처리법 시행령 §23).
    """
    held = select(Post).where(Post.user_id == user.id, Post.dong_id == dong.id)
    post = session().scalars(held).one_or_none()
    if post is None:
        post = Post(user_id=user.id, dong_id=dong.id)
        session().add(post)
    post.section, post.title, post.phone, post.rank = section, title, phone, rank
    session().flush()
    return post


def dismiss(post: Post) -> None:
    """End the post."""
    session().delete(post)


def appoint_planner(user: User, dong: Dong) -> None:
    """Let the user look after the people of the dong as its welfare planner; a second time changes nothing."""
    insert_if_new(WelfarePost, user_id=user.id, dong_id=dong.id)


def dismiss_planner(user: User, dong: Dong) -> None:
    """The user is welfare planner of the dong no longer; a second time changes nothing."""
    held = WelfarePost.user_id == user.id, WelfarePost.dong_id == dong.id
    session().execute(delete(WelfarePost).where(*held))
