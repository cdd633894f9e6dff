"""What programs press of polls: drafts alone. Opening, casting, rolls and counting stay with people."""

from app.api.views.press import Press
from app.kernel.i18n import lazy
from app.people.states import Scope
from app.polls.forms import GroupsForm, PollForm

_HERE = Scope.DRAFTS
_OF_OPTIONS = "^(group|only_one)_[0-9]{1,4}$"
TABLE = (
    Press("polls.prepare", _HERE, lazy("투표 준비하기; 여는 일은 사람이 합니다"), PollForm),
    Press("polls.edit", _HERE, lazy("열지 않은 투표 고치기"), PollForm),
    Press("polls.correct", _HERE, lazy("무효가 된 투표를 대신할 투표 준비하기"), PollForm),
    Press("polls.groups", _HERE, lazy("투표의 보기를 갈래로 나누기"), GroupsForm, more=_OF_OPTIONS),
    Press("polls.announce", _HERE, lazy("준비한 투표를 이웃에게 미리 알리기")),
)
