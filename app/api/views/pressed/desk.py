"""What programs press at the desk of a dong centre: what officers write for each other."""

from typing import Any

from app.api.views.press import Press
from app.desk import queries
from app.desk.forms import AskingSectionForm, AssignmentForm, DeskNoteForm, OpinionForm, TemplateForm
from app.kernel.i18n import lazy
from app.people.states import Scope


def _assignment(**given: Any) -> AssignmentForm:
    return AssignmentForm((), **given)


def _turn(request_id: int) -> int:
    return queries.turn(request_id)


_HERE = Scope.DESK
TABLE = (
    Press("desk.assign", _HERE, lazy("요청을 맡을 부서나 사람 정하기"), AssignmentForm, _assignment, now=_turn),
    Press("desk.notes", _HERE, lazy("담당자끼리 보는 메모 남기기"), DeskNoteForm),
    Press("desk.ask_section", _HERE, lazy("다른 부서에 의견을 물었다고 적기"), AskingSectionForm),
    Press("desk.opinion", _HERE, lazy("다른 부서에서 온 의견 적기"), OpinionForm),
    Press("desk.add_template", _HERE, lazy("답변 틀 만들기"), TemplateForm, is_new=True),
    Press("desk.template", _HERE, lazy("답변 틀 고치기"), TemplateForm),
    Press("desk.remove_template", _HERE, lazy("답변 틀 지우기")),
)
