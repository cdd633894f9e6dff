"""The journal of a phone that had no network: read as strictly as the forms of the pages, line by line."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField
from wtforms.validators import NumberRange

from app.kernel.forms import Form, Needed
from app.kernel.i18n import _, force_locale
from app.meetings.floor import Kind
from app.meetings.forms.floor import ENTRY_FORMS
from app.meetings.forms.meetings import RemarkForm, ResolutionForm, WalkInForm
from app.meetings.service import Sent
from app.meetings.states import Deed

MOST = 200  # lines at once
AHEAD = timedelta(minutes=2)  # by how much a phone's moments may be ahead of ours
STEPS = ("one", "two", "three", "four", "five")
_KEY = re.compile(r"[A-Za-z0-9_-]{8,40}")
_LAST = 4_000_000_000_000  # milliseconds: the year 2096
_SPEAKER = "speaker"
_ROW = NumberRange(1, 2_000_000_000)
_NEED_NETWORK = ("division.", "voice.", "slip.", "thermometer.", "reading.")  # what phones do together


class JournalForm(Form):
    """What a phone sends: the name of its journal, and the lines as JSON."""

    journal = HiddenField()
    entries = HiddenField()

    def lines(self) -> list[Any] | None:
        """The lines as they came; None where these are no lines, or too many, or of no journal."""
        try:
            lines = json.loads(self.entries.data or "")
        except (ValueError, RecursionError):
            return None
        is_sound = isinstance(lines, list) and len(lines) <= MOST and _KEY.fullmatch(self.journal.data or "")
        return lines if is_sound else None


class _Nothing(Form):
    """A deed that has no facts."""


class _Arrival(Form):
    user = IntegerField(validators=[Needed(), _ROW])


class _Person(Form):
    speaker = IntegerField(validators=[Needed(), _ROW])


class _Remark(RemarkForm):
    item = IntegerField(validators=[Needed(), _ROW])


class _Hands(ResolutionForm):
    item = IntegerField(validators=[Needed(), _ROW])


_DEEDS: dict[Deed, tuple[type[Form], tuple[str, ...]]] = {
    Deed.OPENING: (_Nothing, ()),
    Deed.ARRIVAL: (_Arrival, ("user",)),
    Deed.WALK_IN: (WalkInForm, ("name",)),
    Deed.DEPARTURE: (_Person, (_SPEAKER,)),
    Deed.RETURN: (_Person, (_SPEAKER,)),
    Deed.REMARK: (_Remark, ("item", "text")),
    Deed.HANDS: (_Hands, ("item", "text", "yes", "no", "abstain")),
}


def key_of(line: Any) -> str | None:
    """The key of a line; None where it has none that we could answer to."""
    key = line.get("key") if isinstance(line, Mapping) else None
    return key if isinstance(key, str) and _KEY.fullmatch(key) else None


def read(line: Mapping[str, Any], *, now: datetime) -> Sent:
    """A line with a key as the service takes it, or with the sentence that says why it cannot be read."""
    with force_locale("ko"):  # the sentence is stored, whoever reads the page
        at, fault = _moment(line.get("at"), now)
        facts: dict[str, Any] = {}
        kind = next((one for one in (*Kind, *Deed) if one.value == line.get("kind")), None)
        if kind is None:
            fault = fault or _unknown(str(line.get("kind")))
        elif not fault:
            facts, fault = _facts(kind, line.get("facts"))
    if fault:
        facts = {"line": json.dumps(line)[:1000]}
    return Sent(line["key"], kind.value if kind else "", at, facts, fault)


def _unknown(kind: str) -> str:
    if kind.startswith(_NEED_NETWORK):
        return _("여러 전화기로 함께 정하거나 온도를 재는 일은 인터넷이 있어야 합니다. 손을 세어 적어 주세요.")
    return _("모르는 종류의 기록입니다.")


def _moment(given: Any, now: datetime) -> tuple[datetime, str]:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 < given < _LAST:
        return now, _("때를 읽을 수 없습니다.")
    at = datetime.fromtimestamp(given / 1000, UTC)
    return at, _("아직 오지 않은 때가 적혀 있습니다.") if at > now + AHEAD else ""


def _facts(kind: Kind | Deed, given: Any) -> tuple[dict[str, Any], str]:
    """What the form of the kind makes of the facts, or its complaint."""
    if not isinstance(given, Mapping) or not all(_is_plain(value) for value in given.values()):
        return {}, _("적힌 것을 읽지 못했습니다.")
    told, person = _fields(given), given.get(_SPEAKER)
    let_in = person if isinstance(person, str) and _KEY.fullmatch(person) else None
    if let_in:  # somebody whom this phone let in has no number yet, but the key of that line
        told[_SPEAKER] = "1"
    form = _form(kind)(formdata=told, meta={"csrf": False})
    if not form.validate():
        return {}, " ".join(str(error) for errors in form.errors.values() for error in errors)
    facts = form.facts() if isinstance(kind, Kind) else {name: form[name].data for name in _DEEDS[kind][1]}
    if kind in {Kind.ITEM, Kind.EXTENSION} and facts["item"] is None:
        return {}, _("적힌 것을 읽지 못했습니다.")
    return facts | ({_SPEAKER: let_in} if let_in else {}), ""


def _form(kind: Kind | Deed) -> type[Any]:
    return ENTRY_FORMS[kind] if isinstance(kind, Kind) else _DEEDS[kind][0]


def _is_plain(value: Any) -> bool:
    values = value if isinstance(value, list) and len(value) == len(STEPS) else [value]
    return all(one is None or isinstance(one, str | int) for one in values)


def _fields(facts: Mapping[str, Any]) -> MultiDict[str, str]:
    """The facts as a page would send them."""
    fields = {name: str(value) for name, value in facts.items() if value is not None and not isinstance(value, list)}
    if isinstance(facts.get("steps"), list):
        fields |= {name: str(value) for name, value in zip(STEPS, facts["steps"], strict=True)}
    return MultiDict(fields)
