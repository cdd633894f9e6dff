"""Forms of files that go with answers: bringing one, clearing finds, taking one down, pausing the search."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import current_app
from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.decisions.models import AnswerFind
from app.decisions.queries import place_words
from app.decisions.service import LONGEST_HOURS
from app.kernel import chance
from app.kernel.errors import Invalid
from app.kernel.forms import AtMost, Form, Needed, PublicLine, offered
from app.kernel.i18n import lazy
from app.kernel.reading import StoredFile, keep_file


class FileForm(Form):
    """One file for the answer; it is read when everything else is right."""

    file = FileField(lazy("파일"))
    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    stored: StoredFile | None = None

    def __init__(self, offices: Collection[str], is_searched: bool, **given: Any) -> None:
        """`offices` are phone numbers that may stand in a file; `is_searched` is False while the search is paused."""
        super().__init__(**given)
        self.offices, self.is_searched = offices, is_searched

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form, and the file is sound."""
        if not super().validate(extra_validators):
            return False
        if not self.file.data or not self.file.data.filename:
            self.refuse(lazy("올릴 파일을 골라 주세요."), "file")
            return False
        name, most = self.file.data.filename, current_app.config["ATTACHMENT_MEGABYTES"]
        try:
            self.stored = keep_file(
                self.file.data.stream, name, offices=self.offices, is_searched=self.is_searched, megabytes=most
            )
        except Invalid as fault:
            self.refuse(fault.reason, "file")
        return self.stored is not None


class ClearingForm(Form):
    """Which finds are no personal data, and why."""

    finds = SelectMultipleField(
        lazy("개인정보가 아닌 것"),
        [Needed(lazy("개인정보가 아닌 것을 골라 주세요."))],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    why = StringField(
        lazy("왜 개인정보가 아닙니까?"),
        [Needed(lazy("왜 개인정보가 아닌지 적어 주세요. 기록에 남습니다.")), AtMost(300)],
    )

    def __init__(self, finds: Sequence[AnswerFind], **given: Any) -> None:
        """`finds` are those of one file that nobody has looked at."""
        super().__init__(**given)
        self.finds.choices = offered(
            (one.id, f"{one.kind.label} {one.masked} ({place_words(one.place)})")
            for one in finds
            if not one.kind.is_never_cleared
        )


class TakingDownForm(Form):
    """Why a published file goes."""

    why = PublicLine(lazy("왜 내립니까?"), [Needed(lazy("왜 내리는지 적어 주세요. 모두에게 보입니다.")), AtMost(300)])


class PauseForm(Form):
    """Why files are not searched, and for how long."""

    why = StringField(lazy("왜 멈춥니까?"), [Needed(), AtMost(300)])
    hours = IntegerField(
        lazy("몇 시간 동안 멈춥니까?"),
        [Needed(), NumberRange(1, LONGEST_HOURS, lazy("%(min)d에서 %(max)d 사이의 숫자로 적어 주세요."))],
        default=1,
    )
