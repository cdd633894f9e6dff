"""What programs press of discussion: what writers do with their comments, and what moderators do."""

from app.api.views.press import Press
from app.discussion.forms import (
    AppealForm,
    BlockingAnswerForm,
    BlockingOutcomeForm,
    CorrectionAnswerForm,
    CorrectionForm,
    EditionForm,
    FlagForm,
    HidingAllForm,
    HidingForm,
    PauseForm,
    ReviewForm,
    SettlementForm,
    SummaryCorrectionForm,
    SummaryForm,
    TalkRulesForm,
    WithdrawalForm,
)
from app.kernel.i18n import lazy
from app.people.states import Scope

_OWN, _MODERATING = Scope.COMMENTS, Scope.MODERATION
TABLE = (
    Press("discussion.edition", _OWN, lazy("내 의견 고치기"), EditionForm),
    Press("discussion.withdrawal", _OWN, lazy("내 의견 거두기"), WithdrawalForm),
    Press("discussion.flags", _OWN, lazy("의견을 살펴봐 달라고 신고하기"), FlagForm),
    Press("discussion.helpful", _OWN, lazy("의견이 도움이 되었다고 하기")),
    Press("discussion.unhelpful", _OWN, lazy("도움이 되었다는 말 거두기")),
    Press("discussion.correction", _OWN, lazy("가려진 내 의견을 고쳐서 보내기"), CorrectionForm),
    Press("discussion.appeal", _OWN, lazy("내 의견을 가린 것에 이의 신청하기"), AppealForm),
    Press("discussion.object_to_blocking", _OWN, lazy("내 의견을 막은 것에 이의 보내기"), AppealForm),
    Press("discussion.summary_corrections", _OWN, lazy("토론 요약에서 고칠 점 보내기"), SummaryCorrectionForm),
    Press("discussion.settlement", _MODERATING, lazy("신고된 의견을 그대로 두기"), SettlementForm),
    Press("discussion.hiding", _MODERATING, lazy("의견 가리기"), HidingForm),
    Press("discussion.hide_several", _MODERATING, lazy("신고된 의견 여럿을 함께 가리기"), HidingAllForm),
    Press("discussion.approval", _MODERATING, lazy("먼저 살펴본 의견을 보이게 하기")),
    Press("discussion.review", _MODERATING, lazy("고친 글이나 이의를 판단하기"), ReviewForm),
    Press("discussion.showing", _MODERATING, lazy("가린 의견을 다시 보이게 하기")),
    Press("discussion.answer_blocking", _MODERATING, lazy("의견을 막아 달라는 요청에 답하기"), BlockingAnswerForm),
    Press("discussion.blocking_outcome", _MODERATING, lazy("막은 의견을 어떻게 할지 정하기"), BlockingOutcomeForm),
    Press("discussion.summary", _MODERATING, lazy("토론 요약 쓰기"), SummaryForm),
    Press("discussion.answer_correction", _MODERATING, lazy("토론 요약에서 고칠 점에 답하기"), CorrectionAnswerForm),
    Press("discussion.pause", _MODERATING, lazy("토론을 잠시 쉬거나 이어 가기"), PauseForm),
    Press("discussion.edit_talk_rules", _MODERATING, lazy("토론 규칙 바꾸기"), TalkRulesForm),
)
