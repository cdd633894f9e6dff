"""Words of progress, with a photo and a step: one press on the way."""

from dataclasses import dataclass
from datetime import datetime

from app.deeds import queries
from app.deeds.models import MOST_PHOTOS, Commitment, DeedPhoto, Progress
from app.deeds.states import CommitmentState, Moment, Step
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.files import StoredImage
from app.kernel.i18n import _
from app.people.models import User

_REACHED = {Step.START: CommitmentState.UNDER_WAY, Step.FINISH: CommitmentState.DONE}


@dataclass(frozen=True)
class Told:
    """What an officer tells; the photo was made anew, and `description` says what is on it."""

    text: str
    step: Step = Step.TELL
    photo: StoredImage | None = None
    moment: Moment = Moment.AFTER
    description: str = ""


def tell(commitment: Commitment, told: Told, *, once: str | None = None, by: User, at: datetime) -> Progress | None:
    """Keep the words and take the step. The same form sent twice tells once.

    Where that step was taken already, by another officer or by pressing twice, the words are kept and nothing else
    happens; without words, nothing at all. Raises Conflict where it was cut or dropped, Invalid where there are
    MOST_PHOTOS. Events commitment.told, .started or .done.
    """
    held = queries.locked(commitment.id)
    twin = queries.progress_once(once)
    if twin is not None:
        return twin
    step = Step.TELL if _REACHED.get(told.step) is held.state else told.step
    if step is Step.TELL and not told.text and told.photo is None:
        return None
    _take(held, step, at)
    words = {"text": told.text, "step": step, "section": _section(held, by)}
    made = Progress(commitment_id=held.id, once=once or None, by_id=by.id, at=at, **words)
    session().add(made)
    session().flush()
    if told.photo is not None:
        _keep_photo(held, made, told, told.photo)
    _record(held, made, by, at)
    return made


def _take(held: Commitment, step: Step, at: datetime) -> None:
    held.move(step.value)
    if step is Step.FINISH:
        held.turn += 1
        held.done_at, held.ended_on = at, clock.seoul(at).date()


def _record(held: Commitment, made: Progress, by: User, at: datetime) -> None:
    match made.step:
        case Step.TELL:
            record("commitment.told", held, by=by, at=at, text=made.text)
        case Step.START:
            record("commitment.started", held, by=by, at=at, text=made.text)
        case Step.FINISH:
            record("commitment.done", held, by=by, at=at, text=made.text)


def _section(held: Commitment, by: User) -> str:
    return next((post.section for post in by.posts if post.dong_id == held.desk_id), held.section)


def _keep_photo(held: Commitment, told_with: Progress, told: Told, photo: StoredImage) -> None:
    if len(held.photos) >= MOST_PHOTOS:
        raise Invalid(_("사진은 %(most)s장까지 올릴 수 있습니다. 먼저 한 장을 지워 주세요.", most=MOST_PHOTOS))
    session().add(
        DeedPhoto(
            commitment_id=held.id,
            progress_id=told_with.id,
            moment=told.moment,
            key=photo.key,
            width=photo.width,
            height=photo.height,
            description=told.description,
        )
    )
    session().flush()


def remove_photo(commitment: Commitment, photo: DeedPhoto, *, by: User, at: datetime) -> str:
    """Take the photo away; returns its key, for the file to be deleted once this is certain."""
    queries.locked(commitment.id)
    session().delete(photo)
    session().flush()
    record("commitment.photo_removed", commitment, by=by, at=at)
    return photo.key
