"""What officers of the small world have about a request that waits, and a text that they keep ready."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from app.councils.models import Council
from app.decisions import queries as decisions
from app.desk import queries
from app.kernel import clock
from app.kernel.db import session
from app.people.models import Post
from tests.access.answering import answer
from tests.factories.desk import a_note, a_template, an_opinion, given_to

HIDDEN = "아직비밀"
_DAY = (clock.today() + timedelta(days=3)).isoformat()
_OPINION = {"answer": "두 면까지만 됩니다", "answered_by": "이주임", "answered_on": clock.today().isoformat()}


def keep_desk(world: Any, council: Council) -> None:
    """D has the request that waits, and has noted something and asked a section."""
    request = decisions.request(world.things["report sent"]["request_id"])
    officer = world.users["D"]
    given_to(request, officer, by=officer)
    a_note(request, officer, f"{HIDDEN} 통화함")
    asked = an_opinion(request, officer, answer=f"{HIDDEN} 두 면까지", question=f"{HIDDEN} 줄일 수 있습니까?")
    world.keep("opinion back", opinion_id=asked.id)
    world.keep("template", template_id=a_template(council.dong, officer).id)


def made_of(walk: Any, thing: str) -> Mapping[str, Callable[[], dict[str, Any]]]:
    """The fields of the forms of the desk."""
    values = walk.world.things.get(thing, {})
    return {
        "desk.notes": lambda: {"body": "전화로 확인했습니다"},
        "desk.assign": lambda: _given(values["request_id"]),
        "desk.ask_section": lambda: {"section": "구청 교통행정과", "question": "됩니까?", "wanted_by": _DAY},
        "desk.opinion": lambda: {**_OPINION, "seen": str(queries.opinion(values["opinion_id"]).version)},
        "desk.add_template": lambda: {"name": "가로등", "reason": "{요청}에 답합니다."},
        "desk.template": lambda: {"name": "보안등", "seen": str(queries.template(values["template_id"]).version)},
        "desk.remove_template": dict,
        "desk.answer_together": lambda: {**answer("report sent"), "picked": _picked(walk)},
    }


def _given(number: int) -> dict[str, Any]:
    desk_id = decisions.request(number).desk_id
    post = session().query(Post).filter_by(dong_id=desk_id).order_by(Post.id.desc()).first()
    return {"to": f"post-{post.id if post else 0}", "seen": str(queries.turn(number))}


def _picked(walk: Any) -> str:
    """The two requests that wait; of one the draft is seen."""
    numbers = [walk.world.things[name]["request_id"] for name in ("report sent", "request consent")]
    seen = {one.id: one.decision.version if one.decision else 0 for one in queries.picked(numbers)}
    return " ".join(f"{number}:{version}" for number, version in seen.items())
