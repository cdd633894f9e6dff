"""답변서(검토의견서): the centre's published answer to one request, with reason, ground and the way to ask again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.decisions.models import Decision, Request
from app.documents.addresses import absolute
from app.documents.official.paper import Block, Item, Paper, Text, facts
from app.documents.official.words import head_of, issued, no_seal
from app.kernel.i18n import LazyString, _, day, lazy, won
from app.kernel.states import Labelled

# what residents read of an answer, in this order; a field that stands empty is left out
FIELDS: tuple[tuple[str, LazyString], ...] = (
    ("answer", lazy("답")),
    ("summary", lazy("주민이 읽을 요약")),
    ("reason_code", lazy("이유 분류")),
    ("reason", lazy("이유")),
    ("found", lazy("확인한 사실")),
    ("ground", lazy("근거")),
    ("possible", lazy("할 수 있는 것")),
    ("passed_to", lazy("보낸 기관")),
    ("waits_for", lazy("기다리는 것")),
    ("next_on", lazy("다시 답하는 날")),
    ("do_by", lazy("하기로 한 날")),
    ("cost_won", lazy("드는 돈")),
    ("money_from", lazy("어디에서 나오는 돈")),
)


def answer(asked: Request, told: Decision, place: int = 0) -> Paper:
    """The letter with the published answer; `place` is its number among the letters of the centre."""
    dong = asked.dong or asked.council.dong
    return Paper(
        kind=_("답변서"),
        office=dong.centre_name,
        receiver=asked.council.name,
        title=_("검토 의견(답변): %(title)s", title=asked.title),
        body=tuple(_body(asked, told)),
        attached=tuple(told.file_names),
        sender=head_of(dong.name),
        seal=no_seal(),
        foot=(
            (_("시행"), issued(dong.centre_name, place, told.published_at)),
            (_("담당"), f"{told.section} {told.officer_name}".strip()),
            (_("전화"), told.officer_phone),
            (_("주소"), dong.centre_address),
        ),
        address=absolute("decisions.request", request_id=asked.id),
    )


def _body(asked: Request, told: Decision) -> Iterator[Block]:
    yield Item(_("요청"), strong=True)
    yield from facts(_asked(asked))
    yield Item(_("검토 의견"), strong=True)
    yield from facts((str(label), _shown(getattr(told, name))) for name, label in FIELDS)
    yield Item(_("답에 동의하기 어려우면"), strong=True)
    if asked.kind:
        yield Text(asked.kind.remedy)
    if asked.ask_again_by:
        yield Text(_("다시 물을 수 있는 마지막 날: %(day)s", day=day(asked.ask_again_by)))


def _asked(asked: Request) -> list[tuple[str, str]]:
    return [
        (_("내용"), asked.text),
        (_("절차"), f"{asked.kind.name} ({asked.kind.law})" if asked.kind else ""),
        (_("접수한 날"), day(asked.received_on) if asked.received_on else ""),
        (_("답변 기한"), day(asked.due_on) if asked.due_on else ""),
    ]


def _shown(value: Any) -> str:
    if isinstance(value, Labelled):
        return str(value.label)
    if isinstance(value, int):
        return won(value)
    if isinstance(value, date):
        return _("%(day)s까지", day=day(value))
    return str(value or "")
