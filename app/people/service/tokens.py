"""Tokens with which programs act for a person: made, used, taken back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update

from app.kernel import chance, clock
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people import queries
from app.people.models import ApiToken, User
from app.people.service import letters
from app.people.states import Scope

MARK = "golmok_"  # what programs that look for secrets in published files know it by
LIFETIMES = (30, 90, 180, 365)  # days; none outlives a year
MOST = 20  # good ones a person


def make(
    user: User, name: str, scopes: Sequence[Scope], *, days: int, once: str | None, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token; returns it and its text, the only time the text is seen. The same form again: no text.

    The owner gets a letter, who may not be the person at the page.

    Raises Invalid for a length that is not in LIFETIMES, and where the person has MOST good ones.
    """
    if days not in LIFETIMES:
        raise Invalid(_("토큰은 길어도 1년까지 쓸 수 있습니다."))
    session().execute(select(User.id).where(User.id == user.id).with_for_update())
    text = MARK + chance.token(32)
    made = ApiToken(
        token_hash=queries.api_token_hash(text),
        user_id=user.id,
        name=name,
        words=[scope.value for scope in Scope if scope in scopes],
        once=once or None,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    kept, is_new = kept_once(made, lambda: queries.api_token_made_once(user.id, once))
    if not is_new:
        return kept, ""
    if len(queries.api_tokens_of(user.id, at)) > MOST:
        raise Invalid(_("토큰은 %(most)s개까지 둘 수 있습니다. 쓰지 않는 것을 먼저 거두어 주세요.", most=MOST))
    if user.contact:
        letters.post_token_made(user.contact, clock.seoul(kept.expires_at).date(), at=at)
    record("account.token_made", user, by=user, at=at, scopes=kept.words)
    return kept, text


def use(token: ApiToken, day: date) -> None:
    """Remember the day on which it was last used, for its owner to see; never the moment, nor from where."""
    session().execute(update(ApiToken).where(ApiToken.id == token.id).values(last_used_on=day))


def revoke(token: ApiToken, *, by: User, at: datetime) -> None:
    """Take it back: the program can do nothing from now on. Doing it twice changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = at
        record("account.token_revoked", by, by=by, at=at)


def revoke_all(user: User, *, at: datetime) -> None:
    """Take all of the user's tokens back."""
    good = (ApiToken.user_id == user.id) & queries.is_usable(at)
    session().execute(update(ApiToken).where(good).values(revoked_at=at))


def forget_all(user: User) -> None:
    """Destroy them with the names that the person gave them: the person leaves."""
    session().execute(delete(ApiToken).where(ApiToken.user_id == user.id))
