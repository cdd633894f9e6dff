"""Answering several requests with one text, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.decisions.models import Request
from app.decisions.policy import REQUEST_POLICY
from app.decisions.service import Words
from app.decisions.states import WRITTEN
from app.desk import queries
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import LazyString, _, lazy
from app.people.models import User

MOST = 30
ELSEWHERE = lazy("이 센터에 온 요청이 아닙니다.")
LONGEST = {"passed_to": 80, "money_from": 120}  # characters that Decision keeps; every other text has no end


@dataclass(frozen=True)
class Refusal:
    """A request that cannot be answered so, and why."""

    request_id: int
    title: str
    reason: str | LazyString


class NotTogether(Invalid):
    """Some of the requests cannot be answered so: none of them is."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """`refusals` names each with its reason."""
        super().__init__(lazy("답할 수 없는 요청이 있어 하나도 답하지 않았습니다. 까닭을 보고 빼거나 고쳐 주세요."))
        self.refusals = refusals


def answer_together(seen: Mapping[int, int], words: Words, *, dong_id: int, by: User, at: datetime) -> list[int]:
    """Publish the words as the answer to each of the requests; each has its own answer, version and event.

    `seen` is the version of the draft of each that was on the page, 0 where there was none. Where a second officer
    reads first, each goes to be read. Blanks are filled in for each. Raises NotTogether, and keeps nothing, where any
    of them cannot be answered so; the numbers of those that were.
    """
    picked = sorted(queries.picked(seen), key=lambda one: (one.council_id, one.id))
    titles, refusals = {one.id: one.title for one in picked}, []
    queries.hold(titles)
    for number in titles:  # all held, then council by council as ledgers are locked: two officers never wait in a ring
        try:
            with session().begin_nested():
                _answer(number, words, seen[number], dong_id=dong_id, by=by, at=at)
        except (Conflict, Invalid) as fault:
            refusals.append(Refusal(number, titles[number], fault.reason))
    if refusals:
        raise NotTogether(refusals)
    return list(titles)


def _answer(number: int, words: Words, seen: int, *, dong_id: int, by: User, at: datetime) -> None:
    held = decisions.locked_request(number)
    if held.desk_id != dong_id:
        raise Conflict(ELSEWHERE)
    refusal = REQUEST_POLICY["publish"](by, held)
    if refusal:
        raise Conflict(refusal)
    own: dict[str, Any] = {name: _own(name, getattr(words, name), held) for name in WRITTEN}
    verb = answers.ask_review if held.desk.answers_reviewed else answers.publish
    verb(held, replace(words, **own), seen=seen, by=by, at=at)


def _own(name: str, text: str | None, held: Request) -> str:
    """The text with the words of this request; Invalid where they make it longer than can be kept."""
    filled, most = queries.filled(text, held), LONGEST.get(name)
    if most is not None and len(filled) > most:
        raise Invalid(
            _("빈자리를 채우면 ‘%(filled)s…’이 %(most)s자를 넘습니다. 줄여 주세요.", filled=filled[:20], most=most)
        )
    return filled
