"""What a person would fill into the forms of requests on their way, and of their kinds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.councils.models import Council
from app.decisions import queries
from app.kernel import clock
from app.kernel.db import session
from tests.access.walking import Walk


def made_of(walk: Walk, thing: str) -> dict[str, Callable[[], dict[str, Any]]]:
    """The forms of steps: right, so that only who sends them can be wrong."""
    soon = (clock.today() + timedelta(days=9)).isoformat()

    def seen() -> dict[str, str]:
        return {
            "seen": str(queries.request(walk.world.things[thing]["request_id"]).version),
            "words": "까닭이 있습니다",
        }

    return {
        "decisions.supplement": lambda: {**seen(), "wanted_by": soon},
        "decisions.supply": seen,
        "decisions.extension": lambda: {**seen(), "way": "extension"},
        "decisions.consent": lambda: {**seen(), "agrees": "yes"},
        "decisions.transfer": lambda: {
            **seen(), "to": "0", "office": "구청 교통과", "phone": "02-000-0009", "is_sure": "y",
        },
        "decisions.progress": seen,
        "decisions.add_kind": lambda: _kind(walk),
    }  # fmt: skip


def _kind(walk: Walk) -> dict[str, Any]:
    council = session().get_one(Council, walk.world.things["council active"]["council_id"])
    dong = queries.desk(council.dong_id).dong
    words = {"gives_ko": "10일", "gives_en": "10 days", "remedy_ko": "다시", "remedy_en": "again"}
    numbers = {"term": "10", "unit": "working_days", "extension": "0", "survey_days": "0"}
    names = {"code": "alley_care", "name_ko": "골목 돌봄", "name_en": "Alley care", "law": "조례 제9조"}
    return {**words, **numbers, **names, "gu": str(dong.gu_id), "valid_from": clock.today().isoformat()}
