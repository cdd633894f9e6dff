"""The lot of a panel: the list and the commitment before, dice before witnesses, the drawing."""

import json
import unicodedata
from collections import Counter
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

from app.kernel import chance, clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, lazy
from app.panels import queries
from app.panels.models import Panel, PanelConsent, PanelPlace
from app.panels.states import band_of
from app.people.models import User
from app.polls.methods import lot as arithmetic
from app.polls.methods.drawing import Drawing, Sample, Strata
from app.polls.methods.files.fields import Unfit
from app.polls.methods.files.lines import Malformed
from app.polls.methods.files.lot_file import OPENED, Lot, Opened, as_json, read_lot
from app.polls.methods.sortition import Pool

FEWEST_ALIKE = 2  # of the pool: a combination of one person would be a name
LEAST_SOURCE = 10  # signs of an outside source, as the manual asks for ten dice


def why_not_announced(panel: Panel) -> str:
    """What still stands in the way of announcing the lot, in a sentence; "" where nothing does."""
    agreed = queries.pool(panel.council_id)
    if len(agreed) < panel.size:
        return _(
            "추첨에 동의한 주민이 %(count)d명입니다. %(size)d명을 뽑으려면 더 있어야 합니다.",
            count=len(agreed),
            size=panel.size,
        )
    alike = Counter(_values(panel, one) for one in agreed)
    if min(alike.values()) < FEWEST_ALIKE:
        return _(
            "혼자뿐인 묶음이 있어 명단에서 누구인지 드러납니다. 나이나 성별로 나누지 않거나, 동의한 분이 늘면 알려"
            " 주세요."
        )
    return ""


def announce(panel: Panel, *, by: User, at: datetime) -> Panel:
    """Freeze the pool under codes of chance, and commit to a secret. Event panel.announced.

    Raises Conflict where `why_not_announced` says something, or the meeting would be over.
    """
    panel.move("announce")
    missing = why_not_announced(panel)
    if missing:
        raise Conflict(missing)
    if panel.meets_at <= at:
        raise Conflict(_("모임 날짜가 지났습니다. 날짜를 고친 뒤에 알려 주세요."))
    agreed = chance.shuffled(queries.pool(panel.council_id))
    digits = len(str(len(agreed)))
    people = {f"{number:0{digits}d}": one for number, one in enumerate(agreed, 1)}
    panel.secret = sha256(chance.token(32).encode()).hexdigest()
    pool = Pool(tuple(panel.divided_by), {code: _values(panel, one) for code, one in people.items()})
    made = Lot(_line(panel.title), pool, _drawing(panel), arithmetic.commitment(panel.secret))
    _read(as_json(made))
    panel.lot, panel.announced_at = as_json(made), at
    session().add_all(
        PanelPlace(panel=panel, user_id=one.membership.user_id, code=code, stratum=" ".join(pool.people[code]))
        for code, one in people.items()
    )
    record("panel.announced", panel, by=by, at=at, fingerprint=made.fingerprint[:16])
    return panel


def draw(panel: Panel, *, source: str, before: str, by: User, at: datetime) -> Panel:
    """Draw the announced lot with what the dice gave, and invite those who were drawn. Event panel.drawn.

    Raises Invalid where the source has too few digits to be left to chance, or a text has signs that no file takes.
    """
    if sum(sign.isdigit() for sign in source) < LEAST_SOURCE:
        raise Invalid(lazy("주사위를 열 번 이상 던져 나온 수를 모두 적어 주세요. 보기: 3 1 6 6 2 5 4 1 1 6"))
    panel.move("draw")
    opened = Opened(panel.secret, _line(source), clock.seoul(at).isoformat(timespec="minutes"), (_line(before),))
    drawn = _read({**(panel.lot or {}), **{name: getattr(opened, name) for name in OPENED}}).drawn()
    order = arithmetic.draw(drawn.seed(), tuple(drawn.pool.people))
    chosen = set(drawn.result or ())
    for place in panel.places:
        place.rank = order.index(place.code) + 1
        if place.code in chosen:
            invite(panel, place, at=at)
    panel.lot, panel.secret, panel.drawn_at = as_json(drawn), "", at
    record("panel.drawn", panel, by=by, at=at)
    return panel


def invite(panel: Panel, place: PanelPlace, *, at: datetime) -> None:
    """Ask somebody who was drawn, who has the days of the panel to answer, but not longer than until it meets."""
    place.move("invite")
    place.answer_by = min(at + timedelta(days=panel.answer_days), panel.meets_at)
    session().flush()
    record("panel.invited", place, by=None, at=at)


def _read(given: dict[str, Any]) -> Lot:
    """The lot as everybody will read it from the file; raises Invalid where a text has signs that the file refuses."""
    try:
        return read_lot(BytesIO(json.dumps(given, ensure_ascii=False).encode(errors="replace")))
    except (Unfit, Malformed) as fault:
        raise Invalid(lazy("추첨 파일에 쓸 수 없는 글자가 있습니다. 보이는 글자만 한 줄로 적어 주세요.")) from fault


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _drawing(panel: Panel) -> Drawing:
    return Strata(tuple(panel.divided_by), panel.size) if panel.divided_by else Sample(panel.size)


def _values(panel: Panel, consent: PanelConsent) -> tuple[str, ...]:
    """What the person has of the columns; the age is that of the year in which the panel meets."""
    year = clock.seoul(panel.meets_at).year
    age = band_of(year - (consent.membership.birth_year or year))
    return tuple(value for value, wanted in ((age, panel.by_age), (consent.sex.value, panel.by_sex)) if wanted)
