"""The blueprint of people, and how a request knows its user."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, session
from flask_login import AnonymousUserMixin, LoginManager, login_user
from werkzeug.wrappers import Response

from app.kernel import clock
from app.kernel.i18n import LANGUAGE, _, keep_language, preference
from app.kernel.security import local_path
from app.people import queries
from app.people.models import User
from app.people.policy import USER_POLICY

bp = Blueprint("people", __name__)
login_manager = LoginManager()
login_manager.session_protection = None  # a phone changes its address all day; the token is what counts

# Generous, because a whole dong centre or a phone network may share one address.
SIGN_INS = "30 per minute; 300 per hour"
CODES = "20 per minute; 100 per hour"
_MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))
_BROWSERS = (
    ("KAKAOTALK", "KakaoTalk"), ("NAVER", "Naver"), ("SamsungBrowser", "Samsung Internet"), ("Whale", "Whale"),
    ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


class Visitor(AnonymousUserMixin):  # type: ignore[misc]
    """Somebody without a name: owns nothing, serves nowhere, belongs to no council."""

    __policy__ = USER_POLICY
    id = None
    name = ""
    is_operator = False
    memberships: tuple[object, ...] = ()
    posts: tuple[object, ...] = ()


login_manager.anonymous_user = Visitor


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _user(token: str) -> User | None:
    return queries.user_of_device(token, clock.now())


@dataclass(frozen=True)
class Voter:
    """Somebody who has signed in, of whom nothing was read but the number: whoever casts a ballot needs no more."""

    id: int
    is_authenticated: bool = True


def shown_device() -> dict[str, Any]:
    """What this request shows of its device, for `people.queries.OWNER`."""
    return queries.shown(session.get("_user_id", ""), clock.now())


def voter(number: int | None) -> Voter | Visitor:
    """Who sends this request, by the number of the owner of its device."""
    return Visitor() if number is None else Voter(number)


def next_page() -> str:
    """Where the person wanted to go before signing in: a page of this site."""
    return local_path(request.args.get("next"))


def welcome(user: User) -> Response:
    """Begin a new session for the user, so that nothing an attacker planted stays, and go on."""
    session.clear()
    session.permanent = True
    login_user(user)
    flash(_("%(name)s님, 반갑습니다. 로그인했습니다.", name=user.name), "success")
    answer = redirect(next_page(), 303)
    if preference(LANGUAGE) is None:
        keep_language(answer, user.language)
    return answer


def device_label() -> str:
    """The browser in two words, for the list of one's own devices."""
    agent = request.user_agent.string
    words = [next((name for mark, name in marks if re.search(mark, agent)), "") for marks in (_MACHINES, _BROWSERS)]
    return " ".join(filter(None, words))
