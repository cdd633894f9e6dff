"""Files that go with an answer: put on the shelf, taken off it, cleared of what was found, held and taken down."""

from collections.abc import Collection, Sequence
from datetime import datetime

from app.decisions import queries
from app.decisions.models import AnswerFile, AnswerFind, Decision, Request
from app.decisions.policy import by_another, ongoing
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import LazyString, lazy
from app.kernel.reading import Findings, StoredFile
from app.people.models import User
from personal_data import find

IN_REVIEW = lazy("다른 담당자가 살펴보는 중입니다. 돌려받은 뒤에 첨부 파일을 바꿀 수 있습니다.")
QUOTED = lazy("까닭에 번호나 주소를 그대로 적지 마세요.")


def attach(request: Request, stored: StoredFile, *, most: int, once: str | None, by: User, at: datetime) -> AnswerFile:
    """Put a kept file on the shelf. Raises Invalid where there are `most`, or one of the same name; Conflict where
    the answer is being read through or needs none."""
    held = _changeable(request, by)
    there = queries.shelf(held.id)
    if queries.file_once(held.id, once) is None:
        if len(there) >= most:
            raise Invalid(lazy("첨부 파일은 %(most)d개까지 올릴 수 있습니다.", most=most))
        if any(file.name == stored.name for file in there):
            raise Invalid(lazy("같은 이름의 파일이 이미 있습니다. 먼저 그 파일을 빼 주세요."))
    new = AnswerFile(
        request_id=held.id, key=stored.key, name=stored.name, kind=stored.kind, size=stored.size,
        sha256=stored.sha256, once=once or None, by_id=by.id, added_at=at,
    )  # fmt: skip
    kept, is_new = kept_once(new, lambda: queries.file_once(held.id, once))
    if is_new:
        if stored.found is not None:
            keep_finds(kept, stored.found, at=at)
        record("answer_file.added", held, by=by, at=at, file_id=kept.id)
    return kept


def detach(request: Request, file: AnswerFile, *, by: User, at: datetime) -> str | None:
    """Take a file off the shelf; returns the key of what may be deleted now, None where a version still has it."""
    held = _changeable(request, by)
    fresh = queries.locked_file(file.id)
    record("answer_file.removed", held, by=by, at=at, file_id=fresh.id)
    if not fresh.is_draft:
        fresh.is_on_shelf = False
        session().flush()
        return None
    session().delete(fresh)
    session().flush()
    return fresh.key


def keep_finds(file: AnswerFile, found: Findings, *, at: datetime) -> None:
    """Keep what was found in the file, once; one that is out already is held where that is anything."""
    if file.searched_at is not None:
        return
    for one in found.finds:
        session().add(AnswerFind(file_id=file.id, kind=one["kind"], masked=one["masked"], place=one["place"]))
    file.searched_at, file.more = at, found.more
    session().flush()
    if found.finds and file.is_published:
        file.move("hold")
        record("answer_file.held", file.request, by=None, at=at, file_id=file.id)
    session().flush()


def clear(file: AnswerFile, find_ids: Collection[int], why: str, *, by: User, at: datetime) -> AnswerFile:
    """Say, with a reason, that finds are no personal data. Raises Conflict for numbers that nobody
    may publish, and Invalid where the reason tells one."""
    fresh = queries.locked_file(file.id)
    chosen = [one for one in fresh.finds if one.id in find_ids and one.cleared_at is None]
    if any(one.kind.is_never_cleared for one in chosen):
        raise Conflict(lazy("주민등록번호와 외국인등록번호는 넘길 수 없습니다. 파일에서 지우고 다시 올려 주세요."))
    if find(why):
        raise Invalid(QUOTED)
    for one in chosen:
        one.cleared_at, one.cleared_by_id, one.cleared_why = at, by.id, why
        facts = {"file_id": fresh.id, "find_id": one.id, "kind": one.kind.value, "why": why}
        record("answer_file.cleared", fresh.request, by=by, at=at, **facts)
    if fresh.is_held and not _stops(fresh):
        fresh.move("release")
    session().flush()
    return fresh


def take_down(file: AnswerFile, why: str, *, by: User, at: datetime) -> str:
    """Take a published file from everybody for good; returns the key of the content, which is destroyed. That it was
    there, its name and fingerprint stay in the versions of the answer."""
    fresh = queries.locked_file(file.id)
    if find(why):
        raise Invalid(QUOTED)
    if not fresh.is_taken_down:
        fresh.move("take_down")
        fresh.taken_down_at, fresh.taken_down_why, fresh.is_on_shelf = at, why, False
        record("answer_file.taken_down", fresh.request, by=by, at=at, file_id=fresh.id)
    session().flush()
    return fresh.key


def why_not_out(files: Sequence[AnswerFile], *, at: datetime) -> LazyString | None:
    """Why the answer cannot be published with these files, None where it can."""
    is_paused = queries.search_pause(at) is not None
    for file in files:
        if _stops(file):
            return lazy(
                "첨부 파일 ‘%(name)s’에 개인정보로 보이는 것이 있습니다. 첨부 파일 쪽에서 고쳐 주세요.", name=file.name
            )
        if file.searched_at is None and not is_paused:
            return lazy("첨부 파일 ‘%(name)s’의 개인정보를 아직 살펴보지 않았습니다.", name=file.name)
    return None


def send_out(decision: Decision, *, at: datetime) -> dict[str, int]:
    """Publish what is on the shelf with the answer; what the event says of it. Raises Invalid as `why_not_out` says."""
    files = queries.shelf(decision.request_id)
    reason = why_not_out(files, at=at)
    if reason:
        raise Invalid(reason)
    for file in files:
        file.move("publish")
    decision.files = lines(files)
    session().flush()
    unsearched = sum(file.searched_at is None for file in files)
    return {"files": len(files), "unsearched": unsearched} if files else {}


def lines(files: Sequence[AnswerFile]) -> str:
    """What a version of the answer says of the files."""
    return "\n".join(file.line for file in files)


def _stops(file: AnswerFile) -> bool:
    return bool(file.in_the_way or file.more)


def _changeable(request: Request, by: User) -> Request:
    held = queries.locked_request(request.id)
    refusal = ongoing(by, held) or by_another(by, held)
    if refusal:
        raise Conflict(refusal)
    waiting = queries.last_review(held.id)
    if waiting is not None and waiting.is_waiting:
        raise Invalid(IN_REVIEW)
    return held
