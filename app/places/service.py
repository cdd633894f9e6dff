"""Verbs of places: founding a gu or a dong, and naming an alley."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.places.models import Alley, Dong, Gu, RoadSegment


class Segment(NamedTuple):
    """Part of a road: 국사봉길 82~86-9; no numbers mean the whole road."""

    road: str
    from_number: str = ""
    to_number: str = ""


def found_gu(code: str, *, city: str, name: str) -> Gu:
    """Enter a gu by its official code of five digits; one that is there is given back with its new name."""
    gu = session().scalars(select(Gu).where(Gu.code == code)).one_or_none()
    if gu is None:
        gu = Gu(code=_digits(code, 5))
        session().add(gu)
    gu.city, gu.name = city, name
    session().flush()
    return gu


def found_dong(
    gu: Gu,
    code: str,
    *,
    name: str,
    official_name: str,
    population: int,
    centre_name: str,
    centre_address: str = "",
    centre_phone: str = "",
) -> Dong:
    """Enter a dong and its centre by its official code of ten digits; one that is there is brought up to date."""
    dong = session().scalars(select(Dong).where(Dong.code == code)).one_or_none()
    if dong is None:
        dong = Dong(code=_digits(code, 10))
        session().add(dong)
    dong.gu, dong.name, dong.official_name, dong.population = gu, name, official_name, population
    dong.centre_name, dong.centre_address, dong.centre_phone = centre_name, centre_address, centre_phone
    session().flush()
    return dong


def name_alley(dong: Dong, name: str, segments: Sequence[Segment] = ()) -> Alley:
    """Give a name to some road segments of the dong. Raises Invalid where the dong has an alley of that name."""
    name = " ".join(name.split())
    if session().scalars(select(Alley.id).where(Alley.dong_id == dong.id, Alley.name == name)).first():
        raise Invalid(lazy("이 동에 같은 이름의 골목이 이미 있습니다."))
    parts = [RoadSegment(position=number, **segment._asdict()) for number, segment in enumerate(segments, 1)]
    alley = Alley(dong=dong, name=name, segments=parts)
    session().add(alley)
    session().flush()
    return alley


def _digits(code: str, count: int) -> str:
    if not (code.isascii() and code.isdigit() and len(code) == count):
        raise Invalid(lazy("행정 코드는 정해진 자리의 숫자입니다."))
    return code
