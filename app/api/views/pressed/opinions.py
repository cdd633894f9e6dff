"""What programs press of opinion maps, for facilitators; whoever answers answers on the page."""

from app.api.views.press import Press
from app.kernel.i18n import lazy
from app.opinions.forms import EditionForm, FateForm, HidingForm, MoreSeedsForm, QuestionForm
from app.people.states import Scope

_HERE = Scope.QUESTIONS
TABLE = (
    Press("opinions.ask", _HERE, lazy("이웃의 의견을 모을 물음 만들기"), QuestionForm),
    Press("opinions.edition", _HERE, lazy("열지 않은 물음 고치기"), EditionForm),
    Press("opinions.opening", _HERE, lazy("의견 모으기 시작하기")),
    Press("opinions.closing", _HERE, lazy("의견 모으기 마치기")),
    Press("opinions.seeds", _HERE, lazy("물음에 의견 여럿을 먼저 올려 두기"), MoreSeedsForm),
    Press("opinions.showing", _HERE, lazy("이웃이 쓴 의견을 올리기")),
    Press("opinions.hiding", _HERE, lazy("이웃이 쓴 의견을 가리기"), HidingForm),
    Press("opinions.fate", _HERE, lazy("의견이 어떻게 되었는지 적기"), FateForm),
    Press("opinions.bring", _HERE, lazy("의견으로 제안 쓰기")),
)
