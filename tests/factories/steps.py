"""What happens to requests on their way, and kinds that a gu makes for itself."""

from datetime import date, datetime, timedelta
from typing import Any

from app.decisions import queries, service
from app.decisions.models import RequestKind, RequestStep
from app.decisions.service import Elsewhere, KindWords, Press
from app.decisions.states import LongerBy, Unit
from app.kernel import chance, clock
from app.kernel.db import session, transaction
from app.people.models import User
from app.places.models import Dong, Gu

WORDS = "주차 칸을 쓰는 세 집 가운데 몇 집이 동의하는지 알려 주세요."


def a_press(number: int, **given: Any) -> Press:
    """A press of a form that was opened just now."""
    return Press(**{"once": chance.token(), "seen": queries.request(number).version, **given})


def a_supplement(number: int, by: User, at: datetime | None = None, **given: Any) -> RequestStep:
    at = at or clock.now()
    until = given.pop("wanted_by", clock.seoul(at).date() + timedelta(days=10))
    press = given.pop("press", None) or a_press(number)
    with transaction():
        return service.ask_supplement(queries.request(number), WORDS, until, press, by=by, at=at)


def supplied(number: int, by: User, at: datetime | None = None, **given: Any) -> RequestStep:
    press = given.pop("press", None) or a_press(number)
    with transaction():
        return service.supply(
            queries.request(number), "세 집 가운데 두 집이 동의합니다.", press, by=by, at=at or clock.now()
        )


def an_extension(
    number: int, by: User, at: datetime | None = None, way: LongerBy = LongerBy.EXTENSION, **given: Any
) -> RequestStep:
    press = given.pop("press", None) or a_press(number)
    with transaction():
        return service.extend(
            queries.request(number), way, "현장을 더 봐야 합니다.", press, by=by, at=at or clock.now()
        )


def a_consent(number: int, by: User, agrees: bool = True, at: datetime | None = None) -> RequestStep:
    with transaction():
        return service.consent(queries.request(number), agrees, "", a_press(number), by=by, at=at or clock.now())


def a_transfer(number: int, to: Dong | Elsewhere, by: User, at: datetime | None = None, **given: Any) -> RequestStep:
    press = given.pop("press", None) or a_press(number)
    with transaction():
        return service.pass_on(queries.request(number), to, "교통과의 일입니다.", press, by=by, at=at or clock.now())


def a_word_on_progress(number: int, by: User, at: datetime | None = None) -> RequestStep:
    with transaction():
        return service.tell_progress(
            queries.request(number), "구청과 날짜를 잡고 있습니다.", a_press(number), by=by, at=at or clock.now()
        )


def kind_words(**given: Any) -> KindWords:
    """A suggestion that is answered within ten working days."""
    values: dict[str, Any] = {
        "name_ko": "골목 건의", "name_en": "Alley suggestion", "law": "시험구 골목회의 조례 제7조", "term": 10,
        "unit": Unit.WORKING_DAYS, "extension": 0, "second_with_consent": False, "survey_days": 0,
        "supplement_within": None, "again_days": None, "gives_ko": "10일 안에 답합니다.",
        "gives_en": "An answer within 10 days.", "remedy_ko": "다시 물을 수 있습니다.",
        "remedy_en": "You can ask again.",
    }  # fmt: skip
    return KindWords(**{**values, **given})


def a_kind_of(gu_id: int, code: str = "alley_suggestion", **given: Any) -> RequestKind:
    """A kind that the gu made for itself; `valid_from=` today."""
    by, at = given.pop("by"), given.pop("at", None) or clock.now()
    valid_from: date = given.pop("valid_from", clock.seoul(at).date())
    with transaction():
        gu = session().get_one(Gu, gu_id)
        return service.add_kind(gu, code, kind_words(**given), valid_from=valid_from, by=by, at=at)
