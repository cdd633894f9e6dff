"""골목회의를 부르기: three neighbours call one, or an officer writes it down for a resident who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.councils import queries
from app.councils.models import CALLERS_NEEDED, Bylaws, Caller, Council
from app.councils.service import membership
from app.councils.service.alleys import Segment, alley_at
from app.councils.service.presets import preset
from app.councils.states import CouncilState, Kind, Tie
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, lazy
from app.people.models import User
from app.places.models import Dong

SAME_NAME = lazy("같은 이름이 두 번 있습니다. 이름이 같은 다른 이웃이면 ‘김영희(큰)’처럼 구별해 주세요.")


@dataclass(frozen=True)
class Call:
    """What a council is called with: a listed alley or the segments of a new one, and the names beside the first."""

    topic: str
    purpose: str = ""
    alley_id: int | None = None
    segments: Sequence[Segment] = ()
    alley_name: str = ""
    names: Sequence[str] = ()


def call(
    dong: Dong,
    wanted: Call,
    *,
    tie: Tie,
    birth_year: int,
    legal_name: str,
    by: User,
    at: datetime,
    once: str | None = None,
) -> Council:
    """Call a council as its first neighbour. With three names it opens at once, else it gathers callers.

    Whoever calls asks to belong to it too; an officer confirms. Raises Invalid for a name given twice, and as `ask`.
    The same form again, known by `once`, gives the council that it made.
    """
    twin = _made_before(dong, wanted.topic, by, once)
    if twin is not None:
        return twin
    council = _called(dong, wanted, at=at, called_by_id=by.id, once=once or None)
    _sign_all(council, [(by.name, by.id), *((name, None) for name in wanted.names)], at)
    record("council.called", council, by=by, at=at, number=council.number, callers=len(council.callers))
    _open_if_complete(council, by=by, at=at)
    membership.ask(council, tie=tie, birth_year=birth_year, legal_name=legal_name, place="", by=by, at=at)
    return council


def take_in(dong: Dong, wanted: Call, *, spoken_by: str, by: User, at: datetime, once: str | None = None) -> Council:
    """대신 접수: write down the call of a resident who speaks (민원처리법 시행령 §10④); the officer is recorded.

    The same form again, known by `once`, gives the council that it made.
    """
    twin = _made_before(dong, wanted.topic, by, once)
    if twin is not None:
        return twin
    council = _called(dong, wanted, at=at, taken_by_id=by.id, spoken_by=spoken_by, once=once or None)
    _sign_all(council, [(name, None) for name in (spoken_by, *wanted.names)], at)
    facts = {"number": council.number, "callers": len(council.callers), "taken_in": True}
    record("council.called", council, by=by, at=at, **facts)
    _open_if_complete(council, by=by, at=at)
    return council


def found_assembly(
    dong: Dong, *, name: str, purpose: str, preset_key: str, by: User, at: datetime, once: str | None = None
) -> Council:
    """Set up the 주민총회 of the whole dong; its officer does it, so it is open at once.

    The same form again, known by `once`, gives the assembly that it made.
    """
    twin = _made_before(dong, name, by, once)
    if twin is not None:
        return twin
    given = {"kind": Kind.ASSEMBLY, "name": name, "purpose": purpose, "called_by_id": by.id, "once": once or None}
    council = _numbered(dong, at, preset_key=preset_key, **given)
    record("council.called", council, by=by, at=at, number=council.number)
    council.move("activate")
    record("council.activated", council, by=by, at=at)
    return council


def sign(council: Council, *, by: User, at: datetime) -> Council:
    """Sign the call; the third neighbour opens the council. Signing twice counts once.

    Who was named by a neighbour before and now signs takes the place of that name.
    """
    council = queries.locked_council(council.id)
    if any(caller.user_id == by.id for caller in council.callers):
        return council
    if not council.is_gathering:
        raise Conflict(lazy("이미 필요한 이름이 모여 열린 골목회의입니다. 참여 신청을 해 주세요."))
    named = next((caller for caller in council.callers if caller.user_id is None and caller.name == by.name), None)
    if named is not None:
        named.user_id, named.signed_at = by.id, at
    else:
        council.callers.append(Caller(name=by.name, user_id=by.id, signed_at=at))
    _open_if_complete(council, by=by, at=at)
    return council


def close(council: Council, *, reason: str, by: User, at: datetime) -> None:
    """End the council; what it did stays readable."""
    council.move("close")
    membership.forget_identities(council)
    record("council.closed", council, by=by, at=at, reason=reason)


def _made_before(dong: Dong, name: str, by: User, once: str | None) -> Council | None:
    """Hold the dong, so that calls come one after the other, and find what the same form has made.

    Raises Invalid where the form says something else by now: it is not the same call, and nobody means to lose it.
    """
    queries.lock_dong(dong.id)
    twin = queries.called_once(by.id, once)
    if twin is not None and twin.name != name:
        raise Invalid(
            _("‘%(name)s’ 이름으로 이미 접수했습니다. 하나 더 만드시려면 이 쪽을 새로 열어 주세요.", name=twin.name)
        )
    return twin


def _called(dong: Dong, wanted: Call, *, at: datetime, **facts: object) -> Council:
    if wanted.alley_id is None and not wanted.segments:
        raise Invalid(lazy("어느 골목인지 고르거나 길 이름을 적어 주세요."))
    if wanted.alley_id is None:
        alley_id = alley_at(dong, list(wanted.segments), wanted.alley_name).id
    else:
        alley_id = wanted.alley_id
    given = {"kind": Kind.ALLEY, "name": wanted.topic, "purpose": wanted.purpose, "alley_id": alley_id}
    return _numbered(dong, at, preset_key="alley", **given, **facts)


def _numbered(dong: Dong, at: datetime, *, preset_key: str, **facts: object) -> Council:
    """A council under the dong's next number; the caller holds the dong, so two calls never get the same one."""
    year = clock.seoul(at).year
    serial = queries.called_count(dong.id, year) + 1
    number = f"{dong.name.removesuffix('동')}-{year}-{serial:04d}"
    council = Council(dong_id=dong.id, state=CouncilState.GATHERING, number=number, called_at=at, **facts)
    council.callers = []
    chosen = preset(preset_key)
    council.bylaws = Bylaws(preset=chosen.key, source=chosen.citation, **chosen.rules.facts)
    session().add(council)
    session().flush()
    return council


def _sign_all(council: Council, signers: Sequence[tuple[str, int | None]], at: datetime) -> None:
    names = [name for name, _number in signers]
    if len({"".join(name.split()) for name in names}) < len(names):
        raise Invalid(SAME_NAME)
    council.callers.extend(Caller(name=name, user_id=user_id, signed_at=at) for name, user_id in signers)
    session().flush()


def _open_if_complete(council: Council, *, by: User, at: datetime) -> None:
    if len(council.callers) >= CALLERS_NEEDED:
        council.move("activate")
        record("council.activated", council, by=by, at=at)
