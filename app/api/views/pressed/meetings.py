"""What programs press before a meeting and after it; what happens in the room stays with those who are there."""

from app.api.views.press import Press
from app.kernel.i18n import lazy
from app.meetings import queries
from app.meetings.forms import (
    AddendumForm,
    CorrectionForm,
    InviteeForm,
    LineForm,
    NewLineForm,
    PlaceForm,
    PlanForm,
    ReasonForm,
    SeenForm,
    UsualForm,
    WhyNotForm,
)
from app.people.states import Scope


def _version(meeting_id: int, line_id: int) -> int:
    return queries.line(meeting_id, line_id).version


def _version_to_correct(meeting_id: int, correction_id: int) -> int:
    return queries.correction(meeting_id, correction_id).line.version


_BEFORE, _AFTER = Scope.MEETINGS, Scope.MINUTES
TABLE = (
    Press("meetings.convene_usual", _BEFORE, lazy("자주 여는 회의를 한 번에 만들기"), UsualForm),
    Press("meetings.details", _BEFORE, lazy("회의의 때와 곳 고치기"), PlanForm),
    Press("meetings.cancel", _BEFORE, lazy("회의를 취소하고 까닭 적기"), ReasonForm),
    Press("meetings.arrange", _BEFORE, lazy("안건의 순서와 시간 고치기"), PlaceForm),
    Press("meetings.drop_item", _BEFORE, lazy("안건 빼기")),
    Press("meetings.invitees", _BEFORE, lazy("꼭 불러야 할 이웃 적기"), InviteeForm),
    Press("meetings.invite", _BEFORE, lazy("적어 둔 이웃을 불렀다고 표시하기")),
    Press("meetings.uninvite", _BEFORE, lazy("불렀다는 표시 되돌리기")),
    Press("meetings.drop_invitee", _BEFORE, lazy("적어 둔 이웃 지우기")),
    Press("meetings.line", _AFTER, lazy("회의록의 문장 고치기"), LineForm),
    Press("meetings.add_line", _AFTER, lazy("회의록에 문장 더하기"), NewLineForm),
    Press("meetings.strike_line", _AFTER, lazy("회의록의 문장 지우기"), SeenForm, now=_version),
    Press("meetings.restore_line", _AFTER, lazy("지운 문장 되살리기")),
    Press("meetings.show_minutes", _AFTER, lazy("회의록을 참석한 이웃에게 보이기")),
    Press("meetings.propose_correction", _AFTER, lazy("회의록에서 고칠 곳 제안하기"), CorrectionForm),
    Press("meetings.accept_correction", _AFTER, lazy("고침 제안 받아들이기"), SeenForm, now=_version_to_correct),
    Press("meetings.decline_correction", _AFTER, lazy("고침 제안을 받아들이지 않기"), WhyNotForm),
    Press("meetings.approve_minutes", _AFTER, lazy("회의록 확인 마치기")),
    Press("meetings.reopen_minutes", _AFTER, lazy("확인한 회의록 다시 고치기")),
    Press("meetings.publish", _AFTER, lazy("회의록 공개하기")),
    Press("meetings.addendum", _AFTER, lazy("공개한 회의록에 덧붙이기"), AddendumForm),
)
