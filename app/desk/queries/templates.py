"""Reads of the texts that a centre keeps ready, and filling their blanks in."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.decisions.models import Request
from app.desk.models import FIELDS, AnswerTemplate
from app.desk.states import Blank
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import day, force_locale

TEXTS = ("summary", "reason", "ground", "possible")
_KNOWN = re.compile("|".join(re.escape("{" + blank.value + "}") for blank in Blank))


def template(number: int) -> AnswerTemplate:
    """One text with its dong. Raises NotFound."""
    found = session().get(AnswerTemplate, number, options=[joinedload(AnswerTemplate.dong)])
    if found is None:
        raise NotFound
    return found


def locked_template(number: int) -> AnswerTemplate:
    """The same as it is now, held until the transaction ends. Raises NotFound."""
    held = select(AnswerTemplate).where(AnswerTemplate.id == number).with_for_update(of=AnswerTemplate)
    found = session().scalars(held.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def templates_of(dong_id: int) -> Sequence[AnswerTemplate]:
    """What the dong's centre keeps ready, by name."""
    of_dong = select(AnswerTemplate).where(AnswerTemplate.dong_id == dong_id).order_by(AnswerTemplate.name)
    return session().scalars(of_dong).all()


def filled(text: str | None, request: Request) -> str:
    """The text with the words of the request in its blanks; a blank that nobody knows stays, and is a gap."""
    with force_locale("ko"):  # as answers are
        words = {
            Blank.TITLE: request.title,
            Blank.COUNCIL: request.council.name,
            Blank.RECEIVED_ON: day(request.received_on) if request.received_on else "",
            Blank.DUE_ON: day(request.due_on) if request.due_on else "",
            Blank.CENTRE: request.desk.centre_name,
        }
    return _KNOWN.sub(lambda blank: words[Blank(blank[0][1:-1])] or blank[0], text or "")


def words_of(one: AnswerTemplate) -> dict[str, Any]:
    """What it says, by the names of the fields of an answer; nothing of what stands empty."""
    return {name: value for name in FIELDS if (value := getattr(one, name))}
