"""Files of answers in the small world: one that waits, one that is out, one that is held."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from app.councils.models import Council
from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.reading import Findings, StoredFile, keep_file
from tests import factories
from tests.factories import decisions
from tests.factories.decisions import an_answer

HIDDEN = "아직비밀"


def keep_files(world: Any, council: Council) -> None:
    """Each on a request of its own; D has brought none of them."""
    leader, first = world.users["F"], factories.an_officer(council.dong, name="파일주무관")
    for name in ("draft", "out", "held"):
        source = decisions.a_held_meeting(council, decisions.a_resolution(text=f"파일 {name} 요청"), leader=leader)
        number = decisions.a_sent_report(council, by=leader, source=source).requests[0].id
        asked = queries.request(number)
        with transaction():
            file = service.attach(asked, _stored(name), most=5, once=None, by=first, at=clock.now())
        world.keep(f"file {name}", request_id=number, file_id=file.id)
        if name != "draft":
            an_answer(queries.request(number), first)
    _hold(world.things["file held"]["file_id"])


def _stored(name: str) -> StoredFile:
    title = f"{HIDDEN} 초안.txt" if name == "draft" else "배부 현황.txt"
    return keep_file(BytesIO("봉투 1,200장".encode()), title, offices=(), is_searched=True, megabytes=1)


def _hold(number: int) -> None:
    """As when it went out unsearched, and something was found in it later."""
    find = {"kind": "mobile", "masked": "01•-••••-••••", "place": {"part": "line", "row": 1}}
    with transaction():
        file = queries.locked_file(number)
        file.searched_at = None
        service.keep_finds(file, Findings([find]), at=clock.now())


def made_of(walk: Any, thing: str) -> Mapping[str, Callable[[], dict[str, Any]]]:
    """The fields of the forms of files."""
    return {
        "decisions.files": lambda: {"file": (BytesIO("예산 1,200원".encode()), "예산.txt")},
        "decisions.remove_file": dict,
        "decisions.search_file": dict,
        "decisions.clear_finds": lambda: {"finds": _finds(walk, thing), "why": "대표전화입니다"},
        "decisions.take_down": lambda: {"why": "연락처가 있어 내립니다"},
        "decisions.search_pauses": lambda: {"why": "검사기를 고칩니다", "hours": "2"},
        "decisions.resume_search": dict,
    }


def _finds(walk: Any, thing: str) -> list[str]:
    values = walk.world.things.get(thing, {})
    return [str(find.id) for find in queries.answer_file(values["file_id"]).finds] if "file_id" in values else ["1"]
