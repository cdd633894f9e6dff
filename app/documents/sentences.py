"""What stands in the printed minutes where they are written in sentences: the draft as it is, or what was sealed."""

from collections.abc import Sequence
from typing import Any

from app.documents import qr
from app.documents.addresses import absolute
from app.kernel.i18n import _, moment
from app.meetings import queries
from app.meetings.models import MinutesDesk
from app.meetings.queries import Section
from app.meetings.states import LineKind


def minutes(desk: MinutesDesk) -> dict[str, Any]:
    """The facts of the minutes, with the hash that the public ledger holds and a code that leads to their page."""
    meeting, sealed = desk.meeting, queries.sealed(desk.meeting.id)
    if sealed is not None:
        content, standing = sealed.content, queries.read_content(sealed.content)
    else:
        standing = [one for one in queries.numbered(meeting, queries.lines_of(meeting.id)) if one.number]
        content = queries.content(meeting, standing)
    address = absolute("meetings.minutes", meeting_id=meeting.id)
    return {
        "title": _("회의록"),
        "meeting": content["title"],
        "council": content["council"]["name"],
        "draft": "" if sealed else _("초안입니다. 아직 공개하지 않았습니다."),
        "sections": _sections(queries.sections(content["items"], standing)),
        "added": _("덧붙임"),
        "addenda": [(f"+{one.number}", one.text, moment(one.added_at)) for one in queries.addenda_of(meeting.id)],
        "seal": _seal(sealed.hash, moment(sealed.sealed_at)) if sealed else [],
        "qr": qr.svg(address),
        "address": address,
        "scan": _("휴대전화로 찍으면 회의록 쪽이 열립니다."),
        "foot": _("누가 왔는지는 공개하지 않습니다."),
    }


def _sections(found: Sequence[Section]) -> list[dict[str, Any]]:
    return [
        {
            "title": _("안건 %(number)d. %(title)s", number=one.item, title=one.title) if one.item else "",
            "sentences": [
                (str(sentence.number), sentence.text, sentence.kind == LineKind.DECIDED.value)
                for sentence in one.sentences
            ],
        }
        for one in found
    ]


def _seal(digest: str, when: str) -> list[tuple[str, str]]:
    """The hash in groups of eight: a line ends between them, and eyes keep their place."""
    groups = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    return [(_("봉인한 때"), when), (_("지문"), groups)]
