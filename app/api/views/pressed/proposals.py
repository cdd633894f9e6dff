"""What programs press of proposals, beside what has calls of its own."""

from typing import Any

from app.api.views.press import Press
from app.discussion.forms import FlagForm
from app.kernel.i18n import lazy
from app.people.states import Scope
from app.proposals import queries
from app.proposals.forms import (
    AcceptanceForm,
    AmendmentForm,
    DescriptionForm,
    EndingForm,
    HandoverForm,
    InvitationForm,
    MergerForm,
    NoteForm,
    RefusalForm,
    RefusalOfHandoverForm,
    SplitForm,
    SupportForm,
    WithdrawalForm,
)


def _ending(**given: Any) -> EndingForm:
    return EndingForm(may_lapse=True, **given)


def _edits(amendment_id: int) -> int:
    return queries.amendment(amendment_id).proposal.edit_count


_HERE = Scope.PROPOSALS
TABLE = (
    Press("proposals.withdrawal", _HERE, lazy("내 제안 거두기"), WithdrawalForm),
    Press("proposals.ending", _HERE, lazy("제안을 더 하지 않기로 하고 까닭 적기"), EndingForm, blank=_ending),
    Press("proposals.reopening", _HERE, lazy("마친 제안 다시 열기")),
    Press("proposals.description", _HERE, lazy("제안 사진의 설명 고치기"), DescriptionForm),
    Press("proposals.notes", _HERE, lazy("맡은 사람끼리 보는 메모 남기기"), NoteForm),
    Press("proposals.offer", _HERE, lazy("제안에 수정안 내기"), AmendmentForm),
    Press("proposals.acceptance", _HERE, lazy("수정안 받아들이기"), AcceptanceForm, now=_edits),
    Press("proposals.refusal", _HERE, lazy("수정안을 받아들이지 않기"), RefusalForm),
    Press("proposals.take_back_amendment", _HERE, lazy("내 수정안 거두기")),
    Press("proposals.co_proposers", _HERE, lazy("이웃에게 함께 제안하자고 하기"), InvitationForm),
    Press("proposals.accept", _HERE, lazy("함께 제안하기로 하기")),
    Press("proposals.decline", _HERE, lazy("함께 제안하지 않기로 하기")),
    Press("proposals.suggest_merger", _HERE, lazy("다른 제안과 합치자고 하기"), MergerForm),
    Press("proposals.agree", _HERE, lazy("합치자는 데 동의하기")),
    Press("proposals.decline_merger", _HERE, lazy("합치지 않기로 하기")),
    Press("proposals.drop_merger", _HERE, lazy("합치자는 제의 거두기")),
    Press("proposals.splitting", _HERE, lazy("제안을 둘이나 셋으로 나누기"), SplitForm),
    Press("proposals.offer_handover", _HERE, lazy("제안을 다른 골목회의에 넘기자고 하기"), HandoverForm),
    Press("proposals.take_over", _HERE, lazy("다른 골목회의의 제안 넘겨받기")),
    Press("proposals.decline_handover", _HERE, lazy("제안을 넘겨받지 않기"), RefusalOfHandoverForm),
    Press("proposals.drop_handover", _HERE, lazy("제안을 넘기려던 것 거두기")),
    Press("proposals.support", Scope.ENDORSEMENTS, lazy("합치거나 나눈 제안에 남긴 공감 옮기기"), SupportForm),
    Press("proposals.flag_amendment", Scope.COMMENTS, lazy("수정안을 살펴봐 달라고 신고하기"), FlagForm),
)
