"""What people are told of minutes: read them, correct them, publish them in time."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

_PAGE = ("meetings.minutes", "meeting_id")

OF_MINUTES: Mapping[str, Kind] = {
    "minutes.shown": Kind(
        lazy("‘%(title)s’ 회의록 초안을 확인해 주세요."),
        lazy("72시간 동안 틀린 문장이 있으면 고쳐 달라고 할 수 있습니다."),
        *_PAGE,
    ),
    "minutes.correction_proposed": Kind(
        lazy("‘%(title)s’ 회의록에 고침 제안이 들어왔습니다."),
        lazy("읽고 고치거나, 까닭을 적어 그대로 두어 주세요. 답해야 확인을 마칠 수 있습니다."),
        *_PAGE,
    ),
    "minutes.correction_accepted": Kind(
        lazy("‘%(title)s’ 회의록을 제안하신 대로 고쳤습니다."),
        lazy("알려 주셔서 고맙습니다."),
        *_PAGE,
    ),
    "minutes.correction_declined": Kind(
        lazy("‘%(title)s’ 회의록의 문장을 그대로 두기로 했습니다."),
        lazy("까닭은 회의록의 ‘참석한 이웃의 고침 제안’에서 읽을 수 있습니다."),
        *_PAGE,
    ),
    "minutes.added": Kind(
        lazy("‘%(title)s’ 회의록에 덧붙인 말이 있습니다."),
        lazy("봉인한 회의록은 그대로 있고, 그 아래에서 읽을 수 있습니다."),
        *_PAGE,
    ),
    "minutes.due": Kind(
        lazy("‘%(title)s’ 회의록을 공개할 날이 다가옵니다."),
        lazy("회의가 끝난 날부터 14일 안에 공개해야 합니다."),
        *_PAGE,
    ),
    "minutes.overdue": Kind(
        lazy("‘%(title)s’ 회의록을 공개할 날이 지났습니다."),
        lazy("이웃이 기다립니다. 확인을 마치고 공개해 주세요."),
        *_PAGE,
    ),
}
