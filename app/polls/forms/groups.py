"""갈래 나누기: in which group each option of a budget stands, what a group may cost, and what excludes each other."""

from typing import Any, cast

from wtforms.validators import ValidationError

from app.kernel.forms import AtMost, Form, PublicLine, PublicText
from app.kernel.i18n import _, lazy
from app.polls.forms.fields import priced
from app.polls.models import Option, Poll
from app.polls.service import Place
from app.polls.service.grouping import LONGEST_NAME


class GroupsForm(Form):
    """A group and a shared word for every option, and the caps of the groups; `of` makes one for a poll."""

    caps = PublicText(lazy("갈래의 한도"), [AtMost(2000)])

    @classmethod
    def of(cls, poll: Poll) -> "GroupsForm":
        """The form of a poll's options, as they stand."""
        fields: dict[str, Any] = {}
        for option in poll.options:
            fields[_group(option)] = PublicLine(lazy("갈래"), [AtMost(LONGEST_NAME)], default=option.group_name)
            fields[_only(option)] = PublicLine(
                lazy("함께 할 수 없는 것"), [AtMost(LONGEST_NAME)], default=option.only_one
            )
        caps = "\n".join(f"{name}: {won:,}원" for name, won in poll.group_caps.items())
        return cast("GroupsForm", type(cls.__name__, (cls,), fields)(data={"caps": caps}))

    def rows(self, poll: Poll) -> list[tuple[Option, Any, Any]]:
        """Each option with its two fields."""
        return [(option, self[_group(option)], self[_only(option)]) for option in poll.options]

    def places(self, poll: Poll) -> dict[int, Place]:
        """Where the options stand, by position."""
        return {option.position: Place(group.data or "", only.data or "") for option, group, only in self.rows(poll)}

    def won(self) -> dict[str, int]:
        """The caps by the name of their group."""
        return dict(found for line in self._lines() if (found := priced(line)))

    def validate_caps(self, field: Any) -> None:
        """Every line is a name and an amount, and no name stands there twice."""
        names = []
        for line in self._lines():
            found = priced(line)
            if found is None:
                raise ValidationError(
                    _("읽을 수 없는 줄이 있습니다: ‘%(line)s’. ‘안전 분과: 1,000만원’처럼 적어 주세요.", line=line[:40])
                )
            names.append(found[0])
        if len(set(names)) < len(names):
            raise ValidationError(_("한 갈래의 한도를 두 번 적었습니다. 하나만 남겨 주세요."))

    def _lines(self) -> list[str]:
        return [line.strip() for line in (self.caps.data or "").splitlines() if line.strip()]


def _group(option: Option) -> str:
    return f"group_{option.position}"


def _only(option: Option) -> str:
    return f"only_one_{option.position}"
