"""The form in which a request is given to somebody."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.desk import queries
from app.kernel.forms import Form, Needed, offered
from app.kernel.i18n import _, lazy
from app.people.models import Post, User


class AssignmentForm(Form):
    """A section, or a person in it."""

    to = SelectField(lazy("누가 맡습니까?"), [Needed(lazy("맡을 부서나 사람을 골라 주세요."))])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(min=0, max=2**31 - 1)])

    def __init__(self, posts: Sequence[Post], **given: Any) -> None:
        """`posts` are those at the centre: each section is offered, then the people in it."""
        super().__init__(**given)
        self._who: dict[str, tuple[str, User | None]] = {}
        rows: list[tuple[str, str]] = [("", _("고르세요"))]
        for number, section in enumerate(queries.sections(posts)):
            inside = [post for post in posts if post.section == section]
            rows += [(f"section-{number}", _("%(section)s (사람은 아직)", section=section))]
            rows += [(f"post-{post.id}", f"{section} {post.user.name}") for post in inside]
            self._who[f"section-{number}"] = (section, None)
            self._who |= {f"post-{post.id}": (section, post.user) for post in inside}
        self.to.choices = offered(rows)

    @property
    def chosen(self) -> tuple[str, User | None]:
        """The section that was chosen, and its person where one was."""
        return self._who[self.to.data]
