"""Who may do what: rules that answer None or a sentence saying why not, and one table a subject."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from werkzeug.local import LocalProxy

from app.kernel.errors import Forbidden, NotFound, SignInNeeded, page
from app.kernel.i18n import LazyString, lazy

Reason = str | LazyString | None
Check = Callable[[Any, Any], Reason]
View = TypeVar("View", bound=Callable[..., Any])

_SIGN_IN_FIRST = lazy("로그인하면 할 수 있습니다.")


class Rule:
    """A check that combines: `member & voting_time`, `author | facilitator`."""

    hides = False

    def __init__(self, check: Check) -> None:
        """`check(user, subject)` answers None for yes, or a sentence saying why not."""
        self.check = check
        self.__doc__ = check.__doc__

    def __call__(self, user: Any, subject: Any) -> Reason:
        """Ask the rule."""
        return self.check(user, subject)

    def __and__(self, other: "Rule") -> "Rule":
        """Both must say yes; the first no is the reason."""

        def both(user: Any, subject: Any) -> Reason:
            # asked whether it is None, not whether it is true: a lazy sentence is translated to know if it is empty
            reason = self.check(user, subject)
            return other.check(user, subject) if reason is None else reason

        return Rule(both)

    def __or__(self, other: "Rule") -> "Rule":
        """One must say yes; the last no is the reason."""

        def either(user: Any, subject: Any) -> Reason:
            return None if self.check(user, subject) is None else other.check(user, subject)

        return Rule(either)


Policy = Mapping[str, Rule]


def rule(check: Check) -> Rule:
    """Turn a function of (user, subject) into a Rule."""
    return Rule(check)


def secret(readers: Rule) -> Rule:
    """A rule for "read": to whoever it refuses, the subject and every deed on it are as if they were not there."""
    hiding = Rule(readers.check)
    hiding.hides = True
    return hiding


@rule
def anyone(user: Any, subject: Any) -> Reason:
    """Everybody, with or without a name."""
    return None


@rule
def signed_in(user: Any, subject: Any) -> Reason:
    """A person who has signed in."""
    return None if user.is_authenticated else _SIGN_IN_FIRST


@rule
def nobody(user: Any, subject: Any) -> Reason:
    """What no role may do, such as editing a frozen rule."""
    return lazy("아무도 할 수 없도록 정해진 일입니다.")


def why_not(user: Any, action: str, subject: Any) -> Reason:
    """None where the user may do the action to the subject, else the sentence; default deny."""
    asked = subject.__policy__.get(action)
    return asked(_themselves(user), subject) if asked else lazy("정해진 사람이 없는 일입니다.")


def _themselves(user: Any) -> Any:
    """Whom Flask-Login's proxy stands for: rules ask after the reader many hundred times on one page."""
    return user._get_current_object() if isinstance(user, LocalProxy) else user


def can(user: Any, action: str, subject: Any) -> bool:
    """Whether the user may do the action to the subject."""
    return why_not(user, action, subject) is None


def authorize(action: str, subject: Any, user: Any = current_user) -> None:
    """Stop the request unless its user may do this: to the sign-in page, or with the reason.

    A sentence about a draft would tell that there is one: who may not read what is secret finds nothing.
    """
    g.asked = True
    if _is_hidden(subject, user):
        raise NotFound
    reason = why_not(user, action, subject)
    if reason is None:
        return
    if not user.is_authenticated:
        raise SignInNeeded(reason)
    raise Forbidden(reason)


def _is_hidden(subject: Any, user: Any) -> bool:
    read = subject.__policy__.get("read")
    is_stored = not isinstance(subject, type) and getattr(subject, "id", None) is not None
    return bool(is_stored and read and read.hides and read(user, subject) is not None)


def public(view: View) -> View:
    """Name a view that everybody may open and that therefore asks nothing."""
    view.__public__ = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Whether the view was named public."""
    return getattr(view, "__public__", False)


def _fail_closed(response: Response) -> Response:
    """A view that answered without asking is a mistake of ours: nobody sees its answer."""
    if g.get("asked"):
        return response
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or is_public(view) or request.endpoint == "static":
        return response
    if response.status_code >= 400 or request.method == "OPTIONS":
        return response
    html, status, headers = page(500)
    return Response(html, status, headers)


def _words_for_templates() -> dict[str, object]:
    return {
        "may": lambda action, subject: can(current_user, action, subject),
        "why_not": lambda action, subject: why_not(current_user, action, subject),
    }


def init_app(app: Flask) -> None:
    """Let templates ask the same questions, and close what forgot to ask."""
    app.after_request(_fail_closed)
    app.context_processor(_words_for_templates)
