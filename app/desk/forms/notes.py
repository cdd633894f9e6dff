"""The form of a note."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.kernel import chance
from app.kernel.forms import AtMost, Form, Needed
from app.kernel.i18n import lazy


class DeskNoteForm(Form):
    """A note among officers of the desk; `once` makes a form that is sent twice one note."""

    body = TextAreaField(
        lazy("메모"),
        [Needed(), AtMost(2000)],
        description=lazy("이 요청을 맡은 동주민센터의 담당자만 봅니다. 이웃의 개인정보는 적지 마세요."),
    )
    once = HiddenField(default=chance.token, validators=[Length(max=40)])
