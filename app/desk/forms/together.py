"""The form of one answer to several requests."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from wtforms import HiddenField
from wtforms.validators import Length

from app.decisions.forms import AnswerForm
from app.decisions.states import WRITTEN
from app.desk.service.together import MOST
from app.desk.states import Blank
from app.kernel.db import key_of
from app.people.models import Post


class JointAnswerForm(AnswerForm):
    """One answer for each of the picked requests; it is published, never kept as a draft.

    `picked` holds the number of each request and the version of its draft that was on the page, as "7:0 9:2".
    """

    picked = HiddenField(validators=[Length(max=600)])
    filled_later: ClassVar[Collection[str]] = frozenset("{" + blank.value + "}" for blank in Blank)

    @property
    def goes_out(self) -> bool:
        """Everybody will read it."""
        return True


def picked_of(text: str | None) -> dict[int, int]:
    """The numbers of requests with the versions that were seen; what is no number is left out."""
    found: dict[int, int] = {}
    for word in (text or "").split()[:MOST]:
        number, _colon, seen = word.partition(":")
        key = key_of(number)
        if key is not None:
            found[key] = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    return found


def joint_answer_form(post: Post, seen: Mapping[int, int], begun: Mapping[str, Any], **given: Any) -> JointAnswerForm:
    """The form as the officer finds it, with the officer's own section, name and phone."""
    empty = dict.fromkeys(WRITTEN, "")  # a field that a browser leaves out says nothing
    mine = {"section": post.section, "officer_name": post.user.name, "officer_phone": post.phone}
    picked = " ".join(f"{number}:{version}" for number, version in seen.items())
    return JointAnswerForm(data={**empty, **mine, **begun, "picked": picked}, **given)
