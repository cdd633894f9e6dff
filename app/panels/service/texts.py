"""Text messages: the invitation to those who were drawn, and their reply of one word.

A reply is read only where nothing else can be meant by it. A text of several words may be a question ("1시간 늦어도
되나요?"), and whoever sent it is asked again.
"""

import re
import unicodedata
from datetime import datetime

from app.kernel.errors import Conflict
from app.kernel.i18n import _, force_locale, moment
from app.kernel.outbox import Channel, address_of, post, posted_since, replies_come_back
from app.panels import queries
from app.panels.models import PanelPlace
from app.panels.service.places import answer
from app.panels.states import Outcome
from app.people.models import User

SUBJECT, ANSWERED = "[골목회의] 추첨", "[골목회의] 추첨 답장"
MOST_REFUSALS = 3  # texts a day to one phone that say that its reply was of no use: a machine may be answering us
_SIGNS = re.compile(r"[\W_]+")
_YES = {"1", "1번", "네", "예", "넵", "네네", "응", "참여", "참여합니다", "참여할게요", "갈게요", "가겠습니다"}
_YES |= {"yes", "y", "ok"}
_NO = {"2", "2번", "아니요", "아니오", "사양", "사양합니다", "사양할게요", "못가요", "못갑니다", "안가요", "no", "n"}


def ask(place: PanelPlace, *, at: datetime) -> None:
    """Text the invitation to the phone of whoever was drawn and has not answered yet; who has none gets no text."""
    if place.is_invited and place.user.phone:
        with force_locale(place.user.language):
            post(Channel.SMS, place.user.phone, SUBJECT, _invitation(place), at=at)


def said(text: str) -> bool | None:
    """True for a yes, False for a no, None where it could be anything else; width, case and signs do not matter."""
    word = _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def reply(person: User, text: str, *, sent_at: datetime, at: datetime) -> Outcome:
    """Write down what the person texted at `sent_at`, and text back what was understood. Event panel.answered.

    It is about the one invitation that waits. Where none does it is about the answer that was given last, so that a
    text which arrives twice changes nothing, and an acceptance can be taken back. A text older than an invitation
    is not about it.
    """
    comes = said(text)
    outcome, place = (Outcome.UNREAD, None) if comes is None else _settle(person, comes, sent_at, at)
    settled = outcome in (Outcome.ACCEPTED, Outcome.DECLINED)
    if person.phone and (settled or posted_since(person.phone, ANSWERED, at) < MOST_REFUSALS):
        with force_locale(person.language):
            post(Channel.SMS, person.phone, ANSWERED, _told(outcome, place), at=at)
    return outcome


def _settle(person: User, comes: bool, sent_at: datetime, at: datetime) -> tuple[Outcome, PanelPlace | None]:
    known = [place for place in queries.places_of(person.id, at) if queries.invited_at(place.id) <= sent_at]
    waiting = [place for place in known if place.is_invited]
    if len(waiting) > 1:
        return Outcome.SEVERAL, None
    about = waiting or [place for place in known if place.answered_at]
    if not about:
        return Outcome.LATE, None
    place = about[-1]
    if not comes and place.is_declined:
        return Outcome.DECLINED, place
    try:
        place = answer(place.id, comes=comes, by=person, at=at, by_text=True)
    except Conflict:
        return Outcome.LATE, None
    return (Outcome.ACCEPTED if comes else Outcome.DECLINED), place


def _invitation(place: PanelPlace) -> str:
    panel = place.panel
    lines = [
        _("[골목회의] 추첨에 뽑히셨습니다."),
        f"{panel.council.name}: {panel.title}",
        f"{moment(panel.meets_at)}, {panel.place}",
        _("%(when)s까지 답해 주세요. 사양하셔도 괜찮습니다.", when=moment(place.answer_by or panel.meets_at)),
    ]
    if replies_come_back():
        lines.append(_("오시면 1, 사양하시면 2라고 이 번호로 답장하시면 됩니다."))
    lines.append(address_of(f"/panels/{panel.id}"))
    if panel.council.dong.centre_phone:
        lines.append(f"{panel.council.dong.centre_name} {panel.council.dong.centre_phone}")
    return "\n".join(lines)


def _told(outcome: Outcome, place: PanelPlace | None) -> str:
    if outcome is Outcome.ACCEPTED and place:
        when = moment(place.panel.meets_at)
        return _("[골목회의] 참여로 적었습니다. %(when)s에 뵙겠습니다. 못 오시면 2로 답장해 주세요.", when=when)
    if outcome is Outcome.DECLINED:
        return _("[골목회의] 사양으로 적었습니다. 알려 주셔서 고맙습니다.")
    if outcome is Outcome.UNREAD:
        return _("[골목회의] 답장을 읽지 못했습니다. 오시면 1, 사양하시면 2만 적어 보내 주세요.")
    if outcome is Outcome.SEVERAL:
        return _("[골목회의] 두 곳 이상에 뽑히셨습니다. 골목회의의 추첨 화면이나 주민센터 전화로 답해 주세요.")
    return _("[골목회의] 지금 문자로 답을 받는 추첨이 없습니다. 골목회의나 주민센터에 물어봐 주세요.")
