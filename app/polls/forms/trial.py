"""The numbers that a facilitator tries out."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, NumberRange

from app.kernel.i18n import _, lazy
from app.polls.forms.fields import Whole
from app.polls.methods import METHODS
from app.polls.models import Poll

_NO_NUMBER = lazy("0이나 그보다 큰 수를 적어 주세요.")


def trial_form(poll: Poll, sent: MultiDict[str, str]) -> BaseForm:
    """Votes for each option and, where that is not their sum, how many people voted; as a GET sends them."""
    enough = (InputRequired(_NO_NUMBER), NumberRange(0, 100_000, _NO_NUMBER))
    fields: dict[str, Any] = {f"votes-{one.position}": Whole(one.label, enough) for one in poll.options}
    if not METHODS[poll.method].answers:
        fields["cast"] = Whole(_("투표한 사람"), enough)
    form = BaseForm(fields)
    form.process(sent if sent.keys() & fields.keys() else None)
    return form
